import io
from base64 import b64encode

import xlsxwriter

from odoo import api, fields, models

from ..tools.columns import COLUMNS
from ..tools.table_record import cells


class UdiDeviceExport(models.TransientModel):
    """Devices as a sheet that the import reads back.

    Every cell is text: a GTIN keeps its zeros, and nothing can be a formula.
    """

    _name = "udi.device.export"
    _description = "Devices as a Spreadsheet"

    name = fields.Char(required=True)
    content = fields.Binary(readonly=True, attachment=False)

    @api.model
    def _of_devices(self, devices):
        devices.check_access("read")
        values = devices._udi_values()
        rows = [values[device.id] for device in devices]
        return self._download(self.env._("devices"), rows)

    @api.model
    def _download(self, name, rows, remarks=()):
        """The browser takes the sheet of these values."""
        made = self.create(
            {"name": f"{name}.xlsx", "content": b64encode(self._sheet(rows, remarks))}
        )
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{made.id}/content/{made.name}"
            "?download=true",
            "target": "download",
        }

    @api.model
    def _sheet(self, rows, remarks=()):
        lines = [cells(values) for values in rows]
        used = {key for line in lines for key in line}
        keys = [key for key in COLUMNS if key in used]
        with io.BytesIO() as buffer:
            book = xlsxwriter.Workbook(
                buffer,
                {
                    "in_memory": True,
                    "strings_to_formulas": False,
                    "strings_to_urls": False,
                },
            )
            sheet = book.add_worksheet()
            text = book.add_format({"num_format": "@"})
            bold = book.add_format({"bold": True, "num_format": "@"})
            labels = [COLUMNS[key].label for key in keys]
            if remarks:
                labels.append(self.env._("Findings"))
            for place, label in enumerate(labels):
                sheet.write_string(0, place, label, bold)
            for number, line in enumerate(lines, 1):
                for place, key in enumerate(keys):
                    if key in line:
                        sheet.write_string(number, place, line[key], text)
                if remarks:
                    sheet.write_string(
                        number, len(keys), remarks[number - 1] or "", text
                    )
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, max(len(labels) - 1, 0), 20)
            book.close()
            return buffer.getvalue()
