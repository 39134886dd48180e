"""A store of any size on the disk, made up column by column: what an archive of a million articles leaves, without reading one.

8 events an article, a quotation to every third, 2,000 actors of very unequal fame, 40 outlets, 15 % copies, 15 years. Each piece of a
million events is drawn with its own seed, so memory stays flat.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analystkit.corpus.asking import FRAME_NAMES
from analystkit.corpus.corpus import Corpus
from analystkit.corpus.store_files import write_frame, write_manifest
from analystkit.model import parquet, schema
from analystkit.model.frame_writer import FrameWriter
from analystkit.model.vocabulary import EVENT_TYPES, FACTUALITY

PIECE = 1_000_000
PER_ARTICLE = 8
ACTORS = 2_000
_VERBS = ("shelled", "detained", "met", "warned", "ambushed", "sanctioned", "released", "condemned")
_WEIGHTS = (0.6, 0.05, 0.08, 0.06, 0.05, 0.08, 0.04, 0.02, 0.01, 0.01)
_MADE = ("articles", "sentences", "mentions", "events", "quotes", "incidents")


def write_store(folder: Path, events: int) -> Path:
    """Write a store with about so many events and return its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    writers = {name: FrameWriter(name, folder / f"{name}.parquet") for name in _MADE}
    for writer in writers.values():
        writer.__enter__()
    for start in range(0, events, PIECE):
        for name, table in _piece(start, min(PIECE, events - start)).items():
            writers[name].add(table)
    for writer in writers.values():
        writer.__exit__(None, None, None)
    empty = Corpus({})
    rows = {name: writer.rows for name, writer in writers.items()}
    for name in set(FRAME_NAMES) - set(_MADE):
        frame = _actors() if name == "actors" else empty.frames[name]
        write_frame(name, frame, folder / f"{name}.parquet")
        rows[name] = len(frame)
    write_manifest(folder, rows, Corpus({}, meta={"pipeline_name": "simulated"}).meta)
    return folder


def _actors() -> Any:
    number = range(ACTORS)
    kinds = ("armed group", "government", "person")
    return schema.to_frame(
        "actors",
        [
            {"actor_id": f"ac_{n}", "name": f"Actor {n}", "kind": kinds[n % 3], "aliases": [f"Group {n}"], "n_articles": ACTORS - n,
             "n_stories": ACTORS - n, "n_mentions": ACTORS - n}
            for n in number
        ],
    )  # fmt: skip


