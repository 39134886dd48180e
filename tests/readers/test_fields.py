"""Which names state which field, whatever format they stand in: keys within keys, parts of a text, texts cut off."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analystkit.errors import InputError
from analystkit.lexicon.tables import read_table
from analystkit.readers import read_articles
from analystkit.readers.fields import FIELDS, field_of
from analystkit.readers.nested import flat


def test_the_table_names_fields_once() -> None:
    rows = read_table("article_fields")
    assert {row["field"] for row in rows} <= set(FIELDS)
    assert len({row["name"] for row in rows}) == len(rows)
    assert {row["extent"] for row in rows} == {"", "part"}
    assert {row["holds"] for row in read_table("article_wrappings")} == {"one", "many"}


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("fields.bodyText", "text"),
        ("_source.Published-At", "published"),
        ("response.content.webTitle", "title"),
        ("headline.main", "title"),
        ("image.title", ""),
        ("comments.text", ""),
        ("fields.", ""),
        (".text", ""),
    ],
)
def test_wrappings_do_not_count_and_other_objects_do(name: str, field: str) -> None:
    assert field_of(name) == field


def test_records_become_flat_as_deep_as_news_is_nested() -> None:
    named = {"name": "The Harbour Post", "logo": {"url": "x"}}
    record = {"a": {"b": {"c": 1}}, "text": "One.", "source": named, "title": {}, "body": {"@value": "Two."}}
    assert flat(record) == {"text": "One.", "source": named, "title": {}, "body": "Two.", "a.b.c": 1}
    assert flat({"a": {"b": {"c": {"d": {"e": {"f": 1}}}}}}) == {"a.b.c.d.e": {"f": 1}}
    plain = {"text": "One."}
    assert flat(plain) is plain


class TestEverySource:
    def test_answers_as_records(self) -> None:
        records = [
            {"headline": {"main": "Pier closed"}, "fields": {"bodyText": "One."}, "tags": {"a": 1}},
            {"_id": "h2", "_source": {"body": "Two."}},
        ]
        articles, problems = read_articles(records)
        assert articles["text"].tolist() == ["One.", "Two."]
        assert articles["title"].tolist() == ["Pier closed", ""]
        assert articles["article_id"].iloc[1] == "h2" and problems.empty
        part = read_articles([{"lead_paragraph": "One."}])
        assert part.problems["message"].tolist() == ["the text is only the article's 'lead_paragraph'"]
        with pytest.raises(InputError, match=r"found 'title', 'fields\.trail'"):
            read_articles([{"headline": {"main": "Pier closed"}, "fields": {"trail": "One."}}])

    def test_columns_that_were_flattened_before(self, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        path.write_text("headline.main,fields.bodyText,lead_paragraph\nPier closed,One.,Less.\n")
        article = read_articles(path, progress=False).articles.iloc[0]
        assert tuple(article[["title", "text"]]) == ("Pier closed", "One.")

    @pytest.mark.parametrize("end", ["… [+1234 chars]", "... [9,876 characters]\n"])
    def test_a_text_that_says_it_is_cut_off(self, end: str, tmp_path: Path) -> None:
        frame = pd.DataFrame({"text": [f"One{end}", "Two [+12 chars] and more."]})
        frame.to_csv(tmp_path / "a.csv", index=False)
        for source in (frame, tmp_path / "a.csv"):
            articles, problems = read_articles(source, progress=False)
            assert articles["text"].tolist() == frame["text"].tolist()
            assert problems["article_id"].tolist() == articles["article_id"].tolist()[:1]
            assert problems["message"][0].startswith("the text is cut off: it ends in '[")

    def test_a_part_of_the_text_is_said_to_be_one(self, tmp_path: Path) -> None:
        frame = pd.DataFrame({"lead_paragraph": ["One."]})
        frame.to_csv(tmp_path / "a.csv", index=False)
        frame.to_parquet(tmp_path / "a.parquet")
        for source in (frame, tmp_path / "a.csv", tmp_path / "a.parquet"):
            articles, problems = read_articles(source, progress=False)
            assert articles["text"].tolist() == ["One."]
            assert problems["message"].tolist() == ["the text is only the article's 'lead_paragraph'"]
