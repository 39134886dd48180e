"""Noun phrases and circumstances of made-up news: who, whom, where and when."""

from __future__ import annotations

import random
from functools import lru_cache

from training.lists import countries, name_lists, nationalities, news_words, rows
from training.syntax import Node, comma, name, noun, prep


def speaker(rng: random.Random) -> Node:
    """Make one who says something: a person with or without title or role, an organisation, unnamed officials."""
    kind = rng.random()
    if kind < 0.3:
        return _titled(rng)
    if kind < 0.5:
        person = name(" ".join(name_lists().person(rng)), "PERSON")
        role = noun(pick("role", rng), False)
        owner = (
            organisation(rng)
            if rng.random() < 0.6
            else noun(rng.choice(("army", "police", "government", "ministry", "military")), False)
        )
        role.left = [owner.as_("compound")]
        return (
            person.before(role.as_("compound")) if rng.random() < 0.5 else role.before(Node("a", "DT", "det"))
        )
    if kind < 0.7:
        return organisation(rng)
    if kind < 0.85:
        return noun(rng.choice(("officials", "witnesses", "police", "medics", "residents", "sources")), True,
                    *([Node(rng.choice(("local", "military", "senior", "Western")), "JJ", "amod")] if rng.random() < 0.4 else []))  # fmt: skip
    return name(name_lists().person(rng)[1], "PERSON")


def _titled(rng: random.Random) -> Node:
    given, family = name_lists().person(rng)
    person = name(f"{given} {family}" if rng.random() < 0.75 else family, "PERSON")
    title = [
        Node(word, "NNP", "compound", word, glued=False)
        for word in rng.choice(_titles()).split()
        if word != "of"
    ]
    if title[0].form == "Secretary" and len(title) == 2 and title[1].form == "State":
        title = title[:1]
    nation = [nationality(rng)] if rng.random() < 0.35 else []
    return person.before(*nation, *title)


def phrase(kind: str, rng: random.Random) -> Node:
    """Make a noun phrase of a kind, as the tables of verbs name them."""
    return _PHRASES[kind](rng)


def _force(rng: random.Random) -> Node:
    kind = rng.random()
    if kind < 0.25:
        return noun(pick("force_plural", rng), True, nationality(rng))
    if kind < 0.45:
        return name(name_lists().organisation(rng, "security"), "ORG")
    if kind < 0.6:
        return noun(pick("force_singular", rng), False, Node("the", "DT", "det"))
    if kind < 0.75:
        return noun(
            pick("force_singular", rng),
            False,
            Node("the", "DT", "det"),
            nationality(rng),
        )
    return noun(pick("force_bare", rng), True)


def _attacker(rng: random.Random) -> Node:
    kind = rng.random()
    if kind < 0.1:
        first, second = (name(name_lists().organisation(rng, "armed_group"), "ORG") for _ in range(2))
        first.plural = True
        return first.after(Node("and", "CC", "cc"), second.as_("conj"))
    if kind < 0.3:
        return name(name_lists().organisation(rng, "armed_group"), "ORG")
    if kind < 0.45:
        group = name(name_lists().organisation(rng, "armed_group"), "ORG").as_("compound")
        return noun(pick("attackers", rng), True, group)
    if kind < 0.6:
        group = name(name_lists().organisation(rng, "armed_group"), "ORG")
        return noun(pick("attackers", rng), True).after(prep("from", group))
    if kind < 0.75:
        return noun(pick("attacker_singular", rng), False, Node("a", "DT", "det"))
    return noun(pick("attackers", rng), True)


def _leader(rng: random.Random) -> Node:
    kind = rng.random()
    if kind < 0.45:
        return _titled(rng)
    if kind < 0.7:
        return country(rng) if rng.random() < 0.6 else name(rng.choice(countries())["capital"], "GPE")
    return organisation(rng)


def organisation(rng: random.Random) -> Node:
    """Make an organisation of any kind."""
    node = name(name_lists().organisation(rng), "ORG")
    return node.before(Node("the", "DT", "det")) if rng.random() < 0.4 else node


def _place(rng: random.Random) -> Node:
    if rng.random() < 0.3:
        country = rng.choice(countries())
        capital = name(country["capital"], "GPE")
        return (
            capital.after(comma(), name(country["name"], "GPE").as_("appos"))
            if rng.random() < 0.3
            else capital
        )
    return name(name_lists().place("GPE", rng), "GPE")


def counted(thing: str, plural: bool, rng: random.Random) -> Node:
    """Make one or several of something, with article or number."""
    if not plural:
        return _articled(thing, "a")
    if rng.random() < 0.35:
        return noun(thing, True)
    return noun(thing, True, _number(rng).as_("nummod"))


def _attack(rng: random.Random) -> Node:
    """Make an attack, at times by its day: `Tuesday's raid`."""
    thing = pick("attack", rng)
    if rng.random() < 0.7:
        return _articled(thing, rng.choice(("the", "a", "the")))
    day = Node(pick("day" if rng.random() < 0.7 else "month", rng), "NNP", "poss", name="B-DATE")
    day.lemma = day.form
    return noun(thing, False, day.after(Node("'s", "POS", "case", glued=True)))


