from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analystkit.model.paragraphs import paragraphs


def _pieces(text):
    return [text[start:end] for start, end in paragraphs(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\n \t\n", []),
        ("One.", ["One."]),
        ("One.\n\nTwo.\n", ["One.", "Two."]),
        ("One.\r\n\r\nTwo.", ["One.", "Two."]),
        ("One.\n \t\nTwo.", ["One.", "Two."]),
        ("A headline\nThe first paragraph ends here.\nThe second one too.",
         ["A headline", "The first paragraph ends here.", "The second one too."]),
    ],
)  # fmt: skip
def test_where_paragraphs_are(text, expected):
    assert _pieces(text) == expected


def test_hard_wrapped_lines_are_one_paragraph():
    block = (
        "The delegation left the capital early in the morning and crossed\n"
        "the border at noon, accompanied by two observers who had been sent\n"
        "by the mission to see that nobody was turned back on the way there\n"
        "without a hearing."
    )
    assert len(paragraphs(block + "\n\n" + "A second paragraph follows.")) == 2


@given(st.text(alphabet="ab .\n\r\t\u2029\u200b", max_size=200))
def test_paragraphs_are_ordered_trimmed_and_lose_no_letter(text):
    spans = paragraphs(text)
    assert all(s < e for s, e in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert sum(text[s:e].count("a") + text[s:e].count("b") for s, e in spans) == text.count("a") + text.count(
        "b"
    )


def test_a_return_and_its_line_feed_are_one_break():
    line = "The army said on Monday that it had retaken the town after a week of"
    wrapped = "\n".join([line, line, line, "fighting."])
    assert len(paragraphs(wrapped)) == 1
    assert len(paragraphs(wrapped.replace("\n", "\r\n"))) == 1
