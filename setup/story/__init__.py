"""The story of one device, played in Odoo as the people would play it."""
