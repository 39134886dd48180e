"""What is not sure among names that were derived from other annotation, for training only: tests stay as they are.

A first model's disagreements with the derived names were read on the training parts. Three kinds are the derivation's mistakes:
a place behind a preposition taken into a name (`X University in Leeds`), two places joined by a comma, and proper nouns that no mention has at its
head (`the Leeds office`), which were taken for no names.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from training.conllu import Sentence
from training.names.gazetteer import place_label
from training.names.spans import Name, covered

if TYPE_CHECKING:
    from spacy.tokens import Doc

_PLACING = frozenset({"in", "at", "near"})
_JOINED = ("ORG", "FAC", "GPE", "LOC", "EVENT")


def divided(words: Sequence[str], name: Name) -> list[Name]:
    """Divide a name at a preposition of place, and places at a comma.

    Parameters
    ----------
    words : sequence of str
        The sentence or document.
    name : (start, end, label)
        Half-open.

    Returns
    -------
    list of Name
        The name itself where there is nothing to divide.
    """
    start, end, label = name
    if label not in _JOINED:
        return [name]
    marks = _PLACING | ({","} if label in ("GPE", "LOC") else set())
    at = next((i for i in range(start + 1, end - 1) if words[i].lower() in marks), None)
    if at is None or not words[at + 1][:1].isupper():
        return [name]
    rest = (at + 1, end, place_label(" ".join(words[at + 1 : end])))
    return [(start, at, label), *divided(words, rest)]


def doubt_sentence(sentence: Sentence) -> Sentence:
    """Divide the names of a treebank sentence, and call proper nouns outside names unknown; return the sentence."""
    words = [token.form for token in sentence.toks]
    sentence.ner = sorted(part for name in sentence.ner or () for part in divided(words, name))
    taken = covered(sentence.ner, len(words))
    missing = {t.i for t in sentence.toks if t.upos == "PROPN" and not taken[t.i]}
    sentence.missing = sorted(missing | {i for i in sentence.missing if not taken[i]})
    return sentence


def doubt_doc(doc: Doc) -> Doc:
    """Divide the names of a Doc, and call capitalised words outside names unknown where they open no sentence; return it."""
    from spacy.tokens import Span

    words = [token.text for token in doc]
    names = [part for e in doc.ents for part in divided(words, (e.start, e.end, e.label_))]
    taken = covered(names, len(doc))
    missing = {token.i for token in doc if not token.ent_iob}
    missing |= {
        token.i
        for token in doc
        if token.text[:1].isupper() and token.i and doc[token.i - 1].text not in (".", "\u201d", '"', "?", ":")
        and not doc[token.i - 1].is_space
    }  # fmt: skip
    doc.set_ents(
        [Span(doc, *name) for name in names],
        missing=[Span(doc, i, i + 1) for i in sorted(missing) if not taken[i]],
        default="outside",
    )
    return doc
