from odoo import api, models


class UdiFinding(models.AbstractModel):
    """What is said about packages: (what, why, next)."""

    _inherit = "udi.finding"

    def _say_wrong_count(self, finding, facts):
        return (
            self.env._(
                "%(found)s, the label says %(stated)s.",
                found=self._units(finding.value),
                stated=self._number(finding.expected),
            ),
            self.env._("Package %(package)s.", package=facts["package"].name),
            facts.get("count_next")
            or self.env._("Open it, and scan its units one by one."),
        )

    def _say_package_empty(self, finding, facts):
        return (
            self.env._("Nothing is in this package."),
            self.env._(
                "By the records %(package)s is empty.", package=facts["package"].name
            ),
            self.env._("Open it. Scan its units one by one."),
        )

    @api.model
    def _unknown_package(self, number):
        return self._spoken(
            "unknown_package",
            "stop",
            self.env._("Package not known."),
            self.env._("No package here has the number %(number)s.", number=number),
            self.env._("Scan its units, or press “Pack into it” and then scan them."),
        )

    @api.model
    def _several_packages(self, packages):
        return self._spoken(
            "several_packages",
            "stop",
            self.env._("Several packages have this name."),
            self.env._(
                "%(count)s are called %(name)s.",
                count=len(packages),
                name=packages[:1].name,
            ),
            self.env._("Scan the SSCC on its label, or its units."),
        )

    @api.model
    def _counted_package(self, package):
        return self._spoken(
            "already_scanned",
            "stop",
            self.env._("Counted before."),
            self.env._("All of %(package)s is on this transfer.", package=package.name),
            self.env._("It was not counted again. Go on."),
        )

    @api.model
    def _inside_elsewhere(self, package, serial, picking):
        return self._spoken(
            "counted_elsewhere",
            "stop",
            self.env._("Counted on %(transfer)s.", transfer=picking.name),
            self.env._(
                "%(serial)s of %(package)s lies in the box of that transfer.",
                serial=serial.name,
                package=package.name,
            ),
            self.env._("Open the package, and scan what is in it one by one."),
        )

    @api.model
    def _package_nowhere(self, number):
        return self._spoken(
            "package_nowhere",
            "info",
            self.env._("Package %(number)s.", number=number),
            self.env._("No open transfer expects what lies in it."),
            self.env._("Choose a transfer below, then scan it again."),
        )

    @api.model
    def _stopped_package(self, package, first, inside):
        """The head of the card: the package, and the first thing that stops it.

        :param first: the sentence of that stop
        :param inside: what of its content is concerned, or ""
        """
        return self._spoken(
            first["code"],
            "stop",
            self.env._(
                "%(package)s stays here. %(what)s",
                package=package.name,
                what=first["what"],
            ),
            " ".join(filter(None, (inside, first["why"]))),
            first["next"]
            if not inside
            else self.env._("Open it, put that one aside, and scan the others singly."),
        )
