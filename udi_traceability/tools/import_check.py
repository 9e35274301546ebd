"""What is wrong, or likely wrong, with one device before it enters.

``check(values)`` reads the neutral values of one device and gives findings. Their
``field`` is a path into the values (``di_ids.0.code``). ``use`` puts what a finding of
``PROPOSED`` expects there; the others only say what they would accept.
"""

from . import correction
from .finding import INFO, STOP, WARN, Finding

UNIQUE_ROLES = ("primary", "package", "secondary")
AGENCIES = ("gs1", "hibcc", "iccbba", "ifa", "ma", "ahm", "ndc", "eudamed")
NAMES = ("brand_name", "model_number", "catalog_number", "generic_name")
WITHOUT_MARKS = ("brand_name",)
MOST_DIS = 200
# what one button may apply at once: each follows from the text alone
SURE = ("spaces", "marks", "unit", "padding", "spelling", "check_digit", "scientific")
SURE += ("lookalike",)
PROPOSED = (*SURE, "cumulative")


def check(values):
    """All findings of one device, the worst first."""
    found = [*_names(values), *_texts(values), *_counts(values)]
    found += _dis(values.get("di_ids", ()))
    found += _units(values)
    order = {STOP: 0, WARN: 1, INFO: 2}
    return tuple(sorted(found, key=lambda finding: order[finding.severity]))


def use(values, findings):
    """The values with what these findings expect; the values given stay as they are.

    >>> spelt = Finding("padding", WARN, "di_ids.0.code", "1", "2")
    >>> use({"di_ids": [{"code": "1"}]}, [spelt])
    {'di_ids': [{'code': '2'}]}
    """
    for finding in findings:
        if finding.code in PROPOSED:
            values = _put(values, finding.field.split("."), finding.expected)
            if finding.field.startswith("di_ids."):
                values = _followed(values, finding)
    return values


def _followed(values, finding):
    """What a package contains is named by its DI: it follows a corrected one."""
    rows = [
        {**row, "contains": finding.expected}
        if row.get("contains") == finding.value and finding.field.endswith(".code")
        else row
        for row in values["di_ids"]
    ]
    return {**values, "di_ids": rows}


def _put(holder, path, value):
    key = int(path[0]) if isinstance(holder, list) else path[0]
    copied = list(holder) if isinstance(holder, list) else dict(holder)
    copied[key] = _put(holder[key], path[1:], value) if path[1:] else value
    return copied


def _names(values):
    if not values.get("brand_name") and not values.get("model_number"):
        # EUDAMED publishes neither for every device
        named = values.get("trade_name_ids") or values.get("catalog_number")
        severity = INFO if named or values.get("generic_name") else WARN
        yield Finding("no_name", severity, "model_number")
    for name in NAMES:
        yield from _text(name, values.get(name, ""))


def _texts(values):
    for name in ("description_ids", "trade_name_ids"):
        for place, line in enumerate(values.get(name, ())):
            yield from _text(f"{name}.{place}.value", line.get("value", ""))


def _text(path, text):
    fixed = correction.marks(text) if path in WITHOUT_MARKS else None
    if fixed:
        clean = correction.spaces(fixed[1])
        yield Finding("marks", WARN, path, text, clean[1] if clean else fixed[1])
        return
    # line breaks inside a long text are meant
    fixed = None if "\n" in text.strip() else correction.spaces(text)
    if fixed:
        yield Finding("spaces", WARN, path, text, fixed[1])


def _counts(values):
    for name, least in (("device_count", 1), ("max_reuses", 0)):
        number = values.get(name)
        if number is not None and number < least:
            yield Finding("too_small", STOP, name, str(number))


def _units(values):
    """Limits in their order; the higher first is a slip that nobody may guess."""
    for place, line in enumerate(values.get("storage_ids", ())):
        low, high = _number(line.get("low")), _number(line.get("high"))
        if low is not None and high is not None and low > high:
            said = f"{line['low']} > {line['high']}"
            yield Finding("low_above_high", STOP, f"storage_ids.{place}.low", said)


def _number(text):
    try:
        return float(text)
    except (TypeError, ValueError):
        return None


def _dis(rows):
    if len(rows) > MOST_DIS:
        yield Finding("too_many_dis", STOP, "di_ids", str(len(rows)), None)
        return
    roles = [row.get("role") for row in rows]
    if roles.count("primary") != 1:
        code = "several_primary" if "primary" in roles else "no_primary"
        yield Finding(code, STOP, "di_ids")
    seen = set()
    for place, row in enumerate(rows):
        yield from _di(place, row)
        key = (row.get("issuing_agency"), row.get("code"))
        if key in seen and row.get("role") in UNIQUE_ROLES:
            yield Finding("di_twice", STOP, f"di_ids.{place}.code", row.get("code"))
        seen.add(key)
    yield from _packages(rows)


def _di(place, row):
    path, code = f"di_ids.{place}", row.get("code", "")
    agency = row.get("issuing_agency", "gs1")
    if agency not in AGENCIES:
        yield Finding("unknown_agency", STOP, f"{path}.issuing_agency", agency)
    elif not correction.is_sound(code, agency):
        fixed = correction.identifier(code, agency)
        if not fixed:
            yield Finding("bad_di", STOP, f"{path}.code", code)
            return
        # zeros, blanks and brackets are spelling; all else changes the number
        severity = WARN if fixed[0] in ("padding", "spelling") else STOP
        yield Finding(fixed[0], severity, f"{path}.code", code, fixed[1])


def _packages(rows):
    by_code = {
        row.get("code"): row
        for row in rows
        if row.get("role") in ("primary", "package")
    }
    for place, row in enumerate(rows):
        if row.get("role") != "package":
            continue
        inner = by_code.get(row.get("contains"))
        path = f"di_ids.{place}"
        padded = (row.get("contains") or "").zfill(14)
        if inner is None and padded in by_code:
            found = row["contains"]
            yield Finding("padding", WARN, f"{path}.contains", found, padded)
        elif inner is None:
            yield Finding("contains_unknown", STOP, path, row.get("contains") or "")
        elif _loops(row, by_code):
            yield Finding("package_loop", STOP, path, row.get("code"))
        elif (row.get("contains_qty") or 0) < 1:
            yield Finding("no_quantity", STOP, f"{path}.contains_qty", row.get("code"))
        else:
            yield from _quantity(path, row, inner)


def _loops(row, by_code):
    seen = set()
    while row is not None and row.get("role") == "package":
        if row.get("code") in seen:
            return True
        seen.add(row.get("code"))
        row = by_code.get(row.get("contains"))
    return False


def _quantity(path, row, inner):
    """A quantity counts the next lower level: a multiple of that level's own is odd.

    29 % of GUDID's records with two levels of packages count single devices instead.
    """
    quantity, below = row["contains_qty"], inner.get("contains_qty") or 0
    if inner.get("role") == "package" and 1 < below < quantity and not quantity % below:
        each = quantity // below
        yield Finding("cumulative", WARN, f"{path}.contains_qty", quantity, each)
    elif quantity == 1:
        yield Finding("one_inside", INFO, f"{path}.contains_qty", row.get("code"))
