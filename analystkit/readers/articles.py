"""Read articles from files, folders and frames into the articles frame."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from analystkit.errors import AnalystkitError, InputError, MissingExtra
from analystkit.model.places import is_remote, place
from analystkit.model.rows import Article, Problem
from analystkit.model.schema import to_frame
from analystkit.model.surrogates import mend
from analystkit.model.time_limit import allowance, time_limit
from analystkit.readers import limits, remote
from analystkit.readers.draft import Draft, Fault
from analystkit.readers.folder import Found, holds_corpus, reason, shown, store_among, walk
from analystkit.readers.formats import READERS, known, read_file, unknown_format
from analystkit.readers.frame import check_frame, framed, read_frame
from analystkit.readers.intake import Defaults, Intake
from analystkit.readers.published import require_date
from analystkit.readers.published_forms import Published
from analystkit.readers.sidecar import read_sidecar

Source = (
    str | os.PathLike[str] | Sequence[str | os.PathLike[str]] | Sequence[Mapping[str, Any]] | pd.DataFrame
)
# A name of more words than that is more likely a sentence.
_WORDS = 6

_PROGRESS_AFTER = 2.0
# Formats whose file is one article: only there a date in the file's name is the article's, and a sidecar can describe it.
ONE_ARTICLE = {
    ".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".mhtml", ".mht", ".pdf", ".eml", ".docx", ".odt", ".rtf",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, and what went wrong.

    Unpacks into its two frames: ``articles, problems = read_articles("press")``.

    Attributes
    ----------
    articles : pandas.DataFrame
        One row an article, columns as in the contract: ``article_id, title, text, published`` (UTC),
        ``published_precision`` (instant, day, month, year or empty), ``source`` (the outlet), ``author, url, language,
        path, story_id`` (empty; filled when copies are recognised).
    problems : pandas.DataFrame
        One row a problem: ``path, row, article_id, stage`` ("read"), ``severity, message``. Every article that was given
        and is not in `articles` has exactly one row of severity ``error``; a ``warning`` stands beside an article that was
        read, or for a file that was passed over.
    """

    articles: pd.DataFrame
    problems: pd.DataFrame

    def __iter__(self) -> Iterator[pd.DataFrame]:
        return iter((self.articles, self.problems))

    def __repr__(self) -> str:
        refused = int((self.problems["severity"] == "error").sum())
        warned = len(self.problems) - refused
        counted = f"{len(self.articles)} article{'s' * (len(self.articles) != 1)}"
        return f"<Reading: {counted}, {refused} refused, {warned} warning{'s' * (warned != 1)}>"


def read_articles(
    source: Source,
    *,
    published: str | date | None = None,
    outlet: str | None = None,
    language: str | None = None,
    day_first: bool | None = None,
    progress: bool | None = None,
) -> Reading:
    """Read articles from a folder, files or a DataFrame.

    Parameters
    ----------
    source : path, sequence of paths, pandas.DataFrame or sequence of mappings
        On this machine, or in an object store as a URL (``s3://bucket/articles``; extra ``remote``), whose files are fetched one by one. A folder is read with all folders in it; hidden files are passed over, links are not followed. Formats: .txt,
        .md, .html, .mhtml, .csv, .tsv, .jsonl, .json, .parquet, .xlsx (extra ``excel``), .docx, .odt, .rtf, .eml, .pdf (text layer, extra ``pdf``).
        Tables and JSON records need a column or key ``text`` (or ``body``, ``content``, ``article``); ``article_id`` or ``id``,
        ``title`` or ``headline``, ``published`` or ``date``, ``source`` or ``outlet``, ``author``, ``url`` and ``language`` are
        taken where present, other columns are ignored. Everything is read as text: an id ``007`` or ``NA`` stays that. A .json file may be a list of
        records, the answer of a news API that holds one at some depth, or a frame as pandas writes it; keys within others (``fields.bodyText``,
        ``headline.main``, ``_source.text``) count by their dotted names, and a warning says which were taken.
    published : str, date or datetime, optional
        Publication date of articles that state none: neither in a sidecar (``NAME.meta.json`` beside ``NAME.txt``), nor
        in their metadata, nor in their file's name (``2022-03-14_slug.txt``). Those win in this order.
    outlet : str, optional
        Outlet of articles that name none.
    language : str, optional
        Language of articles that state none, as a code such as "en".
    day_first : bool, optional
        How to read dates such as 02/01/2024. Without it they stay empty, with a warning: the order is never guessed.
    progress : bool, optional
        True shows a progress bar, False never does; by default one appears when reading takes over two seconds.

    Returns
    -------
    Reading
        With ``.articles`` and ``.problems``; articles stand in the order of files' names and of rows in them.

    Raises
    ------
    InputError
        If there is nothing to read: no such path, an empty folder, an unknown format, a frame without text.
    DateError
        If `published` is no date.
    MissingExtra
        If the one file given needs a package that is not installed.

    Notes
    -----
    Offsets in all later frames are code points into ``title`` and ``text`` as they stand here. From JSON, tables and
    frames they are taken exactly as given, but for lone surrogates, replaced one for one by U+FFFD. In text files line
    ends become ``\\n`` and the headline, a byline and date below it and a closing ``Source: ...`` line move into their columns.
    """
    articles: list[Article] = []
    problems: list[Problem] = []
    for item in iter_articles(
        source, published=published, outlet=outlet, language=language, day_first=day_first, progress=progress
    ):
        if isinstance(item, Article):
            articles.append(item)
        else:
            problems.append(item)
    return Reading(to_frame("articles", articles), to_frame("problems", problems))


