from odoo import Command, api, models
from odoo.exceptions import UserError

RELINK = (Command.LINK, Command.UNLINK, Command.SET, Command.CLEAR)


class UdiCertificate(models.Model):
    """Which devices a paper covers is a fact of the device.

    Said on the paper, it is written on the devices: an active one judges the change
    as it judges one that is typed on itself.
    """

    _inherit = "udi.certificate"

    @api.model_create_multi
    def create(self, vals_list):
        split = [self._split_cover(vals) for vals in vals_list]
        certificates = super().create([rest for rest, _links in split])
        for certificate, (_rest, links) in zip(certificates, split, strict=True):
            certificate._cover(links)
        return certificates

    def write(self, vals):
        rest, links = self._split_cover(vals)
        result = super().write(rest)
        for certificate in self:
            certificate._cover(links)
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_covering_nothing(self):
        for certificate in self:
            sold = certificate.device_ids.filtered(lambda d: d.state != "draft")
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
        """(values to save here, commands that link or unlink devices)."""
        if not vals.get("device_ids"):
            return vals, []
        commands = [
            Command.link(command) if isinstance(command, int) else command
            for command in vals["device_ids"]
        ]
        links = [command for command in commands if command[0] in RELINK]
        others = [command for command in commands if command[0] not in RELINK]
        rest = {name: value for name, value in vals.items() if name != "device_ids"}
        return rest | ({"device_ids": others} if others else {}), links

    def _cover(self, links):
        """Link and unlink devices, each through its own `write`."""
        before = self.device_ids
        wanted = set(before.ids)
        for command in links:
            wanted = self._relinked(wanted, command)
        after = before.browse(wanted)
        for devices, change in (
            (after - before, Command.link(self.id)),
            (before - after, Command.unlink(self.id)),
        ):
            if devices:
                devices.write({"certificate_ids": [change]})

    def _relinked(self, ids, command):
        if command[0] == Command.LINK:
            return ids | {command[1]}
        if command[0] == Command.UNLINK:
            return ids - {command[1]}
        return set(command[2]) if command[0] == Command.SET else set()
