"""Texts end anywhere: at a paywall, at a limit of characters, in the middle of a sentence."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd

import analystkit as ak

EXPRESSIONS = Path(__file__).resolve().parents[1] / "data" / "event_expressions.csv"
BETWEEN = "Negotiators in Geneva brokered talks between Ethiopia and the armed rebels of the north on Monday."


def test_a_sentence_may_break_off_behind_any_word() -> None:
    with EXPRESSIONS.open(encoding="utf-8", newline="") as file:
        sentences = [
            row["sentence"] for row in csv.DictReader(line for line in file if not line.startswith("#"))
        ]
    words = [sentence.split() for sentence in [BETWEEN, *sentences[::6]]]
    texts = list(dict.fromkeys(" ".join(some[:count]) for some in words for count in range(1, len(some) + 1)))
    corpus = ak.load(pd.DataFrame({"text": texts, "published": "2024-05-17"}), progress=False)
    assert len(texts) > 300
    assert list(corpus.problems.loc[corpus.problems["severity"] == "error", "message"]) == []
    assert len(corpus.articles) == len(texts)
