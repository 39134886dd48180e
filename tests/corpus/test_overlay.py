"""Decisions on a store: laid over the rows they touch, they give what replaying them over whole frames gives."""

import random
from contextlib import suppress

import pandas as pd
import pytest

from analystkit.corpus import corpus as corpus_module
from analystkit.corpus import lazy, selecting
from analystkit.corpus.asking import FRAME_NAMES
from analystkit.corpus.corpus import Corpus
from analystkit.corpus.store import open_corpus
from analystkit.errors import ReviewError
from tests.corpus.test_review import NAMES, frames


@pytest.fixture
def large(monkeypatch):
    """Make every store large enough to be left on the disk."""
    for module in (selecting, lazy, corpus_module):
        monkeypatch.setattr(module, "FEW", 0)


def same(a: Corpus, b: Corpus) -> None:
    for name in set(FRAME_NAMES) - {"evidence"}:
        one, other = (
            c.frames[name].astype({x: "str" for x in c.frames[name] if isinstance(c.frames[name][x].dtype, pd.CategoricalDtype)}) for c in (a, b)
        )  # fmt: skip
        pd.testing.assert_frame_equal(one.reset_index(drop=True), other.reset_index(drop=True), obj=name)


def decide(corpus: Corpus, rng: random.Random) -> None:
    review, a, b = corpus.review, rng.choice(sorted(NAMES)), rng.choice(sorted(NAMES))
    row = rng.randrange(2)
    acts = [
        lambda: review.merge(a, b), lambda: review.split(a, b), lambda: review.split(a, rng.choice(["Duarte", "A. Duarte"])),
        lambda: review.rename(a, f"{NAMES[a]} II"), lambda: review.not_an_actor(a), lambda: review.reject(corpus.events["event_id"][row]),
        lambda: review.confirm(a), lambda: review.set(corpus.events["event_id"][row], source=[a], factuality="denied", date="2023-05-01"),
        lambda: review.set(corpus.quotes["quote_id"][0], speaker=a), lambda: review.set(corpus.mentions["mention_id"][row], actor=a), review.undo,
    ]  # fmt: skip
    with suppress(ReviewError):
        rng.choice(acts)()


@pytest.mark.parametrize("seed", range(9, 16))
def test_replay_on_the_disk_is_replay_in_memory(tmp_path, large, seed):
    rng = random.Random(seed)
    here = Corpus(frames())
    folder = here.save(tmp_path / "store")
    for _ in range(rng.randrange(1, 6)):
        decide(here, rng)
    here.review.save_to(folder / "review.jsonl")
    there = open_corpus(folder)
    there._replay()
    assert there._store is not None and not there.at_hand("events")
    assert repr(there) == repr(here)
    same(here, there)
    pd.testing.assert_frame_equal(here.unmatched, there.unmatched)


def test_a_new_extraction_is_found_by_anchors_on_the_disk_too(tmp_path, large):
    here = Corpus(frames())
    here.review.merge("ac_ana", "ac_min")
    here.review.rename("ac_union", "Union of the Harbour")
    again = Corpus(frames(rename={"ac_ana": "ac_1", "ac_union": "ac_2"}, shift=5))
    folder = again.save(tmp_path / "store")
    here.review.save_to(folder / "review.jsonl")
    there, whole = (
        open_corpus(folder),
        Corpus(
            frames(rename={"ac_ana": "ac_1", "ac_union": "ac_2"}, shift=5), decisions=folder / "review.jsonl"
        ),
    )
    whole._replay()
    same(whole, there)
    assert there.name_of("ac_union") == "Union of the Harbour" and there.unmatched.empty


def test_decisions_are_made_undone_and_filtered_by_on_the_disk(tmp_path, large):
    folder = Corpus(frames()).save(tmp_path / "store")
    there = open_corpus(folder)
    there.review.merge("Ana Duarte", "the minister", note="the only one")
    assert not there.at_hand("mentions") and there.where(actors="the minister").rows("events") == 2
    assert there.count(by="target")["target"].tolist() == ["", "Ana Duarte"]
    there.review.reject(there.find("events", "trigger", "struck").iloc[0])
    assert there.sql("SELECT status, count(*) AS n FROM events GROUP BY status ORDER BY status")[
        "n"
    ].tolist() == [1, 1]
    there.review.undo()
    there.review.undo()
    assert there.where(actors="the minister").rows("events") == 1
    again = open_corpus(folder)
    assert len(again.review) == 4 and again.name_of("ac_min") == "the minister"


def test_what_is_in_memory_already_is_changed_there(tmp_path, large):
    here = Corpus(frames())
    there = open_corpus(here.save(tmp_path / "store"))
    for name in FRAME_NAMES:
        there.frames[name]
    for corpus in (here, there):
        corpus.review.merge("ac_ana", "ac_min")
        corpus.review.set(
            corpus.events["event_id"][0], date=("2023-05-01", "2023-05-03"), source=["Harbour Union"]
        )
    same(here, there)


def test_a_store_is_saved_without_its_frames(tmp_path, large):
    here = Corpus(frames())
    there = open_corpus(here.save(tmp_path / "store"))
    for corpus in (here, there):
        corpus.review.merge("ac_ana", "ac_min")
        corpus.review.reject(corpus.find("events", "trigger", "struck").iloc[0])
    here.save(tmp_path / "here")
    there.save(tmp_path / "there")
    assert not any(there.at_hand(name) for name in ("events", "mentions", "articles"))
    names = {path.relative_to(tmp_path / "here") for path in (tmp_path / "here").rglob("*.parquet")}
    assert names == {path.relative_to(tmp_path / "there") for path in (tmp_path / "there").rglob("*.parquet")}
    for name in names:
        assert (
            pd.read_parquet(tmp_path / "here" / name)
            .astype(str)
            .equals(pd.read_parquet(tmp_path / "there" / name).astype(str))
        ), name
    there.save(tmp_path / "store")
    again = open_corpus(tmp_path / "store")
    same(here, again)
    again.review.undo()
    again.review.undo()
    same(Corpus(frames()), again)
    few = open_corpus(tmp_path / "store").where(event_types="PROTEST")
    same(few, open_corpus(few.save(tmp_path / "few")))
