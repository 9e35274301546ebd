"""Several ways into scope made one: the surer, the nearer, never fewer."""

from hypothesis import given, strategies as st

from odoo.addons.udi_recall.tools.scope import (
    NAMED,
    TRACED,
    UNSURE,
    Affected,
    merged,
)

rows = st.lists(
    st.builds(
        Affected,
        lot_id=st.integers(1, 6),
        depth=st.integers(0, 4),
        certain=st.booleans(),
        source=st.sampled_from([NAMED, UNSURE, TRACED]),
        parent_lot_id=st.none() | st.integers(1, 6),
    ),
    max_size=20,
)


def test_certain_beats_possible_even_from_afar():
    near_doubt = Affected(1, depth=0, certain=False, source=UNSURE)
    far_sure = Affected(1, depth=3, certain=True, source=TRACED, parent_lot_id=9)
    assert merged([near_doubt, far_sure]) == (far_sure,)


def test_near_beats_far():
    near, far = Affected(1, depth=1), Affected(1, depth=2)
    assert merged([far, near]) == (near,)


def test_what_was_made_of_an_excluded_lot_stays():
    part = Affected(1)
    made = Affected(2, depth=1, source=TRACED, parent_lot_id=1)
    assert merged([part, made], excluded={1}) == (made,)


def test_an_excluded_lot_is_out_however_it_came_in():
    assert merged([Affected(1), Affected(1, depth=2, source=TRACED)], {1}) == ()


def test_nearest_first():
    far, near = Affected(1, depth=2), Affected(2, depth=0)
    assert merged([far, near]) == (near, far)


def test_doubt_is_handed_down():
    made = Affected(2, depth=1, source=TRACED, parent_lot_id=1)
    assert made.doubted() == Affected(2, 1, False, TRACED, 1)


@given(rows, st.sets(st.integers(1, 6)))
def test_one_row_for_each_lot_that_is_not_excluded(found, excluded):
    result = merged(found, excluded)
    lots = [row.lot_id for row in result]
    assert len(lots) == len(set(lots))
    assert set(lots) == {row.lot_id for row in found} - excluded


@given(rows)
def test_no_certainty_is_lost(found):
    sure = {row.lot_id for row in found if row.certain}
    assert {row.lot_id for row in merged(found) if row.certain} == sure


@given(rows)
def test_the_order_of_the_ways_does_not_matter(found):
    assert merged(found) == merged(found[::-1])


@given(rows)
def test_merging_again_changes_nothing(found):
    assert merged(merged(found)) == merged(found)
