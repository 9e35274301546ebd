"""Other devices for FDA, and how their files are read."""

from formats_sample import CASE, DEVICE, ENVELOPE, PALLET, change

from odoo.addons.udi_regulatory_export.formats import gudid, xml
from odoo.addons.udi_regulatory_export.formats.record import TextRecord

K510 = DEVICE.certificates[0]
SECOND_CASE = change(CASE, code="39506000134353", contains_qty=6)
EXEMPT = change(DEVICE, gudid__premarket_exempt=True, certificates=())
BRANCHED = change(
    EXEMPT,
    packages=(PALLET, SECOND_CASE, CASE),
    catalog_number="",
    descriptions=(TextRecord(language="DE", value="Pumpe"),),
    single_use=True,
    gudid__product_codes=("FRN", "MEA"),
    gudid__rx=False,
    gudid__otc=True,
)


def built(record, envelope=ENVELOPE):
    (file,) = gudid.build(record, envelope)
    return file


def tree(record):
    return xml.parse(built(record).content)


def one(root, path):
    (found,) = root.findall(path.replace("/", "/{*}").replace("/{*}/{*}", "//{*}"))
    return found


def attributes(root, name, attribute):
    return [each.get(attribute) for each in root.iter(f"{{*}}{name}")]
