"""Where names may stand: runs of tokens that the model, the lexicon or their capitals take for one."""

from __future__ import annotations

from analystkit.extraction.actor_words import ActorWords, Entry, Words
from analystkit.extraction.datelines import DASHES
from analystkit.extraction.found import NAME_LABELS
from analystkit.extraction.name_joints import is_syllable, joins, of_people
from analystkit.extraction.part import ArticlePart, Tokens
from analystkit.extraction.tags import NOUNS

_PROPER = frozenset({"NNP", "NNPS"})
_OPENING = frozenset({'"', "'", "“", "‘", "``", "`", "«"})
_CLOSING = frozenset({'"', "'", "”", "’", "''", "´", "»"})
# Tags that a surname nobody knows is given.
_INFLECTED = frozenset({"VBD", "VBN"})
# ... and of what stands behind it; behind a verb would stand its object.
_BEHIND_NAME = frozenset({",", ".", "POS"})
# Marks within names: "Al-Aqsa", "St. Louis", "O'Neill".
_INNER = frozenset({"-", ".", "'", "’"})
# Syllables of given names written apart have few letters: "Kyung-wha".
_SYLLABLE = 6
_SITES = frozenset({"GPE", "LOC", "FAC"})
# A nickname has few words: "El Chapo", "the Old Man of Lima".
_NICKNAME = 5


def segments(part: ArticlePart, words: Words, lex: ActorWords) -> list[tuple[int, int]]:
    """Return maximal runs of tokens that may belong to names."""
    tokens = part.tokens
    text, lower, tag, entity = tokens.text, tokens.lower, tokens.tag, tokens.entity
    headline = title_cased(tokens)
    mark = [False] * len(tokens)
    marked: list[int] = []
    heads, names, calendar = words.head, lex.names, lex.words.calendar
    opening = {index for index in tokens.cased if text[index][0].isupper()}
    opening.update([i for i in tokens.labelled if entity[i] in NAME_LABELS and text[i][0].isalnum()])
    opening.update(tokens.where(lex.particles))
    done = 0
    for index in sorted(opening):
        if index < done:
            continue
        if heads[index] in names:
            match = words.longest(names, index)
            if match is not None and well_cased(tokens, lex, index, match):
                done = match[0]
                mark[index:done] = [True] * (done - index)
                marked += range(index, done)
                continue
        label, letter = entity[index], text[index][0]
        if label in NAME_LABELS:
            named = letter.isupper() or letter.isdigit()
        else:
            named = (
                label == ""
                and not headline
                and (tag[index] in _PROPER or (tag[index] == "PRP$" and is_syllable(tokens, index)))
                and letter.isupper()
                and lower[index] not in calendar
            )
        if named:
            mark[index] = True
            marked.append(index)
    offices = set(words.opening(lex.titles))
    return [
        (
            _with_office(words, lex, first, offices),
            last if headline or last - first < 2 else _with_capitals(tokens, lex, first, last),
        )
        for first, last in _runs(tokens, lex, mark, marked)
    ]


def _with_office(words: Words, lex: ActorWords, first: int, offices: set[int]) -> int:
    """Return where a run begins, with the office in front that it cuts through: "Secretary of | State Hill".

    `offices` are the tokens with which an office may begin.
    """
    for start in (first - 1, first - 2, first - 3):
        if start in offices:
            match = words.longest(lex.titles, start)
            if match is not None and match[0] > first:
                return start
    return first


def _with_capitals(tokens: Tokens, lex: ActorWords, first: int, last: int) -> int:
    """Return where a run of two words or more ends, with the capitalised nouns behind it that the model left out."""
    while (
        last < len(tokens)
        and tokens.sentence[last] == tokens.sentence[first]
        # "President Kais | Saied |", read as a past tense
        and (
            tokens.tag[last] in NOUNS
            or (
                tokens.tag[last] in _INFLECTED
                and tokens.tag[last - 1] == "NNP"
                and not _BEHIND_NAME.isdisjoint(tokens.tag[last + 1 : last + 2])
            )
        )
        and tokens.text[last][0].isupper()
        and not tokens.entity[last]
        and tokens.lower[last] not in lex.words.calendar
    ):
        last += 1
    return last


def _runs(tokens: Tokens, lex: ActorWords, mark: list[bool], marked: list[int]) -> list[tuple[int, int]]:
    """Return the runs of marked tokens, which `marked` are in order, with what joins them."""
    runs: list[tuple[int, int]] = []
    text, lower, entity, sentence = tokens.text, tokens.lower, tokens.entity, tokens.sentence
    size = len(tokens)
    index = 0
    for opened in marked:
        if opened < index:
            continue
        first, index = opened, opened + 1
        # A lower-case particle before the name is part of it: "al-Kadhimi", "van Gogh".
        while (
            first
            and entity[first - 1] == "PERSON"
            and (lower[first - 1] == "-" or lower[first - 1] in lex.particles)
        ):
            first -= 1
        own = sentence[first]
        while index < size and sentence[index] == own:
            if mark[index]:
                index += 1
                continue
            near = True in mark[index + 1 : index + 4] or text[index] in _OPENING
            step = _bridge(tokens, lex, mark, index) if near else 0
            if not step:
                break
            index += step
        runs.append((first, _with_given_name(tokens, lex, first, index)))
    return runs


