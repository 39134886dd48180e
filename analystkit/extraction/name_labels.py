"""What a name names: a person, an organisation, a place; one label for all mentions of a name in an article."""

from __future__ import annotations

from analystkit.extraction.actor_words import ActorWords, Entry, alone
from analystkit.extraction.found import NAME_LABELS, Found
from analystkit.extraction.part import Tokens

_LABEL_OF_KIND = {"person": "PERSON", "population": "NORP"}
# Nouns for these stand in front of names; "police" and "army" stand in front of ranks.
_BODIES = frozenset({"armed group", "party", "unnamed", "ngo", "company", "media"})
# How much each kind of evidence for a label counts when mentions of one name disagree within an article.
_WEIGHT = {
    "lexicon": 12,
    "title": 6,
    "institution": 5,
    "given": 4,
    "told": 3,
    "model": 2,
    "shape": 1,
    "echo": 0,
}


def label_of(
    tokens: Tokens, lex: ActorWords, first: int, last: int, head: int, entry: Entry | None, kind_of_title: str
) -> tuple[str, str]:
    """Return the label of the name in tokens ``[first, last)``, "" if nothing tells, and which kind of evidence gives it.

    `head` is the token that the others hang on.
    """
    if entry is not None:
        if entry.what in ("country", "capital"):
            return "GPE", "lexicon"
        if entry.what == "demonym":
            return "NORP", "lexicon"
        return _LABEL_OF_KIND.get(entry.kind, "ORG"), "lexicon"
    by_noun = label_by_noun(tokens, lex, first, last) if last - first > 1 else ""
    if kind_of_title and by_noun not in ("ORG", "FAC"):
        return "PERSON", "title"
    if by_noun:
        return by_noun, "institution"
    if last - first > 1 and tokens.lower[first] in lex.given:
        return "PERSON", "given"
    if last - first > 2 and tokens.text[last - 2] == "-" and tokens.text[last - 1].islower():
        # "Ban Ki-moon"
        return "PERSON", "given"
    given = [label for label in tokens.entity[first:last] if label in NAME_LABELS]
    if given:
        label = (
            given[0] if given.count(given[0]) == len(given) else max(dict.fromkeys(given), key=given.count)
        )
        if label == "PERSON" and tokens.tag[last - 1] == "NNPS":
            return "ORG", "shape"
        if label in ("PERSON", "ORG") and _is_body(tokens, lex, head):
            return "ORG", "told"
        if label in ("PERSON", "GPE") and _called_a_body(tokens, lex, first):
            return "ORG", "told"
        if label == "PERSON" and last - first > 1 and tokens.lower[first] in lex.words.plural_article:
            # "Los Lobos"
            return ("ORG", "told") if tokens.text[last - 1].endswith("s") else (label, "model")
        if label in ("PERSON", "ORG") and (_is_where(tokens, first, last) or _is_region(tokens, lex, last)):
            return "GPE", "told"
        if label != "PERSON" and last - first > 1 and _beside_role(tokens, lex, head):
            return "PERSON", "told"
        if (
            label in ("GPE", "LOC", "FAC")
            and last - first == 1
            and _is_person(tokens, lex, first, last, sure=True)
        ):
            return "PERSON", "told"
        return label, "model"
    if tokens.tag[last - 1] == "NNPS" and last - first > 1:
        return "ORG", "shape"
    text = tokens.text[first]
    if last - first == 1 and text.isupper() and 2 <= len(text) <= 6:
        return "ORG", "shape"
    if first and tokens.lower[first - 1] in ("in", "at", "near"):
        return "GPE", "told" if _is_where(tokens, first, last) else "shape"
    return ("PERSON" if 2 <= last - first <= 3 or _is_person(tokens, lex, first, last) else ""), "shape"


def _is_body(tokens: Tokens, lex: ActorWords, head: int) -> bool:
    """Say whether an apposition calls a name a body: "Harbour Watch, a rights group"."""
    for child in tokens.children[head]:
        if tokens.dep[child] == "appos" and tokens.tag[child] == "NN":
            role = alone(lex.roles, tokens.lower[child])
            if role is not None and role.referent == "body":
                return True
    return False


def _beside_role(tokens: Tokens, lex: ActorWords, head: int) -> bool:
    """Say whether a name stands right behind a noun for a single person: "the government spokesman, Yoshi Hayashi, said"."""
    noun = tokens.head[head]
    if tokens.dep[head] != "appos" or tokens.tag[noun] != "NN" or noun > head:
        return False
    role = alone(lex.roles, tokens.lower[noun])
    return role is not None and role.referent == "person"


def _called_a_body(tokens: Tokens, lex: ActorWords, first: int) -> bool:
    """Say whether the noun in front of a name calls it a body: "the gang Los Lobos", "the militia Saraya"."""
    before = first - 1
    if before < 1 or tokens.tag[before] != "NN" or tokens.sentence[before] != tokens.sentence[first]:
        return False
    role = alone(lex.roles, tokens.lower[before])
    return role is not None and role.referent in ("body", "group") and role.kind in _BODIES


