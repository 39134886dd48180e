"""The door: what may be given, what wins over what, which ids come out, and what is said when there is nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from analystkit.errors import DateError, InputError, MissingExtra
from analystkit.model.ids import content_id
from analystkit.model.rows import Article, Problem
from analystkit.model.schema import columns
from analystkit.readers import Reading, iter_articles, read_articles

BODY = "The harbour master closed the eastern pier on Friday after a crane gave way."


def write(path: Path, text: str = BODY) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_reading_unpacks_into_its_frames(tmp_path: Path) -> None:
    reading = read_articles(write(tmp_path / "a.txt"), progress=False)
    articles, problems = reading
    assert isinstance(reading, Reading)
    assert articles is reading.articles and problems is reading.problems
    assert list(articles.columns) == columns("articles")
    assert list(problems.columns) == columns("problems")
    assert repr(reading) == "<Reading: 1 article, 0 refused, 0 warnings>"


@pytest.mark.parametrize(
    ("prepare", "says"),
    [
        (lambda root: root / "nowhere", "there is no file or folder"),
        (lambda root: root, "is empty"),
        (lambda root: write(root / "a.doc").parent / "a.doc", "save it as .docx or .txt"),
        (lambda root: write(root / "a.xyz").parent / "a.xyz", "known formats: .txt"),
        (lambda root: write(root / "sub" / "a.xyz").parent, "holds no article"),
        (lambda root: [], "empty list"),
        (lambda root: "", "found an empty text"),
        (lambda root: [""], "found an empty text"),
        (
            lambda root: write(root / "parts" / "manifest.json").parent.parent,
            "extraction that was broken off",
        ),
        (lambda root: [root / "nowhere"], "none of the 1 paths"),
        (lambda root: [7], "list of paths"),
        (lambda root: 7, "expected a path"),
        (lambda root: b"path", "expected a path"),
        (lambda root: str(root / "a\0b"), "cannot be used: it holds a character that no file name can"),
        (lambda root: str(root / "a\ud800b"), r"a\ud800b' cannot be used"),
        (lambda root: str(root / ("x" * 5000)), "cannot be used"),
        (lambda root: pd.DataFrame({"subject": ["x"]}), "expected a column"),
    ],
)
def test_nothing_to_read_is_one_clear_line(prepare, says: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        iter_articles(prepare(tmp_path))  # at the call, before the first article
    assert says in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize("finished", [True, False])
def test_what_was_made_of_articles_and_lies_beside_them_is_none(tmp_path: Path, finished: bool) -> None:
    write(tmp_path / "a.txt")
    for name in ("corpus.json", "articles.parquet") if finished else ():
        write(tmp_path / "out" / name)
    for name in ("manifest.json", "ledger.jsonl", "articles/part-0.parquet"):
        write(tmp_path / "out" / "parts" / name)
    articles, problems = read_articles(tmp_path, progress=False)
    assert list(articles["path"]) == ["a.txt"]
    kind = "a saved corpus" if finished else "an extraction that was broken off"
    assert problems[["path", "severity"]].values.tolist() == [["out", "warning"]]
    assert problems["message"][0].startswith(f"skipped: {kind}, not articles")


def test_a_date_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(DateError):
        read_articles(write(tmp_path / "a.txt"), published="soon")


def test_which_date_wins(tmp_path: Path) -> None:
    write(
        tmp_path / "2022-01-01_a.html",
        f"<html><head><meta name='date' content='2022-02-02'></head><p>{BODY} A.</p></html>",
    )
    write(
        tmp_path / "2022-01-02_b.html",
        f"<html><head><meta name='date' content='2022-02-02'></head><p>{BODY} B.</p></html>",
    )
    write(tmp_path / "2022-01-02_b.meta.json", '{"date": "2022-03-03"}')
    write(tmp_path / "2022-01-03_c.txt", f"{BODY} C.")
    write(tmp_path / "d.txt", f"{BODY} D.")
    write(tmp_path / "e.csv", f"text,date\n{BODY} E.,2022-05-05\n{BODY} F.,\n")
    articles, problems = read_articles(tmp_path, published=date(2022, 4, 4), progress=False)
    assert articles["published"].dt.strftime("%Y-%m-%d").tolist() == [
        "2022-02-02", "2022-03-03", "2022-01-03", "2022-04-04", "2022-05-05", "2022-04-04",
    ]  # fmt: skip
    assert problems.empty


def test_the_name_of_a_table_dates_none_of_its_rows(tmp_path: Path) -> None:
    articles = read_articles(
        write(tmp_path / "2022-01-03_export.csv", f"text\n{BODY}\n"), progress=False
    ).articles
    assert articles["published"].isna().all()


def test_a_date_that_cannot_be_read_gives_way_to_the_next_and_is_told(tmp_path: Path) -> None:
    articles, problems = read_articles(
        write(tmp_path / "a.csv", f"text,date\n{BODY},02/01/2024\n"), published="2022-04-04", progress=False
    )
    assert articles["published"].tolist() == [pd.Timestamp("2022-04-04", tz="UTC")]
    assert "02/01/2024" in problems["message"].iloc[0]
    again = read_articles(tmp_path / "a.csv", day_first=True, progress=False)
    assert again.articles["published"].tolist() == [pd.Timestamp("2024-01-02", tz="UTC")]
    assert again.problems.empty


def test_a_sidecar_states_every_field_but_the_text(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", f"Pier closed\n\n{BODY}\n\nSource: Old Post")
    stated = {
        "id": "x1",
        "headline": "Another",
        "outlet": "Post",
        "byline": "Ada",
        "url": "https://p.example",
        "lang": "en",
        "text": "no",
    }
    write(tmp_path / "a.meta.json", json.dumps(stated))
    article = read_articles(tmp_path, progress=False).articles.iloc[0]
    assert tuple(article[["article_id", "title", "source", "author", "url", "language", "text"]]) == (
        "x1", "Another", "Post", "Ada", "https://p.example", "en", BODY,
    )  # fmt: skip


@pytest.mark.parametrize("content", ["{broken", "[]", "\0\0\0\0", "[" * 100_000])
def test_a_broken_sidecar_is_a_warning(content: str, tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "a.meta.json", content)
    articles, problems = read_articles(tmp_path, progress=False)
    assert len(articles) == 1
    assert problems["severity"].tolist() == ["warning"]
    assert "a.meta.json was not used" in problems["message"].iloc[0]


@pytest.mark.parametrize(
    ("text", "stated", "says"),
    [
        ("Der Hafen ist seit Freitag geschlossen, und die Stadt hat den Kran nach dem Sturm auf dem Kai nicht gesichert, sagte der Meister.", "", "German"),
        ("El puerto de la ciudad está cerrado desde el viernes y los barcos se han ido a la otra parte de la bahía, pero no hay una fecha para que se abra.", "", "Spanish"),
        ("Порт закрыт с пятницы, и суда стоят на рейде в ожидании причала.", "", "not in Latin script"),
        (BODY, "fr-FR", "French"),
        (BODY, "xx", "xx"),
        (BODY, "", ""),
        (BODY, "en-GB", ""),
        ("Ana Maria de la Cruz, Jean-Luc Le Goff, Karl von der Heide.", "", ""),
    ],
)  # fmt: skip
def test_a_text_that_is_not_english_is_told(text: str, stated: str, says: str) -> None:
    reading = read_articles(pd.DataFrame({"text": [text], "lang": [stated]}))
    assert reading.articles["language"].tolist() == [stated]
    messages = reading.problems["message"].tolist()
    assert (says in messages[0] and "made for English" in messages[0]) if says else messages == []


def test_outlet_and_language_fill_what_is_not_stated(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", "text,outlet,lang\nOne.,,\nTwo.,Post,en-GB\n")
    articles = read_articles(tmp_path, outlet="Courier", language="en", progress=False).articles
    assert articles["source"].tolist() == ["Courier", "Post"]
    assert articles["language"].tolist() == ["en", "en-GB"]


def test_ids_are_given_or_the_content_s_and_do_not_depend_on_company(tmp_path: Path) -> None:
    write(tmp_path / "one" / "a.txt", f"Pier closed\n\n{BODY}")
    write(tmp_path / "two" / "0.txt", "Another article altogether stands here.")
    write(tmp_path / "two" / "b.txt", f"Pier closed\n\n{BODY}")
    one = read_articles(tmp_path / "one", progress=False).articles
    two = read_articles(tmp_path / "two", progress=False).articles
    assert one["article_id"].iloc[0] == two["article_id"].iloc[1] == content_id("Pier closed", BODY)


def test_the_same_words_by_another_outlet_are_another_article() -> None:
    frame = pd.DataFrame({"text": ["One."] * 4, "source": ["Post", "Courier", "Post", ""]})
    articles, problems = read_articles(frame)
    assert articles["source"].tolist() == ["Post", "Courier"]
    assert articles["article_id"].is_unique
    assert problems["row"].tolist() == [2, 3]
    assert problems["severity"].tolist() == ["error", "error"]
    assert problems["article_id"].tolist() == [articles["article_id"].iloc[0]] * 2


def test_one_id_for_two_texts_keeps_both() -> None:
    frame = pd.DataFrame({"id": ["1", "1", "1"], "text": ["One.", "Two.", "Two."]})
    articles, problems = read_articles(frame)
    assert articles["text"].tolist() == ["One.", "Two."]
    assert articles["article_id"].iloc[0] == "1"
    assert articles["article_id"].iloc[1].startswith("1~")
    assert problems["severity"].tolist() == ["warning", "error"]
    alone = read_articles(frame.iloc[[0, 2]]).articles
    assert alone["article_id"].tolist() == articles["article_id"].tolist()


def test_order_and_paths(tmp_path: Path) -> None:
    for number, name in enumerate(("b.txt", "sub/c.txt", "a.txt", "sub/deeper/d.txt", "B.TXT")):
        write(tmp_path / "press" / name, f"{BODY} Number {number}.")
    given = tmp_path / "press"
    assert read_articles(given, progress=False).articles["path"].tolist() == [
        "B.TXT", "a.txt", "b.txt", "sub/c.txt", "sub/deeper/d.txt",
    ]  # fmt: skip
    assert read_articles(str(given / "a.txt"), progress=False).articles["path"].tolist() == ["a.txt"]
    listed = read_articles([given / "b.txt", given / "sub", given / "nowhere.txt"], progress=False)
    assert listed.articles["path"].tolist() == ["b.txt", "sub/c.txt", "sub/deeper/d.txt"]
    assert listed.problems["path"].tolist() == ["nowhere.txt"]


def test_the_stream_holds_what_the_frames_hold(tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl", '{"text": "One."}\n{broken\n{"text": "Two."}\n')
    items = list(iter_articles(tmp_path, progress=False))
    assert [type(item) for item in items] == [Article, Problem, Article]


def test_the_stream_reads_as_it_goes(tmp_path: Path) -> None:
    import tracemalloc

    path = tmp_path / "a.jsonl"
    with path.open("w") as stream:
        for number in range(4000):
            stream.write(json.dumps({"text": f"{number} " + "word " * 1000}) + "\n")
    tracemalloc.start()
    count = sum(isinstance(item, Article) for item in iter_articles(path, progress=False))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 4000
    assert peak < 6_000_000  # the file has 20 MB


def test_a_missing_extra_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    write(tmp_path / "a.pdf", "%PDF-1.7")
    with pytest.raises(MissingExtra, match=r"pip install 'analystkit\[pdf\]'"):
        read_articles(tmp_path / "a.pdf")
    write(tmp_path / "b.txt")
    articles, problems = read_articles(tmp_path, progress=False)
    assert len(articles) == 1
    assert "analystkit[pdf]" in problems["message"].iloc[0]


def test_progress_appears_when_asked_and_not_otherwise(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "a.txt")
    read_articles(tmp_path, progress=False)
    read_articles(tmp_path)
    assert capfd.readouterr() == ("", "")
    read_articles(tmp_path, progress=True)
    out, err = capfd.readouterr()
    assert out == ""
    assert "Reading" in err


def test_reading_imports_no_format_it_does_not_need() -> None:
    code = (
        "import sys, analystkit.readers; heavy = {'trafilatura', 'openpyxl', 'pypdf', 'lxml', 'charset_normalizer', 'tqdm', 'spacy'};"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


SAMPLE = Path(__file__).resolve().parents[2] / "data" / "articles"


def test_the_sample_corpus_reads_without_a_problem() -> None:
    articles, problems = read_articles(SAMPLE, progress=False)
    assert len(articles) >= 24
    assert problems.empty, problems.to_string()
    assert articles["published"].notna().all()
    assert (articles["source"] != "").all()
    assert (articles["title"] != "").all()


@pytest.mark.gold
@pytest.mark.parametrize(("path", "count"), [("gold/quotes/dev.jsonl", 84), ("articles", 1)])
def test_what_analysts_get_reads_without_a_problem(path: str, count: int) -> None:
    shared = SAMPLE.parents[1] / ".." / "shared" / path
    if not shared.exists():
        pytest.skip("the gold data does not lie beside the repository")
    articles, problems = read_articles(shared, published="2022-01-04", progress=False)
    assert len(articles) == count
    assert problems.empty
    if path.endswith(".jsonl"):
        given = [json.loads(line) for line in shared.read_text(encoding="utf-8").splitlines()]
        assert articles["text"].tolist() == [record["text"] for record in given]


def test_each_record_may_name_its_fields_in_its_own_way() -> None:
    records = [
        {"text": "One thing.", "date": "2022-01-04"},
        {"Body": "Another.", "headline": "Second", "pubDate": "2022-01-05", "section": "World"},
        {"id": "7", "article_id": "eight", "content": "A third."},
    ]
    articles, problems = read_articles(records)
    assert list(articles["text"]) == ["One thing.", "Another.", "A third."]
    assert articles["title"].iloc[1] == "Second" and articles["article_id"].iloc[2] == "eight"
    assert list(articles["published_precision"]) == ["day", "day", ""]
    assert problems.empty


def test_records_are_read_as_a_frame_is() -> None:
    records = [{"article_id": 7, "text": "One thing."}, {"text": "Another.", "source": "Wire"}]
    articles, problems = read_articles(records)
    assert articles["article_id"][0] == "7" and articles["source"].tolist() == ["", "Wire"]
    assert problems.empty


def test_what_is_refused_keeps_the_id_it_was_given() -> None:
    frame = pd.DataFrame({"article_id": ["a", "b", "c"], "text": ["One thing.", "", None]})
    assert read_articles(frame).problems["article_id"].tolist() == ["b", "c"]


def test_what_is_no_source_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"to_frame\('text'\)"):
        read_articles(pd.Series(["One thing."]))
    with pytest.raises(InputError, match=r"a text itself goes in as"):
        read_articles("Rebels shelled the port on Monday, killing two.")
    (tmp_path / "corpus.json").write_text("{}")
    (tmp_path / "articles.parquet").write_bytes(b"")
    with pytest.raises(InputError, match=r"open it with ak\.open"):
        read_articles(tmp_path)
