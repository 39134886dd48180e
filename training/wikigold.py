"""Names of wikigold: sentences of Wikipedia with persons, places and organisations."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from training.names.docs import set_names
from training.names.gazetteer import listed, organisation_label, peoples, place_label
from training.names.spans import Name, after, iob_spans

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


def wikigold_docs(path: Path, nlp: Language) -> Iterator[Doc]:
    """Read wikigold's sentences, set closely again, as Docs of about 120 words."""
    from spacy.tokens import Doc

    words: list[str] = []
    tags: list[str] = []

    def flush() -> Doc:
        doc = Doc(nlp.vocab, [{"``": '"', "''": '"'}.get(w, w) for w in words], _spacing(words))
        return set_names(doc, *_wikigold_names(doc, tags), times_known=False)

    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("-DOCSTART"):
            continue
        if line.strip():
            word, tag = line.split()
            words.append(word)
            tags.append(tag)
        elif len(words) > 120:
            yield flush()
            words, tags = [], []
    if words:
        yield flush()


def _spacing(words: list[str]) -> list[bool]:
    """Tell after which words a space stood in print."""
    spaces = []
    quoted = False
    for index, word in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else ""
        space = (
            following not in listed("closed_up")
            and following != ";"
            and word not in ("(", "[", "$", "\u00a3", "-")
        )
        if word in ('"', "``", "''"):
            quoted = not quoted
            space = space and not quoted
        if following in ('"', "''") and quoted:
            space = False
        spaces.append(space)
    return spaces


def _wikigold_names(doc: Doc, tags: list[str]) -> tuple[list[Name], set[int]]:
    names: list[Name] = []
    unknown: set[int] = set()
    forms = [token.text for token in doc]
    for opened, end, label in iob_spans(tags):
        start = after(forms, opened, end, frozenset({"the"}))
        if label == "PER":
            names.append((after(forms, start, end, listed("title")), end, "PERSON"))
        elif label == "LOC":
            names.append((start, end, place_label(doc[start:end].text)))
        elif label == "ORG":
            names.append((start, end, organisation_label(doc[start:end].text)))
        elif doc[start:end].text in peoples():
            names.append((start, end, "NORP"))
        else:
            unknown |= set(range(start, end))
    return names, unknown
