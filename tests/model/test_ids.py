"""Ids of rows are the same however they are made."""

import pytest

from analystkit.model.ids import ids_under, stable_id


@pytest.mark.parametrize("article_id", ["a1", "ünïcode", "\ud83d", "with\x1fseparator", "100 %d"])
def test_ids_of_many_rows_are_those_made_one_by_one(article_id):
    made = ids_under("m", article_id, "text")
    assert made(3, 9) == stable_id("m", article_id, "text", 3, 9)
    assert made(12) == stable_id("m", article_id, "text", 12)
    assert made(3, 9) == made(3, 9) != made(3, 10)
