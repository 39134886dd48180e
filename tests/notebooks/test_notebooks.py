"""The guide runs from top to bottom, each notebook alone, and shows what it promises."""

import json
import re
from pathlib import Path

import nbformat
import pytest
from nbmake.nb_run import NotebookRun

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
GUIDE = sorted(NOTEBOOKS.glob("*.ipynb"))
NAMES = [
    "00-quickstart", "01-reading-articles", "02-events-and-timelines", "03-quotes", "04-actors", "05-cooccurrence", "06-explorer",
    "07-your-own-actors-and-places", "08-export-and-share",
]  # fmt: skip
_SECONDS = 300


def _read(path):
    return nbformat.read(path, as_version=4)


def _shown(cell):
    """What a reader sees below a cell: text, HTML, errors; pictures left out."""
    pieces = []
    for output in cell.get("outputs", []):
        if output.output_type == "stream":
            pieces.append(output.text)
        for kind, value in output.get("data", {}).items():
            if not kind.startswith("image/"):
                pieces.append(value if isinstance(value, str) else json.dumps(value))
    return "\n".join(pieces)


def test_the_guide_is_whole():
    assert [path.stem for path in GUIDE] == NAMES


@pytest.mark.parametrize("path", GUIDE, ids=lambda path: path.stem)
def test_stored_as_written(path):
    notebook = _read(path)
    first = notebook.cells[0]
    assert first.cell_type == "markdown" and first.source.startswith("# ")
    assert "you can" in first.source, "a notebook opens with what the reader will be able to do"
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert cell.execution_count is None
            assert all(
                set(output.get("data", {})) <= {"image/png", "image/svg+xml", "text/plain"}
                for output in cell.outputs
            )
    assert set(notebook.metadata) <= {"kernelspec", "language_info"}


@pytest.mark.parametrize("path", GUIDE, ids=lambda path: path.stem)
def test_links_between_notebooks_lead_somewhere(path):
    for cell in _read(path).cells:
        for target in re.findall(r"\]\(([^)#]+)\)", cell.source) if cell.cell_type == "markdown" else []:
            assert target.startswith("https://") or (NOTEBOOKS / target).exists(), target


@pytest.mark.notebook
@pytest.mark.parametrize("path", GUIDE, ids=lambda path: path.stem)
def test_runs_from_top_to_bottom(path):
    # nbmake's runner by hand, since what the cells show is looked at too.
    result = NotebookRun(path, default_timeout=_SECONDS, kernel="python3").execute()
    assert result.error is None, result.error.summary + "\n" + result.error.trace
    notebook = result.nb
    for number, cell in enumerate(notebook.cells):
        shown = _shown(cell)
        assert "Traceback" not in shown, (number, shown[:2000])
        for private in (str(NOTEBOOKS.parent), str(Path.home())):
            assert private not in shown, f"cell {number} shows a path of this machine"
        if cell.cell_type == "code" and re.search(r"ak\.plot\.(?!data|alt_text)", cell.source):
            assert any("image/png" in output.get("data", {}) for output in cell.outputs), number
