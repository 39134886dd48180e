"""Fit the weights of pronoun and nominal links on the training part of GUM.

    python -m training.coreference ../shared/treebanks/gum

reads the documents of the train split, parses them with the embedded pipeline, describes the candidates of every pronoun and nominal
as extraction does (`analystkit.extraction.antecedent_weights`) and fits a softmax over candidates and "no antecedent" by gradient
descent. The annotation of GUM (Zeldes 2017; CC BY 4.0) says which candidates are right. The first round follows the right links, the second
the links made with the weights of the first. Deterministic; a few minutes on one core.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from analystkit.extraction.antecedent_weights import Weights, by_sort, features, scores_by
from analystkit.extraction.antecedents import Options, sort_of
from analystkit.extraction.appositions import link_appositions
from analystkit.extraction.coreference import Reader
from analystkit.extraction.coreference_words import coreference_words
from analystkit.extraction.entity import Entity
from analystkit.extraction.found import NAME, PRONOUN, Found
from analystkit.extraction.mentions import find_mentions
from analystkit.extraction.name_links import link_names, reading_order
from analystkit.extraction.name_words import name_words
from analystkit.extraction.part import ArticlePart, read_part
from analystkit.lexicon import Lexicon
from analystkit.model.rows import Article
from analystkit.pipeline import load_pipeline, parse
from benchmarks.gum_coreference import GoldMention, GumDocument, match, read_documents

GENRES = ("news", "interview", "bio", "court", "speech", "academic", "voyage", "textbook", "vlog")
TABLE = Path(__file__).parents[1] / "analystkit" / "lexicon" / "data" / "coreference_weights.csv"
Case = tuple[list[list[str]], list[bool]]


class Recorder(Reader):
    """A reader that notes the candidates of each mention, and follows the right ones or its own."""

    def __init__(
        self,
        parts: Sequence[ArticlePart],
        table: Weights,
        gold: dict[int, GoldMention | None],
        follow: bool,
    ) -> None:
        super().__init__(parts, scores_by(table), coreference_words(Lexicon.default()))
        self.cases: list[Case] = []
        self._gold = gold
        self._follow = follow

    def chosen(self, item: Found, made: Options) -> tuple[Entity | None, float]:
        """Note the candidates of a mention; return the right one, or that of the weights."""
        options, none = made
        gold = self._gold.get(id(item))
        right = [gold is not None and self._entity_of(entity) == gold.entity for entity, _ in options]
        if options:
            sort = sort_of(item)
            described = [*(features(sort, traits) for _, traits in options), none]
            named = [[f"{sort}:{feature}" for feature in each] for each in described]
            self.cases.append((named, [*right, not any(right)]))
        if not self._follow:
            return super().chosen(item, made)
        return next((entity for (entity, _), good in zip(options, right, strict=True) if good), None), 1.0

    def _entity_of(self, entity: Entity) -> str:
        for mention in reversed(entity.seen):
            gold = self._gold.get(id(mention))
            if gold is not None:
                return gold.entity
        return ""


def collect(
    documents: Sequence[GumDocument], parts: Sequence[ArticlePart], table: Weights, follow: bool
) -> list[Case]:
    """Return every mention's candidates, as lists of features, and which of them are right."""
    lexicon = Lexicon.default()
    cases: list[Case] = []
    for document, part in zip(documents, parts, strict=True):
        found = find_mentions([part], lexicon)
        tokens = part.tokens
        spans = [(tokens.start[f.first], tokens.end[f.last - 1], tokens.start[f.head]) for f in found]
        gold = dict(zip(map(id, found), match(document.mentions, spans), strict=True))
        reader = Recorder([part], table, gold, follow)
        order = sorted(found, key=reading_order)
        reader.entities = link_names([f for f in order if f.kind == NAME], name_words(lexicon))
        link_appositions(order, [part], reader.entities, coreference_words(lexicon))
        for item in order:
            if item.kind == PRONOUN or item.entity < 0 or item.kind == NAME or item.link:
                reader.read(item)
        cases += reader.cases
    return cases


def fit(
    cases: Sequence[Case], penalty: float = 2.0, rounds: int = 400, rate: float = 0.05
) -> dict[str, float]:
    """Fit the weights: maximum likelihood of the right candidates under a softmax, with an L2 penalty (Adam)."""
    names = sorted({f for options, _ in cases for features in options for f in features})
    index = {name: number for number, name in enumerate(names)}
    rows, columns, group, right = [], [], [], []
    for number, (options, good) in enumerate(cases):
        for described, is_right in zip(options, good, strict=True):
            rows += [len(group)] * len(described)
            columns += [index[f] for f in described]
            group.append(number)
            right.append(is_right)
    row, column, groups, good_mask = np.array(rows), np.array(columns), np.array(group), np.array(right)
    w = np.zeros(len(names))
    first, second = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, rounds + 1):
        score = np.bincount(row, weights=w[column], minlength=len(groups))
        top = np.full(len(cases), -np.inf)
        np.maximum.at(top, groups, score)
        power = np.exp(score - top[groups])
        p = power / np.bincount(groups, weights=power)[groups]
        good = np.where(good_mask, power, 0.0)
        q = good / np.bincount(groups, weights=good)[groups]
        gradient = np.bincount(column, weights=(p - q)[row], minlength=len(names)) + penalty * w
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        w -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return {name: round(float(value), 3) for name, value in zip(names, w, strict=True) if abs(value) >= 0.02}


def main() -> int:
    """Fit and write the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gum", type=Path, help="the folder with splits.tsv and dep/")
    parser.add_argument("--out", type=Path, default=TABLE)
    options = parser.parse_args()
    documents = read_documents(options.gum, "train", GENRES)
    nlp = load_pipeline()
    parts = [
        read_part(Article(d.name, "", d.text), "text", parsed.doc)
        for d, parsed in zip(documents, parse(nlp, [d.text for d in documents]), strict=True)
        if parsed.doc is not None
    ]
    table = fit(collect(documents, parts, {}, True))
    own = collect(documents, parts, by_sort(table), False)
    table = fit(collect(documents, parts, {}, True) + own)
    with options.out.open("w", encoding="utf-8", newline="") as handle:
        handle.write(
            "# Weights of the links of pronouns and nominals, fitted by training/coreference.py on the train split of GUM\n"
        )
        handle.write(
            "# (Amir Zeldes and contributors; annotation CC BY 4.0). Features: analystkit/extraction/antecedent_weights.py.\n"
        )
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(["feature", "weight"])
        writer.writerows(sorted(table.items()))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
