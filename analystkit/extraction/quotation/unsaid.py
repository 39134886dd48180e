"""Verbs of saying and finding that report nothing where they stand: "found him in a ditch", "quoting a police officer"."""

from __future__ import annotations

from analystkit.extraction.quotation.blows import head_noun
from analystkit.extraction.quotation.phrases import Span
from analystkit.extraction.quotation.scene import Scene
from analystkit.extraction.tags import FINITE

_PERSONS = frozenset(("i", "we", "he", "she", "they", "who"))
_OBJECTS = frozenset(("him", "her", "them", "it", "himself", "herself", "themselves"))
_NAMES = frozenset(("PERSON", "ORG", "NORP"))


def comes_upon(scene: Scene, speaker: Span, content: Span) -> bool:
    """Tell whether a verb of finding with a noun phrase tells of a find or a bearing, not of what a study says.

    "A villager found | them | in a grave", "Lee showed | no emotion |": persons come upon things and show what they feel. Studies,
    courts and ministries find and show what they report ("The survey found | a wide gap |").

    Parameters
    ----------
    scene : Scene
        The part.
    speaker, content : Span
        The subject and the object of the verb, as token spans.
    """
    tokens = scene.tokens
    first, last = content
    if scene.inside[first] >= 0 or any(
        tokens.dep[i] in {"oprd", "acomp", "ccomp"} for i in range(first, last)
    ):
        # "found the task | welcoming |"
        return False
    head = head_noun(scene, speaker)
    if tokens.lower[head] in _PERSONS or tokens.entity[head] == "PERSON":
        return True
    if tokens.lower[first] in _OBJECTS:
        # "The video shows | him | with a gun"
        return tokens.lower[head] in scene.speaker_nouns and tokens.lemma[head] not in scene.table.documents
    return tokens.lemma[head_noun(scene, content)] in scene.table.solid


def names_source(scene: Scene, content: Span) -> bool:
    """Tell whether what a verb of quoting has for its object is whom it quotes, not what is quoted: "quoting | a police officer |"."""
    tokens, (first, last) = scene.tokens, content
    if not scene.outside(first, last):
        return False
    # "citing | Lee's appeal |": the word that the others hang on.
    head = next((i for i in range(first, last) if not first <= tokens.head[i] < last), first)
    if tokens.entity[head] in _NAMES:
        return True
    return tokens.lower[head] in scene.speaker_nouns and tokens.lemma[head] not in scene.table.documents


def is_thing(scene: Scene, that: int, stop: int) -> bool:
    """Tell whether "that" behind a verb is its object and opens no clause: "has ruled | that | out"."""
    tokens = scene.tokens
    return (
        (tokens.tag[that] == "DT" or tokens.dep[that] == "dobj")
        and that + 1 < stop
        and tokens.tag[that + 1] == "RP"
        and tokens.head[that + 1] == tokens.head[that]
    )


def when_it_was(scene: Scene, word: int) -> bool:
    """Tell whether a conjunction opens a clause, with a verb of its own, on a thing named before it: "showed no fear | as | he was led away"."""
    tokens, verb = scene.tokens, scene.tokens.head[word]
    return (
        tokens.lower[word] in scene.table.words["clausal"]
        and tokens.dep[verb] == "advcl"
        and any(tokens.dep[own] == "dobj" and own < word for own in tokens.children[tokens.head[verb]])
        and any(tokens.tag[own] in FINITE for own in (verb, *tokens.children[verb]))
    )
