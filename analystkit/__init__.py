"""analystkit: news articles to pandas frames of events, actors and quotes, and the views an analyst needs.

Start with ``corpus = analystkit.load("folder/of/articles")``. Names are imported when first used, so that
``import analystkit`` costs little more than ``import pandas``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_NAMES = {
    "load": "analystkit.corpus.build",
    "extract": "analystkit.corpus.build",
    "extract_to": "analystkit.cluster",
    "iter_articles": "analystkit.readers",
    "read_articles": "analystkit.readers",
    "Reading": "analystkit.readers",
    "load_pipeline": "analystkit.pipeline",
    "open": "analystkit.corpus.store",
    "Corpus": "analystkit.corpus.corpus",
    "Filter": "analystkit.corpus.filtering",
    "Passage": "analystkit.corpus.passage",
    "Lexicon": "analystkit.lexicon",
    "explore": "analystkit.widgets",
}
_RENAMED = {"open": "open_corpus"}
_MODULES = ("analysis", "errors", "export", "plot")

__all__ = [
    "Corpus",
    "Filter",
    "Lexicon",
    "Passage",
    "Reading",
    "analysis",
    "errors",
    "explore",
    "export",
    "extract",
    "extract_to",
    "iter_articles",
    "load",
    "load_pipeline",
    "open",
    "plot",
    "read_articles",
]

if TYPE_CHECKING:
    from analystkit import analysis, errors, export, plot
    from analystkit.cluster import extract_to
    from analystkit.corpus.build import extract, load
    from analystkit.corpus.corpus import Corpus
    from analystkit.corpus.filtering import Filter
    from analystkit.corpus.passage import Passage
    from analystkit.corpus.store import open_corpus as open
    from analystkit.lexicon import Lexicon
    from analystkit.pipeline import load_pipeline
    from analystkit.readers import Reading, iter_articles, read_articles
    from analystkit.widgets import explore


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return import_module(f"analystkit.{name}")
    if name not in _NAMES:
        raise AttributeError(f"module 'analystkit' has no attribute {name!r}")
    value = getattr(import_module(_NAMES[name]), _RENAMED.get(name, name))
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*__all__, *(name for name in globals() if name.startswith("__"))})
