"""The explorer without a browser: the widgets' values are what a browser would show."""

import datetime
import re

import ipywidgets
import pytest

from analystkit.corpus.corpus import Corpus
from analystkit.errors import InputError
from analystkit.widgets import explore

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "/etc/hostname",
    "$x_1_2$",
    "\u202eevil",
    "=HYPERLINK(1)",
    "</script><b>",
]


def _tree(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from _tree(child)


def _html(widget):
    return [one.value for one in _tree(widget) if isinstance(one, ipywidgets.HTML)]


def _text(widget):
    return re.sub(r"<[^>]+>", "", " ".join(_html(widget)))


@pytest.fixture
def explorer(corpus):
    return explore(corpus)


def test_a_control_changes_counts_chips_code_and_the_visible_view(explorer):
    events = explorer.look_at("Events")
    explorer.filters.types.value = ("CONSULT",)
    assert "1 of 4 events" in _text(explorer.counts) and "1 of 2 stories" in _text(explorer.counts)
    assert [chip.description for chip in explorer.chips.children] == ["consult ×"]
    assert "event_types=[&#x27;CONSULT&#x27;]" in explorer.code.value
    assert events.rows.row_ids == ["e3"]


def test_a_chip_takes_its_condition_away_and_the_control_follows(explorer):
    explorer.filters.outlets.value = ("Wire",)
    explorer.chips.children[0].click()
    assert explorer.filters.outlets.value == () and "4 of 4 events" in _text(explorer.counts)


def test_undo_and_redo_can_be_pressed_when_there_is_something_to_take_back(explorer):
    assert explorer.undo.disabled and explorer.redo.disabled and explorer.reset.disabled
    explorer.filters.text.value = "port"
    assert not explorer.undo.disabled and not explorer.reset.disabled
    explorer.undo.click()
    assert explorer.undo.disabled and not explorer.redo.disabled and explorer.filters.text.value == ""


def test_choosing_a_row_marks_its_sentence_in_its_article(explorer):
    events = explorer.look_at("Events")
    events.rows.press(events.rows.row_ids.index("e4"))
    page = explorer.reader._page.value
    assert '<mark class="chosen" title="">attack</mark>' in page and 'class="here"' in page
    assert '<mark class="sentence" title="">&lt;b&gt;Rebels&lt;/b&gt; may </mark>' in page
    assert explorer.look_at("Article").article.value == "s1"
    box = events.rows._boxes[events.rows.row_ids.index("e4")]
    assert "ak-chosen" in box._dom_classes


def test_a_row_says_what_it_is_to_those_who_cannot_see_it(explorer):
    events = explorer.look_at("Events")
    spoken = [button.description for button in events.rows._buttons[:4]]
    assert "CONSULT happened, no date: met" in spoken


def test_reports_of_the_same_event_are_one_click_away(explorer):
    events = explorer.look_at("Events")
    assert "also in 1 article" in _text(events.rows)
    explorer.choose("e1")
    also = explorer.reader._also.children
    assert [button.description for button in also] == ["also in Wire, 2023-05-01"]
    also[0].click()
    assert "Wire" in explorer.reader._page.value and explorer.look_at("Article").article.value == "n2"


def test_article_text_is_escaped_everywhere(explorer):
    for view in explorer.views:
        explorer.look_at(view.title)
    explorer.choose("e4")
    shown = "".join(_html(explorer))
    assert "&lt;b&gt;Rebels" in shown and "<b>Rebels" not in shown


def test_a_view_that_does_not_follow_stays(explorer):
    events = explorer.look_at("Events")
    events.follow.value = False
    explorer.filters.types.value = ("CONSULT",)
    assert len(events.rows.row_ids) == 4
    events.follow.value = True
    assert events.rows.row_ids == ["e3"]


def test_calling_again_keeps_the_choices(explorer, corpus):
    explorer.filters.types.value = ("CONSULT",)
    again = explore(corpus)
    assert again.filters.types.value == ("CONSULT",) and "1 of 4 events" in _text(again.counts)


def test_dates_open_to_one_side_and_dates_the_wrong_way_round(explorer):
    explorer.filters.first.value = datetime.date(2023, 5, 2)
    assert explorer.state.filter.dates == ("2023-05-02", None)
    assert [words for *_, words in explorer.state.chips()] == ["from 2023-05-02 on"]
    assert (explorer.filters.first.value, explorer.filters.last.value) == (datetime.date(2023, 5, 2), None)
    explorer.filters.last.value = datetime.date(2023, 4, 1)
    assert "the first day comes after the last" in explorer.filters.message.value
    assert explorer.state.filter.dates == ("2023-05-02", None)


def test_finding_an_actor_narrows_the_list_and_keeps_the_chosen(explorer):
    explorer.filters.actors.value = ("ac_g",)
    explorer.filters.search.value = "insurg"
    assert {actor for _, actor in explorer.filters.actors.options} == {"ac_r", "ac_g"}
    assert explorer.filters.actors.value == ("ac_g",) and explorer.state.filter.actors == ("ac_g",)


@pytest.mark.parametrize("title", ["Timeline", "Co-occurrence", "Network", "Who quotes"])
def test_charts_are_drawings_with_words_for_those_who_cannot_see_them(explorer, title):
    drawing = explorer.look_at(title)._picture.value
    assert "<svg" in drawing and re.search(r'aria-label="[^"]{20,}"', drawing)


def test_an_option_of_a_chart_draws_it_again(explorer):
    view = explorer.look_at("Timeline")
    before = view._picture.value
    view._controls["lanes"].value = "outlet"
    assert "Northern Post" in view._picture.value != before


def test_an_empty_corpus_and_a_filter_that_leaves_nothing(corpus):
    for explorer in (explore(Corpus({})), explore(corpus)):
        explorer.filters.text.value = "no such words anywhere"
        for view in explorer.views:
            explorer.look_at(view.title)
        assert "0 of" in _text(explorer.counts) and "No event passes the filter." in _text(explorer)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_shown_as_text(frames, name):
    frames["actors"].loc[0, "name"] = name
    frames["articles"]["source"] = frames["articles"]["source"].astype(str).replace("Wire", name)
    frames["quotes"].loc[0, "speaker_text"] = name
    explorer = explore(Corpus(frames))
    explorer.filters.actors.value = ("ac_r",)
    for view in explorer.views:
        explorer.look_at(view.title)
    explorer.choose("e1")
    explorer.choose_actor("ac_r")
    shown = "".join(_html(explorer))
    assert not re.search(r"<img src=x|</script|onerror=alert\(1\)>", shown)
    assert "\u202e" not in shown and not any(
        "\u202e" in label for label, _ in explorer.filters.actors.options
    )


def test_a_snapshot_is_plain_html(explorer):
    explorer.filters.types.value = ("ASSAULT",)
    page = explorer.snapshot()._repr_html_()
    assert "3 of 4 events" in page and page.count("<img") == 2 and page.count("<tr>") == 4
    assert "<script" not in page and "<b>Rebels" not in page


def test_no_attribute_of_ours_hides_one_of_ipywidgets(explorer):
    # A property called `keys` once hid the list of what a widget sends to the browser: nothing of it arrived there.
    for widget in _tree(explorer):
        assert {"_model_module", "_model_name", "_view_name"} <= set(widget.get_state()), type(widget)
        assert isinstance(widget.keys, list)


def test_a_very_long_article_is_shown_around_the_chosen_row(frames):
    text = "Nothing happened. " * 20_000
    at = text.index("happened", 200_000)
    frames["articles"].loc[2, "text"] = text
    frames["sentences"].loc[3, ["start", "end"]] = [at - 8, at + 9]
    frames["events"].loc[3, ["start", "end"]] = [at, at + 8]
    explorer = explore(Corpus(frames))
    explorer.choose("e4")
    page = explorer.reader._page.value
    assert len(page) < 100_000 and '<mark class="chosen" title="">happened</mark>' in page
    assert "characters before" in page and "characters after" in page


def test_a_theme_or_a_view_that_there_is_not(corpus):
    with pytest.raises(InputError, match="theme is one of auto, light, dark"):
        explore(corpus, theme="pink")
    with pytest.raises(InputError, match="they are Timeline, Co-occurrence"):
        explore(corpus).look_at("Map")
