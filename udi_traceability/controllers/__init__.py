from . import udi_seal
from . import udi_trace
