"""The accurate pipeline's components: an encoder that reads each text once, and four that each set one layer from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import DEP, HEAD, MORPH, POS, TAG
from spacy.language import Language
from spacy.parts_of_speech import IDS as POS_IDS
from spacy.pipeline.dep_parser import parser_score
from spacy.pipeline.morphologizer import morphologizer_score
from spacy.pipeline.tagger import tagger_score
from spacy.scorer import get_ner_prf
from spacy.tokens import Doc, Span
from spacy.util import ensure_path, from_bytes, to_bytes

from analystkit.errors import PipelineError
from analystkit.pipeline.accurate.chains import best_tags, spans
from analystkit.pipeline.accurate.network import FILES, Answers, Network
from analystkit.pipeline.accurate.reading import Words, words_of
from analystkit.pipeline.accurate.trees import best_heads, sentence_starts
from analystkit.pipeline.accurate.wordforms import GAPS

if TYPE_CHECKING:
    from spacy.training import Example
    from spacy.vocab import Vocab

ENCODER, TAGGER, MORPHOLOGIZER, PARSER, NER = (
    f"analystkit_{kind}" for kind in ("encoder", "tagger", "morphologizer", "parser", "ner")
)
# Where a Doc carries its reading from the encoder to the component that takes the last layer.
_READING = "analystkit_reading"
_WHITE_TAG, _WHITE_DEP = "_SP", "dep"


@Language.factory(ENCODER, default_config={}, assigns=["doc.user_data"])
class Encoder:
    """Read a Doc's words with the network, for the components behind it.

    It is saved and loaded with the weights; before that it refuses to work.
    """

    def __init__(self, nlp: Language, name: str = "encoder") -> None:
        self.name, self.vocab = name, nlp.vocab
        self._network: Network | None = None

    @property
    def network(self) -> Network:
        """The loaded weights."""
        if self._network is None:
            raise PipelineError(
                "The accurate pipeline's encoder has no weights yet: load the pipeline with load_pipeline('accurate')."
            )
        return self._network

    @property
    def weights_sha256(self) -> str:
        """The SHA-256 over the weights' files."""
        return self.network.sha256

    def __call__(self, doc: Doc) -> Doc:
        """Attach the reading of the Doc's words."""
        if not len(doc):
            return doc
        words = words_of(doc, self.network.pieces)
        doc.user_data[_READING] = (words, self.network.read(words), self.network)
        return doc

    def to_disk(self, path: str | Path, *, exclude: Any = ()) -> None:
        """Write the weights' files to a folder."""
        folder = ensure_path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in self.network.files.items():
            (folder / name).write_bytes(content)

    def from_disk(self, path: str | Path, *, exclude: Any = ()) -> Encoder:
        """Read the weights' files from a folder."""
        self._take(Network.from_folder(ensure_path(path)))
        return self

    def to_bytes(self, *, exclude: Any = ()) -> bytes:
        """Return the weights' files as bytes."""
        files = self.network.files
        packed: bytes = to_bytes({name: partial(files.__getitem__, name) for name in FILES}, exclude)
        return packed

    def from_bytes(self, data: bytes, *, exclude: Any = ()) -> Encoder:
        """Read the weights' files from bytes."""
        files: dict[str, bytes] = {}
        from_bytes(data, {name: partial(files.__setitem__, name) for name in FILES}, exclude)
        self._take(Network(files))
        return self

    def _take(self, network: Network) -> None:
        self._network = network
        # Here and not when a text needs them: strings that are added inside a memory zone are gone after it.
        for labels in network.labels.values():
            for label in labels:
                self.vocab.strings.add(label)
        for label in (_WHITE_TAG, _WHITE_DEP, "ROOT"):
            self.vocab.strings.add(label)


