"""JSON as search engines, news APIs, linked data and pandas write it: which list is read, under which names, and what is said of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analystkit.readers import Reading, read_articles

FRAME = pd.DataFrame(
    {
        "id": ["007", "8", "9"],
        "headline": ["Pier closed", None, "No words"],
        "body": ["One.", "Two.", None],
        "date": ["2022-01-04", "20220105", None],
    },
    index=["x", "y", "z"],
)


def read(path: Path, value: Any) -> Reading:
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return read_articles(path, progress=False)


def texts(reading: Reading) -> list[str]:
    return reading.articles["text"].tolist()


def said(reading: Reading, severity: str) -> list[str]:
    problems = reading.problems
    return problems["message"][problems["severity"] == severity].tolist()


@pytest.fixture
def at(tmp_path: Path) -> Path:
    return tmp_path / "a.json"


class TestFrames:
    @pytest.mark.parametrize("orient", ["records", "split", "index", "columns", "table"])
    def test_every_layout_gives_the_same_articles(self, orient: Any, at: Path) -> None:
        reading = read(at, FRAME.to_json(orient=orient))
        kept = reading.articles[["article_id", "title", "text"]].values.tolist()
        assert kept == [["007", "Pier closed", "One."], ["8", "", "Two."]]
        assert reading.articles["published"].dt.day.tolist() == [4, 5]
        assert reading.problems[["row", "article_id", "message"]].values.tolist() == [
            [3, "9", "the text is empty"]
        ]

    def test_values_without_names_are_refused_with_what_to_do(self, at: Path) -> None:
        reading = read(at, FRAME.to_json(orient="values"))
        (message,) = said(reading, "error")
        assert "found 3 lists of values without the names of their columns" in message
        assert message.endswith("write them with orient='records'")

    @pytest.mark.parametrize("orient", ["split", "index", "columns", "table"])
    def test_no_column_with_the_text_is_said_by_the_columns_names(self, orient: Any, at: Path) -> None:
        frame = FRAME.reset_index(drop=True).rename(columns={"body": "story told"})
        messages = said(read(at, frame.to_json(orient=orient)), "error")
        assert messages and all(
            "'headline', 'story told', 'date': rename the one" in said for said in messages
        )

    def test_times_in_milliseconds(self, at: Path) -> None:
        frame = pd.DataFrame({"text": ["One."], "date": [1641292200000]})
        assert read(at, frame.to_json()).articles["published"].tolist() == [pd.Timestamp("2022-01-04T10:30Z")]

    def test_a_damaged_row_costs_no_other(self, at: Path) -> None:
        split = {"columns": ["text", "id"], "data": [["One.", 1], ["Two."], "Three.", ["Four.", 4]]}
        reading = read(at, split)
        assert texts(reading) == ["One.", "Four."]
        assert reading.problems["row"].tolist() == [2, 3]
        reading = read(at, {"x": {"text": "One."}, "y": {"title": "No text"}, "z": {"text": "Two."}})
        assert texts(reading) == ["One.", "Two."]
        assert reading.problems["row"].tolist() == [2]

    def test_a_frame_of_one_column(self, at: Path) -> None:
        assert texts(read(at, pd.DataFrame({"text": ["One.", "Two."]}).to_json())) == ["One.", "Two."]

    def test_one_article_in_an_object_is_no_frame_of_its_keys(self, at: Path) -> None:
        reading = read(at, {"content": {"title": "Pier closed", "note": "By hand"}})
        assert texts(reading) == [] and len(said(reading, "error")) == 1
        reading = read(at, {"article": {"title": "Pier closed", "body": "One."}, "meta": {"page": 1}})
        assert texts(reading) == ["One."]


class TestAnswers:
    def test_a_list_with_nested_outlets_and_texts_cut_off(self, at: Path) -> None:
        answer = {
            "status": "ok",
            "totalResults": 2,
            "articles": [
                {
                    "source": {"id": None, "name": "The Harbour Post"},
                    "author": "Ada Quill",
                    "title": "Pier closed",
                    "description": "In short.",
                    "url": "https://post.example/pier",
                    "publishedAt": "2022-01-04T10:30:00Z",
                    "content": "A crane gave way… [+1234 chars]",
                },
                {"source": {"id": "x", "name": None}, "title": "Nothing in it", "content": None},
            ],
        }
        reading = read(at, answer)
        article = reading.articles.iloc[0]
        assert tuple(article[["source", "author", "url"]]) == (
            "The Harbour Post", "Ada Quill", "https://post.example/pier",
        )  # fmt: skip
        assert article["text"] == "A crane gave way… [+1234 chars]"
        assert article["published"] == pd.Timestamp("2022-01-04T10:30Z")
        assert said(reading, "warning") == ["the text is cut off: it ends in '[+1234 chars]'"]
        assert said(reading, "error") == ["the text is empty"]
        assert reading.problems["row"].tolist() == [1, 2]

    def test_fields_in_an_object_of_their_own(self, at: Path) -> None:
        result = {
            "id": "port/pier",
            "sectionName": "Port",
            "webTitle": "Pier closed | Port",
            "webPublicationDate": "2022-01-04T10:30:00Z",
            "webUrl": "https://post.example/pier",
            "fields": {
                "headline": "Pier closed",
                "byline": "Ada Quill",
                "body": "<p>One.</p>",
                "bodyText": "One.",
            },
        }
        reading = read(at, {"response": {"status": "ok", "pages": 1, "results": [result]}})
        article = reading.articles.iloc[0]
        assert tuple(article[["article_id", "title", "text", "author", "url"]]) == (
            "port/pier", "Pier closed", "One.", "Ada Quill", "https://post.example/pier",
        )  # fmt: skip
        assert article["published"] == pd.Timestamp("2022-01-04T10:30Z")
        (note,) = said(reading, "warning")
        assert note.startswith("the articles are the list at response.results; taken from within other keys:")
        assert "text from fields.bodyText" in note and "title from fields.headline" in note

    def test_one_article_far_down(self, at: Path) -> None:
        content = {"webTitle": "Pier closed", "fields": {"bodyText": "One."}}
        article = read(at, {"response": {"status": "ok", "content": content}}).articles.iloc[0]
        assert tuple(article[["title", "text"]]) == ("Pier closed", "One.")

    def test_a_first_paragraph_is_read_and_said_to_be_no_more(self, at: Path) -> None:
        doc = {
            "_id": "nyx://1",
            "headline": {"main": "Pier closed", "kicker": None},
            "byline": {"original": "By Ada Quill", "person": [{"lastname": "Quill"}]},
            "pub_date": "2022-01-04T10:30:00+0000",
            "web_url": "https://post.example/pier",
            "abstract": "In short.",
            "lead_paragraph": "One.",
            "source": "The Harbour Post",
        }
        reading = read(at, {"response": {"docs": [doc, {**doc, "text": "Two.", "_id": "nyx://2"}]}})
        assert texts(reading) == ["One.", "Two."]
        article = reading.articles.iloc[0]
        assert tuple(article[["article_id", "title", "author", "source", "url"]]) == (
            "nyx://1", "Pier closed", "By Ada Quill", "The Harbour Post", "https://post.example/pier",
        )  # fmt: skip
        assert said(reading, "warning")[0] == "the text is only the article's 'lead_paragraph'"
        assert len(said(reading, "warning")) == 2 and "response.docs" in said(reading, "warning")[1]

    def test_hits_of_a_search_engine(self, at: Path) -> None:
        hits = [
            {"_id": "h1", "_score": 1.0, "_source": {"title": "Pier closed", "body": "One.", "published": "2022-01-04"}},
            {"_id": "h2", "_source": {"title": "No words"}},
            {"_id": "h3", "_source": {"body": "Three.", "comments": [{"title": "Hm", "text": "Not this."}]}},
        ]  # fmt: skip
        reading = read(at, {"took": 3, "hits": {"total": {"value": 3}, "hits": hits}})
        assert reading.articles["article_id"].tolist() == ["h1", "h3"]
        assert texts(reading) == ["One.", "Three."]
        assert reading.problems["row"].dropna().tolist() == [2]
        again = read(at.with_suffix(".jsonl"), "\n".join(map(json.dumps, hits)))
        assert again.articles["article_id"].tolist() == ["h1", "h3"] and texts(again) == ["One.", "Three."]
        assert len(said(again, "warning")) == 1 and "text from _source.body" in said(again, "warning")[0]

    def test_headlines_without_texts_are_refused_one_by_one(self, at: Path) -> None:
        found = [
            {"url": f"https://post.example/{n}", "title": "Pier closed", "seendate": "20220104T103000Z"}
            for n in (1, 2)
        ]
        reading = read(at, {"articles": found})
        assert reading.problems["row"].tolist() == [1, 2]
        assert all("found 'url', 'title', 'seendate'" in message for message in said(reading, "error"))

    def test_linked_data_beside_what_is_no_article(self, at: Path) -> None:
        article = {
            "@type": ["NewsArticle"],
            "headline": "Pier closed",
            "articleBody": {"@value": "One.", "@language": "en"},
            "datePublished": "2022-01-04",
            "author": [{"@type": "Person", "name": "Ada Quill"}, {"name": "Bo Reed"}],
            "publisher": {"@type": "Organization", "name": "The Harbour Post", "logo": {"url": "x"}},
            "mainEntityOfPage": {"@id": "https://post.example/pier"},
            "inLanguage": "en",
        }
        site = {"@type": "WebSite", "name": "Elsewhere"}
        bare = {"@type": "NewsArticle", "headline": "Nothing in it"}
        reading = read(at, {"@context": "https://schema.example", "@graph": [site, article, bare]})
        row = reading.articles.iloc[0]
        assert tuple(row[["title", "text", "author", "source", "url", "language"]]) == (
            "Pier closed", "One.", "Ada Quill, Bo Reed", "The Harbour Post", "https://post.example/pier", "en",
        )  # fmt: skip
        assert "1 object of another type than an article passed over: WebSite" in said(reading, "warning")
        assert len(said(reading, "error")) == 1 and reading.problems["row"].dropna().tolist() == [3]
        (message,) = said(read(at, {"@graph": [site, site]}), "error")
        assert message.startswith("2 objects of another type")

    def test_a_list_by_another_name_is_found_and_named(self, at: Path) -> None:
        reading = read(
            at, {"meta": {"n": 1}, "treffer": {"liste": [{"title": "Pier closed", "text": "One."}]}}
        )
        assert texts(reading) == ["One."]
        assert said(reading, "warning") == ["the articles are the list at treffer.liste"]

    def test_pages_of_answers(self, at: Path) -> None:
        pages = [{"page": n, "articles": [{"title": "Pier", "text": f"{n}."}]} for n in (1, 2)]
        assert texts(read(at, pages)) == ["1.", "2."]
        assert texts(read(at.with_suffix(".jsonl"), "\n".join(map(json.dumps, pages)))) == ["1.", "2."]


RECORD = {"title": "Pier closed", "text": "One."}


class TestWhichIsMeant:
    @pytest.mark.parametrize(
        ("value", "places"),
        [
            ({"one": [RECORD], "two": [RECORD, RECORD]}, ["'one' (1 record)", "'two' (2 records)"]),
            ({"articles": [RECORD], "results": [RECORD]}, ["'articles' (1 record)", "'results' (1 record)"]),
            ({"data": {"text": "One."}, "articles": [RECORD]}, ["'data.text'", "'articles' (1 record)"]),
        ],
    )
    def test_two_places_are_named_and_none_is_read(self, value: Any, places: list[str], at: Path) -> None:
        reading = read(at, value)
        (message,) = said(reading, "error")
        assert texts(reading) == [] and all(place in message for place in places)
        # In a file of several such objects only that one is refused.
        assert texts(read(at, [value, RECORD])) == ["One."]

    def test_a_list_without_titles_gives_way_and_is_named(self, at: Path) -> None:
        reading = read(at, {"news": [RECORD], "comments": [{"text": "Hm.", "author": "B"}]})
        assert texts(reading) == ["One."]
        assert said(reading, "warning") == [
            "the articles are the list at news; the list at comments was not read"
        ]

    @pytest.mark.parametrize("text", [{}, {"text": None}])
    def test_comments_never_stand_in_for_an_article(self, text: Any, at: Path) -> None:
        value = {"title": "Pier closed", **text, "comments": [{"text": "Hm.", "author": "B"}]}
        assert texts(read(at, value)) == []
        reading = read(at.with_suffix(".jsonl"), json.dumps(value) + '\n{"text": "Two."}')
        assert texts(reading) == ["Two."] and reading.problems["row"].tolist() == [1]

    def test_links_of_a_bare_record_are_not_counted_as_articles(self, at: Path) -> None:
        links = [{"url": "x", "title": "A"}, {"url": "y", "title": "B"}]
        (message,) = said(read(at, {"title": "Pier closed", "related": links}), "error")
        assert "found 'title', 'related'" in message

    def test_an_answer_that_found_nothing(self, at: Path) -> None:
        assert said(read(at, {"response": {"total": 0, "results": []}}), "error") == [
            "expected articles, found an empty list at 'response.results'"
        ]

    def test_objects_nested_beyond_reason(self, at: Path) -> None:
        deep: Any = [RECORD]
        for _ in range(200):
            deep = {"data": deep}
        reading = read(at, deep)
        assert len(said(reading, "error")) == 1 and texts(reading) == []