def _articled(thing: str, article: str) -> Node:
    return noun(thing, False, Node("an" if article == "a" and thing[0] in "aeiou" else article, "DT", "det"))


def _number(rng: random.Random) -> Node:
    text = pick("number", rng)
    form = "Digit" if text[0].isdigit() else "Word"
    node = Node(text, "CD", "nummod", text, morph=f"NumForm={form}|NumType=Card", name="B-CARDINAL")
    if rng.random() < 0.3:
        least = Node("least", "JJS", "advmod", left=[Node("at", "IN", "advmod")])
        node.before(least)
        for part, mark in ((least.left[0], "B-CARDINAL"), (least, "I-CARDINAL"), (node, "I-CARDINAL")):
            part.name = mark
    return node


def _site(rng: random.Random) -> Node:
    if rng.random() < 0.35:
        site = name(name_lists().place("FAC", rng), "FAC")
        return site.before(Node("the", "DT", "det"), nationality(rng)) if rng.random() < 0.25 else site
    site = counted(pick("site", rng), False, rng)
    return site.after(prep("in", _place(rng))) if rng.random() < 0.4 else site


def _plural(kind: str, rng: random.Random) -> Node:
    node = noun(pick(kind, rng), True)
    if rng.random() < 0.2:
        node.before(nationality(rng))
    return node.before(_number(rng).as_("nummod")) if rng.random() < 0.5 else node


def filler(kind: str, rng: random.Random) -> Node:
    """Make what completes a reduced relative."""
    if kind == "country":
        return country(rng)
    if kind == "place":
        return _place(rng)
    if kind == "org":
        return organisation(rng)
    if kind == "attackers":
        return _attacker(rng)
    if kind == "norp_forces":
        return noun(pick("force_plural", rng), True, nationality(rng))
    return noun(kind, kind.endswith("s"), *([Node("a", "DT", "det")] if not kind.endswith("s") else []))


def circumstances(rng: random.Random, object_: str) -> list[Node]:
    """Make where and when something happened, either or neither."""
    found = []
    if object_ not in ("place", "leader") and rng.random() < 0.5:
        preposition = pick("placing", rng)
        if preposition.endswith("_of"):
            found.append(Node(preposition[:-3], "RB", "advmod", right=[prep("of", _place(rng))]))
        else:
            found.append(prep(preposition, _place(rng)))
    if rng.random() < 0.55:
        found.append(when(rng))
    return found


def when(rng: random.Random) -> Node:
    """Make a time expression."""
    day = Node(pick("day", rng), "NNP", "pobj", name="B-DATE")
    day.lemma = day.form
    kind = rng.random()
    if kind < 0.45:
        return prep("on", day)
    if kind < 0.6:
        return day.as_("npadvmod")
    if kind < 0.75:
        early = rng.choice(("early", "late"))
        day.name = "I-DATE"
        return day.as_("npadvmod").before(Node(early, "JJ", "amod", name="B-DATE"))
    if kind < 0.9:
        unit = Node(rng.choice(("week", "month", "year", "night")), "NN", "npadvmod")
        unit.name = "I-TIME" if unit.form == "night" else "I-DATE"
        return unit.before(Node("last", "JJ", "amod", name="B-" + unit.name[2:]))
    month = Node(pick("month", rng), "NNP", "pobj", name="B-DATE")
    month.lemma = month.form
    number = Node(str(rng.randint(1, 28)), "CD", "nummod", morph="NumForm=Digit|NumType=Card", name="I-DATE")
    if rng.random() < 0.5:
        return prep("on", month.after(number))
    number.name, month.name = "B-DATE", "I-DATE"
    return prep("on", month.before(number))


def pick(kind: str, rng: random.Random) -> str:
    """Draw a word of a kind."""
    return rng.choice(news_words(kind))


def country(rng: random.Random) -> Node:
    """Make a country."""
    return name(rng.choice(countries())["name"], "GPE")


def nationality(rng: random.Random) -> Node:
    """Make the adjective of a country."""
    return name(rng.choice(nationalities()), "NORP").as_("amod")


@lru_cache(maxsize=1)
def _titles() -> list[str]:
    return [row["title"] for row in rows("news_titles.csv")]


_PHRASES = {
    "force": _force,
    "attacker": _attacker,
    "attackers": lambda rng: _plural("attackers", rng),
    "leader": _leader,
    "people": lambda rng: _plural("people", rng),
    "prisoners": lambda rng: _plural("prisoners", rng),
    "weapons": lambda rng: noun(pick("weapons", rng), True),
    "protesters": lambda rng: _plural("protesters", rng),
    "aircraft": lambda rng: counted(pick("aircraft", rng), False, rng),
    "site": _site,
    "bomb": lambda rng: counted(pick("bomb", rng), False, rng),
    "attack": _attack,
    "convoy": lambda rng: noun(pick("convoy", rng), False, Node("a", "DT", "det")),
    "talks": lambda rng: noun(pick("talks", rng), True),
    "deal": lambda rng: noun(pick("deal", rng), False, Node("a", "DT", "det")),
    "envoy": lambda rng: noun(pick("envoy", rng).rstrip("s"), False, Node("the", "DT", "det")),
    "place": _place,
}
