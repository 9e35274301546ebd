from . import base_partner_merge
from . import stock_lot_udi_hold
from . import stock_picking_udi_scan
from . import udi_hold_release
from . import udi_trace_lookup
from . import udi_trace_lookup_lot
from . import udi_trace_lookup_holding
