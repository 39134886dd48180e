"""GUM's coreference: documents as text with character offsets, entities from the ``Entity`` column, and how links are scored."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from analystkit.model.rows import Mention

_BRACKET = re.compile(r"\(([^()]+)\)|\(([^()]+)|([^()]+)\)")
THIRD_PERSON = frozenset(
    "he him his himself she her hers herself it its itself they them their theirs themselves".split()
)
ACTORS = frozenset({"person", "organization"})


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A mention of GUM: entity id, type, offsets of the span and of its head, kind (name, nominal, pronoun, other)."""

    entity: str
    type: str
    start: int
    end: int
    head_start: int
    kind: str
    head: str


@dataclass(frozen=True, slots=True)
class GumDocument:
    """One document."""

    name: str
    text: str
    mentions: list[GoldMention]


def read_documents(folder: Path, split: str, genres: Iterable[str]) -> list[GumDocument]:
    """Read the documents of a split ("train", "dev") in the genres given."""
    wanted = set(genres)
    rows = [line.split("\t") for line in (folder / "splits.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    return [
        read_document(folder / "dep" / f"{name}.conllu")
        for name, genre, part in rows
        if part == split and genre in wanted
    ]


def read_document(path: Path) -> GumDocument:
    """Read one CoNLL-U file; sentences are joined by spaces, paragraphs by an empty line."""
    text = ""
    tokens: list[tuple[int, int, str, int, str]] = []
    opened: list[tuple[str, str, int]] = []
    spans: list[tuple[str, str, int, int]] = []
    paragraph, base, word = True, 0, (0, 0, True)
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newpar"):
            paragraph = True
        elif line.startswith("# sent_id"):
            text = text.rstrip() + ("\n\n" if paragraph and text else " " if text else "")
            paragraph, base = False, len(tokens)
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        spaced = "SpaceAfter=No" not in cells[9]
        if "-" in cells[0]:
            first, last = cells[0].split("-")
            word = (int(first), int(last), spaced)
            continue
        if "." in cells[0]:
            continue
        number = int(cells[0])
        if word[0] <= number <= word[1]:
            spaced = word[2] and number == word[1]
        head = base + int(cells[6]) - 1 if cells[6] != "0" else -1
        tokens.append((len(text), len(text) + len(cells[1]), cells[4], head, cells[1]))
        text += cells[1] + (" " if spaced else "")
        entity = next((v[7:] for v in cells[9].split("|") if v.startswith("Entity=")), "")
        at = len(tokens) - 1
        for whole, start, close in _BRACKET.findall(entity):
            if whole:
                name, kind = whole.split("-")[:2]
                spans.append((name, kind, at, at))
            elif start:
                name, kind = start.split("-")[:2]
                opened.append((name, kind, at))
            else:
                place = next((i for i in range(len(opened) - 1, -1, -1) if opened[i][0] == close), None)
                if place is not None:
                    name, kind, began = opened.pop(place)
                    spans.append((name, kind, began, at))
    mentions = []
    for name, kind, first, last in spans:
        head = next((t for t in range(first, last + 1) if not first <= tokens[t][3] <= last), last)
        tag = tokens[head][2]
        sort = (
            "pronoun"
            if tag.startswith(("PRP", "WP"))
            else "name"
            if tag.startswith("NNP")
            else "nominal"
            if tag.startswith("NN")
            else "other"
        )
        mentions.append(
            GoldMention(
                name, kind, tokens[first][0], tokens[last][1], tokens[head][0], sort, tokens[head][4].lower()
            )
        )
    return GumDocument(path.stem, text.rstrip(), sorted(mentions, key=lambda m: (m.start, -m.end)))


def match(gold: Sequence[GoldMention], found: Iterable[tuple[int, int, int]]) -> list[GoldMention | None]:
    """Return the gold mention of each found one (start, end, head start): each holds the other's head; the longest of several."""
    by_head: dict[int, list[GoldMention]] = defaultdict(list)
    for mention in gold:
        by_head[mention.head_start].append(mention)
    heads = sorted(by_head)
    out: list[GoldMention | None] = []
    from bisect import bisect_left

    for start, end, head in found:
        options = [
            mention
            for at in heads[bisect_left(heads, start) : bisect_left(heads, end)]
            for mention in by_head[at]
            if mention.start <= head < mention.end
        ]
        out.append(max(options, key=lambda m: m.end - m.start) if options else None)
    return out


def score_links(
    documents: Iterable[tuple[GumDocument, Sequence[Mention]]],
) -> dict[str, tuple[int, int, int]]:
    """Count (right, made, to be made) of the links of pronouns and nominals back to an earlier mention.

    A link goes from a mention to the nearest mention before it in the same chain; it is right if both are mentions of one gold
    entity. To be made are the third-person pronouns and common-noun mentions of persons and organisations that are not
    the first mention of their entity.
    """
    counts = {"pronoun": [0, 0, 0], "nominal": [0, 0, 0]}
    for document, rows in documents:
        gold_of = match(document.mentions, [(m.start, m.end, m.head_start) for m in rows])
        last: dict[str, GoldMention | None] = {}
        for row, gold in zip(rows, gold_of, strict=True):
            if row.kind != "name" and row.entity in last:
                before = last[row.entity]
                counts[row.kind][1] += 1
                counts[row.kind][0] += (
                    gold is not None and before is not None and gold.entity == before.entity
                )
            if gold is not None or row.entity not in last:
                last[row.entity] = gold
        seen: set[str] = set()
        for mention in document.mentions:
            if (
                mention.entity in seen
                and mention.type in ACTORS
                and (
                    mention.kind == "nominal" or (mention.kind == "pronoun" and mention.head in THIRD_PERSON)
                )
            ):
                counts[mention.kind][2] += 1
            seen.add(mention.entity)
    return {kind: (a, b, c) for kind, (a, b, c) in counts.items()}
