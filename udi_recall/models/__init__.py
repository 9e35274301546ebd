from . import (
    stock_lot,
    stock_move_line,
    udi_hold,
    udi_recall_figures,
    udi_recall_step,
    udi_recall_words,
    udi_recall,
    udi_recall_consignee,
    udi_recall_consignee_line,
    udi_recall_lot,
    udi_recall_notice,
    udi_recall_scope,
)
