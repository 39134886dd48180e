"""Headlines made from ordinary sentences: in the present tense, without articles, auxiliaries and full stop."""

from __future__ import annotations

import random

from training.passages import Passage, Word

_LONGEST = 17
_SHORTEST = 4
_NOMINAL = {"NN", "NNS", "NNP", "NNPS"}
_ARTICLES = {"a", "an", "the"}
_PRESENT_ES = ("s", "sh", "ch", "x", "z", "o")
_SINGULAR = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
_PLURAL = "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin"


def headline(passage: Passage, rng: random.Random) -> Passage | None:
    """Make a headline of one sentence of a parsed passage.

    Returns
    -------
    Passage or None
        One sentence, in title case at times; None where no sentence of the passage makes one.
    """
    fitting = [span for span in passage.sentences() if _fits(passage, *span)]
    if not fitting:
        return None
    start, end = rng.choice(fitting)
    made = Passage([Word(**{f: getattr(w, f) for f in Word.__slots__}) for w in passage.words[start:end]],
                   passage.parsed, passage.named)  # fmt: skip
    for word in made.words:
        word.head -= start
    made = _trimmed(made, rng)
    _in_present(made)
    first = made.words[0]
    first.form = first.form[:1].upper() + first.form[1:]
    made.words[-1].space = False
    if rng.random() < 0.3:
        from training.augment import title_case

        title_case(made)
    return made


def _fits(passage: Passage, start: int, end: int) -> bool:
    words = passage.words[start:end]
    if not len([w for w in words if w.pos not in ("PUNCT", "SPACE")]) >= _SHORTEST or len(words) > _LONGEST:
        return False
    roots = [i for i, word in enumerate(words) if word.head == start + i]
    if len(roots) != 1 or words[roots[0]].tag not in ("VBD", "VBZ", "VBP", "VBN", "VB"):
        return False
    subjects = [w for w in words if w.dep in ("nsubj", "nsubjpass") and w.head == start + roots[0]]
    if len(subjects) != 1 or subjects[0].tag not in _NOMINAL:
        return False
    return not any(
        word.form in ("?", "!", ":") or word.tag in ("``", "''", "PRP", "UH", "NFP") for word in words
    )


def _trimmed(made: Passage, rng: random.Random) -> Passage:
    words = made.words
    root = next(i for i, word in enumerate(words) if word.head == i)
    # A line break hangs on the full stop before it and goes with it.
    heads = {word.head for i, word in enumerate(words) if word.head != i and word.pos != "SPACE"}
    leaves = set(range(len(words))) - heads
    gone = {i for i in leaves if words[i].pos == "SPACE" or (words[i].form == "." and i >= len(words) - 3)}
    if rng.random() < 0.85:
        gone |= {i for i in leaves if words[i].form.lower() in _ARTICLES and words[i].dep == "det"}
    passive = [i for i in leaves if words[i].head == root and words[i].dep == "auxpass"]
    if passive and words[root].tag == "VBN" and rng.random() < 0.8:
        gone |= set(passive) | {
            i for i in leaves if words[i].head == root and words[i].lemma in ("have", "be")
        }
    for i in leaves:
        if words[i].head == root and words[i].form == "will" and words[i].dep == "aux" and rng.random() < 0.6:
            words[i].form, words[i].lemma, words[i].tag, words[i].pos, words[i].morph = (
                "to",
                "to",
                "TO",
                "PART",
                "",
            )
    # A name that opened with its article opens with its next word now.
    for i in sorted(gone):
        if words[i].name.startswith("B-") and i + 1 < len(words) and words[i + 1].name.startswith("I-"):
            words[i + 1].name = words[i].name
    for i in gone:
        if i and not words[i].space and words[i].form == ".":
            words[i - 1].space = True
    return made.without(gone)


def _in_present(made: Passage) -> None:
    root = next(word for i, word in enumerate(made.words) if word.head == i)
    if root.tag != "VBD" or root.lemma in ("be", "have", "do"):
        return
    subject = next(w for w in made.words if w.dep in ("nsubj", "nsubjpass"))
    if subject.tag in ("NNS", "NNPS"):
        root.form, root.tag, root.morph = root.lemma, "VBP", _PLURAL
    else:
        root.form, root.tag, root.morph = third_person(root.lemma), "VBZ", _SINGULAR


def third_person(lemma: str) -> str:
    """Return the third person singular present of a regular verb."""
    if lemma.endswith(_PRESENT_ES):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + "s"
