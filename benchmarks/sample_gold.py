"""The sample corpus's gold answers, located in the text as read.

Gold rows name exact words; a reader may have cut a closing line or kept a line break. So words are looked up with runs of white
space as one space, and come back as offsets into the article's own title or text.
"""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analystkit.corpus.corpus import Corpus

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "data" / "gold"


@dataclass(frozen=True)
class Located:
    """A gold row and where it stands: article id, part, half-open offsets."""

    row: dict[str, Any]
    article_id: str
    part: str
    start: int
    end: int


class Gold:
    """The gold rows of one split of the sample, located in a corpus read from ``data/articles``."""

    def __init__(self, corpus: Corpus, split: str = "dev") -> None:
        with (GOLD / "split.csv").open(encoding="utf-8", newline="") as handle:
            lines = [line for line in handle if not line.startswith("#")]
        self.articles = {row["article"] for row in csv.DictReader(lines) if split in ("all", row["split"])}
        self.corpus = corpus
        self._texts = corpus.part_texts()
        self._ids = dict(_keys(corpus))

    def article_id(self, key: str) -> str:
        """Return the id of the article a gold row names, "" where it was not read."""
        return self._ids.get(key, "")

    def rows(self, name: str) -> list[dict[str, Any]]:
        """Return the rows of one gold file that belong to the split."""
        path = GOLD / f"{name}.jsonl"
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        return [row for row in rows if "article" not in row or row["article"] in self.articles]

    def find(
        self, key: str, words: str, within: tuple[str, int, int] | None = None
    ) -> tuple[str, int, int] | None:
        """Return (part, start, end) of some words in an article, None where they do not stand there."""
        article_id = self.article_id(key)
        pattern = re.compile(r"\s+".join(re.escape(word) for word in words.split()))
        for part in ("text", "title") if within is None else (within[0],):
            text = self._texts.get((article_id, part), "")
            low, high = (0, len(text)) if within is None else within[1:]
            match = pattern.search(text, low, high)
            if match:
                return part, match.start(), match.end()
        return None

    def located(self, name: str, words: str) -> tuple[list[Located], int]:
        """Return the rows of a file with the offsets of the field `words` inside their anchor, and how many were not found."""
        found, lost = [], 0
        for row in self.rows(name):
            anchor = self.find(row["article"], row["anchor"])
            place = anchor and self.find(row["article"], row[words], anchor)
            if place is None:
                lost += 1
                continue
            found.append(Located(row, self.article_id(row["article"]), *place))
        return found, lost


def _keys(corpus: Corpus) -> list[tuple[str, str]]:
    keys = []
    for article_id, path in zip(corpus.articles["article_id"], corpus.articles["path"], strict=True):
        name = Path(path.split("#")[0]).name
        keys += [(name, article_id), (f"{name}#{article_id}", article_id)]
    return keys


def same_name(written: str, found: str) -> bool:
    """Say whether two namings overlap: one's content words are among the other's."""
    left, right = _content(written), _content(found)
    return bool(left and right) and (left <= right or right <= left)


def _content(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.casefold())) - {
        "the",
        "a",
        "an",
        "of",
        "s",
        "its",
        "his",
        "her",
        "their",
    }
