"""Another lexicon over a store: the rows are those of a new extraction, though most articles are not extracted again."""

from __future__ import annotations

import csv
import json
import random
import shutil
from functools import cache
from pathlib import Path

import pytest

from analystkit.cluster import extract_to
from analystkit.corpus import parts as parts_module
from analystkit.corpus.asking import FRAME_NAMES
from analystkit.corpus.carrying import Forms, changed_lines, touched
from analystkit.corpus.job import job_for
from analystkit.extraction.article import extract_article
from analystkit.extraction.part import read_part
from analystkit.extraction.reach import watches
from analystkit.lexicon import Lexicon
from analystkit.model.rows import TEXT, TITLE
from analystkit.pipeline import load_pipeline, parse
from analystkit.readers import iter_articles

DATA = Path(__file__).parents[2] / "data"
TYPES = ["ASSAULT", "COERCE", "CONSULT", "", "PROTEST"]


@cache
def lemmas():
    """Return verbs and nouns of the articles as the lexicon has them."""
    nlp = load_pipeline()
    words = [doc for text in articles() for doc in nlp(text) if doc.tag_[:2] in ("VB", "NN") and doc.is_alpha]
    return sorted({token.lemma_.lower() for token in words})


@cache
def articles():
    """Return eighteen articles of the sample's development half, shortened."""
    with (DATA / "gold" / "split.csv").open(encoding="utf-8") as lines:
        names = [row["article"] for row in csv.DictReader(lines) if row["split"] == "dev"][:18]
    return [(DATA / "articles" / name).read_text(encoding="utf-8")[:1_600] for name in names]


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    path = tmp_path_factory.mktemp("source") / "articles.jsonl"
    rows = [{"article_id": f"a{n:02}", "title": "", "text": text} for n, text in enumerate(articles())]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def texts(source):
    return [json.loads(each)["text"].split() for each in source.read_text(encoding="utf-8").splitlines()]


def bare(words):
    return [word.strip(".,;:?!|\u201c\u201d\u2018()").removesuffix("\u2019s") for word in words]


def phrase(rng, texts, capital=False):
    """Return words as they follow each other in an article, or changed so that they hardly do: hyphened, another word behind them."""
    text = rng.choice(texts)
    starts = [at for at, word in enumerate(text) if not capital or (word[0].isupper() and at)] or [0]
    at = rng.choice(starts)
    words = [word for word in bare(text[at : at + rng.choice((1, 1, 2, 2, 3))]) if word] or ["Camp"]
    if rng.random() < 0.15:
        words.append(rng.choice(("Camp", "Bridge", "Saint", "Zeppelin")))
    return rng.choice((" ", " ", " ", "-")).join(words)


def line(rng, texts, table=None):
    """Return a table and a line of it that nobody would write, of words of the articles."""
    table = table or rng.choice(("actors", "places", "titles", "triggers", "cues"))
    word = rng.choice(lemmas()) + rng.choice(("", "", "", "", " up", " to", " out"))
    return table, {
        "actors": {"name": phrase(rng, texts, True), "aliases": phrase(rng, texts, True), "kind": "company", "country": "IRQ", "sector": "BUS"},
        "places": {"name": phrase(rng, texts, True), "kind": rng.choice(("city", "site", "region")), "country": rng.choice(("IRQ", "NGA", "USA")), "latitude": "3", "longitude": "4"},
        "titles": {"title": phrase(rng, texts, True), "sector": "GOV", "type": "office"},
        "triggers": {"trigger": word, "pos": rng.choice(("verb", "noun")), "type": rng.choice(TYPES), "roles": "subj>obj", "weight": "0.9"},
        "cues": {"lemma": word, "pos": rng.choice(("VERB", "VERB", "NOUN", "ADJ", "ADV")), "class": "claim", "patterns": rng.choice(("qsnij", "nia", "adv")), "strength": "3"},
    }[table]  # fmt: skip


def lexicon_of(lines):
    tables = {}
    for table, row in lines:
        tables.setdefault(table, []).append(row)
    return Lexicon.default().extended(**tables)


def frames_of(folder):
    return {name: (Path(folder) / f"{name}.parquet").read_bytes() for name in FRAME_NAMES}


def receipts_of(folder, job):
    kept = [json.loads(path.read_text()) for path in Path(folder).glob("parts/receipts/*.json")]
    return [receipt for receipt in kept if receipt["job"] == job]


@pytest.fixture(scope="module")
def plain(source, tmp_path_factory):
    """A store with the lexicon of the package; its parses are kept."""
    folder = tmp_path_factory.mktemp("plain") / "store"
    extract_to(source, folder, part_characters=9_000, cache=True, progress=False)
    return folder


def job_of(folder):
    return json.loads((Path(folder) / "parts" / "manifest.json").read_text())["job"]


