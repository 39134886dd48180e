"""The command line: extract articles to frames, or to a report."""

from __future__ import annotations

import argparse
import logging
import signal
import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analystkit import __version__
from analystkit.ending import NOTHING_DONE, closing, closing_store, say
from analystkit.errors import AnalystkitError, InputError
from analystkit.model.terminal import visible

if TYPE_CHECKING:
    from analystkit.corpus.corpus import Corpus

INTERRUPTED = 130
TERMINATED = 143

_EPILOG = """\
exit codes:
  0   done
  1   done, but some articles or files were refused (see problems.parquet, problems.csv or the report)
  2   nothing could be done; the message says why
  130 interrupted, 143 terminated; the same extract command goes on where it was

examples:
  analystkit report data/articles --out report
  analystkit extract articles.jsonl --out frames --published 2022-01-04
  analystkit extract archive/ --out frames --pipeline en_core_web_sm
  analystkit extract archive.jsonl --out store --workers 4 --cache
  analystkit extract archive.jsonl --out /shared/store --dask tcp://scheduler:8786
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    arguments : sequence of str, optional
        What stands behind ``analystkit``; ``sys.argv`` by default.

    Returns
    -------
    int
        The exit code.
    """
    parser = _parser()
    if not (sys.argv[1:] if arguments is None else arguments):
        parser.print_help(sys.stderr)
        return NOTHING_DONE
    options = parser.parse_args(arguments)
    lines = logging.StreamHandler()
    lines.setFormatter(_Plain("%(name)s: %(message)s"))
    logging.basicConfig(level=logging.DEBUG if options.verbose else logging.ERROR, handlers=[lines])
    try:
        with warnings.catch_warnings():
            warnings.showwarning = _warned
            return int(options.run(options))
    except AnalystkitError as error:
        say(f"analystkit: {error}")
        return NOTHING_DONE
    except KeyboardInterrupt as stop:
        ended = "terminated" if isinstance(stop, _Terminated) else "interrupted"
        say(f"analystkit: {ended}; {stop or 'what was written before is intact'}")
        return TERMINATED if isinstance(stop, _Terminated) else INTERRUPTED
    except OSError as error:
        where = f": {error.filename}" if error.filename else ""
        say(f"analystkit: {error.strerror or error}{where}")
        return NOTHING_DONE
    # The last resort, so that a newcomer sees a sentence; --verbose gives a developer the rest.
    except Exception as error:
        if options.verbose:
            raise
        say(
            f"analystkit: unexpected {type(error).__name__}: {error} (run again with --verbose for the details)"
        )
        return NOTHING_DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="analystkit",
        description="Turn news articles into tables of events, actors and quotes, with the words each row rests on.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"analystkit {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    extract = commands.add_parser(
        "extract",
        help="write one Parquet file a frame",
        description="Read articles and write one Parquet file a frame. They are read and extracted part by part: memory stays flat, the "
        "same command goes on where it was interrupted, and new articles cost only themselves. What is needed for that is kept in DIR/parts. "
        "DIR holds what ARTICLES hold: to add articles, name old and new ones.",
    )
    extract.set_defaults(run=_extract)
    doing = extract.add_mutually_exclusive_group()
    doing.add_argument("--workers", metavar="N", type=int, default=1, help="work in N processes")
    doing.add_argument(
        "--dask",
        metavar="ADDRESS",
        help="work on a Dask cluster: tcp://host:8786, or its scheduler file (.json)",
    )
    extract.add_argument(
        "--cache", action="store_true", help="keep parses, so that other words need no new parse"
    )
    report = commands.add_parser(
        "report",
        help="write frames, charts and a report to read",
        description="Read articles and write the frames (CSV, Parquet), a timeline and a co-occurrence chart (PNG, SVG) and report.html. "
        "ARTICLES may also be what extract wrote, or corpus.save(...): then nothing is extracted again.",
    )
    report.set_defaults(run=_report)
    for command in (extract, report):
        command.add_argument("articles", metavar="ARTICLES", nargs="+", help="folders or files of articles")
        command.add_argument(
            "--out", metavar="DIR", required=True, help="folder to write to; made if it is not there"
        )
        command.add_argument(
            "--published", metavar="DATE", help="publication date (YYYY-MM-DD) of articles that state none"
        )
        order = command.add_mutually_exclusive_group()
        order.add_argument(
            "--day-first",
            dest="day_first",
            action="store_true",
            default=None,
            help="read 02/01/2024 as 2 January",
        )
        order.add_argument(
            "--month-first", dest="day_first", action="store_false", help="read 02/01/2024 as 1 February"
        )
        command.add_argument("--outlet", metavar="NAME", help="outlet of articles that state none")
        command.add_argument(
            "--pipeline", metavar="NAME", help="small (the default), accurate, or an installed spaCy pipeline"
        )
        command.add_argument(
            "--places", metavar="CSV", help="your own places, in the columns of the places table"
        )
        command.add_argument(
            "--actors", metavar="CSV", help="your own actors, in the columns of the actors table"
        )
        command.add_argument("--quiet", action="store_true", help="no progress bar and no summary")
        command.add_argument("--verbose", action="store_true", help="log what happens, show full tracebacks")
    report.add_argument(
        "--no-texts", action="store_true", help="leave the full article texts out of report.html"
    )
    return parser


def _extract(options: argparse.Namespace) -> int:
    from analystkit.cluster import extract_to

    with _terminable():
        corpus = extract_to(
            _source(options),
            options.out,
            workers=options.workers,
            client=options.dask,
            cache=options.cache,
            **_settings(options),
        )
    return closing_store(corpus, options)


def _report(options: argparse.Namespace) -> int:
    from analystkit import export
    from analystkit.corpus.store import refuse_target

    # Before hours of work are done for a folder that cannot be written.
    refuse_target(_out(options))
    corpus = _load(options)
    folder = corpus.save(options.out)
    export.csv(corpus, folder)
    export.pictures(corpus, folder)
    export.report(corpus, folder, full_texts=not options.no_texts)
    return closing(corpus, options, f"report written to {folder / 'report.html'}")


def _load(options: argparse.Namespace) -> Corpus:
    from analystkit.corpus.build import load
    from analystkit.corpus.store import open_corpus
    from analystkit.readers.folder import holds_corpus

    if len(options.articles) == 1 and holds_corpus(Path(options.articles[0])):
        ignored = [
            f"--{name.replace('_', '-')}"
            for name in ("published", "outlet", "day_first", "pipeline", "places", "actors")
            if getattr(options, name) not in (None, "")
        ]
        if ignored:
            raise InputError(
                f"{options.articles[0]} holds a saved corpus, which {ignored[0]} cannot change: give the articles it was made from"
            )
        return open_corpus(options.articles[0])
    return load(_source(options), **_settings(options))


def _source(options: argparse.Namespace) -> Any:
    return options.articles[0] if len(options.articles) == 1 else options.articles


def _settings(options: argparse.Namespace) -> dict[str, Any]:
    from analystkit.lexicon import Lexicon

    _out(options)
    added = {name: getattr(options, name) for name in ("places", "actors") if getattr(options, name)}
    return {
        "published": options.published,
        "outlet": options.outlet,
        "day_first": options.day_first,
        "pipeline": options.pipeline,
        "lexicon": Lexicon.default().extended(**added),
        "progress": False if options.quiet else None,
    }


def _out(options: argparse.Namespace) -> Path:
    from analystkit.model.places import place

    if not options.out:
        raise InputError("--out is empty, expected a folder: is a variable not set?")
    out = place(options.out)
    if out.is_file():
        raise InputError(f"--out names a file, expected a folder: {out}")
    return out


class _Terminated(KeyboardInterrupt):
    """The process was asked to end, as batch systems do before they kill."""


@contextmanager
def _terminable() -> Iterator[None]:
    """Let SIGTERM end the work inside the block as Ctrl-C does."""

    def end(*_: object) -> None:
        raise _Terminated

    try:
        before = signal.signal(signal.SIGTERM, end)
    except ValueError:  # not the main thread: whoever runs it there decides
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _warned(message: Warning | str, *_: object, **__: object) -> None:
    """Say a warning of the library as everything else is said: in a line, without the place in the code."""
    say(f"analystkit: {message}")


class _Plain(logging.Formatter):
    """Log lines name articles and files: what would steer the terminal is shown instead."""

    def format(self, record: logging.LogRecord) -> str:
        return visible(super().format(record))


if __name__ == "__main__":
    sys.exit(main())
