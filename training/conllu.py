"""Reading CoNLL-U treebanks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Token:
    """One syntactic word of a treebank sentence.

    Attributes
    ----------
    i, head : int
        Index of the word and of its head in the sentence, from 0; the head of a root is -1.
    form, lemma, upos, xpos, feats, dep, misc : str
        The columns of CoNLL-U; `_` where a column is empty.
    space : bool
        A space follows.
    """

    i: int
    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    dep: str
    misc: str
    space: bool


@dataclass(slots=True)
class Sentence:
    """One sentence of a treebank.

    Attributes
    ----------
    toks : list of Token
        Its words.
    doc, sid : str
        The ids of document and sentence.
    newpar : bool
        It opens a paragraph.
    ner : list of (start, end, label) or None
        Its names, half-open word indices; None where names are not annotated.
    missing : list of int
        Words of which nobody knows whether they belong to a name.
    """

    toks: list[Token]
    doc: str
    sid: str
    newpar: bool
    ner: list[tuple[int, int, str]] | None = None
    missing: list[int] = field(default_factory=list)


def read_conllu(path: Path) -> list[Sentence]:
    """Read the sentences of a CoNLL-U file; empty nodes are left out, multiword tokens become their words."""
    return list(_sentences(path.read_text(encoding="utf-8")))


def _sentences(text: str) -> Iterator[Sentence]:
    document = ""
    for block in text.split("\n\n"):
        sentence = Sentence([], document, "", False)
        for line in block.split("\n"):
            if line.startswith("#"):
                key, _, value = line[1:].partition("=")
                key = key.strip()
                if key.startswith("newdoc"):
                    document = sentence.doc = value.strip()
                    sentence.newpar = True
                elif key.startswith("newpar") and key != "newpar_block":
                    sentence.newpar = True
                elif key == "sent_id":
                    sentence.sid = value.strip()
        sentence.toks = _tokens(block)
        if sentence.toks:
            yield sentence


def _tokens(block: str) -> list[Token]:
    tokens: list[Token] = []
    first = last = 0
    space_after = True
    for line in block.split("\n"):
        columns = line.split("\t")
        if line.startswith("#") or len(columns) != 10 or "." in columns[0]:
            continue
        space = "SpaceAfter=No" not in columns[9].split("|")
        if "-" in columns[0]:
            first, last = (int(part) for part in columns[0].split("-"))
            space_after = space
            continue
        index = int(columns[0])
        if first <= index <= last:
            space = space_after if index == last else False
        form, lemma, upos, xpos, feats = columns[1:6]
        head, dep, misc = int(columns[6]) - 1, columns[7], columns[9]
        tokens.append(Token(index - 1, form, lemma, upos, xpos, feats, head, dep, misc, space))
    return tokens
