"""Universal Dependencies become the scheme of en_core_web; every sentence is invented and small enough to check by hand."""

from __future__ import annotations

import pytest

from training.clearnlp import convert
from training.conllu import Token


def tree(text: str) -> list[Token]:
    """Read words written as `form/UPOS/TAG/head/label`, heads from 1 as in CoNLL-U; lemmas are the lower-case forms."""
    tokens = []
    for index, word in enumerate(text.split()):
        form, upos, tag, head, label = word.split("/")
        tokens.append(Token(index, form, form.lower(), upos, tag, "_", int(head) - 1, label, "_", True))
    return tokens


def converted(text: str) -> str:
    """Write the result as `form>head:label`."""
    tokens = tree(text)
    heads, labels = convert(tokens)
    return " ".join(
        f"{t.form}>{tokens[h].form if h >= 0 else '-'}:{label}"
        for t, h, label in zip(tokens, heads, labels, strict=True)
    )


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(
            "Rebels/NOUN/NNS/2/nsubj fled/VERB/VBD/0/root to/ADP/IN/4/case Oran/PROPN/NNP/2/obl",
            "Rebels>fled:nsubj fled>-:ROOT to>fled:prep Oran>to:pobj",
            id="preposition heads its noun",
        ),
        pytest.param(
            "He/PRON/PRP/3/nsubj:pass was/AUX/VBD/3/aux:pass shot/VERB/VBN/0/root by/ADP/IN/5/case police/NOUN/NNS/3/obl:agent",
            "He>shot:nsubjpass was>shot:auxpass shot>-:ROOT by>shot:agent police>by:pobj",
            id="passive with agent",
        ),
        pytest.param(
            "Talks/NOUN/NNS/3/nsubj are/AUX/VBP/3/cop dead/ADJ/JJ/0/root",
            "Talks>are:nsubj are>-:ROOT dead>are:acomp",
            id="copula heads its clause",
        ),
        pytest.param(
            "Gen./PROPN/NNP/2/nmod:desc Omar/PROPN/NNP/4/nsubj Diallo/PROPN/NNP/2/flat left/VERB/VBD/0/root",
            "Gen.>Diallo:compound Omar>Diallo:compound Diallo>left:nsubj left>-:ROOT",
            id="names hang on their last word",
        ),
        pytest.param(
            "They/PRON/PRP/2/nsubj took/VERB/VBD/0/root $/SYM/$/2/obj 5/NUM/CD/3/nummod",
            "They>took:nsubj took>-:ROOT $>5:nmod 5>took:dobj",
            id="a currency sign hangs on its number",
        ),
        pytest.param(
            "Mali/PROPN/NNP/5/nsubj ,/PUNCT/,/3/punct Chad/PROPN/NNP/1/conj and/CCONJ/CC/5/cc agree/VERB/VBP/0/root",
            "Mali>agree:nsubj ,>Mali:punct Chad>Mali:conj and>agree:cc agree>-:ROOT",
            id="the separator hangs on the conjunct before it",
        ),
        pytest.param(
            "He/PRON/PRP/2/nsubj told/VERB/VBD/0/root reporters/NOUN/NNS/2/iobj lies/NOUN/NNS/2/obj",
            "He>told:nsubj told>-:ROOT reporters>told:dative lies>told:dobj",
            id="an indirect object beside a direct one",
        ),
        pytest.param(
            "He/PRON/PRP/2/nsubj told/VERB/VBD/0/root reporters/NOUN/NNS/2/iobj",
            "He>told:nsubj told>-:ROOT reporters>told:dobj",
            id="an indirect object alone",
        ),
        pytest.param(
            "At/ADP/IN/2/case least/ADJ/JJS/3/obl nine/NUM/CD/4/nsubj died/VERB/VBD/0/root",
            "At>least:advmod least>nine:quantmod nine>died:nsubj died>-:ROOT",
            id="at least",
        ),
        pytest.param(
            "It/PRON/PRP/4/nsubj did/AUX/VBD/4/aux not/PART/RB/4/advmod stop/VERB/VB/0/root",
            "It>stop:nsubj did>stop:aux not>stop:neg stop>-:ROOT",
            id="negation",
        ),
        pytest.param(
            "Crews/NOUN/NNS/2/nsubj left/VERB/VBD/0/root without/SCONJ/IN/4/mark firing/VERB/VBG/2/advcl",
            "Crews>left:nsubj left>-:ROOT without>left:prep firing>without:pcomp",
            id="preposition and gerund",
        ),
        pytest.param(
            "They/PRON/PRP/2/nsubj let/VERB/VBD/0/root him/PRON/PRP/2/obj go/VERB/VB/2/xcomp",
            "They>let:nsubj let>-:ROOT him>go:nsubj go>let:ccomp",
            id="small clause",
        ),
    ],
)
def test_construction(given: str, expected: str) -> None:
    assert converted(given) == expected


def test_a_tree_that_would_become_a_circle_keeps_its_shape() -> None:
    tokens = tree("a/X/FW/2/dep b/X/FW/1/dep c/X/FW/0/root")
    heads, labels = convert(tokens)
    assert heads == [1, 0, -1]
    assert labels == ["dep", "dep", "ROOT"]
