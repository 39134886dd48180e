"""Names that one mention alone does not tell: surnames at the head of sentences, role nouns that headlines capitalise."""

from __future__ import annotations

from collections.abc import Sequence

from analystkit.extraction.actor_words import ActorWords, alone
from analystkit.extraction.found import NAME, Found
from analystkit.extraction.name_runs import title_cased
from analystkit.extraction.part import ArticlePart, Tokens

_AFTER_SUBJECT = ("VB", "MD", "POS")
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii"})
_SURE = frozenset({"lexicon", "title", "given", "institution", "model"})


def drop_role_nouns(
    names: list[Found], parts: Sequence[ArticlePart], claimed: Sequence[list[bool]], lex: ActorWords
) -> list[Found]:
    """Return the names without those that are a role noun in capitals: "Texas Inmate", "Mafioso".

    Their tokens are free again, for the nominals. A role noun that somebody of the article has as a surname stays a name.
    """
    surnames = {
        name.key[-1]
        for name in names
        if len(name.key) > 1 and (name.title or name.key[0] in lex.given or name.entry is not None)
    }
    heads = [title_cased(part.tokens) for part in parts]
    kept = []
    for name in names:
        tokens = parts[name.part].tokens
        if not _is_role_noun(name, tokens, lex, surnames, heads[name.part]):
            kept.append(name)
            continue
        for index in range(name.first, name.last):
            claimed[name.part][index] = False
    return kept


def _is_role_noun(name: Found, tokens: Tokens, lex: ActorWords, surnames: set[str], headline: bool) -> bool:
    if (
        name.entry is not None
        or name.title
        or not name.key
        or name.key[-1] not in lex.roles
        or name.key[0] in lex.given
        or name.key[-1] in surnames
    ):
        return False
    entry = alone(lex.roles, name.key[-1])
    if entry is None or entry.name != name.key[-1] or entry.referent != "person":
        return False
    if tokens.tag[name.last - 1].endswith("S"):
        return False
    return name.label == "PERSON" or headline or (len(name.key) == 1 and name.why == "shape")


def find_echoes(
    names: Sequence[Found], parts: Sequence[ArticlePart], claimed: Sequence[list[bool]], lex: ActorWords
) -> list[Found]:
    """Return the names of one word that stand where their capital tells nothing, known from elsewhere in the article.

    "Felt died on Thursday" names Mark Felt if the article names him in full; "Colts beat Chiefs" the Colts.
    """
    known: dict[str, Found] = {}
    for name in names:
        key = name.key
        if not key or name.place_use or name.why not in _SURE:
            continue
        word = key[-1].rstrip(".")
        if len(key) > 1:
            if name.label == "PERSON":
                if word in _SUFFIXES:
                    word = key[-2].rstrip(",")
            elif name.label != "ORG" or name.entry is not None or _common(word, lex):
                continue
        elif word in lex.roles:
            continue
        if word not in known and word.isalpha() and len(word) > 2 and word not in lex.words.calendar:
            known[word] = name
    found = []
    for number, part in enumerate(parts):
        tokens, taken = part.tokens, claimed[number]
        for index in tokens.where(known.keys()):
            if taken[index] or not tokens.text[index][0].isupper() or not _names_someone(tokens, index):
                continue
            model = known[tokens.lower[index]]
            echo = Found(
                number, index, index + 1, index, NAME, model.label, (tokens.lower[index],), model.entry if len(model.key) == 1 else None,
                country=model.country if model.label != "PERSON" else "", sector=model.sector if model.label != "PERSON" else "",
                referent=model.referent, number=model.number, gender=model.gender, definite="def", sentence=tokens.sentence[index],
                why="echo",
            )  # fmt: skip
            taken[index] = True
            found.append(echo)
    return found


def _common(word: str, lex: ActorWords) -> bool:
    return (
        word in lex.words.generic
        or word in lex.institutions
        or word in lex.roles
        or word.removesuffix("s") in lex.roles
    )


def _names_someone(tokens: Tokens, index: int) -> bool:
    """Say whether an unmarked capitalised word stands as a name does: a proper noun, or before a verb or a possessive."""
    if tokens.tag[index].startswith("NNP"):
        return True
    after = index + 1
    return (
        after < len(tokens)
        and tokens.sentence[after] == tokens.sentence[index]
        and tokens.tag[after].startswith(_AFTER_SUBJECT)
    )
