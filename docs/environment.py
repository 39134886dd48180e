"""Write environment.yml from pyproject.toml: ``python docs/environment.py``."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HEAD = """\
# The same for conda users: `conda env create -f environment.yml && conda run -n analystkit pip install --no-deps -e .`
# Written from pyproject.toml by docs/environment.py; a test keeps them in step.
name: analystkit
channels:
  - conda-forge
dependencies:
  - python>=3.11,<3.14
  - pip
"""
TAIL = """\
  # conda-forge carries spaCy's own English pipeline, better at names than the embedded one: pipeline="en_core_web_sm"
  - spacy-model-en_core_web_sm
"""


def main() -> None:
    """Write the file."""
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project, groups = pyproject["project"], pyproject["dependency-groups"]
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    wanted = [*project["dependencies"], *extras, *groups["test"], *groups["lint"]]
    lines = sorted(
        {re.sub(r"\[.*?\]", "", line) for line in wanted if not line.startswith("analystkit")}, key=str.lower
    )
    (ROOT / "environment.yml").write_text(
        HEAD + "".join(f"  - {line}\n" for line in lines) + TAIL, encoding="utf-8"
    )


if __name__ == "__main__":
    main()
