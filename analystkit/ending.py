"""What the command line says when its work is done: counts, what was refused, and the exit code."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from analystkit.model.terminal import visible, write
from analystkit.model.wording import count_phrase

if TYPE_CHECKING:
    import pandas as pd

    from analystkit.corpus.corpus import Corpus

# Exit codes: what a shell script may rely on.
DONE = 0
PARTLY = 1
NOTHING_DONE = 2
_LONGEST = 300


def closing(corpus: Corpus, options: argparse.Namespace, done: str) -> int:
    """Say what a corpus holds and what was refused; return the exit code."""
    if not len(corpus.articles):
        return _nothing(corpus.problems, options, "problems.csv")
    if not options.quiet:
        write(f"{_in_shell_words(repr(corpus))}\n{visible(done)}\n")
    return _refusals(corpus.problems, options, "problems.csv")


def _refusals(problems: pd.DataFrame, options: argparse.Namespace, listed: str) -> int:
    """Say what was refused: the first and why, and where the others are listed."""
    refused = problems[(problems["severity"] == "error").to_numpy()]
    if not len(refused):
        return DONE
    say(
        f"analystkit: {len(refused):,} refused or failed, the rest went through; {_first(refused)}; "
        f"all of them: {Path(options.out) / listed}"
    )
    return PARTLY


def _nothing(problems: pd.DataFrame, options: argparse.Namespace, listed: str) -> int:
    """Say why no article came out: the first refusal, and where the others are listed."""
    refused = problems[(problems["severity"] == "error").to_numpy()]
    if not len(refused):
        say("analystkit: no article could be read: there was nothing to read")
        return NOTHING_DONE
    more = f"; all {len(refused):,} refusals: {Path(options.out) / listed}" if len(refused) > 1 else ""
    say(f"analystkit: no article could be read: {_first(refused)}{more}")
    return NOTHING_DONE


def _first(refused: pd.DataFrame) -> str:
    first = refused.iloc[0]
    named = first["path"] or first["article_id"]
    # pandas' missing number is not equal to itself, and cannot say so.
    row = f", row {first['row']}" if str(first["row"]) not in ("<NA>", "nan") else ""
    return f"{f'{named}{row}' if named else 'the first'}: {_cut(str(first['message']))}"


def _cut(message: str) -> str:
    return message if len(message) <= _LONGEST else f"{message[: _LONGEST - 1].rstrip()}…"


def closing_store(corpus: Corpus, options: argparse.Namespace) -> int:
    """Say what a store holds; its frames may be larger than memory, so only their sizes are looked at."""
    from analystkit.corpus.stream import rows_held

    rows = rows_held(options.out)
    problems = corpus.problems
    refused = problems[(problems["severity"] == "error").to_numpy()]
    if not rows["articles"]:
        return _nothing(problems, options, "problems.parquet")
    if not options.quiet:
        said = ", ".join(
            count_phrase(rows[f"{name}s"], name)
            for name in ("article", "event", "incident", "quote", "actor")
        )
        write(f"{said}\nframes written to {visible(str(options.out))}\n")
        _cautions(corpus, rows["articles"], len(problems) - len(refused), options)
    return _refusals(problems, options, "problems.parquet")


def _cautions(corpus: Corpus, articles: int, warned: int, options: argparse.Namespace) -> None:
    """Say what the rows do not show: articles without a date, and what was read with a doubt."""
    undated = int(corpus.sql("SELECT count(*) AS n FROM articles WHERE published IS NULL")["n"].iloc[0])
    if undated:
        from analystkit.corpus.card import undated_warning

        write(f"  ! {visible(_in_shell_words(undated_warning(undated, articles, corpus.problems)))}\n")
    if warned:
        write(
            f"  ! {count_phrase(warned, 'warning')}: see {visible(str(Path(options.out) / 'problems.parquet'))}\n"
        )


# What a message of the library asks of a caller in Python, as it is asked of one in a shell.
_SHELL_WORDS = (
    ("day_first=True or False", "--day-first or --month-first"), ("day_first=", "--day-first or --month-first"), ("published=...", "--published DATE"),
    ("published=", "--published"), ("see corpus.problems", "see problems.csv"), ("ak.open(...)", "analystkit report"),
)  # fmt: skip


def _in_shell_words(message: str) -> str:
    """Return a message with options of the command line in place of arguments of functions."""
    for said, meant in _SHELL_WORDS:
        message = message.replace(said, meant)
    return message


def say(message: str) -> None:
    """Write a message in one line to the standard error."""
    write(visible(" ".join(_in_shell_words(message).split())) + "\n", sys.stderr)
