"""The component that keeps sentences inside paragraphs.

Headlines, bylines and list items carry no full stop, so a parser joins them to what follows. Their line breaks
say where they end: this component tells the parser before it starts. So it does where a sentence ends in a single letter
("he wrote on X. The army denied it"), which the tokenizer takes for an initial.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from spacy.language import Language
from spacy.tokens import Doc

from analystkit.model.paragraphs import paragraphs

COMPONENT = "analystkit_paragraphs"
# No name goes on with one of these words: the letter before was none's initial.
_LETTER_END = re.compile(
    r"(?<=\s)[A-Z]\. (?P<next>The|He|She|It|They|We|I|But|And|In|On|At|His|Her|Its|Their|This|That|These|Those|There|A|An|No|As|After|When|Earlier|Later|However|According)(?=\s)"
)


@Language.factory(COMPONENT, assigns=["token.is_sent_start"])
class ParagraphStarts:
    """Preset a sentence start at the first token of every paragraph but the first.

    spaCy's parser never joins across a preset start, whichever pipeline it belongs to.
    """

    def __init__(self, nlp: Language, name: str = COMPONENT) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Set `is_sent_start` on the Doc's tokens and hand the Doc back."""
        # A Doc that was parsed before has its sentences already, and spaCy refuses to change them.
        if len(doc) == 0 or doc.has_annotation("DEP"):
            return doc
        starts = [token.idx for token in doc]
        for number, (start, _) in enumerate(paragraphs(doc.text)):
            index = bisect_right(starts, start) - 1
            # White space before the first paragraph is no sentence of its own.
            doc[index].is_sent_start = number > 0 or index == 0
        _end_at_letters(doc)
        return doc


def _end_at_letters(doc: Doc) -> None:
    for match in _LETTER_END.finditer(doc.text):
        token = doc.char_span(match.start("next"), match.end("next"))
        if token is not None and len(token) == 1:
            token[0].is_sent_start = True


def keep_paragraphs(nlp: Language) -> None:
    """Add the component to a pipeline, before its parser, unless it is there already."""
    if COMPONENT not in nlp.component_names:
        nlp.add_pipe(COMPONENT, before="parser")
