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
from formats_sample import MAKER, change
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
        texts=texts(),
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
        texts=texts(),
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
        lambda value, told: SizeRecord(
            size_type=OTHER_SIZE,
            value=value,
            unit=YARD,
            type_descriptions=told,
            unit_descriptions=told,
        ),
        numbers,
        texts(1).filter(lambda each: all(line.language != "ZH" for line in each)),
    ),
)
MARKETS = st.lists(
    st.builds(
        MarketRecord,
        country=st.sampled_from(("DE", "FR", "GR", "XI", "US", "CN", "NO")),
        date_start=st.none() | days,
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


@st.composite
def records(draw, kinds=tuple(KINDS)):
    """A device of a kind whose every optional part is kept, changed or left out."""
    record = KINDS[draw(st.sampled_from(kinds))]
    facts = {
        "storage": parts(STORAGE),
        "warnings": parts(WARNINGS, unique_by=lambda each: each.code.code),
        "trade_names": texts(languages=(*lists.LANGUAGES, lists.ANY)),
        "descriptions": real_texts(),
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
        "eudamed__product_designer": st.sampled_from(
            (None, WORKSHOP, replace(MAKER, udi_srn_mf="DE-MF-000000009"))
        ),
        "substances": parts(SUBSTANCES).map(lambda each: (*each, HEPARIN, ALBUMIN)),
        "sizes": parts(SIZES),
    }
    names = draw(st.sets(st.sampled_from(sorted(facts))))
    return change(record, **{name: draw(facts[name]) for name in sorted(names)})