def _piece(start: int, count: int) -> dict[str, pa.Table]:
    rng = np.random.default_rng(start)
    fame = 1 / np.arange(1, ACTORS + 1)
    source, target = (rng.choice(ACTORS, count, p=fame / fame.sum()) for _ in range(2))
    verb = rng.choice(len(_VERBS), count)
    row = start + np.arange(count)
    article = row // PER_ARTICLE
    first, last = article[0], article[-1] + 1
    places = np.arange(first, last)
    published = np.datetime64("2010-01-01") + rng.integers(0, 5_500, len(places))
    day = published[article - first] - np.array([0, 1, 2, 9])[rng.integers(0, 4, count)]
    names, targets = _numbered("Actor ", source), _numbered("Actor ", target)
    verbs = _taken(_VERBS, verb)
    lines = pc.binary_join_element_wise(
        names,
        verbs,
        targets,
        pa.scalar("near the river.", pa.large_string()),
        pa.scalar(" ", pa.large_string()),
    )
    widths = pc.utf8_length(lines).to_numpy() + 2
    ends = np.cumsum(widths)
    begins = ends - widths
    heads = np.searchsorted(article, places)
    begins -= np.repeat(begins[heads], np.diff([*heads, count]))
    offsets = pa.array([*heads, count], pa.int32())
    texts = pc.binary_join(pa.ListArray.from_arrays(offsets, lines.cast(pa.string())), "\n\n")
    trigger = begins + pc.utf8_length(names).to_numpy() + 1
    evidence = {
        "article_id": _numbered("art_", article),
        "part": "text",
        "sentence_id": _numbered("se_", row),
    }
    some = np.arange(0, count, 3)
    quoted = {
        key: value if isinstance(value, str) else value.take(pa.array(some))
        for key, value in evidence.items()
    }
    spans = np.stack([begins[some], (begins + widths - 2)[some]], axis=1)
    again = (rng.random(len(places)) < 0.15) & (places > first)
    number = row // 2
    reported = np.flatnonzero(np.diff(number, prepend=-1))
    happened = _taken(FACTUALITY, rng.choice(len(FACTUALITY), count, p=_WEIGHTS))
    kinds = _taken(EVENT_TYPES, verb * 2 + 1)
    sides = {"source_ids": _lists(_numbered("ac_", source)), "target_ids": _lists(_numbered("ac_", target))}
    when = {"date_start": day, "date_end": day, "date_precision": "day"}
    return {
        "articles": _table("articles", len(places), article_id=_numbered("art_", places), title=_numbered("Report ", places), text=texts,
                           published=published, published_precision="day", source=_numbered("Outlet ", rng.integers(0, 40, len(places))),
                           language="en", story_id=_numbered("st_", places - again)),
        "sentences": _table("sentences", count, **evidence, start=begins, end=begins + widths - 2),
        "mentions": pa.concat_tables([
            _table("mentions", count, mention_id=_numbered(f"m{side}_", row), **evidence, start=at, end=at + 8, text=text, label="ORG",
                   kind="name", actor_id=_numbered("ac_", who), entity=_numbered(f"n{side}_", row))
            for side, at, text, who in (("s", begins, names, source), ("t", trigger + 9, targets, target))
        ]),
        "events": _table("events", count, event_id=_numbered("ev_", row), **evidence, start=trigger, end=trigger + 6, trigger=verbs,
                         lemma=verbs, event_type=kinds, **sides, source_text=names, target_text=targets, **when, date_basis="relative",
                         factuality=happened, incident_id=_numbered("in_", number), confidence=rng.random(count).round(2), status="auto",
                         method="verb:simulated", source_mentions=_lists(_numbered("ms_", row)), target_mentions=_lists(_numbered("mt_", row))),
        "quotes": _table("quotes", len(some), quote_id=_numbered("qu_", row[some]), **quoted, start=spans[:, 0], end=spans[:, 1],
                         segments=pa.ListArray.from_arrays(np.arange(len(some) + 1, dtype=np.int32), pa.ListArray.from_arrays(
                             np.arange(0, 2 * len(some) + 1, 2, dtype=np.int32), pa.array(spans.ravel()))),
                         text=lines.take(pa.array(some)), kind="indirect", cue="said", speaker_id=_numbered("ac_", source[some]),
                         speaker_text=names.take(pa.array(some)), confidence=rng.random(len(some)).round(2), status="auto"),
        "incidents": _table("incidents", len(reported), incident_id=_numbered("in_", number[reported]), event_type=kinds.take(pa.array(reported)),
                            **{key: value if isinstance(value, str) else value[reported] for key, value in when.items()},
                            factuality=happened.take(pa.array(reported)), n_events=np.full(len(reported), 2), status="auto"),
    }  # fmt: skip


def _numbered(prefix: str, numbers: Any) -> pa.Array:
    text = pc.cast(pa.array(np.asarray(numbers, dtype=np.int64)), pa.large_string())
    return pc.binary_join_element_wise(
        pa.scalar(prefix, pa.large_string()), text, pa.scalar("", pa.large_string())
    )


def _taken(values: Any, at: Any) -> pa.Array:
    return pa.array(values, pa.large_string()).take(pa.array(at))


def _lists(values: pa.Array) -> pa.Array:
    return pa.ListArray.from_arrays(np.arange(len(values) + 1, dtype=np.int32), values)


def _table(name: str, count: int, /, **columns: Any) -> pa.Table:
    """Return a table of the contract; what is not given is not stated."""
    made = []
    for field in parquet.plain_schema(name):
        value = columns.get(field.name, "" if pa.types.is_large_string(field.type) else None)
        if isinstance(value, str):
            value = pa.repeat(pa.scalar(value, pa.large_string()), count)
        elif value is None and pa.types.is_list(field.type):
            value = pa.ListArray.from_arrays(
                np.zeros(count + 1, dtype=np.int32), pa.array([], field.type.value_type)
            )
        elif value is None:
            value = pa.nulls(count, field.type)
        elif not isinstance(value, (pa.Array, pa.ChunkedArray)):
            value = pa.array(value)
        if pa.types.is_timestamp(field.type) and not pa.types.is_timestamp(value.type):
            value = value.cast(pa.timestamp("us"))
        made.append(value.cast(field.type))
    return pa.table(made, schema=parquet.plain_schema(name))
