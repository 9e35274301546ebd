from . import udi_recall_close, udi_recall_contact