@pytest.mark.parametrize("seed", range(3))
def test_lines_added_taken_away_and_moved_give_what_a_new_extraction_gives(
    source, plain, texts, seed, tmp_path
):
    rng = random.Random(seed)
    store = tmp_path / "store"
    shutil.copytree(plain, store)
    lines = [line(rng, texts) for _ in range(rng.randint(2, 5))]
    extract_to(
        source, store, part_characters=9_000, lexicon=lexicon_of(lines), cache=seed % 2 == 0, progress=False
    )
    carried = sum(receipt["carried"] for receipt in receipts_of(store, job_of(store)))
    assert carried <= 18
    # Some go, some stay, one is new, one is another: against the nearest of the two earlier lexicons.
    rng.shuffle(lines)
    lines = [*lines[1:], line(rng, texts)]
    lexicon = lexicon_of(lines)
    extract_to(source, store, part_characters=9_000, lexicon=lexicon, cache=seed % 2 == 0, progress=False)
    extract_to(source, tmp_path / "fresh", part_characters=9_000, lexicon=lexicon, cache=True, progress=False)
    assert frames_of(store) == frames_of(tmp_path / "fresh")
    fresh = receipts_of(tmp_path / "fresh", job_of(tmp_path / "fresh"))
    assert [receipt["rows"] for receipt in receipts_of(store, job_of(store))] == [r["rows"] for r in fresh]
    assert not any(receipt["carried"] for receipt in fresh)


@pytest.fixture(scope="module")
def parsed(source):
    """The articles' parts as extraction reads them, and the forms of their words."""
    nlp = load_pipeline()
    out = []
    for article in iter_articles(source, progress=False):
        forms = Forms()
        results = forms.noting(parse(nlp, [article.title, article.text]))
        parts = [
            read_part(article, name, each.doc) for name, each in zip((TITLE, TEXT), results, strict=True)
        ]
        out.append((article, parts, forms))
    return out


@pytest.mark.parametrize("table", ["actors", "places", "titles", "triggers", "cues"])
def test_articles_that_read_otherwise_are_among_those_found(parsed, texts, table, tmp_path):
    rng = random.Random(table)
    before = [repr(extract_article(article, parts)) for article, parts, _ in parsed]
    for row, (_, _, forms) in enumerate(parsed):
        forms.write(tmp_path / f"{row}.npy", 1)
    changed, spared = 0, 0
    # Few words that come to attribute something change a row: more tries.
    for _ in range(32 if table == "cues" else 8):
        lines = [line(rng, texts, table) for _ in range(3)]
        lexicon = lexicon_of(lines)
        ways = [watches(table, row) for row in lexicon.table(table)[:3]]
        ways = [way for found in ways if found is not None for way in found]
        lexicon = lexicon_of(
            [
                (table, row)
                for _, row in lines
                if watches(table, lexicon_of([(table, row)]).table(table)[0]) is not None
            ]
        )
        for row, (article, parts, _) in enumerate(parsed):
            held = touched(tmp_path / f"{row}.npy", ways)
            spared += held == []
            if repr(extract_article(article, parts, lexicon)) != before[row]:
                changed += 1
                assert held == [0], (lines, article.article_id)
    # Neither was nothing to be found, nor was everything.
    assert changed and spared >= 8, (changed, spared)


def test_words_nobody_writes_cost_no_parse_and_no_extraction(source, plain, tmp_path, monkeypatch):
    store = tmp_path / "store"
    shutil.copytree(plain, store)
    before = frames_of(store)

    def never(*_, **__):
        raise AssertionError("nothing should be extracted")

    monkeypatch.setattr(parts_module, "extract_rows", never)
    lexicon = Lexicon.default().extended(
        actors=[{"name": "Quillborough Zeppelin Works"}], cues=[{"lemma": "zeppelin", "pos": "VERB"}]
    )
    extract_to(source, store, part_characters=9_000, lexicon=lexicon, progress=False)
    assert frames_of(store) == before
    monkeypatch.undo()
    # What its forms are not known of is extracted again, whatever the line.
    for path in (store / "parts" / "forms").iterdir():
        path.write_bytes(path.read_bytes()[:-40])
    lexicon = Lexicon.default().extended(actors=[{"name": "Quillborough Zeppelin Yard"}])
    extract_to(source, store, part_characters=9_000, lexicon=lexicon, progress=False)
    assert frames_of(store) == before
    assert not any(receipt["carried"] for receipt in receipts_of(store, job_of(store)))


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("places", {"name": "Erbil Province", "kind": "region"}),
        ("places", {"name": "Baghdad", "kind": "city", "country": "IRQ"}),
        ("countries", {"iso3": "XXA", "name": "Norvik"}),
        ("coreference_weights", {"feature": "x", "weight": "1"}),
    ],
)
def test_of_lines_that_reach_further_than_their_words_nothing_is_said(table, row):
    lexicon = Lexicon.default().extended(**{table: [row]})
    assert watches(table, lexicon.table(table)[0]) is None


def test_lines_in_another_order_have_changed():
    rows = [
        {"name": "Camp Karsk", "kind": "company"},
        {"name": "Camp Karsk", "kind": "party"},
        {"name": "Elmen"},
    ]
    one, two, same = (
        job_for("p", "p", "f", Lexicon.default().extended(actors=each))
        for each in (rows, [rows[1], rows[0], rows[2]], rows)
    )
    assert changed_lines(one, same) == []
    assert {row["name"] for _, row in changed_lines(one, two)} == {"Camp Karsk"}
