"""Nominals and pronouns that refer to actors: "the prime minister", "coalition troops", "two gunmen", "she"."""

from __future__ import annotations

from analystkit.extraction.actor_words import ActorWords, Entry, Words
from analystkit.extraction.datelines import DASHES, tells_hour
from analystkit.extraction.found import NOMINAL, PRONOUN, Found
from analystkit.extraction.offices_of import body_behind, entitle, is_office, sector_of, state_of
from analystkit.extraction.part import ArticlePart, Tokens

_NOUNS = frozenset({"NN", "NNS"})
# What else may stand before a hyphen in one: "far-right ministers".
_BEFORE_HYPHEN = frozenset({"RB", "IN", "RP", "RBR"})
_INSIDE = frozenset(
    {
        "DT",
        "JJ",
        "JJR",
        "JJS",
        "CD",
        "NN",
        "NNP",
        "NNPS",
        "VBN",
        "HYPH",
        "POS",
        "PRP$",
        "PDT",
        "$",
        "AFX",
        "VBG",
        "FW",
    }
)
_COUNTING = frozenset({"CD", "DT", "PDT"})
_DEFINITE = {"the": "def", "this": "dem", "that": "dem", "these": "dem", "those": "dem", "both": "def"}
_TIME_LABELS = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "EVENT", "WORK_OF_ART", "LAW"})
_CLITICS = frozenset({"'s", "’s", "'", "’"})
RELATIVE = frozenset({"who", "whom", "whose"})

_NOBODY = ("no", "neither")


def find_nominals(
    number: int, part: ArticlePart, words: Words, lex: ActorWords, names: list[Found], claimed: list[bool]
) -> list[Found]:
    """Return the role-noun mentions of one part, and give names the lower-case titles that stand before them."""
    tokens = part.tokens
    starts = {name.first: name for name in names}
    ends = {name.last: name for name in names}
    found: list[Found] = []
    roles = lex.roles
    done = 0
    # Only a token whose first word opens a role noun is looked at.
    for index in words.opening(roles):
        if index < done or claimed[index]:
            continue
        match = words.longest(roles, index)
        if match is None or True in claimed[index : match[0]]:
            continue
        last, entry = match
        head = last - 1
        before = starts.get(last)
        if not _is_head(tokens, head, last, before):
            continue
        first, definite, country, owner, modifiers = _left(tokens, lex, index, ends, claimed)
        if tokens.lower[first] in _NOBODY and first < head:
            # "No group has claimed it": nobody is named.
            claimed[index:last] = [True] * (last - index)
            done = last
            continue
        former = not modifiers.isdisjoint(lex.words.former)
        body = owner or body_behind(tokens, last, entry, starts)
        sector = entry.sector
        if body is not None:
            country, sector = country or state_of(entry, body), sector_of(entry, body)
        if (
            before is not None
            and before.label in ("PERSON", "", "ORG")
            # "Kenya's foreign minister Mary Otieno", not "Lee's lawyer Mary Otieno"
            and (definite != "poss" or (country and is_office(entry) and before.label == "PERSON"))
            and not _of_many(tokens, head, before)
        ):
            entitle(
                before, " ".join(tokens.text[index:last]).replace(" - ", "-"), entry, country, sector, former
            )
            done = last
            continue
        plural = _plural(tokens, head, entry)
        nominal = Found(number, first, last, head, NOMINAL, _label(entry), (entry.name,), entry)
        nominal.role, nominal.country, nominal.gender = entry.name, country, entry.gender
        nominal.sector = "ELI" if former and sector == "GOV" else sector
        nominal.referent, nominal.number = ("group", "p") if plural else (entry.referent, "s")
        nominal.definite, nominal.modifiers, nominal.owner = definite, modifiers, owner
        nominal.sentence = tokens.sentence[head]
        if former:
            nominal.extra["former"] = "former"
        found.append(nominal)
        claimed[index:last] = [True] * (last - index)
        done = last
    _former_names(tokens, lex, names)
    return found


