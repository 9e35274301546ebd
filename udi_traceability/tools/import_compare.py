"""What a published or typed device would change of the one on record.

Both sides have the shape of `published`. A file never takes away what it does not
speak of: an attribute it leaves out stays, and so does a DI, a country, a certificate
or a text in a language it does not have. Sizes, storage, warnings and substances are
one statement each: where they differ, those of the file stand.
"""

LISTS = {
    "size_ids": {"size_type_id": "size_type", "unit_id": "size_unit"},
    "storage_ids": {"kind_id": "storage_kind", "unit_id": "storage_unit"},
    "warning_ids": {"code_id": "warning"},
}
MANY = {"sterilization_method_ids": "sterilization_method", "carrier_ids": "carrier"}
WHOLE = ("size_ids", "storage_ids", "warning_ids", "substance_ids")
CONTACT = ("phone", "email", "udi_phone_extension", "udi_fax")
KEYS = {
    "di_ids": ("issuing_agency", "code", "role"),
    "market_ids": ("country",),
    "certificate_ids": ("number", "revision"),
    "customer_contact_ids": CONTACT,
}
TEXTS = ("description_ids", "trade_name_ids")
PARTIES = ("manufacturer_id", "authorised_representative_id")
NOT_COMPARED = ("registration",)


def normal(values, spellings):
    """The values with our codes of the official lists.

    ``spellings``  list -> {how anybody writes it, lower case: our code}
    """
    made = dict(values)
    for name, lists in LISTS.items():
        if name in made:
            made[name] = [_coded(line, lists, spellings) for line in made[name]]
    for name, code_list in MANY.items():
        if name in made:
            known = spellings.get(code_list, {})
            codes = [known.get(text.lower(), text) for text in made[name]]
            made[name] = sorted(dict.fromkeys(codes))
    return made


def _coded(line, lists, spellings):
    coded = {
        name: spellings.get(code_list, {}).get(line[name].lower(), line[name])
        for name, code_list in lists.items()
        if line.get(name)
    }
    return {**line, **coded}


def codes_of(values):
    """(list, code) of every entry of an official list that the values name."""
    for name, lists in LISTS.items():
        for line in values.get(name, ()):
            for part, code_list in lists.items():
                if line.get(part):
                    yield code_list, line[part]
    for name, code_list in MANY.items():
        for code in values.get(name, ()):
            yield code_list, code


def changes(values, now):
    """Name -> (now, then) of what differs; for keyed lines only the lines that do.

    >>> changes({"latex": "contains", "pi_lot": False}, {"latex": "not_stated"})
    {'latex': ('not_stated', 'contains')}
    """
    found = {}
    for name, new in values.items():
        if name in NOT_COMPARED:
            continue
        old = now.get(name)
        changed = _differs(name, new, old)
        if changed:
            found[name] = (old, changed if name in KEYS else new)
    return found


def _differs(name, new, old):
    """What of ``new`` differs, or nothing."""
    if name in KEYS:
        return _different_lines(new, old or [], KEYS[name])
    if name in TEXTS:
        old_texts, new_texts = _by_language(old or ()), _by_language(new)
        return any(old_texts.get(key) != new_texts[key] for key in new_texts)
    if name == "basic_udi_id":
        return bool(new.get("code")) and new["code"] != (old or {}).get("code")
    if name in PARTIES:
        return not same_party(new, old or {})
    return _bare(new) != _bare(old)


def _different_lines(new, old, keys):
    by_key = {_key(line, keys): line for line in old}
    different = []
    for line in new:
        known = by_key.get(_key(line, keys))
        if known is None or any(
            _bare(known.get(part)) != _bare(value) for part, value in line.items()
        ):
            different.append(line)
    return different


def _key(line, keys):
    return tuple(line.get(key) or "" for key in keys)


def _by_language(lines):
    texts = {}
    for line in lines:
        texts.setdefault(line["language"], []).append(line["value"])
    return texts


def same_party(new, old):
    """One identifier in common is enough: names are written in many ways."""
    if not old:
        return False
    shared = [
        new[name] == old[name] for name in new if name != "name" and old.get(name)
    ]
    if shared:
        return any(shared)
    return (new.get("name") or "").lower() == (old.get("name") or "").lower()


def _bare(value):
    """A value without what says nothing: what was typed is compared to what is kept."""
    if isinstance(value, dict):
        made = {name: _bare(each) for name, each in value.items()}
        return {name: each for name, each in made.items() if each}
    if isinstance(value, (list, tuple)):
        return [_bare(each) for each in value]
    return value or None
