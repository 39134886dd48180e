"""Words joined by hyphens hang below one of them, and trees stay trees."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import analystkit as ak
from analystkit.extraction.hyphens import join_hyphened


def joined(words: str, dep: str, head: list[int], tag: str | None = None) -> tuple[list[str], list[int]]:
    """Join words written with spaces between tokens and "_" where white space stands in the text."""
    text = [word.rstrip("_") for word in words.split()]
    start, end, at = [], [], 0
    for word in words.split():
        start.append(at)
        end.append(at + len(word.rstrip("_")))
        at += len(word)
    deps = dep.split()
    hyphens = [index for index, word in enumerate(text) if word == "-"]
    join_hyphened(hyphens, text, tag.split() if tag else ["NN"] * len(text), start, end, deps, head)
    return deps, head


def test_three_objects_are_one() -> None:
    deps, head = joined(
        "Rebels_ killed_ the_ ex - governor", "nsubj ROOT det dobj dobj dobj", [1, 1, 3, 1, 1, 1]
    )
    assert head == [1, 1, 5, 5, 5, 1]
    assert deps == ["nsubj", "ROOT", "det", "compound", "punct", "dobj"]


def test_the_first_word_is_the_chief_where_a_preposition_follows() -> None:
    _, head = joined(
        "shot_ the_ commander - in - chief",
        "ROOT det dobj punct dobj dobj dobj",
        [0, 2, 0, 2, 0, 0, 0],
        "VBD DT NN HYPH IN HYPH NN",
    )
    assert head == [0, 2, 0, 2, 2, 2, 2]


@pytest.mark.parametrize(
    "words",
    ["a_ - b_", "killed_ 6 - 1", "ex -_ governor"],
    ids=["white space", "digits", "white space behind"],
)
def test_a_hyphen_that_joins_no_words_changes_nothing(words: str) -> None:
    count = len(words.split())
    deps, head = joined(words, " ".join(["ROOT", *["dobj"] * (count - 1)]), [0] * count)
    assert head == [0] * count
    assert deps == ["ROOT", *["dobj"] * (count - 1)]


def test_a_determiner_left_on_the_verb_comes_back() -> None:
    deps, head = joined(
        "A_ counter - attack_ failed", "nsubj compound punct nsubj ROOT", [4, 3, 1, 4, 4], "DT NN HYPH NN VBD"
    )
    assert (head[0], deps[0]) == (3, "det")
    deps, head = joined("An_ anti - war_ protest", "det amod amod amod ROOT", [4] * 5, "DT JJ HYPH NN NN")
    assert (head[0], deps[0]) == (4, "det")


def test_what_modifies_the_noun_behind_it_goes_on_doing_so() -> None:
    deps, head = joined(
        "at_ the_ Mar - a - Lago_ estate",
        "ROOT det pobj punct compound punct compound pobj",
        [0, 7, 0, 2, 7, 4, 7, 0],
        "IN DT NNP HYPH DT HYPH NNP NN",
    )
    assert head[6] == 7 and deps[6] == "compound"
    assert [head[at] for at in (2, 4)] == [6, 6]


@settings(settings.get_profile("often"))
@given(st.data())
def test_a_tree_stays_a_tree(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, 14))
    words = " ".join(
        "-" if data.draw(st.booleans()) else "w" + "_" * data.draw(st.booleans()) for _ in range(size)
    )
    order = data.draw(st.permutations(range(size)))
    head = list(range(size))
    for place, index in enumerate(order[1:], 1):
        head[index] = order[data.draw(st.integers(0, place - 1))]
    labels = data.draw(
        st.lists(st.sampled_from(["dobj", "nsubj", "amod", "compound", "conj"]), min_size=size, max_size=size)
    )
    tags = data.draw(st.lists(st.sampled_from(["NN", "IN", "DT"]), min_size=size, max_size=size))
    _, after = joined(words, " ".join(labels), list(head), " ".join(tags))
    for index in range(size):
        above = index
        for _ in range(size):
            above = after[above]
        assert after[above] == above


def test_phrases_are_whole_in_the_frames() -> None:
    texts = [
        "A gunman tried to kill Brazil's vice-chancellor on Monday.",
        "Police arrested the ex-minister and his brother-in-law.",
        "A bomb wounded the co-founder of the party.",
    ]
    corpus = ak.load(pd.DataFrame({"text": texts, "published": "2024-05-17"}), progress=False)
    assert set(corpus.events["target_text"]) == {
        "Brazil's vice-chancellor",
        "the ex-minister; his brother-in-law",
        "the co-founder of the party",
    }


def test_a_name_behind_a_prefix_is_no_actor() -> None:
    text = "An anti-Muslim attack killed two people. Pro-government militias shelled the town."
    corpus = ak.load(pd.DataFrame({"text": [text], "published": "2024-05-17"}), progress=False)
    events = corpus.events.set_index("trigger")
    assert events.loc["killed", "source_text"] == events.loc["attack", "source_text"] == ""
    assert events.loc["shelled", "source_text"] == "Pro-government militias"


def test_nouns_of_persons_suffer_what_is_done_to_humans() -> None:
    text = "Gunmen wounded a toddler and a councillor. A herder was wounded in the raid. Twin blasts wounded the kingpin."
    corpus = ak.load(pd.DataFrame({"text": [text], "published": "2024-05-17"}), progress=False)
    wounded = corpus.events[corpus.events["trigger"] == "wounded"]
    assert list(wounded["target_text"]) == ["a toddler; a councillor", "A herder", "the kingpin"]
    assert "twin" not in " ".join(wounded["source_text"]).lower()
