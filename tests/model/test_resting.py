"""The garbage collector is asked for less while rows are made, and for what it was before afterwards."""

import gc

import pytest

from analystkit.corpus.build import frames_of
from analystkit.model.resting import collector_resting, old_objects_at_rest


def test_old_objects_rest_and_new_ones_are_looked_through():
    before = gc.get_threshold()
    with old_objects_at_rest():
        young, middle, old = gc.get_threshold()
        assert gc.isenabled()
        assert (young, middle) == before[:2]
        assert old >= 1000
    assert gc.get_threshold() == before


def test_what_was_set_before_is_kept():
    before = gc.get_threshold()
    gc.set_threshold(500, 5, 5000)
    try:
        with old_objects_at_rest():
            assert gc.get_threshold() == (500, 5, 5000)
        assert gc.get_threshold() == (500, 5, 5000)
    finally:
        gc.set_threshold(*before)


def test_rows_that_break_off_leave_the_collector_as_it_was():
    before, seen = gc.get_threshold(), []

    def rows():
        seen.append(gc.get_threshold())
        raise OSError("the disk is gone")
        yield

    with pytest.raises(OSError, match="the disk is gone"):
        frames_of(rows())
    assert seen != [before]
    assert gc.get_threshold() == before
    with pytest.raises(OSError, match="again"), collector_resting():
        raise OSError("again")
    assert gc.isenabled()
