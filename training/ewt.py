"""Names for EWT, which has none of its own: UNER's for the development part, sure ones only for the training part."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from training.conllu import Sentence, Token, read_conllu
from training.lists import known_places
from training.names.gazetteer import listed, organisation_label, place_label
from training.names.spans import Name, after, covered, iob_spans, people_names, text_of

if TYPE_CHECKING:
    from spacy.language import Language


def ewt_dev_sentences(treebanks: Path) -> list[Sentence]:
    """Read EWT's development part with the names that UNER gives it."""
    sentences = read_conllu(treebanks / "ewt" / "ewt-dev.conllu")
    tags = _iob(treebanks / "uner" / "en_ewt-ud-dev.iob2")
    for sentence in sentences:
        row = tags.get(sentence.sid, [])
        if len(row) == len(sentence.toks):
            sentence.ner = iob_spans(row)
            uner_names(sentence)
    return sentences


def _iob(path: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    key = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# sent_id"):
            key = line.split("=", 1)[1].strip()
            found[key] = []
        elif line and line[0].isdigit():
            found[key].append(line.split("\t")[2])
    return found


def uner_names(sentence: Sentence) -> None:
    """Map UNER's person, place and organisation to OntoNotes' names; other kinds of names are unknown there."""
    toks = sentence.toks
    names: list[Name] = []
    forms = [t.form for t in toks]
    for opened, end, label in sentence.ner or ():
        start = after(forms, opened, end, frozenset({"the"}))
        if label == "PER":
            names.append((after(forms, start, end, listed("title")), end, "PERSON"))
        elif label == "LOC":
            names.append((start, end, place_label(text_of(toks[start:end]))))
        elif label == "ORG":
            names.append((start, end, organisation_label(text_of(toks[start:end]))))
        else:
            sentence.missing += range(start, end)
    taken = covered(names, len(toks))
    names += people_names(toks, taken)
    taken = covered(names, len(toks))
    sentence.missing += [i for i, t in enumerate(toks) if not taken[i] and _open_to_times(t)]
    sentence.ner = sorted(names)


def ewt_train_sentences(treebanks: Path, teacher: Language | None, trusted: bool = False) -> list[Sentence]:
    """Read EWT's training part, which has no names, with names that are sure.

    What the treebank calls no proper noun is outside all names. A run of proper nouns is a name where the teacher
    says so and reads exactly that run, or where the list of countries has it; else it is unknown. A teacher that is `trusted` needs no
    confirmation: only proper nouns in which it sees no name are unknown.
    """
    sentences = read_conllu(treebanks / "ewt" / "ewt-train.conllu")
    predicted = _teacher_names(sentences, teacher) if teacher is not None else [[] for _ in sentences]
    for sentence, spans in zip(sentences, predicted, strict=True):
        if trusted:
            trusted_names(sentence, spans)
        else:
            silver_names(sentence, spans)
    return sentences


def trusted_names(sentence: Sentence, predicted: list[Name]) -> None:
    """Set the names of a sentence as a teacher reads them."""
    taken = covered(predicted, len(sentence.toks))
    sentence.missing = [i for i, t in enumerate(sentence.toks) if not taken[i] and t.upos == "PROPN"]
    sentence.ner = sorted(predicted)


def silver_names(sentence: Sentence, predicted: list[Name]) -> None:
    """Set the names of a sentence from its gold tags and a teacher's reading; see `ewt_train_sentences`."""
    toks = sentence.toks
    proper = [t.upos == "PROPN" or (t.form == "-" and 0 < t.i < len(toks) - 1
              and toks[t.i - 1].upos == toks[t.i + 1].upos == "PROPN") for t in toks]  # fmt: skip
    names: list[Name] = []
    for start, end, label in predicted:
        if label in ("PERSON", "ORG", "GPE", "LOC", "FAC"):
            opens = start == 0 or not proper[start - 1] or toks[start - 1].form.lower() in listed("title")
            closes = end == len(toks) or not proper[end]
            known = all(
                proper[i] or toks[i].form.lower() in ("of", "the", "and", "for", "&")
                for i in range(start, end)
            )
            sure = label not in ("GPE", "LOC") or _placed(toks, start, end)
            if opens and closes and known and sure and proper[start] and proper[end - 1]:
                text = text_of(toks[start:end])
                names.append((start, end, organisation_label(text) if label == "ORG" else label))
        elif label in ("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"):
            names.append((start, end, label))
    taken = covered(names, len(toks))
    for index, token in enumerate(toks):
        alone = not any(0 <= k < len(toks) and proper[k] for k in (index - 1, index + 1))
        if not taken[index] and proper[index] and alone and token.form in listed("country"):
            names.append((index, index + 1, "GPE"))
    names += people_names(toks, covered(names, len(toks)))
    taken = covered(names, len(toks))
    sentence.missing = [
        i for i, t in enumerate(toks)
        if not taken[i] and (proper[i] or t.upos in ("NUM", "X", "SYM") or _open_to_times(t)
                             or (t.form[:1].isupper() and i > 0 and t.upos in ("NOUN", "ADJ")))
    ]  # fmt: skip
    sentence.ner = sorted(names)


def _placed(toks: list[Token], start: int, end: int) -> bool:
    """Tell whether a place is known or stands where places stand: a model that has read news sees them everywhere."""
    if text_of(toks[start:end]) in known_places():
        return True
    before = toks[start - 1].form.lower() if start else ""
    return before in listed("before_place") or (
        before == "," and start > 1 and toks[start - 2].upos == "PROPN"
    )


def _teacher_names(sentences: list[Sentence], teacher: Language) -> Iterator[list[Name]]:
    from spacy.tokens import Doc

    def docs() -> Iterator[Doc]:
        for sentence in sentences:
            toks = sentence.toks
            yield Doc(teacher.vocab, [t.form for t in toks], [t.space for t in toks])

    for doc in teacher.pipe(docs(), batch_size=500):
        yield [(e.start, e.end, e.label_) for e in doc.ents]


def _open_to_times(token: Token) -> bool:
    """Tell whether a word may belong to a time or number, which some annotators did not mark."""
    form = token.form.lower()
    kinds = ("date", "time", "money", "approximation")
    return (
        token.upos in ("NUM", "SYM")
        or form in ("%", "percent")
        or any(form in listed(kind) for kind in kinds)
        or "NumType=Ord" in token.feats
    )
