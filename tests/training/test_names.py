"""Names read off annotations that were made for other ends."""

from __future__ import annotations

import pytest
import spacy

from training.conllu import Sentence, Token, _tokens
from training.ewt import silver_names
from training.names.gazetteer import place_label, time_label
from training.names.gum import gum_mentions, name_gum
from training.names.spans import iob_spans, number_names
from training.re3d import _annotated, is_held_out


def sentence(rows: str) -> Sentence:
    """Read words written as `form UPOS TAG head label [Entity]`, one a line, heads from 1."""
    tokens = []
    for index, row in enumerate(rows.strip().splitlines()):
        form, upos, tag, head, label, *misc = row.split()
        feats = {"CD": "NumType=Card"}.get(tag, "_")
        entity = f"Entity={misc[0]}" if misc else "_"
        tokens.append(Token(index, form, form.lower(), upos, tag, feats, int(head) - 1, label, entity, True))
    return Sentence(tokens, "d", "s", False)


def named(given: Sentence) -> list[tuple[str, str]]:
    return [(" ".join(t.form for t in given.toks[a:b]), label) for a, b, label in given.ner or ()]


def test_a_title_is_no_part_of_a_persons_name() -> None:
    given = sentence("""
        President PROPN NNP 2 nmod:desc (1-person-new-cf1-1-sgl
        Ama PROPN NNP 4 nsubj
        Boateng PROPN NNP 2 flat 1)
        met VERB VBD 0 root
        Swiss ADJ JJ 6 amod (2-person-new-cf2-2-sgl
        envoys NOUN NNS 4 obj 2)
    """)
    name_gum(given)
    assert named(given) == [("Ama Boateng", "PERSON"), ("Swiss", "NORP")]


def test_nested_mentions_are_read_and_the_longer_name_wins() -> None:
    given = sentence("""
        The DET DT 2 det (1-organization-new-cf1-2-sgl
        University PROPN NNP 0 root
        of ADP IN 4 case
        Leeds PROPN NNP 2 nmod (2-place-new-cf2-1-sgl)1)
    """)
    assert gum_mentions(given) == [(3, 4, "place"), (0, 4, "organization")]
    name_gum(given)
    assert named(given) == [("University of Leeds", "ORG")]


def test_a_mention_without_a_proper_noun_is_no_name() -> None:
    given = sentence("""
        The DET DT 2 det (1-organization-new-cf1-2-sgl
        army NOUN NN 3 nsubj 1)
        left VERB VBD 0 root
    """)
    name_gum(given)
    assert named(given) == []


def test_an_abstract_proper_noun_stays_open() -> None:
    given = sentence("""
        The DET DT 2 det (1-abstract-new-cf1-2-sgl
        Constitution PROPN NNP 3 nsubj 1)
        stands VERB VBZ 0 root
    """)
    name_gum(given)
    assert given.missing == [1]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("$/SYM/$ 4/NUM/CD million/NUM/CD", (0, 3, "MONEY")),
        ("30/NUM/CD percent/NOUN/NN", (0, 2, "PERCENT")),
        ("1998/NUM/CD", (0, 1, "DATE")),
        ("nine/NUM/CD", (0, 1, "CARDINAL")),
        ("7/NUM/CD km/NOUN/NN", (0, 2, "QUANTITY")),
    ],
)
def test_numbers(words: str, expected: tuple[int, int, str]) -> None:
    rows = [word.split("/") for word in words.split()]
    tokens = [
        Token(i, form, form, upos, tag, "NumType=Card" if tag == "CD" else "_", 0, "dep", "_", True)
        for i, (form, upos, tag) in enumerate(rows)
    ]
    assert number_names(tokens, [False] * len(tokens)) == [expected]


@pytest.mark.parametrize(
    ("text", "label"),
    [("Ghana", "GPE"), ("the Sahel", "LOC"), ("Lake Volta", "LOC"), ("Kotoka Airport", "FAC"), ("Tamale", "GPE"), ("Camp Nadir", "FAC")],
)  # fmt: skip
def test_kinds_of_places(text: str, label: str) -> None:
    assert place_label(text) == label


@pytest.mark.parametrize(
    ("text", "label"),
    [("last week", "DATE"), ("Friday night", "TIME"), ("12:30", "TIME"), ("2011", "DATE"), ("soon", None)],
)
def test_kinds_of_times(text: str, label: str | None) -> None:
    assert time_label(text.split()) == label


def test_iob_that_opens_with_an_i() -> None:
    assert iob_spans(["I-LOC", "I-LOC", "O", "B-PER", "B-PER", "I-ORG"]) == [
        (0, 2, "LOC"), (3, 4, "PER"), (4, 5, "PER"), (5, 6, "ORG"),
    ]  # fmt: skip


SILVER = """
    Kofi PROPN NNP 3 nsubj
    Mensah PROPN NNP 1 flat
    visited VERB VBD 0 root
    Rwanda PROPN NNP 3 obj
    with ADP IN 6 case
    Zorblat PROPN NNP 3 obl
"""


def test_a_teachers_name_counts_where_the_tags_confirm_it() -> None:
    given = sentence(SILVER)
    silver_names(given, [(0, 2, "PERSON"), (5, 6, "GPE")])
    # `with` is no preposition of places, so what the teacher took for one stays unknown; Rwanda stands in the list.
    assert named(given) == [("Kofi Mensah", "PERSON"), ("Rwanda", "GPE")]
    assert given.missing == [5]


def test_a_teachers_name_that_cuts_a_run_of_proper_nouns_does_not_count() -> None:
    given = sentence(SILVER)
    silver_names(given, [(0, 1, "PERSON")])
    assert named(given) == [("Rwanda", "GPE")]
    assert given.missing == [0, 1, 5]


def test_re3d_mentions_become_names_or_stay_unknown() -> None:
    text = "Colonel Idris Sow told the rebels in Dikwa that Ruritanian Relief Group staff left."
    doc = spacy.blank("en").make_doc(text)

    def mention(kind: str, part: str, confidence: float = 1) -> dict[str, object]:
        at = text.index(part)
        return {"type": kind, "begin": at, "end": at + len(part), "confidence": confidence}

    mentions = [
        mention("Person", "Colonel Idris Sow"),
        mention("Organisation", "the rebels"),
        mention("Location", "Dikwa"),
        mention("Organisation", "Ruritanian Relief Group staff"),
    ]
    doc = _annotated(doc, mentions)
    assert [(e.text, e.label_) for e in doc.ents] == [("Idris Sow", "PERSON"), ("Dikwa", "GPE")]
    unknown = {token.text for token in doc if not token.ent_iob}
    assert unknown == {"Ruritanian", "Relief", "Group"}


def test_a_quarter_of_re3d_is_held_out() -> None:
    held = sum(is_held_out(f"document {number}") for number in range(400))
    assert 70 < held < 130


def test_words_of_a_multiword_token_keep_the_space_behind_it() -> None:
    row = "\t".join
    block = "\n".join(
        [
            "# text = don't go",
            row(["1-2", "don't", *"________"]),
            row(["1", "do", "do", "AUX", "VBP", "_", "3", "aux", "_", "_"]),
            row(["2", "n't", "not", "PART", "RB", "_", "3", "advmod", "_", "_"]),
            row(["3", "go", "go", "VERB", "VB", "_", "0", "root", "_", "SpaceAfter=No"]),
        ]
    )
    assert [(t.form, t.space, t.head) for t in _tokens(block)] == [
        ("do", False, 2),
        ("n't", True, 2),
        ("go", False, -1),
    ]
