import runpy
from pathlib import Path

import pytest

LICENCES = runpy.run_path(
    str(Path(__file__).resolve().parents[2] / "docs" / "licences.py"), run_name="licences"
)


def test_every_dependency_has_a_licence_we_may_use():
    found = LICENCES["closure"](LICENCES["required"]())
    assert len(found) > 30
    wrong = {
        name: LICENCES["licence"](one)
        for name, one in found.items()
        if not LICENCES["allowed"](LICENCES["licence"](one))
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("statement", "fine"),
    [
        ("MIT", True),
        ("Apache-2.0 OR GPL-2.0-only", True),
        ("GPL-3.0-or-later", False),
        ("GNU Affero General Public License v3", False),
        ("GNU Lesser General Public License", False),
        ("CC BY-NC 4.0", False),
        ("MIT AND GPL-2.0-only", False),
        ("not stated", False),
    ],
)
def test_what_a_licence_statement_allows(statement, fine):
    assert LICENCES["allowed"](statement) is fine
