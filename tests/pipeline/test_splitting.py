"""Long texts are cut without loss, at the least harmful place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analystkit.pipeline.splitting import join, pieces


@given(st.text(alphabet="ab .\n", max_size=300), st.integers(1, 60))
def test_pieces_cover_the_text_within_the_limit(text: str, limit: int) -> None:
    spans = pieces(text, limit)
    assert "".join(text[start:end] for start, end in spans) == text
    assert spans[0][0] == 0
    assert spans[-1][1] == len(text)
    assert all(end - start <= limit for start, end in spans)
    assert all(start < end for start, end in spans) or text == ""


def test_a_short_text_is_one_piece() -> None:
    assert pieces("Short.", 6) == [(0, 6)]


def test_cut_before_a_paragraph_first() -> None:
    text = "One two. Three four.\n\nFive six seven eight."
    assert [text[a:b] for a, b in pieces(text, 30)] == ["One two. Three four.\n\n", "Five six seven eight."]


def test_cut_after_a_sentence_where_there_is_no_paragraph() -> None:
    text = "Alpha beta gamma. Delta epsilon zeta eta."
    assert [text[a:b] for a, b in pieces(text, 30)] == ["Alpha beta gamma. ", "Delta epsilon zeta eta."]


def test_cut_after_a_space_where_there_is_no_sentence() -> None:
    text = "alpha beta gamma delta"
    assert [text[a:b] for a, b in pieces(text, 14)] == ["alpha beta ", "gamma delta"]


def test_cut_at_the_limit_where_there_is_nothing_else() -> None:
    assert pieces("x" * 25, 10) == [(0, 10), (10, 20), (20, 25)]


def test_joined_docs_read_as_their_texts(tokenizer_only) -> None:
    texts = ["One two. ", "\n\n", "Three", "four"]
    joined = join([tokenizer_only.make_doc(text) for text in texts])
    assert joined.text == "".join(texts)
