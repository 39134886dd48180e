"""From a trained pipeline to the weights that ship: lemmatizer, description, checksums, card and licence."""

from __future__ import annotations

import json
import shutil
from collections.abc import Container, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from analystkit.pipeline.integrity import write_checksums
from training.abbreviations import keep_abbreviations
from training.conllu import Sentence
from training.credits import write_sources
from training.lemmas import add_lemmatizer

if TYPE_CHECKING:
    from spacy.language import Language

NAME = "analystkit_news"
VERSION = "1.1.0"
LARGEST = 12_000_000
# Written by hand, and kept beside the weights they describe.
DOCUMENTS = ("README.md", "LICENSE")
CARD = Path(__file__).parent / "card"


def release(
    trained: Path, out: Path, treebanks: Path, sentences: Iterable[Sentence], *, version: str = VERSION
) -> Language:
    """Complete a trained pipeline and put it in place of the weights at `out`.

    Parameters
    ----------
    trained : Path
        What `train.train` wrote.
    out : Path
        The folder of the weights in the package.
    treebanks : Path
        The raw data, for the list of documents that attribution is owed to.
    sentences : iterable of Sentence
        The training treebanks, for the lemmatizer's exceptions.
    version : str
        The version that results name.

    Returns
    -------
    spacy.Language
        The completed pipeline.

    Raises
    ------
    ValueError
        Where the weights are larger than the package may carry.
    """
    import spacy

    nlp = spacy.load(trained)
    keep_abbreviations(nlp)
    ruler = nlp.add_pipe("attribute_ruler")
    # The model has seen few kinds of white space; all of it is tagged as such.
    ruler.add([[{"IS_SPACE": True}]], {"TAG": "_SP", "POS": "SPACE", "MORPH": ""})  # type: ignore[attr-defined]
    add_lemmatizer(nlp, sentences)
    record = json.loads((trained / "training.json").read_text(encoding="utf-8"))
    nlp.meta.update(
        name=NAME,
        version=version,
        description="English news: tags, features, en_core_web dependencies and names. Trained for analystkit.",
        author="the analystkit developers",
        license="CC BY-SA 4.0",
        performance={key: value for key, value in record["scores"].items() if not key.endswith(("_p", "_r"))},
    )
    put_in_place(nlp, out, CARD, treebanks, LARGEST, _used_strings(nlp))
    return nlp


def put_in_place(
    nlp: Language, out: Path, card: Path, treebanks: Path, largest: int, strings: Container[str]
) -> None:
    """Write a pipeline beside the one at `out` with its documents and checksums, and change places.

    Parameters
    ----------
    nlp : spacy.Language
        The completed pipeline.
    out : Path
        The folder of its weights in the package.
    card : Path
        The folder of model card and licence.
    treebanks : Path
        The raw data, for the list of documents that attribution is owed to.
    largest : int
        Bytes that the weights may have.
    strings : container of str
        What of the vocabulary stays.

    Raises
    ------
    ValueError
        Where the weights are larger.
    """
    fresh, old = out.with_name(out.name + ".new"), out.with_name(out.name + ".old")
    shutil.rmtree(fresh, ignore_errors=True)
    nlp.to_disk(fresh)
    path = fresh / "vocab" / "strings.json"
    kept = [text for text in json.loads(path.read_text(encoding="utf-8")) if text in strings]
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=0), encoding="utf-8")
    for document in DOCUMENTS:
        shutil.copy(card / document, fresh / document)
    write_sources(treebanks, fresh / "SOURCES.csv")
    write_checksums(fresh)
    size = sum(path.stat().st_size for path in fresh.rglob("*") if path.is_file())
    if size > largest:
        raise ValueError(
            f"The weights may have {largest:,} bytes and have {size:,}: make the network smaller."
        )
    if out.exists():
        out.replace(old)
    fresh.replace(out)
    shutil.rmtree(old, ignore_errors=True)


def _used_strings(nlp: Language) -> set[str]:
    """Return what components refer to by hash: their labels, and the features and values these are made of.

    The words of the training data are left out; a loaded pipeline adds what it reads.
    """
    kept = {"_SP", "SPACE"}
    for labels in nlp.pipe_labels.values():
        for label in labels:
            features = label.split("|")
            kept |= {label, *features, *(part for feature in features for part in feature.split("="))}
            kept.add("|".join(feature for feature in features if not feature.startswith("POS=")))
    return kept
