"""The rules of roles, factuality, tolls and promises on parses written by hand."""

import importlib.util
from pathlib import Path

import pytest

from analystkit.errors import LexiconError
from analystkit.extraction.event.certainty import certainty_model
from analystkit.extraction.event.effects import compose
from analystkit.extraction.event.forms import plurals, verb_forms
from analystkit.extraction.event.triggers import compile_triggers, parse_condition, parse_roles
from analystkit.extraction.event.words import event_words
from analystkit.extraction.events import extract_events
from analystkit.lexicon import Lexicon
from analystkit.model.dates import DateRange
from analystkit.model.rows import PlaceMention, TimeExpression
from analystkit.model.vocabulary import EVENT_TYPES, FACTUALITY

_spec = importlib.util.spec_from_file_location("event_parse", Path(__file__).with_name("event_parse.py"))
event_parse = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(event_parse)
part_from = event_parse.part_from
LEXICON = Lexicon.default()


def events(*rows, part="text", dates=(), places=()):
    return extract_events(part_from(*rows, part=part), [], list(dates), list(places), [], LEXICON)


def told(found):
    return [(e.event_type, e.source_text, e.target_text, e.factuality) for e in found]


ATTACK = (
    "Gunmen NNS nsubj 1 gunman", "attacked VBD ROOT 1 attack", "a DT det 3", "convoy NN dobj 1", "near IN prep 1", "Basra NNP pobj 4 Basra GPE",
    ", , punct 1", "killing VBG advcl 1 kill", "at IN advmod 9", "least JJS advmod 10", "12 CD nummod 11", "soldiers NNS dobj 7 soldier", ". . punct 1",
)  # fmt: skip


def test_active_with_a_result_clause():
    whole, result = events(*ATTACK)
    assert told([whole, result]) == [
        ("ASSAULT", "Gunmen", "a convoy", "happened"), ("ASSAULT", "Gunmen", "at least 12 soldiers", "happened"),
    ]  # fmt: skip
    assert result.part_of == whole.event_id
    assert (whole.killed_min, whole.killed_max) == (12, None)
    # The dead are told of both rows: whoever filters for killings misses none, and an incident does not add its rows up.
    assert (result.killed_min, result.killed_max) == (12, None)


def test_place_by_attachment():
    text = "Gunmen attacked a convoy near Basra"
    at = text.index("Basra")
    place = PlaceMention("h1", "text", at, at + 5, "Basra", "Basra", "IRQ", 30.5, 47.8, "city")
    whole, _ = events(*ATTACK, places=[place])
    assert (whole.place, whole.country, whole.place_precision) == ("Basra", "IRQ", "city")


@pytest.mark.parametrize(("agent", "source"), [(True, "rebels"), (False, "")])
def test_passive_with_and_without_an_agent(agent, source):
    rows = ["The DT det 1", "mayor NN nsubjpass 3", "was VBD auxpass 3 be", "kidnapped VBN ROOT 3 kidnap"]
    rows += ["by IN agent 3", "rebels NNS pobj 4 rebel"] if agent else []
    found = events(*rows, f". . punct {3}")
    assert told(found) == [("ASSAULT", source, "The mayor", "happened")]
    assert found[0].method == "verb:kidnap/passive"


def test_what_an_accusation_says_is_alleged():
    found = events(
        "Kyiv NNP nsubj 1 Kyiv GPE", "accused VBD ROOT 1 accuse", "rebels NNS dobj 1 rebel", "of IN prep 1", "shelling VBG pcomp 3 shell",
        "a DT det 6", "hospital NN dobj 4", ". . punct 1",
    )  # fmt: skip
    assert told(found) == [
        ("ACCUSE", "Kyiv", "rebels", "happened"),
        ("ASSAULT", "rebels", "a hospital", "alleged"),
    ]
    assert (found[1].attribution_text, found[1].attribution_cue) == ("Kyiv", "accuse")


@pytest.mark.parametrize(
    ("verb", "label", "outcome"),
    [
        ("tried try", "attempted", ""),
        ("managed manage", "happened", ""),
        ("failed fail", "attempted", "failed"),
        ("hoped hope", "planned", ""),
    ],
)
def test_control_verbs(verb, label, outcome):
    found = events(
        "Rebels NNS nsubj 1 rebel", f"{verb.split()[0]} VBD ROOT 1 {verb.split()[1]}", "to TO aux 3", "kidnap VB xcomp 1", "the DT det 5", "mayor NN dobj 3", ". . punct 1",
    )  # fmt: skip
    deed = [e for e in found if e.event_type in ("ASSAULT", "THREATEN")]
    assert [e.source_text for e in deed] == ["Rebels"]
    if verb.startswith("hoped"):
        # Wishing harm announced by oneself: a threat, and never an assault that happened.
        assert all(e.factuality != "happened" for e in deed)
    else:
        assert [(e.factuality, e.outcome) for e in deed] == [(label, outcome)]