class Layer:
    """What the four components share: the encoder's labels, known once it has its weights."""

    kind = ""
    scorer: Callable[..., Any]

    def __init__(self, nlp: Language, name: str) -> None:
        self.name, self._nlp = name, nlp
        self._known: dict[int, Any] = {}

    @property
    def labels(self) -> tuple[str, ...]:
        """What this component can say."""
        encoder = next((pipe for _, pipe in self._nlp.pipeline if isinstance(pipe, Encoder)), None)
        if encoder is None or encoder._network is None:
            return ()
        return tuple(encoder.network.labels[self.kind])

    def __call__(self, doc: Doc) -> Doc:
        """Set this layer of a Doc and hand it back."""
        if len(doc):
            self.annotate(doc, *self.reading(doc))
            if self._is_last():
                del doc.user_data[_READING]
        return doc

    def _is_last(self) -> bool:
        """Tell whether no component behind this one takes a layer: then the Doc lets go of its reading."""
        return (
            next((pipe for _, pipe in reversed(self._nlp.pipeline) if isinstance(pipe, Layer)), None) is self
        )

    def annotate(self, doc: Doc, words: Words, answers: Answers, network: Network) -> None:
        """Set this layer of a Doc that has words or white space."""
        raise NotImplementedError

    def reading(self, doc: Doc) -> tuple[Words, Answers, Network]:
        """Return the encoder's reading of a Doc."""
        found: tuple[Words, Answers, Network] | None = doc.user_data.get(_READING)
        if found is None:
            raise PipelineError(
                f"The component {self.name!r} stands behind no encoder: keep the order of the pipeline."
            )
        return found

    def score(self, examples: Iterable[Example], **_: Any) -> dict[str, Any]:
        """Score this layer as spaCy's component of the same name does, for `nlp.evaluate`."""
        return dict(self.scorer(examples))

    def known(self, network: Network) -> Any:
        """Return what is made once of a network's labels."""
        if id(network) not in self._known:
            self._known = {id(network): self.prepared(network, self._nlp.vocab)}
        return self._known[id(network)]

    def prepared(self, network: Network, vocab: Vocab) -> Any:
        """Return the labels as the numbers that a Doc stores."""
        return np.array([vocab.strings.add(label) for label in network.labels[self.kind]], dtype=np.uint64)


@Language.factory(TAGGER, assigns=["token.tag"], requires=["doc.user_data"])
class Tagger(Layer):
    """Set Penn tags."""

    kind = "tags"
    scorer = staticmethod(tagger_score)

    def __init__(self, nlp: Language, name: str = "tagger") -> None:
        super().__init__(nlp, name)

    def annotate(self, doc: Doc, words: Words, answers: Answers, network: Network) -> None:
        """Set the tags of a Doc."""
        column: Any = np.full(len(doc), doc.vocab.strings.add(_WHITE_TAG), dtype=np.uint64)
        column[words.tokens] = self.known(network)[answers.tag]
        doc.from_array([TAG], column.reshape(-1, 1))


@Language.factory(MORPHOLOGIZER, assigns=["token.morph", "token.pos"], requires=["doc.user_data"])
class Morphologizer(Layer):
    """Set universal parts of speech and features."""

    kind = "morphs"
    scorer = staticmethod(morphologizer_score)

    def __init__(self, nlp: Language, name: str = "morphologizer") -> None:
        super().__init__(nlp, name)

    def prepared(self, network: Network, vocab: Vocab) -> Any:
        """Return part of speech and features of each label."""
        rows = []
        for label in network.labels["morphs"]:
            parts = label.split("|")
            pos = next(part[4:] for part in parts if part.startswith("POS="))
            feats = "|".join(part for part in parts if not part.startswith("POS="))
            rows.append((POS_IDS[pos], vocab.morphology.add(feats)))
        return np.array(rows, dtype=np.uint64)

    def annotate(self, doc: Doc, words: Words, answers: Answers, network: Network) -> None:
        """Set the parts of speech and features of a Doc."""
        columns: Any = np.zeros((len(doc), 2), dtype=np.uint64)
        columns[:] = POS_IDS["SPACE"], doc.vocab.morphology.add("")
        columns[words.tokens] = self.known(network)[answers.morph]
        doc.from_array([POS, MORPH], columns)


