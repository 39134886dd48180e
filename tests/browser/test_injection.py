"""Text that attacks stays text: in the explorer, in what frames and passages show of themselves, in the report."""

import nbformat
from playwright.sync_api import expect

import analystkit as ak

FLAG = "window.pwned=1"
PAYLOADS = [
    f"<script>{FLAG}</script>", f"</script><script>{FLAG}</script>", f"<img src=x onerror={FLAG}>", f"<svg onload={FLAG}>",
    f"<svg><script>{FLAG}</script></svg>", f"\"><img src=x onerror={FLAG}>", f"'><img src=x onerror={FLAG}>", f"<body onload={FLAG}>",
    f"<iframe srcdoc='<script>parent.{FLAG}</script>'></iframe>", f"<iframe src=javascript:parent.{FLAG}></iframe>",
    f"<a href=javascript:{FLAG}>x</a>", f"<details open ontoggle={FLAG}>x</details>", f"<input autofocus onfocus={FLAG}>",
    f"<video><source onerror={FLAG}></video>", f"<math><mtext><img src=x onerror={FLAG}></mtext></math>",
    f"</style><img src=x onerror={FLAG}>", "<style>@import 'http://outside.example/a.css';</style>", "<img src=http://outside.example/p.png>",
    "<link rel=stylesheet href=http://outside.example/a.css>", f"</title><script>{FLAG}</script>", f"</textarea><script>{FLAG}</script>",
    f"]]><script>{FLAG}</script>", f"--><script>{FLAG}</script>", f"&lt;script&gt;{FLAG}&lt;/script&gt;",
    f"\u202e<script>{FLAG}</script>", f"<scr\u0000ipt>{FLAG}</scr\u0000ipt>", f"${{alert(1)}} {{{{constructor.constructor('{FLAG}')()}}}}",
    f"javascript:{FLAG}", f"data:text/html,<script>{FLAG}</script>", f"<table background=javascript:{FLAG}>", f"`<img src=x onerror={FLAG}>`",
]  # fmt: skip
_CORPUS = f"""
import pandas as pd
import analystkit as ak
from analystkit.corpus.corpus import Corpus
from analystkit.model import schema

payloads = {PAYLOADS!r}
rows = {{name: [] for name in ("articles", "sentences", "mentions", "actors", "events", "quotes")}}
for n, evil in enumerate(payloads):
    text = f"{{evil}} attacked {{evil}}. \\u201c{{evil}}\\u201d said {{evil}}."
    at = len(evil) + 1
    rows["articles"].append({{"article_id": f"a{{n}}", "title": evil, "text": text, "published": f"2024-01-{{n % 28 + 1:02d}}", "source": evil,
                             "author": evil, "url": evil, "story_id": f"s{{n}}"}})
    rows["sentences"].append({{"sentence_id": f"se{{n}}", "article_id": f"a{{n}}", "part": "text", "start": 0, "end": len(text)}})
    rows["actors"].append({{"actor_id": f"ac{{n}}", "name": evil, "aliases": [evil + "!"], "titles": [evil], "kind": evil, "n_mentions": 2, "n_articles": 1}})
    for start in (0, at + 9):
        rows["mentions"].append({{"mention_id": f"m{{n}}{{start}}", "article_id": f"a{{n}}", "part": "text", "start": start, "end": start + len(evil),
                                 "text": evil, "actor_id": f"ac{{n}}" if not start else f"ac{{(n + 1) % len(payloads)}}", "sentence_id": f"se{{n}}", "link": evil}})
    rows["events"].append({{"event_id": f"e{{n}}", "article_id": f"a{{n}}", "part": "text", "start": at, "end": at + 8, "trigger": "attacked",
                           "sentence_id": f"se{{n}}", "event_type": "ASSAULT", "source_ids": [f"ac{{n}}"], "source_text": evil,
                           "target_ids": [f"ac{{(n + 1) % len(payloads)}}"], "target_text": evil, "place": evil, "place_text": evil, "country": evil,
                           "date_start": "2024-01-03", "date_end": "2024-01-03", "date_basis": evil, "factuality": "happened",
                           "attribution_text": evil, "method": evil, "incident_id": f"i{{n}}", "confidence": 0.5, "status": "auto"}})
    start = text.index("\\u201c") + 1
    rows["quotes"].append({{"quote_id": f"q{{n}}", "article_id": f"a{{n}}", "part": "text", "start": start, "end": start + len(evil),
                           "segments": [[start, start + len(evil)]], "text": evil, "kind": "direct", "cue": evil, "speaker_text": evil,
                           "speaker_id": f"ac{{n}}", "confidence": 0.5, "status": "auto", "sentence_id": f"se{{n}}"}})
corpus = Corpus({{name: schema.to_frame(name, rows.get(name, [])) for name in schema.FRAMES}}, meta={{"pipeline_name": payloads[2]}})
"""
_SHOW = """
from IPython.display import display
display(corpus, corpus.source("e0"), corpus.source("q2"), corpus.events.head(40), corpus.articles.head(40), corpus.explain("ac3"))
display(corpus.where(outlets=payloads[2]), explorer.snapshot())
for view in explorer.views:
    explorer.look_at(view.title)
for n in range(len(payloads)):
    explorer.choose(f"e{n}"); explorer.choose(f"q{n}"); explorer.choose_actor(f"ac{n}")
explorer.filters.text.value = payloads[2]
explorer.state.set(text="", actors=["ac2", "ac3"], outlets=payloads[:4], countries=payloads[:4])
explorer.state.undo()
explorer.look_at("Timeline")
print("all " + "shown")
"""


