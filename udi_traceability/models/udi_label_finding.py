from base64 import b64encode

from odoo import api, models

from ..tools.finding import STOP
from ..tools.label_svg import svg

SHOWN = 5  # who has put right five things looks again
ICONS = {
    "stop": ("fa-hand-paper-o", "text-bg-danger"),
    "warn": ("fa-exclamation-triangle", "alert-warning"),
    "info": ("fa-info-circle", "alert-info"),
}


class UdiLabelFinding(models.AbstractModel):
    """One method per code of the label tools: (what, why, next)."""

    _name = "udi.label.finding"
    _inherit = "udi.finding"
    _description = "Sentences of Labels"

    @api.model
    def _of_label(self, findings, template):
        """What is wrong with one label, as people read it; each sentence once.

        :param findings: tuple of `Finding` of a `Layout` of this template
        :return: list of dicts: code, severity, what, why, next, message
        """
        sentences = {}
        for finding in findings:
            say = getattr(self, f"_label_{finding.code}", self._label_other)
            what, why, then = say(finding)
            what = f"{self._place(finding, template)}: {what}"
            spoken = self._spoken(finding.code, finding.severity, what, why, then)
            sentences.setdefault(spoken["message"], spoken)
        return list(sentences.values())

    def _place(self, finding, template):
        """The element that a field such as `elements[3].content` names."""
        number = finding.field.removeprefix("elements[").split("]")[0]
        elements = template._ordered()
        if number.isdigit() and int(number) < len(elements):
            return elements[int(number)]._label_name()
        return template.name

    @api.model
    def _preview(self, layout, template, title=""):
        """A label at true size, with its verdict and what is wrong with it."""
        findings = self._of_label(layout.findings, template)
        hidden = len(findings) - SHOWN
        return self.env["ir.qweb"]._render(
            "udi_traceability.label_preview",
            {
                "title": title,
                "image": "data:image/svg+xml;base64," + self._base64(svg(layout)),
                "verdict": self._verdict(layout),
                "findings": findings[:SHOWN],
                "more": hidden > 0 and self.env._("And %(n)s more.", n=hidden),
                "icons": ICONS,
            },
        )

    def _base64(self, text):
        return b64encode(text.encode()).decode()

    def _verdict(self, layout):
        """One line for each symbol: kind, size, module."""
        bad = any(
            each.severity == STOP and each.field.endswith((".module", ".width"))
            for each in layout.findings
        )
        return [
            self.env._(
                "%(mark)s %(symbol)s, %(width).1f mm wide, module %(module).2f mm",
                mark="⛔" if bad else "✓",
                symbol=placed.symbol.title,
                width=placed.size[0],
                module=placed.module,
            )
            for placed in layout.symbols
        ]

    def _label_other(self, finding):
        """A number that the carrier cannot hold: the codes of `UdiError`."""
        facts = {
            "element": self._element_name(finding.field.rpartition(".")[2]),
            "value": finding.value or "",
        }
        if finding.expected:
            why = self.env._(
                "%(element)s reads “%(value)s”, expected is %(expected)s.",
                expected=finding.expected,
                **facts,
            )
        else:
            why = self.env._("%(element)s: “%(value)s”.", **facts)
        return (
            self.env._("this number cannot be written."),
            why,
            self.env._("Correct the lot or its device."),
        )

    def _label_unrecognised(self, finding):
        agency = finding.field.rpartition(".")[2].strip()
        if agency in ("", "udi"):
            return (
                self.env._("there is no DI."),
                self.env._("The lot has no DI of a device."),
                self.env._("Choose the DI on the lot."),
            )
        return (
            self.env._("this symbol cannot hold the UDI."),
            self.env._("The DI is of %(agency)s.", agency=agency),
            self.env._("Choose another symbol, or a template without this one."),
        )

    def _label_module_too_small(self, finding):
        return (
            self.env._("the symbol is too fine."),
            self.env._(
                "Module %(value)s mm: below %(least)s mm.",
                value=finding.value,
                least=finding.expected,
            ),
            self.env._("Give the symbol a larger place, or fewer identifiers."),
        )

    def _label_module_below_logistic(self, finding):
        return (
            self.env._("the bars are fine for a logistic label."),
            self.env._(
                "Module %(value)s mm: GS1 wants %(least)s mm or more for an SSCC.",
                value=finding.value,
                least=finding.expected,
            ),
            self.env._("Give the symbol a wider place."),
        )

    def _label_bars_too_low(self, finding):
        return (
            self.env._("the bars are low."),
            self.env._(
                "%(value)s mm: GS1 wants %(least)s mm or more.",
                value=finding.value,
                least=finding.expected,
            ),
            self.env._("Make the element higher, or take a matrix symbol."),
        )

    def _label_symbol_too_wide(self, finding):
        return (
            self.env._("the symbol is too wide."),
            self.env._(
                "%(value)s mm: readers take %(most)s mm.",
                value=finding.value,
                most=finding.expected,
            ),
            self.env._("Take fewer identifiers, or a matrix symbol."),
        )

    def _label_symbol_covered(self, finding):
        return (
            self.env._("something stands in the symbol or its light margin."),
            finding.value,
            self.env._("Move one of the two."),
        )

    def _label_nothing_to_encode(self, finding):
        return (
            self.env._("there is nothing to write into the symbol."),
            self.env._("None of its identifiers is known for this lot."),
            self.env._("Change the identifiers, or set a condition in Only with."),
        )

    def _label_unknown_symbol(self, finding):
        return (
            self.env._("no such symbol."),
            self.env._("Known are %(known)s.", known=finding.expected),
            self.env._("Choose one of them."),
        )

    def _label_library_missing(self, finding):
        return (
            self.env._("this symbol cannot be made on this server."),
            self.env._(
                "The Python package %(name)s is missing.", name=finding.expected
            ),
            self.env._("Have it installed, or take GS1-128."),
        )

    def _label_too_long(self, finding):
        why = ""
        if isinstance(finding.value, int):
            why = self.env._("It has %(count)s characters.", count=finding.value)
        return (
            self.env._("the UDI is too long for this symbol."),
            why,
            self.env._("Take fewer identifiers, or a matrix symbol."),
        )

    def _label_symbol_refused(self, finding):
        return (
            self.env._("the symbol cannot be made."),
            finding.value or "",
            self.env._("Check the numbers of the lot."),
        )

    def _label_day_zero(self, finding):
        return (
            self.env._("the date has no day."),
            self.env._("GS1 does not allow day 00 on devices."),
            self.env._("Give the lot a full date."),
        )

    def _label_unknown_ai(self, finding):
        return (
            self.env._("no such identifier."),
            self.env._(
                "GS1 has no identifier (%(code)s).",
                code=finding.field.rpartition(".")[2],
            ),
            self.env._("Take one of its list, such as 01, 10, 11, 17, 21."),
        )
