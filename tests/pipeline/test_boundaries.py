"""No sentence crosses a paragraph."""

from __future__ import annotations

import pytest

from analystkit.pipeline import parse
from analystkit.pipeline.boundaries import COMPONENT, keep_paragraphs


def sentences(nlp, text: str) -> list[str]:
    (result,) = parse(nlp, [text])
    return [sentence.text.strip() for sentence in result.doc.sents]


@pytest.mark.parametrize("gap", ["\n\n", "\n \n", "\r\n\r\n", "\n\n\n\n", "\u2029"])
def test_headline_and_lead_are_two_sentences(embedded, gap: str) -> None:
    text = f"Border guards foil plot near Velmora{gap}The governor praised the officers on Sunday."
    assert sentences(embedded, text)[0] == "Border guards foil plot near Velmora"


def test_leading_and_trailing_white_space(embedded) -> None:
    assert sentences(embedded, "\n\n  Fires spread in the hills\n\nRain is expected.\n\n") == [
        "Fires spread in the hills",
        "Rain is expected.",
    ]


def test_every_item_of_a_list_stands_alone(embedded) -> None:
    text = "Seized in the raid:\n\nfour rifles\n\ntwo radios\n\na map of the port"
    assert len(sentences(embedded, text)) >= 4


def test_a_paragraph_that_opens_with_an_invisible_character(embedded) -> None:
    assert len(sentences(embedded, "Talks resume in Dalmar\n\n\u200bNo date was given.")) == 2


def test_a_parsed_document_is_left_as_it_is(embedded) -> None:
    (result,) = parse(embedded, ["One.\n\nTwo."])
    component = embedded.get_pipe(COMPONENT)
    assert [s.text for s in component(result.doc).sents] == [s.text for s in result.doc.sents]


def test_the_component_is_added_once(embedded) -> None:
    keep_paragraphs(embedded)
    assert embedded.component_names.count(COMPONENT) == 1
    assert embedded.component_names.index(COMPONENT) < embedded.component_names.index("parser")
