"""What stands in quotation marks, found without a parse."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analystkit.extraction.quotation.marks import DOUBLE, SINGLE, find_marked
from analystkit.model.paragraphs import paragraphs

MARKS = "\u201c\u201d\"'\u2018\u2019\u201e\u00ab\u00bb`"


def marked(text):
    return [text[m.inner_start : m.inner_end] for m in find_marked(text, paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("\u201cWe left,\u201d she said. \u201cThen it rained.\u201d", ["We left,", "Then it rained."]),
        ('"We left," she said. "Then it rained."', ["We left,", "Then it rained."]),
        ("''We left,'' she said.", ["We left,"]),
        ("``We left,'' she said.", ["We left,"]),
        ("\u201eWir gehen\u201c und \u00abon part\u00bb", ["Wir gehen", "on part"]),
        ("'We can't go,' he said of the workers' hall, 'tonight.'", ["We can't go,", "tonight."]),
        ("\u201cShe cried \u2018no\u2019 and ran,\u201d he said.", ["She cried \u2018no\u2019 and ran,"]),
        ("''I call it 'old school,''' he said.", ["I call it 'old school,'"]),
        ('The pole was 6\'2" high, a "giant".', ["giant"]),
        ("Prices fell in the '90s, 'til the dogs' bowls were empty.", []),
        ("\u201dWe left,\u201d she said.", ["We left,"]),
        ("\u201cWe left,\u201c she said.", ["We left,"]),
        ("He said: \u201cLet us go.\u2019 Then they slept.", ["Let us go."]),
        ("\u201cHe told \u201cthem\u201d so,\u201d she said.", ["He told \u201cthem\u201d so,"]),
    ],
)
def test_pairs(text, inner):
    assert marked(text) == inner


def test_a_mark_left_open_runs_to_the_end_of_its_paragraph_and_goes_on_in_the_next():
    text = (
        "\u201cFirst we waited.\n\n\u201cThen we left.\n\n\u201cThat is all,\u201d she said.\n\nNobody came."
    )
    found = find_marked(text, paragraphs(text))
    assert [text[m.inner_start : m.inner_end] for m in found] == [
        "First we waited.",
        "Then we left.",
        "That is all,",
    ]
    assert [m.closed for m in found] == [False, False, True]
    assert [m.continued for m in found] == [False, True, True]


def test_a_passage_does_not_go_on_where_the_next_paragraph_opens_none():
    text = "\u201cFirst we waited.\n\nNobody came."
    (found,) = find_marked(text, paragraphs(text))
    assert not found.closed
    assert text[found.start : found.end] == "\u201cFirst we waited."


def test_an_opening_mark_that_lacks_its_closing_one_does_not_swallow_the_next_passage():
    text = "\u201cWe left, she said. \u201cThen it rained.\u201d"
    assert marked(text)[-1] == "Then it rained."


def test_styles_tell_single_from_double():
    text = "'Go,' he said. \"Stay,\" she said."
    assert [m.style for m in find_marked(text, paragraphs(text))] == [SINGLE, DOUBLE]


@given(st.text(alphabet=st.sampled_from(MARKS + "ab .,\n?s"), max_size=120))
def test_passages_are_in_order_inside_their_paragraph_and_without_their_marks(text):
    spans = paragraphs(text)
    end = 0
    for passage in find_marked(text, spans):
        low, high = spans[passage.paragraph]
        assert end <= passage.start and low <= passage.start < passage.inner_start
        assert passage.inner_start < passage.inner_end <= passage.end <= high
        assert not text[passage.inner_start].isspace() and not text[passage.inner_end - 1].isspace()
        end = passage.end


@pytest.mark.parametrize(
    "unit", [*MARKS, "''", "``", " \u201ca", " 'a", ' "a', "a' ", "\u201ca\u201d ", "'s ", "\u2018a\u2019s "]
)
def test_time_grows_with_the_text_and_no_faster(unit):
    def seconds(count):
        text = unit * count
        best = float("inf")
        for _ in range(3):
            began = time.process_time()
            find_marked(text, [(0, len(text))])
            best = min(best, time.process_time() - began)
        return best

    assert seconds(40_000) < 12 * seconds(10_000) + 0.1


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.sampled_from(["\u201cOpen.", "Plain.", "\u201cShut.\u201d", "Shut only.\u201d", '"Odd.']),
        min_size=1,
        max_size=40,
    )
)
def test_unbalanced_marks_over_many_paragraphs(pieces):
    text = "\n\n".join(pieces)
    spans = paragraphs(text)
    assert all(passage.paragraph < len(spans) for passage in find_marked(text, spans))