def test_a_promise_is_an_agreement_and_carries_the_deed():
    found = events(
        "France NNP nsubj 1 France GPE", "agreed VBD ROOT 1 agree", "to TO aux 3", "release VB xcomp 1", "two CD nummod 5", "hostages NNS dobj 3 hostage", ". . punct 1",
    )  # fmt: skip
    assert [(e.event_type, e.type_promised, e.factuality) for e in found] == [("AGREE", "RETREAT", "planned")]


def test_a_refusal_in_the_future_is_a_rejection():
    found = events(
        "Mali NNP nsubj 3 Mali GPE", "will MD aux 3", "not RB neg 3", "withdraw VB ROOT 3", "its PRP$ poss 5", "troops NNS dobj 3 troop", ". . punct 3",
    )  # fmt: skip
    assert [(e.event_type, e.source_text, e.factuality) for e in found] == [("REJECT", "Mali", "happened")]


def test_light_verb_gives_the_noun_its_roles():
    found = events(
        "Militants NNS nsubj 1 militant", "launched VBD ROOT 1 launch", "an DT det 3", "attack NN dobj 1", "on IN prep 1", "the DT det 6", "port NN pobj 4", ". . punct 1",
    )  # fmt: skip
    assert told(found) == [("ASSAULT", "Militants", "the port", "happened")]
    assert found[0].trigger == "launched an attack"


def test_nominalisation_with_nationality_in_front():
    (event,) = events(
        "The DT det 2", "Israeli JJ amod 2 israeli NORP", "raid NN nsubj 6", "on IN prep 2", "the DT det 5", "camp NN pobj 3", "ended VBD ROOT 6 end", ". . punct 6",
    )  # fmt: skip
    assert (event.source_text, event.target_text) == ("Israeli", "the camp")


def test_two_sides_are_both_sources():
    (event,) = events(
        "Soldiers NNS nsubj 1 soldier", "clashed VBD ROOT 1 clash", "with IN prep 1", "rebels NNS pobj 2 rebel", ". . punct 1",
    )  # fmt: skip
    assert (event.source_text, event.target_text) == ("Soldiers; rebels", "")


def test_a_weapon_is_no_actor():
    (event,) = events(
        "A DT det 1", "bomb NN nsubj 2", "killed VBD ROOT 2 kill", "two CD nummod 4", "clerks NNS dobj 2 clerk", "on IN prep 2", "Friday NNP pobj 5 Friday DATE", ". . punct 2",
    )  # fmt: skip
    assert (event.source_text, event.target_text, event.weapon, event.mode) == (
        "",
        "two clerks",
        "bomb",
        "explosives",
    )
    assert (event.killed_min, event.killed_max) == (2, 2)


def test_the_nearer_of_two_dates():
    rows = (
        "Rebels NNS nsubj 1 rebel", "attacked VBD ROOT 1 attack", "Derna NNP dobj 1 Derna GPE", "on IN prep 1", "Monday NNP pobj 3 Monday DATE", ", , punct 1",
        "after IN mark 8", "soldiers NNS nsubj 8 soldier", "shelled VBD advcl 1 shell", "it PRP dobj 8", "in IN prep 8", "May NNP pobj 10 May DATE", ". . punct 1",
    )  # fmt: skip
    text = part_from(*rows).text
    dates = [
        TimeExpression("h1", "text", text.index(word), text.index(word) + len(word), word, "DATE", "", span)
        for word, span in (("Monday", DateRange(*[__import__("datetime").date(2024, 3, 4)] * 2, "day", "relative")),
                           ("May", DateRange(__import__("datetime").date(2023, 5, 1), __import__("datetime").date(2023, 5, 31), "month", "relative")))
    ]  # fmt: skip
    first, second = events(*rows, dates=dates)
    assert (first.date_text, second.date_text) == ("Monday", "May")
    assert (first.background, second.background) == (False, True)


