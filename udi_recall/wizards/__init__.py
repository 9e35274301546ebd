from . import (
    udi_recall_close,
    udi_recall_gate,
    udi_recall_outcome,
    udi_recall_report_make,
)
