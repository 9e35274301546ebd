from odoo import models


class UdiLabelFinding(models.AbstractModel):
    """Sentences for what stands on a label: text, pictures, places."""

    _inherit = "udi.label.finding"

    def _label_unknown_field(self, finding):
        return (
            self.env._("no such field."),
            self.env._("{%(name)s} is not known.", name=finding.value),
            self.env._("Take one of: %(known)s.", known=finding.expected),
        )

    def _label_translation_missing(self, finding):
        return (
            self.env._("a translation is missing."),
            self.env._("There is no text in %(language)s.", language=finding.value),
            self.env._("Translate it, or take the language off the template."),
        )

    def _label_place_too_small(self, finding):
        return (
            self.env._("its place is too small."),
            self.env._(
                "%(value)s mm: %(least)s mm is the least.",
                value=finding.value,
                least=finding.expected,
            ),
            self.env._("Give it width and height."),
        )

    def _label_outside_label(self, finding):
        return (
            self.env._("it reaches over the edge."),
            self.env._("The label is %(size)s mm.", size=finding.expected),
            self.env._("Move it, or make it smaller."),
        )

    def _label_text_does_not_fit(self, finding):
        return (
            self.env._("the text does not fit."),
            self.env._(
                "“%(text)s” is too long even at size %(least)s mm.",
                text=(finding.value or "")[:60],
                least=finding.expected,
            ),
            self.env._("Give it a larger place, or a smaller least size."),
        )

    def _label_character_not_printable(self, finding):
        return (
            self.env._("a character cannot be printed."),
            self.env._("No font here has “%(text)s”.", text=(finding.value or "")[:20]),
            self.env._("Write it otherwise."),
        )

    def _label_font_not_embedded(self, finding):
        return (
            self.env._("a font is not in the file."),
            self.env._(
                "The program that prints it must have %(font)s.", font=finding.value
            ),
            self.env._("Print one label first and look at it."),
        )

    def _label_printer_font_missing(self, finding):
        return (
            self.env._("a ZPL printer cannot write this text."),
            self.env._("“%(text)s”", text=(finding.value or "")[:60]),
            self.env._("Print it as PDF."),
        )

    def _label_unknown_element(self, finding):
        return (
            self.env._("no such kind of element."),
            self.env._("Known are %(known)s.", known=finding.expected),
            self.env._("Choose one of them."),
        )

    def _label_marks_do_not_fit(self, finding):
        return (
            self.env._("the marks do not fit."),
            self.env._(
                "They need %(value)s mm and have %(room)s mm.",
                value=finding.value,
                room=finding.expected,
            ),
            self.env._("Give them a wider or lower place."),
        )

    def _label_picture_missing(self, finding):
        return (
            self.env._("there is no such picture."),
            self.env._("“%(name)s” is not known.", name=finding.value),
            self.env._("Take a mark such as mark:lot, or leave the element out."),
        )

    def _label_picture_unreadable(self, finding):
        return (
            self.env._("the picture cannot be read."),
            self.env._("“%(name)s” is no PNG or JPEG.", name=finding.value),
            self.env._("Save it as PNG."),
        )