def test_nothing_runs_and_nothing_leaves_from_a_hostile_corpus_in_the_explorer(run, page, shot):
    run("hostile", _CORPUS, "explorer = ak.explore(corpus)\nexplorer", _SHOW)
    expect(page.get_by_text("all shown", exact=True)).to_be_attached(timeout=120_000)
    for title in (
        "Co-occurrence",
        "Network",
        "Who quotes",
        "Events",
        "Quotes",
        "Actors",
        "Article",
        "Timeline",
    ):
        page.locator(".ak-explorer").get_by_role("tab", name=title, exact=True).click()
        page.wait_for_timeout(300)
    assert not page.locator(
        ".jp-OutputArea-output[data-mime-type='application/vnd.jupyter.stderr']"
    ).all_inner_texts()
    shot("injection-explorer")
    assert page.evaluate("window.pwned") is None
    assert page.dialogs == [] and page.outside == []
    assert (
        page.locator(
            ".ak-explorer script, .ak-explorer iframe, .ak-explorer [onerror], .ak-explorer [onload]"
        ).count()
        == 0
    )


def test_nothing_runs_and_nothing_leaves_from_a_hostile_report(page, tmp_path):
    scope = {}
    exec(_CORPUS, scope)  # the same corpus as in the notebook
    path = ak.export.report(scope["corpus"], tmp_path / "report.html")
    page.goto(path.as_uri())
    page.wait_for_load_state("load")
    page.wait_for_timeout(500)
    assert page.evaluate("window.pwned") is None
    assert page.dialogs == [] and page.outside == []
    assert page.locator("iframe, [onerror], [onload], a[href^='javascript:'], a[href^='data:']").count() == 0


def test_nothing_runs_from_a_hostile_picture_opened_by_itself(page, tmp_path):
    scope = {}
    exec(_CORPUS, scope)
    pictures = [path for path in ak.export.pictures(scope["corpus"], tmp_path) if path.suffix == ".svg"]
    assert pictures
    for path in pictures:
        page.goto(path.as_uri())
        page.wait_for_timeout(200)
        assert page.evaluate("window.pwned") is None and page.evaluate("document.scripts.length") == 0, path
    assert page.dialogs == [] and page.outside == []


def test_nothing_runs_from_what_a_notebook_shows_of_a_hostile_corpus(page):
    scope = {}
    exec(_CORPUS, scope)
    corpus = scope["corpus"]
    shown = [corpus._repr_html_(), *(corpus.source(f"e{n}")._repr_html_() for n in range(len(PAYLOADS)))]
    shown += [
        corpus.explain("ac3")._repr_html_(),
        corpus.articles._repr_html_(),
        ak.explore(corpus).snapshot().html,
    ]
    page.set_content("<html><body>" + "".join(shown) + "</body></html>")
    page.wait_for_timeout(500)
    assert page.evaluate("window.pwned") is None
    assert page.dialogs == [] and page.outside == []


def test_a_saved_notebook_holds_no_widget_state(run, page, lab):
    run("state", _CORPUS, "explorer = ak.explore(corpus)\nexplorer")
    page.evaluate("jupyterapp.commands.execute('docmanager:save')")
    [path] = lab.folder.glob("state-*.ipynb")
    page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")
    saved = path.read_text(encoding="utf-8")
    assert "application/vnd.jupyter.widget-view+json" in saved, "the cell was saved with its output"
    assert "widget-state" not in saved and "widgets" not in nbformat.reads(saved, 4).metadata
    assert str(lab.folder) not in saved


def test_the_corpus_that_attacks_is_one(page):
    # The guard of the two tests above: shown without escaping, these payloads do run.
    page.set_content(f"<div>{PAYLOADS[2]}</div>")
    page.wait_for_function("() => window.pwned === 1")
    assert len(set(PAYLOADS)) >= 30
