"""From rows of single articles to linked frames: actor, story and incident ids put where they belong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain, islice

import numpy as np
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
    context = ArticleContext(linked["articles"], scratch=scratch, traits=traits)
    parts = _Parts(frames["mentions"]["mention_id"], frames["events"], frames["quotes"])
    actors, actor_of_row, evidence = resolve_actors(
        frames["mentions"], linked["articles"], lexicon, used=parts.rows, context=context, decisions=decisions
    )
    linked["mentions"] = frames["mentions"].assign(actor_id=actor_of_row)
    linked["actors"] = actors
    linked["evidence"] = evidence
    named = parts.named(actor_of_row)
    linked["events"] = frames["events"].assign(**{name: named[name] for name in _ROLES.values()})
    linked["quotes"] = frames["quotes"].assign(speaker_id=named["speaker_id"])
    incidents, incident_of_row = resolve_incidents(
        linked["events"], linked["articles"], actors, context=context, decisions=decisions
    )
    linked["events"] = linked["events"].assign(incident_id=incident_of_row)
    linked["incidents"] = incidents
    return linked


# What names mentions, and what names the actors they are.
_LISTS = ("source_ids", "target_ids")
_ROLES = {
    "source_mentions": "source_ids", "target_mentions": "target_ids", "attribution_mention": "attribution_id",
}  # fmt: skip


class _Parts:
    """The mentions that take a role or speak: an unnamed actor who does neither is no actor of the corpus.

    Attributes
    ----------
    rows : array of int64
        Where these stand among the mentions.
    """

    def __init__(self, mention_ids: pd.Series, events: pd.DataFrame, quotes: pd.DataFrame) -> None:
        import pyarrow as pa
        import pyarrow.compute as pc

        told = {actors: events[mentions].tolist() for mentions, actors in _ROLES.items()}
        told["speaker_id"] = quotes["speaker_mention"].tolist()
        # How many mentions each row names; None where a column names one or none.
        self._lengths = {
            name: [len(some) for some in values] if name in _LISTS else None for name, values in told.items()
        }
        flat = [
            list(chain.from_iterable(values)) if name in _LISTS else values for name, values in told.items()
        ]
        self._ends = np.cumsum([len(some) for some in flat]).tolist()
        text = pa.large_string()
        # All at once: the mentions are many more than those asked for.
        self._found = pc.index_in(
            pa.array(chain.from_iterable(flat), text), value_set=pa.array(mention_ids, text)
        )
        self.rows = self._found.drop_null().to_numpy().astype(np.int64)

    def named(self, actor_of_row: pd.Series) -> dict[str, pd.Series]:
        """Return the columns that name the actors, given that of each mention; "" where there is none."""
        import pyarrow as pa
        import pyarrow.compute as pc

        actors = pc.fill_null(pa.array(actor_of_row, pa.large_string()).take(self._found), "")
        out, first = {}, 0
        for (name, lengths), end in zip(self._lengths.items(), self._ends, strict=True):
            some = actors.slice(first, end - first)
            out[name] = pd.Series(some, dtype="str") if lengths is None else _lists(some.to_pylist(), lengths)
            first = end
        return out


def _lists(actors: list[str], lengths: Iterable[int]) -> pd.Series:
    """Return lists of actors in the order of mention, who is named twice once."""
    out, rest = [], iter(actors)
    for length in lengths:
        some = islice(rest, length)
        out.append(list(dict.fromkeys(filter(None, some))) if length > 1 else list(filter(None, some)))
    return pd.Series(out, dtype=object)
