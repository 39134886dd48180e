"""The accurate pipeline as its user meets it: chosen by name, exact, independent of what is read beside, refused when damaged."""

from __future__ import annotations

import pickle
import shutil
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import spacy

import analystkit as ak
from analystkit.errors import MissingExtra, PipelineError
from analystkit.pipeline import (
    ACCURATE,
    SMALL,
    installed_pipelines,
    load_pipeline,
    loading,
    parse,
    pipeline_fingerprint,
)
from analystkit.pipeline.accurate import components

NEWS = (
    "Rebels shot down an army helicopter near Aleppo on Monday, the Syrian Observatory for Human Rights said.\n\n"
    "\u201cWe will not leave the city,\u201d Mayor Maria Keller told reporters in Berlin. Her office declined to comment."
)


def layers(doc) -> list[tuple[str, ...]]:
    return [
        (
            t.text,
            t.tag_,
            t.pos_,
            str(t.morph),
            t.dep_,
            t.head.i,
            t.lemma_,
            t.ent_iob_,
            t.ent_type_,
            t.is_sent_start,
        )
        for t in doc
    ]


def read(nlp, *texts: str) -> list[list[tuple[str, ...]]]:
    found = []
    for result in parse(nlp, texts):
        assert result.error is None
        found.append(layers(result.doc))
    return found


def test_it_is_chosen_by_name(accurate) -> None:
    assert accurate.meta["analystkit"]["pipeline"] == ACCURATE
    assert accurate.meta["analystkit"]["runtime"].startswith("onnxruntime ")
    assert pipeline_fingerprint(accurate).startswith("en_analystkit_accurate-")
    assert ACCURATE in installed_pipelines()
    assert pipeline_fingerprint(load_pipeline(SMALL)) == pipeline_fingerprint(load_pipeline())


def test_it_has_all_that_extraction_reads(accurate, embedded) -> None:
    for pipe in ("tagger", "morphologizer", "parser", "ner"):
        assert set(accurate.pipe_labels[pipe]) >= {
            label for label in accurate.pipe_labels[pipe] if label in embedded.pipe_labels[pipe]
        }
    assert {"nsubj", "nsubjpass", "dobj", "pobj", "prep", "agent", "prt", "relcl", "ccomp", "neg"} <= set(
        accurate.pipe_labels["parser"]
    )
    assert {"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "DATE", "CARDINAL"} <= set(
        accurate.pipe_labels["ner"]
    )


def test_components_say_what_they_set(accurate) -> None:
    assert accurate.analyze_pipes()["problems"] == {name: [] for name in accurate.pipe_names}
    assert "token.dep" in accurate.get_pipe_meta("parser").assigns


def test_it_reads_a_sentence(accurate) -> None:
    (doc,) = (result.doc for result in parse(accurate, [NEWS]))
    by_text = {token.text: token for token in doc}
    shot = by_text["shot"]
    assert (shot.tag_, shot.lemma_) == ("VBD", "shoot")
    assert (by_text["Rebels"].dep_, by_text["Rebels"].head) == ("nsubj", shot)
    assert (by_text["helicopter"].dep_, by_text["helicopter"].head) == ("dobj", shot)
    assert (by_text["down"].dep_, by_text["down"].head) == ("prt", shot)
    names = {(name.text, name.label_) for name in doc.ents}
    assert {("Aleppo", "GPE"), ("Maria Keller", "PERSON"), ("Berlin", "GPE"), ("Monday", "DATE")} <= names
    assert [sentence.text.split()[0] for sentence in doc.sents] == ["Rebels", "\u201cWe", "Her"]


def test_a_text_is_read_the_same_whatever_stands_beside_it(accurate) -> None:
    other = "Parliament met.\n\n" * 30
    alone = read(accurate, NEWS)[0]
    assert read(accurate, other, NEWS, "x", NEWS)[1::2] == [alone, alone]
    assert read(load_pipeline("accurate"), NEWS)[0] == alone


def test_a_long_article_is_read_in_windows(accurate) -> None:
    sentence = "The minister said that the rebels had attacked the town of Aleppo on Monday. "
    for text in (sentence * 120, (sentence * 3 + "\n\n") * 40):
        (result,) = parse(accurate, [text])
        doc = result.doc
        assert doc.text == text
        starts = {s.start_char for s in doc.sents}
        assert len([s for s in doc.sents if s.text.strip()]) == 120
        assert {at for at in range(len(text)) if text.startswith("The minister", at)} == starts
        assert sum(name.text == "Aleppo" and name.label_ == "GPE" for name in doc.ents) == 120


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "x", " x", "x ", "?!", "\u200b", "\ud800", "\n\nRebels fled.\n\n", "a\n\n\n\nb"]
)
def test_odd_texts(accurate, text: str) -> None:
    (result,) = parse(accurate, [text])
    assert result.error is None
    assert len(result.doc.text) == len(text)
    assert not result.doc.user_data
    assert all(sentence.root.head == sentence.root for sentence in result.doc.sents)


