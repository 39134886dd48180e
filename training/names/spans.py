"""Names that treebank columns give away: numbers, money, measures, peoples."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from training.conllu import Token
from training.names.gazetteer import listed, peoples

Name = tuple[int, int, str]
_YEAR = re.compile(r"(1[5-9]|20)\d\d")
_MULTIPLES = frozenset({"million", "billion", "trillion", "m", "bn"})


def covered(names: Iterable[Name], length: int) -> list[bool]:
    """Tell for each word whether a name covers it."""
    taken = [False] * length
    for start, end, _ in names:
        taken[start:end] = [True] * (end - start)
    return taken


def text_of(toks: Sequence[Token]) -> str:
    """Return words as they stand in print."""
    return "".join(t.form + " " * t.space for t in toks).strip()


def after(words: Sequence[str], start: int, end: int, skipped: frozenset[str]) -> int:
    """Return where a name starts once the words that do not belong to it are skipped; one word always stays."""
    while end - start > 1 and words[start].lower() in skipped:
        start += 1
    return start


def iob_spans(tags: list[str]) -> list[Name]:
    """Read spans out of IOB tags; an I that follows no B of its label opens a span."""
    spans: list[Name] = []
    for index, tag in enumerate(tags):
        if tag == "O":
            continue
        label = tag[2:]
        if tag.startswith("I-") and spans and spans[-1][1] == index and spans[-1][2] == label:
            spans[-1] = (spans[-1][0], index + 1, label)
        else:
            spans.append((index, index + 1, label))
    return spans


def people_names(toks: Sequence[Token], taken: Sequence[bool]) -> list[Name]:
    """Find nationalities, religions and political groups by list, where the treebank has an adjective or noun."""
    found: list[Name] = []
    index = 0
    while index < len(toks):
        token = toks[index]
        following = toks[index + 1].form if index + 1 < len(toks) else ""
        if f"{token.form} {following}" in peoples() and not any(taken[index : index + 2]):
            found.append((index, index + 2, "NORP"))
            index += 2
            continue
        sure = not (token.form in listed("people_also_other") and index == 0)
        if token.form in peoples() and token.upos in ("ADJ", "PROPN", "NOUN") and not taken[index] and sure:
            found.append((index, index + 1, "NORP"))
        index += 1
    return found


def number_names(toks: Sequence[Token], taken: Sequence[bool]) -> list[Name]:
    """Find MONEY, PERCENT, QUANTITY, CARDINAL, ORDINAL and bare years by tag and neighbouring words."""
    found: list[Name] = []
    index = 0
    while index < len(toks):
        start = index
        if toks[index].form in listed("currency") and _is_number(toks, index + 1):
            index += 1
            while index < len(toks) and (_is_number(toks, index) or toks[index].form.lower() in _MULTIPLES):
                index += 1
            end, label = index, "MONEY"
        elif toks[index].upos == "NUM" and ("NumType=Card" in toks[index].feats or "NumType=Frac" in toks[index].feats
                                            or toks[index].xpos == "CD"):  # fmt: skip
            index = _end_of_number(toks, index)
            end, label = _measured(toks, start, index)
            index = max(index, end)
        else:
            index += 1
            if "NumType=Ord" not in toks[start].feats:
                continue
            end, label = index, "ORDINAL"
        if not any(taken[start:end]):
            found.append((start, end, label))
    return found


def _is_number(toks: Sequence[Token], index: int) -> bool:
    return index < len(toks) and toks[index].upos == "NUM"


def _end_of_number(toks: Sequence[Token], index: int) -> int:
    while index < len(toks) and (
        _is_number(toks, index) or (toks[index].form in ("-", "\u2013", "/") and _is_number(toks, index + 1))
    ):
        index += 1
    return index


def _measured(toks: Sequence[Token], start: int, end: int) -> tuple[int, str]:
    """Tell what a number counts by the words behind it, and where that ends."""
    behind = [t.form.lower() for t in toks[end : end + 2]] + ["", ""]
    if behind[0] in ("%", "percent"):
        return end + 1, "PERCENT"
    if behind[:2] == ["per", "cent"]:
        return end + 2, "PERCENT"
    if behind[0] in listed("money"):
        return end + 1, "MONEY"
    unit = end + 1 if behind[0] == "-" else end
    if unit < len(toks) and toks[unit].form in listed("unit"):
        return unit + 1, "QUANTITY"
    year = end - start == 1 and _YEAR.fullmatch(toks[start].form)
    return end, "DATE" if year else "CARDINAL"
