"""Another lexicon, the same articles: only those that hold a word of a line that has changed are extracted again.

Beside each part lie the forms of the words its articles hold, as numbers. Lines that one lexicon has and the other has not are compared
with them; the rows of articles without any of their words are taken over from the part that the other lexicon gave.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from analystkit.corpus.job import Job, forms_fingerprint, short_hash
from analystkit.errors import AnalystkitError
from analystkit.extraction.reach import Watch, compiles, form_number, forms_of, watches
from analystkit.lexicon import Lexicon
from analystkit.lexicon.tables import columns
from analystkit.model import parquet
from analystkit.model.places import is_remote
from analystkit.model.staging import staged
from analystkit.pipeline import Parsed

if TYPE_CHECKING:
    import pyarrow as pa

_FOLDER = "forms"
_MOST_KNOWN = 1 << 15


def forms_path(parts: Path, part: int, input_hash: str, job: Job) -> Path:
    """Return where the forms of a part's words lie, in the folder of parts: named by its articles and by what parses them."""
    key = short_hash(input_hash, job.parse_hash, forms_fingerprint())
    return parts / _FOLDER / f"part-{part:06d}-{key}.npy"


class Forms:
    """The forms of the words of articles, collected while their titles and texts come out of the parser."""

    _known: ClassVar[dict[int, tuple[int, ...]]] = {}

    def __init__(self) -> None:
        self._docs: list[array[int]] = []
        self._whole = True

    def noting(self, parsed: Iterator[Parsed]) -> Iterator[Parsed]:
        """Hand parsed texts on."""
        for result in parsed:
            if result.doc is None:
                self._whole = False
            elif self._whole:
                self._docs.append(self._of(result.doc))
            yield result

    def write(self, path: Path, articles: int) -> None:
        """Write them, if each of so many articles has come with title and text."""
        if not self._whole or len(self._docs) != 2 * articles:
            return
        sets = [np.unique(np.array([*title, *text], dtype=np.uint32)) for title, text in _pairs(self._docs)]
        held = np.concatenate([np.array([len(sets), *map(len, sets)], dtype=np.uint32), *sets])
        with staged(path) as beside, beside.open("wb") as sink:
            np.save(sink, held)

    @classmethod
    def _of(cls, doc: Any) -> array[int]:
        found = array("I")
        if not len(doc):
            return found
        if len(cls._known) > _MOST_KNOWN:
            cls._known.clear()
        strings = doc.vocab.strings
        for key in np.unique(doc.to_array(["LOWER", "LEMMA"])).tolist():
            numbers = cls._known.get(key)
            if numbers is None:
                numbers = tuple(map(form_number, forms_of(strings[key]))) if key else ()
                cls._known[key] = numbers
            found.extend(numbers)
        return found


def _pairs(docs: Sequence[array[int]]) -> Iterator[tuple[array[int], array[int]]]:
    return zip(docs[::2], docs[1::2], strict=True)


def touched(path: Path, ways: Sequence[Watch]) -> list[int] | None:
    """Return the rows of a part's articles that hold what one of the watches asks for; None where their forms are not known."""
    try:
        held = np.load(path, allow_pickle=False)
        count = int(held[0])
        ends = list(accumulate(held[1 : count + 1].tolist(), initial=count + 1))
        if held.dtype != np.uint32 or ends[-1] != len(held):
            return None
    except (OSError, ValueError, EOFError, IndexError, TypeError):
        return None
    found = []
    for row, (first, last) in enumerate(pairwise(ends)):
        # Sorted, so a handful of words is found by halving.
        words = held[first:last]
        if any(all(_holds(words, forms) for forms in way) for way in ways):
            found.append(row)
    return found


def _holds(words: np.ndarray[Any, Any], forms: frozenset[int]) -> bool:
    wanted = np.fromiter(forms, dtype=np.uint32, count=len(forms))
    at = np.minimum(words.searchsorted(wanted), len(words) - 1)
    return bool(len(words)) and bool((words[at] == wanted).any())


def changed_lines(old: Job, new: Job) -> list[tuple[str, dict[str, str]]]:
    """Return the lines, each with its table, that only one of two jobs has, or that stand in another order: the first of two lines wins."""
    found: list[tuple[str, dict[str, str]]] = []
    for table in sorted({*old.added, *new.added}):
        before, now = ([tuple(sorted(row.items())) for row in job.added.get(table, [])] for job in (old, new))
        matcher = SequenceMatcher(None, before, now, autojunk=False)
        for kind, first, last, begin, end in matcher.get_opcodes():
            if kind != "equal":
                found += [(table, dict(line)) for line in (*before[first:last], *now[begin:end])]
    return found


@dataclass(frozen=True, slots=True)
class Origin:
    """An earlier job from which rows can be taken over, and what an article must hold to be read otherwise now."""

    job: str
    ways: tuple[Watch, ...]


def origins(jobs: Path, new: Job) -> tuple[Origin, ...]:
    """Return the jobs of a store that differ from one in lines of the lexicon alone whose reach is known, the nearest first.

    Parameters
    ----------
    jobs : Path
        The folder with the jobs.
    new : Job
        The job to be done.
    """
    if is_remote(jobs):
        # Each question would be a request.
        return ()
    found = []
    for path in sorted(jobs.glob("*.json")):
        try:
            held = json.loads(path.read_text(encoding="utf-8"))
            held.pop("backend", None)
            old = Job(**held)
        except (OSError, ValueError, TypeError):
            continue
        if old.hash == new.hash or (old.fingerprint, old.code, old.versions) != (
            new.fingerprint,
            new.code,
            new.versions,
        ):
            continue
        lines = changed_lines(old, new)
        ways = _ways(lines, new.lexicon_object())
        if ways is not None:
            found.append((len(lines), Origin(old.hash, ways)))
    return tuple(origin for _, origin in sorted(found, key=lambda each: (each[0], each[1].job)))


def _ways(lines: Sequence[tuple[str, dict[str, str]]], lexicon: Lexicon) -> tuple[Watch, ...] | None:
    try:
        # What cannot be compiled must fail as it does on every article.
        compiles(lexicon, {table for table, _ in lines})
    except AnalystkitError:
        return None
    found: list[Watch] = []
    for table, row in lines:
        ways = watches(table, {column: row.get(column, "") for column in columns(table)})
        if ways is None:
            return None
        found += ways
    return tuple(dict.fromkeys(found))


def spliced(old: Path, new: pa.Table, article_ids: Sequence[str], again: Sequence[int]) -> pa.Table:
    """Return a frame of a part: the old rows of its articles, and the new ones of those that were extracted again.

    Parameters
    ----------
    old : Path
        The frame as the earlier job gave it.
    new : Table
        The rows of the articles extracted again.
    article_ids : sequence of str
        All articles of the part, in order.
    again : sequence of int
        The places of those extracted again.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    ids = pa.array(article_ids, pa.large_string())
    kept = parquet.plain(parquet.read_table(old))
    gone = pc.is_in(kept.column("article_id"), value_set=ids.take(pa.array(again, pa.int64())))
    whole = pa.concat_tables([kept.filter(pc.invert(gone)), parquet.plain(new)])
    place = pc.index_in(whole.column("article_id"), value_set=ids).to_numpy()
    return whole.take(pa.array(np.argsort(place, kind="stable")))
