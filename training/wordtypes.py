"""What the accurate pipeline takes each word for when it knows nothing else of it: short vectors for the small pipeline's names.

The pretrained encoder has read far more names than the treebanks hold. Each word is set into a few carrier phrases; how the teacher scores
every sort of name there, reduced to a few dimensions, is what the small pipeline knows of the word before it reads on. Words that the
teacher takes for a name in no carrier are left to the hashed features.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from analystkit.lexicon import Lexicon
from training.lists import countries, name_lists

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.vectors import Vectors

# `{}` is the word: who acts, where something is, which body, and as a common word.
CARRIERS = (
    ("{}", "said", "on", "Monday", "."),
    ("in", "{}", ",", "officials", "said", "."),
    ("the", "{}", "group", "said", "."),
)
COMMON_CARRIER = ("The", "men", "brought", "{}", "to", "it", ".")
# 2 MB of the 12 that the package may carry.
WORDS, WIDTH = 25_000, 16
# Below this, one unlikely sort of name would outweigh all others.
LOWEST = -8.0
_WORD = re.compile(r"[^\W\d_]{2,}")
_NAMED_COLUMNS = {
    "actors": ("name", "aliases"),
    "countries": ("name", "aliases", "demonyms", "capital"),
    "places": ("name", "aliases", "region"),
}


def word_vectors(teacher: Language, data: Path, words: int = WORDS, width: int = WIDTH) -> Vectors:
    """Return the vectors of the words most likely to be names: a row a word, which its written forms share.

    spaCy can look words up in lower case, but forgets to when the pipeline is saved (3.8), so forms have keys: `Kirkuk`, and `NATO`
    where training data writes it so.

    Parameters
    ----------
    teacher : spacy.Language
        The accurate pipeline.
    data : Path
        The prepared passages, for the words they write with a capital.
    words, width : int
        Rows and columns of the table.
    """
    from spacy.strings import StringStore
    from spacy.vectors import Vectors

    capitals = _capitalised(data)
    forms = sorted(known_words(teacher, capitals))
    scores = np.stack([_scores(teacher, form) for form in forms])
    scores -= scores.max(-1, keepdims=True)
    logs = scores - np.log(np.exp(scores).sum(-1, keepdims=True))
    outside = int(np.bincount(logs[:, -1].argmax(-1)).argmax())
    named = (1 - np.exp(logs[:, :-1, outside])).max(1)
    kept = np.sort(np.argsort(-named, kind="stable")[:words])
    flat = np.clip(logs[kept], LOWEST, 0).reshape(len(kept), -1)
    left, strength, _ = np.linalg.svd(flat - flat.mean(0), full_matrices=False)
    table = left[:, :width] * strength[:width]
    table = np.ascontiguousarray(table / table.std(0)[0], dtype=np.float32)
    vectors = Vectors(strings=StringStore(), data=table, name="analystkit_words")
    for row, place in enumerate(kept):
        form = forms[place]
        for written in {form.capitalize(), *({form.upper()} & capitals)}:
            vectors.add(written, row=row)
    return vectors


def known_words(teacher: Language, capitals: Iterable[str]) -> set[str]:
    """Return the words that are asked about: whole pieces of the encoder, listed names, and what training data writes with a capital."""
    pieces = teacher.get_pipe("encoder").network.pieces.vocabulary  # type: ignore[attr-defined]
    found = {piece for piece in pieces if re.fullmatch("[a-z]{2,}", piece)}
    for text in (*_listed(), *capitals):
        for word in re.split(r"[\s;|,]+", text.lower()):
            found.update(part for part in (word, *word.split("-")) if _WORD.fullmatch(part))
    return found


def _listed() -> Iterator[str]:
    lists = name_lists()
    for parts in lists.people.values():
        for names in parts:
            yield from names
    for places in (*lists.places.values(), *lists.organisations.values()):
        yield from places
    for country in countries():
        yield from country.values()
    lexicon = Lexicon.default()
    for table, columns in _NAMED_COLUMNS.items():
        for row in lexicon.table(table):
            for column in columns:
                yield row.get(column) or ""


def _capitalised(data: Path) -> set[str]:
    """Return the words that training data writes with a capital, as it writes them."""
    import spacy
    from spacy.tokens import DocBin

    vocab = spacy.blank("en").vocab
    found: set[str] = set()
    for path in sorted(data.glob("*.spacy")):
        # Never from what is measured with.
        if not path.stem.endswith("_dev"):
            for doc in DocBin().from_disk(path).get_docs(vocab):
                found.update(token.text for token in doc if token.is_title or token.is_upper)
    return found


def _scores(teacher: Language, form: str) -> Any:
    """Return the teacher's scores of the sorts of names, a row a carrier."""
    from spacy.tokens import Doc

    from analystkit.pipeline.accurate.reading import words_of

    network = teacher.get_pipe("encoder").network  # type: ignore[attr-defined]
    rows = []
    for carrier, word in (*((c, form.capitalize()) for c in CARRIERS), (COMMON_CARRIER, form)):
        doc = Doc(teacher.vocab, [word if part == "{}" else part for part in carrier])
        rows.append(network.read(words_of(doc, network.pieces)).name[carrier.index("{}")])
    return np.stack(rows)
