from odoo import fields, models

# Whose the tasks are: who has the role, else who is responsible for the recall
TASK_ROLES = ("logistics", "service")


class UdiRecall(models.Model):
    """Tasks for those who fetch the goods, and for those who go to the customers."""

    _inherit = "udi.recall"

    def _give_tasks(self, round_):
        """An activity for each role of which something is asked; how many that were."""
        tasks = {
            role: text for role in TASK_ROLES if (text := self._task_text(role, round_))
        }
        quick = {} if self._real() else {"mail_activity_quick_update": True}
        for role, text in tasks.items():
            self.with_context(**quick).activity_schedule(
                "mail.mail_activity_data_todo",
                date_deadline=fields.Date.context_today(self),
                summary=self._task_summary(role, round_),
                note=text,
                user_id=(self._who(role) or self.env.user).id,
            )
        return len(tasks)

    def _task_summary(self, role, round_):
        summary = {
            "logistics": self.env._("Set recalled goods apart: %s", round_.name),
            "service": self.env._("Customers with recalled goods: %s", round_.name),
        }[role]
        return summary if self._real() else self.env._("%s (drill)", summary)

    def _task_text(self, role, round_):
        units = self.env["udi.finding"]._units
        lots = self.env["udi.recall.lot"]._read_group(
            [("recall_id", "=", self.id), ("round_id", "=", round_.id)],
            [],
            ["quantity_to_hold:sum", "quantity_out:sum"],
        )
        [(here, out)] = lots
        if role == "logistics" and here:
            text = self.env._(
                "%(units)s are here or on the way and held. Put them in quarantine.",
                units=units(here),
            )
            if count := len(round_.stopped_picking_ids):
                text += " " + self.env._(
                    "Take packed ones out of the transfers that stopped: %(count)s.",
                    count=count,
                )
            return text
        if role == "service" and out:
            return self.env._(
                "%(units)s are at customers. Help those who ask, and visit who does "
                "not answer.",
                units=units(out),
            )
        return None