def test_words_without_end_are_read(accurate) -> None:
    (result,) = parse(accurate, ["troops moved north " * 1500])
    assert result.error is None
    assert max(len(sentence) for sentence in result.doc.sents) <= 300


def test_no_name_runs_over_a_paragraph(accurate) -> None:
    (result,) = parse(accurate, ["He met Angela\n\nMerkel and Bank\n\nof England people."])
    assert all("\n" not in name.text for name in result.doc.ents)


def test_trees_stay_inside_paragraphs(accurate) -> None:
    (result,) = parse(accurate, ["Fire at oil depot\n\nBy Ann Ito\n\nA fire broke out at the depot"])
    assert len(list(result.doc.sents)) == 3


def test_it_reads_inside_a_memory_zone(accurate) -> None:
    expected = read(accurate, NEWS)[0]
    seen = [layers(result.doc) for result in parse(accurate, [NEWS] * 3, transient=True)]
    assert seen == [expected] * 3


def test_it_is_saved_and_loaded_again(accurate, tmp_path: Path) -> None:
    accurate.to_disk(tmp_path / "saved")
    again = load_pipeline(tmp_path / "saved")
    assert read(again, NEWS) == read(accurate, NEWS)
    blank = spacy.blank("en")
    encoder = blank.add_pipe(components.ENCODER)
    encoder.from_bytes(accurate.get_pipe("encoder").to_bytes())
    assert encoder.weights_sha256 == accurate.get_pipe("encoder").weights_sha256


def test_it_is_sent_to_another_process(accurate) -> None:
    again = pickle.loads(pickle.dumps(accurate.get_pipe("encoder").network))
    assert again.sha256 == accurate.get_pipe("encoder").weights_sha256


def test_a_doc_lets_go_of_its_reading_whatever_is_switched_off(accurate) -> None:
    with accurate.select_pipes(disable=["ner", "lemmatizer"]):
        doc = accurate("Rebels fled.")
    assert not doc.user_data
    assert doc.has_annotation("DEP")


def test_an_encoder_without_weights_says_so() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe(components.ENCODER)
    with pytest.raises(PipelineError, match="no weights yet"):
        nlp("Rebels fled.")


def test_a_component_without_encoder_says_so() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe(components.TAGGER)
    with pytest.raises(PipelineError, match="behind no encoder"):
        nlp("Rebels fled.")


def test_without_the_runtime_the_message_is_the_install_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(MissingExtra, match=r"pip install 'analystkit\[accurate\]'"):
        load_pipeline("accurate")


def test_damaged_weights_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "weights"
    shutil.copytree(loading.ACCURATE_WEIGHTS, copy)
    monkeypatch.setattr(loading, "ACCURATE_WEIGHTS", copy)
    graph = bytearray((copy / "encoder" / "encoder.onnx").read_bytes())
    graph[len(graph) // 2] ^= 1
    (copy / "encoder" / "encoder.onnx").write_bytes(graph)
    with pytest.raises(
        PipelineError, match=r"accurate pipeline is damaged: encoder/encoder.onnx .*load_pipeline\('small'\)"
    ):
        load_pipeline("accurate")


def test_the_weights_fit_the_package() -> None:
    size = sum(path.stat().st_size for path in loading.ACCURATE_WEIGHTS.rglob("*") if path.is_file())
    assert size <= 30_000_000
    licence = (loading.ACCURATE_WEIGHTS / "LICENSE").read_text(encoding="utf-8")
    assert "CC BY-SA 4.0" in licence and "Apache License" in licence


def test_the_frames_are_the_same(accurate, embedded) -> None:
    articles = pd.DataFrame(
        {"title": ["A helicopter is shot down"], "text": [NEWS], "published": ["2022-01-04"]}
    )
    found = ak.load(articles, pipeline=accurate, progress=False)
    other = ak.load(articles, pipeline=embedded, progress=False)
    for name, frame in found.frames.items():
        assert frame.dtypes.astype(str).to_dict() == other.frames[name].dtypes.astype(str).to_dict(), name
    article = found.articles.iloc[0]
    for name in ("mentions", "quotes", "events", "sentences"):
        for row in found.frames[name].itertuples():
            assert 0 <= row.start < row.end <= len(article[row.part])
    assert "ASSAULT" in set(found.events["event_type"].astype(str))
    assert np.all(found.articles["article_id"] == other.articles["article_id"])


def test_a_store_is_filled_by_its_name(tmp_path: Path, accurate) -> None:
    articles = pd.DataFrame(
        {"title": ["A", "B"], "text": [NEWS, NEWS.replace("Aleppo", "Homs")], "published": "2022-01-04"}
    )
    store = ak.extract_to(
        articles, tmp_path / "store", pipeline=ACCURATE, part_characters=300, progress=False
    )
    whole = ak.load(articles, pipeline=accurate, progress=False)
    assert sorted(store.mentions["text"]) == sorted(whole.mentions["text"])
    assert len(store.events) == len(whole.events) > 0
