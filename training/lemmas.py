"""The rule lemmatizer: WordNet's tables, and exceptions for closed classes and for what the rules get wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from training.conllu import Sentence
from training.lists import rows

if TYPE_CHECKING:
    from spacy.language import Language

# A lemma is learned from a treebank where it was seen this often, and in this share of a form's uses.
_SEEN = 2
_SHARE = 0.7
# Suffix rules in the order that serves both ways in which spaCy reads them: among forms that WordNet knows the last rule
# wins (`staged` is of `stage`, `motives` of `motive`), among those it does not the first (`retweeted`, `doxxed`).
_RULES = {
    "verb": (("es", ""), ("ies", "y"), ("es", "e"), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("", "")),
    "noun": (("men", "man"), ("ies", "y"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"), ("zes", "z"), ("ses", "s"),
             ("ves", "f"), ("s", "")),
}  # fmt: skip
# Rare verbs that the rules find before the common one (`singing`).
_SHADOWING = frozenset({"singe", "swinge"})
_OPEN_CLASSES = frozenset({"NOUN", "VERB", "ADJ", "ADV"})


def add_lemmatizer(nlp: Language, sentences: Iterable[Sentence]) -> None:
    """Add spaCy's rule lemmatizer at the end of a pipeline.

    Its tables are those of spacy-lookups-data (WordNet). To their exceptions come ours, which hold whole closed classes
    (without them the rules leave `The` and `We` capitalised), and the forms whose lemma in the training treebanks
    is another than the rules find (`staged` is of `stage`, and not of `stag`).
    """
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    lemmatizer.initialize(lambda: [], nlp=nlp)  # type: ignore[attr-defined]
    rules = lemmatizer.lookups.get_table("lemma_rules")  # type: ignore[attr-defined]
    for pos, pairs in _RULES.items():
        rules[pos] = [list(pair) for pair in pairs]
    index = lemmatizer.lookups.get_table("lemma_index")  # type: ignore[attr-defined]
    index["verb"] = [verb for verb in index["verb"] if verb not in _SHADOWING]
    merged: dict[str, dict[str, list[str]]] = {}
    for row in rows("lemma_exceptions.csv"):
        merged.setdefault(row["pos"], {})[row["form"]] = [row["lemma"]]
    _extend(lemmatizer, merged)
    learned: dict[str, dict[str, list[str]]] = {}
    for (pos, form), lemma in sorted(_treebank_lemmas(sentences).items()):
        found = lemmatize(nlp, form, pos)
        if found != lemma and form not in merged.get(pos.lower(), {}):
            learned.setdefault(pos.lower(), {})[form] = [lemma]
    _extend(lemmatizer, learned)
    lemmatizer.cache.clear()  # type: ignore[attr-defined]


def lemmatize(nlp: Language, form: str, pos: str, feats: str = "") -> str:
    """Return what the pipeline's lemmatizer makes of one word with a known part of speech."""
    from spacy.tokens import Doc

    doc = Doc(nlp.vocab, [form], pos=[pos], morphs=[feats] if feats else None)
    return str(nlp.get_pipe("lemmatizer")(doc)[0].lemma_)


def _extend(lemmatizer: object, exceptions: dict[str, dict[str, list[str]]]) -> None:
    table = lemmatizer.lookups.get_table("lemma_exc")  # type: ignore[attr-defined]
    for pos, entries in exceptions.items():
        table[pos] = {**table.get(pos, {}), **entries}


def _treebank_lemmas(sentences: Iterable[Sentence]) -> dict[tuple[str, str], str]:
    counts: dict[tuple[str, str], Counter[str]] = {}
    for sentence in sentences:
        for token in sentence.toks:
            # What is misspelt has a lemma that no rule should learn.
            regular = token.form.isalpha() and "Typo=Yes" not in token.feats and "Abbr=Yes" not in token.feats
            if token.upos in _OPEN_CLASSES and regular:
                counts.setdefault((token.upos, token.form.lower()), Counter())[token.lemma.lower()] += 1
    sure: dict[tuple[str, str], str] = {}
    for key, lemmas in counts.items():
        lemma, seen = lemmas.most_common(1)[0]
        if seen >= _SEEN and seen >= _SHARE * lemmas.total():
            sure[key] = lemma
    return sure
