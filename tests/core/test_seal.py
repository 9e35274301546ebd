import json
from datetime import datetime
from hashlib import sha256

import pytest
from hypothesis import given, strategies as st

from odoo.addons.udi_traceability.tools.seal import (
    FORMS,
    MARK,
    Content,
    canonical,
    digest,
    first_wrong,
    gaps,
    ids_text,
    ranges,
    seal_hash,
)
from odoo.addons.udi_traceability.tools.seal_file import (
    FIELDS,
    SealFileError,
    first_difference,
    read,
    write,
)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
values = st.none() | st.integers(-(2**40), 2**40) | texts | st.booleans()
values |= st.floats(allow_nan=False, allow_infinity=False)
values |= st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1))
id_sets = st.sets(st.integers(1, 60), max_size=40).map(sorted)


def rows_of(ids, word="x"):
    return [(number, word, None) for number in ids]


def sealed(rows):
    content = Content()
    for row in rows:
        content.add(row)
    return content


def test_the_canonical_form_is_what_its_description_says():
    row = (7, 'sh"ipped – 出库', datetime(2026, 11, 3, 10, 22), 12.0, 0.5, None, True)
    told = '[7,"sh\\"ipped – 出库","2026-11-03T10:22:00",12,0.5,null,true]'
    assert canonical(row) == told.encode()
    assert digest(row) == sha256(told.encode()).digest()
    late = datetime(2026, 11, 3, 10, 22, 5, 120)
    assert canonical([late]) == b'["2026-11-03T10:22:05.000120"]'


@given(st.lists(values, max_size=5), st.lists(values, max_size=5))
def test_two_rows_that_differ_have_two_forms(one, other):
    same = [str(type(value)) + repr(value) for value in map(_whole, one)] == [
        str(type(value)) + repr(value) for value in map(_whole, other)
    ]
    assert (canonical(one) == canonical(other)) or not same
    if canonical(one) == canonical(other):
        assert json.loads(canonical(one)) == json.loads(canonical(other))


def _whole(value):
    return int(value) if isinstance(value, float) and value.is_integer() else value


def test_a_value_never_slides_into_its_neighbour():
    assert canonical(["a", "bc"]) != canonical(["ab", "c"])
    assert canonical([None, ""]) != canonical(["", None])
    assert canonical(["1"]) != canonical([1])


def test_every_part_of_the_head_counts():
    head = (1, 17, "2026-11-03 10:22:00", "1-9", 9, 4, "c" * 64, "p" * 64)
    found = {seal_hash(*head)}
    for place, other in enumerate((2, 18, "later", "1-8", 8, 5, "d" * 64, None)):
        found.add(seal_hash(*head[:place], other, *head[place + 1 :]))
    assert len(found) == 9


@given(id_sets)
def test_ranges_read_back(ids):
    pairs = ranges(ids_text(ids))
    assert [n for first, last in pairs for n in range(first, last + 1)] == ids


@given(st.lists(id_sets, max_size=5))
def test_gaps_are_what_no_seal_names(seals):
    pairs = [pair for ids in seals for pair in ranges(ids_text(ids))]
    named = {number for ids in seals for number in ids}
    missing = {n for first, last in gaps(pairs) for n in range(first, last + 1)}
    inside = range(min(named), max(named) + 1) if named else ()
    assert missing == set(inside) - named


@given(id_sets, st.data())
def test_the_first_row_that_was_touched_is_named(ids, data):
    rows = rows_of(ids)
    content = sealed(rows)
    pairs, marks = ranges(ids_text(content.ids)), content.marks
    assert len(marks) == MARK * content.count == MARK * len(ids)
    assert first_wrong(pairs, marks, rows) is None
    if not ids:
        return
    gone = set(data.draw(st.lists(st.sampled_from(ids), max_size=3)))
    touched = set(data.draw(st.lists(st.sampled_from(ids), max_size=3)))
    strange = set(data.draw(st.lists(st.integers(0, 70), max_size=5))) - set(ids)
    now = sorted(
        [(n, "y" if n in touched else "x", None) for n in ids if n not in gone]
        + rows_of(strange)
    )
    wrong = sorted(gone | touched)
    found = first_wrong(pairs, marks, now)
    if not wrong:
        assert found is None, "rows of other seals are no concern of this one"
    else:
        code = "missing" if wrong[0] in gone else "changed"
        assert found == (code, wrong[0])


def test_content_depends_on_each_row_and_their_order():
    one, two = rows_of([1, 2]), rows_of([1, 2], "y")
    assert sealed(one).hexdigest() == sealed(one).hexdigest()
    assert sealed(one).hexdigest() != sealed(two).hexdigest()
    assert sealed(one).hexdigest() != sealed(one[:1]).hexdigest()


def test_a_form_names_each_column_once():
    for columns in FORMS.values():
        assert columns[0] == "id"
        assert len(set(columns)) == len(columns)


def seal(number, word="a"):
    return dict.fromkeys(FIELDS, 1) | {"number": number, "hash": word * 64}


def test_a_file_reads_back():
    seals = [seal(1), seal(2, "b")]
    assert read(write("db", seals)) == ("db", seals)
    assert read(write("db", [])) == ("db", [])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xff\xfe", "not_json"),
        (b"{", "not_json"),
        (b"[" * 100_000, "not_json"),
        (b"", "not_seals"),
        (b"[]", "not_seals"),
        (b'{"kind": "other"}', "not_seals"),
        (b'{"kind": "udi-seals"}\n[]', "bad_seal"),
        (b'{"kind": "udi-seals"}\n{"number": 1}', "bad_seal"),
        (write("db", [seal(True)]), "bad_seal"),
        (write("db", [seal(1) | {"hash": 5}]), "bad_seal"),
        (write("db", [seal(1) | {"hash": "a"}]), "bad_seal"),
    ],
)
def test_what_is_no_file_of_seals(data, code):
    with pytest.raises(SealFileError) as caught:
        read(data)
    assert caught.value.code == code


@given(st.binary(max_size=60))
def test_no_file_breaks_the_reader(data):
    try:
        database, seals = read(data)
    except SealFileError:
        return
    assert isinstance(database, str) and isinstance(seals, list)


def test_the_first_seal_that_differs():
    ours = [seal(1), seal(2), seal(3)]
    assert first_difference([], ours) is None
    assert first_difference([seal(2), seal(1)], ours) is None
    assert first_difference([seal(3, "b"), seal(2, "b")], ours) == ("seal_changed", 2)
    assert first_difference([seal(4), seal(1)], ours) == ("seal_missing", 4)
