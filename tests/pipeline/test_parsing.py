"""Every text gives one Doc or one error, in order, with offsets into the text that was given."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from analystkit.errors import PipelineError
from analystkit.pipeline import Parsed, parse, parsing
from analystkit.pipeline.parsing import _batches
from analystkit.pipeline.transitions import annotate


@Language.component("test_poison")
def poison(doc: Doc) -> Doc:
    if "poison" in doc.text:
        raise RuntimeError("this text cannot be digested")
    return doc


@Language.component("test_endless")
def endless(doc: Doc) -> Doc:
    while "endless" in doc.text:
        pass
    return doc


def offsets_hold(text: str, doc: Doc) -> bool:
    return all(text[token.idx : token.idx + len(token)] == token.text for token in doc) and doc.text == text


def test_one_result_a_text_in_order(embedded) -> None:
    texts = ["Rebels left the valley.", "", "   ", "\n\nA second try.\n", "Police said so on Monday."]
    results = list(parse(embedded, texts, batch_characters=30))
    assert [result.error for result in results] == [None] * 5
    assert all(offsets_hold(text, result.doc) for text, result in zip(texts, results, strict=True))
    assert len(results[1].doc) == 0


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(alphabet="ab\"' .\n\u2019\u00a0\u200b-", max_size=80), max_size=5))
def test_offsets_hold_for_any_text_and_any_cut(tokenizer_only, texts: list[str]) -> None:
    results = list(parse(tokenizer_only, texts, batch_characters=50, split_characters=15))
    assert all(offsets_hold(text, result.doc) for text, result in zip(texts, results, strict=True))


def test_a_long_text_is_parsed_in_pieces_and_handed_back_whole(embedded) -> None:
    paragraph = "The minister flew to the coast. Two boats were lost there, officials said.\n\n"
    text = paragraph * 12
    (result,) = parse(embedded, [text], split_characters=300)
    assert offsets_hold(text, result.doc)
    assert len(list(result.doc.sents)) == 24
    (whole,) = parse(embedded, [text])
    # A cut at a paragraph changes at most what the words beside it look like.
    same = [a.dep_ == b.dep_ for a, b in zip(result.doc, whole.doc, strict=True)]
    assert sum(same) > 0.95 * len(same)


def test_more_than_a_million_characters(tokenizer_only) -> None:
    # spaCy refuses a text of that length, and ends the whole pipe.
    text = "The convoy went north and came back again. " * 26_000
    first, second = parse(tokenizer_only, [text, "Short."])
    assert len(text) > 1_100_000
    assert len(first.doc) == 9 * 26_000
    assert first.doc[-2].idx == len(text) - 7
    assert second.doc.text == "Short."


def test_a_long_text_meets_the_pipeline_a_batch_at_a_time(tokenizer_only, monkeypatch) -> None:
    sizes = []
    monkeypatch.setattr(
        parsing,
        "annotate",
        lambda nlp, docs: sizes.append(sum(len(doc.text) for doc in docs)) or annotate(nlp, docs),
    )
    long = "The convoy went north.\n\n" * 9_000
    assert [len(result.doc.text) for result in parse(tokenizer_only, ["Short.", long])] == [6, len(long)]
    assert len(sizes) == 12 and max(sizes) <= 20_000


def test_a_million_characters_without_a_space(tokenizer_only) -> None:
    (result,) = parse(tokenizer_only, ["z\u00fc" * 500_000])
    assert len(result.doc) == 50
    assert sum(len(token) for token in result.doc) == 1_000_000


def test_ten_thousand_quotation_marks(embedded) -> None:
    text = "He said: " + '"' * 10_000 + " and left."
    (result,) = parse(embedded, [text])
    assert len(result.doc) < 10
    last = result.doc[-2]
    assert text[last.idx : last.idx + len(last)] == "left"


def test_a_lone_surrogate_is_no_obstacle(tokenizer_only) -> None:
    (result,) = parse(tokenizer_only, ["broken \ud83d text"])
    assert [token.idx for token in result.doc] == [0, 7, 9]


@pytest.mark.parametrize("place", [0, 3, 7])
def test_one_bad_text_costs_no_other(tokenizer_only, place: int) -> None:
    tokenizer_only.add_pipe("test_poison")
    texts = [f"Text number {number}." for number in range(8)]
    texts[place] = "This is poison."
    results = list(parse(tokenizer_only, texts))
    assert [result.doc is None for result in results] == [number == place for number in range(8)]
    error = results[place].error
    assert isinstance(error, PipelineError)
    assert "cannot be digested" in str(error)
    assert isinstance(error.__cause__, RuntimeError)


def test_something_that_is_no_text_is_an_error_of_its_own(tokenizer_only) -> None:
    good, bad = parse(tokenizer_only, ["Fine.", None])  # type: ignore[list-item]
    assert good.doc.text == "Fine."
    assert bad == Parsed(None, bad.error)
    assert "found NoneType" in str(bad.error)


def test_a_pipeline_that_loses_text_is_found_out(tokenizer_only) -> None:
    tokenizer_only.tokenizer = lambda text: Doc(tokenizer_only.vocab, words=text.split())
    (result,) = parse(tokenizer_only, ["two   spaces here"])
    assert "offsets are lost" in str(result.error)


def test_texts_are_read_a_batch_at_a_time(tokenizer_only) -> None:
    seen = []

    def texts():
        for number in range(100):
            seen.append(number)
            yield f"Text {number}."

    next(parse(tokenizer_only, texts(), batch_characters=40))
    assert len(seen) < 10


def test_batches_are_counted_in_characters() -> None:
    assert [len(batch) for batch in _batches(["abcd"] * 7, 10)] == [2, 2, 2, 1]
    assert [len(batch) for batch in _batches(["abcd", "x" * 50, "abcd"], 10)] == [1, 1, 1]
    assert max(len(batch) for batch in _batches([""] * 100, 10)) <= 10


def test_a_transient_run_leaves_nothing_behind(embedded) -> None:
    texts = [f"Governor Zelmira Quorlan{number} met envoys in Port Ostrava{number}." for number in range(40)]
    before = len(embedded.vocab.strings)
    words = [
        [token.text for token in r.doc] for r in parse(embedded, texts, batch_characters=300, transient=True)
    ]
    assert len(words) == 40
    assert words[7][2] == "Quorlan7"
    assert len(embedded.vocab.strings) == before


def test_an_interrupted_transient_run_does_not_block_the_next(embedded) -> None:
    run = parse(embedded, ["First text.", "Second text."], batch_characters=5, transient=True)
    next(run)
    run.close()
    assert len(list(parse(embedded, ["Third text."], transient=True))) == 1


def test_a_text_that_takes_too_long_is_an_error_of_its_own(monkeypatch) -> None:
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("test_endless")
    nlp.meta["analystkit"] = {"weights_sha256": "of a pipeline that ships"}
    monkeypatch.setattr("analystkit.pipeline.parsing.allowance", lambda characters: 0.05)
    first, second, third = parse(nlp, ["Rebels left.", "An endless text.", "Police said so."])
    assert (first.error, third.error) == (None, None)
    assert second.doc is None
    assert "seconds of computing" in str(second.error)


def test_a_pipeline_of_others_may_be_as_slow_as_it_is(monkeypatch) -> None:
    import spacy

    monkeypatch.setattr("analystkit.pipeline.parsing.allowance", lambda characters: 0.000001)
    (result,) = parse(spacy.blank("en"), ["Rebels left the valley. " * 2000])
    assert result.error is None
