from . import (
    test_recall_figures,
    test_recall_notice,
    test_recall_notice_reader,
    test_recall_notice_sheet,
    test_recall_prepare,
    test_recall_queries,
    test_recall_rights,
    test_recall_scope,
    test_recall_start,
    test_recall_steps,
    test_recall_tour,
    test_udi_overview,
)
