"""What a regulator publishes of its own record, against the registration we hold.

``judged`` sorts what was published into values that a registration has a field for and
what it has none for. ``changes`` compares: only a version as new as ours counts, and a
record that we withdrew, or an answer that we still wait for, is not decided by a file.
"""

from datetime import date

CODES = {
    "gudid": {"product_code_ids": "fda_product_code", "gmdn_ids": "gmdn"},
    "eudamed": {"emdn_ids": "emdn", "annex_xvi_ids": "annex_xvi"},
    "nmpa": {"class_code_id": "nmpa_class"},
}
BASE = (
    "external_key",
    "version",
    "version_date",
    "version_status",
    "registry_state",
    "publish_date",
)
OWN = {
    "gudid": ("premarket_exempt", "hctp", "combination_product", "rx", "otc"),
    "eudamed": ("status", "reprocessed"),
    "nmpa": (
        "same_as_registered_di",
        "registered_di",
        "product_type",
        "supply_kind",
        "class_code_2002",
        "nhsa_codes",
        "correction_number",
        "correction_remark",
        "correction_time",
    ),
}
NUMBERS = ("version", "correction_number")
DATES = ("version_date", "publish_date")
# what the regulator calls its record -> how far the registration is
STATES = {
    "published": "registered",
    "unpublished": "submitted",
    "registered": "registered",
    "submitted": "submitted",
    "deactivated": "withdrawn",
    "discarded": "withdrawn",
    "deleted": "withdrawn",
}
WAITING = ("submitted", "rejected")
PARTIES = {
    "registrant_id": "manufacturer_id",
    "local_agent_id": "authorised_representative_id",
}


def names(regulator):
    """The plain fields of a registration that a file fills."""
    return (*BASE, *OWN[regulator])


def judged(published, allowed):
    """(values by our fields, [(name, text) that has no place]).

    ``allowed``  field -> the values of its selection

    >>> judged({"regulator": "gudid", "rx": "perhaps", "version": 2}, {"rx": ["yes"]})
    ({'version': 2}, [('rx', 'perhaps')])
    """
    regulator = published["regulator"]
    values, left = {}, []
    for name, found in published.items():
        if name == "regulator":
            continue
        if name in CODES[regulator]:
            values[name] = sorted({line["code"] for line in found if line.get("code")})
        elif name in names(regulator) and _fits(name, found, allowed):
            values[name] = found
        else:
            left.append((name, plain(found)))
    return values, left


def _fits(name, value, allowed):
    if name in NUMBERS:
        return isinstance(value, int)
    if name in DATES:
        return _is_day(value)
    return name not in allowed or value in allowed[name]


def _is_day(value):
    try:
        return date.fromisoformat(value).isoformat() == value
    except (TypeError, ValueError):
        return False


def plain(value):
    """One text of what was published.

    >>> plain({"name": "GS1", "srn": "X"}), plain(["AT", 2])
    ('GS1, X', 'AT, 2')
    """
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return ", ".join(map(plain, value))
    return str(value)


def codes(published):
    """(list, line) of every entry of an official list."""
    for name, code_list in CODES[published["regulator"]].items():
        for line in published.get(name, ()):
            if line.get("code"):
                yield code_list, line


def is_older(values, now):
    """The file was downloaded before the version that we know of."""
    return (values.get("version") or 0) < (now.get("version") or 0)


def is_reopened(values, now):
    """We withdrew what the file says is public."""
    return now.get("state") == "withdrawn" and _published_state(values) != "withdrawn"


def changes(values, now, device, same_party):
    """Field -> (now, then) of what differs.

    ``now``  the registration on record, empty if there is none
    ``device``  the values of the published device, for its DI and its parties
    ``same_party``  whether two mappings mean one party
    """
    if is_older(values, now):
        return {}
    then = {**values, "state": state(values, now)}
    primary = [di for di in device.get("di_ids", ()) if di.get("role") == "primary"]
    if primary:
        then["di_id"] = primary[0].get("code")
    found = {
        name: (now.get(name), new)
        for name, new in then.items()
        if (new or None) != (now.get(name) or None)
    }
    for name, source in PARTIES.items():
        party = device.get(source)
        if party and not same_party(party, now.get(name) or {}):
            found[name] = (now.get(name), party)
    return found


def state(values, now):
    """How far the registration is, by what was published."""
    waits = now.get("state") in WAITING
    if waits and (values.get("version") or 0) <= (now.get("version") or 0):
        return now["state"]
    if now.get("state") == "withdrawn":
        return "withdrawn"
    return _published_state(values)


def _published_state(values):
    """A public download without a word about it has public records only."""
    return STATES.get(values.get("registry_state"), "registered")
