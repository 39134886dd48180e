"""One parsed article to its rows: the order in which the extractors build on each other."""

from __future__ import annotations

from collections.abc import Sequence

from analystkit.extraction.dates import extract_dates
from analystkit.extraction.event.fitness import DEEDS
from analystkit.extraction.events import extract_events
from analystkit.extraction.mentions import extract_mentions
from analystkit.extraction.part import ArticlePart
from analystkit.extraction.places import extract_places
from analystkit.extraction.quotes import extract_quotes
from analystkit.extraction.told_on import part_tellings
from analystkit.lexicon import Lexicon
from analystkit.model.rows import Article, ArticleRows, Event, Mention


def extract_article(
    article: Article, parts: Sequence[ArticlePart], lexicon: Lexicon | None = None
) -> ArticleRows:
    """Extract every kind of row from one article.

    Parameters
    ----------
    article : Article
        The article as read.
    parts : sequence of ArticlePart
        Its title and text as parsed, from `analystkit.extraction.part.read_part`.
    lexicon : Lexicon, optional
        The words to go by; the lexicon that ships with the package by default.

    Returns
    -------
    ArticleRows
        Rows with article-local references (mention ids); actor ids come with resolution over the corpus.
    """
    lexicon = lexicon or Lexicon.default()
    for part in parts:
        part_tellings(part, lexicon)
    rows = ArticleRows(article)
    rows.mentions = extract_mentions(parts, lexicon)
    by_part: dict[str, list[Mention]] = {part.part: [] for part in parts}
    for mention in rows.mentions:
        by_part[mention.part].append(mention)
    for part in parts:
        mentions = by_part[part.part]
        dates = extract_dates(part, lexicon)
        places = extract_places(part, mentions, lexicon)
        quotes = extract_quotes(part, mentions, lexicon)
        rows.sentences += part.sentences
        rows.dates += dates
        rows.places += places
        rows.quotes += quotes
        rows.events += extract_events(part, mentions, dates, places, quotes, lexicon)
    _give_states_their_part(rows.mentions, rows.events)
    return rows


def _give_states_their_part(mentions: Sequence[Mention], events: Sequence[Event]) -> None:
    """Take for an actor the state to which something is given or promised, or with which something ends, though it stands where a place does.

    "Returned the statue to Mongolia", "withdrew from Kestria": soldiers who are killed there are killed in a place all the same.
    """
    taking_part = {
        mention_id
        for event in events
        if event.event_type not in DEEDS
        for mention_id in (*event.source_mentions, *event.target_mentions)
    }
    for mention in mentions:
        if mention.role == "place" and mention.country and mention.mention_id in taking_part:
            mention.role = ""
