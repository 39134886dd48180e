"""The report, read as a browser reads it."""

import base64
import hashlib
import html
import re
from html.parser import HTMLParser

import pytest

from analystkit import export
from analystkit.errors import InputError
from analystkit.export.page import Span, marked
from analystkit.model import schema

VOID = {"meta", "br", "input", "img", "link", "path", "use", "rect", "image"}


class Page(HTMLParser):
    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self.ids, self.links, self.marks, self.scripts, self.text = [], [], [], {}, [], []
        self._mark = None
        self._script = False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        held = dict(attrs)
        self.tags.append((tag, held))
        if "id" in held:
            self.ids.append(held["id"])
        if tag == "a" and "href" in held:
            self.links.append(held["href"])
        if tag == "mark":
            self._mark = held.get("id")
        self._script = tag == "script"

    def handle_endtag(self, tag):
        if tag == "mark":
            self._mark = None
        if tag == "script":
            self._script = False

    def handle_data(self, data):
        if self._script:
            self.scripts.append(data)
        if self._mark:
            self.marks[self._mark] = data
        self.text.append(data)


@pytest.fixture
def page(tmp_path):
    def write(corpus, **options):
        raw = export.report(corpus, tmp_path, **options).read_text("utf-8")
        return Page(raw), raw

    return write


def test_every_row_leads_to_its_words(page, sixty):
    read, _ = page(sixty)
    inner = [link[1:] for link in read.links if link.startswith("#")]
    assert set(inner) <= set(read.ids)
    assert len(read.ids) == len(set(read.ids))
    triggers = {read.marks[i] for i in inner if i.startswith("event-") and i in read.marks}
    assert triggers <= set(sixty.events["trigger"])
    assert len({i for i in inner if i.startswith("event-")}) == len(sixty.events)
    assert len({i for i in inner if i.startswith("quote-")}) == len(sixty.quotes)


def test_what_the_report_opens_with_is_marked_even_where_the_tables_have_no_room(page, sixty):
    read, raw = page(sixty, max_rows=3)
    inner = {link[1:] for link in read.links if link.startswith("#")}
    assert inner <= set(read.ids) and len(read.ids) == len(set(read.ids))
    opening = raw[raw.index('id="lead"') : raw.index('id="events"')]
    cards, said = opening.split('id="quoted"')
    assert cards.count('class="card"') == cards.count("read in the article") > 3
    assert said.count('class="said"') == said.count("read in the article") > 3
    assert {i for i in read.ids if i.startswith("row-event-")} == {
        "row-event-1",
        "row-event-2",
        "row-event-3",
    }
    assert set(re.findall('"#(row-event-[0-9]+)"', opening)) <= set(read.ids)


def test_it_stands_alone(page, hostile):
    read, raw = page(hostile)
    for tag, attrs in read.tags:
        assert tag not in {"link", "iframe", "object", "embed", "img", "form", "base"}
        assert not [name for name in attrs if name.startswith("on")]
        for name in ("src", "data", "action"):
            assert name not in attrs
        for name in ("href", "xlink:href"):
            assert attrs.get(name, "#").startswith(("#", "https://"))
    assert "@import" not in raw
    (script,) = ["".join(read.scripts)]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = next(
        attrs["content"] for tag, attrs in read.tags if attrs.get("http-equiv") == "Content-Security-Policy"
    )
    assert f"'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy


def test_hostile_text_is_text(page, hostile):
    read, raw = page(hostile)
    assert len([1 for tag, _ in read.tags if tag == "script"]) == 1
    shown = "".join(read.text)
    assert "<img src=x onerror=alert(1)>" in shown
    assert "</script><script>alert(1)</script>" in shown
    assert "\u202e" not in raw
    assert "\x00" not in raw


def test_tags_are_closed_in_order(page, sixty):
    _, raw = page(sixty)

    class Balance(HTMLParser):
        def __init__(self):
            super().__init__()
            self.open = []

        def handle_starttag(self, tag, attrs):
            if tag not in VOID:
                self.open.append(tag)

        def handle_startendtag(self, tag, attrs):
            pass

        def handle_endtag(self, tag):
            if tag not in VOID:
                assert self.open.pop() == tag

    reader = Balance()
    reader.feed(raw)
    assert reader.open == []


def test_charts_have_words_and_follow_the_screen(page, sixty):
    read, raw = page(sixty)
    pictures = [attrs for tag, attrs in read.tags if tag == "svg"]
    assert len(pictures) == 4
    assert all(attrs["role"] == "img" and len(attrs["aria-label"]) > 50 for attrs in pictures)
    assert "prefers-color-scheme: dark" in raw
    assert "@media print" in raw


def test_without_full_texts_only_evidence_leaves_the_house(page, simulated):
    corpus = simulated.corpus(3)
    corpus.articles = corpus.articles.assign(
        text=corpus.articles["text"] + "A closing paragraph that nothing rests on."
    )
    _, whole = page(corpus)
    read, short = page(corpus, full_texts=False)
    assert "nothing rests on" in whole
    assert "nothing rests on" not in short
    assert {link[1:] for link in read.links if link.startswith("#")} <= set(read.ids)


