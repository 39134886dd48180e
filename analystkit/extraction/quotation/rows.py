"""Attributions in tokens to rows in offsets."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from itertools import chain
from operator import attrgetter

from analystkit.extraction.quotation.attribution import Attribution
from analystkit.extraction.quotation.confidence import Cell, confidence
from analystkit.extraction.quotation.labels import VERBATIM
from analystkit.extraction.quotation.phrases import Span
from analystkit.extraction.quotation.scene import Scene
from analystkit.extraction.quotation.sources import SpeakerLinker
from analystkit.extraction.quotation.standing import Rejected
from analystkit.model.ids import ids_under
from analystkit.model.rows import Quote

_TRIMMED = frozenset(" \t\n\r\u00a0,;:.-\u2013\u2014")
_TRIMMED_VERBATIM = _TRIMMED - {"."}
_DIRECT_SHARE = 0.9
_START = attrgetter("start")
# Offsets to the id of the quotation that they bound.
IdMaker = Callable[..., str]


def quote_rows(
    scene: Scene,
    found: list[Attribution],
    rejected: list[Rejected],
    linker: SpeakerLinker,
    shares: dict[Cell, float],
) -> list[Quote]:
    """Turn attributions and rejected passages into rows, in order of their content."""
    quote_id = ids_under("q", scene.part.article_id, scene.part.part)
    made = [_quote(scene, attribution, linker, shares, quote_id) for attribution in found]
    rows = [row for row in made if row is not None]
    for item in rejected:
        passage = scene.passages[item.passage]
        span = [passage.inner_start, passage.inner_end]
        rows.append(
            _row(scene, [span], "direct", quote_id, status="rejected", reason=item.reason, method="marks")
        )
    rows.sort(key=lambda row: (row.start, row.end))
    return rows


def _quote(
    scene: Scene,
    attribution: Attribution,
    linker: SpeakerLinker,
    shares: dict[Cell, float],
    quote_id: IdMaker,
) -> Quote | None:
    # A transcript or a post gives the speaker's own words without marks.
    verbatim = attribution.method in VERBATIM
    segments = [_segment(scene, piece, verbatim) for piece in attribution.pieces]
    segments = sorted([segment for segment in segments if segment[0] < segment[1]])
    if not segments:
        return None
    row = _row(
        scene,
        segments,
        "direct" if verbatim else _kind(scene, attribution.pieces, segments),
        quote_id,
        method=f"{attribution.method}/{attribution.context}",
        reason=attribution.reason,
    )
    tokens, text = scene.tokens, scene.part.text
    if attribution.cue is not None:
        row.cue_start, row.cue_end = tokens.start[attribution.cue[0]], tokens.end[attribution.cue[1] - 1]
        row.cue = text[row.cue_start : row.cue_end]
    row.cue_class = attribution.sense.cue_class if attribution.sense else "neutral"
    if attribution.speaker is not None:
        start, end = tokens.start[attribution.speaker[0]], tokens.end[attribution.speaker[1] - 1]
        while start < end and text[start].isspace():
            start += 1
        row.speaker_start, row.speaker_end, row.speaker_text = start, end, text[start:end]
        row.speaker_mention, row.speaker_type, row.anonymous = linker.link(attribution.speaker)
    row.confidence = confidence(shares, attribution, row.kind)
    return row


def _row(
    scene: Scene, segments: list[list[int]], kind: str, quote_id: IdMaker, *, method: str, reason: str,
    status: str = "auto",
) -> Quote:  # fmt: skip
    part = scene.part
    start, end = segments[0][0], segments[-1][1]
    return Quote(
        quote_id=quote_id(*chain.from_iterable(segments)),
        article_id=part.article_id, part=part.part, start=start, end=end, segments=segments, text=part.text[start:end],
        kind=kind, sentence_id=part.sentence_id_at(start), method=method, status=status, reason=reason,
    )  # fmt: skip


def _segment(scene: Scene, piece: Span, verbatim: bool) -> list[int]:
    """Return the offsets of a piece: without its marks where it is one passage, else without punctuation around it."""
    tokens, text = scene.tokens, scene.part.text
    first, last = piece
    start, end = tokens.start[first], tokens.end[last - 1]
    number = scene.inside[first]
    if number >= 0 and scene.inside[last - 1] == number:
        passage = scene.passages[number]
        start, end = max(start, passage.inner_start), min(end, passage.inner_end)
        while end > start and (text[end - 1] == "," or text[end - 1].isspace()):
            end -= 1
        return [start, end]
    # Words that are all the speaker's keep their full stop.
    trimmed = _TRIMMED_VERBATIM if verbatim else _TRIMMED
    while end > start and text[end - 1] in trimmed and scene.inside[last - 1] < 0:
        end -= 1
    while start < end and text[start] in _TRIMMED:
        start += 1
    return [start, end]


def _letters(text: str) -> int:
    """Count letters and digits."""
    return sum(map(str.isalnum, text))


def _kind(scene: Scene, pieces: list[Span], segments: list[list[int]]) -> str:
    """Return direct, indirect or mixed by the share of letters and digits that stand in marks."""
    text, passages = scene.part.text, scene.passages
    if not passages or all(scene.outside(first, last) for first, last in pieces):
        return "indirect"
    inside: list[tuple[int, int]] = []
    for start, end in segments:
        index = max(bisect_left(passages, start, key=_START) - 1, 0)
        while index < len(passages) and passages[index].start < end:
            low, high = max(start, passages[index].start), min(end, passages[index].end)
            if low < high:
                inside.append((low, high))
            index += 1
    if not inside or not any(any(map(str.isalnum, text[low:high])) for low, high in inside):
        return "indirect"
    if inside == [(start, end) for start, end in segments]:
        # Mostly where there are marks, and counting letters takes long.
        return "direct"
    marked = sum(_letters(text[low:high]) for low, high in inside)
    total = sum(_letters(text[start:end]) for start, end in segments)
    return "direct" if marked >= _DIRECT_SHARE * total else "mixed"
