from hypothesis import given, settings
from hypothesis import strategies as st

from analystkit.analysis.packing import first_fit, pack

SPANS = st.lists(st.tuples(st.floats(0, 500), st.floats(1, 60), st.floats(5, 90)), max_size=40)


@settings(deadline=None)
@given(SPANS, st.integers(1, 6))
def test_nothing_in_a_row_overlaps(spans, capacity):
    starts, ends = [s for s, _, _ in spans], [s + w for s, w, _ in spans]
    rows = first_fit(starts, ends, capacity)
    for i in range(len(spans)):
        for j in range(i):
            if rows[i] == rows[j] != -1:
                assert ends[i] <= starts[j] or ends[j] <= starts[i]
    assert all(row < capacity for row in rows)


@settings(deadline=None, max_examples=60)
@given(SPANS, st.integers(1, 6))
def test_labels_never_cost_a_mark_its_row(spans, capacity):
    starts, ends = [s for s, _, _ in spans], [s + w for s, w, _ in spans]
    widths, order = [w for *_, w in spans], list(range(len(spans)))
    packed = pack(starts, ends, widths, order, capacity, limit=700)
    bare = first_fit(starts, ends, capacity)
    assert packed.rows.count(-1) == (bare.count(-1) if -1 in bare else 0)
    if -1 in bare:
        assert not any(packed.labelled)
    left = [
        s if e + w <= 700 or not on else s - w
        for s, e, w, on in zip(starts, ends, widths, packed.labelled, strict=True)
    ]
    right = [
        e + w if on and e + w <= 700 else e for e, w, on in zip(ends, widths, packed.labelled, strict=True)
    ]
    for i in range(len(spans)):
        for j in range(i):
            if packed.rows[i] == packed.rows[j] != -1:
                assert right[i] <= left[j] or right[j] <= left[i]


def test_the_most_salient_are_labelled_first():
    # Two marks side by side, room for one label only.
    packed = pack([0, 12], [10, 22], [30, 30], [1, 0], 1, limit=100)
    assert packed.labelled == [False, True]


def test_the_same_marks_give_the_same_rows():
    starts = [float(i * 7 % 50) for i in range(30)]
    ends = [s + 9 for s in starts]
    assert pack(starts, ends, [20.0] * 30, list(range(30)), 4, 200) == pack(
        starts, ends, [20.0] * 30, list(range(30)), 4, 200
    )
