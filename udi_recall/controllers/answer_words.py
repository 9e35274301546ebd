"""What the answer pages say."""


class AnswerWords:
    def parts(self):
        """What can have become of a unit, in the order in which it is asked."""
        return [
            ("held", self.env._("set apart here")),
            ("returned", self.env._("sent back")),
            ("destroyed", self.env._("destroyed")),
            ("used", self.env._("used before the notice")),
            ("passed_on", self.env._("passed on")),
            ("lost", self.env._("not found")),
        ]

    def heading(self):
        """Never called milder than it is."""
        return {
            "recall": self.env._("RECALL"),
            "field_correction": self.env._("DEVICE CORRECTION"),
            "withdrawal": self.env._("WITHDRAWAL"),
            "fsca": self.env._("FIELD SAFETY NOTICE"),
            "drill": self.env._("EXERCISE"),
        }[self.recall.kind]

    def sums(self, values):
        """“here 4 · used 1 · lost 1 = 6 of 6”, and whether that is all."""
        number = self.env["udi.finding"]._number
        total, texts = 0, []
        for part, label in self.parts():
            units = sum(
                (cell.get(part) or 0)
                for line, cell in values.get("lines", {}).items()
                if int(line) in self.asked
            )
            if units:
                texts.append(f"{label} {number(units)}")
                total += units
        asked = sum(self.asked.values())
        said = self.env._(
            "%(parts)s = %(total)s of %(asked)s",
            parts=" · ".join(texts) or self.env._("nothing said yet"),
            total=number(total),
            asked=number(asked),
        )
        return said, abs(total - asked) < 1e-6

    def number(self, quantity):
        return self.env["udi.finding"]._number(quantity)

    def plain(self, quantity):
        """A quantity for a number field: with a point, and no idle zeros."""
        return f"{quantity:.6f}".rstrip("0").rstrip(".") if quantity else ""

    def day(self, value):
        return value.isoformat() if value else ""

    def next_words(self):
        """What happens after the answer was sent."""
        result = self.given.result
        if self.given.affected == "none":
            return self.env._(
                "Nothing more to do. Found one after all? Change your answer."
            )
        if result == "contradictory":
            return self.env._("The figures differ from ours: we will call you.")
        if self.given.line_ids.filtered("quantity_lost") or result == "short":
            return self.env._("Not all were accounted for: we will call you.")
        if result == "partial":
            return self.env._("Something is still open. You can add it at any time.")
        return self.env._(
            "Everything adds up. Keep what you set apart until we ask for it."
        )

    def _tick_first(self):
        return (
            "read_understood",
            self.env._("Tick first that you read and understood the notice."),
        )

    def _no_list(self):
        return self.env._("No file was chosen. Choose a list (xlsx or csv).")

    def _long_list(self, most):
        return self.env._(
            "The list has more than %(most)s rows. Send it in parts.", most=most
        )

    def _broken_list(self):
        return self.env._(
            "The file cannot be read as a list. Save it as xlsx or csv and try again."
        )

    def _no_codes(self):
        return self.env._(
            "No column named UDI, Serial or Lot was found. Take our list, fill it in "
            "and send it back."
        )
