"""What is installed is what was locked: every version with its hashes, and an audit that cannot pass without auditing."""

import json
import re
import runpy
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "constraints.txt").read_text(encoding="utf-8")
AUDIT = runpy.run_path(str(ROOT / "docs" / "audit.py"), run_name="audit")
REQUIREMENTS = runpy.run_path(str(ROOT / "docs" / "requirements.py"), run_name="requirements")
_PIN = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)==\S+[^\n]*\\\n(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+", re.MULTILINE
)


def _normal(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_pin_has_its_hashes_and_nothing_else_is_in_the_lock():
    left = _PIN.sub("", LOCK)
    assert left.splitlines() == [
        "# Versions the tests passed with and the hashes of their files; made by: make lock"
    ]
    assert len(_PIN.findall(LOCK)) > 150


def test_every_group_is_locked():
    groups = ("test", "lint", "training", "fuzz", "audit", "build")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert f"LOCKED := {' '.join(groups)}\n" in makefile
    wanted = {
        _normal(re.split(r"[\s<>=!~;\[]", line, maxsplit=1)[0])
        for line in REQUIREMENTS["requirements"](groups)
    }
    assert len(wanted) > 25
    assert wanted <= {_normal(name) for name in _PIN.findall(LOCK)}


def test_nothing_is_needed_that_is_not_locked():
    licences = runpy.run_path(str(ROOT / "docs" / "licences.py"), run_name="licences")
    needed = set(licences["closure"](licences["required"]()))
    extra = needed - {_normal(name) for name in _PIN.findall(LOCK)}
    # What is installed here may have been made from an earlier pyproject.toml.
    assert not extra, (
        f"not in constraints.txt: {extra}; run 'make .venv/.installed-test', then 'make lock' if it stays"
    )


def test_both_installers_check_hashes():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for line in makefile.splitlines():
        if "pip install" in line:
            assert "--require-hashes" in line or "--constraint $(LOCK)" in line or "--no-deps" in line, line


EXPECTED = {"alpha": "1.0", "beta-two": "2.1"}
WHOLE = [
    {"name": "alpha", "version": "1.0", "vulns": []},
    {"name": "Beta_Two", "version": "2.1", "vulns": []},
]


@pytest.mark.parametrize(
    ("dependencies", "says"),
    [
        (WHOLE, []),
        ([], ["alpha 1.0 is locked, audited was nothing", "beta-two 2.1 is locked, audited was nothing"]),
        (WHOLE[:1], ["beta-two 2.1 is locked, audited was nothing"]),
        ([WHOLE[0], {"name": "beta-two", "version": "2.0", "vulns": []}], ["beta-two 2.1 is locked, audited was 2.0"]),
        ([WHOLE[0], {"name": "beta-two", "skip_reason": "not reached"}], ["beta-two was skipped: not reached"]),
        (
            [{**WHOLE[0], "vulns": [{"id": "X-1", "fix_versions": ["1.1"]}]}, WHOLE[1]],
            ["alpha 1.0: X-1 (mended in: 1.1)"],
        ),
    ],
)  # fmt: skip
def test_an_audit_counts_what_it_audited(dependencies, says):
    assert AUDIT["complaints"]({"dependencies": dependencies}, EXPECTED) == says


def test_the_lock_is_read_for_this_machine():
    text = 'Alpha_One==1.0 \\\n    --hash=sha256:00\nbeta==2.0 ; python_full_version < "3.0" \\\n    --hash=sha256:00\n'
    assert AUDIT["locked"](text) == {"alpha-one": "1.0"}
    assert len(AUDIT["locked"](LOCK)) > 100


@pytest.mark.parametrize(
    ("out", "code", "message"),
    [
        ("", 1, "NOT AUDITED"),
        ("No known vulnerabilities found", 1, "NOT AUDITED"),
        (json.dumps({"dependencies": []}), 1, "is locked, audited was nothing"),
    ],
)
def test_an_audit_that_audited_nothing_fails_loudly(out, code, message, monkeypatch, capsys):
    # pip-audit itself ends with 0 in all of these.
    monkeypatch.setattr(
        AUDIT["subprocess"], "run", lambda *_, **__: subprocess.CompletedProcess([], 0, out, "no network")
    )
    assert AUDIT["main"]() == code
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("left_out", [0, 1])
def test_an_audit_passes_only_where_it_named_every_locked_package(left_out, monkeypatch, capsys):
    # The shape in which pip-audit 2.9 answers with --format json.
    packages = [
        {"name": name, "version": version, "vulns": []} for name, version in AUDIT["locked"](LOCK).items()
    ]
    out = json.dumps({"dependencies": packages[left_out:], "fixes": []})
    monkeypatch.setattr(
        AUDIT["subprocess"], "run", lambda *_, **__: subprocess.CompletedProcess([], 0, out, "")
    )
    assert AUDIT["main"]() == left_out
    said = capsys.readouterr()
    assert f"{len(packages)} packages are locked" in said.out
    assert ("audited was nothing" in said.err) is bool(left_out)
