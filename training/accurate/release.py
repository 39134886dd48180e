"""From trained weights to the accurate pipeline in the package: export, lemmatizer, description, checksums, card, licence."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from analystkit.pipeline.accurate import components
from training.abbreviations import keep_abbreviations
from training.accurate.export import export, load_network
from training.conllu import Sentence
from training.corpora import treebank_passages
from training.lemmas import add_lemmatizer
from training.release import put_in_place

if TYPE_CHECKING:
    from spacy.language import Language

NAME = "analystkit_accurate"
VERSION = "1.0.0"
LARGEST = 30_000_000
CARD = Path(__file__).parent / "card"
# Every fortieth passage is listened to: some fifty.
_LISTENED = 40
_PIPES = {
    "encoder": components.ENCODER,
    "tagger": components.TAGGER,
    "morphologizer": components.MORPHOLOGIZER,
    "parser": components.PARSER,
    "ner": components.NER,
}


def assemble(
    trained: Path, vocabulary: Path, sentences: Iterable[Sentence], *, whole: bool = False
) -> Language:
    """Make the pipeline of trained weights.

    Parameters
    ----------
    trained : Path
        The `averaged.pt` that `train` wrote.
    vocabulary : Path
        The pretrained encoder's `vocab.txt`.
    sentences : iterable of Sentence
        The training treebanks, for the lemmatizer's exceptions and for what is loud in the network.
    whole : bool, default False
        Keep 32 bits, to measure what 8 bits lose.
    """
    import spacy

    nlp = spacy.blank("en")
    keep_abbreviations(nlp)
    for name, factory in _PIPES.items():
        nlp.add_pipe(factory, name=name)
    sentences = list(sentences)
    texts = (
        "".join(word.form + " " * word.space for word in passage.words)
        for passage in islice(treebank_passages(sentences), 0, None, _LISTENED)
    )
    with tempfile.TemporaryDirectory() as folder:
        export(load_network(trained), vocabulary, Path(folder), map(nlp.make_doc, texts), whole)
        encoder = nlp.get_pipe("encoder")
        encoder.from_disk(folder)  # type: ignore[attr-defined]
    add_lemmatizer(nlp, sentences)
    nlp.meta.update(
        name=NAME,
        version=VERSION,
        description="English news at transformer quality: tags, features, en_core_web dependencies and names.",
        author="the analystkit developers",
        license="CC BY-SA 4.0",
    )
    return nlp


def release(
    trained: Path, vocabulary: Path, out: Path, treebanks: Path, sentences: Iterable[Sentence]
) -> Language:
    """Put the pipeline of trained weights in place of the one at `out`.

    Raises
    ------
    ValueError
        Where it is larger than the package may carry.
    """
    nlp = assemble(trained, vocabulary, sentences)
    record = json.loads((trained.parent / "training.json").read_text(encoding="utf-8"))
    nlp.meta["performance"] = record["scores"]
    # No strings: the components add their labels, and texts their words.
    put_in_place(nlp, out, CARD, treebanks, LARGEST, ())
    return nlp
