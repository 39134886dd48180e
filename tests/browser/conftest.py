"""A real browser on a real JupyterLab; both are started once, and skipped where they are not installed."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = ROOT / "screenshots"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
    "--disable-default-apps",
]  # fmt: skip


def _lab_module():
    spec = importlib.util.spec_from_file_location("browser_lab", Path(__file__).with_name("lab.py"))
    module = importlib.util.module_from_spec(spec)
    sys.modules["browser_lab"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def chromium():
    pytest.importorskip("playwright")
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    pytest.importorskip("jupyterlab")
    folder = tmp_path_factory.mktemp("lab") / "notebooks"
    folder.mkdir()
    with _lab_module().Lab(folder) as running:
        yield running


@pytest.fixture
def page(chromium):
    """A page that notes dialogs and every request that leaves this machine."""
    context = chromium.new_context(viewport={"width": 1440, "height": 1000})
    opened = context.new_page()
    opened.dialogs, opened.outside = [], []
    opened.on("dialog", lambda dialog: (opened.dialogs.append(dialog.message), dialog.dismiss()))
    opened.on(
        "request",
        lambda request: (
            None
            if request.url.startswith(("http://127.0.0.1", "data:", "blob:", "file:", "about:"))
            else opened.outside.append(request.url)
        ),
    )
    opened.set_default_timeout(60_000)
    yield opened
    context.close()


@pytest.fixture
def run(lab, page):
    """Run cells in a new notebook and return the page once what is waited for is there; Voila runs them by itself."""
    names = iter(range(100))

    def run_cells(name, *cells, wait=".ak-explorer .counts", app="lab"):
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
        notebook.metadata["kernelspec"] = {
            "name": "python3",
            "display_name": "Python 3",
            "language": "python",
        }
        file = f"{name}-{next(names)}.ipynb"
        nbformat.write(notebook, lab.folder / file)
        page.goto(lab.url(file, app) + ("&reset" if app == "lab" else ""))
        if app != "voila":
            page.wait_for_selector(".jp-Notebook .jp-Cell")
            page.wait_for_function(
                "() => window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel"
            )
            page.evaluate("void jupyterapp.commands.execute('notebook:run-all-cells')")
        page.wait_for_selector(wait, state="attached", timeout=120_000)
        return page

    yield run_cells
    page.evaluate("window.jupyterapp && jupyterapp.serviceManager.sessions.shutdownAll()")


@pytest.fixture
def shot(page):
    """Keep a picture of the page, for people to look at."""

    def keep(name):
        SCREENSHOTS.mkdir(exist_ok=True)
        page.screenshot(path=SCREENSHOTS / f"{name}.png")

    return keep


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