def iter_articles(
    source: Source,
    *,
    published: str | date | None = None,
    outlet: str | None = None,
    language: str | None = None,
    day_first: bool | None = None,
    progress: bool | None = None,
) -> Iterator[Article | Problem]:
    """Stream what `read_articles` collects: articles and problems in reading order, in flat memory.

    CSV and JSON Lines are read line by line, Parquet batch by batch. What cannot be used at all is raised at the call, not
    at the first article. Parameters and errors are those of `read_articles`.

    Returns
    -------
    iterator of Article or Problem
        Rows as `read_articles` puts them into frames.
    """
    settled = require_date(published, day_first) if published is not None and published != "" else Published()
    for name, value, kind in (
        ("outlet", outlet, str),
        ("language", language, str),
        ("day_first", day_first, bool),
    ):
        if value is not None and not isinstance(value, kind):
            what = "a name" if kind is str else "True or False"
            raise InputError(f"expected {name} to be {what} or None, found {value!r}")
    intake = Intake(Defaults(settled, mend(outlet or "").strip(), mend(language or "").strip(), day_first))
    source = framed(source)
    if isinstance(source, pd.DataFrame):
        check_frame(source)
        return _from_frame(source, intake, progress)
    files = files_of(source)
    return _from_files(files, intake, progress)


def _from_frame(frame: pd.DataFrame, intake: Intake, progress: bool | None) -> Iterator[Article | Problem]:
    for item in _with_progress(read_frame(frame), len(frame), "article", progress):
        yield from intake.settle(item, "")


def _from_files(files: list[Found], intake: Intake, progress: bool | None) -> Iterator[Article | Problem]:
    alone = len(files) == 1
    if alone:
        # One file of a million rows: count articles, for there is no other progress to show.
        for item in _with_progress(_from_file(files[0], intake, alone), None, "article", progress):
            yield from item
        return
    for found in _with_progress(iter(files), len(files), "file", progress):
        for item in _from_file(found, intake, alone):
            yield from item


def _from_file(found: Found, intake: Intake, alone: bool) -> Iterator[Iterator[Article | Problem]]:
    if found.fault is not None:
        yield intake.settle(found.fault, found.name)
        return
    single = found.path.suffix.lower() in ONE_ARTICLE
    sidecar: Mapping[str, str] = {}
    if single and not is_remote(found.path):
        sidecar, fault = read_sidecar(found.path)
        if fault is not None:
            yield intake.settle(fault, found.name)
    row: int | None = None
    try:
        if is_remote(found.path):
            with remote.fetched(found) as here:
                yield from _from_file(here, intake, alone)
            return
        for item in _read(found.path, single):
            row = item.row if item.row is not None else row
            yield intake.settle(item, found.name, found.path.stem if single else "", sidecar)
    except MissingExtra as error:
        if alone:
            raise
        yield intake.settle(Fault(str(error)), found.name)
    except Exception as error:  # a file can be broken in more ways than can be listed; the others must go on
        yield intake.settle(_fault(error, row), found.name)


