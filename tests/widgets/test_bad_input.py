"""Corpora that are thin, broken or hostile: every view says what it has, as text, and none raises."""

from html.parser import HTMLParser

import ipywidgets
import pandas as pd
import pytest

from analystkit.corpus.corpus import Corpus
from analystkit.widgets import explore


class _Page(HTMLParser):
    """What a browser makes of HTML: its texts, and the attributes that would run or fetch something."""

    def __init__(self, page):
        super().__init__()
        self.texts, self.active = [], []
        self.feed(page)

    def handle_data(self, data):
        self.texts.append(data)

    def handle_starttag(self, tag, attributes):
        harmless = ("data:image/png;base64,", "#")
        for name, value in attributes:
            if name.startswith("on") or (
                name in ("src", "href", "xlink:href") and not str(value).startswith(harmless)
            ):
                self.active.append((tag, name, value))
        if tag in ("script", "iframe", "object", "embed", "link"):
            self.active.append((tag, "", ""))


def _tree(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from _tree(child)


def _html(explorer):
    return [one.value for one in _tree(explorer) if isinstance(one, ipywidgets.HTML)]


def _visit(explorer):
    """Turn to every view, choose what there is to choose, filter until nothing is left; return all HTML there was."""
    for frame, column in (("events", "event_id"), ("quotes", "quote_id")):
        for row_id in explorer.corpus.frames[frame][column].head(2):
            explorer.choose(row_id)
    for actor in explorer.corpus.actors["actor_id"].head(2):
        explorer.choose_actor(actor)
    pages = [explorer.snapshot().html]
    for text in ("", "no such words"):
        explorer.filters.text.value = text
        for view in explorer.views:
            explorer.look_at(view.title)
        pages += _html(explorer)
    explorer.state.reset()
    return "".join(pages)


def _empty(frames):
    return {}


def _one_event(frames):
    return {name: frame.head(1) if name in ("events", "quotes") else frame for name, frame in frames.items()}


def _no_dates(frames):
    frames["events"][["date_start", "date_end"]] = pd.NaT
    frames["articles"]["published"] = pd.Series([pd.NaT] * 3, dtype=frames["articles"]["published"].dtype)
    return frames


def _all_rejected(frames):
    for name in ("events", "quotes"):
        frames[name]["status"] = pd.Categorical(
            ["rejected"] * len(frames[name]), categories=["auto", "rejected"]
        )
    return frames


def _no_actors(frames):
    frames["actors"], frames["mentions"] = frames["actors"].head(0), frames["mentions"].head(0)
    return frames


def _articles_alone(frames):
    return {"articles": frames["articles"]}


def _long_words(frames):
    frames["actors"].loc[0, "name"] = "x" * 20_000
    frames["articles"].loc[0, "title"] = "y" * 20_000
    return frames


@pytest.mark.parametrize(
    "spoil", [_empty, _one_event, _no_dates, _all_rejected, _no_actors, _articles_alone, _long_words]
)
def test_every_view_of_a_thin_corpus_is_drawn(frames, spoil):
    shown = _visit(explore(Corpus(spoil(frames))))
    assert "Traceback" not in shown


def test_views_say_why_they_are_empty(frames):
    shown = _visit(explore(Corpus({})))
    for words in (
        "There are no events in this corpus",
        "No actor is mentioned in this corpus",
        "No event passes the filter",
        "No quotation passes",
    ):
        assert words in shown
    assert "All events of this corpus are rejected" in _visit(explore(Corpus(_all_rejected(frames))))


def test_quotations_that_a_condition_of_events_hides_are_said_to_be_hidden(frames):
    explorer = explore(Corpus(frames))
    explorer.state.set(event_types=["ASSAULT"], factuality=["happened"])
    assert (
        "No quotation passes the filter: it asks for event types and factuality, which only events have."
        in _visit(explorer)
    )
    explorer.state.set(event_types=[], factuality=[], text="no such words")
    assert "No quotation passes the filter." in _visit(explorer)


def test_ten_thousand_actors_are_found_by_search_not_listed(frames):
    many = pd.concat([frames["actors"]] * 5_000, ignore_index=True)
    many["actor_id"] = [f"ac{n}" for n in range(len(many))]
    many["name"] = [f"Person {n}" for n in range(len(many))]
    frames["actors"] = many
    explorer = explore(Corpus(frames))
    _visit(explorer)
    assert len(explorer.filters.actors.options) <= 40
    explorer.filters.search.value = "person 9999"
    assert [label for label, _ in explorer.filters.actors.options] == ["Person 9999"]
    explorer.filters.actors.value = ("ac9999",)
    explorer.filters.search.value = "person 12"
    assert "ac9999" in [actor for _, actor in explorer.filters.actors.options]


HOSTILE = (
    "<img src=x onerror=alert(1)>", "/etc/hostname", "$x_1_2$", "\u202ekcatta", "=cmd()", "a\x00b", "<b>bold</b>", "'\"&", "</script><script>alert(1)</script>",
)  # fmt: skip


def test_hostile_names_are_text_in_every_view(frames):
    # Each name stands as an actor, as one of its other names, as an outlet, a title, a speaker, a place and a role.
    actors = pd.concat([frames["actors"].head(1)] * len(HOSTILE), ignore_index=True)
    actors["actor_id"] = [f"ac_{n}" for n in range(len(HOSTILE))]
    actors["name"], actors["aliases"] = HOSTILE, [[name + " too"] for name in HOSTILE]
    frames["actors"] = actors

    def spread(frame, **columns):
        many = pd.concat([frames[frame].head(1)] * len(HOSTILE), ignore_index=True)
        frames[frame] = many.assign(**columns)

    ids = [f"{n}" for n in range(len(HOSTILE))]
    spread("articles", article_id=ids, title=HOSTILE, source=HOSTILE, author=HOSTILE, story_id=ids)
    spread("sentences", article_id=ids, sentence_id=ids)
    mentions = frames["mentions"].head(1)
    frames["mentions"] = pd.concat([
        mentions.assign(mention_id=f"{n}-{m}", article_id=str(n), sentence_id=str(n), actor_id=f"ac_{(n + m) % len(HOSTILE)}")
        for n in range(len(HOSTILE)) for m in range(3)
    ], ignore_index=True)  # fmt: skip
    spread(
        "events", event_id=ids, article_id=ids, sentence_id=ids, source_ids=[[f"ac_{n}"] for n in ids], source_text=HOSTILE, target_text=HOSTILE,
        place_text=HOSTILE, incident_id=ids, country=HOSTILE,
    )  # fmt: skip
    spread("quotes", quote_id=[f"q{n}" for n in ids], article_id=ids, speaker_text=HOSTILE, cue=HOSTILE)
    explorer = explore(Corpus(frames))
    explorer.filters.actors.value = tuple(frames["actors"]["actor_id"])
    shown = _visit(explorer)
    page = _Page(shown)
    assert page.active == []
    assert "\u202e" not in shown and "\x00" not in shown
    for name in HOSTILE:
        if name.isprintable():
            assert any(name in text for text in page.texts), name
    labels = [
        label for facet in (explorer.filters.actors, explorer.filters.outlets) for label, _ in facet.options
    ]
    assert labels and not any("\u202e" in label or "\x00" in label for label in labels)
