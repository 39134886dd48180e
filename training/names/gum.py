"""Names of GUM: its mentions are whole noun phrases of ten types; what is a name in them stands at their head."""

from __future__ import annotations

import re

from training.conllu import Sentence, Token
from training.names.gazetteer import listed, organisation_label, peoples, place_label, time_label
from training.names.spans import Name, covered, number_names, people_names, text_of

_TYPES = "person|place|organization|object|event|time|substance|animal|plant|abstract"
_BRACKETS = re.compile(rf"\((\d+)-({_TYPES})-([^()]*)(\))?|(\d+)\)")
_COLUMN = re.compile(r"(?:^|\|)Entity=([^|]*)")
_CLITICS = frozenset({"'s", "\u2019s", "'", "\u2019", ",", "-"})
_DASHES = frozenset({"-", "\u2013"})
_LONGEST_TIME = 7
_LONGEST_NAME = 8


def gum_mentions(sentence: Sentence) -> list[tuple[int, int, str]]:
    """Read a sentence's mentions from its `Entity` column as (start, end, type), in the order in which they end."""
    opened: list[tuple[str, int, str]] = []
    found: list[tuple[int, int, str]] = []
    for token in sentence.toks:
        column = _COLUMN.search(token.misc)
        for match in _BRACKETS.finditer(column[1]) if column else ():
            if match[1] and match[4]:
                found.append((token.i, token.i + 1, match[2]))
            elif match[1]:
                opened.append((match[1], token.i, match[2]))
            else:
                at = next((i for i in range(len(opened) - 1, -1, -1) if opened[i][0] == match[5]), None)
                if at is not None:
                    _, start, kind = opened.pop(at)
                    found.append((start, token.i + 1, kind))
    return found


def name_gum(sentence: Sentence) -> None:
    """Set the names of a GUM sentence, and the words of which the annotation leaves open whether they are one."""
    toks = sentence.toks
    candidates: list[tuple[int, int, str]] = []
    times: list[tuple[int, int, str]] = []
    abstract: list[tuple[int, int]] = []
    for start, end, kind in gum_mentions(sentence):
        if kind == "time":
            times += _time(toks, start, end)
            continue
        head = next((k for k in range(start, end) if not start <= toks[k].head < end), end - 1)
        span = _named_part(toks, start, end, head, kind) if toks[head].upos == "PROPN" else None
        if span is None:
            continue
        label = _label(text_of(toks[span[0] : span[1]]), kind)
        if label:
            candidates.append((*span, label))
        elif kind == "abstract":
            abstract.append(span)
    names: list[Name] = []
    taken = [False] * len(toks)
    ranked = [
        (start - end, rank, at)
        for rank, group in ((1, candidates), (3, times))
        for at, (start, end, _) in enumerate(group)
    ]
    for _, rank, at in sorted(ranked):
        start, end, label = (candidates if rank == 1 else times)[at]
        if not any(taken[start:end]):
            names.append((start, end, label))
            taken[start:end] = [True] * (end - start)
    names += people_names(toks, taken)
    names += number_names(toks, covered(names, len(toks)))
    taken = covered(names, len(toks))
    sentence.ner = sorted(names)
    sentence.missing = [k for start, end in abstract for k in range(start, end) if not taken[k]]


def _time(toks: list[Token], start: int, end: int) -> list[Name]:
    while start < end - 1 and toks[start].upos in ("ADP", "PUNCT"):
        start += 1
    if start < end - 1 and toks[start].form.lower() in ("the", "a", "an"):
        start += 1
    while end - 1 > start and toks[end - 1].form in _CLITICS:
        end -= 1
    label = time_label([t.form for t in toks[start:end]]) if end - start <= _LONGEST_TIME else None
    return [(start, end, label)] if label else []


def _named_part(toks: list[Token], start: int, end: int, head: int, kind: str) -> tuple[int, int] | None:
    """Find the name inside a mention whose head is a proper noun."""
    if kind == "person":
        span = _person(toks, start, end, head)
        if span[1] - span[0] == 1 and toks[span[0]].form.lower() in listed("title"):
            return None
    else:
        span = _whole_or_head(toks, start, end, head, kind)
    first, last = span
    while last - 1 > first and toks[last - 1].form in _CLITICS:
        last -= 1
    return first, last


def _person(toks: list[Token], start: int, end: int, head: int) -> tuple[int, int]:
    def joins(index: int) -> bool:
        return 0 <= index < len(toks) and toks[index].upos == "PROPN" and toks[index].head == head

    last = head + 1
    while last < end and (
        toks[last].dep == "flat"
        or (toks[last].dep == "punct" and last + 1 < end and toks[last + 1].dep == "flat")
    ):
        last += 1
    first = head
    while first - 1 >= start:
        token = toks[first - 1]
        named = (
            joins(first - 1)
            and token.dep in ("compound", "flat", "amod")
            and token.form.lower() not in listed("title")
        )
        hyphen = token.dep == "punct" and token.form in _DASHES and first - 2 >= start and joins(first - 2)
        if not (named or hyphen):
            break
        first -= 1
    return first, last


def _whole_or_head(toks: list[Token], start: int, end: int, head: int, kind: str) -> tuple[int, int]:
    first = start
    while (
        first < end - 1
        and toks[first].upos in ("DET", "PUNCT", "ADP")
        and not (toks[first].form[:1].isupper() and toks[first].upos != "DET")
    ):
        first += 1
    if first < end - 1 and toks[first].form in ("The", "the"):
        first += 1
    if kind in ("organization", "place", "event", "object", "abstract") and _reads_as_name(toks[first:end]):
        return first, end
    left = head
    while left - 1 >= first and _continues_left(toks, left - 1, first):
        left -= 1
    right = head + 1
    while right < end and (
        toks[right].upos == "PROPN"
        or (toks[right].form in _DASHES and right + 1 < end and toks[right + 1].upos == "PROPN")
        or (toks[right].upos == "NUM" and toks[right].head == head)
    ):
        right += 1
    return left, right


def _reads_as_name(span: list[Token]) -> bool:
    """Tell whether a whole mention is written as a name: capitals, figures and small words only."""
    written = all(
        t.form[:1].isupper() or t.form[:1].isdigit() or t.form.lower() in listed("name_particle")
        for t in span
    )
    return (
        written
        and len(span) <= _LONGEST_NAME
        and span[-1].form not in ("'s", "\u2019s")
        and not any(t.form == "," for t in span)
    )


def _continues_left(toks: list[Token], index: int, first: int) -> bool:
    token = toks[index]
    if token.upos == "PROPN":
        return True
    if token.form in ("-", "\u2013", ".") and index - 1 >= first and toks[index - 1].upos == "PROPN":
        return True
    return token.form[:1].isupper() and token.upos in ("ADJ", "NOUN") and token.form not in peoples()


def _label(text: str, kind: str) -> str | None:
    if text in peoples() and kind in ("person", "organization", "abstract"):
        return "NORP"
    if kind == "organization":
        return organisation_label(text)
    if kind == "place":
        return place_label(text)
    return {"person": "PERSON", "event": "EVENT", "object": "PRODUCT"}.get(kind)
