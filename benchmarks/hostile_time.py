"""Whether time grows with the text, whatever it is made of: ``python -m benchmarks.hostile_time [--patterns | --extraction]``.

For each pathological generator the processor time of 2n characters over that of n (n = 500,000): for every scanner, with ``--patterns`` for every regular
expression of the package, with ``--extraction`` for each extractor, for turning rows into frames and for resolution. A row each. Over 2.5 is marked; where 2n
take less than a tenth of a second (of extractors a whole one, whose objects the allocator and the caches make uneven) the ratio measures the machine
and is left out.

Articles of over 20,000 characters are parsed in pieces, so what parsing takes is a sum over these. For ``--extraction`` each piece that differs is parsed once,
untimed, and the pieces are joined as they are in earnest; beside the generators stand sentences of news, repeated and with other names each time.
"""

from __future__ import annotations

import argparse
import random
import runpy
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from analystkit.errors import TimeLimitError
from analystkit.model.time_limit import time_limit

TESTS = Path(__file__).resolve().parents[1] / "tests" / "hostile" / "test_time.py"
WORST = 2.5
_QUICK = 0.1
_QUICK_EXTRACTOR = 1.0
_LONGEST = 60.0


def seconds(act: Callable[[str], object], unit: str, size: int) -> float:
    """Return the processor seconds that a text of one repeated unit takes: the better of two runs, infinite over a minute."""
    text = unit * (size // len(unit))
    best = float("inf")
    for _ in range(2):
        begun = time.process_time()
        try:
            with time_limit(_LONGEST):
                act(text)
        except TimeLimitError:
            return float("inf")
        best = min(best, time.process_time() - begun)
    return best


def measure(name: str, act: Callable[[str], object], units: dict[str, str], size: int) -> tuple[float, str]:
    """Return the worst ratio of one scanner or pattern, 0 where every text is a quick one, and a row of the table that says where."""
    worst, where, longest = 0.0, "", 0.0
    for kind, unit in units.items():
        whole = seconds(act, unit, 2 * size)
        longest = max(longest, whole)
        if whole < _QUICK:
            continue
        ratio = whole / max(seconds(act, unit, size), 1e-9)
        if ratio > WORST:
            # Once more: what another process disturbed is not the text's.
            ratio = min(ratio, seconds(act, unit, 2 * size) / max(seconds(act, unit, size), 1e-9))
        if ratio > worst:
            worst, where = ratio, kind
    mark = " **over**" if worst > WORST else ""
    measured = f"{worst:.2f}{mark}, on {where}" if worst else f"under {_QUICK} s"
    return worst, f"| {name.removeprefix('analystkit.')} | {measured} | {longest:.2f} |"


# What gives rows: of the generators most give none.
NEWS = {
    "news": "Rebels shelled the port of Aden on Monday, killing at least 12 people, Ana Duarte said. ",
    "quoted": "\u201cWe saw smoke,\u201d Omar Haddad told reporters in Kano. \u201cIt was terrible,\u201d he added. ",
    "quoted paragraphs": "\u201cWe saw smoke,\u201d Omar Haddad told reporters.\n\n\u201cIt was terrible.\u201d\n\n\u201cWe go.\u201d\n\n",
    "pronouns": "He said she saw him with them. ", "one sentence": "he said that she told him that they saw it and ",
    "names": "Ana Duarte, Omar Haddad and Li Wei, ", "offices": "the president, the minister, the governor, the army and ",
    "events in a row": "attacked killed bombed shelled ", "tolls": "killed at least 12 people and wounded 30, ", "nested": "the attack of the attack of ",
    "places": "in Tripoli, in Paris, in Georgia, ", "months": "May ", "relative": "which killed the man ", "titles": "Mr. ", "labels": "Duarte: yes\n",
    "headlines": "RUSSIA ATTACKS UKRAINE ",
}  # fmt: skip


def other_names() -> dict[str, Callable[[int], str]]:
    """Return generators of sentences with another name each time, by the number of characters wanted."""
    draw = random.Random(1)  # noqa: S311

    def name() -> str:
        parts = (
            "".join(draw.choice("bdfgklmnprst") + draw.choice("aeiou") for _ in range(draw.choice((2, 3))))
            for _ in range(2)
        )
        return " ".join(parts).title()

    def until(sentence: Callable[[], str]) -> Callable[[int], str]:
        made: list[str] = []

        def text(size: int) -> str:
            while sum(map(len, made[:1])) * len(made) < 2 * size:
                made.append(sentence())
            return "".join(made)[:size]

        return text

    return {
        "other names": until(lambda: f"{name()} met {name()} in Kano. "),
        "other families": until(lambda: f"{name()} Duarte met Duarte and {name()} Haddad. "),
        "other bodies": until(lambda: f"The {name()} Ministry and the {name()} Rovers met {name()}. "),
        "other speakers": until(lambda: f"\u201cWe saw it,\u201d {name()} said. \u201cThey left,\u201d he added. "),
        "other events": until(
            lambda: f"On {draw.randint(1, 28)} May {draw.randint(1990, 2021)} {name()} attacked {name()} in Kano, killing {draw.randint(2, 90)}. "
        ),
    }  # fmt: skip


def steps(text: str, nlp: Any, lexicon: Any, parsed: dict[str, Any]) -> Iterator[tuple[str, float]]:
    """Yield the processor seconds of each step from a parsed article to linked frames."""
    from analystkit.corpus.build import frames_of
    from analystkit.corpus.linking import link
    from analystkit.extraction.dates import extract_dates
    from analystkit.extraction.events import extract_events
    from analystkit.extraction.mentions import extract_mentions
    from analystkit.extraction.part import read_part
    from analystkit.extraction.places import extract_places
    from analystkit.extraction.quotes import extract_quotes
    from analystkit.model import schema
    from analystkit.model.resting import collector_resting
    from analystkit.model.rows import Article, ArticleRows
    from analystkit.pipeline.guarding import guard
    from analystkit.pipeline.parsing import SPLIT_CHARACTERS, parse
    from analystkit.pipeline.splitting import join, pieces

    article = Article("a", "", text, datetime(2022, 1, 4, tzinfo=UTC))
    masked = guard(text)
    cuts = [masked[low:high] for low, high in pieces(masked, SPLIT_CHARACTERS)]
    for cut in cuts:
        if cut not in parsed:
            [parsed[cut]] = (one.doc for one in parse(nlp, [cut]))
    doc = join([parsed[cut] for cut in cuts])
    taken: list[tuple[str, float]] = []

    def timed(name: str, act: Callable[[], Any]) -> Any:
        with collector_resting():
            begun = time.process_time()
            made = act()
            taken.append((name, time.process_time() - begun))
        return made

    rows = ArticleRows(article)
    part = timed("tokens", lambda: read_part(article, "text", doc))
    rows.sentences = part.sentences
    rows.mentions = timed("mentions", lambda: extract_mentions([part], lexicon))
    rows.dates = timed("dates", lambda: extract_dates(part, lexicon))
    rows.places = timed("places", lambda: extract_places(part, rows.mentions, lexicon))
    rows.quotes = timed("quotations", lambda: extract_quotes(part, rows.mentions, lexicon))
    rows.events = timed(
        "events", lambda: extract_events(part, rows.mentions, rows.dates, rows.places, rows.quotes, lexicon)
    )
    frames = timed("frames", lambda: frames_of([rows]))
    frames["articles"] = schema.to_frame("articles", [article])
    frames["rejected_quotes"] = frames["quotes"].head(0)
    timed("resolution", lambda: link(frames, lexicon))
    yield from taken


def extraction(units: dict[str, str], size: int, only: tuple[str, ...]) -> None:
    """Measure each step on each generator and print the table; what each generator took goes to the other stream as it is done."""
    from analystkit.lexicon import Lexicon
    from analystkit.pipeline import load_pipeline

    nlp, lexicon = load_pipeline(), Lexicon.default()
    texts: dict[str, Callable[[int], str]] = {
        name: lambda n, unit=unit: unit * (n // len(unit)) for name, unit in {**units, **NEWS}.items()
    } | other_names()
    dict(steps("Soldiers shelled the port on Monday.", nlp, lexicon, {}))
    worst: dict[str, tuple[float, str]] = {}
    longest: dict[str, tuple[float, str]] = {}
    chosen = {name: text for name, text in texts.items() if not only or name in only}
    for kind, text in chosen.items():
        parsed: dict[str, Any] = {}
        half, whole = (dict(steps(text(n), nlp, lexicon, parsed)) for n in (size, 2 * size))
        if any(whole[step] > _QUICK_EXTRACTOR and whole[step] > WORST * half[step] for step in whole):
            half, whole = (
                {step: min(before[step], again) for step, again in steps(text(n), nlp, lexicon, parsed)}
                for n, before in ((size, half), (2 * size, whole))
            )
        said = []
        for step, seconds_ in whole.items():
            longest[step] = max(longest.get(step, (0.0, "")), (seconds_, kind))
            if seconds_ > _QUICK_EXTRACTOR:
                ratio = seconds_ / max(half[step], 1e-9)
                worst[step] = max(worst.get(step, (0.0, "")), (ratio, kind))
                said.append(f"{step} {ratio:.2f} ({seconds_:.1f} s)")
        print(f"{kind}: {', '.join(said) or 'quick'}", file=sys.stderr, flush=True)
    print(f"| | worst t(2n)/t(n), n = {size:,} | longest, s |\n|---|---|---|")
    for step, (seconds_, kind) in longest.items():
        ratio, where = worst.get(step, (0.0, ""))
        mark = " **over**" if ratio > WORST else ""
        measured = f"{ratio:.2f}{mark}, on {where}" if ratio else f"under {_QUICK_EXTRACTOR:.0f} s"
        print(f"| {step} | {measured} | {seconds_:.1f}, on {kind} |")
    print(f"\n{len(longest)} steps, {len(chosen)} generators, {2 * size:,} characters")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--extraction", action="store_true", help="extractors on parsed text instead of scanners"
    )
    parser.add_argument("--patterns", action="store_true", help="the regular expressions too")
    parser.add_argument("--characters", type=int, default=500_000, help="n")
    parser.add_argument("--only", nargs="+", default=(), help="some generators of --extraction")
    options = parser.parse_args()
    held = runpy.run_path(str(TESTS), run_name="hostile_time")
    units = held["UNITS"]
    size = options.characters
    if options.extraction:
        extraction(units, size, options.only)
        return
    acts = {**held["SCANNERS"]}
    for name, pattern in held["_patterns"]().items() if options.patterns else ():
        acts[name] = lambda text, pattern=pattern: (
            sum(1 for _ in pattern.finditer(text)),
            pattern.fullmatch(text),
        )
    print(f"| | worst t(2n)/t(n), n = {size:,} | longest, s |\n|---|---|---|")
    ratios = []
    for name, act in acts.items():
        ratio, row = measure(name, act, units, size)
        ratios.append(ratio)
        print(row, flush=True)
    print(f"\n{len(acts)} acts, {len(units)} generators, {2 * size:,} characters; worst {max(ratios):.2f}")


if __name__ == "__main__":
    main()
