import math

import pandas as pd
import pytest

from analystkit import analysis
from analystkit.analysis.measures import with_measures
from analystkit.errors import InputError


def counts(pairs):
    return {(a, b): n for a, b, n in zip(pairs["actor_a"], pairs["actor_b"], pairs["n"], strict=True)}


def pair(found, one, other):
    return found.get((one, other)) or found.get((other, one)) or 0


def test_a_sentence_printed_again_in_a_copy_counts_once(small):
    found = counts(analysis.cooccurrence(small, unit="sentence"))
    # Ada and Bo: "Ada met Bo.", "Cy met Bo and Ada.", "Bo met Ada." - the copies of the first two add nothing.
    assert pair(found, "a", "b") == 3
    assert pair(found, "a", "c") == 2
    assert pair(found, "b", "c") == 1


def test_units_grow_from_sentence_to_story(small):
    # Paragraphs: s1 has one with Ada and Bo; s2 one with all three, and the added one with Bo and Ada.
    assert pair(counts(analysis.cooccurrence(small, unit="paragraph")), "a", "b") == 3
    # Articles: the two prints of s1 have the same words, those of s2 do not.
    assert pair(counts(analysis.cooccurrence(small, unit="article")), "a", "b") == 3
    assert pair(counts(analysis.cooccurrence(small, unit="story")), "a", "b") == 2


def test_margins_and_measures_by_hand(small):
    pairs = analysis.cooccurrence(small, unit="sentence")
    row = pairs[(pairs["actor_a"] == "a") & (pairs["actor_b"] == "c")].iloc[0]
    # Distinct sentences with an actor: Ada met Bo, Bo left, Ada met Cy, Cy met Bo and Ada, Bo met Ada, Dee spoke.
    assert (row["n_units"], row["n_a"], row["n_b"]) == (6, 4, 2)
    assert row["expected"] == pytest.approx(4 * 2 / 6)
    assert row["lift"] == pytest.approx(math.log2(2 / (8 / 6)))
    assert row["jaccard"] == pytest.approx(2 / 4)
    assert row["npmi"] == pytest.approx(math.log(1.5) / -math.log(2 / 6))
    assert row["n_stories"] == 1


def test_together_everywhere_is_full_association():
    table = pd.DataFrame({"n": [4], "n_a": [4], "n_b": [4]})
    measured = with_measures(table, 4).iloc[0]
    assert (measured["npmi"], measured["lift"], measured["jaccard"]) == (1.0, 0.0, 1.0)


def test_actors_are_chosen_by_name_id_and_prominence(small):
    only = analysis.cooccurrence(small, actors=["Ada", "c"])
    assert counts(only) == {("a", "c"): 2}
    top = analysis.cooccurrence(small, top=2)
    assert top.attrs["actors"]["actor_id"] == ["a", "b"]
    assert not len(analysis.cooccurrence(small, kinds=["government"]))


def test_an_unknown_actor_or_unit_is_refused(small):
    with pytest.raises(InputError, match="'Zed'"):
        analysis.cooccurrence(small, actors=["Zed"])
    with pytest.raises(InputError, match="sentence, paragraph, article, story"):
        analysis.cooccurrence(small, unit="page")


def test_a_single_frame_is_not_enough(small):
    with pytest.raises(InputError, match="expected a corpus"):
        analysis.cooccurrence(small.mentions)


def test_nothing_is_changed(small):
    before = small.mentions.copy(deep=True)
    analysis.cooccurrence(small, unit="paragraph")
    pd.testing.assert_frame_equal(small.mentions, before)


def test_the_order_is_the_same_however_the_rows_stand(small):
    pairs = analysis.cooccurrence(small)
    actors = pairs.attrs["actors"]["actor_id"]
    order = analysis.matrix_order(pairs, actors)
    assert sorted(order) == sorted(actors)
    assert order[-1] == "d"
    assert analysis.matrix_order(pairs.iloc[::-1], actors) == order


def test_the_backbone_keeps_a_forest_and_the_strongest():
    # A ring of four with one weak side: the forest leaves the weak side out.
    pairs = pd.DataFrame({"actor_a": list("abca"), "actor_b": list("bcdd"), "n": [9, 8, 7, 1]})
    forest = analysis.backbone(pairs, strongest=0)
    assert list(forest["n"]) == [9, 8, 7]
    assert forest["in_forest"].all()
    assert len(analysis.backbone(pairs, strongest=2)) == 4


def test_groups_are_numbered_by_prominence_and_do_not_dance():
    pairs = pd.DataFrame({"actor_a": list("abdec"), "actor_b": list("bcefd"), "n": [9, 9, 9, 9, 1]})
    found = analysis.communities(pairs, list("abcdef"))
    assert found["a"] == found["b"] == found["c"] == 0
    assert found["d"] == found["e"] == found["f"] == 1
    assert found == analysis.communities(pairs.iloc[::-1], list("abcdef"))


def test_newcomers_stand_beside_their_company_and_nobody_moves():
    known = pd.DataFrame({"actor_id": ["a", "b"], "x": [-0.5, 0.5], "y": [0.2, 0.2]})
    pairs = pd.DataFrame({"actor_a": ["a", "b"], "actor_b": ["c", "c"], "n": [3, 1]})
    found = analysis.extend_layout(known, pairs, ["a", "c", "d"]).set_index("actor_id")
    assert found.loc[["a", "b"]].equals(known.set_index("actor_id"))
    # Three quarters of its company is a, a little aside.
    assert math.hypot(found.loc["c", "x"] - -0.25, found.loc["c", "y"] - 0.2) == pytest.approx(0.12)
    assert found.loc["d"].between(-1, 1).all()


def test_a_filtered_corpus_counts_as_its_articles_alone_would(small):
    from analystkit.corpus.corpus import Corpus

    names = ("articles", "sentences", "mentions", "actors")
    whole = Corpus({name: getattr(small, name) for name in names})
    analysis.cooccurrence(whole)
    for outlet in ("Wire", "Post"):
        chosen = whole.where(outlets=outlet)
        alone = Corpus({name: chosen.frames[name] for name in names})
        for unit in analysis.UNITS:
            pd.testing.assert_frame_equal(
                analysis.cooccurrence(chosen, unit=unit), analysis.cooccurrence(alone, unit=unit)
            )
