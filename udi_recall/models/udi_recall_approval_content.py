import hashlib

from odoo import models

WORDED = ("title", "reason_text", "hazard", "instructions", "actions_by_firm")


def _digest(lines):
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


class UdiRecallApproval(models.AbstractModel):
    """What a second person signs: words, lots and languages, as they are read."""

    _inherit = "udi.recall.approval"

    def _sign_content_approve(self, _values):
        """All that the notices will say, and about what; a changed lot changes it."""
        recall = self.sudo()
        chosen = [
            f"{recall._labels([name])}: {recall._chosen(name)}"
            for name in ("kind", "physical_return", "depth")
        ]
        return [
            recall.display_name,
            *chosen,
            recall.summary or "",
            *(line.display_name for line in recall.scope_line_ids),
            *(
                f"{recall._labels([name])}: {recall[name] or '–'}"
                for name in (
                    "reason_text",
                    "hazard",
                    "instructions",
                    "actions_by_firm",
                    "unaffected_reason",
                    "depth_reason",
                    "check_level",
                    "reply_by",
                )
            ),
            *(
                f"{region._place()}: {region.class_firm or '–'}"
                for region in recall.region_ids
            ),
            self.env._("Seal of the lots: %(digest)s", digest=recall._lots_digest()),
            self.env._(
                "Seal of all languages: %(digest)s", digest=recall._words_digest()
            ),
        ]

    def _chosen(self, name):
        words = dict(self._fields[name]._description_selection(self.env))
        return words.get(self[name], "–")

    def _lots_digest(self):
        rows = self.lot_line_ids.sorted("lot_id")
        return _digest(f"{row.lot_id.id} {row.certainty}" for row in rows)

    def _words_digest(self):
        """One approves what all read, also in languages that one does not."""
        return _digest(
            f"{name} {lang} {text}"
            for name in WORDED
            for lang, text in sorted(
                (self._fields[name]._get_stored_translations(self) or {}).items()
            )
        )
