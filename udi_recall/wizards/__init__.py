from . import udi_recall_close, udi_recall_deadline_act
