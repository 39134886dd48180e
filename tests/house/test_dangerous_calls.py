"""What article text could turn into something that acts is not in the package at all: the syntax trees are walked."""

import ast
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "analystkit"
FILES = sorted(PACKAGE.rglob("*.py"))
# Each would run text, call out, follow an archive's paths or read what was not given.
MODULES = {
    "pickle", "marshal", "shelve", "dill", "cloudpickle", "code", "ctypes", "subprocess", "ftplib", "smtplib", "telnetlib", "webbrowser", "requests",
    "httpx", "aiohttp", "yaml", "urllib.request", "http.client", "http.server", "xml.sax", "xml.dom", "xmlrpc", "tarfile", "zipimport",
}  # fmt: skip
NAMES = {"print", "eval", "exec", "compile", "__import__", "input", "breakpoint"}
METHODS = {
    "system", "popen", "spawnl", "execv", "read_pickle", "to_pickle", "extract_all", "extractall", "unpack_archive", "urlopen", "urlretrieve", "mktemp",
    "eval", "run_code", "read_html", "read_xml", "set_trace", "tostring_unsafe", "from_pickle",
}  # fmt: skip
# The one place that writes XML; it parses none.
XML_WRITERS = {"graphs.py"}


def _calls(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield (
                node,
                node.func.id if isinstance(node.func, ast.Name) else "",
                node.func.attr if isinstance(node.func, ast.Attribute) else "",
            )


def _imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_nothing_runs_text_calls_out_or_unpacks():
    for path in FILES:
        _harmless(path)


def _harmless(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for name in _imported(tree):
        assert not any(name == module or name.startswith(f"{module}.") for module in MODULES), name
        assert not name.startswith("xml.") or path.name in XML_WRITERS, name
    for node, name, method in _calls(tree):
        where = f"{path}:{node.lineno}"
        assert name not in NAMES and method not in METHODS, where
        keywords = {keyword.arg: keyword.value for keyword in node.keywords}
        assert "shell" not in keywords, where
        allowed = keywords.get("allow_pickle")
        assert allowed is None or (isinstance(allowed, ast.Constant) and allowed.value is False), where
        # IPython's display classes read a file where the text happens to be a path.
        assert not (name in ("HTML", "Markdown", "SVG", "Image") and "widgets" not in path.parts), where


def test_every_parser_of_markup_stays_offline():
    for path in FILES:
        source = path.read_text(encoding="utf-8")
        for node, name, method in _calls(ast.parse(source)):
            where = f"{path}:{node.lineno}"
            held = {keyword.arg: getattr(keyword.value, "value", None) for keyword in node.keywords}
            if (name or method) in ("HTMLParser", "XMLParser"):
                assert held.get("no_network") is True, where
                assert (name or method) == "HTMLParser" or held.get("resolve_entities") is False, where
            if method in ("document_fromstring", "fromstring") and "lxml" in source:
                assert "parser" in held, where


def test_no_file_of_code_lies_beside_the_data():
    kinds = {path.suffix for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert not kinds & {".pkl", ".pickle", ".so", ".pyd", ".dll", ".joblib", ".pt", ".sh"}
