"""Print what a set of packages asks for, a line each: ``python docs/requirements.py test lint``.

The requirements of the package and its extras, of the groups named and of the group `build`. pip checks hashes only where every requirement
comes as a name: it cannot hash a checkout. So it is given this list first, and the package alone afterwards.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def requirements(groups: Sequence[str]) -> list[str]:
    """Return the requirements of the package, its extras and some dependency groups, each once, in order."""
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project = pyproject["project"]
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    grouped = [line for name in groups for line in pyproject["dependency-groups"][name]]
    wanted = [*project["dependencies"], *extras, *grouped, *pyproject["dependency-groups"]["build"]]
    return list(dict.fromkeys(line for line in wanted if not line.startswith("analystkit")))


if __name__ == "__main__":
    print("\n".join(requirements(sys.argv[1:])))
