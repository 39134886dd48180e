import csv
import json
import re
import warnings

import pytest

from analystkit import export
from analystkit.errors import InputError
from analystkit.export.citations import keys, quote_list


def bib_entries(text):
    """Read BibTeX as strictly as its readers do: braces balance, fields are name = {value}."""
    entries, depth, start = [], 0, None
    for i, c in enumerate(text):
        escaped = i and text[i - 1] == "\\"
        if c == "{" and not escaped:
            depth += 1
            start = text.rfind("@", 0, i) if depth == 1 else start
        elif c == "}" and not escaped:
            depth -= 1
            assert depth >= 0
            if depth == 0:
                entries.append(text[start : i + 1])
    assert depth == 0
    return entries


def test_one_entry_an_article_with_a_key_of_its_own(sixty, tmp_path):
    entries = bib_entries(export.bibtex(sixty, tmp_path / "a.bib").read_text("utf-8"))
    found = [re.match(r"@(article|misc)\{([a-z0-9-]+),", entry).group(2) for entry in entries]
    assert sorted(found) == sorted(keys(sixty).values())
    assert len(set(found)) == len(sixty.articles)
    assert "month = jan" in "".join(entries) or "month = feb" in "".join(entries)


def test_what_tex_would_act_on_is_escaped(hostile, tmp_path):
    text = export.bibtex(hostile, tmp_path / "a.bib").read_text("utf-8")
    assert len(bib_entries(text)) == len(hostile.articles)
    titles = re.findall(r"title = \{\{(.*)\}\},", text)
    for title in titles:
        assert not re.search(
            r"(?<!\\)[$&%#_]", title.replace("\\textbackslash{}", "").replace("\\textasciitilde{}", "")
        )


def test_bibtex_is_read_by_its_library(sixty, hostile, tmp_path):
    from pybtex.database import parse_file

    for corpus in (sixty, hostile):
        library = parse_file(str(export.bibtex(corpus, tmp_path / "a.bib")))
        assert list(library.entries) == list(keys(corpus).values())
        for entry, article in zip(library.entries.values(), corpus.articles.itertuples(), strict=True):
            assert entry.fields["date"] == f"{article.published:%Y-%m-%d}"
            assert entry.fields.get("journal", "") == article.source
            assert entry.fields["url"] == article.url
    plain = parse_file(str(export.bibtex(sixty, tmp_path / "a.bib")))
    assert [entry.fields["title"].strip("{}") for entry in plain.entries.values()] == list(
        sixty.articles["title"]
    )


def test_csl_makes_a_bibliography(sixty, tmp_path):
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    items = json.loads(export.csl(sixty, tmp_path / "a.json").read_text("utf-8"))
    with warnings.catch_warnings():
        # It says what of CSL it has not built yet.
        warnings.simplefilter("ignore")
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
        for item in items:
            bibliography.register(Citation([CitationItem(item["id"])]))
        printed = [str(line) for line in bibliography.bibliography()]
    assert len(printed) == len(sixty.articles)
    article = sixty.articles.iloc[0]
    line = next(line for line in printed if article["url"] in line)
    assert article["title"] in line
    assert f"({article['published'].year})" in line


def test_csl_is_what_zotero_reads(sixty, tmp_path):
    items = json.loads(export.csl(sixty, tmp_path / "a.json").read_text("utf-8"))
    assert [item["id"] for item in items] == list(keys(sixty).values())
    assert {item["type"] for item in items} == {"article-newspaper"}
    assert all(len(item["issued"]["date-parts"][0]) == 3 for item in items)
    assert all(item["URL"].startswith("https://") for item in items)
    assert "analystkit" in items[0]["custom"]["made_with"]


def test_quotes_are_listed_once_with_their_sources(sixty):
    listed = quote_list(sixty)
    copies = dict(zip(sixty.articles["article_id"], sixty.articles["story_id"], strict=True))
    words = {
        (copies[a], text, s)
        for a, text, s in zip(
            sixty.quotes["article_id"], sixty.quotes["text"], sixty.quotes["speaker_id"], strict=True
        )
    }
    assert len(listed) == len(words)
    assert listed["also_in"].max() >= 1
    row = listed.iloc[0]
    part, span = row["where"].split(" ")
    start, end = map(int, span.split("-"))
    (article,) = [a for a, key in keys(sixty).items() if key == row["citation"]]
    text = dict(zip(sixty.articles["article_id"], sixty.articles[part], strict=True))[article]
    assert text[start:end] == row["text"]


def test_the_list_as_markdown_text_and_csv(sixty, hostile, nothing, tmp_path):
    markdown = export.quotes(sixty, tmp_path / "q.md").read_text("utf-8")
    assert markdown.startswith("# Quotations")
    assert f"{len(quote_list(sixty))} quotations" in markdown
    assert "1. **" in export.quotes(hostile, tmp_path / "q.md").read_text("utf-8")
    assert "<img" not in export.quotes(hostile, tmp_path / "q.md").read_text("utf-8").replace("\\<img", "")
    assert "](" not in export.quotes(hostile, tmp_path / "q.md").read_text("utf-8").replace("\\](", "")
    rows = list(
        csv.DictReader(export.quotes(hostile, tmp_path / "q.csv").read_text("utf-8-sig").splitlines())
    )
    assert not [v for row in rows for v in row.values() if str(v).startswith(("=", "@", "\uff1d"))]
    assert "0 quotations" in export.quotes(nothing, tmp_path / "q.txt").read_text("utf-8")
    assert export.quotes(nothing, tmp_path / "q.csv").read_text("utf-8-sig").startswith("text,kind,speaker")


def test_endings_are_checked(sixty, tmp_path):
    with pytest.raises(InputError, match=r"\.bib"):
        export.bibtex(sixty, tmp_path / "a.txt")
    with pytest.raises(InputError, match=r"\.md"):
        export.quotes(sixty, tmp_path / "q.doc")
