"""The unit of training data: a passage, a list of annotated words that can be changed and turned into a Doc.

spaCy's Doc cannot be edited, and training data is redrawn every epoch: other names, other quotation marks, a headline
put in front. A passage is the editable form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

OUTSIDE = "O"
UNKNOWN = "-"


@dataclass(slots=True)
class Word:
    """One word of a passage.

    Attributes
    ----------
    form : str
        The word as written.
    space : bool
        A space follows.
    tag, pos, morph, lemma, dep : str
        Penn tag, universal part of speech, features, lemma and dependency label; empty in passages that are not parsed.
    head : int
        Index of the head in the passage; its own index for a root.
    name : str
        `"B-<label>"`, `"I-<label>"`, `"O"`, or `"-"` where nobody knows whether it belongs to a name.
    """

    form: str
    space: bool = True
    tag: str = ""
    pos: str = ""
    morph: str = ""
    lemma: str = ""
    dep: str = ""
    head: int = 0
    name: str = UNKNOWN


@dataclass(slots=True)
class Passage:
    """A few consecutive sentences of one document.

    Attributes
    ----------
    words : list of Word
        The words, line breaks between paragraphs included as words of their own.
    parsed : bool
        Tags and trees are annotated.
    named : bool
        Names are annotated, at least in part.
    """

    words: list[Word]
    parsed: bool
    named: bool

    def __len__(self) -> int:
        return len(self.words)

    def copy(self) -> Passage:
        """Return a copy whose words can be changed."""
        return Passage([replace(word) for word in self.words], self.parsed, self.named)

    def names(self) -> list[tuple[int, int, str]]:
        """Return the names as (start, end, label), half-open word indices, in order."""
        spans: list[tuple[int, int, str]] = []
        for index, word in enumerate(self.words):
            if word.name.startswith("B-"):
                spans.append((index, index + 1, word.name[2:]))
            elif word.name.startswith("I-") and spans and spans[-1][1] == index:
                start, _, label = spans[-1]
                spans[-1] = (start, index + 1, label)
        return spans

    def sentences(self) -> list[tuple[int, int]]:
        """Return the sentences of a parsed passage as half-open word indices: a sentence is the reach of one root."""
        roots = [self._root(index) for index in range(len(self.words))]
        starts = [i for i, root in enumerate(roots) if i == 0 or root != roots[i - 1]]
        return list(zip(starts, [*starts[1:], len(roots)], strict=True))

    def spliced(self, start: int, end: int, new: Sequence[Word]) -> Passage:
        """Return a passage with the words from `start` to `end` replaced.

        Heads of `new` count from the first of them. No word outside may hang on a replaced one but on the
        head of the replaced words, which the head of `new` follows; see `names.swappable`.
        """
        shift = len(new) - (end - start)
        old_head = next((i for i in range(start, end) if not start <= self.words[i].head < end), end - 1)
        new_head = next((i for i, word in enumerate(new) if word.head == i), len(new) - 1)

        def moved(index: int) -> int:
            if index < start:
                return index
            return start + new_head if index < end else index + shift

        outer = self.words[old_head]
        outer_head = start + new_head if outer.head == old_head else moved(outer.head)
        words = [replace(word, head=moved(word.head)) for word in self.words[:start]]
        for index, word in enumerate(new):
            if index == new_head:
                words.append(replace(word, head=outer_head, dep=outer.dep))
            else:
                words.append(replace(word, head=start + word.head))
        words[-1].space = self.words[end - 1].space
        words += [replace(word, head=moved(word.head)) for word in self.words[end:]]
        return Passage(words, self.parsed, self.named)

    def without(self, dropped: Iterable[int]) -> Passage:
        """Return a passage without the given words, none of which may have dependents that stay."""
        gone = set(dropped)
        kept = [index for index in range(len(self.words)) if index not in gone]
        place = {old: new for new, old in enumerate(kept)}
        words = [replace(self.words[old], head=place[self.words[old].head]) for old in kept]
        return Passage(words, self.parsed, self.named)

    def _root(self, index: int) -> int:
        while self.words[index].head != index:
            index = self.words[index].head
        return index


def joined(first: Passage, second: Passage) -> Passage:
    """Return two passages as one."""
    offset = len(first.words)
    words = [replace(word) for word in first.words]
    words += [replace(word, head=word.head + offset) for word in second.words]
    return Passage(words, first.parsed and second.parsed, first.named and second.named)


def line_break(parsed: bool, form: str = "\n\n") -> Word:
    """Return the word for a paragraph break; its head is set by `closed_by_break`."""
    if not parsed:
        return Word(form, space=False, name=OUTSIDE)
    return Word(form, space=False, tag="_SP", pos="SPACE", lemma=form, dep="dep", name=OUTSIDE)


def closed_by_break(passage: Passage, form: str = "\n\n") -> Passage:
    """Return the passage with a paragraph break at its end, hanging on the last word."""
    closed = passage.copy()
    closed.words[-1].space = False
    word = line_break(passage.parsed, form)
    word.head = len(closed.words) - 1
    word.name = OUTSIDE if passage.named else UNKNOWN
    closed.words.append(word)
    return closed


def to_doc(passage: Passage, vocab: Vocab) -> Doc:
    """Turn a passage into an annotated Doc.

    Layers that are not annotated are left unset, never empty: spaCy would learn an empty feature string as a label.
    """
    from spacy.tokens import Doc, Span

    words = passage.words
    layers: dict[str, list[str]] = {}
    if passage.parsed:
        layers = {
            "tags": [word.tag for word in words],
            "pos": [word.pos for word in words],
            "morphs": [word.morph for word in words],
            "lemmas": [word.lemma for word in words],
            "deps": ["ROOT" if word.head == index else word.dep for index, word in enumerate(words)],
        }
    doc = Doc(
        vocab,
        words=[word.form for word in words],
        spaces=[word.space for word in words],
        heads=[word.head for word in words] if passage.parsed else None,
        **layers,  # type: ignore[arg-type]
    )
    if passage.named:
        spans = [Span(doc, start, end, label=label) for start, end, label in passage.names()]
        unknown = [Span(doc, i, i + 1) for i, word in enumerate(words) if word.name == UNKNOWN]
        doc.set_ents(spans, missing=unknown, default="outside")
    return doc


def from_docs(docs: Iterable[Doc]) -> Iterator[Passage]:
    """Turn annotated Docs back into passages."""
    for doc in docs:
        parsed, named = doc.has_annotation("DEP"), doc.has_annotation("ENT_IOB")
        words = []
        for token in doc:
            name = UNKNOWN
            if named and token.ent_iob_ in ("B", "I"):
                name = f"{token.ent_iob_}-{token.ent_type_}"
            elif named and token.ent_iob_ == "O":
                name = OUTSIDE
            word = Word(token.text, bool(token.whitespace_), name=name)
            if parsed:
                word.tag, word.pos, word.morph = token.tag_, token.pos_, str(token.morph)
                word.lemma, word.dep, word.head = token.lemma_, token.dep_, token.head.i
            words.append(word)
        yield Passage(words, parsed, named)