def _is_where(tokens: Tokens, first: int, last: int) -> bool:
    """Say whether a name that the model takes for another sort stands as a place does: "in Umm Rawaba, 150 kilometres east of ..."."""
    if (
        not first
        or tokens.lower[first - 1] != "in"
        or last >= len(tokens)
        or "".join(tokens.text[first:last]).isupper()
    ):
        return False
    return tokens.tag[last] in (",", ".", "IN", "VBD") and not tokens.tag[last - 1].endswith("S")


def _is_region(tokens: Tokens, lex: ActorWords, last: int) -> bool:
    """Say whether a noun for a part of a country, written small, stands right behind a name: "in Poltava and Chernihiv | oblasts |"."""
    if last >= len(tokens) or tokens.tag[last] not in ("NN", "NNS"):
        return False
    noun = tokens.lower[last]
    return noun in lex.words.region or noun.removesuffix("s") in lex.words.region


def _is_person(tokens: Tokens, lex: ActorWords, index: int, last: int, *, sure: bool = False) -> bool:
    """Say whether what is told of a single unknown name is told of persons: "Okoro fled", "Okoro, who ...", "police held Okoro".

    What a subject does counts only where the model takes the name for nothing: governments say and meet, too.
    """
    word = tokens.text[index]
    if tokens.tag[index] != "NNP" or len(word) < 3:
        return False
    for child in tokens.children[index]:
        if tokens.dep[child] == "det":
            return False
    after = tokens.lower[last : last + 2]
    if "who" in after[: 1 + (after[:1] == [","])] and word.isalpha():
        # "a teacher from Lima, who ...": behind a place the word may look back beyond it.
        return tokens.dep[index] in (
            ("nsubj", "nsubjpass", "dobj") if sure else ("nsubj", "nsubjpass", "dobj", "conj", "appos")
        )
    while tokens.dep[index] == "conj" and tokens.head[index] != index:
        index = tokens.head[index]
    verb = tokens.lemma[tokens.head[index]]
    if tokens.dep[index] == "nsubj":
        return not sure and verb in lex.words.doing
    return tokens.dep[index] in ("dobj", "nsubjpass") and verb in lex.words.suffering


def label_by_noun(tokens: Tokens, lex: ActorWords, first: int, last: int) -> str:
    """Return the label that the last word of a name gives it, or the first before "of"; "" if neither does."""
    known = lex.institutions.get(tokens.lower[last - 1])
    if known is not None and last - first > 1:
        return known[0]
    for index in range(first, last - 1):
        if tokens.lower[index + 1] in ("of", "for") and tokens.lower[index] in lex.institutions:
            return lex.institutions[tokens.lower[index]][0]
    return ""


def head_of(tokens: Tokens, first: int, last: int) -> int:
    """Return the token of a name that the others hang on."""
    for index in range(last - 1, first - 1, -1):
        head = tokens.head[index]
        if not first <= head < last or head == index:
            return index
    return last - 1


def settle_labels(found: list[Found], lex: ActorWords) -> None:
    """Make the mentions of one name agree on a label within the article, the strongest evidence deciding."""
    votes: dict[tuple[str, ...], dict[str, int]] = {}
    nicknames = {
        tuple(name.extra["nickname"].split()): name.label for name in found if "nickname" in name.extra
    }
    for name in found:
        label = nicknames.get(name.key) if nicknames and name.entry is None else None
        if label and label != name.label:
            # What has the alias of another is of the other's sort, whatever the model takes it for.
            name.label, name.why = label, "title"
            name.referent, name.number, name.place_use = (
                ("person", "s", False) if label == "PERSON" else ("body", "", False)
            )
        if name.label:
            weight = _WEIGHT[name.why]
            count = votes.get(name.key)
            if count is None:
                votes[name.key] = {name.label: weight}
            else:
                count[name.label] = count.get(name.label, 0) + weight
    surnames = {
        _surname(key, lex)
        for key, count in votes.items()
        if len(key) > 1 and max(count, key=count.__getitem__) == "PERSON"
    }
    # Of labels with equal votes the first by the alphabet.
    strongest = {key: max(sorted(count), key=count.__getitem__) for key, count in votes.items()}
    for name in found:
        if name.entry is not None:
            continue
        if "dateline" in name.extra:
            name.label, name.referent, name.number = "GPE", "body", ""
            continue
        strong = name.why in ("title", "institution")
        if len(name.key) == 1 and name.key[0] in surnames and not strong:
            label = "PERSON"
        else:
            label = strongest.get(name.key)
        if label and label != name.label:
            name.label = label
            name.referent = "person" if label == "PERSON" else "body"
            name.number = "s" if label == "PERSON" else ""
            name.place_use = label in ("LOC", "FAC") or (label == "GPE" and name.place_use)


def _surname(key: tuple[str, ...], lex: ActorWords) -> str:
    """Return the last word of a person's name that is not a suffix."""
    for word in reversed(key):
        if word.rstrip(".") not in lex.words.suffix:
            return word
    return key[-1]
