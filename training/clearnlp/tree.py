"""A dependency tree that is rebuilt in place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from training.conllu import Token
from training.lists import rows

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})
VERBAL = frozenset({"VERB", "AUX"})
CLITICS = frozenset({"'s", "\u2019s", "'", "\u2019"})


class Tree:
    """Heads and labels of one sentence, with what the rules ask about its words.

    Attributes
    ----------
    heads, labels : list
        As they stand now; a head of -1 is the root.
    forms, lemmas, upos, tags : list of str
        The words; lemmas in lower case, tags are Penn's.
    """

    def __init__(self, toks: Sequence[Token]) -> None:
        self.heads = [t.head for t in toks]
        self.labels = [t.dep for t in toks]
        self.forms = [t.form for t in toks]
        self.lemmas = [t.lemma.lower() for t in toks]
        self.upos = [t.upos for t in toks]
        self.tags = [t.xpos for t in toks]

    def __len__(self) -> int:
        return len(self.heads)

    def children(self, index: int) -> list[int]:
        """Return the dependents of a word, from left to right."""
        return [k for k in range(len(self)) if self.heads[k] == index and k != index]

    def having(self, index: int, *wanted: str) -> list[int]:
        """Return the dependents of a word that have one of the labels."""
        return [k for k in self.children(index) if self.labels[k] in wanted]

    def base(self, index: int) -> str:
        """Return the label of a word without its subtype."""
        return self.labels[index].split(":")[0]

    def hang(self, index: int, head: int, label: str | None = None) -> None:
        """Hang a word on another head, under another label where one is given."""
        self.heads[index] = head
        if label is not None:
            self.labels[index] = label

    def replace(self, new: int, old: int) -> None:
        """Put `new` where `old` hangs; `old` stays where it is until the caller moves it."""
        self.heads[new] = self.heads[old]
        self.labels[new] = self.labels[old]

    def has_subject(self, index: int) -> bool:
        """Tell whether a subject hangs on a word."""
        return any(self.labels[k].startswith("nsubj") for k in self.children(index))

    def cyclic(self) -> bool:
        """Tell whether some word does not lead to the root."""
        for index in range(len(self)):
            seen: set[int] = set()
            at = index
            while at >= 0 and at not in seen:
                seen.add(at)
                at = self.heads[at]
            if at >= 0:
                return True
        return False


@lru_cache(maxsize=1)
def _tables() -> dict[str, frozenset[str]]:
    return {row["kind"]: frozenset(row["words"].split()) for row in rows("syntax_words.csv")}


def words(kind: str) -> frozenset[str]:
    """Return a list of `training/data/syntax_words.csv`."""
    return _tables()[kind]
