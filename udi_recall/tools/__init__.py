"""Pure code: plain frozen values in, plain values out, no Odoo, no clock."""
