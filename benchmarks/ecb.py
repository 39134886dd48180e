"""ECB+ read for resolution: gold spans become mentions, clustered by the functions that run on a corpus.

Only the spans are gold. What a span is (name, nominal, pronoun; its head, label and sort) comes from the same extraction that runs on
any article, chains within a document from `analystkit.extraction.coreference`, and actors over documents from
`analystkit.resolve`; events stand in `benchmarks.ecb_events`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from analystkit.extraction.actor_words import actor_words
from analystkit.extraction.coreference import link
from analystkit.extraction.found import NAME, NOMINAL, PRONOUN, Found
from analystkit.extraction.mentions import find_mentions, to_rows
from analystkit.extraction.part import ArticlePart, read_part
from analystkit.lexicon import Lexicon
from analystkit.model.rows import Article, Mention
from analystkit.model.schema import to_frame
from analystkit.pipeline import load_pipeline, parse

HUMAN = ("human",)
_CLITICS = frozenset({"'s", "’s", "'re", "'ve", "'d", "'ll", "'m", "s"})


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
    """Return a row for each gold span of some kinds, and one for every other mention that extraction finds.

    Rows of gold spans have the `mention_id` that `span_id` gives and the chain of the mention at their head. Chains run over the
    whole text, as for any article; a gold span at whose head extraction finds nothing becomes a mention made from its words.
    """
    lexicon = Lexicon.default()
    rows = []
    for document in documents:
        part = document.part
        spans = sorted({(m["start"], m["end"]) for m in document.record["mentions"] if m["kind"] in kinds})
        found = find_mentions([part], lexicon)
        known = [_at_head(part, found, start, end) for start, end in spans]
        gold = [item or _made(part, start, end) for item, (start, end) in zip(known, spans, strict=True)]
        made = [item for item, kept in zip(gold, known, strict=True) if kept is None]
        link([*found, *made], [part], lexicon)
        _join_titles(made, found)
        asked = {id(item) for item in gold}
        for item in found:
            if id(item) not in asked and "modifier" not in item.extra and (item.kind != PRONOUN or item.link):
                rows.append(_row(part, item))
        for item, (start, end) in zip(gold, spans, strict=True):
            row = _row(part, item)
            row.start, row.end, row.mention_id = start, end, span_id(part.article_id, start, end)
            if row.kind != NAME:
                row.text = part.text[start:end]
            if row.role == "place":
                row.role = ""
            if item.entity < 0:
                row.entity = row.mention_id
            rows.append(row)
    return to_frame("mentions", rows)


def span_id(document: str, start: int, end: int) -> str:
    """Return the mention id of a gold span."""
    return f"{document}:{start}:{end}"


def _row(part: ArticlePart, item: Found) -> Mention:
    # Rows are wanted of pronouns that refer to nothing, too, and of adjectives inside a nominal.
    item.link = item.link or "none"
    item.extra.pop("modifier", None)
    row = to_rows([item], [part])[0]
    row.entity = f"{part.article_id}#{item.entity}"
    return row


def _head_of(part: ArticlePart, start: int, end: int) -> tuple[int, int, int]:
    """Return first token, end and head token of a span; a clitic at its end ("she's") is not its head."""
    tokens = part.tokens
    held = tokens.span(start, end)
    first, last = held.start, max(held.stop, held.start + 1)
    while last - first > 1 and (
        tokens.lower[last - 1] in _CLITICS or not any(c.isalnum() for c in tokens.text[last - 1])
    ):
        last -= 1
    for i in range(last - 1, first - 1, -1):
        if not first <= tokens.head[i] < last or tokens.head[i] == i:
            return first, last, i
    return first, last, last - 1


def _at_head(part: ArticlePart, found: Sequence[Found], start: int, end: int) -> Found | None:
    """Return the mention that extraction finds at a span's head."""
    tokens = part.tokens
    first, last, head = _head_of(part, start, end)
    options = [f for f in found if first <= f.head < last]
    exact = [f for f in options if f.head == head] or [
        f for f in options if f.kind == NAME and f.last == last
    ]
    best = max(exact, key=lambda f: (f.kind == NAME, f.last - f.first), default=None)
    if best is not None and best.kind == NAME and tokens.tag[head] in ("NN", "NNS") and best.head != head:
        return None
    return best


def _made(part: ArticlePart, start: int, end: int) -> Found:
    """Return a mention made from a span's words."""
    tokens = part.tokens
    first, last, head = _head_of(part, start, end)
    lower = tokens.lower[head]
    pronouns = actor_words(Lexicon.default()).pronouns
    if lower in pronouns:
        number, gender = pronouns[lower]
        return Found(
            0,
            head,
            head + 1,
            head,
            PRONOUN,
            "",
            (lower,),
            number=number,
            gender=gender,
            definite="def",
            sentence=tokens.sentence[head],
        )
    capital = tokens.text[head][0].isupper() and not (
        tokens.dep[head] != "pobj" and head and tokens.sentence[head - 1] != tokens.sentence[head]
    )
    if tokens.tag[head].startswith("NNP") or (capital and lower not in actor_words(Lexicon.default()).roles):
        key = tuple(tokens.lower[first:last])
        label = tokens.entity[head] if tokens.entity[head] in ("PERSON", "ORG", "GPE", "NORP") else "ORG"
        return Found(
            0,
            first,
            last,
            head,
            NAME,
            label,
            key,
            definite="def",
            sentence=tokens.sentence[head],
            referent="person" if label == "PERSON" else "body",
        )
    determiner = tokens.lower[first]
    definite = (
        "def"
        if determiner == "the"
        else "dem"
        if determiner in ("this", "that", "these", "those")
        else "poss"
        if tokens.tag[first] == "PRP$"
        else "indef"
        if determiner in ("a", "an")
        else "none"
    )
    return Found(
        0, first, last, head, NOMINAL, "PERSON", (tokens.lemma[head],), role=tokens.lemma[head].lower(), number="p" if tokens.tag[head] == "NNS" else "s",
        definite=definite, sentence=tokens.sentence[head], modifiers=frozenset(tokens.lower[i] for i in range(first, head) if tokens.tag[i] not in ("DT", "IN", "POS")),
    )  # fmt: skip


def _join_titles(made: Sequence[Found], found: Sequence[Found]) -> None:
    """Give a title that is a gold span of its own ("actress" in "actress Tara Reid") to the name it stands before."""
    titled = {name.first - 1: name for name in found if name.kind == NAME and name.title}
    for item in made:
        name = titled.get(item.last - 1)
        if name is not None and item.kind != NAME:
            item.entity, item.link = name.entity, "title"


def article_frame(documents: Sequence[EcbDocument]) -> pd.DataFrame:
    """Return the documents as an articles frame; ECB+ gives no dates, outlets or stories."""
    return to_frame(
        "articles", [{"article_id": d.record["doc_id"], "text": d.record["text"]} for d in documents]
    )
