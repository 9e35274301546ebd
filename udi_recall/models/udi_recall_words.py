from odoo import api, fields, models


class UdiRecallWords(models.AbstractModel):
    """What a recall says about itself in words."""

    _name = "udi.recall.words"
    _description = "Words of a recall"

    summary = fields.Char(compute="_compute_summary")

    @api.depends("state", "kind", "quantity_total", "exposed_count", "quantity_held")
    @api.depends_context("lang")
    def _compute_summary(self):
        for recall in self:
            recall.summary = recall._summary_text()

    def _summary_text(self):
        if self.state == "draft" or not self.scoped_on:
            return False
        if not self.quantity_total:
            return self.env._("No unit is affected.")
        return self.env._(
            "%(units)s: %(places)s",
            units=self.env["udi.finding"]._units(self.quantity_total),
            places=" · ".join(self._place_texts()),
        )

    def _place_texts(self):
        number = self.env["udi.finding"]._number
        texts = []
        if self.quantity_never_left:
            texts.append(
                self.env._("%(n)s never left", n=number(self.quantity_never_left))
            )
        if self.quantity_back:
            texts.append(self.env._("%(n)s back", n=number(self.quantity_back)))
        if self.quantity_transit:
            texts.append(
                self.env._("%(n)s on the way", n=number(self.quantity_transit))
            )
        if texts and self.started_on and self._real():
            texts[-1] += self._held_text(len(texts))
        if self.quantity_out:
            texts.append(self._out_text())
        return texts

    def _held_text(self, parts):
        if self.quantity_held < self.quantity_to_hold:
            held = self.env["udi.finding"]._number(self.quantity_held)
            return self.env._(", only %(n)s held", n=held)
        return self.env._(", held") if parts == 1 else self.env._(", all held")

    def _out_text(self):
        out = self.env["udi.finding"]._number(self.quantity_out)
        if self.exposed_count == 1:
            return self.env._("%(n)s out there at 1 customer", n=out)
        return self.env._(
            "%(n)s out there at %(count)s customers", n=out, count=self.exposed_count
        )

    def _done_text(self, holds, notices):
        texts = []
        if holds:
            texts.append(
                self.env._("1 lot held.")
                if holds == 1
                else self.env._("%(count)s lots held.", count=holds)
            )
        if notices:
            text = self._notices_text(notices)
            texts.append(self.env._("%(notices)s prepared.", notices=text))
        return " ".join([*texts, self.summary])

    def _remains_text(self):
        if not self.hold_count:
            return False
        return self.env._(
            "Lots that stay on hold until someone releases them: %(count)s.",
            count=self.hold_count,
        )

    def _notices_text(self, count):
        if count == 1:
            return self.env._("1 notice")
        return self.env._("%(count)s notices", count=count)

    def _text_languages(self):
        """The languages in which the notice's own words were written."""
        self.ensure_one()
        written = [
            self._fields[name]._get_stored_translations(self._origin) or {}
            for name in ("reason_text", "instructions")
        ]
        return set.intersection(*(set(texts) for texts in written))

    def _state_text(self):
        return dict(self._fields["state"]._description_selection(self.env))[self.state]

    def _labels(self, names):
        described = self.fields_get(list(names), ["string"])
        return ", ".join(described[name]["string"] for name in described)