def _of_many(tokens: Tokens, head: int, name: Found) -> bool:
    """Say whether a plural stands before one person by chance: "the refugees Marlow spoke of", not "senators Marlow and Finch"."""
    after = tokens.lower[name.last] if name.last < len(tokens) else ""
    return tokens.tag[head] == "NNS" and name.label == "PERSON" and after not in ("and", ",", "&")


def _is_head(tokens: Tokens, head: int, last: int, before: Found | None) -> bool:
    tag = tokens.tag[head]
    if tag not in _NOUNS and not tag.startswith("NNP") and tag != "JJ":
        return False
    if tag == "JJ" and tokens.dep[head] in ("amod", "acomp", "advmod"):
        return False
    if tokens.entity[head] in _TIME_LABELS:
        return False
    if last < len(tokens) and before is None:
        after = tokens.tag[last]
        if after in _NOUNS and tokens.sentence[last] == tokens.sentence[head]:
            return tokens.head[head] != last and tokens.dep[head] != "compound"
        if after == "HYPH" or tokens.text[last] == "-":
            return False
    return True


def _left(
    tokens: Tokens, lex: ActorWords, index: int, ends: dict[int, Found], claimed: list[bool]
) -> tuple[int, str, str, Found | None, frozenset[str]]:
    """Walk left over the modifiers of a role noun: where the phrase begins, its determiner, country, owner, modifiers."""
    first, definite, country = index, "none", ""
    owner: Found | None = None
    modifiers: set[str] = set()
    words, tags, sentences = tokens.lower, tokens.tag, tokens.sentence
    sentence = sentences[index]
    while first:
        at = first - 1
        if sentences[at] != sentence:
            break
        if tags[at] == "CD" and (not at or sentences[at - 1] != sentence) and tells_hour(tokens, at):
            # "12:02 | Lawyers | accuse the state": an entry of a live report
            break
        name, lower, tag = ends.get(first), words[at], tags[at]
        if name is None and lower in _CLITICS and ends.get(at) is not None:
            name = ends[at]
            country = country or (
                name.country if name.entry is not None and name.entry.what != "actor" else ""
            )
            if name.label == "ORG":
                owner = owner or name
            first, definite = name.first, "poss"
            if first and words[first - 1] == "the":
                first -= 1
            break
        if name is not None:
            if definite == "poss" or name.label == "PERSON":
                break
            if name.entry is not None and name.entry.what in ("country", "demonym", "capital"):
                country = country or name.country
            elif name.label in ("ORG", ""):
                owner = owner or name
            modifiers.update(name.key)
            if name.label in ("NORP", "GPE"):
                # "the Iraqi government" is one mention; the adjective alone is none.
                name.extra["modifier"] = "nominal"
            first = name.first
            continue
        if lower in DASHES and tokens.end[at] < tokens.start[at + 1]:
            # "KANO - Nigerian police": a dateline ends here.
            break
        if lower == "-" and at and words[at - 1] in lex.words.former:
            # "ex-president", whatever the parser made of the pieces
            modifiers.add(words[at - 1])
            first = at - 1
            continue
        if lower == "-" and at and tags[at - 1] == tags[at + 1] == "CD":
            # "fifty-three soldiers"
            first = at
            continue
        hyphened = at + 1 < index and tags[at + 1] == "HYPH" and lower.isalpha() and tag in _BEFORE_HYPHEN
        if (
            (tag not in _INSIDE and not hyphened)
            or tokens.entity[at] in ("DATE", "TIME")
            or (claimed[at] and name is None)
        ):
            break
        if tag == "POS" and at:
            # "the country's leader": include the owner's noun phrase.
            first, definite = at, "poss"
            continue
        if tag == "NN" and definite != "poss" and tokens.head[at] not in range(at, index + 1 + 3):
            break
        if tag == "VBG" and tokens.dep[at] not in ("amod", "compound"):
            break
        if (tag == "VBN" and tags[first] in _COUNTING) or (tag == "JJ" and tokens.dep[at] == "oprd"):
            # "had detained three men", read as having men of a kind; "shot dead | three men"
            break
        if tag == "PRP$":
            first, definite = at, "poss"
            break
        if tag in ("DT", "PDT"):
            first = at
            if definite != "poss":
                definite = _DEFINITE.get(lower, "indef")
            if at and tags[at - 1] in ("PDT", "CD") and words[at - 1] in ("all", "both", "half"):
                first -= 1
            break
        if lower in lex.words.backed or tag == "HYPH":
            if lower in lex.words.backed and at >= 2 and tokens.text[at - 1] == "-":
                backer = ends.get(at - 1)
                modifiers.add(lower)
                first = backer.first if backer is not None else at - 2
                continue
            first = at
            continue
        if lower in lex.words.indefinite or tag == "CD":
            definite = "indef" if definite == "none" else definite
        modifiers.add(lower)
        first = at
    if first and tokens.lower[first] in ("least", "most") and tokens.lower[first - 1] == "at":
        first -= 1
    while first < index and tokens.tag[first] in ("HYPH", "POS"):
        first += 1
    return first, definite, country, owner, frozenset(modifiers)


