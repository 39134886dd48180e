"""Every measured weakness of the field has a test here that holds it; the table names both."""

import ast
import csv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]


def test_every_finding_names_a_test_that_is_there():
    lines = (HERE / "findings.csv").read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    assert len(rows) > 25 and len({row["finding"] for row in rows}) == len(rows)
    for row in rows:
        file, _, name = row["test"].partition("::")
        tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
        tests = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
        assert name in tests or (name == "*" and any(test.startswith("test_") for test in tests)), row
