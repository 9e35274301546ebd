from . import udi_recall_close
