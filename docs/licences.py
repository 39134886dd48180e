"""List the licences of everything analystkit installs: ``python docs/licences.py`` (also ``make licences``).

Walks the requirements of the package, its extras and the groups tests, linters, training, fuzzing and audit need through what is installed
here, and prints one line a distribution. Licence
statements of packages are free text; what is not plain is settled by hand in KNOWN, after reading the licence file.
"""

from __future__ import annotations

import re
import runpy
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

# Licences under which nothing is owed but the notice, and the two weak ones whose terms end at their own files.
ALLOWED = (
    "MIT", "BSD", "0BSD", "Apache", "ISC", "PSF", "Python", "Python-2.0", "MPL-1.1", "MPL-2.0", "Mozilla", "HPND", "Unlicense", "CC0", "ZPL", "Zlib", "CNRI",
    "matplotlib", "WTFPL",
)  # fmt: skip
REFUSED = re.compile(r"\b(A?GPL|GNU (Affero )?General|non-?commercial|CC[ -]BY[ -]NC)", re.IGNORECASE)
# atheris: its wheel states none; its licence file is that of Apache 2.0.
KNOWN: dict[str, str] = {"atheris": "Apache-2.0"}
GROUPS = ("test", "lint", "training", "fuzz", "audit")


def required() -> list[str]:
    """Return the requirements of the package with its extras, and of every dependency group."""
    asked = runpy.run_path(str(Path(__file__).with_name("requirements.py")), run_name="requirements")
    return ["analystkit[all]", *asked["requirements"](GROUPS)]


def closure(names: list[str]) -> dict[str, Distribution]:
    """Return the distributions that the named requirements bring in here, by normalised name."""
    found: dict[str, Distribution] = {}
    waiting = [Requirement(name) for name in names]
    seen: set[tuple[str, str]] = set()
    while waiting:
        wanted = waiting.pop()
        name = re.sub(r"[-_.]+", "-", wanted.name).lower()
        for extra in wanted.extras or {""}:
            if (name, extra) in seen:
                continue
            seen.add((name, extra))
            try:
                one = distribution(name)
            except PackageNotFoundError:
                continue
            found[name] = one
            for line in one.requires or []:
                needed = Requirement(line)
                if needed.marker is None or needed.marker.evaluate({"extra": extra}):
                    waiting.append(needed)
    found.pop("analystkit", None)
    return found


def licence(one: Distribution) -> str:
    """Return what a distribution says its licence is, in one line."""
    meta = one.metadata
    classifiers = [
        line.split("::")[-1].strip()
        for line in meta.get_all("Classifier") or []
        if line.startswith("License ::")
    ]
    stated = (
        meta.get("License-Expression")
        or "; ".join(classifiers)
        or (meta.get("License") or "").strip().split("\n")[0]
    )
    return KNOWN.get(str(meta["Name"]).lower(), stated) or "not stated"


def allowed(statement: str) -> bool:
    """Say whether a licence statement is one of ours to use; of alternatives ("MIT OR GPL") one is enough."""
    return any(
        not REFUSED.search(choice)
        and any(re.search(rf"\b{re.escape(name)}", choice, re.IGNORECASE) for name in ALLOWED)
        for choice in re.split(r"\bOR\b", statement)
    )


def main() -> int:
    """Print the list; return 1 if a licence is not on the allow-list."""
    lines = [(name, one.version, licence(one)) for name, one in sorted(closure(required()).items())]
    for name, version, statement in lines:
        print(f"{'' if allowed(statement) else '! '}{name} {version}: {statement}")
    return int(not all(allowed(statement) for *_, statement in lines))


if __name__ == "__main__":
    sys.exit(main())
