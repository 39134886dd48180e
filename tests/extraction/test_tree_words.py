"""The table of words by which parses are mended: well formed, and every role read by somebody."""

import re
from pathlib import Path

import pytest

from analystkit import extraction
from analystkit.extraction.tree_words import tree_words
from analystkit.lexicon.tables import read_table


def test_each_word_stands_once_in_a_role_and_in_lower_case():
    rows = [(row["word"], row["role"]) for row in read_table("tree_words")]
    assert rows and len(rows) == len(set(rows))
    assert all(word == word.lower() and word.isalpha() for word, _ in rows)


def test_every_role_is_read_and_every_role_read_is_there():
    code = "".join(
        path.read_text(encoding="utf-8") for path in Path(extraction.__file__).parent.rglob("*.py")
    )
    read = set(re.findall(r'tree_words\("(\w+)"\)', code))
    assert read == {row["role"] for row in read_table("tree_words")}


def test_a_role_that_no_word_has_is_an_error():
    with pytest.raises(KeyError, match="'mending'"):
        tree_words("mending")
