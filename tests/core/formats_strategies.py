"""Records under every EU law with any part left out or filled."""

from dataclasses import replace
from datetime import date

from formats_laws import (
    ALBUMIN,
    CELSIUS,
    HEPARIN,
    KINDS,
    MM,
    OTHER_SIZE,
    STUDIES,
    TEMPERATURE,
    WORKSHOP,
    YARD,
)
from formats_sample import MAKER, UNIT, change
from hypothesis import strategies as st

from odoo.addons.udi_regulatory_export.formats.eudamed import codes, lists
from odoo.addons.udi_regulatory_export.formats.record import (
    CodeRecord,
    MarketRecord,
    SizeRecord,
    StorageRecord,
    SubstanceRecord,
    TextRecord,
    WarningRecord,
)

words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co", "Z")),
    min_size=1,
    max_size=40,
)
days = st.dates(date(2015, 1, 1), date(2040, 12, 31))
numbers = st.decimals(-9999, 9999, places=2).map(str)


def texts(minimum=0, languages=lists.LANGUAGES, **options):
    """Texts in different languages."""
    return st.lists(
        st.builds(
            TextRecord, language=st.sampled_from((*languages, "ZH")), value=words
        ),
        min_size=minimum,
        max_size=4,
        unique_by=lambda each: each.language,
        **options,
    ).map(tuple)


def real_texts():
    """At least one text that EUDAMED takes."""
    return texts(1).filter(lambda each: any(line.language != "ZH" for line in each))


STORAGE = st.one_of(
    st.builds(
        StorageRecord,
        kind=st.sampled_from(("SHC001", "SHC005", "SHC046")).map(
            lambda code: CodeRecord(code=code)
        ),
        texts=texts() | st.just((TextRecord(value="in no language"),)),
    ),
    st.builds(
        StorageRecord,
        kind=st.just(TEMPERATURE),
        low=numbers,
        high=st.just("") | numbers,
        unit=st.just(CELSIUS),
        texts=texts(),
    ),
    st.builds(
        StorageRecord,
        kind=st.just(CodeRecord(code="x", eudamed_code="SHC099")),
        texts=real_texts(),
    ),
)
WARNINGS = st.one_of(
    st.builds(
        WarningRecord,
        code=st.sampled_from(("CW001", "CW006", "CW123")).map(
            lambda code: CodeRecord(code=code)
        ),
        texts=texts() | st.just((TextRecord(value="in no language"),)),
    ),
    st.builds(
        WarningRecord, code=st.just(CodeRecord(code="CW999")), texts=real_texts()
    ),
)
NAMED = st.builds(
    SubstanceRecord,
    kind=st.just("endocrine"),
    names=real_texts(),
    cas_number=st.sampled_from(("", "117-81-7")),
    ec_number=st.sampled_from(("", "204-211-0")),
)
SUBSTANCES = st.one_of(
    NAMED,
    st.builds(
        lambda line, category: replace(line, kind="cmr", cmr_category=category),
        NAMED,
        st.sampled_from(sorted(codes.CMR_CATEGORIES)),
    ),
    st.builds(
        SubstanceRecord,
        kind=st.sampled_from(sorted(codes.MEDICINES)),
        names=real_texts(),
        inn=st.just("") | words,
    ),
)
_size_types = st.sampled_from(("CST19", "CST33")).map(
    lambda code: CodeRecord(code=code)
)
SIZES = st.one_of(
    st.builds(SizeRecord, size_type=_size_types, value=numbers, unit=st.just(MM)),
    st.builds(
        SizeRecord,
        size_type=_size_types,
        precision=st.just("range"),
        value_min=numbers,
        value_max=numbers,
        unit=st.just(MM),
    ),
    st.builds(SizeRecord, size_type=_size_types, precision=st.just("text"), text=words),
    st.builds(
        lambda value, most, precision, told: SizeRecord(
            size_type=OTHER_SIZE,
            precision=precision,
            value=value,
            value_min=value,
            value_max=most,
            unit=YARD,
            type_descriptions=told,
            unit_descriptions=told,
        ),
        numbers,
        numbers,
        st.sampled_from(("value", "range")),
        texts(1).filter(lambda each: all(line.language != "ZH" for line in each)),
    ),
)
MARKETS = st.lists(
    st.builds(
        MarketRecord,
        country=st.sampled_from(("DE", "FR", "GR", "XI", "US", "CN", "NO")),
        date_start=st.none() | st.dates(date(2015, 1, 1), date(2029, 12, 31)),
        date_end=st.none() | st.dates(date(2030, 1, 1), date(2040, 12, 31)),
    ),
    max_size=5,
    unique_by=lambda each: each.country,
)


def _with_first(rows):
    """One of the countries that EUDAMED has, is the first."""
    told = [each for each in rows if lists.market(each.country)]
    return tuple(replace(each, is_first_eu=each is told[0]) for each in rows if told)


