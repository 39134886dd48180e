"""What fuzzing found stays found: every file under ``crashes/<target>/`` is given to its target again."""

import importlib.util
import sys
from pathlib import Path

import pytest

_PATH = Path(__file__).with_name("fuzzing.py")
_SPEC = importlib.util.spec_from_file_location("hostile_fuzzing", _PATH)
FUZZING = importlib.util.module_from_spec(_SPEC)
sys.modules["hostile_fuzzing"] = FUZZING
_SPEC.loader.exec_module(FUZZING)

KEPT = sorted(
    path for path in FUZZING.CRASHES.glob("*/*") if path.is_file() and not path.name.startswith(".")
)


@pytest.mark.parametrize("path", KEPT, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_once_broke_a_target_breaks_it_no_more(path):
    FUZZING.TARGETS[path.parent.name](path.read_bytes())


@pytest.mark.parametrize("target", sorted(FUZZING.TARGETS))
def test_every_target_takes_its_own_seeds(target, tmp_path):
    FUZZING.seeds(target, tmp_path)
    found = sorted(tmp_path.iterdir())
    assert found
    for path in found:
        FUZZING.TARGETS[target](path.read_bytes())