@pytest.fixture
def disputed(simulated):
    """Two stories that tell of one attack: four killed says one, at least nine the other; the second also recalls an older one."""
    corpus = simulated.corpus(12, seed=3)
    rows = corpus.events.assign(background=False).to_dict("records")
    other = max(i for i, row in enumerate(rows) if row["article_id"] != rows[0]["article_id"])
    day = corpus.events["date_start"].dropna().iloc[0]
    for row, low, high in ((rows[0], 4, 4), (rows[other], 9, None)):
        row |= {
            "incident_id": "i1", "factuality": "happened", "event_type": "ASSAULT", "date_precision": "day", "date_basis": "explicit",
            "date_start": day, "date_end": day, "killed_min": low, "killed_max": high,
        }  # fmt: skip
    corpus.events = schema.to_frame("events", rows)
    corpus.incidents = schema.to_frame(
        "incidents",
        [
            {
                "incident_id": "i1", "event_type": "ASSAULT", "date_start": day, "date_end": day, "date_precision": "day", "place": "Karsk",
                "factuality": "happened", "n_events": 2, "n_articles": 2, "n_stories": 2, "n_outlets": 2, "conflicting": ["killed"], "killed_min": 4, "killed_max": 9,
            }
        ],
    )  # fmt: skip
    return corpus


def test_the_opening_says_what_happened_who_says_so_and_what_is_disputed(page, disputed):
    _, raw = page(disputed)
    card = re.search(r'<div class="card">.*?</div>', raw, re.DOTALL).group(0)
    words = re.sub(r"<[^>]+>", " ", card)
    assert "Karsk" in words
    assert "4\u20139 killed" in words
    assert "2 reports in 2 stories" in words
    assert "on: killed" in words
    assert disputed.events["trigger"].iloc[0] in card
    table = raw[raw.index('id="disagreements"') : raw.index('id="events"')]
    assert ">4<" in table
    assert ">at least 9<" in table
    for outlet in disputed.articles.set_index("article_id").loc[
        disputed.events.loc[disputed.events["incident_id"] == "i1", "article_id"], "source"
    ]:
        assert outlet in table


def test_where_reports_agree_nothing_is_said_of_disagreement(page, sixty):
    read, raw = page(sixty)
    assert "disagreements" not in read.ids
    assert "#disagreements" not in read.links
    assert "disagree on" not in raw


def test_who_is_quoted_is_shown_in_their_own_words(page, sixty):
    _, raw = page(sixty)
    quoted = raw[raw.index('id="quoted"') : raw.index('id="charts"')]
    said = re.findall(r"<blockquote[^>]*>“(.*?)”</blockquote>", quoted)
    assert 1 <= len(said) <= 6
    assert {words + "," for words in said} <= {html.escape(text) for text in sixty.quotes["text"]}


def test_what_articles_recall_stands_behind_what_they_report(page, simulated):
    corpus = simulated.corpus(12, seed=3)
    corpus.events = corpus.events.assign(background=[i < 3 for i in range(len(corpus.events))])
    _, raw = page(corpus)
    rows = raw[raw.index('<table data-filter aria-label="Events"') :]
    recalled = set(corpus.events["event_id"].iloc[:3])
    assert "3 that the articles recall from earlier stand at the end" in rows
    from analystkit.export.report_rows import Rows

    assert set(Rows(corpus, 100).events["event_id"].tail(3)) == recalled


def test_long_tables_are_cut_and_say_so(page, sixty):
    read, raw = page(sixty, max_rows=10)
    assert f"The first 10 of {len(sixty.events)} events" in raw
    assert f"of {len(sixty.articles)} articles are shown" in raw
    assert {link[1:] for link in read.links if link.startswith("#")} <= set(read.ids)


def test_an_empty_corpus_says_what_is_missing(page, nothing):
    read, raw = page(nothing)
    assert {link[1:] for link in read.links} <= set(read.ids)
    assert "There are no articles in this corpus." in raw
    assert "No events were found" in raw


def test_the_same_corpus_gives_the_same_bytes(page, simulated):
    assert page(simulated.corpus(20))[1] == page(simulated.corpus(20))[1]


def test_a_file_of_another_kind_is_refused(sixty, tmp_path):
    with pytest.raises(InputError, match=r"\.html"):
        export.report(sixty, tmp_path / "report.pdf")
    assert export.report(sixty, tmp_path / "deep" / "named.html").name == "named.html"


def test_overlapping_spans_nest_and_keep_their_anchors():
    made = marked(
        "He said the port burned.",
        [Span(8, 24, "quote-1", "quote"), Span(17, 23, "event-1", "event"), Span(17, 23, "event-2", "event")],
    )
    assert re.sub(r"<[^>]+>", "", made) == "He said the port burned."
    assert made.count("id=") == 3
    assert '<mark id="event-1" class="quote event">burned</mark>' in made


def test_a_pair_beyond_the_basic_plane_keeps_offsets():
    text = "\U0001f600\U0001f600 struck <b>"
    assert (
        marked(text, [Span(3, 9, "e", "event")])
        == '\U0001f600\U0001f600 <mark id="e" class="event">struck</mark> &lt;b&gt;'
    )


def test_the_head_counts_incidents_as_the_card_does(page, disputed):
    ids = [f"i{n}" if n % 3 else "" for n in range(len(disputed.events))]
    disputed.events = disputed.events.assign(incident_id=ids, status="auto")
    read, _ = page(disputed)
    words = " ".join(" ".join(read.text).split())
    assert f"{len(set(ids) - {''})} incidents" in words
