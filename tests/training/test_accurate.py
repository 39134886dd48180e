"""The accurate pipeline's training: the loss of half-known names, and the exported graph beside the network it was made from.

PyTorch is no requirement of the tests: these run where the group `training-accurate` is installed.
"""

from __future__ import annotations

import json
from itertools import pairwise, product

import numpy as np
import pytest
import spacy

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")

from analystkit.pipeline.accurate.network import FILES  # noqa: E402
from analystkit.pipeline.accurate.network import Network as Exported  # noqa: E402
from analystkit.pipeline.accurate.reading import words_of  # noqa: E402
from analystkit.pipeline.accurate.wordpiece import WordPieces  # noqa: E402
from training.accurate.batches import Sampler, collated  # noqa: E402
from training.accurate.crf import Chain, folds, name_tags  # noqa: E402
from training.accurate.encoder import VOCABULARY, Encoder, load_pretrained  # noqa: E402
from training.accurate.export import export  # noqa: E402
from training.accurate.network import Labels, Network  # noqa: E402
from training.passages import Passage, Word, to_doc  # noqa: E402

LABELS = Labels(["DT", "NN"], ["POS=DET", "POS=NOUN"], ["ROOT", "det", "dobj"], ["GPE", "ORG"])


def passage() -> Passage:
    words = [Word("the", tag="DT", pos="DET", dep="det", head=1, name="O"), Word("Bank", tag="NN", pos="NOUN", dep="ROOT", head=1, name="B-ORG"),
             Word("x", tag="NN", pos="NOUN", dep="dobj", head=1, name="-")]  # fmt: skip
    return Passage(words, parsed=True, named=True)


def vocabulary() -> list[str]:
    known = ["[UNK]", "[CLS]", "[SEP]", "the", "bank", "x", "of"]
    return known + [f"[{number}]" for number in range(VOCABULARY - len(known))]


def test_the_loss_of_names_sums_over_what_is_unknown() -> None:
    torch.manual_seed(0)
    tags = name_tags(["ORG"])
    chain = Chain(tags)
    torch.nn.init.normal_(chain.steps)
    scores = torch.randn(1, 4, len(tags))
    allowed = torch.ones(1, 4, len(tags), dtype=torch.bool)
    allowed[0, 1] = torch.tensor([False, True, False])
    first, steps = chain.transitions()

    def total(reading: tuple[int, ...]) -> torch.Tensor:
        inner = sum(steps[a, b] for a, b in pairwise(reading))
        return first[reading[0]] + inner + sum(scores[0, i, tag] for i, tag in enumerate(reading))

    readings = list(product(range(len(tags)), repeat=4))
    every = torch.logsumexp(torch.stack([total(r) for r in readings]), 0)
    fitting = torch.logsumexp(torch.stack([total(r) for r in readings if r[1] == 1]), 0)
    loss = chain.loss(scores, allowed, torch.ones(1, 4, dtype=torch.bool))
    assert float(loss.detach()) == pytest.approx(float((every - fitting).detach()), abs=1e-3)


def test_no_fold_cuts_a_name() -> None:
    tags = ["O"] * 30 + ["B-ORG"] + ["I-ORG"] * 9 + ["O"] * 30
    found = folds(tags)
    assert found[0] == (0, 40)
    assert [place for start, end in found for place in range(start, end)] == list(range(70))


def test_labels_reach_the_tokens_they_are_of() -> None:
    nlp = spacy.blank("en")
    pieces = WordPieces(vocabulary())
    sample = Sampler(nlp, pieces, LABELS).sample(to_doc(passage(), nlp.vocab))
    assert sample is not None
    assert (sample.tag, sample.head, sample.dep) == ([0, 1, 1], [1, 1, 1], [1, 0, 2])
    assert sample.start == [1, 0, 0]
    assert sample.name == [0, name_tags(LABELS.names).index("B-ORG"), -1]
    batch = collated([sample], pieces, LABELS)
    assert batch["allowed"][0].sum(dim=1).tolist() == [1, 1, len(name_tags(LABELS.names))]
    losses = Network(Encoder(), LABELS).losses(batch)
    assert set(losses) == {"tag", "morph", "start", "arc", "label", "name"}
    assert all(torch.isfinite(loss) for loss in losses.values())


def test_the_exported_graph_says_what_the_network_says(tmp_path) -> None:
    torch.manual_seed(0)
    network = Network(Encoder(), LABELS).eval()
    for embedding in (network.encoder.cases, network.encoder.gaps):
        torch.nn.init.normal_(embedding.weight)
    (tmp_path / "vocab.txt").write_text("\n".join(vocabulary()) + "\n", encoding="utf-8")
    doc = spacy.blank("en")("the Bank of x\n\nof THE bank")
    exports = {}
    for whole in (True, False):
        export(network, tmp_path / "vocab.txt", tmp_path / str(whole), [doc], whole)
        exports[whole] = Exported.from_folder(tmp_path / str(whole))
    assert json.loads((tmp_path / "True" / FILES.labels).read_text()) == LABELS.record()
    words = words_of(doc, exports[True].pieces)
    ids, cases, gaps, first = (torch.tensor([column]) for column in words.columns(exports[True].pieces))
    with torch.no_grad():
        given = {
            "ids": ids,
            "cases": cases,
            "gaps": gaps,
            "first": first,
            "forms": torch.tensor([words.cases]),
        }
        scores = network(given | {"piece_mask": torch.ones_like(ids, dtype=torch.bool)})
    size = len(words.tokens)
    for whole, error in ((True, 1e-3), (False, 0.2)):
        answers = exports[whole].read(words)
        for layer in ("start", "name"):
            expected = scores[layer][0].numpy()
            assert np.abs(getattr(answers, layer) - expected).max() < error * max(
                1, np.abs(expected).max()
            ), (whole, layer)
        assert np.abs(answers.arcs(0, size) - scores["arcs"][0].numpy()).max() < error * float(
            scores["arcs"].abs().max()
        )
    answers = exports[True].read(words)
    assert answers.tag.tolist() == scores["tag"][0].argmax(-1).tolist()
    pairs = np.arange(size), np.roll(np.arange(size), 1)
    with torch.no_grad():
        expected = network.label_scores(scores["label_dep"][0][pairs[0]], scores["label_head"][0][pairs[1]])
    assert exports[True].labels_of(answers, *pairs).tolist() == expected.argmax(-1).tolist()


def test_another_encoder_is_refused(tmp_path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"something else")
    with pytest.raises(ValueError, match="should have the SHA-256 53aa5117"):
        load_pretrained(tmp_path / "model.safetensors")
