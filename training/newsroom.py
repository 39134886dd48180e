"""Made-up news sentences with their trees and names: what treebanks of reviews, mail and textbooks seldom hold.

Armed groups and places of many countries, particle verbs in both orders, passives with and without agent, reduced
relatives, titles and appositions, attributions, quotation, claims of responsibility. Nothing said in them is true.
"""

from __future__ import annotations

import random
from functools import lru_cache

from training.lists import name_lists, rows
from training.passages import Passage, joined
from training.phrases import (
    circumstances,
    counted,
    country,
    filler,
    nationality,
    organisation,
    phrase,
    pick,
    speaker,
    when,
)
from training.syntax import Node, comma, finite, name, noun, passive_participle, prep, sentence, stop, was


def news_passage(rng: random.Random, sentences: int = 4) -> Passage:
    """Make a passage of unconnected news sentences."""
    passage = news_sentence(rng)
    for _ in range(sentences - 1):
        passage = joined(passage, news_sentence(rng))
    passage.words[-1].space = False
    return passage


def news_sentence(rng: random.Random) -> Passage:
    """Make one news sentence."""
    maker = rng.choice(
        (
            _active,
            _active,
            _passive,
            _passive,
            _relative,
            _relative,
            _claim,
            _said,
            _said,
            _quoted,
            _apposition,
        )
    )
    root = maker(rng)
    if maker is not _quoted and rng.random() < 0.1:
        dateline = name(name_lists().place("GPE", rng).upper(), "GPE").as_("npadvmod")
        root.before(dateline, Node("\u2014" if rng.random() < 0.6 else "-", ":", "punct"))
    return sentence(root.after(stop()))


def _active(rng: random.Random) -> Node:
    row = rng.choice(_verbs())
    subject = phrase(row["subject"], rng)
    verb = finite(row["past"], row["verb"], subject)
    return _clause(verb, subject, row, rng)


def _clause(verb: Node, subject: Node, row: dict[str, str], rng: random.Random) -> Node:
    object_ = phrase(row["object"], rng)
    particle = [Node(row["particle"], "RP", "prt")] if row["particle"] else []
    if particle and len(list(object_.walk())) < 4 and rng.random() < 0.3:
        verb.after(object_.as_("dobj"), *particle)
    else:
        verb.after(*particle, object_.as_("dobj"))
    return verb.before(subject.as_("nsubj")).after(*circumstances(rng, row["object"]))


def _passive(rng: random.Random) -> Node:
    row = rng.choice(_verbs())
    patient = phrase(row["object"], rng)
    verb = passive_participle(row["participle"], row["verb"])
    verb.before(patient.as_("nsubjpass"), was(patient))
    if row["particle"]:
        verb.after(Node(row["particle"], "RP", "prt"))
    if rng.random() < 0.6:
        verb.after(prep("by", phrase(row["subject"], rng), "agent"))
    return verb.after(*circumstances(rng, row["object"]))


def _relative(rng: random.Random) -> Node:
    """Make a clause whose subject carries a reduced relative: the verb of the relative is not the verb of the sentence."""
    thing, lemma, form, preposition, kind = rng.choice(_relatives())
    plural = rng.random() < 0.5
    subject = counted(_plural_of(thing) if plural else thing, plural, rng)
    gerund = form.endswith("ing")
    inner = Node(form, "VBG" if gerund else "VBN", "acl", lemma,
                 morph="Tense=Pres|VerbForm=Part" if gerund else "Tense=Past|VerbForm=Part|Voice=Pass")  # fmt: skip
    completion = filler(kind, rng)
    inner.after(
        completion.as_("dobj")
        if not preposition
        else prep(preposition, completion, "agent" if preposition == "by" else "prep")
    )
    if preposition == "in" and rng.random() < 0.3:
        inner.after(when(rng))
    subject.after(inner)
    row = rng.choice([r for r in _verbs() if r["subject"] in ("force", "attacker")])
    if rng.random() < 0.6:
        verb = passive_participle(row["participle"], row["verb"])
        verb.before(subject.as_("nsubjpass"), was(subject))
        if row["particle"]:
            verb.after(Node(row["particle"], "RP", "prt"))
        if rng.random() < 0.6:
            verb.after(prep("by", phrase(row["subject"], rng), "agent"))
        return verb.after(*circumstances(rng, row["object"]))
    return _clause(finite(row["past"], row["verb"], subject), subject, row, rng)


