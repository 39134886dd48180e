"""Names of actors in one part: the model's names, trimmed, joined to capitalised words and corrected by the lexicon."""

from __future__ import annotations

from analystkit.extraction.actor_words import ActorWords, Entry, Words, alone
from analystkit.extraction.found import NAME_LABELS, Found
from analystkit.extraction.name_labels import label_by_noun
from analystkit.extraction.name_mentions import name_found
from analystkit.extraction.name_runs import nickname_in, segments, well_cased
from analystkit.extraction.names_abroad import goes_on_abroad, state_behind
from analystkit.extraction.offices_of import OFFICIAL
from analystkit.extraction.part import ArticlePart, Tokens

_LEADING = frozenset({"the", "-", "a", "an", ".", "&", "and"})
_BETWEEN = frozenset({"'s", "’s", "-"})
# Prepositions between what is written and a network.
_POSTED = frozenset({"on", "via"})
_HOME = frozenset({"country", "demonym", "capital"})


def find_names(
    number: int, part: ArticlePart, words: Words, lex: ActorWords
) -> tuple[list[Found], list[bool]]:
    """Return the names of one part in order, and which tokens they (or a title before them) cover."""
    tokens = part.tokens
    claimed = [False] * len(tokens)
    found: list[Found] = []
    for first, last in segments(part, words, lex):
        for start, piece in _pieces(tokens, words, lex, first, last):
            if _is_medium(tokens, lex, piece):
                continue
            piece.part = number
            piece.sentence = tokens.sentence[piece.head]
            found.append(piece)
            claimed[start : piece.last] = [True] * (piece.last - start)
    return found, claimed


def _pieces(tokens: Tokens, words: Words, lex: ActorWords, first: int, last: int) -> list[tuple[int, Found]]:
    """Cut one run into names: titles off, nationality apart, one name a piece; each with where its title begins."""
    out: list[tuple[int, Found]] = []
    position = first
    start = first
    title: list[str] = []
    country = sector = gender = ""
    kind_of_title = ""
    while position < last:
        lower = tokens.lower[position]
        if lower in _BETWEEN or (lower in _LEADING and not out):
            position += 1
            continue
        word = words.head[position]
        match = words.longest(lex.names, position) if word in lex.names else None
        if match is not None and (match[0] > last or not well_cased(tokens, lex, position, match)):
            match = None
        abroad = 0
        if match is not None and match[1].what == "actor":
            abroad = goes_on_abroad(words, lex, tokens, match[0], match[1].country)
            if abroad:
                # "the Ministry of Defence of Moldova" is none that the lexicon knows.
                match, last = None, max(last, abroad)
        titled = words.longest(lex.titles, position) if word in lex.titles else None
        if titled is not None and titled[1].referent == "rank" and label_by_noun(tokens, lex, position, last):
            # "General Confederation of Labour"
            titled = None
        if titled is not None and titled[0] < last and not (match is not None and match[0] >= titled[0]):
            title.append(" ".join(tokens.text[position : titled[0]]).replace(" - ", "-"))
            sector, gender = titled[1].sector or sector, titled[1].gender or gender
            kind_of_title = titled[1].referent
            position = titled[0]
            continue
        if position + 1 < last and tokens.lower[position + 1] in lex.given:
            described = _described(lex, lower)
            if described is not None and lower not in lex.given:
                title.append(tokens.text[position])
                sector = sector or described.sector
                position += 1
                continue
        if titled is not None and titled[0] == last and match is None and not title:
            break  # only an office, no name: a nominal
        if match is not None:
            end, entry = match
            ahead = words.longest(lex.titles, end) if end < last else None
            if ahead is not None and ahead[0] < last and label_by_noun(tokens, lex, position, last) == "ORG":
                # "the Tunisian General Labour Union"
                ahead = None
            if end < last and ahead is not None and ahead[0] <= last and entry.what in _HOME:
                if ahead[0] == last:
                    out.append((position, name_found(tokens, lex, position, end, entry, [], "", "", "")))
                    break
                country, start, position = entry.country, position if not title else start, end
                continue
            if end < last and _extends(tokens, lex, entry, position, end, last):
                match = None
            elif (
                end < last and entry.what == "demonym" and label_by_noun(tokens, lex, position, last) == "ORG"
            ):
                piece = name_found(tokens, lex, position, last, None, title, sector, gender, kind_of_title)
                piece.country = entry.country
                out.append((piece.first, piece))
                break
            else:
                piece = name_found(tokens, lex, position, end, entry, title, sector, gender, kind_of_title)
                out.append((start if title else position, piece))
                if entry.what in ("country", "demonym"):
                    country = entry.country
                title, sector, gender, kind_of_title = [], "", "", ""
                position = start = end
                continue
        end = _next_title(tokens, words, lex, position, last)
        stop = end
        while (
            stop > position
            and not tokens.text[stop - 1][0].isalnum()
            and tokens.text[stop - 1] not in (")", "!")
        ):
            stop -= 1
        if (
            stop == position + 1
            and not title
            # "Police said": a nominal that happens to have a capital; "Western", "Late": a capital at the head of a phrase, no name
            and (tokens.tag[position] in ("JJ", "RB") or _is_role_noun(tokens, lex, position))
        ):
            stop = position
        if stop > position:
            piece = name_found(tokens, lex, position, stop, None, title, sector, gender, kind_of_title)
            piece.country = piece.country or country
            if piece.label == "ORG" and piece.sector in OFFICIAL and stop - position > 2:
                piece.country = piece.country or state_behind(words, lex, tokens, position, stop)
            if piece.label not in ("EVENT", "WORK") and not _is_label(tokens, lex, position, stop):
                out.append((start, piece))
        title, sector, gender, kind_of_title, country = [], "", "", "", ""
        position = start = end
    return out


