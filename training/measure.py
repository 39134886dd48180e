"""How right a pipeline is, on text that it was never trained on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from training.conllu import Sentence, read_conllu
from training.corpora import ewt_dev_parts, gum_sentences, treebank_passages
from training.ewt import ewt_dev_sentences
from training.passages import to_doc
from training.re3d import read_re3d

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# The three kinds that every source of names distinguishes.
_KINDS = {"PERSON": "PER", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "ORG": "ORG"}


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure.

    Attributes
    ----------
    test : str
        What it was measured on.
    measure : str
        TAG, UAS, LAS, SENTS (F), NAMES (F, with precision and recall beside it) or LEMMA.
    value : float
        Percent.
    target : float or None
        What it should reach, where a target was set.
    detail : str
        Precision and recall, or how it was counted.
    """

    test: str
    measure: str
    value: float
    target: float | None = None
    detail: str = ""


def measure(nlp: Language, treebanks: Path) -> list[Figure]:
    """Measure a pipeline on EWT test, GUM dev, the last quarter of EWT dev and the held-out part of re3d; raw text in.

    Tags, trees and sentences are scored by spaCy's scorer over passages of up to 220 words, whose sentences follow one
    another on one line; punctuation does not count for UAS and LAS. Names count where span and label are right; words
    whose status the annotators left open count neither way. Lemmas are found with gold parts of speech and compared
    without regard to capitals. EWT dev has persons, places and organisations by hand (UNER): there only these three count,
    whatever kind of place.
    """
    ewt = read_conllu(treebanks / "ewt" / "ewt-test.conllu")
    gum = gum_sentences(treebanks / "gum", "dev")
    # Where a line breaks, a paragraph starts: the harder and fairer test has none.
    for sentence in [*ewt, *gum]:
        sentence.newpar = False
    ewt_docs = [to_doc(passage, nlp.vocab) for passage in treebank_passages(ewt)]
    gum_docs = [to_doc(passage, nlp.vocab) for passage in treebank_passages(gum)]
    tests = [
        ("EWT test", _scores(nlp, ewt_docs), {"TAG": 93.3, "LAS": 79.5}),
        ("GUM dev", _scores(nlp, gum_docs), {"LAS": 80.0, "NAMES": 60.0}),
        ("re3d held-out", _scores(nlp, read_re3d(treebanks / "re3d", nlp, held_out=True)), {"NAMES": 70.0}),
    ]
    found: list[Figure] = []
    for test, scores, targets in tests:
        for name, key in (
            ("TAG", "tag_acc"),
            ("UAS", "dep_uas"),
            ("LAS", "dep_las"),
            ("SENTS", "sents_f"),
            ("NAMES", "ents_f"),
        ):
            if scores.get(key) is not None and not (name == "NAMES" and test == "EWT test"):
                detail = ""
                if name == "NAMES":
                    detail = f"P {100 * scores['ents_p']:.1f}, R {100 * scores['ents_r']:.1f}"
                found.append(Figure(test, name, round(100 * scores[key], 1), targets.get(name), detail))
    precision, recall, both = coarse_names(nlp, _kept_aside(nlp, treebanks))
    found.append(
        Figure(
            "EWT dev, last quarter",
            "NAMES",
            round(both, 1),
            None,
            f"P {precision:.1f}, R {recall:.1f}; PER, LOC, ORG",
        )
    )
    for test, sentences in (("EWT test", ewt), ("GUM dev", gum)):
        found.append(
            Figure(test, "LEMMA", round(lemma_accuracy(nlp, sentences), 1), 98.0, "gold POS, any case")
        )
    return found


def _kept_aside(nlp: Language, treebanks: Path) -> list[Doc]:
    sentences = ewt_dev_parts(ewt_dev_sentences(treebanks))[1]
    for sentence in sentences:
        sentence.newpar = False
    return [to_doc(passage, nlp.vocab) for passage in treebank_passages(sentences)]


def coarse_names(nlp: Language, docs: Sequence[Doc]) -> tuple[float, float, float]:
    """Return precision, recall and F of persons, places and organisations, percent; span and kind must be right."""
    said = true = right = 0
    for gold, parsed in zip(docs, nlp.pipe(doc.text for doc in docs), strict=True):
        open_ = {i for t in gold if not t.ent_iob for i in range(t.idx, t.idx + len(t))}
        given, found = _coarse(gold), _coarse(parsed)
        found = {name for name in found if name in given or not open_ & set(range(name[0], name[1]))}
        said, true, right = said + len(found), true + len(given), right + len(found & given)
    return 100 * right / max(1, said), 100 * right / max(1, true), 200 * right / max(1, said + true)


def _coarse(doc: Doc) -> set[tuple[int, int, str]]:
    return {(e.start_char, e.end_char, _KINDS[e.label_]) for e in doc.ents if e.label_ in _KINDS}


def per_label(nlp: Language, docs: Sequence[Doc]) -> dict[str, float]:
    """Return the F of every name label, percent."""
    scores = _scores(nlp, docs)
    return {
        label: round(100 * row["f"], 1) for label, row in sorted((scores.get("ents_per_type") or {}).items())
    }


def lemma_accuracy(nlp: Language, sentences: Iterable[Sentence]) -> float:
    """Return the share of right lemmas, percent, where tags and features are given."""
    from spacy.tokens import Doc

    lemmatizer = nlp.get_pipe("lemmatizer")
    right = total = 0
    for sentence in sentences:
        toks = sentence.toks
        feats = ["" if t.feats == "_" else t.feats for t in toks]
        doc = lemmatizer(Doc(nlp.vocab, [t.form for t in toks], pos=[t.upos for t in toks], morphs=feats))
        for token, gold in zip(doc, toks, strict=True):
            if gold.lemma != "_":
                right += token.lemma_.lower() == gold.lemma.lower()
                total += 1
    return 100 * right / total


def _scores(nlp: Language, docs: Sequence[Doc]) -> dict[str, Any]:
    from spacy.scorer import Scorer
    from spacy.training import Example

    # Not through `analystkit.pipeline.parse`: it masks words that are too long to print, and the scorer wants them as they are.
    parsed = nlp.pipe([doc.text for doc in docs], batch_size=32)
    return dict(Scorer(nlp).score([Example(p, doc) for p, doc in zip(parsed, docs, strict=True)]))


def as_markdown(figures: Iterable[Figure]) -> str:
    """Return figures as a Markdown table."""
    lines = ["| test | measure | value | target | |", "|---|---|---|---|---|"]
    for figure in figures:
        target = "" if figure.target is None else f"{figure.target:g}"
        lines.append(
            f"| {figure.test} | {figure.measure} | {figure.value:.1f} | {target} | {figure.detail} |"
        )
    return "\n".join(lines)


def as_records(figures: Iterable[Figure]) -> list[dict[str, Any]]:
    """Return figures as plain data."""
    return [asdict(figure) for figure in figures]
