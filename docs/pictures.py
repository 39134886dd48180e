"""Make the two pictures of the README from the sample corpus: ``make pictures``."""

from __future__ import annotations

import importlib.util
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
_CELLS = (
    "import analystkit as ak\ncorpus = ak.load({articles!r}, progress=False)",
    "explorer = ak.explore(corpus)\nexplorer.state.set(dates=('2022-07-01', '2024-02-03'), event_types=['ASSAULT', 'THREATEN', 'COERCE'])\n"
    "explorer.look_at('Events')\nexplorer.choose(explorer.look_at('Events').rows.row_ids[2])\nexplorer",
)


def timeline() -> Path:
    """Draw the timeline of half a year of the sample."""
    import analystkit as ak

    corpus = ak.load(ROOT / "data" / "articles", progress=False)
    shown = corpus.where(dates=("2022-10-01", "2023-03-31"), background=False)
    ax = ak.plot.timeline(
        shown, lanes="type", top=9, title="The sample corpus: half a year of events by type"
    )
    return ak.export.picture(ax, DOCS / "timeline.png", corpus=shown, dpi=150)


def explorer() -> Path:
    """Take a picture of the explorer in JupyterLab, in Chromium."""
    import nbformat
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        raise SystemExit(
            "the picture of the explorer needs Chromium: install it, for example with 'apt-get install chromium'"
        )
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "notebooks"
        folder.mkdir()
        cells = [
            nbformat.v4.new_code_cell(cell.format(articles=str(ROOT / "data" / "articles")))
            for cell in _CELLS
        ]
        # Without a kernel named, JupyterLab asks for one and waits.
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), folder / "explorer.ipynb")
        with _lab().Lab(folder) as lab, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
            )
            page = browser.new_page(viewport={"width": 1500, "height": 1560}, device_scale_factor=1.5)
            page.goto(lab.url("explorer.ipynb") + "&reset")
            page.wait_for_selector(".jp-Notebook .jp-Cell")
            page.wait_for_function(
                "() => window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel"
            )
            page.evaluate("void jupyterapp.commands.execute('notebook:run-all-cells')")
            page.wait_for_selector(".ak-explorer .reader mark.chosen", timeout=180_000)
            page.evaluate("jupyterapp.shell.collapseLeft()")
            page.add_style_tag(
                content=".jp-toastContainer, .Toastify, .Toastify__toast-container { display: none }"
            )
            page.wait_for_timeout(1_500)
            path = DOCS / "explorer.png"
            page.locator(".ak-explorer").screenshot(path=path)
            browser.close()
    return path


def _lab() -> Any:
    spec = importlib.util.spec_from_file_location("browser_lab", ROOT / "tests" / "browser" / "lab.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["browser_lab"] = module
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    timeline()
    explorer()
