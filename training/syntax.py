"""Building annotated sentences from the top down: nodes with dependents on either side, read out as a passage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from training.passages import OUTSIDE, Passage, Word
from training.swap import name_words

_POS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "JJ": "ADJ", "RB": "ADV", "IN": "ADP", "RP": "ADP", "TO": "PART",
    "DT": "DET", "CD": "NUM", "MD": "AUX", "VB": "VERB", "VBD": "VERB", "VBN": "VERB", "VBG": "VERB", "VBZ": "VERB",
    "VBP": "VERB", "PRP": "PRON", "PRP$": "PRON", "CC": "CCONJ", "POS": "PART", "JJS": "ADJ", "JJR": "ADJ",
}  # fmt: skip
_MORPH = {
    "NN": "Number=Sing", "NNS": "Number=Plur", "NNP": "Number=Sing", "JJ": "Degree=Pos", "VB": "VerbForm=Inf",
    "VBN": "Tense=Past|VerbForm=Part", "VBG": "Tense=Pres|VerbForm=Part", "MD": "VerbForm=Fin", "JJS": "Degree=Sup",
    "JJR": "Degree=Cmp",
}  # fmt: skip
_FORMS = {
    "the": "Definite=Def|PronType=Art", "a": "Definite=Ind|PronType=Art", "an": "Definite=Ind|PronType=Art",
    "he": "Case=Nom|Gender=Masc|Number=Sing|Person=3|PronType=Prs",
    "she": "Case=Nom|Gender=Fem|Number=Sing|Person=3|PronType=Prs",
    "it": "Case=Nom|Gender=Neut|Number=Sing|Person=3|PronType=Prs",
    "they": "Case=Nom|Number=Plur|Person=3|PronType=Prs",
}  # fmt: skip


@dataclass(slots=True)
class Node:
    """A word and what hangs on it, in reading order around it.

    Attributes
    ----------
    form, tag, dep, lemma, pos, morph : str
        As in `Word`; lemma, pos and morph follow from form and tag where they are left empty.
    left, right : list of Node
        Dependents before and after the word.
    glued : bool
        No space stands before this word.
    name : str
        As in `Word`.
    plural : bool
        The phrase takes a plural verb.
    """

    form: str
    tag: str
    dep: str = "dep"
    lemma: str = ""
    pos: str = ""
    morph: str = ""
    left: list[Node] = field(default_factory=list)
    right: list[Node] = field(default_factory=list)
    glued: bool = False
    name: str = OUTSIDE
    plural: bool = False

    def as_(self, dep: str) -> Node:
        """Set the label under which the node hangs on another, and hand it back."""
        self.dep = dep
        return self

    def before(self, *nodes: Node) -> Node:
        """Hang nodes before the word, farthest first, outside those that are there."""
        self.left = [*nodes, *self.left]
        return self

    def after(self, *nodes: Node) -> Node:
        """Hang nodes after the word, after those that are there."""
        self.right = [*self.right, *nodes]
        return self

    def walk(self) -> Iterator[Node]:
        """Yield the nodes in reading order."""
        for node in self.left:
            yield from node.walk()
        yield self
        for node in self.right:
            yield from node.walk()


def sentence(root: Node) -> Passage:
    """Read a tree out as a passage of one sentence."""
    nodes = list(root.walk())
    place = {id(node): index for index, node in enumerate(nodes)}
    head = {id(child): place[id(node)] for node in nodes for child in (*node.left, *node.right)}
    words = []
    for index, node in enumerate(nodes):
        glued_next = index + 1 < len(nodes) and nodes[index + 1].glued
        words.append(
            Word(
                form=node.form,
                space=not glued_next,
                tag=node.tag,
                pos=node.pos or _POS.get(node.tag, "PUNCT"),
                morph=node.morph or _FORMS.get(node.form.lower(), "") or _MORPH.get(node.tag, ""),
                lemma=node.lemma or node.form.lower(),
                dep="ROOT" if node is root else node.dep,
                head=head.get(id(node), index),
                name=node.name,
            )
        )
    first = words[0]
    first.form = first.form[:1].upper() + first.form[1:]
    return Passage(words, parsed=True, named=True)


def name(text: str, label: str) -> Node:
    """Make the node of a name: a chain of compounds on its last word."""
    words = name_words(text, label)
    if words is None:
        words = name_words(text.replace(" of ", " ").replace(" and ", " ").replace(" for ", " "), label)
    assert words is not None
    head = next(i for i, word in enumerate(words) if word.head == i)
    nodes = [
        Node(
            w.form, w.tag, w.dep, w.lemma, w.pos, w.morph, name=w.name, glued=i > 0 and not words[i - 1].space
        )
        for i, w in enumerate(words)
    ]
    top = nodes[head]
    top.left, top.right = nodes[:head], nodes[head + 1 :]
    return top


def noun(phrase: str, plural: bool, *left: Node) -> Node:
    """Make a noun of `phrase`, whose words are joined by underscores, with compounds and further words before it."""
    *modifiers, head = phrase.split("_")
    tag = "NNS" if plural else "NN"
    node = Node(head, tag, lemma=head, plural=plural)
    node.left = [*left, *(Node(m, "NN", "compound") for m in modifiers)]
    return node


def prep(form: str, object_: Node, dep: str = "prep") -> Node:
    """Make a prepositional phrase."""
    return Node(form, "IN", dep, right=[object_.as_("pobj")])


def stop() -> Node:
    """Make a full stop."""
    return Node(".", ".", "punct", glued=True)


def comma() -> Node:
    """Make a comma."""
    return Node(",", ",", "punct", glued=True)


def finite(past: str, lemma: str, subject: Node) -> Node:
    """Make a past tense verb that agrees with its subject."""
    number = "Plur" if subject.plural else "Sing"
    return Node(past, "VBD", lemma=lemma, morph=f"Mood=Ind|Number={number}|Person=3|Tense=Past|VerbForm=Fin")


def was(subject: Node) -> Node:
    """Make the auxiliary of the passive, past tense."""
    verb = finite("were" if subject.plural else "was", "be", subject)
    verb.pos, verb.dep = "AUX", "auxpass"
    return verb


def passive_participle(form: str, lemma: str) -> Node:
    """Make the participle of a passive."""
    return Node(form, "VBN", lemma=lemma, morph="Tense=Past|VerbForm=Part|Voice=Pass")
