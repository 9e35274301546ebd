from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.law import ALWAYS, demanded

# Which field of the recall a gap leads to
FIELDS = {
    "reason": "reason_text",
    "hazard": "hazard",
    "actions": "instructions",
    "contact": "responsible_id",
    "reply": "reply_by",
    "unaffected": "unaffected_reason",
    "return": "physical_return",
    "depth": "depth",
    "handling": "actions_by_firm",
    "level": "region_ids",
    "language": "instructions",
}


class UdiRecallLaw(models.AbstractModel):
    """What a notice lacks by the law of the place it goes to.

    Seen before the approval, which it stops: a notice without what the law demands is
    none, and a second one confuses those who got the first.
    """

    _name = "udi.recall.law"
    _description = "What notices of a recall must say"

    law_findings = fields.Json("Before approval", compute="_compute_law")
    law_done = fields.Text("Said as the law asks", compute="_compute_law")
    law_ready = fields.Boolean(compute="_compute_law")

    @api.depends(
        "state",
        "reason_text",
        "hazard",
        "instructions",
        "responsible_id",
        "reply_by",
        "unaffected_reason",
        "physical_return",
        "depth",
        "actions_by_firm",
        "check_level",
        "check_reason",
        "check_share",
        "depth_reason",
        "region_ids.class_firm",
        "consignee_ids",
    )
    @api.depends_context("lang")
    def _compute_law(self):
        for recall in self:
            asked = recall.state == "scoped"
            rows, done = recall._law() if asked else ([], [])
            recall.law_findings = rows
            recall.law_done = "\n".join(done)
            recall.law_ready = not any(row["severity"] == "error" for row in rows)

    def _check_law(self):
        """Refuse while something is missing that the law asks for."""
        stops = [
            f"{row['group']}: {row['sentence']}"
            for row in self._law()[0]
            if row["severity"] == "error"
        ]
        if stops:
            raise UserError(
                self.env._(
                    "%(recall)s cannot be approved yet.\n%(stops)s",
                    recall=self.name,
                    stops="\n".join(stops),
                )
            )

    def _law(self):
        """Rows of what is missing, and lines of what is there."""
        self.ensure_one()
        recall = self.sudo().with_context(allowed_company_ids=self.company_id.ids)
        rows = recall._gaps_everywhere()
        done = []
        facts = recall._facts_by_region()
        for region in recall.region_ids:
            if region.code not in facts:
                continue
            missing = recall._gaps_of(region, facts[region.code])
            rows += [recall._gap(region._place(), *gap) for gap in missing]
            lacking = {code for code, *_rest in missing}
            said = [
                recall._law_word(code)
                for code in demanded(region.code)
                if code not in lacking
            ]
            if said:
                done.append(f"{region._place()}: {' ✓ · '.join(said)} ✓")
        return rows + recall._hints(facts), done

    def _gap(self, group, code, sentence, record=None, severity="error"):
        record = record or self
        return {
            "group": group,
            "code": code,
            "severity": severity,
            "sentence": sentence,
            "res_model": record._name,
            "res_id": record._origin.id,
            "field": FIELDS.get(code, "") if record == self else "",
            "where": group if record == self else record.display_name,
        }

    def _gaps_everywhere(self):
        group = self.env._("Every notice")
        gaps = [
            self._gap(group, code, self._law_sentence(code))
            for code in ALWAYS
            if not getattr(self, f"_has_{code}")()
        ]
        if self.depth != "user" and not self.depth_reason:
            gaps.append(
                self._gap(
                    group,
                    "depth",
                    self.env._(
                        "It stops before the users, and nobody says why. Fill in “Why "
                        "it stops there”."
                    ),
                )
            )
        if self.check_level == "B" and not (self.check_share and self.check_reason):
            gaps.append(
                self._gap(
                    group,
                    "level",
                    self.env._(
                        "Level B needs the share to check and a reason. Fill in both."
                    ),
                )
            )
        return gaps

    # -- what is there ---------------------------------------------------------------

    def _has_reason(self):
        return bool(self.reason_text)

    def _has_hazard(self):
        return bool(self.hazard)

    def _has_actions(self):
        return bool((self.instructions or "").strip())

    def _has_contact(self):
        contact = self._who("contact").partner_id
        return bool(contact.email or contact.phone)

    def _has_reply(self):
        return bool(self.reply_by) and self._has_contact()

    def _has_unaffected(self):
        return bool(self.unaffected_reason)

    def _has_return(self):
        return bool(self.physical_return)

    def _has_depth(self):
        return bool(self.depth)

    def _has_handling(self):
        return bool(self.actions_by_firm)
