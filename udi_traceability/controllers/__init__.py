from . import udi_seal
