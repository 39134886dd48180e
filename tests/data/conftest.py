"""The sample corpus and its gold answers, read without analystkit: they must be right before anything is measured with them."""

from __future__ import annotations

import csv
import email
import email.policy
import html
import json
import re
from pathlib import Path
from typing import Any

import pytest

DATA = Path(__file__).resolve().parents[2] / "data"
ARTICLES = DATA / "articles"
GOLD = DATA / "gold"


def squeeze(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def plain(raw: str) -> str:
    """A headline that is printed twice counts once, a front matter not at all."""
    raw = re.sub(r"\A---\n.*?\n---\n", "", raw, flags=re.S)
    lines = [line for line in raw.split("\n") if line.strip()]
    return squeeze("\n".join(lines[1:] if len(lines) > 1 and lines[0] == lines[1] else lines))


def visible(raw: str) -> str:
    raw = re.sub(r"(?is)<(script|style|head)\b.*?</\1>", " ", raw)
    return squeeze(html.unescape(re.sub(r"(?s)<[^>]+>", " ", raw)))


def mail(raw: bytes) -> str:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    body = message.get_body(("plain",))
    assert body is not None
    return squeeze(f"{message['subject']}\n{body.get_content()}")


def read_all() -> dict[str, str]:
    """Article key -> its words, runs of white space as one space."""
    found: dict[str, str] = {}
    for path in sorted(ARTICLES.iterdir()):
        if path.name.endswith(".meta.json"):
            continue
        if path.suffix == ".eml":
            found[path.name] = mail(path.read_bytes())
            continue
        raw = path.read_text(encoding="utf-8")
        if path.suffix == ".csv":
            rows = list(csv.DictReader(raw.splitlines(keepends=True)))
            found |= {f"{path.name}#{row['id']}": squeeze(f"{row['title']}\n{row['text']}") for row in rows}
        elif path.suffix == ".jsonl":
            rows = [json.loads(line) for line in raw.splitlines()]
            found |= {
                f"{path.name}#{row['article_id']}": squeeze(f"{row['title']}\n{row['text']}") for row in rows
            }
        else:
            found[path.name] = visible(raw) if path.suffix == ".html" else plain(raw)
    return found


class GoldFiles:
    """The gold tables as lists of dicts."""

    def __init__(self) -> None:
        for path in GOLD.glob("*.jsonl"):
            rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
            setattr(self, path.stem, rows)
        with (GOLD / "split.csv").open(encoding="utf-8", newline="") as handle:
            self.split = list(csv.DictReader(handle))

    def __getattr__(self, name: str) -> list[dict[str, Any]]:
        raise AttributeError(f"data/gold has no table {name}")

    def asserted(self) -> list[dict[str, Any]]:
        """The events that must or may be found."""
        return [row for row in self.events if not row["forbidden"]]

    def refused(self) -> list[dict[str, Any]]:
        """The assertions that must not be made."""
        return [row for row in self.events if row["forbidden"]]


@pytest.fixture(scope="session")
def texts() -> dict[str, str]:
    return read_all()


@pytest.fixture(scope="session")
def gold() -> GoldFiles:
    return GoldFiles()
