from dataclasses import replace

from odoo import api, models

from ..tools.label import LabelData

EU_MARKS = {"mdr": "md", "mdd": "md", "ivdr": "ivd", "ivdd": "ivd"}


class UdiLabelData(models.AbstractModel):
    """What labels say about lots, read in sets."""

    _name = "udi.label.data"
    _description = "Data of Labels"

    @api.model
    def _of_lots(self, lots, di=None):
        """Lot id -> `LabelData`; the number of queries does not grow with the lots.

        :param di: `udi.di` of a package whose label is printed; else that of the lot
        """
        # device, texts and translations are the same for all who may see the lot
        lots = lots.sudo()
        languages = self._languages()
        names = self._names(lots.product_id, languages)
        facts = {
            device: self._device_facts(device, languages)
            for device in (*lots.udi_device_id, lots.udi_device_id.browse())
        }
        return {
            lot.id: LabelData(
                udi=self._value(lot, di),
                names=names[lot.product_id.id],
                **facts[lot.udi_device_id],
                **self._content(lot, di),
            )
            for lot in lots
        }

    def _languages(self):
        """Codes of the languages in use, that of the user first."""
        codes = [code for code, _name in self.env["res.lang"].get_installed()]
        return sorted(codes, key=lambda code: code != self.env.lang)

    def _names(self, products, languages):
        """Product id -> ((language, name), ...): one read for each language."""
        names = {product.id: [] for product in products}
        for code in languages:
            for product in products.with_context(lang=code):
                names[product.id].append((code, product.name))
        return {product: tuple(pairs) for product, pairs in names.items()}

    def _value(self, lot, di):
        """What the label of this lot says, or that of a package of it."""
        value = lot._udi_value()
        if not di:
            return value
        di = di.sudo()
        return replace(value, di=di.code, agency=di.issuing_agency.upper())

    def _content(self, lot, di):
        """How much one package holds; a single device says nothing about it."""
        units = (di or lot.udi_di_id).sudo().unit_qty
        count = units * lot.udi_device_id.device_count
        if count <= 1:
            return {}
        return {"quantity": count, "unit": lot.product_id.uom_id.name}

    def _device_facts(self, device, languages):
        """The fields of `LabelData` that all labels of this device share."""
        maker = device.manufacturer_id
        return {
            "descriptions": self._descriptions(device, languages),
            "brand": device.brand_name or "",
            "model": device.model_number or "",
            "ref": device.catalog_number or device.model_number or "",
            "maker": maker.name or "",
            "maker_address": maker._udi_address() if maker else "",
            "marks": self._marks(device),
        }

    def _descriptions(self, device, languages):
        """What people wrote in each language, else the generic name."""
        written = tuple(
            # EUDAMED's code of a language is Odoo's in capitals, also for Greek
            (text.language.lower(), text.value)
            for text in device.description_ids
        )
        if written:
            return written
        names = (
            (code, device.with_context(lang=code).generic_name) for code in languages
        )
        return tuple((code, name) for code, name in names if name)

    def _marks(self, device):
        """Marks of ISO 15223-1 for what is answered with yes."""
        marks = [EU_MARKS.get(device.legislation_eu)]
        marks.append(device.single_use == "yes" and "single_use")
        marks.append(device.sterile == "yes" and "sterile")
        return tuple(filter(None, marks))
