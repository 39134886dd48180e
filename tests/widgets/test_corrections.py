"""Decisions taken in the explorer: they reach the review log, and everything shows them."""

import datetime
import re

import pandas as pd
import pytest

from analystkit.corpus.corpus import Corpus
from analystkit.widgets import explore


@pytest.fixture
def explorer(corpus):
    return explore(corpus)


def _line(explorer, title, row_id):
    rows = explorer.look_at(title).rows
    return rows._lines[rows.row_ids.index(row_id)].value


def test_a_rejected_event_is_struck_through_and_leaves_the_chart(explorer, corpus):
    chart = explorer.look_at("Timeline")
    before = chart._picture.value
    explorer.choose("e1")
    explorer.row_form.foot.note.value = "an exercise"
    explorer.row_form.reject.click()
    log = corpus.review.log
    assert log[["action", "note"]].values.tolist() == [["reject", "an exercise"]]
    assert chart._picture.value != before and "1 rejected" in chart._picture.value
    assert 'class="gone"' in _line(explorer, "Events", "e1")
    assert (
        "1 decision holds" in explorer.row_form.foot.message.value
        and "until you save" in explorer.row_form.foot.message.value
    )


def test_undoing_a_decision_brings_everything_back(explorer, corpus):
    explorer.choose("e1")
    before = _line(explorer, "Events", "e1")
    explorer.row_form.confirm.click()
    assert "confirmed" in _line(explorer, "Events", "e1")
    explorer.row_form.foot.undo.click()
    assert _line(explorer, "Events", "e1") == before and not corpus.review.log["holds"].any()


def test_changes_are_saved_as_one_decision(explorer, corpus):
    explorer.choose("e3")
    form = explorer.row_form
    form.type.value, form.factuality.value, form.target.value = "AGREE", "planned", "Rebels"
    form.save.click()
    event = corpus.events.set_index("event_id").loc["e3"]
    assert (event["event_type"], event["factuality"], event["target_ids"]) == ("AGREE", "planned", ["ac_r"])
    assert len(corpus.review) == 1 and "AGREE" in _line(explorer, "Events", "e3")


def test_a_date_can_be_set(explorer, corpus):
    explorer.choose("e3")
    explorer.row_form.first.value = datetime.date(2023, 4, 30)
    explorer.row_form.save.click()
    assert "2023-04-30" in _line(explorer, "Events", "e3")


def test_saving_without_a_change_says_so(explorer, corpus):
    explorer.choose("e3")
    explorer.row_form.save.click()
    assert "nothing was changed" in explorer.row_form.foot.message.value and len(corpus.review) == 0


def test_a_speaker_can_be_set_and_an_unknown_one_is_refused(explorer, corpus):
    explorer.choose("q1")
    explorer.row_form.speaker.value = "nobody of that name"
    explorer.row_form.save.click()
    assert 'role="alert"' in explorer.row_form.foot.message.value and len(corpus.review) == 0
    explorer.row_form.speaker.value = "insurgents"
    explorer.row_form.save.click()
    assert corpus.quotes["speaker_id"].tolist() == ["ac_r"] and "Rebels" in _line(explorer, "Quotes", "q1")


def test_a_note_changes_nothing_but_the_log(explorer, corpus):
    explorer.choose("e2")
    explorer.row_form.noted.click()
    assert "write the note first" in explorer.row_form.foot.message.value
    explorer.row_form.foot.note.value = "compare with the agency"
    explorer.row_form.noted.click()
    assert corpus.review.log["action"].tolist() == ["note"] and explorer.row_form.foot.note.value == ""


def test_merging_two_actors_is_seen_in_lists_filters_and_charts(frames):
    frames["events"].loc[2, ["date_start", "date_end"]] = frames["events"].loc[0, "date_start"]
    explorer = explore(Corpus(frames))
    chart = explorer.look_at("Timeline")
    chart._controls["lanes"].value = "source"
    assert "Governor of the South" in chart._picture.value
    explorer.look_at("Actors")
    explorer.choose_actor("ac_r")
    explorer.actor_form.other.value = "Governor of the South"
    explorer.actor_form.merge.click()
    assert [actor for _, actor in explorer.filters.actors.options] == ["ac_r"]
    assert "Governor of the South" not in re.sub(
        r'aria-label="[^"]*"', "", explorer.look_at("Timeline")._picture.value
    )
    explorer.actor_form.foot.undo.click()
    assert {actor for _, actor in explorer.filters.actors.options} == {"ac_r", "ac_g"}
    assert "Governor of the South" in explorer.look_at("Timeline")._picture.value


def test_a_chosen_actor_that_is_merged_away_leaves_the_filter(explorer):
    explorer.filters.actors.value = ("ac_g",)
    explorer.look_at("Actors")
    explorer.choose_actor("ac_r")
    explorer.actor_form.other.value = "ac_g"
    explorer.actor_form.merge.click()
    assert explorer.state.filter.actors == ()


def test_not_the_same_not_an_actor_and_a_better_name(explorer, corpus):
    explorer.look_at("Actors")
    explorer.choose_actor("ac_r")
    form = explorer.actor_form
    form.other.value = "Governor of the South"
    form.split.click()
    form.name.value = "Northern Rebels"
    form.rename.click()
    assert corpus.name_of("ac_r") == "Northern Rebels" and "Northern Rebels" in form.why.value
    explorer.choose_actor("ac_g")
    form.strike.click()
    assert corpus.actors["actor_id"].tolist() == ["ac_r"] and "is no more" in form.why.value
    assert corpus.review.log["action"].tolist() == ["split", "rename", "not_an_actor"]


def test_deciding_without_choosing_says_what_to_do(explorer):
    explorer.look_at("Actors")
    explorer.actor_form.merge.click()
    assert "choose an actor in the list first" in explorer.actor_form.foot.message.value


def test_the_list_stays_where_it_is_after_a_decision(frames):
    event = frames["events"].iloc[[2]]
    frames["events"] = pd.concat([event.assign(event_id=f"ev{n:02d}") for n in range(30)], ignore_index=True)
    explorer = explore(Corpus(frames))
    rows = explorer.look_at("Events").rows
    rows._on.click()
    second = rows.row_ids
    rows.press(3)
    explorer.row_form.confirm.click()
    assert rows.row_ids == second
    explorer.filters.types.value = ("CONSULT",)
    assert rows.row_ids != second
