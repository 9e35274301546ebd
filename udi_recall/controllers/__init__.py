from . import recall_answer, recall_portal