def _label(entry: Entry) -> str:
    return (
        "PERSON" if entry.referent == "person" or entry.kind in ("population", "unnamed", "person") else "ORG"
    )


def _plural(tokens: Tokens, head: int, entry: Entry) -> bool:
    if entry.referent == "group":
        return True
    return tokens.tag[head] in ("NNS", "NNPS") and tokens.lower[head] != entry.name.split()[-1]


def _former_names(tokens: Tokens, lex: ActorWords, names: list[Found]) -> None:
    """Write "former" into the title of a name that has it before its title or nationality."""
    if tokens.positions.keys().isdisjoint(lex.words.former):
        return
    for name in names:
        if name.label != "PERSON":
            continue
        start = name.first - len(name.title.split())
        for at in range(max(start, 0) - 1, max(start - 4, -1), -1):
            if tokens.sentence[at] != name.sentence:
                break
            if tokens.lower[at] in lex.words.former:
                if "former" not in name.title:
                    name.title = f"former {name.title}".strip()
                break
            if not tokens.tag[at].startswith(("JJ", "NNP", "HYPH")):
                break  # only a nationality or rank may stand between


def find_pronouns(number: int, part: ArticlePart, lex: ActorWords) -> list[Found]:
    """Return third-person pronouns and "who", without the "it" that refers to nothing ("it rained", "it is clear that")."""
    tokens = part.tokens
    found = []
    for index in tokens.where(lex.pronouns.keys()):
        lower = tokens.lower[index]
        known = lex.pronouns[lower]
        if lower in RELATIVE:
            if (
                tokens.dep[tokens.head[index]] != "relcl"
                and tokens.dep[tokens.head[tokens.head[index]]] != "relcl"
            ):
                continue
        elif not tokens.tag[index].startswith("PRP") or (lower == "it" and _pleonastic(tokens, lex, index)):
            continue
        pronoun = Found(number, index, index + 1, index, PRONOUN, "", (lower,))
        pronoun.number, pronoun.gender = known
        pronoun.definite, pronoun.sentence = "def", tokens.sentence[index]
        found.append(pronoun)
    return found


def _pleonastic(tokens: Tokens, lex: ActorWords, index: int) -> bool:
    if tokens.dep[index] == "expl":
        return True
    verb = tokens.head[index]
    if tokens.dep[index] not in ("nsubj", "nsubjpass") or verb <= index:
        return False
    if tokens.lemma[verb] in lex.words.seeming:
        return True
    window = range(verb + 1, min(verb + 7, len(tokens)))
    lemma = tokens.lemma[verb]
    # "It was agreed to leave", not "it had agreed to leave"; a passive parsed as a perfect has a form of "be".
    passive = tokens.tag[verb] == "VBN" and any(tokens.lemma[c] == "be" for c in tokens.children[verb])
    if lemma == "be" or passive or tokens.tag[verb].startswith("JJ"):
        for at in window:
            if tokens.sentence[at] != tokens.sentence[index] or tokens.text[at] in (".", ";"):
                return False
            if tokens.lower[at] in lex.words.clause:
                return True
    return False
