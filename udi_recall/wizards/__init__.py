from . import (
    udi_recall_close,
    udi_recall_deadline_act,
    udi_recall_gate,
    udi_recall_outcome,
)
