"""An analyst at work: filter, look, click, read, correct, take back. In a real JupyterLab, Notebook and Voila."""

import importlib.util
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

ROOT = Path(__file__).resolve().parents[2]
# A saved study of simulated articles: the browser is tested here, not the extraction.
STUDY = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from benchmarks.explorer import simulate
import analystkit as ak
corpus = simulate(240)
"""
EXPLORE = "explorer = ak.explore(corpus)\nexplorer"


def _tab(page, title):
    page.locator(".ak-explorer").get_by_role("tab", name=title, exact=True).click()


def _count(page, noun):
    text = page.locator(".ak-explorer .counts").inner_text()
    shown, whole = re.search(rf"([\d,]+) of ([\d,]+) {noun}", text).groups()
    return int(shown.replace(",", "")), int(whole.replace(",", ""))


def _press(page, name):
    """Press the row of a list to choose from: its button carries the value and its count."""
    page.locator(".ak-filters").get_by_role("button", name=re.compile(f"^{re.escape(name)}: ")).click()


@pytest.mark.parametrize("app", ["lab", "notebook", "voila"])
def test_from_a_filter_to_a_sentence_to_a_merge_and_back(run, shot, app):
    if app != "lab" and importlib.util.find_spec(app) is None:
        pytest.skip(f"{app} is not installed")
    page = run(f"work-{app}", STUDY, EXPLORE, app=app)
    explorer = page.locator(".ak-explorer")
    chart = explorer.locator("svg[role=img]").first
    expect(chart).to_be_visible()
    assert _count(page, "events") == (240, 240)
    before = chart.get_attribute("aria-label")

    _press(page, "ASSAULT")
    expect(explorer.locator(".ak-chips button")).to_have_count(1)
    expect(chart).not_to_have_attribute("aria-label", before)
    shown, whole = _count(page, "events")
    assert 0 < shown < whole == 240
    expect(explorer.locator(".facet .row.on")).to_have_text(re.compile(rf"ASSAULT\s*{shown} of {shown}"))
    shot(f"explorer-filtered-{app}")

    _tab(page, "Events")
    rows = explorer.locator(".ak-row:visible")
    rows.nth(4).locator("button").click()
    chosen = explorer.locator(".reader:visible mark.chosen")
    expect(chosen).to_have_count(1)
    trigger = rows.nth(4).locator("mark").inner_text()
    assert chosen.inner_text() == trigger
    shot(f"explorer-event-{app}")

    explorer.get_by_role("button", name="Reset", exact=True).click()
    expect(explorer.locator(".ak-chips button")).to_have_count(0)
    assert _count(page, "events") == (240, 240)
    explorer.get_by_role("button", name="Undo", exact=True).click()
    expect(explorer.locator(".ak-chips button")).to_have_count(1)
    explorer.get_by_role("button", name="Reset", exact=True).click()

    _tab(page, "Timeline")
    expect(chart).to_have_attribute("aria-label", before)
    assert "Actor 0001 (" in before
    _tab(page, "Actors")
    explorer.locator(".ak-row:visible", has_text="Actor 0000").first.locator("button").click()
    other = explorer.get_by_placeholder("another actor, or one of its names")
    other.fill("Actor 0001")
    other.press("Tab")
    explorer.get_by_role("button", name="Same", exact=True).click()
    expect(explorer.get_by_text("1 decision holds").locator("visible=true").first).to_be_visible()
    _tab(page, "Timeline")
    expect(chart).not_to_have_attribute("aria-label", re.compile(r"Actor 0001 \("))
    _tab(page, "Actors")
    explorer.get_by_role("button", name="Undo decision").locator("visible=true").click()
    expect(explorer.get_by_text("0 decisions hold").locator("visible=true").first).to_be_visible()
    _tab(page, "Timeline")
    expect(chart).to_have_attribute("aria-label", before)
    # Voila's own page asks a CDN for the icons of its template.
    assert page.dialogs == [] and (app == "voila" or page.outside == [])


def test_the_article_opens_at_the_sentence_and_can_be_scrolled_on(run, shot):
    # Scroll snapping takes the reader there without a script. It did nothing while the target was inline, and it would hold
    # the reader in place for good if it were not let go.
    long = "corpus.articles.loc[0, 'text'] = corpus.articles.loc[0, 'text'] + '\\n\\n' + 'Nothing more is known. ' * 4000"
    page = run("scroll", STUDY + long, EXPLORE)
    _tab(page, "Events")
    page.locator(".ak-head:visible select").select_option("as read")
    row = page.locator(".ak-row:visible").nth(7)
    row.scroll_into_view_if_needed()
    row.locator("button").click()
    reader = page.locator(".reader:visible")
    expect(reader.locator("mark.chosen")).to_be_in_viewport()
    top = reader.evaluate("e => e.scrollTop")
    assert top > 0
    page.wait_for_timeout(500)
    reader.evaluate("e => e.scrollTo(0, 3000)")
    page.wait_for_timeout(300)
    assert reader.evaluate("e => e.scrollTop") > 2000
    shot("explorer-scrolled")


@pytest.mark.parametrize("title", ["Timeline", "Network"])
def test_charts_are_shown_as_large_as_they_were_drawn(run, title):
    page = run(f"size-{title}", STUDY, EXPLORE)
    page.set_viewport_size({"width": 1440, "height": 900})
    _tab(page, title)
    chart = page.locator(".ak-chart svg:visible")
    expect(chart).to_be_visible()
    drawn = float(chart.get_attribute("width").removesuffix("pt")) * 96 / 72
    assert chart.evaluate("e => e.getBoundingClientRect().width") >= 0.98 * drawn


def test_everything_is_reached_with_the_keyboard_and_focus_is_seen(run):
    page = run("keys", STUDY, EXPLORE)
    page.locator(".ak-explorer").get_by_role("tab", name="Timeline", exact=True).focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    rows = page.locator(".ak-row:visible")
    expect(rows.first).to_be_visible()
    button = rows.nth(1).locator("button")
    rows.nth(0).locator("button").focus()
    page.keyboard.press("Tab")
    expect(button).to_be_focused()
    assert button.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.locator(".reader:visible mark.chosen")).to_be_visible()


def test_charts_follow_a_dark_page(run, shot):
    page = run("dark", STUDY, EXPLORE)
    paper = "() => getComputedStyle(document.querySelector('.ak-explorer svg[role=img] path')).fill"
    page.wait_for_selector(".ak-explorer svg[role=img]")
    light = page.evaluate(paper)
    page.evaluate("jupyterapp.commands.execute('apputils:change-theme', {theme: 'JupyterLab Dark'})")
    page.wait_for_function("() => document.body.dataset.jpThemeLight === 'false'")
    assert page.evaluate(paper) != light
    shot("explorer-dark")
    page.evaluate("jupyterapp.commands.execute('apputils:change-theme', {theme: 'JupyterLab Light'})")


def test_running_the_cell_again_keeps_the_choices(run):
    page = run("again", STUDY, EXPLORE)
    _press(page, "ASSAULT")
    expect(page.locator(".ak-chips button")).to_have_count(1)
    shown = _count(page, "events")
    page.locator(".jp-Notebook .jp-CodeCell").nth(1).locator(".cm-content").click()
    page.keyboard.press("Control+Enter")
    expect(page.locator(".ak-chips button")).to_have_count(1)
    assert _count(page, "events") == shown