def _plural_of(thing: str) -> str:
    if thing == "aircraft":
        return thing
    return thing + ("es" if thing.endswith("s") else "s")


def _claim(rng: random.Random) -> Node:
    group = name(name_lists().organisation(rng, "armed_group"), "ORG")
    if rng.random() < 0.5:
        origin = nationality(rng)
        kind = noun(
            pick("group_noun", rng),
            False,
            Node("an" if origin.form[0] in "AEIO" else "a", "DT", "det"),
            origin,
            Node("armed", "JJ", "amod"),
        )
        group.after(comma(), kind.as_("appos"), comma())
    verb = finite("claimed", "claim", group)
    attack = phrase("attack", rng)
    verb.before(group.as_("nsubj"))
    verb.after(Node("responsibility", "NN", "dobj", right=[prep("for", attack)]))
    return verb.after(*circumstances(rng, "people"))


def _said(rng: random.Random) -> Node:
    inner = rng.choice((_active, _passive))(rng)
    who = speaker(rng)
    past, lemma = pick("saying", rng).split("/")
    verb = finite(past, lemma, who).before(who.as_("nsubj"))
    if lemma == "tell":
        verb.after(name(name_lists().organisation(rng, "media"), "ORG").as_("dobj"))
    if rng.random() < 0.35:
        verb.after(when(rng))
    if rng.random() < 0.5 or lemma not in ("say", "tell"):
        inner.before(Node("that", "IN", "mark", pos="SCONJ"))
    if rng.random() < 0.3 and lemma == "say":
        # the clause first: the speaker closes the sentence
        inner.left = [n for n in inner.left if n.dep != "mark"]
        verb.left, verb.right = [], []
        return verb.before(inner.as_("ccomp"), comma(), who)
    return verb.after(inner.as_("ccomp"))


def _quoted(rng: random.Random) -> Node:
    pronoun, person = rng.choice((("we", "1"), ("they", "3")))
    inner_verb, object_ = pick("quoted", rng).split("/")
    inner = Node(inner_verb, "VB", "ccomp", inner_verb)
    pronominal = f"Case=Nom|Number=Plur|Person={person}|PronType=Prs"
    negation = "not" if rng.random() < 0.5 else "never" if rng.random() < 0.2 else ""
    inner.before(
        Node('"', "``", "punct"),
        Node(pronoun.title(), "PRP", "nsubj", pronoun, morph=pronominal, glued=True),
        Node("will", "MD", "aux"),
        *([Node(negation, "RB", "neg")] if negation else []),
    )
    inner.after(phrase(object_, rng).as_("dobj"), comma(), Node('"', "''", "punct", glued=True))
    who = speaker(rng) if rng.random() < 0.7 else Node(rng.choice(("he", "she")), "PRP")
    past, lemma = pick("quoting", rng).split("/")
    verb = finite(past, lemma, who)
    if lemma == "tell":
        verb.after(Node("reporters", "NNS", "dobj", "reporter"))
        return verb.before(inner, who.as_("nsubj"))
    if who.tag != "PRP" and rng.random() < 0.5:
        return verb.before(inner).after(who.as_("nsubj"))
    verb.before(inner, who.as_("nsubj"))
    return verb.after(when(rng)) if rng.random() < 0.4 else verb


def _apposition(rng: random.Random) -> Node:
    person = name(" ".join(name_lists().person(rng)), "PERSON")
    role = noun(pick("role", rng), False, Node(rng.choice(("the", "a")), "DT", "det"))
    owner = rng.choice((organisation, country))(rng)
    if rng.random() < 0.6:
        role.after(prep(rng.choice(("of", "for")), owner))
    else:
        role.left = [owner.as_("poss")]
        owner.after(Node("'s", "POS", "case", glued=True))
    person.after(comma(), role.as_("appos"), comma())
    row = rng.choice([r for r in _verbs() if r["subject"] == "leader"])
    return _clause(finite(row["past"], row["verb"], person), person, row, rng)


@lru_cache(maxsize=1)
def _relatives() -> list[list[str]]:
    return [list(row.values()) for row in rows("news_relatives.csv")]


@lru_cache(maxsize=1)
def _verbs() -> list[dict[str, str]]:
    return rows("news_verbs.csv")
