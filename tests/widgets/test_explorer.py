"""The explorer without a browser: the widgets' values are what a browser would show."""

import datetime
import re

import pytest

from analystkit.corpus.corpus import Corpus
from analystkit.widgets import explore

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "/etc/hostname",
    "$x_1_2$",
    "\u202eevil",
    "=HYPERLINK(1)",
    "</script><b>",
]


def _html(widget):
    found = [getattr(widget, "value", "")] if type(widget).__name__ == "HTML" else []
    for child in getattr(widget, "children", ()):
        found += _html(child)
    return [one for one in found if isinstance(one, str)]


def _text(widget):
    return re.sub(r"<[^>]+>", "", " ".join(_html(widget)))


@pytest.fixture
def explorer(corpus):
    return explore(corpus)


def _tab(explorer, title):
    explorer.tabs.selected_index = [view.title for view in explorer.views].index(title)
    return explorer.views[explorer.tabs.selected_index]


def test_a_control_changes_counts_chips_code_and_the_visible_view(explorer):
    events = _tab(explorer, "Events")
    explorer.filters.types.value = ("CONSULT",)
    assert "1 of 4 events" in _text(explorer.counts)
    assert [chip.description for chip in explorer.chips.children] == ["consult ×"]
    assert "event_types=[&#x27;CONSULT&#x27;]" in explorer.code.value
    assert events.rows.row_ids == ["e3"]


def test_a_chip_takes_its_condition_away_and_the_control_follows(explorer):
    explorer.filters.outlets.value = ("Wire",)
    explorer.chips.children[0].click()
    assert explorer.filters.outlets.value == () and "4 of 4 events" in _text(explorer.counts)


def test_choosing_a_row_shows_its_sentence_and_opens_its_article(explorer):
    events = _tab(explorer, "Events")
    events.rows._buttons[events.rows.row_ids.index("e4")].click()
    assert "<mark>attack</mark>" in explorer.passage.value
    reader = _tab(explorer, "Article")
    assert reader._article.value == "s1"
    assert 'class="chosen"' in reader._page.value and 'class="here"' in reader._page.value


def test_article_text_is_escaped_everywhere(explorer):
    for title in ("Events", "Quotes", "Article"):
        _tab(explorer, title)
    explorer._choose("e4")
    shown = "".join(_html(explorer))
    assert "&lt;b&gt;Rebels" in shown and "<b>Rebels" not in shown


def test_a_view_that_does_not_follow_stays(explorer):
    events = _tab(explorer, "Events")
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
    assert explorer.state.filter.dates == ("2023-05-02", "2023-06-01")
    explorer.filters.last.value = datetime.date(2023, 4, 1)
    assert "the first day comes after the last" in explorer.filters.message.value
    assert explorer.state.filter.dates == ("2023-05-02", "2023-06-01")


def test_finding_an_actor_narrows_the_list_and_keeps_the_chosen(explorer):
    explorer.filters.actors.value = ("ac_g",)
    explorer.filters.search.value = "insurg"
    assert {actor for _, actor in explorer.filters.actors.options} == {"ac_r", "ac_g"}
    assert explorer.filters.actors.value == ("ac_g",) and explorer.state.filter.actors == ("ac_g",)


@pytest.mark.parametrize("title", ["Timeline", "Co-occurrence", "Network"])
def test_charts_are_pictures_with_words_for_those_who_cannot_see_them(explorer, title):
    view = _tab(explorer, title)
    assert 'src="data:image/png;base64,' in view._picture.value and re.search(
        r'alt="[^"]{20,}"', view._picture.value
    )


def test_an_empty_corpus_and_a_filter_that_leaves_nothing(corpus):
    for explorer in (explore(Corpus({})), explore(corpus)):
        explorer.filters.text.value = "no such words anywhere"
        for number in range(len(explorer.views)):
            explorer.tabs.selected_index = number
        assert "0 of" in _text(explorer.counts)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_shown_as_text(frames, name):
    frames["actors"].loc[0, "name"] = name
    frames["articles"]["source"] = frames["articles"]["source"].astype(str).replace("Wire", name)
    frames["quotes"].loc[0, "speaker_text"] = name
    explorer = explore(Corpus(frames))
    explorer.filters.actors.value = ("ac_r",)
    for number in range(len(explorer.views)):
        explorer.tabs.selected_index = number
    explorer._choose("e1")
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
