"""From rows of single articles to linked frames: actor, story and incident ids put where they belong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from analystkit.lexicon import Lexicon
from analystkit.model import schema
from analystkit.model.scratch import Scratch
from analystkit.resolve import report_reader
from analystkit.resolve.actors import resolve_actors
from analystkit.resolve.article_reports import STATED
from analystkit.resolve.context import ArticleContext
from analystkit.resolve.decisions import Decisions
from analystkit.resolve.incidents import resolve_incidents
from analystkit.resolve.stories import assign_stories
from analystkit.resolve.traits import kept

Frames = dict[str, pd.DataFrame]
# What `link` reads, for those who do not hold whole frames.
READ = {
    "articles": ("article_id", "title", "text", "published", "source"),
    "mentions": (
        "mention_id",
        "article_id",
        "text",
        "label",
        "kind",
        "entity",
        "title",
        "role",
        "country",
        "sector",
        "act",
    ),
    "quotes": ("speaker_mention",),
    "events": tuple(
        column
        for column in schema.FRAMES["events"]
        if column
        in {*report_reader.READ, *STATED, "source_mentions", "target_mentions", "attribution_mention"}
    ),
}
# What `link` fills in.
FILLED = {
    "articles": ("story_id",),
    "mentions": ("actor_id",),
    "quotes": ("speaker_id",),
    "events": ("source_ids", "target_ids", "attribution_id", "incident_id"),
}


def link(
    frames: Mapping[str, pd.DataFrame],
    lexicon: Lexicon,
    *,
    scratch: Scratch | None = None,
    decisions: Decisions | None = None,
) -> Frames:
    """Resolve actors, stories and incidents over all articles and fill in the columns that name them.

    Parameters
    ----------
    frames : mapping
        The extracted frames: ``articles, mentions, events, quotes`` at least.
    lexicon : Lexicon
        Actors the toolkit or the user knows by name.
    scratch : Scratch, optional
        Where what is made of the texts is kept meanwhile; in memory by default.
    decisions : Decisions, optional
        What was decided for a smaller corpus or with another lexicon: taken over where nothing touches it. Decisions of now are added.

    Returns
    -------
    dict
        The same frames with ``mentions.actor_id``, ``events.source_ids/target_ids/attribution_id/incident_id``,
        ``quotes.speaker_id`` and ``articles.story_id`` filled, plus ``actors``, ``incidents`` and ``evidence`` (why mentions
        were merged). The frames given are not changed.
    """
    linked = dict(frames)
    traits = getattr(frames["articles"], "traits", None) or kept(frames["articles"])
    linked["articles"] = frames["articles"].assign(
        story_id=assign_stories(frames["articles"], scratch=scratch, traits=traits)
    )
    used = _used(frames["events"], frames["quotes"])
    context = ArticleContext(linked["articles"], scratch=scratch, traits=traits)
    actors, actor_of_row, evidence = resolve_actors(
        frames["mentions"],
        linked["articles"],
        lexicon,
        used=used,
        context=context,
    )
    linked["mentions"] = frames["mentions"].assign(actor_id=actor_of_row)
    linked["actors"] = actors
    linked["evidence"] = evidence
    # tolist: going through a column of texts one by one takes ten times as long.
    pairs = zip(*(linked["mentions"][name].tolist() for name in ("mention_id", "actor_id")), strict=True)
    actor_of = {mention: actor for mention, actor in pairs if mention in used}
    linked["events"] = _with_actors(frames["events"], actor_of)
    linked["quotes"] = frames["quotes"].assign(
        speaker_id=_named(frames["quotes"]["speaker_mention"], actor_of)
    )
    incidents, incident_of_row = resolve_incidents(
        linked["events"], linked["articles"], actors, context=context, decisions=decisions
    )
    linked["events"] = linked["events"].assign(incident_id=incident_of_row)
    linked["incidents"] = incidents
    return linked


def _used(events: pd.DataFrame, quotes: pd.DataFrame) -> set[str]:
    """Return the mentions that take a role or speak: an unnamed actor who does neither is no actor of the corpus."""
    used = {*quotes["speaker_mention"].tolist(), *events["attribution_mention"].tolist()}
    for role in ("source_mentions", "target_mentions"):
        for mentions in events[role]:
            used.update(mentions)
    return used - {""}


def _with_actors(events: pd.DataFrame, actor_of: Mapping[str, str]) -> pd.DataFrame:
    return events.assign(
        source_ids=_lists(events["source_mentions"], actor_of),
        target_ids=_lists(events["target_mentions"], actor_of),
        attribution_id=_named(events["attribution_mention"], actor_of),
    )


def _named(mentions: pd.Series, actor_of: Mapping[str, str]) -> pd.Series:
    return pd.Series([actor_of.get(mention, "") for mention in mentions.tolist()], dtype="str")


def _lists(column: Iterable[list[str]], actor_of: Mapping[str, str]) -> pd.Series:
    # dict.fromkeys keeps the order of mention and drops an actor named twice.
    return pd.Series(
        [
            list(dict.fromkeys(actor for m in mentions if (actor := actor_of.get(m, ""))))
            for mentions in column
        ],
        dtype=object,
    )
