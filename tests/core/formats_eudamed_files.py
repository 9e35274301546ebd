"""Files of EUDAMED's messages for the tests that read them."""

from formats_eudamed import built
from formats_sample import DEVICE, ENVELOPE

from odoo.addons.udi_regulatory_export.formats import xml
from odoo.addons.udi_regulatory_export.formats.eudamed.build import push
from odoo.addons.udi_regulatory_export.formats.eudamed.messages import MESSAGES, Entry

WHOLE = built(DEVICE).content


def message(name, *records):
    """The bytes of one message with these records."""
    entities = [MESSAGES[name].entity(Entry(record=each)) for each in records]
    return xml.to_bytes(push(ENVELOPE, "US-MF-000000001", MESSAGES[name], entities))


def edited(*pairs):
    text = WHOLE.decode()
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text.encode()
