"""The places one part of an article names, with their country, their coordinates and how sharp they are."""

from __future__ import annotations

from operator import attrgetter

from analystkit.extraction.gazetteer import COUNTRY, REGION, SITE, gazetteer
from analystkit.extraction.part import ArticlePart
from analystkit.extraction.place_capitals import find_capitals
from analystkit.extraction.place_choice import join_nouns, nest, settle
from analystkit.extraction.place_names import find_names
from analystkit.extraction.place_text import FoundPlace, PlaceText, read_places
from analystkit.extraction.place_unknown import find_unknown
from analystkit.extraction.place_words import place_words
from analystkit.lexicon import Lexicon
from analystkit.model.rows import Mention, PlaceMention


def extract_places(part: ArticlePart, mentions: list[Mention], lexicon: Lexicon) -> list[PlaceMention]:
    """Find the places one part names and say where they are.

    Parameters
    ----------
    part : ArticlePart
        The parsed part.
    mentions : list of Mention
        Mentions of the same part: a name inside a person or an organisation is no place, and a GPE, LOC or FAC the
        gazetteer does not know is a place without coordinates where the words around it show that it is one.
    lexicon : Lexicon
        Tables `countries`, `places` (with the user's own rows), `place_nouns`, `place_words`.

    Returns
    -------
    list of PlaceMention
        In order of position, without overlaps. A name of many bearers (Tripoli; "Paris, Texas") is settled by the place
        named beside it, then by the countries its sentence and its part speak of, then by size where one is far
        bigger; otherwise `country`, coordinates and `place_precision` stay empty. A direction makes a region of a country or
        region and takes its point away ("western Iraq"). Coordinates are never borrowed from the surrounding place: an
        airport the gazetteer does not have is a site in a country, with no point. "Capital" with its country ("the Somali
        capital") stands for the city. Demonyms ("Iraqi") are no places, nor
        are abbreviated countries in front of a noun ("US troops").
    """
    known, words = gazetteer(lexicon), place_words(lexicon)
    if not len(part.tokens):
        return []
    text = read_places(part, mentions, known, words)
    found = find_names(text)
    join_nouns(text, found)
    found += find_unknown(text, mentions, found)
    found.sort(key=attrgetter("first"))
    if not found:
        return find_capitals(part, [], lexicon)
    nest(text, found)
    settle(text, found)
    rows = [_row(text, f) for f in found if not _adjective(text, f)]
    return sorted([*rows, *find_capitals(part, rows, lexicon)], key=attrgetter("start"))


def _adjective(text: PlaceText, f: FoundPlace) -> bool:
    """Say whether an abbreviated country stands for its adjective ("US troops", "UK government")."""
    tokens = text.tokens
    if (
        f.chosen is None
        or f.chosen.kind != COUNTRY
        or f.direction
        or f.last >= len(tokens)
        or f.last - f.first > 1
    ):
        return False
    written = tokens.text[f.first].replace(".", "")
    if not (written.isupper() and len(written) <= 4) or tokens.sentence[f.last] != tokens.sentence[f.first]:
        return False
    return tokens.tag[f.last].startswith(("NN", "JJ")) and (not text.shouting or len(written) <= 3)


def _row(text: PlaceText, f: FoundPlace) -> PlaceMention:
    part, tokens = text.part, text.tokens
    start, end = tokens.start[f.first], tokens.end[f.last - 1]
    words = part.text[start:end]
    chosen = f.chosen
    if chosen is None:
        precision = f.precision if f.country or f.precision == SITE else ""
        return PlaceMention(
            part.article_id, part.part, start, end, words, f.name, f.country, None, None, precision
        )
    if f.direction:
        name = f"{f.direction} {chosen.name}"
        return PlaceMention(
            part.article_id, part.part, start, end, words, name, chosen.country, None, None, REGION
        )
    return PlaceMention(
        part.article_id,
        part.part,
        start,
        end,
        words,
        chosen.name,
        chosen.country,
        chosen.latitude,
        chosen.longitude,
        chosen.kind,
    )
