"""What fuzzing drives: one function a target, bytes in, an assertion where something is wrong.

``python tests/hostile/fuzzing.py readers --seconds 600`` lets atheris look for bytes that break a target, guided by coverage (``make fuzz``
runs all of them). What it finds is kept under ``tests/hostile/crashes/<target>/`` and given to the same function in every test run.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
CRASHES = HERE / "crashes"
_SEED_BYTES = 2_000


def readers(data: bytes) -> None:
    """The first byte chooses the format, the others are the file: something comes out, whatever it is."""
    from analystkit.readers import read_articles
    from analystkit.readers.formats import READERS

    suffixes = sorted(READERS)
    suffix = suffixes[data[0] % len(suffixes)] if data else ".txt"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"article{suffix}"
        path.write_bytes(data[1:])
        articles, problems = read_articles(path, progress=False)
    assert len(articles) + (problems["severity"] == "error").sum() >= 1
    assert articles["article_id"].is_unique and articles["text"].str.strip().ne("").all()
    for text in articles["text"]:
        text.encode("utf-8")


def marks(data: bytes) -> None:
    """Passages in quotation marks stand in order inside their paragraphs, none empty."""
    from analystkit.extraction.quotation.marks import find_marked
    from analystkit.model.paragraphs import paragraphs

    text = data.decode("utf-8", "replace")
    bounds = paragraphs(text)
    done = 0
    for one in find_marked(text, bounds):
        low, high = bounds[one.paragraph]
        assert max(low, done) <= one.start <= one.inner_start < one.inner_end <= one.end <= high, (one, text)
        done = one.end


def dates(data: bytes) -> None:
    """Time expressions are the words at their offsets, in order; their ranges end no earlier than they start."""
    from analystkit.extraction.dates import extract_dates
    from analystkit.extraction.part import read_part
    from analystkit.lexicon import Lexicon
    from analystkit.model.rows import Article

    text = data[1:].decode("utf-8", "replace")
    article = Article("a", "", text, _PUBLISHED[data[0] % len(_PUBLISHED)] if data else None)
    part = read_part(article, "text", _tokenizer()(text))
    done = 0
    for row in extract_dates(part, Lexicon.default()):
        assert done <= row.start < row.end and text[row.start : row.end] == row.text, (row, text)
        assert row.range.start is None or row.range.end is None or row.range.start <= row.range.end, row
        done = row.end


def _published() -> list[Any]:
    from datetime import UTC, datetime

    days = ((2022, 1, 4), (2024, 2, 29), (1600, 1, 1), (9999, 12, 31), (1, 1, 1))
    return [None, *(datetime(*day, tzinfo=UTC) for day in days)]


_PUBLISHED = _published()


@cache
def _tokenizer() -> Any:
    import spacy

    return spacy.blank("en").tokenizer


def decisions(data: bytes) -> None:
    """A line of a review log is refused or replayed; whatever it says, the frames keep their columns."""
    from analystkit.corpus.decision import parse_decision
    from analystkit.corpus.replay import replay
    from analystkit.errors import ReviewError

    try:
        decision = parse_decision(data.decode("utf-8", "surrogateescape"))
    except ReviewError:
        return
    frames = _reviewed()
    out, _ = replay(frames, [decision])
    for name, frame in out.items():
        assert list(frame.columns) == list(frames[name].columns), name


@cache
def _reviewed() -> dict[str, Any]:
    from analystkit.model import schema

    rows: dict[str, list[dict[str, Any]]] = {
        "articles": [{"article_id": "n1", "title": "", "text": "Rebels shelled it."}],
        "mentions": [{"mention_id": "m1", "article_id": "n1", "part": "text", "start": 0, "end": 6, "text": "Rebels", "actor_id": "ac_r"}],
        "actors": [{"actor_id": "ac_r", "name": "Rebels", "aliases": ["Rebels"]}, {"actor_id": "ac_g", "name": "Governor"}],
        "events": [{"event_id": "e1", "article_id": "n1", "part": "text", "start": 7, "end": 14, "trigger": "shelled", "source_ids": ["ac_r"]}],
        "quotes": [],
        "incidents": [],
    }  # fmt: skip
    return {name: schema.to_frame(name, held) for name, held in rows.items()}


TARGETS: dict[str, Callable[[bytes], None]] = {
    "readers": readers,
    "marks": marks,
    "dates": dates,
    "decisions": decisions,
}


def seeds(target: str, folder: Path) -> None:
    """Write what to begin with: a grammar is found faster from its own words than from nothing."""
    if target == "readers":
        from analystkit.readers.formats import READERS

        heads = {".mhtml": b"Snapshot-Content-Location: x\nContent-Type: text/html\n\n<p>Words.</p>", ".eml": b"Subject: x\nDate: Tue, 4 Jan 2022 10:00:00 +0000\n\nWords.", ".csv": b'id,text\n1,"Words."\n',
                 ".jsonl": b'{"text": "Words.", "date": "2022-01-04"}\n', ".html": b"<html><body><article><p>Words.</p></article></body></html>",
                 ".md": b"---\ntitle: x\n---\n# x\n\nWords [a](b).", ".pdf": b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"}  # fmt: skip
        for number, suffix in enumerate(sorted(READERS)):
            (folder / f"seed{number}").write_bytes(
                bytes([number]) + heads.get(suffix, b"Headline\n\nWords.\n\nSource: x")
            )
        return
    if target == "decisions":
        head = '{"id": "d1", "who": "x", "when": "now", "action": '
        tails = (
            '"set", "targets": [{"frame": "events", "id": "e1"}], "fields": {"killed_min": 3, "source_ids": [{"actor": 0}]}}',
            '"rename", "targets": [{"frame": "actors", "id": "ac_r", "names": ["a"], "snapshot": {"name": "b"}}], "fields": {"name": "c"}}',
            '"merge", "targets": [{"frame": "actors", "id": "ac_r"}, {"frame": "actors", "id": "ac_g"}], "note": "n"}',
            '"split", "targets": [{"frame": "actors", "id": "ac_r"}, {"frame": "actors", "id": "x", "anchor": {"start": 1}}]}',
            '"undo", "targets": [], "undoes": "d0"}',
        )
        for number, tail in enumerate(tails):
            (folder / f"seed{number}").write_text(head + tail, encoding="utf-8")
        return
    words = [
        "\u201cWe will stay,\u201d she said. \u2018No,\u2019 he said.\n\n\u201cAnd another.",
        "from late March to 3 April 2021, two days before Easter, since the 1990s, by 14:30 GMT on Friday night",
        "in the first week of last month, the day after tomorrow, mid-2019, the weekend of 5-6 May, every Monday for ten years",
        "between 30 February and the end of the century; 12/13/2020; 2020-W53; Q3 2018; Ramadan; New Year's Eve",
    ]
    for number, text in enumerate(words):
        (folder / f"seed{number}").write_bytes(b"\x01" + text.encode()[:_SEED_BYTES])


def main() -> None:
    """Run atheris on one target until the time is up or something breaks."""
    import atheris

    parser = argparse.ArgumentParser(description="Fuzz one target of analystkit.")
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=int, default=600)
    options = parser.parse_args()
    with atheris.instrument_imports(include=["analystkit"]):
        TARGETS[options.target](b"\x01first words")
    kept = CRASHES / options.target
    kept.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        seeds(options.target, Path(folder))
        limits = [
            f"-max_total_time={options.seconds}",
            "-timeout=20",
            "-max_len=4000",
            f"-artifact_prefix={kept}/",
        ]
        atheris.Setup([sys.argv[0], *limits, folder], TARGETS[options.target])
        atheris.Fuzz()


if __name__ == "__main__":
    main()
