"""Names of actors in one part: the model's names, trimmed, joined to capitalised words and corrected by the lexicon."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from analystkit.extraction.actor_words import ActorWords, Entry, Words, words_of
from analystkit.extraction.found import NAME, Found
from analystkit.extraction.part import ArticlePart, Tokens

NAME_LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"})
_PROPER = frozenset({"NNP", "NNPS"})
CALENDAR = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept",
        "sep",
        "oct",
        "nov",
        "dec",
    ]
)
FORMER = frozenset({"former", "ex", "ousted", "deposed", "late", "then", "outgoing", "onetime", "erstwhile"})
_LINKS = frozenset({"of", "and", "for", "the", "&", "in", "to", "on", "de", "y"})
_PLACE_PREPOSITIONS = frozenset(
    [
        "in",
        "at",
        "near",
        "inside",
        "outside",
        "across",
        "throughout",
        "around",
        "into",
        "within",
        "through",
        "over",
        "via",
        "toward",
        "towards",
        "north",
        "south",
        "east",
        "west",
        "northwest",
        "northeast",
        "southwest",
        "southeast",
        "along",
        "off",
        "from",
        "to",
        "above",
        "beyond",
    ]
)
_DIRECTIONS = frozenset(
    [
        "north",
        "south",
        "east",
        "west",
        "northwest",
        "northeast",
        "southwest",
        "southeast",
        "outskirts",
        "suburb",
        "suburbs",
        "outside",
        "part",
        "parts",
        "area",
        "areas",
        "city",
        "town",
        "capital",
        "province",
        "region",
        "center",
        "centre",
        "heart",
        "streets",
        "border",
        "borders",
        "village",
        "district",
        "coast",
        "kilometers",
        "kilometres",
        "km",
        "miles",
    ]
)
# How much each kind of evidence for a label counts when mentions of one name disagree within an article.
_WEIGHT = {"lexicon": 12, "title": 6, "institution": 5, "given": 4, "model": 2, "shape": 1, "echo": 0}


def find_names(
    number: int, part: ArticlePart, words: Words, lex: ActorWords
) -> tuple[list[Found], list[bool]]:
    """Return the names of one part in order, and which tokens they (or a title before them) cover."""
    tokens = part.tokens
    claimed = [False] * len(tokens)
    found: list[Found] = []
    for first, last in _segments(part, words, lex):
        for piece in _pieces(tokens, words, lex, first, last):
            piece.part = number
            piece.sentence = tokens.sentence[piece.head]
            found.append(piece)
            start = int(piece.extra.pop("from", piece.first))
            for index in range(start, piece.last):
                claimed[index] = True
    return found, claimed


def _segments(part: ArticlePart, words: Words, lex: ActorWords) -> list[tuple[int, int]]:
    """Return maximal runs of tokens that may belong to names."""
    tokens = part.tokens
    size = len(tokens)
    headline = title_cased(tokens)
    mark = [False] * size
    joined = [False] * size
    index = 0
    while index < size:
        text = tokens.text[index]
        label = tokens.entity[index]
        if not (
            text[0].isupper()
            or (label in NAME_LABELS and text[0].isalnum())
            or tokens.lower[index] in lex.particles
        ):
            index += 1
            continue
        match = words.longest(lex.names, index)
        if match is not None and _well_cased(tokens, index, match):
            for position in range(index, match[0]):
                mark[position] = True
                joined[position] = position > index
            index = match[0]
            continue
        if label in NAME_LABELS:
            mark[index] = text[0].isupper() or text[0].isdigit()
        elif (
            label == ""
            and tokens.tag[index] in _PROPER
            and text[0].isupper()
            and not headline
            and tokens.lower[index] not in CALENDAR
        ):
            mark[index] = True
        index += 1
    return [
        (_with_office(words, lex, first), last if headline else _with_capitals(tokens, first, last))
        for first, last in _runs(tokens, lex, mark, joined)
    ]


def _with_office(words: Words, lex: ActorWords, first: int) -> int:
    """Return where a run begins, with the office in front that it cuts through: "Secretary of | State Hill"."""
    for back in (1, 2, 3):
        if first - back < 0:
            break
        match = words.longest(lex.titles, first - back)
        if match is not None and match[0] > first:
            return first - back
    return first


def _with_capitals(tokens: Tokens, first: int, last: int) -> int:
    """Return where a run of two words or more ends, with the capitalised nouns behind it that the model left out."""
    if last - first < 2:
        return last
    while (
        last < len(tokens)
        and tokens.sentence[last] == tokens.sentence[first]
        and tokens.tag[last] in ("NN", "NNS", "NNP", "NNPS")
        and tokens.text[last][0].isupper()
        and not tokens.entity[last]
        and tokens.lower[last] not in CALENDAR
    ):
        last += 1
    return last


def _runs(tokens: Tokens, lex: ActorWords, mark: list[bool], joined: list[bool]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    size = len(tokens)
    index = 0
    while index < size:
        if not mark[index]:
            index += 1
            continue
        first = index
        # A lower-case particle before the name is part of it: "al-Kadhimi", "van Gogh".
        while (
            first
            and tokens.lower[first - 1] in lex.particles | {"-"}
            and tokens.entity[first - 1] == "PERSON"
        ):
            first -= 1
        index += 1
        while index < size and tokens.sentence[index] == tokens.sentence[first]:
            if mark[index]:
                index += 1
                continue
            step = _bridge(tokens, lex, mark, index)
            if not step:
                break
            index += step
        runs.append((first, index))
    return runs


def _bridge(tokens: Tokens, lex: ActorWords, mark: list[bool], index: int) -> int:
    """Return how many unmarked tokens from `index` on stand inside a name (0: the name ends here)."""
    for length in (1, 2, 3):
        after = index + length
        if after >= len(mark):
            return 0
        if mark[after]:
            break
    else:
        return 0
    between = tokens.lower[index:after]
    tight = all(tokens.end[i] == tokens.start[i + 1] for i in range(index - 1, after))
    if between == ["-"] and tight:
        return length
    inside = all(
        tokens.entity[i] in NAME_LABELS and not tokens.entity_start[i] for i in range(index, after + 1)
    )
    if all(word in lex.particles or word == "-" for word in between) and (
        inside or between[0] not in ("de", "la", "e", "y")
    ):
        return length
    if inside and all(
        word in _LINKS or word in lex.particles or word in ("-", ".", "'", "’") for word in between
    ):
        return length
    if (
        between in (["of"], ["of", "the"], ["for"])
        and lex.institutions.get(tokens.lower[index - 1], ("",))[0] == "ORG"
    ):
        return length
    return 0


def _pieces(tokens: Tokens, words: Words, lex: ActorWords, first: int, last: int) -> list[Found]:
    """Cut one run into names: titles off, nationality apart, one name a piece."""
    out: list[Found] = []
    position = first
    start = first
    title: list[str] = []
    country = sector = gender = ""
    kind_of_title = ""
    while position < last:
        lower = tokens.lower[position]
        if (lower in ("the", "-", "a", "an", ".", "&", "and") and not out) or lower in ("'s", "’s", "-"):
            position += 1
            continue
        match = words.longest(lex.names, position)
        if match is not None and (match[0] > last or not _well_cased(tokens, position, match)):
            match = None
        titled = words.longest(lex.titles, position)
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
            if (
                end < last
                and ahead is not None
                and ahead[0] <= last
                and entry.what in ("country", "demonym", "capital")
            ):
                if ahead[0] == last:
                    out.append(_name(tokens, lex, position, end, entry, [], "", "", ""))
                    break
                country, start, position = entry.country, position if not title else start, end
                continue
            if end < last and _extends(tokens, lex, entry, position, end, last):
                match = None
            elif (
                end < last
                and entry.what == "demonym"
                and _label_by_noun(tokens, lex, position, last) == "ORG"
            ):
                piece = _name(tokens, lex, position, last, None, title, sector, gender, kind_of_title)
                piece.country = entry.country
                out.append(piece)
                break
            else:
                piece = _name(tokens, lex, position, end, entry, title, sector, gender, kind_of_title)
                if title:
                    piece.extra["from"] = str(start)
                out.append(piece)
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
        if stop == position + 1 and _is_role_noun(tokens, lex, position) and not title:
            stop = position  # "Police said": a nominal that happens to have a capital
        elif stop == position + 1 and tokens.tag[position] in ("JJ", "RB") and not title:
            stop = position  # "Western", "Late": a capital at the head of a phrase, no name
        if stop > position:
            piece = _name(tokens, lex, position, stop, None, title, sector, gender, kind_of_title)
            piece.country = piece.country or country
            piece.extra["from"] = str(start)
            if piece.label not in ("EVENT", "WORK") and not _is_label(tokens, position, stop):
                out.append(piece)
        title, sector, gender, kind_of_title, country = [], "", "", "", ""
        position = start = end
    return out


def _described(lex: ActorWords, lower: str) -> Entry | None:
    """Return the entry of a noun that says what a person is: "Sculptor" before a given name."""
    for words, entry in lex.roles.get(lower, ()):
        if len(words) == 1 and entry.name == lower and entry.referent == "person":
            return entry
    return None


def _is_label(tokens: Tokens, first: int, last: int) -> bool:
    """Say whether capitals are a time zone or a member's party and state ("EST", "R-TX"), which name nobody."""
    written = "".join(tokens.text[first:last])
    return written in _ZONES or (
        len(written) <= 8 and written[:2] in ("R-", "D-", "I-") and written[2:].replace(".", "").isalpha()
    )


