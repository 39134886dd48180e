import json

import pytest

from analystkit.corpus.asking import FRAME_NAMES
from analystkit.corpus.corpus import Corpus
from analystkit.corpus.store import open_corpus
from analystkit.errors import StoreError


def test_what_is_saved_is_what_is_opened(corpus, tmp_path):
    opened = open_corpus(corpus.save(tmp_path / "study"))
    for name in FRAME_NAMES:
        assert opened.frames[name].astype(str).equals(corpus.frames[name].astype(str)), name
        assert (opened.frames[name].dtypes.astype(str) == corpus.frames[name].dtypes.astype(str)).all(), name
    assert opened.meta["created"] == corpus.meta["created"]


def test_saving_twice_gives_the_same_bytes(corpus, tmp_path):
    corpus.save(tmp_path / "a")
    corpus.save(tmp_path / "b")
    for name in FRAME_NAMES:
        assert (tmp_path / "a" / f"{name}.parquet").read_bytes() == (
            tmp_path / "b" / f"{name}.parquet"
        ).read_bytes()


def test_one_file_a_frame_under_the_names_of_the_contract(corpus, tmp_path):
    corpus.save(tmp_path)
    names = {path.name for path in tmp_path.iterdir() if path.is_file()}
    assert names == {f"{name}.parquet" for name in FRAME_NAMES} | {"corpus.json"}
    assert json.loads((tmp_path / "corpus.json").read_text())["rows"]["events"] == 4


def test_a_folder_of_other_files_is_left_alone(corpus, tmp_path):
    (tmp_path / "thesis.docx").write_text("years of work")
    with pytest.raises(StoreError, match=r"holds other files \(thesis\.docx\)"):
        corpus.save(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


def test_a_damaged_or_missing_store_says_so(corpus, tmp_path):
    with pytest.raises(StoreError, match="no such folder"):
        open_corpus(tmp_path / "nowhere")
    corpus.save(tmp_path / "study")
    (tmp_path / "study" / "events.parquet").write_bytes(b"PAR1 torn")
    with pytest.raises(StoreError, match=r"cannot read events\.parquet"):
        open_corpus(tmp_path / "study")
    (tmp_path / "study" / "corpus.json").write_text("{")
    with pytest.raises(StoreError, match=r"corpus\.json is damaged"):
        open_corpus(tmp_path / "study")


def test_decisions_are_saved_replayed_and_can_be_undone_after_opening(corpus, tmp_path):
    corpus.review.reject("e1", note="a drill")
    folder = corpus.save(tmp_path / "study")
    opened = open_corpus(folder)
    assert opened.events.set_index("event_id").loc["e1", "status"] == "rejected"
    opened.review.undo()
    assert opened.events.set_index("event_id").loc["e1", "status"] == "auto"
    assert open_corpus(folder).events["status"].eq("auto").all()


def test_decisions_hold_for_a_new_extraction_into_the_same_folder(corpus, frames, tmp_path):
    corpus.review.merge("ac_r", "ac_g")
    corpus.save(tmp_path / "study")
    again = Corpus(frames)
    assert len(again.actors) == 2
    again.save(tmp_path / "study")
    assert len(again.actors) == 1 and len(open_corpus(tmp_path / "study").actors) == 1


def test_what_the_machine_said_is_not_lost_by_a_decision(corpus, snapshot):
    corpus.review.reject("e1")
    assert corpus.machine["events"].equals(snapshot["events"])


@pytest.mark.parametrize("opened", [True, False])
def test_a_filtered_corpus_does_not_take_the_place_of_a_whole_one(corpus, tmp_path, opened):
    study = corpus.save(tmp_path / "study")
    whole = open_corpus(study) if opened else corpus
    few = whole.where(outlets="Wire")
    with pytest.raises(
        StoreError, match="holds a whole corpus, which a filtered one would take the place of"
    ):
        few.save(study)
    assert len(open_corpus(study).articles) == 3
    # Its own folder it may write again.
    few.save(tmp_path / "few")
    few.where(event_types="ASSAULT").save(tmp_path / "few")
    assert len(open_corpus(tmp_path / "few").articles) == 1
