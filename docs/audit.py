"""Audit the locked dependencies for known weaknesses: ``make audit``.

pip-audit ends with 0 also when it audited nothing: when the service could not be reached, or a package was skipped. So its answer is believed
only where it names every package and version of ``constraints.txt`` that applies here; anything else fails.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

LOCK = Path(__file__).resolve().parents[1] / "constraints.txt"
_SECONDS = 600


def locked(text: str) -> dict[str, str]:
    """Return version by name of what a lock pins for this machine and this Python."""
    pins = [Requirement(line.rstrip("\\ ")) for line in text.splitlines() if line[:1].isalnum()]
    return {
        _normal(pin.name): str(pin.specifier).removeprefix("==")
        for pin in pins
        if pin.marker is None or pin.marker.evaluate()
    }


def complaints(answer: Mapping[str, Any], expected: Mapping[str, str]) -> list[str]:
    """Return what is wrong with an answer of pip-audit: weaknesses found, and packages it did not audit."""
    found: list[str] = []
    audited: dict[str, str] = {}
    skipped = set()
    for each in answer.get("dependencies") or []:
        name = _normal(str(each.get("name", "")))
        if "version" not in each or "skip_reason" in each:
            skipped.add(name)
            found.append(f"{name} was skipped: {each.get('skip_reason', 'no reason given')}")
            continue
        audited[name] = str(each["version"])
        for weakness in each.get("vulns") or []:
            mended = ", ".join(weakness.get("fix_versions") or []) or "none yet"
            found.append(f"{name} {each['version']}: {weakness.get('id')} (mended in: {mended})")
    for name, version in sorted(expected.items()):
        if audited.get(name) != version and name not in skipped:
            found.append(f"{name} {version} is locked, audited was {audited.get(name, 'nothing')}")
    return found


def main() -> int:
    """Run pip-audit over the lock; return 1 where it found something or did not audit everything."""
    expected = locked(LOCK.read_text(encoding="utf-8"))
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(LOCK), "--disable-pip", "--format", "json", "--progress-spinner", "off"]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_SECONDS)
        answer = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        said = done.stderr.strip().splitlines()[-1:] if "done" in locals() else []
        print(f"NOT AUDITED: pip-audit gave no answer ({' '.join(said) or error})", file=sys.stderr)
        return 1
    wrong = complaints(answer, expected)
    for line in wrong:
        print(f"! {line}", file=sys.stderr)
    print(
        f"{len(expected)} packages are locked for this machine; {'none has a known weakness' if not wrong else f'{len(wrong)} complaints'}"
    )
    return int(bool(wrong))


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    sys.exit(main())
