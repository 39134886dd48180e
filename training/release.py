"""From a trained pipeline to the weights that ship: lemmatizer, description, checksums, card and licence."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
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
VERSION = "1.0.0"
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
    fresh, old = out.with_name(out.name + ".new"), out.with_name(out.name + ".old")
    shutil.rmtree(fresh, ignore_errors=True)
    nlp.to_disk(fresh)
    _forget_unused_strings(fresh, nlp)
    for document in DOCUMENTS:
        shutil.copy(CARD / document, fresh / document)
    write_sources(treebanks, fresh / "SOURCES.csv")
    write_checksums(fresh)
    size = sum(path.stat().st_size for path in fresh.rglob("*") if path.is_file())
    if size > LARGEST:
        raise ValueError(
            f"The weights may have {LARGEST:,} bytes and have {size:,}: fewer rows in model.cfg."
        )
    if out.exists():
        out.replace(old)
    fresh.replace(out)
    shutil.rmtree(old, ignore_errors=True)
    return nlp


def _forget_unused_strings(saved: Path, nlp: Language) -> None:
    """Take the words of the training data out of a saved vocabulary; a loaded pipeline adds what it reads.

    Kept is what components refer to by hash: their labels, and the features and values these are made of.
    """
    kept = {"_SP", "SPACE"}
    for labels in nlp.pipe_labels.values():
        for label in labels:
            features = label.split("|")
            kept |= {label, *features, *(part for feature in features for part in feature.split("="))}
            kept.add("|".join(feature for feature in features if not feature.startswith("POS=")))
    path = saved / "vocab" / "strings.json"
    strings = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(
        json.dumps([text for text in strings if text in kept], ensure_ascii=False, indent=0), encoding="utf-8"
    )
