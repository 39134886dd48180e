"""Trees that nobody annotated, as a better pipeline reads them: distillation (Kim and Rush 2016, sequence level).

Corpora of names have no trees. They get the teacher's one best reading; what people annotated is never changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from training.passages import Passage, from_docs, to_doc

if TYPE_CHECKING:
    from spacy.language import Language


def silvered(passages: Iterable[Passage], teacher: Language) -> Iterator[Passage]:
    """Yield the passages with the teacher's trees where they have none.

    Parameters
    ----------
    passages : iterable of Passage
        Any passages; those with trees pass as they are.
    teacher : spacy.Language
        A pipeline of the same label scheme.
    """
    for passage in passages:
        yield passage if passage.parsed else _read(passage, teacher)


def _read(passage: Passage, teacher: Language) -> Passage:
    # The words alone: a teacher must not see the annotation it adds to.
    bare = to_doc(Passage(passage.words, parsed=False, named=False), teacher.vocab)
    (reading,) = from_docs([teacher(bare)])
    filled = passage.copy()
    filled.parsed = True
    for word, read in zip(filled.words, reading.words, strict=True):
        word.tag, word.pos, word.morph = read.tag, read.pos, read.morph
        word.lemma, word.dep, word.head = read.lemma, read.dep, read.head
    return filled
