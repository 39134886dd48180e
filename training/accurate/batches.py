"""Passages to tensors: word pieces, what is written of each word, and the labels as spaCy's tokens carry them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor

from analystkit.pipeline.accurate.reading import Words, words_of
from analystkit.pipeline.accurate.wordpiece import WordPieces
from training.accurate.crf import folds, name_tags
from training.accurate.network import Labels

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.training import Example

MOST_POSITIONS = 510


@dataclass(slots=True)
class Sample:
    """One passage: its words, and a label each for every layer (-1 where it is not annotated)."""

    words: Words
    tag: list[int]
    morph: list[int]
    start: list[int]
    sentence: list[int]
    head: list[int]
    dep: list[int]
    name: list[int]
    named: bool

    @property
    def length(self) -> int:
        """Return the number of pieces."""
        return sum(map(len, self.words.pieces)) + 2


class Sampler:
    """Turns annotated Docs into samples of a pipeline's tokens."""

    def __init__(self, nlp: Language, pieces: WordPieces, labels: Labels) -> None:
        self.nlp, self.pieces = nlp, pieces
        self.tags = {tag: i for i, tag in enumerate(labels.tags)}
        self.morphs = {morph: i for i, morph in enumerate(labels.morphs)}
        self.deps = {dep: i for i, dep in enumerate(labels.deps)}
        self.names = {tag: i for i, tag in enumerate(name_tags(labels.names))}

    def sample(self, reference: Doc) -> Sample | None:
        """Read the reference's annotation onto the tokens that the tokenizer makes of its text; None where it is too long."""
        from spacy.training import Example

        example = Example(self.nlp.make_doc(reference.text), reference)
        doc = example.predicted
        words = words_of(doc, self.pieces)
        if not words.tokens or sum(map(len, words.pieces)) > MOST_POSITIONS:
            return None
        size = len(words.tokens)
        sample = Sample(
            words, *([-1] * size for _ in range(3)), [0] * size, *([-1] * size for _ in range(3)), False
        )
        if reference.has_annotation("DEP"):
            self._read_tree(example, sample)
        if reference.has_annotation("ENT_IOB"):
            sample.named = True
            sample.name = self._read_names(_kept(example.get_aligned_ner(), words))
        return sample

    def _read_names(self, biluo: list[str | None]) -> list[int]:
        tags = [_bio(tag) for tag in biluo]
        for index, tag in enumerate(tags):
            # A name whose first token was white space, or of another tokenization, begins here.
            if tag.startswith("I-") and (index == 0 or (tags[index - 1] and tags[index - 1][2:] != tag[2:])):
                tags[index] = "B-" + tag[2:]
        return [self.names.get(tag, -1) for tag in tags]

    def _read_tree(self, example: Example, sample: Sample) -> None:
        words = sample.words
        tags = example.get_aligned("TAG", as_string=True)
        pos = example.get_aligned("POS", as_string=True)
        morphs = example.get_aligned("MORPH", as_string=True)
        heads, deps = example.get_aligned_parse(projectivize=False)
        starts = example.get_aligned_sent_starts()
        place = {token: index for index, token in enumerate(words.tokens)}
        sentence = 0
        # A break may open a sentence in the treebank's count; the next word then does in ours.
        pending = False
        for token in range(len(example.predicted)):
            if token not in place:
                pending = pending or starts[token] == 1
                continue
            index = place[token]
            opens = starts[token] == 1 or pending or index == 0
            pending = False
            sentence += opens and index > 0
            sample.sentence[index] = sentence
            sample.start[index] = int(opens) if starts[token] is not None or opens else -1
            sample.tag[index] = self.tags.get(tags[token] or "", -1)
            if pos[token] and morphs[token] is not None:
                sample.morph[index] = self.morphs.get(joined_morph(morphs[token], pos[token]), -1)
            if heads[token] is not None and deps[token]:
                sample.head[index] = place.get(heads[token], -1)
                sample.dep[index] = self.deps.get(deps[token], -1)
        for index, head in enumerate(sample.head):
            if head >= 0 and sample.sentence[head] != sample.sentence[index]:
                sample.head[index] = sample.dep[index] = -1


