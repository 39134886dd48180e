"""Time: work grows with the text and no faster, over every scanner; and what takes too long is refused, not waited for.

Seconds are measured in ``benchmarks/hostile_time.py``. Here work is counted: lines of Python carried out, which no busy machine disturbs.
"""

from __future__ import annotations

import re
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pandas as pd
import pytest
import spacy

import analystkit as ak
from analystkit import cli, ending
from analystkit.corpus import build
from analystkit.errors import TimeLimitError
from analystkit.extraction import name_links
from analystkit.extraction.found import NAME, Found
from analystkit.extraction.name_words import name_words
from analystkit.extraction.part import read_part
from analystkit.extraction.quotation.cues import cue_table
from analystkit.extraction.quotation.marks import find_marked
from analystkit.extraction.quotation.scene import read_scene
from analystkit.extraction.quotation.sources import SpeakerLinker, source_table
from analystkit.lexicon import Lexicon
from analystkit.model import time_limit
from analystkit.model.paragraphs import paragraphs
from analystkit.model.rows import Article, Mention
from analystkit.pipeline import load_pipeline
from analystkit.pipeline.guarding import guard
from analystkit.pipeline.splitting import pieces
from analystkit.readers import articles as reading
from analystkit.readers import read_articles
from analystkit.readers.language import foreign_language
from analystkit.readers.plain import structure
from analystkit.readers.published import read_date

HALF = 12_000

# Units that are repeated to a length: what has been seen to make scanners slow, and what might.
UNITS = {
    "opening marks": "\u201c", "straight marks": '"', "marks and spaces": '" ', "single marks": "\u2018a ", "apostrophes": "'s ", "backticks": "``",
    "nested marks": "\u201ca \u2018b ", "unclosed paragraphs": '"We go\n\n', "brackets": "(", "brackets closed": "()", "dashes": "-", "dots": ".", "commas": ", ",
    "one word": "w", "short words": "a ", "capitals": "A B. ", "blank lines": "\n\n", "spaces": " ", "digits": "9", "numbers": "1,0 ",
    "dates": "3 to 5 May and ", "emoji": "\U0001f600", "combining": "e\u0301", "sources": "Source: ", "handles": "(@a", "carriage returns": "\r", "urls": "https://",
    "percent": "% ", "bylines": "By x\n", "colons": "a: ",
}  # fmt: skip


def _marks(text: str) -> None:
    find_marked(text, paragraphs(text))


def _splitting(text: str) -> None:
    pieces(text, 500)


SCANNERS: dict[str, Callable[[str], object]] = {
    "marks": _marks,
    "paragraphs": paragraphs,
    "guard": guard,
    "splitting": _splitting,
    "structure": structure,
    "language": foreign_language,
    "date": read_date,
}


@contextmanager
def counted() -> Iterator[list[int]]:
    """Count lines of Python carried out in analystkit."""
    lines = [0]

    def trace(frame, event, _):
        if event == "call" and "analystkit" not in frame.f_code.co_filename:
            return None
        lines[0] += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield lines
    finally:
        sys.settrace(before)


