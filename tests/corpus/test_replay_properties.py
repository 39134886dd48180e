"""Replay of any decisions: it changes nothing it is given, twice is once, and actors told apart stay apart."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analystkit.corpus.replay import replay
from analystkit.errors import ReviewError
from tests.corpus.test_review import NAMES, Corpus, frames, same

ACTS = st.lists(
    st.tuples(
        st.sampled_from(["merge", "split", "rename", "drop", "reject", "confirm", "set", "speaker", "undo"]),
        st.sampled_from(sorted(NAMES)), st.sampled_from(sorted(NAMES)), st.integers(0, 1),
    ), max_size=6,
)  # fmt: skip


@pytest.fixture(scope="module")
def extractions():
    """The same articles extracted twice: the second time under other ids and with every offset moved."""
    return frames(), frames(rename={"ac_ana": "ac_1", "ac_union": "ac_2"}, shift=5)


# Told apart and joined again: on the second replay the one is found inside a third actor.
TAKEN_BACK = [
    ("split", "ac_ana", "ac_min", 0),
    ("split", "ac_min", "ac_paulo", 0),
    ("merge", "ac_min", "ac_paulo", 0),
    ("merge", "ac_ana", "ac_min", 0),
]


@given(acts=ACTS, moved=st.booleans())
@example(acts=TAKEN_BACK, moved=False)
@settings.get_profile("often")
def test_replay_is_pure_idempotent_and_keeps_apart(extractions, acts, moved):
    corpus = Corpus(extracted=extractions[0])
    for action, a, b, row in acts:
        review = corpus.review
        try:
            match action:
                case "merge":
                    review.merge(a, b)
                case "split":
                    review.split(a, b)
                case "rename":
                    review.rename(a, f"{NAMES[a]} II")
                case "drop":
                    review.not_an_actor(a)
                case "reject":
                    review.reject(corpus.frames["events"].iloc[row])
                case "confirm":
                    review.confirm(a)
                case "set":
                    review.set(corpus.frames["events"].iloc[row], source=[a], factuality="denied")
                case "speaker":
                    review.set(corpus.frames["quotes"].iloc[0], speaker=a)
                case "undo":
                    review.undo()
        except ReviewError:
            continue
    if moved:
        corpus.extracted = extractions[1]
    untouched = {name: frame.copy(deep=True) for name, frame in corpus.extracted.items()}
    once, missing = replay(corpus.extracted, corpus.review.decisions)
    same(corpus.extracted, untouched)
    twice, _ = replay(once, corpus.review.decisions)
    same(twice, once)
    assert (once["mentions"]["actor_id"] == "").sum() == 0 or any(a == "drop" for a, *_ in acts)
    assert set(once["mentions"]["actor_id"]) - {""} <= set(once["actors"]["actor_id"])
    del missing
