from odoo import models


class UdiRecall(models.Model):
    """What all notices of one recall say."""

    _inherit = "udi.recall"

    def _is_urgent(self):
        """A withdrawal is the one kind that is not; an exercise never is."""
        return self.kind not in ("withdrawal", "drill")

    def _heading(self):
        """Never called milder than it is: a recall is no withdrawal (21 CFR 7.49)."""
        return {
            "recall": self.env._("URGENT: MEDICAL DEVICE RECALL"),
            "field_correction": self.env._("URGENT: MEDICAL DEVICE CORRECTION"),
            "withdrawal": self.env._("WITHDRAWAL OF A MEDICAL DEVICE"),
            "fsca": self.env._("URGENT FIELD SAFETY NOTICE"),
            "drill": self.env._("EXERCISE – nothing is wrong with your devices"),
        }[self.kind]

    def _depth_text(self):
        """The sentence that a letter in the United States needs (21 CFR 7.42(b)(1))."""
        return {
            "wholesale": self.env._("This goes down to wholesalers and distributors."),
            "retail": self.env._("This goes down to whoever sells to users."),
            "user": self.env._("This goes down to the users of the devices."),
        }.get(self.depth, "")

    def _maker_values(self, makers):
        makers = makers or self.company_id.partner_id
        one = makers if len(makers) == 1 else makers.browse()
        return {
            "name": ", ".join(maker.name or "" for maker in makers),
            "srn": ", ".join(filter(None, makers.mapped("udi_srn_mf"))),
            "fei": one.udi_fei or "",
            "registration_holder": one.name or "",
            "address": one._udi_address() if one else "",
        }

    def _sender_values(self):
        company, person = self.company_id, self._notice_contact()
        return {
            "name": company.name or "",
            "gln": company.partner_id.udi_gln or "",
            "contact": person.name or "",
            "phone": person.phone or company.phone or "",
            "email": person.email or company.email or "",
            "hours": company.udi_recall_hours or "",
        }

    def _notice_contact(self):
        """Whom customers ask: the recall contact, or who is responsible."""
        named = self.role_ids.filtered(lambda row: row.role == "contact").user_id
        return named or self.responsible_id

    def _number_values(self):
        return [
            {
                "region": number.region_id.code,
                "authority": number.authority or "",
                "number": number.name,
            }
            for number in self.region_ids.number_ids
        ]

    def _risk_values(self):
        """The authority's class where there is one; till then our own."""
        return [
            {"region": region.code, "class": region.class_authority or firm}
            for region in self.region_ids
            if (firm := region.class_firm or "") or region.class_authority
        ]

    def _action_values(self):
        lines = (self.instructions or "").strip().splitlines()
        due = self.reply_by.isoformat() if self.reply_by else ""
        return [
            {"no": place, "code": "", "text": text.strip(), "due": due}
            for place, text in enumerate(filter(str.strip, lines), start=1)
        ]
