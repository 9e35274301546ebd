from . import (
    udi_recall_answer,
    udi_recall_answer_rows,
    udi_recall_close,
    udi_recall_contact,
    udi_recall_deadline_act,
    udi_recall_gate,
    udi_recall_gone,
    udi_recall_incoming_file,
    udi_recall_outcome,
    udi_recall_register_print,
    udi_recall_report_make,
)
