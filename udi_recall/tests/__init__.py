from . import (
    test_recall_figures,
    test_recall_insight,
    test_recall_notice,
    test_recall_prepare,
    test_recall_queries,
    test_recall_rights,
    test_recall_scope,
    test_recall_start,
    test_recall_steps,
    test_recall_tour,
)
