from . import udi_regulatory_export
