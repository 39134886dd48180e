"""From scores to trees, names and windows: checked against trying everything, and on every length."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analystkit.pipeline.accurate.chains import best_tags, spans
from analystkit.pipeline.accurate.trees import LONGEST_SENTENCE, best_heads, sentence_starts
from analystkit.pipeline.accurate.windows import WINDOW_PIECES, cuts, windows
from analystkit.pipeline.accurate.wordforms import GAPS

PARAGRAPH, SPACE = GAPS.index("paragraph"), GAPS.index("space")


def is_tree(heads: tuple[int, ...]) -> bool:
    if sum(head == index for index, head in enumerate(heads)) != 1:
        return False
    for node in range(len(heads)):
        reached = node
        for _ in heads:
            reached = heads[reached]
        if heads[reached] != reached:
            return False
    return True


def best_by_trying(scores: np.ndarray) -> float:
    size = len(scores)
    return max(
        sum(scores[i, head] for i, head in enumerate(heads))
        for heads in product(range(size), repeat=size)
        if is_tree(heads)
    )


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5])
def test_the_best_tree_is_found(size: int) -> None:
    rng = np.random.default_rng(size)
    for _ in range(60):
        scores = rng.normal(size=(size, size)).astype(np.float32) * 3
        heads = best_heads(scores)
        assert is_tree(tuple(heads.tolist()))
        assert sum(scores[i, head] for i, head in enumerate(heads)) == pytest.approx(
            best_by_trying(scores), abs=1e-4
        )


@given(st.integers(1, 60), st.integers(0, 2**32 - 1), st.sampled_from(["normal", "flat", "looped"]))
@settings(max_examples=60, deadline=None)
def test_it_is_always_a_tree(size: int, seed: int, kind: str) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=(size, size)).astype(np.float32)
    if kind == "flat":
        scores[:] = 0
    if kind == "looped":
        # Every word would rather hang on the next one, the last on the first: a cycle over the whole sentence.
        scores[np.arange(size), (np.arange(size) + 1) % size] += 50
    assert is_tree(tuple(best_heads(scores).tolist()))


def test_the_best_reading_of_names_is_found() -> None:
    rng = np.random.default_rng(0)
    for _ in range(40):
        scores, opening, steps = rng.normal(size=(5, 3)), rng.normal(size=3), rng.normal(size=(3, 3))
        steps[0, 2] = -1e4

        def total(tags: tuple[int, ...], scores=scores, opening=opening, steps=steps) -> float:
            inner = sum(steps[a, b] for a, b in pairwise(tags))
            return opening[tags[0]] + inner + sum(scores[i, tag] for i, tag in enumerate(tags))

        found = best_tags(scores, opening, steps)
        assert total(tuple(found)) == pytest.approx(max(map(total, product(range(3), repeat=5))))
    assert best_tags(np.zeros((0, 3)), opening, steps) == []


def test_tags_to_names() -> None:
    assert spans(["O", "B-ORG", "I-ORG", "B-ORG", "O", "B-GPE"]) == [
        (1, 3, "ORG"),
        (3, 4, "ORG"),
        (5, 6, "GPE"),
    ]
    assert spans([]) == []


def test_a_long_stretch_without_sentence_end_is_cut_where_an_end_is_likeliest() -> None:
    scores = np.full(1000, -5.0)
    scores[400] = -1
    starts = sentence_starts(scores, np.zeros(1000, dtype=bool))
    assert 400 in starts
    assert max(np.diff([*starts, 1000])) <= LONGEST_SENTENCE
    assert starts == sorted(set(starts))


def test_a_forced_start_stands() -> None:
    forced = np.array([False, False, True, False])
    assert sentence_starts(np.array([-1.0, -1, -9, 1]), forced) == [0, 2, 3]
    assert sentence_starts(np.zeros(0), np.zeros(0, dtype=bool)) == []


@given(
    st.lists(st.tuples(st.integers(1, 10), st.sampled_from([SPACE] * 12 + [PARAGRAPH])), max_size=900),
    st.integers(0, 99),
)
@settings(max_examples=60, deadline=None)
def test_windows_fit_and_every_word_is_read_once(words: list[tuple[int, int]], seed: int) -> None:
    lengths, gaps = [length for length, _ in words], [before for _, before in words]
    found = windows(lengths, gaps)
    assert all(0 < sum(lengths[start:end]) <= WINDOW_PIECES for start, end in found)
    rng = np.random.default_rng(seed)
    kept = cuts(found, [rng.normal(size=end - start) for start, end in found])
    assert [place for start, end in kept for place in range(start, end)] == list(range(len(words)))
    assert all(a <= begin <= end <= b for (a, b), (begin, end) in zip(found, kept, strict=True))


def test_a_window_ends_with_a_paragraph_where_it_can() -> None:
    gaps = [SPACE] * 500
    gaps[200] = PARAGRAPH
    assert windows([1] * 500, gaps)[:2] == [(0, 200), (200, 424)]
    assert windows([1] * 300, [SPACE] * 300) == [(0, 224), (184, 300)]


def test_windows_are_parted_where_both_see_a_sentence_begin() -> None:
    left, right = np.full(224, -3.0), np.full(116, -3.0)
    left[200], right[16] = 2.0, 1.0
    # The first word of a window always looks like a beginning.
    right[0] = left[184] = 9.0
    assert cuts([(0, 224), (184, 300)], [left, right]) == [(0, 200), (200, 300)]
