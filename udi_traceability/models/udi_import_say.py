from odoo import api, models

from ..tools.columns import COLUMNS
from ..tools.import_check import AGENCIES


class UdiImportSay(models.AbstractModel):
    """The findings of an import in words: what is, why, what to do."""

    _name = "udi.import.say"
    _description = "Findings of an Import in Words"

    @api.model
    def _sentence(self, finding):
        say = getattr(self, f"_say_{finding.code}", None)
        if say:
            return say(finding)
        texts = self._texts()
        text = texts.get(finding.code)
        if not text:
            return f"{self._field(finding)}: {finding.value}"
        return text % {
            "field": self._field(finding),
            "value": finding.value,
            "expected": finding.expected,
        }

    def _texts(self):
        return {
            **self._texts_of_codes(),
            **self._texts_of_packages(),
            **self._texts_of_cells(),
            **self._texts_of_records(),
        }

    def _texts_of_codes(self):
        return {
            "padding": self.env._(
                "%(value)s lost its leading zeros. Use %(expected)s."
            ),
            "spelling": self.env._(
                "%(value)s is written with signs. Use %(expected)s."
            ),
            "check_digit": self.env._(
                "%(value)s: the last digit does not fit the others. Use %(expected)s, "
                "or check the other digits."
            ),
            "scientific": self.env._(
                "%(value)s was shortened by the spreadsheet. Most likely it is "
                "%(expected)s: compare with the label."
            ),
            "lookalike": self.env._(
                "%(value)s has a letter in place of a digit. Use %(expected)s."
            ),
            "bad_di": self.env._(
                "%(value)s is no DI of its agency. Type the one from the label."
            ),
            "no_primary": self.env._("There is no primary DI. Fill in its column."),
            "several_primary": self.env._("There are several primary DIs. Leave one."),
            "di_twice": self.env._("%(value)s stands here twice. Take one out."),
            "too_many_dis": self.env._("%(value)s DIs in one row. Split the row."),
        }

    def _say_unknown_agency(self, finding):
        return self.env._(
            "Agency “%(value)s” is not known. Use one of: %(known)s.",
            value=finding.value,
            known=", ".join(AGENCIES).upper(),
        )

    def _texts_of_packages(self):
        return {
            "contains_unknown": self.env._(
                "A package contains “%(value)s”, which is not in this row. Add it."
            ),
            "package_loop": self.env._(
                "%(value)s contains itself. Correct what it contains."
            ),
            "no_quantity": self.env._(
                "%(value)s: say how many of the next lower level."
            ),
            "cumulative": self.env._(
                "%(value)s looks cumulative: %(expected)s of the next lower level? "
                "Count boxes, not devices."
            ),
            "one_inside": self.env._("%(value)s holds one of the next lower level."),
        }

    def _texts_of_cells(self):
        return {
            "spaces": self.env._("%(field)s: blanks to take out. Use “%(expected)s”."),
            "marks": self.env._(
                "%(field)s: a sign of a trade mark. Use “%(expected)s”."
            ),
            "no_name": self.env._("Neither brand nor model is filled in."),
            "too_small": self.env._("%(field)s: %(value)s is too small."),
            "low_above_high": self.env._("%(value)s: put the lower limit first."),
            "unreadable": self.env._(
                "%(field)s: “%(value)s”. Write it like %(expected)s."
            ),
            "unknown_value": self.env._(
                "%(field)s: “%(value)s” is left out. Use one of: %(expected)s."
            ),
        }

    def _texts_of_records(self):
        return {
            "unknown_country": self.env._(
                "Country “%(value)s” is not known and left out."
            ),
            "unknown_product": self.env._(
                "No product has the reference “%(value)s”. The device enters without."
            ),
            "unknown_kind": self.env._(
                "Certificate “%(value)s”: its kind is not known."
            ),
            "certificate_number": self.env._(
                "Certificate “%(value)s” has another form and is left out. Write it "
                "like %(expected)s."
            ),
            "no_maker_rights": self.env._(
                "“%(value)s” is linked only if it is a contact: you may make none."
            ),
            "not_read": self.env._(
                "%(field)s says “%(value)s”, which no field here holds."
            ),
            "party_words": self.env._(
                "Contact %(value)s stays. The file says: %(expected)s."
            ),
            "previous_di": self.env._("Before, it was known by %(value)s."),
            "duplicate": self.env._(
                "%(value)s stands in another row too. Leave one out."
            ),
            "elsewhere": self.env._(
                "%(value)s is the %(expected)s DI of another device."
            ),
            "several_devices": self.env._(
                "%(value)s belong to several devices on record."
            ),
            "refused": "%(value)s",
        }

    def _field(self, finding):
        """The name of a field as people see it."""
        path = finding.field
        if path in COLUMNS:
            return COLUMNS[path].label
        return self._label(path)

    @api.model
    def _label(self, path):
        name = path.split(".")[0]
        field = self.env["udi.device"]._fields.get(name)
        return field._description_string(self.env) if field else name

    @api.model
    def _at(self, values, path):
        """The value at a path of names."""
        for name in path.split("."):
            values = (values or {}).get(name)
        return values

    @api.model
    def _spellings(self):
        """list -> {how anybody writes an entry, lower case: our code}."""
        spellings = {}
        codes = self.env["udi.code"].with_context(active_test=False)
        wanted = ("size_type", "size_unit", "storage_kind", "storage_unit", "carrier")
        wanted += ("sterilization_method", "warning")
        names = ("eudamed_code", "gudid_code", "nmpa_code", "name", "code")
        entries = codes.search_fetch(
            [("code_list", "in", wanted)], ["code_list", *names]
        )
        for name in names:  # the later one counts: our own code last
            for entry in entries:
                text = entry[name]
                if text:
                    known = spellings.setdefault(entry.code_list, {})
                    known[text.lower()] = entry.code
        return spellings

    @api.model
    def _compared(self, read, changed):
        """What differs, for `udi_compare`: in the file, on record now, after."""
        titles = (
            self.env._("In the file"),
            self.env._("Here now"),
            self.env._("After"),
        )
        return {
            "columns": [{"title": title} for title in titles],
            "rows": [
                {
                    "label": self._label(name),
                    "group": "",
                    "values": [
                        self._plain(v) for v in (self._at(read, name), old, new)
                    ],
                    "differs": True,
                }
                for name, (old, new) in changed.items()
            ],
        }

    def _plain(self, value):
        """A value in one text; the lines of a list one after the other."""
        if value in (None, "", [], {}):
            return ""
        if isinstance(value, dict):
            return ", ".join(self._plain(each) for each in value.values())
        if isinstance(value, list):
            return " · ".join(self._plain(each) for each in value)
        if isinstance(value, bool):
            return self.env._("yes") if value else self.env._("no")
        return str(value)