def _read(path: Path, single: bool) -> Iterator[Draft | Fault]:
    """Read a file; one that is a single article only as long as its length allows, and a PDF a minute."""
    if not single:
        yield from read_file(path)
        return
    seconds = limits.PDF_SECONDS if path.suffix.lower() == ".pdf" else allowance(path.stat().st_size)
    with time_limit(seconds):
        items = list(read_file(path))
    yield from items


def _fault(error: Exception, row: int | None) -> Fault:
    after = f"; nothing after row {row} was read" if row is not None else ""
    if isinstance(error, AnalystkitError):
        return Fault(f"{error}{after}")
    if isinstance(error, OSError):
        return Fault(f"the file cannot be read: {reason(error)}{after}")
    detail = (str(error).splitlines() or [""])[0][:160]
    return Fault(f"the file cannot be read: {type(error).__name__}{': ' + detail if detail else ''}{after}")


# What comes near a source, and how to make one of it.
_WAYS: tuple[tuple[Any, str], ...] = (
    (pd.Series, "series.to_frame('text')"),
    (Mapping, "[record]"),
    (Iterator, "list(...)"),
)


def files_of(source: Any) -> list[Found]:
    """Return the files of a source in the order of reading; raise InputError where there is nothing to read."""
    if isinstance(source, (str, os.PathLike)):
        return _expand_any(source, alone=True)
    if not isinstance(source, Sequence) or isinstance(source, (bytes, bytearray)):
        hint = next((f": pass {way}" for kind, way in _WAYS if isinstance(source, kind)), "")
        raise InputError(
            f"expected a path, a list of paths, a DataFrame or a list of records, found {type(source).__name__}{hint}"
        )
    if not source:
        raise InputError("expected at least one path, found an empty list")
    found: list[Found] = []
    for path in source:
        if not isinstance(path, (str, os.PathLike)):
            raise InputError(f"expected a list of paths, found {type(path).__name__} in it")
        try:
            found.extend(_expand_any(path, alone=False))
        except InputError as error:
            found.append(Found(Path(path), shown(Path(path).name), Fault(str(error))))
    if all(item.fault is not None for item in found):
        errors = [item.fault for item in found if item.fault is not None]
        raise InputError(f"none of the {len(source)} paths can be read: {errors[0].message}")
    return found


def _expand_any(path: str | os.PathLike[str], alone: bool) -> list[Found]:
    return remote.expand(str(path), alone) if is_remote(path) else _expand(place(path), alone)


def _expand(path: Path, alone: bool) -> list[Found]:
    name = shown(path.name)
    try:
        if path.is_dir():
            kind = store_among(lambda inner: (path / inner).is_file())
            if kind:
                way = (
                    "open it with ak.open(...), or read the articles in it from articles.parquet"
                    if holds_corpus(path)
                    else "run the same command again to finish it, then open it"
                )
                raise InputError(f"{shown(path)!r} holds {kind}, not articles: {way}")
            found = list(walk(path, "" if alone else f"{name}/"))
        elif path.is_file():
            if not known(path):
                raise InputError(f"{name}: {unknown_format(path)}")
            return [Found(path, name)]
        elif path.exists():
            raise InputError(f"{name} is no regular file: expected a file or a folder with articles")
        else:
            hint = "; a text itself goes in as [{'text': ...}]" if len(path.name.split()) > _WORDS else ""
            if not hint and any(sign in str(path) for sign in "*?["):
                hint = "; patterns are not expanded: pass sorted(glob.glob(...)), or the folder"
            raise InputError(f"there is no file or folder {shown(path)[:200]!r}{hint}")
    except (OSError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        detail = reason(error) if isinstance(error, OSError) else str(error)
        raise InputError(
            f"the path {shown(str(path).replace(chr(0), '?'))[:100]!r} cannot be used: {detail}"
        ) from error
    if not found:
        raise InputError(f"the folder {shown(path)!r} is empty: expected files such as {' '.join(READERS)}")
    if all(item.fault is not None for item in found):
        detail = next(item.fault.message for item in found if item.fault is not None)
        raise InputError(f"the folder {shown(path)!r} holds no article: {found[0].name} {detail}")
    return found


def _with_progress(
    items: Iterator[Any], total: int | None, unit: str, progress: bool | None
) -> Iterator[Any]:
    if progress is False:
        return items
    from tqdm.auto import tqdm

    bar = tqdm(
        items,
        total=total,
        unit=f" {unit}s",
        desc="Reading",
        delay=0 if progress else _PROGRESS_AFTER,
        leave=False,
    )
    return iter(bar)
