"""What the small pipeline learns from a better one: trees where there are none, and what words are likely to be."""

from types import SimpleNamespace

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc, DocBin

from analystkit.pipeline import load_pipeline
from training import wordtypes
from training.passages import OUTSIDE, Passage, Word
from training.silver import silvered


def passage(text, parsed=False):
    words = [Word(form, name=OUTSIDE) for form in text.split()]
    for index, word in enumerate(words):
        word.head = index
        if parsed:
            word.tag, word.pos, word.dep = "NN", "NOUN", "ROOT"
    return Passage(words, parsed=parsed, named=True)


def test_only_what_has_no_tree_gets_the_teachers():
    bare, whole = passage("Rebels seized the town ."), passage("Rebels seized it .", parsed=True)
    bare.words[3].name = "B-GPE"
    read, kept = silvered([bare, whole], load_pipeline())
    assert kept is whole
    assert read.parsed
    assert [word.dep for word in read.words][:2] == ["nsubj", "ROOT"]
    assert read.words[0].head == 1
    assert [word.name for word in read.words] == [word.name for word in bare.words]
    assert not bare.parsed


class Teacher:
    """Takes Karsk for a place, IRK for a body and every other word for none, wherever it stands."""

    def __init__(self):
        self.vocab = spacy.blank("en").vocab
        pieces = SimpleNamespace(vocabulary=["[UNK]", "##sk", "table", "karsk", "green", "x1"])
        self._network = SimpleNamespace(pieces=pieces, read=self.read)

    def get_pipe(self, name):
        assert name == "encoder"
        return SimpleNamespace(network=self._network)

    def read(self, words):
        sure = {"karsk": (0, 8, 0), "irk": (0, 0, 8)}
        return SimpleNamespace(name=np.array([sure.get(w.lower(), (8, 0, 0)) for w in words], np.float32))


@pytest.fixture
def table(tmp_path, monkeypatch):
    doc = Doc(spacy.blank("en").vocab, ["IRK", "met", "Table", "here"])
    DocBin(docs=[doc]).to_disk(tmp_path / "reports.spacy")
    DocBin(docs=[Doc(doc.vocab, ["Unseen"])]).to_disk(tmp_path / "gum_dev.spacy")
    monkeypatch.setattr(wordtypes, "_listed", lambda: iter(()))
    monkeypatch.setattr(
        "analystkit.pipeline.accurate.reading.words_of", lambda doc, _: [token.text for token in doc]
    )
    return wordtypes.word_vectors(Teacher(), tmp_path, words=3, width=2)


def test_words_that_may_be_names_have_rows_and_share_them_with_their_forms(table):
    assert table.shape == (3, 2)
    row = {
        form: table.key2row[spacy.strings.get_string_id(form)] for form in ("Irk", "IRK", "Karsk", "Green")
    }
    assert row["Irk"] == row["IRK"]
    assert len(set(row.values())) == 3
    place, body = table.data[row["Karsk"]], table.data[row["Irk"]]
    assert np.linalg.norm(place - body) > 1


def test_what_is_measured_with_gives_no_words(table):
    assert spacy.strings.get_string_id("Unseen") not in table.key2row
    assert spacy.strings.get_string_id("X1") not in table.key2row
