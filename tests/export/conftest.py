"""The simulated corpus, and one whose names and texts attack whatever opens a file."""

import importlib.util
from pathlib import Path

import pytest

_SPEC = importlib.util.spec_from_file_location("simulated", Path(__file__).parents[1] / "simulated.py")
_SIMULATED = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_SIMULATED)

HOSTILE = (
    "<img src=x onerror=alert(1)>", "/etc/hostname", "$x_1_2$", "_hidden", '=HYPERLINK("http://evil.example")', "المقاومة", "\U0001f600 Brigade",
    "a\x00b\x07c\x0b", "\u202eevil\u202c", "@SUM(A1)", "\uff1d1\uff0b2", "</script><script>alert(1)</script>", "\ufffe\ufdd0 odd", "+cmd|' /C calc'!A0",
    "-2+3", '"; DROP TABLE actors', "%0A{bib}\\tex", "[link](javascript:alert(1))", "\ttab", "]]>&amp;",
)  # fmt: skip


@pytest.fixture(scope="session")
def simulated():
    """The module that simulates corpora."""
    return _SIMULATED


@pytest.fixture(scope="session")
def sixty(simulated):
    return simulated.corpus(60)


@pytest.fixture(scope="session")
def hostile(simulated):
    return simulated.corpus(60, names=HOSTILE, n_actors=len(HOSTILE))


@pytest.fixture(scope="session")
def nothing(simulated):
    return simulated.empty()


@pytest.fixture(scope="session")
def hostile_names():
    return HOSTILE
