"""Names of re3d: reports on Syria and Iraq, annotated by their makers with types of intelligence work."""

from __future__ import annotations

import json
import re
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from training.names.docs import set_names
from training.names.gazetteer import listed, organisation_label, peoples, place_label, time_label

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


def is_held_out(document_id: str) -> bool:
    """Tell whether a document is kept aside for measuring."""
    return zlib.crc32(document_id.encode()) % 4 == 0


def read_re3d(folder: Path, nlp: Language, held_out: bool) -> list[Doc]:
    """Read the training documents, or those kept aside, as Docs with names.

    Mentions that are no names in OntoNotes' sense (`rebels`, `the camp`, `the country's president`) are unknown rather than
    outside: the annotators marked some and left out others.
    """
    docs = []
    for source in sorted(path for path in folder.iterdir() if path.is_dir()):
        texts = {row["_id"]: row["text"] for row in _json_lines(source / "documents.json")}
        mentions: dict[str, list[dict[str, Any]]] = {}
        for row in _json_lines(source / "entities.json"):
            mentions.setdefault(row["documentId"], []).append(row)
        for key, text in texts.items():
            if is_held_out(key) == held_out:
                docs.append(_annotated(nlp.make_doc(text.rstrip()), mentions.get(key, [])))
    return docs


def _json_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8-sig").splitlines() if line.strip()]


def _ranks() -> frozenset[str]:
    return listed("title") | listed("rank")


def _annotated(doc: Doc, mentions: list[dict[str, Any]]) -> Doc:
    spans: list[tuple[int, int, str]] = []
    unknown: set[int] = set()
    for mention in mentions:
        span = doc.char_span(mention["begin"], mention["end"], alignment_mode="contract")
        if span is None or not len(span):
            continue
        start, end = _trimmed(doc, span.start, span.end)
        if start >= end or (end - start == 1 and doc[start].lower_ in listed("pronoun")):
            continue
        label = _label(doc, start, end, mention["type"]) if mention.get("confidence", 1) >= 0.5 else None
        if mention["type"] == "Person" and label:
            start = _after_titles(doc, start, end)
        if label:
            spans.append((start, end, label))
        elif any(token.text[:1].isupper() or token.like_num for token in doc[start:end]):
            unknown |= {
                t.i
                for t in doc[start:end]
                if t.text[:1].isupper() or t.like_num or t.lower_ in listed("date") | listed("time")
            }
    return set_names(doc, spans, unknown)


def _trimmed(doc: Doc, start: int, end: int) -> tuple[int, int]:
    while end > start and (
        doc[end - 1].is_space
        or (doc[end - 1].is_punct and doc[end - 1].text not in (")", "."))
        or doc[end - 1].text in ("'s", "\u2019s", "'", "\u2019")
    ):
        end -= 1
    while start < end and (
        doc[start].lower_ in ("the", "a", "an") or doc[start].is_punct or doc[start].is_space
    ):
        start += 1
    return start, end


def _after_titles(doc: Doc, start: int, end: int) -> int:
    for index in range(end - 2, start - 1, -1):
        if doc[index].lower_ in _ranks():
            start = index + 1
            break
    while start < end - 1 and doc[start].is_punct:
        start += 1
    return start


def _label(doc: Doc, start: int, end: int, kind: str) -> str | None:
    words = [token.text for token in doc[start:end]]
    text = doc[start:end].text
    capital = words[0][:1].isupper() and (words[-1][:1].isupper() or words[-1] == ")")
    if kind == "Person":
        first = _after_titles(doc, start, end)
        fine = all(w[:1].isupper() or w.lower() in listed("person_particle") for w in words[first - start :])
        if (
            not fine
            or words[-1].lower().rstrip(".") in _ranks()
            or words[-1].lower() in _ranks()
            or words[-1] in ("al", "-", "bin")
            or text in peoples() | listed("country")
        ):
            return None
        return "PERSON"
    if kind == "Organisation":
        plain = all(
            w[:1].isupper()
            or w[:1].isdigit()
            or w.lower() in listed("organisation_particle")
            or not w[:1].isalnum()
            or "-" in w
            for w in words
        )
        if (
            not capital
            or not plain
            or "," in words
            or len(words) > 9
            or (words[-1].endswith("ers") and len(words) > 1)
        ):
            return None
        return "NORP" if text in peoples() else organisation_label(text)
    if kind == "Location":
        while start < end and not doc[start].text[:1].isupper():
            start += 1
        if start >= end or end - start != len(words) or not capital or len(words) > 6:
            return None
        if (
            any(w in peoples() or w in listed("no_place") for w in words)
            or re.search(r"\d", text)
            or text in listed("common_place")
        ):
            return None
        return "ORG" if text == "Pentagon" else place_label(text)
    if kind == "Nationality":
        return "NORP" if words[0][:1].isupper() else None
    if kind == "Temporal":
        return time_label(words) or ("DATE" if any(c.isdigit() for c in text) and words[0] != "'" else None)
    if kind == "Money":
        return (
            "MONEY"
            if any(c.isdigit() for c in text)
            or {w.lower() for w in words} & (listed("money") | {"million", "billion"})
            else None
        )
    if kind == "Quantity":
        if {"%", "percent"} & set(words):
            return "PERCENT"
        if set(words) & listed("unit"):
            return "QUANTITY"
        return "CARDINAL" if len(words) == 1 and doc[start].like_num else None
    return None