def _is_medium(tokens: Tokens, lex: ActorWords, name: Found) -> bool:
    """Say whether a name is only where something was written: "said on Telegram", "posted on X"."""
    before = tokens.lower[name.first - 1] if name.first else ""
    return before in _POSTED and " ".join(name.key).rstrip(".") in lex.words.platform


def _described(lex: ActorWords, lower: str) -> Entry | None:
    """Return the entry of a noun that says what a person is: "Sculptor" before a given name."""
    entry = alone(lex.roles, lower)
    return entry if entry is not None and entry.name == lower and entry.referent == "person" else None


def _is_label(tokens: Tokens, lex: ActorWords, first: int, last: int) -> bool:
    """Say whether capitals are a time zone, a member's party and state or a question's label ("EST", "R-TX", "Q:"), which name nobody."""
    written = "".join(tokens.text[first:last])
    if len(written) == 1 and last < len(tokens) and tokens.text[last] == ":":
        # "Q: Who came?" at the head of a paragraph
        return not first or "\n" in tokens.text[first - 1]
    return written in lex.words.zone or (
        len(written) <= 8 and written[:2] in ("R-", "D-", "I-") and written[2:].replace(".", "").isalpha()
    )


def _is_role_noun(tokens: Tokens, lex: ActorWords, index: int) -> bool:
    """Say whether a capitalised word is a role noun at the head of its sentence or in a headline."""
    if alone(lex.roles, tokens.lower[index]) is None:
        return False
    return index == 0 or tokens.sentence[index - 1] != tokens.sentence[index] or tokens.text[index].isupper()


def _next_title(tokens: Tokens, words: Words, lex: ActorWords, first: int, last: int) -> int:
    """Return where the name that starts at `first` ends: before a title with a name behind it, or at the run's end."""
    if last - first < 3:
        return last
    inner = nickname_in(tokens, first, last)
    for index in range(first + 1, last - 1):
        titled = words.longest(lex.titles, index) if words.head[index] in lex.titles else None
        if (
            titled is not None
            and index not in inner
            and titled[0] < last
            and titled[1].referent not in ("royal", "descriptive", "business", "religious")
            # "the Central | General Staff |"
            and tokens.lower[titled[0]] not in lex.institutions
            and tokens.lower[last - 1] not in lex.institutions
        ):
            return index
    return last


def _extends(tokens: Tokens, lex: ActorWords, entry: Entry, first: int, end: int, last: int) -> bool:
    """Say whether a lexicon phrase is only the beginning of a longer name ("Jordan Henderson", "Georgia Tech")."""
    inside = (
        tokens.entity[first] in NAME_LABELS
        and tokens.entity[end] in NAME_LABELS
        and not any(tokens.entity_start[i] for i in range(first + 1, end + 1))
    )
    label = label_by_noun(tokens, lex, end - 1, last)
    if entry.what == "demonym":
        return False
    if entry.what == "actor":
        return inside and label in ("ORG", "FAC", "EVENT", "WORK")
    return inside or label in ("ORG", "FAC", "EVENT", "WORK", "LOC")
