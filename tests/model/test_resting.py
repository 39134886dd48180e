"""The garbage collector is asked for less while rows are made, and for what it was before afterwards."""

import gc

import pytest

from analystkit.corpus.build import frames_of
from analystkit.extraction.article import extract_article
from analystkit.extraction.part import read_part
from analystkit.model.resting import collector_resting, old_objects_at_rest
from analystkit.model.rows import Article
from analystkit.pipeline import load_pipeline


def test_old_objects_rest_and_new_ones_are_looked_through():
    before = gc.get_threshold()
    with old_objects_at_rest():
        young, middle, old = gc.get_threshold()
        assert gc.isenabled()
        assert before[0] <= young <= 200_000 and middle == before[1]
        # Everything is looked through once in some ten million new objects.
        assert young * middle * old >= 5_000_000
    assert gc.get_threshold() == before


def test_a_collector_that_is_off_stays_off():
    before = gc.get_threshold()
    gc.set_threshold(0)
    try:
        with old_objects_at_rest():
            assert gc.get_threshold()[0] == 0
    finally:
        gc.set_threshold(*before)


def test_extraction_leaves_no_cycles():
    """What makes it safe to look seldom: without a collector every article's objects still go when its rows do."""
    text = 'Gunmen killed four soldiers near Basra on Tuesday, the governor, Ana Lopes, said. "We will find them," she told reporters.'
    articles = [Article(f"a{number}", "Four killed near Basra", text) for number in range(3)]
    docs = list(load_pipeline().pipe([articles[0].title, text]))

    def rows():
        return [
            extract_article(one, [read_part(one, "title", docs[0]), read_part(one, "text", docs[1])])
            for one in articles
        ]

    assert rows()[0].events
    gc.collect()
    with collector_resting():
        rows()
        assert gc.collect() == 0


def test_what_was_set_before_is_kept():
    before = gc.get_threshold()
    gc.set_threshold(500_000, 5, 5000)
    try:
        with old_objects_at_rest():
            assert gc.get_threshold() == (500_000, 5, 5000)
        assert gc.get_threshold() == (500_000, 5, 5000)
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