def joined_morph(morph: str, pos: str) -> str:
    """Return features and part of speech as one label, as spaCy's morphologizer writes them."""
    return "|".join(sorted([*(part for part in morph.split("|") if part and part != "_"), f"POS={pos}"]))


def _kept(values: Sequence[Any], words: Words) -> list[Any]:
    return [values[token] for token in words.tokens]


def _bio(tag: str | None) -> str:
    """Return a BILUO tag as BIO; an unknown one gives nothing."""
    if not tag or tag == "-":
        return ""
    return {"U": "B", "L": "I"}.get(tag[0], tag[0]) + tag[1:]


def collated(samples: Sequence[Sample], pieces: WordPieces, labels: Labels) -> dict[str, Tensor]:
    """Put samples into the tensors of one batch, padded to the longest."""
    rows = len(samples)
    wide = max(sample.length for sample in samples)
    long = max(len(sample.words.tokens) for sample in samples)
    batch = {name: torch.zeros(rows, wide, dtype=torch.long) for name in ("ids", "cases", "gaps")} | {
        name: torch.zeros(rows, long, dtype=torch.long) for name in ("first", "forms")
    }
    batch |= {
        name: torch.full((rows, long), -1, dtype=torch.long)
        for name in ("tag", "morph", "start", "sentence", "head", "dep", "name")
    }
    batch["piece_mask"] = torch.zeros(rows, wide, dtype=torch.bool)
    batch["word_mask"] = torch.zeros(rows, long, dtype=torch.bool)
    for row, sample in enumerate(samples):
        ids, cases, gaps, first = sample.words.columns(pieces)
        size = len(sample.words.tokens)
        for name, column in (("ids", ids), ("cases", cases), ("gaps", gaps)):
            batch[name][row, : len(column)] = torch.tensor(column)
        batch["first"][row, :size] = torch.tensor(first)
        batch["forms"][row, :size] = torch.tensor(sample.words.cases)
        for name in ("tag", "morph", "start", "sentence", "head", "dep", "name"):
            batch[name][row, :size] = torch.tensor(getattr(sample, name))
        batch["piece_mask"][row, : len(ids)] = True
        batch["word_mask"][row, :size] = True
    known = batch["name"] >= 0
    tags = len(name_tags(labels.names))
    batch["allowed"] = (
        torch.nn.functional.one_hot(batch["name"].clamp(min=0), tags).bool() | ~known[:, :, None]
    )
    batch["folds"] = _folds(samples, labels, long)
    return batch


def _folds(samples: Sequence[Sample], labels: Labels, long: int) -> Tensor:
    """Return the places, in the batch's words behind one another, of each stretch in which names are learned; -1 pads."""
    tags = [*name_tags(labels.names), ""]
    rows = [
        torch.arange(row * long + start, row * long + end)
        for row, sample in enumerate(samples)
        if sample.named
        for start, end in folds([tags[name] for name in sample.name])
    ]
    if not rows:
        return torch.zeros(0, 0, dtype=torch.long)
    return torch.nn.utils.rnn.pad_sequence(rows, batch_first=True, padding_value=-1)


def bucketed(samples: Iterable[Sample], most: int, rng: random.Random) -> Iterator[list[Sample]]:
    """Group samples of like length into batches of at most `most` pieces, padding included, in drawn order."""
    ranked = sorted(samples, key=lambda sample: sample.length)
    batches: list[list[Sample]] = [[]]
    for sample in ranked:
        if batches[-1] and sample.length * (len(batches[-1]) + 1) > most:
            batches.append([])
        batches[-1].append(sample)
    rng.shuffle(batches)
    yield from (batch for batch in batches if batch)
