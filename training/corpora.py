"""From the raw treebanks and name corpora to passages ready for training, one file a source."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from training.clearnlp import convert
from training.conllu import Sentence, read_conllu
from training.ewt import ewt_dev_sentences, ewt_train_sentences
from training.names.doubt import doubt_doc, doubt_sentence
from training.names.gum import name_gum
from training.passages import OUTSIDE, UNKNOWN, Passage, Word, closed_by_break, from_docs, joined, to_doc
from training.re3d import read_re3d
from training.silver import silvered
from training.wikigold import wikigold_docs

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_log = logging.getLogger(__name__)
LONGEST_PASSAGE = 220


def treebank_passages(sentences: Iterable[Sentence]) -> Iterator[Passage]:
    """Yield passages of up to 220 words, each of one document, with a line break before half of the paragraphs.

    Every second paragraph keeps its break: the model must find sentences with the help of breaks and without it.
    """
    group: list[Sentence] = []
    size = 0
    for sentence in sentences:
        if group and (sentence.doc != group[-1].doc or size + len(sentence.toks) > LONGEST_PASSAGE):
            yield _passage(group)
            group, size = [], 0
        group.append(sentence)
        size += len(sentence.toks)
    if group:
        yield _passage(group)


def _passage(group: list[Sentence]) -> Passage:
    whole: Passage | None = None
    broken = True
    for index, sentence in enumerate(group):
        part = sentence_passage(sentence)
        if index + 1 < len(group) and group[index + 1].newpar:
            if broken:
                part = closed_by_break(part)
            broken = not broken
        whole = part if whole is None else joined(whole, part)
    assert whole is not None
    whole.named = any(sentence.ner is not None for sentence in group)
    whole.words[-1].space = False
    return whole


def sentence_passage(sentence: Sentence) -> Passage:
    """Convert one treebank sentence to the label scheme of en_core_web."""
    names = [UNKNOWN if sentence.ner is None else OUTSIDE] * len(sentence.toks)
    for start, end, label in sentence.ner or ():
        names[start:end] = [f"B-{label}"] + [f"I-{label}"] * (end - start - 1)
    for index in sentence.missing:
        if names[index] == OUTSIDE:
            names[index] = UNKNOWN
    words = []
    for token, head, label, name in zip(sentence.toks, *convert(sentence.toks), names, strict=True):
        word = Word(
            token.form,
            token.space,
            _filled(token.xpos),
            _filled(token.upos),
            _filled(token.feats),
            token.lemma,
        )
        word.dep, word.head, word.name = label, token.i if head < 0 else head, name
        words.append(word)
    if words:
        # Sentences of one document stand on one line, whatever followed them in print.
        words[-1].space = True
    return Passage(words, parsed=True, named=sentence.ner is not None)


def _filled(column: str) -> str:
    return "" if column == "_" else column


def gum_sentences(folder: Path, split: str) -> list[Sentence]:
    """Read GUM's documents of a split with their names."""
    splits = dict(
        line.split("\t")[::2]
        for line in (folder / "splits.tsv").read_text(encoding="utf-8").splitlines()
        if line
    )
    found = []
    for path in sorted((folder / "dep").glob("GUM_*.conllu")):
        if splits[path.stem] == split:
            for sentence in read_conllu(path):
                name_gum(sentence)
                found.append(sentence)
    return found


def ewt_dev_parts(sentences: list[Sentence]) -> tuple[list[Sentence], list[Sentence]]:
    """Divide EWT's development part, the only one with names by hand: three quarters to learn from, the last to measure with."""
    place = 3 * len(sentences) // 4
    while place < len(sentences) and sentences[place].doc == sentences[place - 1].doc:
        place += 1
    return sentences[:place], sentences[place:]


def cut_docs(docs: Iterable[Doc], longest: int = 200) -> Iterator[Doc]:
    """Cut Docs without trees into pieces at line breaks."""
    for doc in docs:
        start = 0
        for token in doc:
            if token.is_space and "\n" in token.text and token.i - start > longest // 2:
                yield doc[start : token.i].as_doc()
                start = token.i + 1
        if len(doc) - start > 2:
            yield doc[start:].as_doc()


def prepare(treebanks: Path, out: Path, teacher: Language | None, distil: bool = False) -> None:
    """Write the training and development passages of every source to `out`, a DocBin each.

    The teacher names EWT's training part; with `distil` it adds trees, see `training.silver`.
    """
    import spacy
    from spacy.tokens import DocBin

    nlp = spacy.blank("en")
    out.mkdir(parents=True, exist_ok=True)

    def learnt(name: str, passages: Iterable[Passage]) -> None:
        save(name, silvered(passages, teacher) if distil and teacher is not None else passages)

    def save(name: str, passages: Iterable[Passage]) -> None:
        box = DocBin(store_user_data=False, docs=[to_doc(passage, nlp.vocab) for passage in passages])
        box.to_disk(out / f"{name}.spacy")
        _log.info("%s: %d passages", name, len(box))

    learned, kept_aside = ewt_dev_parts(ewt_dev_sentences(treebanks))
    learnt("ewt_train", treebank_passages(ewt_train_sentences(treebanks, teacher, trusted=distil)))
    learnt("ewt_dev_train", treebank_passages(learned))
    save("ewt_dev", treebank_passages(kept_aside))
    learnt("gum_train", treebank_passages(map(doubt_sentence, gum_sentences(treebanks / "gum", "train"))))
    save("gum_dev", treebank_passages(gum_sentences(treebanks / "gum", "dev")))
    reports = map(doubt_doc, read_re3d(treebanks / "re3d", nlp, held_out=False))
    learnt("re3d_train", from_docs(cut_docs(reports)))
    learnt("wikigold", from_docs(wikigold_docs(treebanks / "wikigold" / "wikigold.conll.txt", nlp)))