@Language.factory(
    PARSER,
    assigns=["token.dep", "token.head", "token.is_sent_start", "doc.sents"],
    requires=["doc.user_data"],
)
class Parser(Layer):
    """Set sentences and their trees; a sentence that another component has begun stays begun."""

    kind = "deps"
    scorer = staticmethod(parser_score)

    def __init__(self, nlp: Language, name: str = "parser") -> None:
        super().__init__(nlp, name)

    def annotate(self, doc: Doc, words: Words, answers: Answers, network: Network) -> None:
        """Set the trees of a Doc."""
        size = len(words.tokens)
        begun = doc.to_array("SENT_START")
        forced = np.zeros(size, dtype=bool)
        opened = False
        places = {token: place for place, token in enumerate(words.tokens)}
        for token in range(len(doc)):
            # Where white space opens a paragraph, the next word opens its first sentence.
            opened = opened or begun[token] == 1
            if token in places:
                forced[places[token]], opened = opened, False
        starts = sentence_starts(answers.start, forced)
        heads = np.zeros(size, dtype=np.int64)
        for start, end in zip(starts, [*starts[1:], size][: len(starts)], strict=True):
            heads[start:end] = start + best_heads(answers.arcs(start, end))
        labels = self.known(network)[network.labels_of(answers, np.arange(size), heads)] if size else heads
        own = heads == np.arange(size)
        root = doc.vocab.strings["ROOT"]
        tokens = np.array(words.tokens, dtype=np.int64)
        columns: Any = np.zeros((len(doc), 2), dtype=np.int64)
        columns[:, 1] = np.uint64(doc.vocab.strings[_WHITE_DEP]).astype(np.int64)
        columns[:, 0] = _white_heads(len(doc), tokens) - np.arange(len(doc))
        if size:
            columns[tokens, 0] = tokens[heads] - tokens
            columns[tokens, 1] = np.where(own, np.uint64(root), labels.astype(np.uint64)).astype(np.int64)
        else:
            columns[:1, 1] = np.uint64(root).astype(np.int64)
        doc.from_array([HEAD, DEP], columns.astype(np.uint64))


def _white_heads(length: int, tokens: Any) -> Any:
    """Hang white space on the word before it, at the start of a text on the first word."""
    if not len(tokens):
        return np.zeros(length, dtype=np.int64)
    places = np.searchsorted(tokens, np.arange(length), side="right") - 1
    return tokens[np.maximum(places, 0)]


@Language.factory(NER, assigns=["doc.ents", "token.ent_iob", "token.ent_type"], requires=["doc.user_data"])
class Names(Layer):
    """Set names."""

    kind = "names"
    scorer = staticmethod(get_ner_prf)

    def __init__(self, nlp: Language, name: str = "ner") -> None:
        super().__init__(nlp, name)

    def prepared(self, network: Network, vocab: Vocab) -> list[str]:
        """Return the tags in the order of their scores."""
        return ["O", *(f"{side}-{label}" for label in network.labels["names"] for side in "BI")]

    def annotate(self, doc: Doc, words: Words, answers: Answers, network: Network) -> None:
        """Set the names of a Doc; none runs over the end of a paragraph."""
        tags = self.known(network)
        chosen = best_tags(answers.name, network.heads["opening"], network.heads["steps"])
        found = []
        for start, end, label in spans([tags[tag] for tag in chosen]):
            inner = next((at for at in range(start + 1, end) if words.gaps[at] == _PARAGRAPH), end)
            found.append(Span(doc, words.tokens[start], words.tokens[inner - 1] + 1, label=label))
        doc.set_ents(found)


_PARAGRAPH = GAPS.index("paragraph")
