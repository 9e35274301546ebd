from odoo import Command, api, models
from odoo.exceptions import UserError

RELINK = (Command.LINK, Command.UNLINK, Command.SET, Command.CLEAR)
COVERS = ("device_ids", "basic_udi_ids")
# why a paper of a family changes is asked by the family
WHY = ("change_reason", "change_kind")


class UdiCertificate(models.Model):
    """Which devices and families a paper covers is a fact of theirs.

    Said on the paper, it is written on them: one in use judges the change as it
    judges one that is typed on itself.
    """

    _inherit = "udi.certificate"

    @api.model_create_multi
    def create(self, vals_list):
        split = [self._split_cover(vals) for vals in vals_list]
        certificates = super().create([rest for rest, _links in split])
        for certificate, (_rest, links) in zip(certificates, split, strict=True):
            certificate._cover(links, {})
        return certificates

    def write(self, vals):
        rest, links = self._split_cover(vals)
        result = super().write(rest)
        why = {name: vals[name] for name in WHY if name in vals}
        for certificate in self if links else ():
            certificate._cover(links, why)
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_covering_nothing(self):
        for certificate in self:
            covered = certificate.device_ids | certificate.basic_udi_ids.device_ids
            sold = covered.filtered(lambda d: d.state != "draft")
            if sold:
                raise UserError(
                    self.env._(
                        "%(number)s covers %(device)s, which is no draft. Take it off "
                        "the device first, or set its status.",
                        number=certificate.display_name,
                        device=sold[0].name,
                    )
                )

    @api.model
    def _split_cover(self, vals):
        """(values to save here, commands per list that link or unlink)."""
        rest, links = dict(vals), {}
        for name in COVERS:
            commands = [
                Command.link(command) if isinstance(command, int) else command
                for command in vals.get(name) or ()
            ]
            found = [command for command in commands if command[0] in RELINK]
            if found:
                links[name] = found
                others = [each for each in commands if each[0] not in RELINK]
                rest.pop(name)
                rest |= {name: others} if others else {}
        return rest, links

    def _cover(self, links, why):
        """Link and unlink, each through the `write` of what is covered."""
        for name, commands in links.items():
            before = self[name]
            wanted = set(before.ids)
            for command in commands:
                wanted = self._relinked(wanted, command)
            after = before.browse(wanted)
            told = why if name == "basic_udi_ids" else {}
            for covered, change in (
                (after - before, Command.link(self.id)),
                (before - after, Command.unlink(self.id)),
            ):
                if covered:
                    covered.write({"certificate_ids": [change], **told})

    def _relinked(self, ids, command):
        if command[0] == Command.LINK:
            return ids | {command[1]}
        if command[0] == Command.UNLINK:
            return ids - {command[1]}
        return set(command[2]) if command[0] == Command.SET else set()