_ZONES = frozenset(
    {"EST", "EDT", "PST", "PDT", "CST", "CDT", "MST", "GMT", "BST", "UTC", "CET", "CEST", "ET"}
)


def _is_role_noun(tokens: Tokens, lex: ActorWords, index: int) -> bool:
    """Say whether a capitalised word is a role noun at the head of its sentence or in a headline."""
    options = lex.roles.get(tokens.lower[index], ())
    if not any(len(words) == 1 for words, _ in options):
        return False
    return index == 0 or tokens.sentence[index - 1] != tokens.sentence[index] or tokens.text[index].isupper()


def _next_title(tokens: Tokens, words: Words, lex: ActorWords, first: int, last: int) -> int:
    """Return where the name that starts at `first` ends: before a title with a name behind it, or at the run's end."""
    for index in range(first + 1, last - 1):
        titled = words.longest(lex.titles, index)
        if (
            titled is not None
            and titled[0] < last
            and titled[1].referent not in ("royal", "descriptive", "business", "religious")
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
    label = _label_by_noun(tokens, lex, end - 1, last)
    if entry.what == "demonym":
        return False
    if entry.what == "actor":
        return inside and label in ("ORG", "FAC", "EVENT", "WORK")
    return inside or label in ("ORG", "FAC", "EVENT", "WORK", "LOC")


def _label_by_noun(tokens: Tokens, lex: ActorWords, first: int, last: int) -> str:
    """Return the label that the last word of a name gives it, or the first before "of"; "" if neither does."""
    known = lex.institutions.get(tokens.lower[last - 1])
    if known is not None and last - first > 1:
        return known[0]
    for index in range(first, last - 1):
        if tokens.lower[index + 1] in ("of", "for") and tokens.lower[index] in lex.institutions:
            return lex.institutions[tokens.lower[index]][0]
    return ""


_LABEL_OF_KIND = {"person": "PERSON", "population": "NORP"}


def _name(
    tokens: Tokens,
    lex: ActorWords,
    first: int,
    last: int,
    entry: Entry | None,
    title: Sequence[str],
    sector: str,
    gender: str,
    kind_of_title: str,
) -> Found:
    key = tuple(w for w in words_of(" ".join(tokens.text[first:last])) if w != "'s")
    if key and key[0] == "the" and len(key) > 1:
        key = key[1:]
    head = _head(tokens, first, last)
    found = Found(
        0,
        first,
        last,
        head,
        NAME,
        "",
        key,
        entry,
        " ".join(title),
        definite="def",
        gender=gender,
        sector=sector,
    )
    label, why = _label(tokens, lex, first, last, entry, kind_of_title)
    found.label = label
    found.extra["why"] = why
    if label == "PERSON":
        found.referent, found.number = "person", "s"
        if not gender and key:
            found.gender = lex.given.get(key[0], "") if len(key) > 1 else ""
    else:
        found.referent = "body"
        found.gender = found.sector = ""
        if entry is not None:
            found.country, found.sector = entry.country, entry.sector
        else:
            noun = lex.institutions.get(tokens.lower[last - 1]) or lex.institutions.get(tokens.lower[first])
            if noun is not None:
                found.sector = noun[2]
    if entry is not None and entry.what in ("country", "capital", "demonym"):
        found.place_use = entry.what != "demonym" and is_place_use(
            tokens, first, last, head, capital=entry.what == "capital"
        )
    elif label in ("GPE", "LOC", "FAC"):
        found.place_use = label != "GPE" or tokens.dep[head] not in ("nsubj", "agent", "nsubjpass")
    if label == "GPE" and not found.place_use:
        found.place_use = _is_dateline(tokens, first, last)
    return found


def _is_dateline(tokens: Tokens, first: int, last: int) -> bool:
    """Say whether a place in capitals opens its paragraph as a dateline does: "LIMA (Wire) -"."""
    if not tokens.text[first].isupper() or len(tokens.text[first]) < 4 or last >= len(tokens):
        return False
    opens = first == 0 or "\n" in tokens.text[first - 1]
    return opens and tokens.text[last] in ("(", "-", "–", "—", ",", ":", ".", "/")


def _label(
    tokens: Tokens, lex: ActorWords, first: int, last: int, entry: Entry | None, kind_of_title: str
) -> tuple[str, str]:
    if entry is not None:
        if entry.what in ("country", "capital"):
            return "GPE", "lexicon"
        if entry.what == "demonym":
            return "NORP", "lexicon"
        return _LABEL_OF_KIND.get(entry.kind, "ORG"), "lexicon"
    by_noun = _label_by_noun(tokens, lex, first, last)
    if kind_of_title and by_noun not in ("ORG", "FAC"):
        return "PERSON", "title"
    if by_noun:
        return by_noun, "institution"
    if last - first > 1 and tokens.lower[first] in lex.given:
        return "PERSON", "given"
    given = [label for label in tokens.entity[first:last] if label in NAME_LABELS]
    if given:
        label = max(dict.fromkeys(given), key=given.count)
        if label == "PERSON" and tokens.tag[last - 1] == "NNPS":
            return "ORG", "shape"
        return label, "model"
    text = tokens.text[first]
    if last - first == 1 and text.isupper() and 2 <= len(text) <= 6:
        return "ORG", "shape"
    if first and tokens.lower[first - 1] in ("in", "at", "near"):
        return "GPE", "shape"
    return ("PERSON" if 2 <= last - first <= 3 else ""), "shape"


def _head(tokens: Tokens, first: int, last: int) -> int:
    for index in range(last - 1, first - 1, -1):
        head = tokens.head[index]
        if not first <= head < last or head == index:
            return index
    return last - 1


def is_place_use(tokens: Tokens, first: int, last: int, head: int, *, capital: bool) -> bool:
    """Say whether a country or capital is named as a place ("killed in Iraq") and not as an actor ("Iraq said")."""
    dep = tokens.dep[head]
    before = tokens.lower[first - 1] if first else ""
    if before in ("the", "central", "western", "eastern", "northern", "southern", "downtown") and first > 1:
        before = tokens.lower[first - 2] if before == "the" else "in"
    if before in _PLACE_PREPOSITIONS:
        return not (
            before in ("from", "to", "over", "into")
            and not capital
            and tokens.tag[head] != ""
            and dep == "pobj"
            and _dealing(tokens, head)
        )
    if before == "of" and first > 1 and tokens.lower[first - 2] in _DIRECTIONS:
        return True
    if dep == "compound" and last < len(tokens) and capital:
        return tokens.tag[tokens.head[head]] in ("NN", "NNS", "NNP")
    return capital and dep not in ("nsubj", "nsubjpass", "agent", "poss", "pobj", "conj", "dobj", "ROOT")


_DEALINGS = frozenset(
    {
        "say",
        "sell",
        "give",
        "send",
        "aid",
        "demand",
        "request",
        "appeal",
        "warning",
        "threat",
        "offer",
        "speak",
        "apologize",
        "apologise",
        "support",
        "pressure",
        "sanction",
        "war",
    }
)


def _dealing(tokens: Tokens, head: int) -> bool:
    preposition = tokens.head[head]
    return tokens.lemma[tokens.head[preposition]] in _DEALINGS


def title_cased(tokens: Tokens) -> bool:
    """Say whether most longer words are capitalised, as in some headlines: there capitals tell nothing."""
    if len(tokens) > 60:
        return False
    longer = [text for text in tokens.text if len(text) > 3 and text.isalpha()]
    return len(longer) >= 3 and sum(text[0].isupper() for text in longer) > 0.7 * len(longer)


def _well_cased(tokens: Tokens, first: int, match: tuple[int, Entry]) -> bool:
    """Refuse lexicon matches in the wrong case: "us" is not the US, "Who" not the WHO, "turkey" not Turkey."""
    last, entry = match
    text = tokens.text[first:last]
    if not any(piece[0].isupper() for piece in text):
        return False
    if last - first == 1 and len(text[0]) <= 5 and entry.cased and text[0].lower() in _UPPER_ONLY:
        return text[0].isupper() and tokens.tag[first] not in ("WP", "PRP", "VBZ")
    return last - first > 1 or text[0][0].isupper()


_UPPER_ONLY = frozenset(
    [
        "us",
        "is",
        "who",
        "ice",
        "fed",
        "it",
        "un",
        "eu",
        "au",
        "pa",
        "isi",
        "is",
        "ap",
        "anc",
        "let",
        "mod",
        "pdf",
        "amd",
        "hp",
        "ford",
        "shell",
        "gao",
        "mend",
        "adf",
        "elf",
        "gap",
        "aid",
        "sec",
        "cis",
        "led",
        "eta",
        "auc",
        "mnd",
        "quad",
        "dup",
        "vox",
        "fano",
        "sana",
        "ansa",
        "rt",
        "ft",
    ]
)


def surname(key: tuple[str, ...]) -> str:
    """Return the last word of a person's name that is not a suffix."""
    for word in reversed(key):
        if word.rstrip(".") not in _SUFFIXES:
            return word
    return key[-1]


_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


def settle_labels(found: list[Found]) -> None:
    """Make the mentions of one name agree on a label within the article, the strongest evidence deciding."""
    votes: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for name in found:
        if name.label:
            votes[name.key][name.label] += _WEIGHT[name.extra.get("why", "model")]
    surnames = {
        surname(key)
        for key, count in votes.items()
        if len(key) > 1 and count.most_common(1)[0][0] == "PERSON"
    }
    for name in found:
        if name.entry is not None:
            continue
        counts = votes.get(name.key)
        strong = name.extra.get("why") in ("title", "institution")
        if len(name.key) == 1 and name.key[0] in surnames and not strong:
            label = "PERSON"
        elif counts:
            label = max(sorted(counts), key=lambda key: counts[key])
        else:
            continue
        if label != name.label:
            name.label = label
            name.referent = "person" if label == "PERSON" else "body"
            name.number = "s" if label == "PERSON" else ""
            name.place_use = label in ("LOC", "FAC") or (label == "GPE" and name.place_use)