@pytest.mark.parametrize(
    ("inner", "outer", "label"),
    [
        ("happened", "attempted", "attempted"), ("attempted", "happened", "attempted"), ("negated", "negated", "happened"),
        ("planned", "denied", "denied"), ("happened", "ongoing", "ongoing"), ("negated", "alleged", "negated"), ("planned", "hypothetical", "hypothetical"),
    ],
)  # fmt: skip
def test_signs_compose(inner, outer, label):
    assert compose(inner, outer) == label


def test_lexicon_is_large_and_sound():
    rows = LEXICON.table("triggers")
    assert len({row["trigger"] for row in rows}) >= 1000
    assert {row["type"] for row in rows} == {"", *EVENT_TYPES}
    assert all(0 < float(row["weight"]) <= 1 for row in rows)
    kinds = {row["kind"] for row in LEXICON.table("noun_kinds")}
    known = kinds | {
        "person_group",
        "person_org",
        "fighter_state",
        "official_state",
        "state",
        "property",
        "attack",
        "organisation",
        "money",
        "bare-name",
        "unknown-name",
    }
    for row in rows:
        roles = parse_roles(row["roles"])
        assert row["type"] == "" or roles.source or roles.joined or roles.target, row
        for text in row["needs"].split():
            condition = parse_condition(text)
            if condition.test == ":" and condition.slot not in ("comp", "prep"):
                assert condition.values <= known, (row["trigger"], text)
    effects = {row[side] for row in LEXICON.table("factuality") for side in ("plus", "minus")}
    assert effects <= set(FACTUALITY)
    assert compile_triggers(LEXICON) is compile_triggers(LEXICON)


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("type", "FIGHT", "ASSAULT"),
        ("pos", "adverb", "verb or noun"),
        ("weight", "much", "weight"),
        ("needs", "obj=", ""),
    ],
)
def test_a_bad_row_says_what_is_wrong(column, value, expected):
    row = {
        "trigger": "zorch",
        "pos": "verb",
        "type": "ASSAULT",
        "roles": "subj>obj",
        "weight": "0.9",
        column: value,
    }
    lexicon = LEXICON.extended(triggers=[row])
    if not expected:
        assert compile_triggers(lexicon).verbs["zorch"]
        return
    with pytest.raises(LexiconError, match=expected):
        compile_triggers(lexicon)


def test_rows_of_a_word_are_found_by_what_the_sentence_says():
    lines = [
        {"trigger": "zorch", "pos": "verb", "type": "ASSAULT", "roles": "subj>obj", "needs": needs}
        for needs in (
            "",
            "obj:human",
            "obj=barn|shed near=storm",
            "with=torch",
            "obj=barn !near=storm",
            "obj=",
        )
    ]
    lines.append({"trigger": "zorch up", "pos": "verb", "type": "ASSAULT", "roles": "subj>obj"})
    word = compile_triggers(LEXICON.extended(triggers=lines)).verbs["zorch"]
    assert len(word.rows) == len(lines)
    for said in (set(), {"barn"}, {"shed", "storm", "up"}, {"with", "torch"}, {"torch", "storm", "barn"}):
        possible = word.possible(said)
        # By looking at every row.
        assert list(possible) == [row for row in word.rows if all(said & asked for asked in row.asks)]
    assert len(word.possible(set())) == 2


def test_inflected_forms():
    forms = verb_forms(["veto", "kidnap", "flee", "carry", "die", "raze"], {"flee": ("fled", "fled")})
    for form, lemma in (
        ("vetoed", "veto"),
        ("kidnapped", "kidnap"),
        ("fled", "flee"),
        ("carried", "carry"),
        ("dying", "die"),
        ("razing", "raze"),
    ):
        assert forms[form][0] == lemma
    assert plurals("clash") == ("clashes",)


def test_certainty_weights_name_their_source():
    model = certainty_model()
    assert len(model.weights) > 1000
    assert model.score(iter(["label=negated"])) < model.score(iter(["label=happened"]))


def test_a_word_without_a_known_role_is_refused():
    lexicon = LEXICON.extended(event_words=[{"word": "salvo", "role": "spaning"}])
    with pytest.raises(LexiconError, match="'salvo' has role 'spaning'; expected one of nobody, "):
        event_words(lexicon)
    assert (
        "salvo" in event_words(LEXICON.extended(event_words=[{"word": "salvo", "role": "spanning"}])).spanning
    )


def test_confidence_is_a_share_and_falls_with_what_is_missing():
    (whole,) = [e for e in events(*ATTACK) if e.trigger == "attacked"]
    (bare,) = events("Attack NN nsubj 1 attack", "continued VBD ROOT 1 continue", ". . punct 1")
    assert 0.5 < bare.confidence < whole.confidence < 0.95