@pytest.mark.parametrize("scanner", SCANNERS)
def test_work_grows_with_the_text_and_no_faster(scanner):
    scan = SCANNERS[scanner]
    scan("first words")
    for name, unit in UNITS.items():
        work = []
        for size in (HALF // 4, HALF // 2):
            with counted() as lines:
                scan(unit * (size // len(unit)))
            work.append(lines[0])
        assert work[1] <= 2.5 * work[0] + 200, (name, work)


# The regular expressions of the package on a million characters: a quadratic one takes minutes, a linear one a fraction of a second.
MILLION = 1_000_000
_GENEROUS_SECONDS = 30.0


def _patterns() -> dict[str, re.Pattern[str]]:
    import importlib
    import pkgutil

    found = {}
    for module in pkgutil.walk_packages(ak.__path__, "analystkit."):
        if module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            held = (
                value.values()
                if isinstance(value, dict)
                else value
                if isinstance(value, (tuple, list))
                else (value,)
            )
            for number, pattern in enumerate(held):
                if isinstance(pattern, re.Pattern) and isinstance(pattern.pattern, str):
                    found[f"{module.name}.{name}.{number}"] = pattern
    return found


def test_no_pattern_is_slow_on_any_generator():
    patterns = _patterns()
    assert len(patterns) > 30
    for name, pattern in patterns.items():
        for kind, unit in UNITS.items():
            # Long enough that the square of it takes longer than allowed.
            text = unit * (100_000 // len(unit))
            with time_limit.time_limit(_GENEROUS_SECONDS):
                # What is searched in running text, and what is matched against a whole line or cell.
                assert sum(1 for _ in pattern.finditer(text)) >= 0, (name, kind)
                pattern.fullmatch(text)


@pytest.mark.parametrize(
    "kind",
    ["opening marks", "straight marks", "apostrophes", "one word", "unclosed paragraphs", "blank lines"],
)
def test_a_million_characters_go_through_the_scanners(kind):
    text = UNITS[kind] * (MILLION // len(UNITS[kind]))
    with time_limit.time_limit(_GENEROUS_SECONDS):
        for scan in SCANNERS.values():
            scan(text)


def _endless(*_: object) -> None:
    while True:
        pass


def _catastrophe(*_: object) -> None:
    # Backtracks for longer than anybody waits; the engine looks for signals as it does.
    re.match(r"(?:a|a)+$", "a" * 60 + "b")


@pytest.mark.parametrize("slow", [_endless, _catastrophe])
def test_an_article_that_takes_too_long_is_a_row_in_problems(slow, monkeypatch):
    frame = pd.DataFrame(
        {"text": [f"Soldiers shelled port {n} on Monday." for n in range(3)], "id": ["a", "b", "c"]}
    )
    ak.extract(frame, progress=False)  # what is loaded only once
    real = build.extract_article
    monkeypatch.setattr(build, "allowance", lambda _: 0.3)
    monkeypatch.setattr(
        build,
        "extract_article",
        lambda article, *rest: slow() if article.article_id == "b" else real(article, *rest),
    )
    corpus = ak.extract(frame, progress=False)
    assert list(corpus.articles["article_id"]) == ["a", "b", "c"]
    assert set(corpus.events["article_id"]) == {"a", "c"}
    [problem] = corpus.problems.itertuples()
    assert (problem.article_id, problem.stage, problem.severity) == ("b", "extract", "error")
    assert "seconds of computing, the limit for an article of its length" in problem.message


@pytest.mark.parametrize("slow", ["b.txt", "b.pdf"])
def test_a_file_that_takes_too_long_to_read_is_a_row_in_problems(slow, tmp_path, monkeypatch):
    for name in ("a.txt", slow, "c.txt"):
        (tmp_path / name).write_text(f"Soldiers shelled {name} on Monday.")
    real = reading.read_file
    monkeypatch.setattr(reading, "allowance", lambda _: 0.2)
    monkeypatch.setattr(reading.limits, "PDF_SECONDS", 0.2)
    monkeypatch.setattr(reading, "read_file", lambda path: _endless() if path.name == slow else real(path))
    articles, problems = read_articles(tmp_path, progress=False)
    assert list(articles["path"]) == ["a.txt", "c.txt"]
    assert list(problems["path"]) == [slow] and "seconds of computing" in problems["message"].iloc[0]


def test_ten_seconds_for_each_hundred_thousand_characters():
    assert [time_limit.allowance(n) for n in (0, 50_000, 100_000, 1_000_000)] == [10, 10, 10, 100]


def test_a_library_that_swallows_exceptions_is_stopped_too():
    def stubborn():
        while True:
            try:
                _endless()
            except Exception:
                continue

    with pytest.raises(TimeLimitError), time_limit.time_limit(0.1):
        stubborn()


def test_outside_the_main_thread_the_time_is_told():
    told = []

    def work():
        with time_limit.time_limit(0.01) as clock:
            sum(range(20_000_000))
        told.append(clock.spent)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert told[0] > 0.01


def test_the_timer_is_given_back():
    import signal

    before = signal.getsignal(signal.SIGVTALRM)
    with time_limit.time_limit(5):
        pass
    with pytest.raises(TimeLimitError), time_limit.time_limit(0.05):
        _endless()
    assert signal.getsignal(signal.SIGVTALRM) is before and signal.getitimer(signal.ITIMER_VIRTUAL) == (
        0.0,
        0.0,
    )


def _namesakes(count: int) -> list[Found]:
    """Two of one surname, then the surname alone so often; and as many people of another one."""
    full = [("ana", "duarte"), ("omar", "duarte"), *((f"x{n}", "haddad") for n in range(count))]
    keys = [*full, *[("duarte",)] * count]
    return [Found(0, n, n + 1, n, NAME, "PERSON", key=key) for n, key in enumerate(keys)]


def _bodies(count: int) -> list[Found]:
    keys = [key for n in range(count) for key in ((f"x{n}", "rovers"), ("rovers",), ("ministry",))]
    return [Found(0, n, n + 1, n, NAME, "ORG", key=key) for n, key in enumerate(keys)]


@pytest.mark.parametrize("names", [_namesakes, _bodies])
def test_names_of_one_surname_are_linked_in_a_number_of_steps_that_grows_as_they_do(names, monkeypatch):
    monkeypatch.setattr(name_links, "_NAMESAKES", 5)
    work = []
    for count in (100, 200):
        found = names(count)
        with counted() as lines:
            name_links.link_names(found, name_words(Lexicon.default()))
        work.append(lines[0])
    assert work[1] <= 2.5 * work[0], work


def test_speakers_are_linked_in_a_number_of_steps_that_grows_as_they_do():
    tokenizer = spacy.blank("en").tokenizer
    work = []
    for count in (60, 120):
        text = "he left. " * count
        part = read_part(Article("a", "", text), "text", tokenizer(text))
        mentions = [
            Mention(f"m{n}", "a", "text", 9 * n, 9 * n + 2, "he", "", "pronoun", "", f"n{n}") for n in range(count)
        ]  # fmt: skip
        sources = source_table(Lexicon.default())
        linker = SpeakerLinker(
            read_scene(part, cue_table(Lexicon.default()), sources.labels), mentions, sources
        )
        with counted() as lines:
            for n in range(count):
                assert linker.link((3 * n, 3 * n + 1))[0] == f"m{n}"
        work.append(lines[0])
    assert work[1] <= 2.5 * work[0], work


def _loaded(folder, _):
    return ak.load(folder, progress=False)


def _streamed(folder, out):
    return ak.extract_to(folder, out, progress=False)


def _commanded(folder, out):
    assert cli.main(["extract", str(folder), "--out", str(out), "--quiet"]) == ending.PARTLY
    return ak.open(out)


@pytest.mark.parametrize("way", [_loaded, _streamed, _commanded])
def test_an_article_that_takes_too_long_is_a_row_in_problems_whichever_way_it_goes(
    way, tmp_path, monkeypatch
):
    folder = tmp_path / "press"
    folder.mkdir()
    for name in "abc":
        (folder / f"{name}.txt").write_text(f"Soldiers shelled port {name} on Monday.")
    load_pipeline()
    real = build.extract_article
    monkeypatch.setattr(build, "allowance", lambda _: 0.5)
    monkeypatch.setattr(
        build,
        "extract_article",
        lambda article, *rest: _endless() if article.path == "b.txt" else real(article, *rest),
    )
    corpus = way(folder, tmp_path / "out")
    assert list(corpus.articles["path"]) == ["a.txt", "b.txt", "c.txt"]
    problems = corpus.problems[corpus.problems["severity"] == "error"]
    assert list(problems["path"]) == ["b.txt"] and list(problems["stage"]) == ["extract"]
    assert problems["message"].str.contains("seconds of computing, the limit for an article").all()
    assert set(corpus.events["article_id"]) == set(corpus.articles["article_id"]) - set(
        problems["article_id"]
    )
