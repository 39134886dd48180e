"""environment.yml, constraints.txt and pyproject.toml say the same."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
# conda-forge has spaCy's English pipeline under another name; it is an addition there, not a requirement here.
ONLY_CONDA = {"spacy-model-en_core_web_sm"}


def _names(requirements):
    return {re.split(r"[\s<>=!~;\[]", line.strip(), maxsplit=1)[0].lower() for line in requirements}


def _required():
    project = PYPROJECT["project"]
    extras = [one for group in project["optional-dependencies"].values() for one in group]
    groups = [one for name in ("test", "lint") for one in PYPROJECT["dependency-groups"][name]]
    return _names(
        one for one in [*project["dependencies"], *extras, *groups] if not one.startswith("analystkit")
    )


def _conda_lines():
    lines = (ROOT / "environment.yml").read_text(encoding="utf-8").splitlines()
    return [line.strip()[2:].split("#")[0].strip() for line in lines if line.strip().startswith("- ")]


def test_environment_lists_what_pyproject_requires():
    listed = _names(_conda_lines()) - {"conda-forge", "python", "pip"}
    assert listed - ONLY_CONDA == _required()


def test_environment_asks_for_the_same_lowest_versions():
    wanted = {}
    project = PYPROJECT["project"]
    for line in [
        *project["dependencies"],
        *(o for g in project["optional-dependencies"].values() for o in g),
    ]:
        if not line.startswith("analystkit"):
            name, _, bound = line.partition(">=")
            wanted[name.lower()] = bound
    listed = dict(line.lower().split(">=", 1) for line in _conda_lines() if ">=" in line)
    assert {name: listed.get(name) for name in wanted} == wanted


def test_constraints_pin_every_requirement_without_addresses():
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    pins = dict(line.split("==", 1) for line in text.splitlines() if line[:1].isalnum())
    assert "://" not in text and " @ " not in text
    missing = _required() - {name.lower() for name in pins}
    assert not missing
