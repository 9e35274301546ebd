"""Lines below a device or a family as the regulators' frozen values."""

from ..formats import record as values


def texts(record, names):
    """Odoo's ``False`` of an empty text is no text."""
    return {name: record[name] or "" for name in names}


def dates(record, names):
    """Odoo's ``False`` of an empty date is no date."""
    return {name: record[name] or None for name in names}


def identifier(di):
    """One DI, or none."""
    if not di:
        return None
    return values.DiRecord(**texts(di, ("code", "issuing_agency")))


def each_text(lines):
    """Texts in their order; a text has one language."""
    return tuple(
        values.TextRecord(**texts(line, ("language", "value"))) for line in lines
    )


def code(entry):
    """An entry of a code list, or none; archived ones are told as such."""
    if not entry:
        return None
    names = ("code", "name", "gudid_code", "eudamed_code", "nmpa_code")
    return values.CodeRecord(active=entry.active, **texts(entry, names))


def size(line):
    """A clinically relevant size as printed."""
    names = ("precision", "value", "value_min", "value_max", "text")
    return values.SizeRecord(
        size_type=code(line.size_type_id),
        unit=code(line.unit_id),
        type_descriptions=each_text(line.type_description_ids),
        unit_descriptions=each_text(line.unit_description_ids),
        **texts(line, names),
    )


def storage(line):
    """A condition of storage or handling with its limits as printed."""
    return values.StorageRecord(
        kind=code(line.kind_id),
        unit=code(line.unit_id),
        texts=each_text(line.text_ids),
        **texts(line, ("stage", "low", "high")),
    )


def warning(line):
    """A critical warning and what the label says to it."""
    return values.WarningRecord(code=code(line.code_id), texts=each_text(line.text_ids))


def substance(line):
    """A substance that the label names."""
    names = ("kind", "cmr_category", "cas_number", "ec_number", "inn")
    return values.SubstanceRecord(names=each_text(line.name_ids), **texts(line, names))


def package(di):
    """The level is told in one language: Chinese goes to China, others elsewhere."""
    level = di.package_level_name or ""
    chinese = any("\u4e00" <= character <= "\u9fff" for character in level)
    return values.PackageRecord(
        contains_code=di.contains_di_id.code or "",
        contains_qty=di.contains_qty,
        package_level_name="" if chinese else level,
        package_level_name_zh=level if chinese else "",
        discontinue_date=di.discontinue_date or None,
        **texts(di, ("code", "issuing_agency", "distribution_status")),
    )


def market(line):
    """A country in which the device is sold."""
    return values.MarketRecord(
        country=line.country_id.code or "",
        is_first_eu=line.is_first_eu,
        **dates(line, ("date_start", "date_end")),
    )


def markets(lines):
    """In the order of their codes: that of their names is the reader's language."""
    return tuple(sorted(map(market, lines), key=lambda each: each.country))


def certificate(paper):
    """What its holder declares of it."""
    return values.CertificateRecord(
        notified_body=paper.notified_body_id.udi_nb_code or "",
        valid_to=paper.valid_to or None,
        **texts(paper, ("kind", "number", "revision")),
    )


def decided_certificate(paper):
    """The same with what its issuer decided: that may change, and is never sent."""
    names = ("issue_date", "valid_from", "valid_to")
    decided = ("decision_date", "applicable_from")
    return values.CertificateRecord(
        notified_body=paper.notified_body_id.udi_nb_code or "",
        **texts(paper, ("kind", "number", "revision", "status")),
        **dates(paper, (*names, *decided)),
    )
