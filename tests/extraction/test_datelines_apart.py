"""A dateline is no part of its sentence, and what is told in front of "said" keeps its clauses. Strong and wrong parses, and the embedded pipeline."""

import pytest

from analystkit.extraction.datelines import detach_dateline
from analystkit.extraction.told_clauses import join_told_clauses
from tests.extraction.event_parse import part_from


def _tree(part):
    tokens = part.tokens
    return {tokens.text[i]: (tokens.dep[i], tokens.text[tokens.head[i]]) for i in range(len(tokens))}


def test_what_hangs_on_a_dateline_takes_its_place():
    # The town read as the subject, the men as its other name; `part_from` reads the part, which detaches it.
    part = part_from("KANO NNP nsubjpass 5", "- HYPH punct 0", "Two CD nummod 3", "men NNS appos 0", "were VBD auxpass 5", "shot VBN ROOT 5", ". . punct 5")  # fmt: skip
    assert _tree(part)["men"] == ("nsubjpass", "shot") and _tree(part)["KANO"][0] == "dep"


def test_a_dateline_is_no_root():
    part = part_from("KANO NNP ROOT 0", "- : punct 0", "Gunmen NNS nsubj 3", "attacked VBD acl 0", "a DT det 5", "bus NN dobj 3", ". . punct 0")  # fmt: skip
    tree = _tree(part)
    assert tree["attacked"] == ("ROOT", "attacked") and tree["KANO"] == ("dep", "attacked")
    assert tree["."] == ("punct", "attacked")
    children = part.tokens.children
    assert sorted(c for below in children for c in below) == [0, 1, 2, 4, 5, 6]


def test_a_sentence_without_dateline_stays():
    part = part_from("Gunmen NNS nsubj 1", "attacked VBD ROOT 1", "Kano NNP dobj 1", "- : punct 1", "again RB advmod 1", ". . punct 1")  # fmt: skip
    before = _tree(part)
    detach_dateline(part.tokens, 0, len(part.tokens))
    assert _tree(part) == before


# "Two were killed when gunmen attacked | , | police said": the attack hung on "said".
_TAGS = ["CD", "VBD", "VBN", "WRB", "NNS", "VBD", ",", "NNS", "VBD"]
_DEPS = ["nsubjpass", "auxpass", "ccomp", "advmod", "nsubj", "advcl", "punct", "nsubj", "ROOT"]
_HEADS = [2, 2, 8, 5, 5, 8, 8, 8, 8]


@pytest.mark.parametrize(("comma", "head"), [(False, 2), (True, 8)])
def test_a_clause_right_behind_what_is_told_is_part_of_it(comma, head):
    tags, heads = _TAGS.copy(), _HEADS.copy()
    if comma:
        tags[2] = ","
    join_told_clauses([3], tags, _DEPS.copy(), heads)
    assert heads[5] == head


def test_the_dead_of_a_report_are_found(events_of):
    text = "LIMA, March 4 (Wire) - At least 14 people, among them five children, were killed when gunmen attacked a market on Monday, the army said."
    killed = next(e for e in events_of(text) if e.trigger == "killed")
    assert (killed.source_text, killed.target_text, killed.killed_min) == ("gunmen", "At least 14 people", 14)
