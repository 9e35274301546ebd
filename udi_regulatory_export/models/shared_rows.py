"""The facts that several regulators are told, as ``udi_compare`` shows them."""

from odoo.tools.translate import LazyTranslate

from odoo.addons.udi_traceability.models.udi_gate_fields import PROPOSED

from ..formats import shared

_lt = LazyTranslate(__name__)

# Lists are put right line by line, not as a whole
SETTABLE = frozenset(name for name in PROPOSED if not name.endswith("_ids"))
ANSWERS = {True: "yes", False: "no", None: False}
# Identifiers have one field on the form, and are several facts
LABELS = {
    "unit_of_use_di": _lt("Unit of use DI"),
    "direct_marking_di": _lt("DI marked on the device"),
    "secondary_dis": _lt("Secondary DI"),
    "packages": _lt("Package"),
    "markets": _lt("No longer sold"),
}


def is_settable(topic):
    """Whether the device holds the fact as one value that all may be made like."""
    known = topic in shared.TOPICS and topic not in shared.LAWFUL
    return known and shared.field(topic) == f"udi.device.{topic}" and topic in SETTABLE


def value(device, topic, record):
    """What a record says of a fact, as the field of the device would hold it."""
    said = getattr(record, topic)
    if device._fields[topic].type == "selection" and said in (True, False, None):
        return ANSWERS[said]
    return said or False


def plain(said):
    """A value of the device as ``formats.shared`` compares it."""
    if isinstance(said, bool):
        return ANSWERS[said]
    return " ".join(str(said or "").split())


class SharedRows:
    """One device; ``sides`` are the regulators that have a registration of it."""

    def __init__(self, device, laid):
        self.env, self.device = device.env, device
        self.sides, self.rows = laid
        regulators = self.env["udi.registration"]._fields["regulator"]
        self.regulators = dict(regulators._description_selection(self.env))
        self.may_write = device.has_access("write")

    def table(self):
        return {
            "columns": [self._column(side) for side in self.sides.values()],
            "rows": [self._row(row) for row in self.rows],
        }

    def _column(self, side):
        detail = side.registration._detail()
        return {
            "title": self.regulators[side.registration.regulator],
            "note": side.registration._side_text(side),
            "res_model": detail._name,
            "res_id": detail.id,
        }

    def _row(self, row):
        told = [row.told.get(regulator) for regulator in self.sides]
        return {
            "label": self._label(row),
            "group": self._advice(row) if row.contradicts else "",
            "values": [self._text(row.topic, each) for each in told],
            "asked": [each is not None for each in told],
            "marks": self._marks(row, told),
            "warn": row.contradicts,
            "differs": row.differs,
            "buttons": self._buttons(row) if row.contradicts else [],
        }

    def _marks(self, row, told):
        """Who has it otherwise than we do; of a list, than the first that has one."""
        means = [set(each.means) if each else set() for each in told]
        right = next(filter(None, means), set())
        if is_settable(row.topic):
            right = {plain(self.device[row.topic])}
        return [row.differs and bool(m) and not m & right for m in means]

    def _label(self, row):
        words = LABELS.get(row.topic)
        if words:
            label = self.env._(words)
        else:
            label = self._field(row.topic)._description_string(self.env)
        return f"{label}, {row.ref}" if row.ref else label

    def _field(self, topic):
        model, _dot, name = shared.field(topic).rpartition(".")
        return self.env[model]._fields[name]

    def _text(self, topic, told):
        """The answer in our words, and below it how the regulator spells it."""
        if told is None or not told.said:
            return ""
        words = self._words(topic)
        meant = self.env._(" or ").join(words.get(each, each) for each in told.means)
        if not meant or meant.casefold() == " ".join(told.said.split()).casefold():
            return told.said
        return f"{meant}\n{told.said}"

    def _words(self, topic):
        field = self._field(topic)
        if field.type == "selection":
            return dict(field._description_selection(self.env))
        return {"yes": self.env._("Yes"), "no": self.env._("No")}

    def _buttons(self, row):
        """One for every regulator that has it otherwise than we do."""
        if not self.may_write:
            return []
        if not is_settable(row.topic):
            return [
                {"title": self.env._("Change…"), "name": "action_change", "args": []}
            ]
        ours = self.device[row.topic] or False
        return [
            {
                "title": self.env._(
                    "Make all like %(who)s", who=self.regulators[regulator]
                ),
                "name": "action_make_like",
                "args": [row.topic, self.sides[regulator].registration.id],
            }
            for regulator, told in row.told.items()
            if told.means
            and value(self.device, row.topic, self.sides[regulator].record) != ours
        ]

    def _advice(self, row):
        """What our record says, and who is still to be told so."""
        if not is_settable(row.topic):
            return ""
        said = self.device[row.topic]
        text = self.device._gate_text(row.topic, said) or self.env._("empty")
        others = [
            self.regulators[regulator]
            for regulator, told in row.told.items()
            if told.means and plain(said) not in told.means
        ]
        if len(others) == len(row.told):
            return self.env._("Our record: %(said)s", said=text)
        return self.env._(
            "Our record: %(said)s. Still to be told: %(who)s",
            said=text,
            who=", ".join(others),
        )
