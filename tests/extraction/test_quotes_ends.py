"""Where what is said ends: the reporter's remarks behind it, marks that belong together, verbs that are still to come."""

import pytest

from analystkit.extraction.quotes import extract_quotes
from analystkit.lexicon import Lexicon
from tests.extraction.event_parse import part_from

# The parses as a strong parser gives them: a smaller one takes the mayor for what is claimed.
_STILL_TO_COME = (
    "The DT det 1", "union NN nsubj 2", "claims VBZ ROOT 2 claim", "the DT det 4", "mayor NN nsubj 12", ", , punct 4", "who WP nsubj 7",
    "sold VBD relcl 4 sell", "the DT det 9", "port NN dobj 7", ", , punct 4", "has VBZ aux 12 have", "lied VBN ccomp 2 lie", ". . punct 2",
)  # fmt: skip
_JOINED_ABOVE = (
    "The DT det 1", "union NN nsubj 2", "sent VBD ROOT 2 send", "a DT det 4", "letter NN dobj 2", "saying VBG acl 4 say", "the DT det 7",
    "port NN nsubjpass 9", "was VBD auxpass 9 be", "closed VBN ccomp 5 close", "and CC cc 2", "left VBD conj 2 leave", "the DT det 13",
    "room NN dobj 11", ". . punct 2",
)  # fmt: skip
# The condition's verb hangs on what is threatened: its own subject tells that the "or" joins no second remark.
_CONDITION = (
    "The DT det 1", "union NN nsubj 2", "threatened VBD ROOT 2 threaten", "to TO aux 4", "strike VB xcomp 2", "if IN mark 6", "its PRP$ poss 7",
    "members NNS nsubjpass 11 member", "or CC cc 7", "offices NNS conj 7 office", "were VBD auxpass 11 be", "searched VBN conj 2 search", ". . punct 2",
)  # fmt: skip

_TITLE = (
    "The DT det 1", "leaders NNS nsubj 10", ", , punct 5", "Sens NNP compound 5", ". NNP compound 5", "Lee NNP appos 1 - PERSON", "and CC cc 5",
    "Mori NNP conj 5 - PERSON", ", , punct 1", "have VBP aux 10", "urged VBN ROOT 10 urge", "the DT det 12", "owner NN dobj 10", "to TO aux 14",
    "sell VB xcomp 10", ". . punct 10",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "segments"),
    [
        # A relative clause that closes the sentence is the reporter's.
        ("The ministry said it had signed a contract with the port, which was sold in May.", ["it had signed a contract with the port"]),
        ("She said that the old harbour, which was built by the navy, would be closed.", ["the old harbour, which was built by the navy, would be closed"]),
        # So are clauses and adverbs that the parse gives to the verb of saying.
        ("Lee said the road was closed, though she gave no reason.", ["the road was closed"]),
        ("Lee said the port was safe - though nobody had seen it.", ["the port was safe"]),
        ("The minister praised the port, largely because it is cheap.", ["the port"]),
        ("The union backed the minister, then left the room.", ["the minister"]),
        ("The union backed the plan before leaving the room.", ["the plan"]),
        ("Mori described the town as falling behind its rivals.", ["the town as falling behind its rivals"]),
        ('The crowd chanted "Open the gates," and "Let us in."', ['"Open the gates," and "Let us in."']),
    ],
)  # fmt: skip
def test_content_ends_where_the_reporter_goes_on(quotes_of, text, segments):
    (quote,) = quotes_of(text)
    assert [text[start:end] for start, end in quote.segments] == segments


@pytest.mark.parametrize(
    ("rows", "content"),
    [
        (_STILL_TO_COME, "the mayor , who sold the port , has lied"),
        (_JOINED_ABOVE, "the port was closed"),
        (_CONDITION, "to strike if its members or offices were searched"),
    ],
)
def test_the_parse_tells_whether_the_clause_goes_on(rows, content):
    (quote,) = extract_quotes(part_from(*rows), [], Lexicon.default())
    assert " ".join(quote.text.replace(",", " ,").split()) == content


def test_the_stop_of_a_title_ends_no_sentence():
    (quote,) = extract_quotes(part_from(*_TITLE), [], Lexicon.default())
    assert quote.text == "the owner to sell" and quote.speaker_text.startswith("The leaders")


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        # What the reporter sums it up with is no part of it.
        ("The group says that girls may go to school, a promise that diplomats doubt.", "The group", "girls may go to school"),
        ("The mayor said the vote was rigged, a charge denied by the court.", "The mayor", "the vote was rigged"),
        # A verb that may report carries another here.
        (
            'Witnesses said men came in trucks and began shooting "at all that moved".',
            "Witnesses",
            'men came in trucks and began shooting "at all that moved"',
        ),
        ("Lee said the road was closed and said nothing about the port.", "Lee", "the road was closed"),
        # Whom somebody quotes.
        ("State radio quoted the general as saying that the border was closed.", "the general", "the border was closed"),
        ("The general was quoted as saying that the border was closed.", "The general", "the border was closed"),
        # All that says who they are.
        (
            "According to two officials briefed on the plan, who asked not to be named, the raid will begin soon.",
            "two officials briefed on the plan, who asked not to be named",
            "the raid will begin soon",
        ),
        # When it was is not who it was.
        ('"It is a coup," tweeted the mayor, Kofi Mensah, minutes before he was held.', "the mayor, Kofi Mensah", "It is a coup"),
    ],
)  # fmt: skip
def test_who_says_what(quotes_of, text, speaker, words):
    assert (speaker, words) in [(quote.speaker_text, quote.text) for quote in quotes_of(text)]


def test_words_go_on_behind_an_aside(quotes_of):
    text = '"I will not," she said, her voice breaking, "let them take my son."'
    (quote,) = quotes_of(text)
    assert [text[first:last] for first, last in quote.segments] == ["I will not", "let them take my son."]


def test_terms_are_not_what_is_wished(quotes_of):
    found = quotes_of("The guard, who did not want to be named, said two men had escaped.")
    assert [quote.text for quote in found] == ["two men had escaped"]


def test_who_rallies_demands(quotes_of):
    (quote,) = quotes_of(
        "About 2,000 people, many of them students, rallied outside parliament to demand that Ana Lopes restore a subsidy."
    )
    assert quote.speaker_text.startswith("About 2,000 people")
