"""Building a corpus: read, parse, extract, link."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pandas as pd

from analystkit.corpus.corpus import Corpus
from analystkit.corpus.linking import link
from analystkit.extraction.article import extract_article
from analystkit.extraction.part import ArticlePart, read_part
from analystkit.extraction.reach import compiles
from analystkit.lexicon import Lexicon, lexicon_of
from analystkit.model import schema
from analystkit.model.resting import old_objects_at_rest
from analystkit.model.rows import TEXT, TITLE, Article, ArticleRows, Problem
from analystkit.model.time_limit import allowance, time_limit
from analystkit.pipeline import Parsed, load_pipeline, parse, pipeline_fingerprint
from analystkit.readers import Reading, read_articles

if TYPE_CHECKING:
    from spacy.language import Language

_log = logging.getLogger(__name__)
EXTRACTED = ("sentences", "mentions", "dates", "places", "quotes", "events", "problems")
# Row objects cost some ten times what a frame does: turn them into frames every so many articles.
_FLUSH_ARTICLES = 500
_PROGRESS_DELAY_SECONDS = 2.0


def load(
    source: str | Path | Sequence[str | Path] | pd.DataFrame | Sequence[Mapping[str, Any]],
    *,
    published: str | date | datetime | None = None,
    outlet: str | None = None,
    day_first: bool | None = None,
    pipeline: str | Path | Language | None = None,
    lexicon: Lexicon | None = None,
    progress: bool | None = None,
) -> Corpus:
    """Read articles, extract everything from them and resolve who is who.

    Parameters
    ----------
    source : path, sequence of paths, DataFrame, or sequence of mappings
        A folder (read with its subfolders), a file, several of them, or a frame with a ``text`` column, also as records:
        ``[{"text": ..., "published": ...}]``.
    published : str, date or datetime, optional
        Publication date (UTC) of the articles that state none. Without it their relative dates ("on Tuesday")
        cannot be resolved.
    outlet : str, optional
        Outlet of the articles that state none.
    day_first : bool, optional
        How to read dates such as 02/01/2024 in the articles' metadata. Without it they are not guessed at but left empty, with a warning.
    pipeline : str, Path or spacy.Language, optional
        The spaCy pipeline; the embedded one by default. See `load_pipeline`.
    lexicon : Lexicon, optional
        The words to go by; ``Lexicon.default().extended(...)`` adds your own.
    progress : bool, optional
        Show a progress bar; by default only for what takes longer than two seconds.

    Returns
    -------
    Corpus

    Raises
    ------
    InputError
        If there is nothing to read at `source`. A file or row that cannot be read is a row in ``corpus.problems``.
    DateError
        If `published` is no date.
    LexiconError
        If a line added to the lexicon cannot be used.
    PipelineError
        If the pipeline is not installed or lacks a tagger, parser or names.
    MissingExtra
        If the accurate pipeline, or the one file given, needs a package that is not installed.

    Examples
    --------
    >>> import analystkit as ak
    >>> corpus = ak.load("data/articles")  # doctest: +SKIP
    """
    lexicon = lexicon_of(lexicon)
    reading = read_articles(
        source, published=published, outlet=outlet, day_first=day_first, progress=progress
    )
    return extract(reading, pipeline=pipeline, lexicon=lexicon, progress=progress)


def extract(
    articles: Reading | pd.DataFrame,
    *,
    pipeline: str | Path | Language | None = None,
    lexicon: Lexicon | None = None,
    progress: bool | None = None,
) -> Corpus:
    """Extract every frame from articles already read.

    Parameters
    ----------
    articles : Reading or DataFrame
        What `read_articles` returned, or a frame with a ``text`` column.
    pipeline, lexicon, progress
        As in `load`.

    Returns
    -------
    Corpus

    Raises
    ------
    InputError
        If the frame has no column with the text.
    LexiconError
        If a line added to the lexicon cannot be used.
    PipelineError, MissingExtra
        As in `load`.
    """
    lexicon = lexicon_of(lexicon)
    reading = articles if isinstance(articles, Reading) else read_articles(articles)
    compiles(lexicon, lexicon.added)
    nlp = cast("Language", pipeline) if hasattr(pipeline, "pipe") else load_pipeline(cast("str", pipeline))
    seconds = {"parse": 0.0, "extract": 0.0}
    rows = extract_rows(records(reading.articles), nlp, lexicon, seconds=seconds)
    whole = frames_of(_with_progress(rows, len(reading.articles), progress))
    whole["problems"] = _stack("problems", [reading.problems, whole["problems"]])
    whole["articles"] = reading.articles
    quotes = whole["quotes"]
    refused = quotes["status"] == "rejected"
    whole["rejected_quotes"] = quotes[refused].reset_index(drop=True)
    whole["quotes"] = quotes[~refused].reset_index(drop=True)
    meta = {
        "pipeline": pipeline_fingerprint(nlp),
        "pipeline_name": nlp.meta.get("analystkit", {}).get("pipeline", nlp.meta.get("name", "")),
        "lexicon": lexicon.fingerprint,
        "seconds": {stage: round(value, 3) for stage, value in seconds.items()},
    }
    return Corpus(link(whole, lexicon), meta=meta, lexicon=lexicon)


def frames_of(rows: Iterable[ArticleRows]) -> dict[str, pd.DataFrame]:
    """Collect what was extracted from single articles into a frame of each kind, rows in the order of the articles."""
    frames: dict[str, list[pd.DataFrame]] = {name: [] for name in EXTRACTED}
    with old_objects_at_rest():
        for batch in _batched(rows, _FLUSH_ARTICLES):
            for name in EXTRACTED:
                found = list(chain.from_iterable(getattr(one, name) for one in batch))
                if found:
                    frames[name].append(schema.to_frame(name, found))
    return {name: _stack(name, pieces) for name, pieces in frames.items()}


def records(articles: pd.DataFrame) -> Iterator[Article]:
    """Yield the rows of an articles frame as `Article` objects."""
    names = list(schema.FRAMES["articles"])
    for values in zip(*(articles[name] for name in names), strict=True):
        fields: dict[str, Any] = dict(zip(names, values, strict=True))
        stamp = fields["published"]
        fields["published"] = None if stamp is pd.NaT or pd.isna(stamp) else stamp.to_pydatetime()
        yield Article(**fields)


def extract_rows(
    articles: Iterable[Article],
    nlp: Language | None,
    lexicon: Lexicon,
    *,
    seconds: dict[str, float] | None = None,
    parser: Callable[[Iterator[str]], Iterator[Parsed]] | None = None,
) -> Iterator[ArticleRows]:
    """Parse and extract articles one after the other; an article that fails gives a problem, not an end.

    Parameters
    ----------
    articles : iterable of Article
        Read lazily, a batch ahead.
    nlp : spacy.Language, optional
        From `load_pipeline`; not needed with `parser`.
    lexicon : Lexicon
        The words to go by.
    seconds : dict, optional
        Where the time spent is added up, under ``parse`` and ``extract``.
    parser : callable, optional
        What turns texts (title, text, title, text ...) into one result each, in order; parses with `nlp` by default.

    Yields
    ------
    ArticleRows
        In the order of the articles; one for each, with a row in ``problems`` where a stage failed.
    """
    seconds = seconds if seconds is not None else {}
    waiting: list[Article] = []

    def texts() -> Iterator[str]:
        for article in articles:
            waiting.append(article)
            yield article.title
            yield article.text

    # transient: a Doc is read into plain lists before the next is asked for, which keeps memory flat.
    parsed = parser(texts()) if parser else parse(nlp or load_pipeline(), texts(), transient=True)

    def read(name: str) -> ArticlePart | Exception | None:
        begun = time.perf_counter()
        result = next(parsed, None)
        between = time.perf_counter()
        seconds["parse"] = seconds.get("parse", 0.0) + between - begun
        if result is None:
            return None
        if result.doc is None:
            return result.error
        try:
            return read_part(waiting[0], name, result.doc)
        finally:
            seconds["extract"] = seconds.get("extract", 0.0) + time.perf_counter() - between

    while (title := read(TITLE)) is not None and (text := read(TEXT)) is not None:
        article = waiting.pop(0)
        failures = [part for part in (title, text) if isinstance(part, Exception)]
        parts = [part for part in (title, text) if isinstance(part, ArticlePart)]
        begun = time.perf_counter()
        limit = allowance(len(article.title) + len(article.text))
        try:
            if failures:
                rows = _failed(article, "parse", failures[0])
            else:
                with time_limit(limit) as clock:
                    rows = extract_article(article, parts, lexicon)
                if clock.spent > limit:
                    # Where it could not be interrupted its rows are there: nothing is thrown away, but it is said.
                    rows.problems.append(_slow(article, clock.spent, limit))
        # Whatever an article makes an extractor do, the other articles go on.
        except Exception as error:
            _log.warning("extraction failed on article %s", article.article_id, exc_info=True)
            rows = _failed(article, "extract", error)
        seconds["extract"] = seconds.get("extract", 0.0) + time.perf_counter() - begun
        yield rows


def _slow(article: Article, spent: float, limit: float) -> Problem:
    message = f"extraction took {spent:.0f} seconds of computing, more than the {limit:.0f} an article of its length should take"
    return Problem(article.path, None, article.article_id, "extract", "warning", message)


def _failed(article: Article, stage: str, error: Exception) -> ArticleRows:
    message = f"nothing was extracted: {type(error).__name__}: {error}"
    return ArticleRows(
        article, problems=[Problem(article.path, None, article.article_id, stage, "error", message)]
    )


def _stack(name: str, pieces: list[pd.DataFrame]) -> pd.DataFrame:
    filled = [piece for piece in pieces if len(piece)]
    if not filled:
        return schema.empty(name)
    # Categories differ from piece to piece; only the schema makes them one type again.
    return filled[0] if len(filled) == 1 else schema.coerce(name, pd.concat(filled, ignore_index=True))


def _batched(rows: Iterable[ArticleRows], size: int) -> Iterator[list[ArticleRows]]:
    batch: list[ArticleRows] = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _with_progress(rows: Iterable[ArticleRows], total: int, progress: bool | None) -> Iterable[ArticleRows]:
    if progress is False or not total:
        return rows
    from tqdm.auto import tqdm

    delay = 0.0 if progress else _PROGRESS_DELAY_SECONDS
    bar: Iterable[ArticleRows] = tqdm(rows, total=total, unit="article", desc="Extracting", delay=delay)
    return bar
