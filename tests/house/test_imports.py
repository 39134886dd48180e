"""The house has one direction: what stands lower never imports what stands higher, and heavy guests stay in their room."""

import ast
import importlib
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "analystkit"
ORDER = [
    {"errors"},
    {"model"},
    {"lexicon"},
    {"readers", "pipeline"},
    {"extraction"},
    {"resolve"},
    {"corpus"},
    {"analysis"},
    {"plot"},
    {"export"},
    {"widgets"},
    {"cluster"},
    {"ending"},
    {"cli", "__main__"},
]
LEVEL = {room: level for level, rooms in enumerate(ORDER) for room in rooms}
GUESTS = {
    "spacy": {"pipeline", "extraction"},
    "thinc": {"pipeline", "extraction"},
    "onnxruntime": {"pipeline"},
    "matplotlib": {"plot"},
    "ipywidgets": {"widgets"},
    "IPython": {"widgets"},
    "distributed": {"cluster"},
    "dask": {"cluster"},
}
FILES = sorted(PACKAGE.rglob("*.py"))


def _room(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def _imports(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    # What only the type checker reads is not imported.
    typing_only = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if node in typing_only:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_downwards_only(path):
    room = _room(path)
    if room == "__init__":
        return
    for name in _imports(path):
        parts = name.split(".")
        if parts[0] == "analystkit" and len(parts) > 1 and parts[1] in LEVEL:
            other = parts[1]
            beside = other == room or {other, room} == {"cli", "__main__"}
            assert LEVEL[other] < LEVEL[room] or beside, f"{path.name} imports {name}"
        elif parts[0] in GUESTS:
            assert room in GUESTS[parts[0]], f"{path.name} imports {name}; only {GUESTS[parts[0]]} may"


def test_every_room_has_its_level():
    assert {_room(path) for path in FILES} - {"__init__"} <= set(LEVEL)


def test_import_analystkit_brings_no_heavy_package():
    code = (
        "import sys, analystkit; "
        "print([m for m in ('spacy', 'matplotlib', 'ipywidgets', 'pandas', 'scipy', 'trafilatura') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_all_names_can_be_imported():
    import analystkit

    assert sorted(analystkit._NAMES) + list(analystkit._MODULES) and set(analystkit.__all__) == {
        *analystkit._NAMES,
        *analystkit._MODULES,
    }
    for name in analystkit.__all__:
        assert getattr(analystkit, name) is not None


def test_nothing_prints_evals_or_unpickles():
    """Output belongs to the command line; article text must never become code."""
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in {"print", "eval", "exec", "__import__"}, f"{path}:{node.lineno}"
        assert not {"pickle", "marshal", "shelve"} & {name.split(".")[0] for name in _imports(path)}, path


@pytest.mark.parametrize(
    "room", ["analystkit", "analystkit.plot", "analystkit.export", "analystkit.analysis"]
)
def test_tab_offers_the_public_names_once(room):
    module = importlib.import_module(room)
    offered = [name for name in dir(module) if not name.startswith("_")]
    assert sorted(offered) == sorted(module.__all__)
