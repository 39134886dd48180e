"""ECB+ read for resolution: gold spans become mentions and events, clustered by the functions that run on a corpus.

Only the spans are gold. What a span is (name, nominal, pronoun; its head, label and sort) comes from the same extraction that runs on
any article, chains within a document from `analystkit.extract.coreference`, and actors and incidents over documents from
`analystkit.resolve`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from analystkit.extract.actor_words import actor_words
from analystkit.extract.coreference import link
from analystkit.extract.found import NAME, NOMINAL, PRONOUN, Found
from analystkit.extract.mentions import find_mentions, to_rows
from analystkit.extract.nominals import PRONOUNS
from analystkit.extract.part import ArticlePart, read_part
from analystkit.lexicon import Lexicon
from analystkit.model.rows import Article
from analystkit.model.schema import to_frame
from analystkit.pipeline import load_pipeline, parse

HUMAN = ("human",)


@dataclass(frozen=True, slots=True)
class EcbDocument:
    """One document: its gold record and its parse."""

    record: dict[str, Any]
    part: ArticlePart


def read_parsed(path: Path, cache: Path | None = None) -> list[EcbDocument]:
    """Read and parse one file of ECB+; `cache` keeps the parses between runs."""
    from spacy.tokens import DocBin

    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    nlp = load_pipeline()
    kept = cache / f"{path.stem}.spacy" if cache is not None else None
    if kept is not None and kept.exists():
        docs = list(DocBin().from_disk(kept).get_docs(nlp.vocab))
    else:
        docs = [parsed.doc for parsed in parse(nlp, [r["text"] for r in records])]
        if kept is not None:
            DocBin(docs=docs).to_disk(kept)
    return [
        EcbDocument(record, read_part(Article(record["doc_id"], "", record["text"]), "text", doc))
        for record, doc in zip(records, docs, strict=True)
    ]


def mention_frame(documents: Sequence[EcbDocument], kinds: Sequence[str] = HUMAN) -> pd.DataFrame:
    """Return the gold spans of some kinds as a mentions frame, chained within each document."""
    lexicon = Lexicon.default()
    rows = []
    for document in documents:
        part = document.part
        spans = sorted({(m["start"], m["end"]) for m in document.record["mentions"] if m["kind"] in kinds})
        found = find_mentions([part], lexicon)
        gold = [_as_found(part, found, start, end) for start, end in spans]
        link(gold, [part], lexicon)
        _join_titles(part, gold, found)
        for item, span in zip(gold, spans, strict=True):
            item.link = item.link or "none"
            row = to_rows([item], [part])[0]
            row.start, row.end = span
            if row.kind != NAME:
                row.text = part.text[span[0] : span[1]]
            row.mention_id, row.entity = f"{part.article_id}:{span[0]}:{span[1]}", f"{part.article_id}#{item.entity}"
            if item.entity < 0:
                row.entity = row.mention_id
            if row.role == "place":
                row.role = ""
            rows.append(row)
    return to_frame("mentions", rows)


def _as_found(part: ArticlePart, found: Sequence[Found], start: int, end: int) -> Found:
    """Return the mention that extraction finds at a span's head, else one made from the span's words."""
    tokens = part.tokens
    held = tokens.span(start, end)
    first, last = held.start, max(held.stop, held.start + 1)
    head = next((i for i in range(last - 1, first - 1, -1) if not first <= tokens.head[i] < last or tokens.head[i] == i), last - 1)
    options = [f for f in found if first <= f.head < last]
    exact = [f for f in options if f.head == head] or [f for f in options if f.kind == NAME and f.last == last]
    best = max(exact, key=lambda f: (f.kind == NAME, f.last - f.first), default=None)
    if best is not None and not (best.kind == NAME and tokens.tag[head] in ("NN", "NNS") and best.head != head):
        # One mention may stand for two spans ("Reid" in "actress Tara Reid"): each gets its own.
        copy = Found(
            0, best.first, best.last, best.head, best.kind, best.label, best.key, best.entry, best.title, best.role, best.country,
            best.sector, best.referent, best.number, best.gender, best.definite, False, best.sentence, best.modifiers,
        )  # fmt: skip
        copy.extra = dict(best.extra)
        copy.extra.pop("modifier", None)
        return copy
    lower = tokens.lower[head]
    if lower in PRONOUNS:
        number, gender = PRONOUNS[lower]
        return Found(0, head, head + 1, head, PRONOUN, "", (lower,), number=number, gender=gender, definite="def", sentence=tokens.sentence[head])
    capital = tokens.text[head][0].isupper() and not (tokens.dep[head] != "pobj" and head and tokens.sentence[head - 1] != tokens.sentence[head])
    if tokens.tag[head].startswith("NNP") or (capital and lower not in actor_words(Lexicon.default()).roles):
        key = tuple(tokens.lower[first:last])
        label = tokens.entity[head] if tokens.entity[head] in ("PERSON", "ORG", "GPE", "NORP") else "ORG"
        return Found(0, first, last, head, NAME, label, key, definite="def", sentence=tokens.sentence[head], referent="person" if label == "PERSON" else "body")
    determiner = tokens.lower[first]
    definite = "def" if determiner == "the" else "dem" if determiner in ("this", "that", "these", "those") else "poss" if tokens.tag[first] == "PRP$" else "indef" if determiner in ("a", "an") else "none"
    return Found(
        0, first, last, head, NOMINAL, "PERSON", (tokens.lemma[head],), role=tokens.lemma[head].lower(), number="p" if tokens.tag[head] == "NNS" else "s",
        definite=definite, sentence=tokens.sentence[head], modifiers=frozenset(tokens.lower[i] for i in range(first, head) if tokens.tag[i] not in ("DT", "IN", "POS")),
    )  # fmt: skip


def _join_titles(part: ArticlePart, gold: Sequence[Found], found: Sequence[Found]) -> None:
    """Give a title that is a gold span of its own ("actress" in "actress Tara Reid") to the name it stands before."""
    titled = {name.first - 1: name for name in found if name.kind == NAME and name.title}
    names = {item.head: item for item in gold if item.kind == NAME}
    for item in gold:
        name = titled.get(item.last - 1)
        if name is not None and item.kind != NAME and name.head in names:
            item.entity, item.link = names[name.head].entity, "title"


def article_frame(documents: Sequence[EcbDocument]) -> pd.DataFrame:
    """Return the documents as an articles frame; ECB+ gives no dates, outlets or stories."""
    return to_frame("articles", [{"article_id": d.record["doc_id"], "text": d.record["text"]} for d in documents])
