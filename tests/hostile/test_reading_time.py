"""Time: twice the input takes at most two and a half times as long, whatever the input is made of."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from analystkit.readers import read_articles

HALF = 200_000
# Where a reading is this quick, the ratio measures the machine.
QUICK = 1.0

GENERATORS: dict[str, Callable[[int], str]] = {
    "list.html": lambda n: "<p>Hello there</p><ul>" + "<li>x" * (n // 5),
    "table.html": lambda n: "<p>Hello there</p><table>" + "<tr><td>x" * (n // 9),
    "breaks.html": lambda n: "<p>Hello there" + "<br>x" * (n // 5),
    "nested.html": lambda n: "<p>Hello there" + "<b>x" * (n // 4),
    "open.html": lambda n: "<p>Hello there</p>" + "<" * n,
    "comments.html": lambda n: "<p>Hello there</p>" + "<!--" * (n // 4),
    "attributes.html": lambda n: "<p>Hello there</p><a " + "x=y " * (n // 4) + ">",
    "meta.html": lambda n: "<head>" + "<meta name='date' content='x'>" * (n // 30) + "</head><p>Hello there",
    "charset.html": lambda n: "<p>Hello there\xff</p>" + "<meta " * (n // 6),
    "odd-quotes.csv": lambda n: "id,text\n" + 'x",",\n' * (n // 6),
    "open-quote.csv": lambda n: 'id,text\n1,"' + "\n" * n,
    "wide.csv": lambda n: "text" + "," * n + "\nx\n",
    "brackets.jsonl": lambda n: "[" * n,
    "nested.json": lambda n: '{"text":' * (n // 8),
    "digits.jsonl": lambda n: '{"text":"a","id":' + "9" * n + "}",
    "from.eml": lambda n: "Subject: x\nFrom: " + "a," * (n // 2) + "\n\nHello",
    "comments.eml": lambda n: "Subject: x\nFrom: " + "((" * (n // 2) + "\n\nHello",
    "words.eml": lambda n: "Subject: " + "=?utf-8?q?a?= " * (n // 14) + "\n\nHello",
    "folded.eml": lambda n: "Subject: x" + "\n =?utf-8?q?a?=" * (n // 15) + "\n\nHello",
    "type.eml": lambda n: "Subject: x\nContent-Type: text/plain;" + "a=b;" * (n // 4) + "\n\nHello",
    "parts.eml": lambda n: (
        "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n" * (n // 7)
    ),
    "front.md": lambda n: "---\n" + "a: b\n" * (n // 5),
    "links.md": lambda n: "![a](" * (n // 5),
    "open.rtf": lambda n: r"{\rtf1 x" + "{x}" * (n // 3),
    "fields.rtf": lambda n: r"{\rtf1 x" + r"{\field{\*\fldinst{HYPERLINK " * (n // 34) + "}",
    "letters.rtf": lambda n: r"{\rtf1 x" + r"\'82" * (n // 4) + "}",
    "halves.rtf": lambda n: r"{\rtf1 x" + r"\u-10179?" * (n // 9) + "}",
    "styles.rtf": lambda n: r"{\rtf1 {\stylesheet" + r"{\s1 a;}" * (n // 8) + "}x}",
    "sources.txt": lambda n: "x\n\n" + "Source:" * (n // 7),
    "bylines.txt": lambda n: "Headline\n" + "By x\n" * (n // 5),
}


@pytest.mark.parametrize("name", GENERATORS)
def test_time_grows_with_the_input_and_no_faster(name: str, tmp_path: Path) -> None:
    def seconds(size: int) -> float:
        (tmp_path / name).write_text(GENERATORS[name](size), encoding="latin-1")
        # The collector walks what other tests have left behind, whatever this file is like.
        gc.collect()
        start = time.process_time()
        read_articles(tmp_path / name, progress=False)
        return time.process_time() - start

    seconds(1000)  # what is imported and compiled only once
    whole = seconds(2 * HALF)
    if whole > QUICK:
        # Other processes disturb caches: the best of three against the best of three.
        half = min(seconds(HALF) for _ in range(3))
        whole = min(whole, seconds(2 * HALF), seconds(2 * HALF))
        assert whole <= 2.5 * half or whole <= QUICK, (half, whole)
    assert whole < 40  # ten seconds for 100 kB