def parts(strategy, **options):
    return st.lists(strategy, max_size=3, **options).map(tuple)


_MAY_MISS = ("street", "street_number", "street2", "po_box", "phone", "website")
DESIGNERS = (
    None,
    replace(MAKER, udi_srn_mf="DE-MF-000000009"),
    WORKSHOP,
    *(replace(WORKSHOP, **{name: ""}) for name in _MAY_MISS),
)
"""Nobody, one by code, one by address, and without each part of it."""


@st.composite
def records(draw, kinds=tuple(KINDS)):
    """A device of a kind whose every optional part is kept, changed or left out."""
    record = KINDS[draw(st.sampled_from(kinds))]
    is_pack = record.legislation_eu == "spp"
    facts = {
        "storage": parts(STORAGE),
        "warnings": parts(WARNINGS, unique_by=lambda each: each.code.code),
        "trade_names": texts(languages=(*lists.LANGUAGES, lists.ANY)),
        "descriptions": real_texts() if is_pack else real_texts() | st.just(()),
        "information_url": st.just("") | words,
        "brand_name": st.just("") | words,
        "secondary_dis": st.sampled_from(((), record.secondary_dis)),
        "basic_udi__name": st.just("") | words,
        "max_reuses": st.integers(0, 32767),
        "single_use": st.booleans(),
        "sterile": st.booleans(),
        "packages": st.sampled_from(((), record.packages)),
        "eudamed__status": st.sampled_from(("on_market", "no_longer")),
        "markets": st.just(record.markets) | MARKETS.map(_with_first),
        "basic_udi__clinical_investigations": st.sampled_from(((), STUDIES)),
        "eudamed__product_designer": st.sampled_from(DESIGNERS),
        "eudamed__related_di": st.sampled_from((None, record.eudamed.related_di)),
        "eudamed__annex_xvi_codes": st.sampled_from(
            ((), record.eudamed.annex_xvi_codes)
        ),
        "mri_safety": st.sampled_from(("", record.mri_safety)),
        "basic_udi__certificates": st.sampled_from(
            (record.basic_udi.certificates, _bare(record), _filled(record))
        ),
        "substances": parts(SUBSTANCES).map(lambda each: (*each, HEPARIN, ALBUMIN)),
        "sizes": parts(SIZES),
    }
    told = {name: draw(facts[name]) for name in sorted(facts) if draw(st.booleans())}
    for group in draw(st.sets(st.sampled_from(_groups(record)))):
        told |= dict(group)
    return change(record, **told)


def _bare(record):
    """Certificates as short as the law takes them."""
    legacy = record.legislation_eu in codes.LEGACY
    less = {} if legacy else {"number": "", "valid_to": None}
    return tuple(
        replace(each, revision="", **less) for each in record.basic_udi.certificates
    )


def _filled(record):
    """Certificates with all that may be told of one."""
    more = {"number": "C-1", "revision": "2", "valid_to": date(2030, 1, 1)}
    return tuple(replace(each, **more) for each in record.basic_udi.certificates)


def _groups(record):
    """Facts that stand or fall together, as sets of them."""
    found = [
        (("direct_marking", "none"), ("direct_marking_di", None)),
        (("basic_udi__device_model", ""), ("basic_udi__name", "Pump")),
        (
            ("direct_marking", "none"),
            ("unit_of_use_di", UNIT),
            ("device_count", 5),
        ),
    ]
    if record.legislation_eu != "spp":
        found += [
            (
                ("eudamed__registrant__country", "DE"),
                ("eudamed__registrant__udi_srn_mf", "DE-MF-000000001"),
                ("eudamed__local_agent", None),
            ),
            _HARMLESS[record.legislation_eu],
        ]
    if record.basic_udi.special_device_type == "software":
        found.append((("basic_udi__special_device_type", ""), ("pi_software", False)))
    return found


_PLAIN = (
    ("implantable", False),
    ("basic_udi__iib_implantable_exception", None),
    ("basic_udi__certificates", ()),
)
_NO_MEDICINE = (
    ("substances", ()),
    ("basic_udi__medicinal_substance", False),
    ("basic_udi__human_blood_substance", False),
)
_HARMLESS = {
    "mdr": (*_PLAIN, *_NO_MEDICINE),
    "ivdr": (("risk_class_eu", "a"), ("basic_udi__certificates", ())),
    "mdd": (
        *_PLAIN,
        *_NO_MEDICINE,
        ("risk_class_eu", "i"),
        ("basic_udi__measuring_function", False),
    ),
    "aimdd": _NO_MEDICINE,
    "ivdd": (("risk_class_eu", "general"), ("basic_udi__certificates", ())),
}
"""By law, facts of a device that needs no certificate and names no substance."""