def _with_given_name(tokens: Tokens, lex: ActorWords, first: int, last: int) -> int:
    """Return where a run ends with the second half of a given name written small behind a hyphen: "Park Geun-hye"."""
    half = last + 1
    if (
        half >= len(tokens)
        or tokens.text[last] != "-"
        or not tokens.end[last - 1] == tokens.start[last] == tokens.end[last] - 1 == tokens.start[half] - 1
        or not (
            tokens.text[half].isalpha() and tokens.text[half].islower() and tokens.text[last - 1].isalpha()
        )
        or max(len(tokens.text[half]), len(tokens.text[last - 1])) > _SYLLABLE
        or tokens.lower[half] in lex.words.backed
    ):
        return last
    if tokens.tag[half] == "NNP" or tokens.entity[half] == "PERSON":
        return half + 1
    # "a White House-style dinner"
    kind = tokens.tag[half + 1 : half + 2]
    named = last - first > 1 and tokens.tag[half] == "NN" and not (kind and kind[0] in NOUNS)
    return half + 1 if named else last


def nickname(tokens: Tokens, opened: int, last: int) -> int:
    """Return the token that closes the quotation marks opened at a token within a name, or -1: Luis "the Owl" Soto.

    Between the marks stand a few words that begin with a capital, an article apart, and a capital stands on both sides.
    """
    if tokens.text[opened] not in _OPENING or not opened or not tokens.text[opened - 1][0].isupper():
        return -1
    for closed in range(opened + 2, min(opened + _NICKNAME + 2, last - 1)):
        if tokens.text[closed] in _CLOSING:
            inner = tokens.text[opened + 1 : closed]
            if inner[0].lower() in ("the", "el", "la") and len(inner) > 1:
                inner = inner[1:]
            spaced = (
                tokens.end[closed] < tokens.start[closed + 1]
                and tokens.end[opened - 1] < tokens.start[opened]
            )
            follows = tokens.tag[closed + 1] in _PROPER and tokens.text[closed + 1][0].isupper()
            same = tokens.sentence[closed + 1] == tokens.sentence[opened - 1]
            return (
                closed
                if spaced and follows and same and inner[0][0].isupper() and inner[-1][0].isupper()
                else -1
            )
    return -1


def nickname_in(tokens: Tokens, first: int, last: int) -> range:
    """Return the tokens of a nickname within a name, its marks included; an empty range if there is none."""
    for opened in range(first + 1, last - 3):
        if tokens.text[opened] in _OPENING:
            closed = nickname(tokens, opened, last)
            if closed > 0:
                return range(opened, closed + 1)
    return range(0)


def _bridge(tokens: Tokens, lex: ActorWords, mark: list[bool], index: int) -> int:
    """Return how many unmarked tokens from `index` on stand inside a name (0: the name ends here)."""
    if tokens.text[index] in _OPENING:
        closed = nickname(tokens, index, len(mark))
        if (
            closed > 0
            and mark[closed + 1]
            and "ORG" not in (tokens.entity[index - 1], tokens.entity[closed + 1])
        ):
            return closed + 1 - index
    ahead = mark[index + 1 : index + 4]
    if True not in ahead:
        return 0
    length = ahead.index(True) + 1
    after = index + length
    between = tokens.lower[index:after]
    word = between[0]
    if word in ("'s", "\u2019s"):
        # "Cox's Bazar": one name to the model, and no country's
        whole = tokens.entity[index] in _SITES and not (
            tokens.entity_start[index] or tokens.entity_start[index + 1]
        )
        owned = (
            tokens.lower[index - 1] in lex.names
            or length > 1
            or tokens.entity[index + 1] != tokens.entity[index]
        )
        if whole and not owned:
            return length
        return length if length == 1 and of_people(tokens, lex, mark, index) else 0
    if not (word in _INNER or word in ("of", "for") or word in lex.words.link or word in lex.particles):
        return 0
    tight = all(tokens.end[i] == tokens.start[i + 1] for i in range(index - 1, after))
    if between == ["-"] and tight:
        return length
    if tight and length == 3 and between[::2] == ["-", "-"] and joins(tokens, index + 1):
        # "Quaid-i-Azam University"
        return length
    if not tight and word in DASHES:
        # "KANO - Gunmen": a dash with spaces around it ends a dateline and stands in no name.
        return 0
    inside = all(
        tokens.entity[i] in NAME_LABELS and not tokens.entity_start[i] for i in range(index, after + 1)
    )
    if all(w in lex.particles or w == "-" for w in between) and (
        inside or word not in ("de", "la", "e", "y")
    ):
        return length
    if inside and all(w in lex.words.link or w in lex.particles or w in _INNER for w in between):
        return length
    if (
        between in (["of"], ["of", "the"], ["for"])
        and lex.institutions.get(tokens.lower[index - 1], ("",))[0] == "ORG"
    ):
        return length
    return 0


def title_cased(tokens: Tokens) -> bool:
    """Say whether most longer words are capitalised, as in some headlines: there capitals tell nothing."""
    if len(tokens) > 60:
        return False
    longer = [text for text in tokens.text if len(text) > 3 and text.isalpha()]
    return len(longer) >= 3 and sum(text[0].isupper() for text in longer) > 0.7 * len(longer)


def well_cased(tokens: Tokens, lex: ActorWords, first: int, match: tuple[int, Entry]) -> bool:
    """Refuse lexicon matches in the wrong case: "us" is not the US, "Who" not the WHO, "turkey" not Turkey."""
    last, entry = match
    if last - first == 1 and not tokens.text[first][0].isupper():
        return False
    text = tokens.text[first:last]
    if not any(piece[0].isupper() for piece in text):
        return False
    if last - first == 1 and len(text[0]) <= 5 and entry.cased and text[0].lower() in lex.words.acronym:
        return text[0].isupper() and tokens.tag[first] not in ("WP", "PRP", "VBZ")
    return True
