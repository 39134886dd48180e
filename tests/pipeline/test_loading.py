"""Which pipeline is loaded, which are refused, and what the message says."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

import pytest
import spacy
from thinc.api import get_current_ops

from analystkit.errors import AnalystkitError, PipelineError
from analystkit.pipeline import EMBEDDED, installed_pipelines, load_pipeline, loading, pipeline_fingerprint
from analystkit.pipeline.boundaries import COMPONENT


@pytest.fixture
def copied_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copy = tmp_path / "weights"
    shutil.copytree(loading.WEIGHTS, copy)
    monkeypatch.setattr(loading, "WEIGHTS", copy)
    return copy


def save_toy(
    path: Path, labels: tuple[str, ...], *, components: tuple[str, ...] = ("tagger", "parser", "ner")
) -> Path:
    """Save a pipeline with random weights whose parser has the given labels."""
    nlp = spacy.blank("en")
    for component in components:
        pipe = nlp.add_pipe(component)
        for label in labels if component == "parser" else ("ORG",):
            pipe.add_label(label)
    nlp.initialize()
    nlp.to_disk(path)
    return path


CLEAR = ("nsubj", "nsubjpass", "dobj", "pobj", "prep", "ROOT")


def test_the_embedded_pipeline_says_what_it_is(embedded) -> None:
    record = embedded.meta["analystkit"]
    assert record["pipeline"] == EMBEDDED
    assert len(record["weights_sha256"]) == 64
    assert record["backend"]["gemm"] in {"blas", "blis", get_current_ops().name}


def test_it_has_all_that_extraction_reads(embedded) -> None:
    assert {"tagger", "parser", "ner", "lemmatizer", COMPONENT} <= set(embedded.pipe_names)
    labels = embedded.pipe_labels
    assert {"nsubj", "nsubjpass", "dobj", "pobj", "prep", "agent", "prt", "relcl", "ccomp", "neg"} <= set(
        labels["parser"]
    )
    assert {"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "DATE", "CARDINAL"} <= set(labels["ner"])
    assert {"NNP", "VBD", "VBN", "RP"} <= set(labels["tagger"])


def test_loading_leaves_the_users_maths_alone(embedded) -> None:
    before = get_current_ops()
    load_pipeline()
    assert get_current_ops() is before


def test_the_choice_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="analystkit"):
        load_pipeline(EMBEDDED)
    assert "pipeline embedded: en_" in caplog.text


def test_the_fingerprint_is_stable_and_names_the_version(embedded) -> None:
    again = load_pipeline()
    assert pipeline_fingerprint(again) == pipeline_fingerprint(embedded)
    assert f"-{embedded.meta['version']}+" in pipeline_fingerprint(embedded)


def test_a_saved_pipeline_is_loaded_by_its_path(tmp_path: Path) -> None:
    path = save_toy(tmp_path / "toy", CLEAR)
    nlp = load_pipeline(path)
    assert nlp.meta["analystkit"]["path"] == str(path)
    assert COMPONENT in nlp.pipe_names
    assert pipeline_fingerprint(nlp) == pipeline_fingerprint(load_pipeline(str(path)))


def test_other_weights_have_another_fingerprint(tmp_path: Path) -> None:
    prints = {
        pipeline_fingerprint(load_pipeline(save_toy(tmp_path / name, labels)))
        for name, labels in (("one", CLEAR), ("two", (*CLEAR, "agent")))
    }
    assert len(prints) == 2


def test_a_pipeline_saved_with_our_component_can_be_loaded_again(embedded, tmp_path: Path) -> None:
    embedded.to_disk(tmp_path / "saved")
    assert load_pipeline(tmp_path / "saved").component_names == embedded.component_names


def test_a_name_that_is_not_installed() -> None:
    with pytest.raises(PipelineError, match="'en_core_web_xx' is not installed") as raised:
        load_pipeline("en_core_web_xx")
    message = str(raised.value)
    assert "Installed: embedded" in message
    assert "python -m spacy download en_core_web_xx" in message
    assert "\n" not in message
    assert isinstance(raised.value, AnalystkitError)


def test_a_folder_that_holds_no_pipeline(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="no saved spaCy pipeline"):
        load_pipeline(tmp_path)


def test_something_that_is_no_name() -> None:
    with pytest.raises(PipelineError, match="found int: 7"):
        load_pipeline(7)  # type: ignore[arg-type]


@pytest.mark.parametrize("absent", ["tagger", "parser", "ner"])
def test_a_pipeline_without_a_needed_component_is_refused(tmp_path: Path, absent: str) -> None:
    components = tuple(name for name in ("tagger", "parser", "ner") if name != absent)
    with pytest.raises(PipelineError, match=f"has no {absent}"):
        load_pipeline(save_toy(tmp_path / "toy", CLEAR, components=components))


def test_universal_dependencies_are_refused(tmp_path: Path) -> None:
    path = save_toy(tmp_path / "ud", ("nsubj", "nsubj:pass", "obj", "obl", "ROOT"))
    with pytest.raises(PipelineError, match="Universal Dependencies"):
        load_pipeline(path)


def test_an_unknown_label_scheme_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="another set of labels"):
        load_pipeline(save_toy(tmp_path / "odd", ("SUBJ", "OBJ", "ROOT")))


def test_another_language_is_refused(tmp_path: Path) -> None:
    spacy.blank("de").to_disk(tmp_path / "de")
    with pytest.raises(PipelineError, match="language 'de'"):
        load_pipeline(tmp_path / "de")


def test_a_pipeline_that_does_not_load_is_one_clear_line(tmp_path: Path) -> None:
    path = save_toy(tmp_path / "toy", CLEAR)
    (path / "parser" / "model").write_bytes(b"nonsense")
    with pytest.raises(PipelineError, match="could not be loaded"):
        load_pipeline(path)


def test_no_lemmatizer_is_said(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    load_pipeline(save_toy(tmp_path / "toy", CLEAR))
    assert "no lemmatizer" in caplog.text


def test_installed_pipelines_begin_with_the_embedded_one() -> None:
    assert installed_pipelines()[0] == EMBEDDED


def test_changed_weights_are_found_out(copied_weights: Path) -> None:
    with (copied_weights / "parser" / "model").open("ab") as stream:
        stream.write(b"\0")
    with pytest.raises(PipelineError, match="damaged: parser/model missing or changed"):
        load_pipeline()


def test_missing_weights_are_found_out(copied_weights: Path) -> None:
    (copied_weights / "ner" / "model").unlink()
    with pytest.raises(PipelineError, match="ner/model"):
        load_pipeline()


@pytest.mark.parametrize("content", [None, "not json", "[1, 2]"])
def test_a_missing_or_broken_checksum_file(copied_weights: Path, content: str | None) -> None:
    file = copied_weights / "checksums.json"
    file.unlink() if content is None else file.write_text(content)
    with pytest.raises(PipelineError, match="Install analystkit again"):
        load_pipeline()


def test_what_an_installer_adds_does_no_harm(copied_weights: Path) -> None:
    (copied_weights / ".DS_Store").write_bytes(b"x")
    assert load_pipeline().meta["analystkit"]["pipeline"] == EMBEDDED


def test_the_weights_fit_the_package() -> None:
    size = sum(path.stat().st_size for path in loading.WEIGHTS.rglob("*") if path.is_file())
    assert size <= 12_000_000
    assert "CC BY-SA 4.0" in (loading.WEIGHTS / "LICENSE").read_text(encoding="utf-8")
