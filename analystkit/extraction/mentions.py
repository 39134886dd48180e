"""Mentions of actors in one article: names, nominals and pronouns, joined into chains."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from analystkit.extraction.actor_words import Words, actor_words
from analystkit.extraction.acts import act_of
from analystkit.extraction.coreference import link
from analystkit.extraction.datelines import DASHES
from analystkit.extraction.found import PRONOUN, Found
from analystkit.extraction.name_aliases import note_aliases
from analystkit.extraction.name_echoes import drop_role_nouns, find_echoes
from analystkit.extraction.name_labels import settle_labels
from analystkit.extraction.names import find_names
from analystkit.extraction.names_abroad import release_parties
from analystkit.extraction.nominals import find_nominals, find_pronouns
from analystkit.extraction.part import ArticlePart, Tokens
from analystkit.lexicon import Lexicon
from analystkit.model.ids import ids_under
from analystkit.model.rows import Mention

# A dateline stands at the top, behind the headline at most.
_DATELINE = 60


def extract_mentions(parts: Sequence[ArticlePart], lexicon: Lexicon) -> list[Mention]:
    """Find every place that refers to an actor and join those that refer to the same one.

    Parameters
    ----------
    parts : sequence of ArticlePart
        The title and the text of one article; chains run across both.
    lexicon : Lexicon
        Tables used: actors, countries, titles, role_nouns, institution_nouns, given_names, name_particles, name_words,
        pronouns, coreference_words, coreference_weights.

    Returns
    -------
    list of Mention
        In reading order, the title first. Offsets are half-open code point offsets into the part; a name stands without its
        determiner, title and clitic. Mentions with equal `entity` refer to the same actor. `role` is the role noun of a nominal, or
        ``place`` for a place that is named as a place and not as an actor. `country` (ISO 3166-1 alpha-3) and `sector` (PLOVER) come
        from the words of the mention itself and stay empty where those do not tell.
    """
    found = find_mentions(parts, lexicon)
    link(found, parts, lexicon)
    return to_rows(found, parts)


def find_mentions(parts: Sequence[ArticlePart], lexicon: Lexicon) -> list[Found]:
    """Return the mentions of an article before they are linked."""
    lex = actor_words(lexicon)
    names: list[Found] = []
    others: list[Found] = []
    words = [Words(part.tokens) for part in parts]
    claimed: list[list[bool]] = []
    for number, part in enumerate(parts):
        here, taken = find_names(number, part, words[number], lex)
        agency = _agency(part.tokens)
        names += [name for name in here if name.first not in agency]
        claimed.append(taken)
    release_parties(names, parts, lex)
    names = drop_role_nouns(names, parts, claimed, lex)
    note_aliases(names, parts, lex)
    names += find_echoes(names, parts, claimed, lex)
    by_part: list[list[Found]] = [[] for _ in parts]
    for name in names:
        by_part[name.part].append(name)
    for number, part in enumerate(parts):
        here = sorted(by_part[number], key=lambda name: name.first)
        others += find_nominals(number, part, words[number], lex, here, claimed[number])
        others += find_pronouns(number, part, lex)
    settle_labels(names, lex)
    return [name for name in names if name.label] + others


def _agency(tokens: Tokens) -> range:
    """Return the tokens in the brackets of a dateline ("KANO (Sahel Press) - Gunmen ..."): whose report it is, not whom it is about."""
    text = tokens.text
    for opened in range(min(_DATELINE, len(text))):
        if text[opened] == "(":
            closed = next((i for i in range(opened, min(opened + 8, len(text) - 1)) if text[i] == ")"), -1)
            if closed > 0 and text[closed + 1] in DASHES:
                return range(opened, closed)
    return range(0)


def to_rows(found: Sequence[Found], parts: Sequence[ArticlePart]) -> list[Mention]:
    """Turn linked mentions into rows; a pronoun that refers to no known actor is left out."""
    anchor: dict[int, str] = {}
    rows: list[Mention] = []
    for number, part in enumerate(parts):
        article_id, name, text, sentences = part.article_id, part.part, part.text, part.sentences
        mention_id = ids_under("m", article_id, name)
        tokens = part.tokens
        starts, ends, sentence, spans = tokens.start, tokens.end, tokens.sentence, tokens.spans
        own = [item for item in found if item.part == number]
        for item in sorted(own, key=attrgetter("first", "last")):
            if (item.kind == PRONOUN and not item.link) or "modifier" in item.extra:
                continue
            first, last, head = item.first, item.last, item.head
            start, end = starts[first], ends[last - 1]
            head_start, head_end = starts[head], ends[head]
            spans[start, end] = range(first, last)
            if last - first > 1:
                spans[head_start, head_end] = range(head, head + 1)
            row_id = mention_id(start, end)
            entity = anchor.get(item.entity)
            if entity is None:
                # An entity is called after its first mention: the same hash under another letter.
                entity = anchor[item.entity] = "n" + row_id[1:]
            rows.append(Mention(
                row_id, article_id, name, start, end, text[start:end], item.label, item.kind,
                sentences[sentence[first]].sentence_id, entity, item.title, head_start, head_end,
                "place" if item.place_use else item.role, item.country, item.sector, item.link, item.confidence, act_of(tokens, head),
            ))  # fmt: skip
    return rows
