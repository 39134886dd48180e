"""What extraction says about one article, a frozen shape for each kind of row.

Extraction works on one article and knows no other, so a row names the mentions it rests on
(`source_mentions`, `speaker_mention` ...); resolution over the corpus turns these into actor ids. Offsets
are half-open code point offsets into the part (title or text) as it was read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from analystkit.model.dates import DateRange

TITLE = "title"
TEXT = "text"
PARTS = (TITLE, TEXT)
_NO_DATE = DateRange()


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read; `published` is UTC and None where it is not known."""

    article_id: str
    title: str
    text: str
    published: datetime | None = None
    published_precision: str = ""
    source: str = ""
    author: str = ""
    url: str = ""
    language: str = ""
    path: str = ""
    story_id: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that went wrong; `row` is the line or row number in the file, None for the whole file."""

    path: str
    row: int | None
    article_id: str
    stage: str
    severity: str
    message: str


@dataclass(slots=True)
class Sentence:
    """A sentence; `paragraph` counts from 0 within its part."""

    sentence_id: str
    article_id: str
    part: str
    start: int
    end: int
    paragraph: int


@dataclass(slots=True)
class Mention:
    """One place that refers to an actor.

    `entity` is an id local to the article, shared by mentions that refer to the same one; `link` names the rule
    that joined the mention to it and `link_confidence` how sure that rule is. `title` is the office or rank
    printed with the name ("Prime Minister"), `head_start`/`head_end` the head word. `act` is the verb the mention is subject or
    object of ("arrest:object").
    """

    mention_id: str
    article_id: str
    part: str
    start: int
    end: int
    text: str
    label: str
    kind: str
    sentence_id: str = ""
    entity: str = ""
    title: str = ""
    head_start: int = 0
    head_end: int = 0
    role: str = ""
    country: str = ""
    sector: str = ""
    link: str = ""
    link_confidence: float = 1.0
    act: str = ""


@dataclass(slots=True)
class TimeExpression:
    """One time expression, resolved to whole days against the publication date; `value` is its TIMEX3 value."""

    article_id: str
    part: str
    start: int
    end: int
    text: str
    type: str
    value: str
    range: DateRange = _NO_DATE


@dataclass(slots=True)
class PlaceMention:
    """One place named in the text; coordinates (degrees, WGS 84) stay None when the place is ambiguous."""

    article_id: str
    part: str
    start: int
    end: int
    text: str
    place: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    place_precision: str = ""


@dataclass(slots=True)
class Quote:
    """One quotation; `segments` are the pieces of content, [start, end] is their hull.

    `status` is "auto", or "rejected" for what stands in marks and is no quotation, with `reason` saying why;
    `reason` also says why a speaker is empty.
    """

    quote_id: str
    article_id: str
    part: str
    start: int
    end: int
    segments: list[list[int]]
    text: str
    kind: str
    sentence_id: str = ""
    cue: str = ""
    cue_start: int | None = None
    cue_end: int | None = None
    cue_class: str = ""
    speaker_text: str = ""
    speaker_start: int | None = None
    speaker_end: int | None = None
    speaker_mention: str = ""
    speaker_type: str = ""
    anonymous: bool = False
    confidence: float = 0.0
    method: str = ""
    status: str = "auto"
    reason: str = ""


@dataclass(slots=True)
class Event:
    """One reported event in one sentence; [start, end] is the trigger.

    Roles are lists of mention ids beside the words as written. `when` is the interval the event is dated to,
    `date_text` the expression it rests on (empty if the publication date stands in).
    """

    event_id: str
    article_id: str
    part: str
    start: int
    end: int
    trigger: str
    lemma: str
    sentence_id: str
    event_type: str
    mode: str = ""
    type_promised: str = ""
    source_mentions: list[str] = field(default_factory=list)
    source_text: str = ""
    target_mentions: list[str] = field(default_factory=list)
    target_text: str = ""
    weapon: str = ""
    killed_min: int | None = None
    killed_max: int | None = None
    injured_min: int | None = None
    injured_max: int | None = None
    place_text: str = ""
    place: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    place_precision: str = ""
    when: DateRange = _NO_DATE
    date_text: str = ""
    factuality: str = "unknown"
    factuality_score: float | None = None
    outcome: str = ""
    attribution_mention: str = ""
    attribution_text: str = ""
    attribution_cue: str = ""
    background: bool = False
    part_of: str = ""
    confidence: float = 0.0
    method: str = ""
    status: str = "auto"


@dataclass(slots=True)
class ArticleRows:
    """Everything extracted from one article."""

    article: Article
    sentences: list[Sentence] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    dates: list[TimeExpression] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
