from odoo import api, fields, models
from odoo.exceptions import UserError

ORIGIN = {"origin_model", "origin_id", "origin_name"}
MOST_LOTS = 50_000


class UdiRecall(models.Model):
    """A recall that another record started: an alert, a hold, a maker's notice."""

    _inherit = "udi.recall"

    origin_model = fields.Char(readonly=True, copy=False)
    origin_id = fields.Many2oneReference(
        model_field="origin_model", readonly=True, copy=False
    )
    origin_name = fields.Char("Started from", readonly=True, copy=False)
    incoming_ids = fields.One2many(
        "udi.recall.incoming", "recall_id", "Notices of makers", readonly=True
    )

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            vals_list = [
                {name: value for name, value in vals.items() if name not in ORIGIN}
                for vals in vals_list
            ]
        return super().create(vals_list)

    def _check_may_change(self, names):
        if typed := names & ORIGIN:
            raise UserError(
                self.env._(
                    "%(fields)s: the record that starts a recall sets this.",
                    fields=self._labels(typed),
                )
            )
        return super()._check_may_change(names)

    @api.model
    def start_from(self, model, record_id, lot_ids, title, source="other"):
        """Start a recall for another program: a complaint system, a laboratory.

        :param str model: which kind of record starts it
        :param int record_id: which one
        :param list lot_ids: ids of the lots and serials that are bad
        :param str title: what, and which fault
        :param str source: how it was found, one of the values of `source`
        :return: the id of the new draft
        """
        self._check_may_begin()
        if not isinstance(model, str) or model not in self.env:
            raise UserError(
                self.env._("No kind of record has this name. Name another.")
            )
        if type(record_id) is not int or not self._are_ids(lot_ids):
            raise UserError(
                self.env._("Say by id which record starts it, and which lots are bad.")
            )
        if not isinstance(title, str) or not title.strip() or len(title) > 500:
            raise UserError(self.env._("The title is a text of 1 to 500 characters."))
        record = self._readable(model, [record_id])
        lots = self._readable("stock.lot", lot_ids)
        return self._start_from(record, lots, title.strip(), source).id

    def _are_ids(self, ids):
        return (
            isinstance(ids, list)
            and 0 < len(ids) <= MOST_LOTS
            and all(type(each) is int and 0 < each < 2**31 for each in ids)
        )

    def _readable(self, model, ids):
        records = self.env[model].browse(ids).exists()
        if len(records) != len(set(ids)):
            raise UserError(
                self.env._("Some of these are not there. Look the ids up again.")
            )
        records.check_access("read")
        return records

    @api.model
    def _start_from(self, record, lots, title, source="other", **values):
        """A draft about ``lots`` that knows what started it.

        :param record: what started it, of any model
        :param source: how it was found, one of the values of the field `source`
        :param values: further fields of the recall
        """
        record.ensure_one()
        sources = dict(self._fields["source"]._description_selection(self.env))
        if source not in sources:
            raise UserError(
                self.env._(
                    "How it was found: choose one of %(choices)s.",
                    choices=", ".join(sources),
                )
            )
        company = lots.company_id[:1]
        if "company_id" in record._fields:
            company = record.company_id or company
        if company - self.env.companies:
            raise UserError(
                self.env._(
                    "%(record)s belongs to %(company)s. Switch to that company first.",
                    record=record.display_name,
                    company=company.sudo().name,
                )
            )
        recalls = self.with_company(company) if company else self
        recall = recalls._start(lots)
        recall.write({"title": title, "source": source, **values})
        recall.sudo().write(
            {
                "origin_model": record._name,
                "origin_id": record.id,
                "origin_name": record.display_name,
            }
        )
        recall._say_origin(record)
        return recall

    def _say_origin(self, record):
        """Both sides tell of each other."""
        self.message_post(
            body=self.env._("Started from %(record)s.", record=record.display_name)
        )
        if "message_ids" in record._fields and hasattr(record, "message_post"):
            text = self.env._("%(recall)s was started from this.", recall=self.name)
            record.sudo().message_post(body=text)

    def action_open_origin(self):
        self.ensure_one()
        self.check_access("read")
        if not self.origin_model or self.origin_model not in self.env:
            raise UserError(
                self.env._("%(recall)s was begun by hand.", recall=self.name)
            )
        return {
            "type": "ir.actions.act_window",
            "res_model": self.origin_model,
            "res_id": self.origin_id,
            "views": [(False, "form")],
        }


class UdiAlert(models.Model):
    """From an alert to a recall of its lot."""

    _inherit = "udi.alert"

    def action_udi_recall(self):
        self.ensure_one()
        self.check_access("read")
        if not self.lot_id:
            raise UserError(
                self.env._(
                    "This alert names no lot or serial. Start the recall in Recalls "
                    "and choose the lots there."
                )
            )
        recalls = self.env["udi.recall"]
        return recalls._start_from(self, self.lot_id, self.name)._open_form()


class UdiHold(models.Model):
    """From a hold to a recall of its lot."""

    _inherit = "udi.hold"

    def action_udi_recall(self):
        """One recall of all the lots that are chosen; the first hold started it."""
        self.check_access("read")
        if not self:
            raise UserError(self.env._("Choose the holds whose lots are recalled."))
        first = self[0]
        title = (
            first.name
            if len(self) == 1
            else self.env._(
                "%(first)s and %(count)s more", first=first.name, count=len(self) - 1
            )
        )
        if first.note:
            title = f"{title}: {first.note}"
        source = "complaint" if first.reason == "complaint" else "other"
        recalls = self.env["udi.recall"]
        return recalls._start_from(first, self.lot_id, title, source)._open_form()
