from odoo import models


class UdiRecallLaw(models.AbstractModel):
    """The sentences and words for what a notice must say."""

    _inherit = "udi.recall.law"

    def _law_word(self, code):
        return {
            "srn": self.env._("SRN"),
            "udi": self.env._("UDI in every line"),
            "language": self.env._("language"),
            "actions": self.env._("actions"),
            "contact": self.env._("contact"),
            "registration": self.env._("registration number"),
            "level": self.env._("level"),
            "identity": self.env._("name and model"),
            "reason": self.env._("reason"),
            "handling": self.env._("handling of the goods"),
            "codes": self.env._("lots or serials"),
            "depth": self.env._("depth"),
            "reply": self.env._("means to reply"),
        }[code]

    def _law_sentence(self, code):
        return {
            "reason": self.env._("It does not say what is wrong. Write it."),
            "hazard": self.env._("It does not say what can happen. Write it."),
            "actions": self.env._("It names no action. Write one a line."),
            "contact": self.env._(
                "Whom to ask has neither telephone nor e-mail. Enter one, or choose "
                "another."
            ),
            "reply": self.env._(
                "Nobody can answer: a last day or whom to ask is missing. Choose both."
            ),
            "unaffected": self.env._(
                "Why other lots are good is not said. Authorities ask; write it."
            ),
            "return": self.env._("Do the goods come back? Choose Yes or No."),
            "depth": self.env._("How deep the recall goes is not said. Choose it."),
            "handling": self.env._(
                "What becomes of the goods is not said. Fill in “What we do”."
            ),
            "level": self.env._(
                "No level is chosen. Type class 1, 2 or 3 as “Class by us”."
            ),
            "codes": self.env._("Some lines name no lot or serial. Number the units."),
        }[code]