class UdiImport(models.Model):
    _inherit = "udi.import"

    def _say_file(self, error):
        """Why a file cannot be read, and what to do."""
        texts = {
            "empty": self.env._("The file is empty. Choose another one."),
            "encoding": self.env._(
                "The file is written as %(found)s. Save it as UTF-8 and bring it again."
            ),
            "doctype": self.env._(
                "The file brings its own definitions (DOCTYPE). No regulator's file "
                "does: download it again."
            ),
            "broken": self.env._(
                "The file breaks off or is damaged near line %(line)s. Download or "
                "save it again."
            ),
            "too_big": self.env._("The file is too big. Split it."),
            "too_many": self.env._("The file has more than %(most)s rows. Split it."),
            "too_wide": self.env._("The sheet has more than %(most)s columns."),
            "too_deep": self.env._("The file is nested too deep. Unpack it first."),
            "no_sheet": self.env._("There is no sheet “%(found)s”."),
            "disguised": self.env._(
                "Not a spreadsheet we can read: the file is %(found)s saved under "
                "another name. Save it as %(wanted)s."
            ),
        }
        otherwise = self.env._(
            "Not a file we can read. Bring xlsx, csv, or what GUDID, NMPA or EUDAMED "
            "publish as XML or JSON."
        )
        return texts.get(error.code, otherwise) % {
            "found": "",
            "wanted": "xlsx",
            "line": "?",
            "most": "",
            **error.details,
        }
