from . import udi_recall_close, udi_trace_lookup
