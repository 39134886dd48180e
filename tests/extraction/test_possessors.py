"""A possessor that the parser gave the place of what it owns."""

from analystkit.extraction.possessors import join_possessors

# "killed in Monday 's blast to 12": Monday read as the object of "in", the blast as that of the verb above.
_TAGS = ["VBG", "NN", "VBN", "IN", "NNP", "POS", "NN", "IN", "CD"]
_DEPS = ["ROOT", "dobj", "acl", "prep", "pobj", "case", "dobj", "prep", "pobj"]
_HEADS = [0, 0, 1, 2, 3, 4, 0, 0, 7]


def test_the_noun_takes_the_place_of_whose_it_is():
    dep, head = _DEPS.copy(), _HEADS.copy()
    join_possessors([5], _TAGS, dep, head)
    assert (dep[6], head[6]) == ("pobj", 3)
    assert (dep[4], head[4]) == ("poss", 6)


def test_a_possessor_in_its_place_stays():
    dep, head = _DEPS.copy(), _HEADS.copy()
    dep[4], head[4], dep[6], head[6] = "poss", 6, "pobj", 3
    kept = (dep.copy(), head.copy())
    join_possessors([5], _TAGS, dep, head)
    assert (dep, head) == kept


def test_what_the_possessor_hangs_on_is_not_hung_on_it():
    # A tree must stay one.
    dep, head = _DEPS.copy(), _HEADS.copy()
    head[2] = 6
    kept = (dep.copy(), head.copy())
    join_possessors([5], _TAGS, dep, head)
    assert (dep, head) == kept


def test_nobody_behind_a_possessor_is_who_killed(events_of):
    killed = next(
        e for e in events_of("Workers dug on Tuesday, taking the number of people killed in Monday's blast to 12.")
        if e.trigger == "killed"
    )  # fmt: skip
    assert killed.source_text == ""
