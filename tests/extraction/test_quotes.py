"""Quotations from text to rows, on the pipeline that ships with the package."""

import gc
import time

import pytest

from analystkit.extraction.part import read_part
from analystkit.extraction.quotes import extract_quotes
from analystkit.lexicon import Lexicon
from analystkit.model.rows import Article, Mention


def pieces(quote, text):
    return [text[start:end] for start, end in quote.segments]


@pytest.mark.parametrize(
    ("text", "content", "speaker", "cue", "kind"),
    [
        ("\u201cThe bridge is closed,\u201d Maria Keller said.", ["The bridge is closed"], "Maria Keller", "said", "direct"),
        ("\u201cThe bridge is closed,\u201d said Maria Keller, a spokeswoman for the port.", ["The bridge is closed"],
         "Maria Keller, a spokeswoman for the port", "said", "direct"),
        ("\u201cWe left,\u201d Keller said. \u201cThen it rained.\u201d", ["We left", "Then it rained."], "Keller", "said", "direct"),
        ('"We left," he told reporters, "and then it rained."', ["We left", "and then it rained."], "he", "told", "direct"),
        ("Keller said: \u201cWe left at noon.\u201d", ["We left at noon."], "Keller", "said", "direct"),
        ("The minister told reporters in Oslo on Monday that the talks had failed.", ["the talks had failed"], "The minister", "told", "indirect"),
        ("Keller said the talks had failed.", ["the talks had failed"], "Keller", "said", "indirect"),
        ("The foreign and defence ministers said the talks had failed.", ["the talks had failed"], "The foreign and defence ministers", "said",
         "indirect"),
        ("The talks had failed, Keller said.", ["The talks had failed"], "Keller", "said", "indirect"),
        ("The army said the raid was \u201ca grave mistake\u201d by the rebels.", ["the raid was \u201ca grave mistake\u201d by the rebels"],
         "The army", "said", "mixed"),
        ("Keller called the plan \u201ca disaster.\u201d", ["the plan \u201ca disaster.\u201d"], "Keller", "called", "mixed"),
        ("According to the ministry, two soldiers were killed.", ["two soldiers were killed"], "the ministry", "According to", "indirect"),
        ("Two soldiers were killed, according to a police report.", ["Two soldiers were killed"], "a police report", "according to", "indirect"),
        ("The ministry accused the rebels of shelling the port.", ["the rebels of shelling the port"], "The ministry", "accused", "indirect"),
        ("Keller urged the government to reopen the bridge.", ["the government to reopen the bridge"], "Keller", "urged", "indirect"),
        ("As Keller noted, the bridge has been closed for years.", ["the bridge has been closed for years"], "Keller", "noted", "indirect"),
    ],
)  # fmt: skip
def test_forms(quotes_of, text, content, speaker, cue, kind):
    (quote,) = quotes_of(text)
    assert pieces(quote, text) == content
    assert (quote.speaker_text, quote.cue, quote.kind) == (speaker, cue, kind)


@pytest.mark.parametrize(
    ("text", "cue_class"),
    [
        ("The general denied that his men had fired.", "denial"),
        ("The general admitted that his men had fired.", "admission"),
        ("The general claimed that his men had won.", "claim"),
        ("The president promised to rebuild the port.", "promise"),
        ("The rebels threatened to burn the port.", "threat"),
        ("The union demanded that the mayor resign.", "demand"),
        ("The mayor asked whether the port was safe.", "question"),
        ("The mayor said that the port was safe.", "neutral"),
        ("The mayor hopes that the port will reopen.", "wish"),
    ],
)
def test_the_class_of_the_cue(quotes_of, text, cue_class):
    (quote,) = quotes_of(text)
    assert quote.cue_class == cue_class


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("In a statement, Keller said, \u201cThe bridge is closed.\u201d", [["The bridge is closed."]]),
        ("If the river rises, Keller argued, the road will flood.", [["If the river rises", "the road will flood"]]),
        ("The bridge was closed, Keller said; the road was open.", [["The bridge was closed", "the road was open"]]),
        ("Asked whether the bridge was closed, Keller said the road was open.", [["whether the bridge was closed"], ["the road was open"]]),
        ("\u201cIt is over,\u201d Keller said, referring to the strike at the port.", [["It is over"], ["the strike at the port"]]),
        ("Keller urged crews to leave, saying, \u201cThe bridge is closed.\u201d", [["crews to leave"], ["The bridge is closed."]]),
        ("The union expressed concern about the bridge.", [["concern about the bridge"]]),
        ("Keller angered the crews by suggesting that the bridge was safe.", [["the bridge was safe"]]),
        ("It is fair to say that the bridge was late.", []),
        ("The added security annoyed the crews that work there.", []),
    ],
)  # fmt: skip
def test_where_content_begins_and_ends_around_its_cue(quotes_of, text, content):
    assert [pieces(quote, text) for quote in quotes_of(text)] == content


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "\u201cThe bridge is open,\u201d said one unnamed harbour official.",
            "one unnamed harbour official",
        ),
        ("The road is open, according to a newly published letter.", "a newly published letter"),
        (
            "Keller, who led the crews in Ashby, Ohio, and ran the port for years, said the bridge was closed.",
            "Keller, who led the crews in Ashby, Ohio, and ran the port for years",
        ),
    ],
)
def test_a_speaker_is_the_whole_phrase(quotes_of, text, speaker):
    (quote,) = quotes_of(text)
    assert quote.speaker_text == speaker


def test_a_quotation_over_paragraphs_is_one_with_a_piece_in_each(quotes_of):
    text = "\u201cWe waited for an hour,\u201d Keller said. \u201cNobody came.\n\n\u201cThen we left the port.\u201d\n\nThe port is small."
    (quote,) = quotes_of(text)
    assert pieces(quote, text) == ["We waited for an hour", "Nobody came.", "Then we left the port."]


def test_a_quotation_alone_in_its_paragraph_goes_on_with_the_previous_speaker(quotes_of):
    text = "\u201cWe waited for an hour,\u201d Keller said.\n\n\u201cThen we walked back to the port.\u201d"
    first, second = quotes_of(text)
    assert second.quote_id != first.quote_id
    assert (second.speaker_start, second.cue_start) == (first.speaker_start, None)


def test_no_speaker_is_empty_with_a_reason_and_never_the_nearest_name(quotes_of):
    text = "Maria Keller visited the port.\n\nIt rained.\n\n\u201cThe harbour was empty when we came back in the evening.\u201d"
    (quote,) = quotes_of(text)
    assert quote.speaker_text == "" and quote.reason == "no cue"


def test_who_speaks_in_coordination_and_participles(quotes_of):
    text = "Keller said the minister was late, adding that the vote would wait."
    first, second = quotes_of(text)
    assert first.speaker_start == second.speaker_start == 0
    assert (first.text, second.text) == ("the minister was late", "the vote would wait")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The town has a \u201cfree\u201d port.", "scare quote"),
        ("She wrote \u201cThe Long Road Home\u201d in 1999 and moved to Oslo.", "title"),
        ("John \u201cRocky\u201d Keller runs the port.", "nickname"),
    ],
)
def test_what_stands_in_marks_and_quotes_nobody_is_kept_with_its_reason(quotes_of, text, reason):
    assert [quote.reason for quote in quotes_of(text, status="rejected")] == [reason]


def test_headlines_name_their_speaker_before_a_colon(quotes_of):
    (quote,) = quotes_of("Police: two men held after raid", part="title")
    assert (quote.speaker_text, quote.text, quote.part) == ("Police", "two men held after raid", "title")
    assert quotes_of("Analysis: two men and a port", part="title") == []


def test_transcripts(quotes_of):
    text = "KELLER: We left at noon. Nobody said why.\n\nHOST: And then?\n\nKELLER: Then it rained."
    found = quotes_of(text)
    assert [(quote.speaker_text, quote.kind) for quote in found] == [
        ("KELLER", "direct"),
        ("HOST", "direct"),
        ("KELLER", "direct"),
    ]
    assert found[0].text == "We left at noon. Nobody said why."


@pytest.mark.parametrize(
    ("asking", "answering", "asks", "answers"),
    [
        ("Host:", "Reporter:", "Host", "Reporter"),
        ("Q.", "A.", "", ""),
        ("Question:", "Answer:", "", ""),
        ("The Harbour Post:", "Ann Keller:", "The Harbour Post", "Ann Keller"),
        ("HOST (in the studio):", "KELLER (at the port):", "HOST", "KELLER"),
        ("Presenter:", "Our reporter, at the port:", "Presenter", "Our reporter"),
    ],
)
def test_who_takes_turns_speaks(quotes_of, asking, answering, asks, answers):
    text = f"{asking} What happened?\n\n{answering} The road was closed.\n\nNobody came.\n\n{asking} And then?\n\n{answering} It rained."
    found = quotes_of(text)
    assert [quote.speaker_text for quote in found] == [asks, answers, asks, answers]
    assert found[1].text == "The road was closed.\n\nNobody came."


@pytest.mark.parametrize(
    "text",
    [
        "Kyiv: The power is back.\n\nOdesa: The port is shut.\n\nKyiv: The trains run.",
        "Monday: The vote was put off.\n\nTuesday: Nobody voted.\n\nMonday: The court met.",
        "Update: The vote was put off.\n\nNote: Nobody voted.\n\nUpdate: The court met.",
        "The port: It was built in 1900.\n\nThe bridge: It fell in 1950.\n\nThe dam: It stands.",
    ],
)
def test_paragraphs_under_places_days_and_kinds_of_text_are_no_turns(quotes_of, text):
    assert not [quote for quote in quotes_of(text) if quote.method.startswith("transcript")]


def test_whom_a_turn_of_a_transcript_quotes_is_quoted_too(quotes_of):
    text = (
        'KELLER: "We stay," one guard told me. I said that it was late. The police say that two men were hurt.'
        "\n\nHOST: Thank you."
    )
    turn, quoted, reported, thanks = quotes_of(text)
    assert (turn.speaker_text, turn.start, turn.end) == ("KELLER", 8, text.index("\n"))
    assert (quoted.speaker_text, quoted.text, quoted.kind) == ("one guard", "We stay", "direct")
    assert (reported.speaker_text, reported.text) == ("The police", "two men were hurt")
    assert thanks.speaker_text == "HOST"


def test_embedded_posts(quotes_of):
    text = "The port was closed all day, and nobody told us why. \u2014 Ann Keller (@annkeller) May 3, 2021"
    (quote,) = quotes_of(text)
    assert (quote.speaker_text, quote.text) == (
        "Ann Keller",
        "The port was closed all day, and nobody told us why.",
    )


@pytest.mark.parametrize(
    ("text", "kind", "anonymous"),
    [
        ("Maria Keller said the port was closed.", "named person", False),
        ("The report said the port was closed.", "document", False),
        ("Officials said the port was closed.", "unnamed official", True),
        ("A fisherman said the port was closed.", "unnamed person", True),
        ("Residents said the port was closed.", "unnamed group", True),
        ("The ministry said the port was closed.", "organisation", False),
        ("I said the port was closed.", "author", False),
    ],
)
def test_what_a_speaker_is(quotes_of, text, kind, anonymous):
    (quote,) = quotes_of(text)
    assert (quote.speaker_type, quote.anonymous) == (kind, anonymous)


def test_a_pronoun_leads_to_the_mention_that_resolves_it(read):
    text = "Maria Keller runs the port. She said it was closed."
    named = Mention("m1", "a1", "text", 0, 12, "Maria Keller", "PERSON", "name", entity="e1")
    she = Mention("m2", "a1", "text", 28, 31, "She", "PERSON", "pronoun", entity="e1")
    (quote,) = extract_quotes(read(text), [named, she], Lexicon.default())
    assert (quote.speaker_text, quote.speaker_mention, quote.speaker_type) == ("She", "m2", "named person")


def test_the_same_text_gives_the_same_ids(quotes_of):
    text = "\u201cWe left,\u201d Keller said. The minister denied it."
    assert [quote.quote_id for quote in quotes_of(text)] == [quote.quote_id for quote in quotes_of(text)]


def test_a_cue_of_the_user_counts(read):
    text = "Keller opinioned that the port was closed."
    assert extract_quotes(read(text), [], Lexicon.default()) == []
    mine = Lexicon.default().extended(
        cues=[{"lemma": "opinion", "pos": "VERB", "class": "claim", "patterns": "qs", "strength": "3"}]
    )
    found = extract_quotes(read(text), [], mine)
    assert [quote.cue_class for quote in found] in (["claim"], [])


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\u201c",
        "\u201d\u201d\u201d",
        "said",
        "\u201c\u201d said \u201c\u201d.",
        "said said said said, said: said",
        '"' * 200 + " said Keller",
        "according to according to according to",
        ": : :",
        "Q:\n\nA:\n\nQ:",
        "\u2014 (@x)",
        "in her words",
        "' ' ' '' ''' '''' said",
        "\u202eKeller said \u202dno\u202c.",
        "Keller said \u201cno\u201d" * 50,
    ],
)
def test_odd_text_raises_nothing(quotes_of, text):
    quotes_of(text)


def test_unbalanced_marks_over_five_hundred_paragraphs(quotes_of):
    text = "\n\n".join(
        "\u201cWe left at noon." if n % 3 else "Keller said it rained.\u201d" for n in range(500)
    )
    found = quotes_of(text)
    assert sum(quote.kind == "indirect" and quote.text == "it rained" for quote in found) > 100


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    ["\u201c", "\u201cWe left, ", "Keller said it rained, ", "x" * 50, "\u201cWe left,\u201d Keller said. "],
)
def test_time_grows_with_the_text(read, unit):
    lexicon = Lexicon.default()

    def seconds(size):
        part = read((unit * (size // len(unit) + 1))[:size])
        # The collector walks what other tests have left behind, whatever this text is like.
        gc.collect()
        began = time.process_time()
        extract_quotes(part, [], lexicon)
        return time.process_time() - began

    seconds(1_000)
    assert seconds(40_000) < 12 * seconds(10_000) + 0.2


def test_a_megabyte_of_open_marks_and_cues(check):
    import spacy

    unit = "\u201cWe left, Keller said. \u201cNobody \u2018came, according to her.\n\n"
    text = unit * (1_000_000 // len(unit))
    part = read_part(Article("a1", "", text), "text", spacy.blank("en").make_doc(text))
    began = time.process_time()
    found = extract_quotes(part, [], Lexicon.default())
    assert time.process_time() - began < 60
    assert found
    for quote in found[:200]:
        check(quote, text)


@pytest.mark.parametrize(
    "text", ["The Civil Aviation Authority has said that", "Officials confirmed on Monday that"]
)
def test_a_headline_cut_off_after_its_cue_has_no_content(quotes_of, text):
    assert quotes_of(text, part="title") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Two residents said by phone that the gunmen arrived on motorcycles.",
            "the gunmen arrived on motorcycles",
        ),
        (
            "The mayor said on “The Morning Hour” on Sunday that the bridge was closed.",
            "the bridge was closed",
        ),
        (
            "OSLO, Norway (Sierra Wire) - The bridge was closed on Sunday, the mayor said.",
            "The bridge was closed on Sunday",
        ),
    ],
)
def test_content_begins_behind_adverbials_titles_and_datelines(quotes_of, text, words):
    assert [quote.text for quote in quotes_of(text)] == [words]


def test_the_label_of_a_speaker_is_no_dateline(quotes_of):
    assert [
        q.speaker_text for q in quotes_of("MAYOR: I think that we closed the bridge - and that was right.")
    ][:1] == ["MAYOR"]


def test_terms_on_which_somebody_speaks_are_not_said(quotes_of):
    found = quotes_of(
        "A senior official, speaking on condition of anonymity, said further measures were likely."
    )
    assert [quote.text for quote in found] == ["further measures were likely"]


def test_a_hyphen_within_a_title_ends_no_dateline(quotes_of):
    (quote,) = quotes_of("UN Secretary-General Ana Duarte welcomed the accord as a “critical first step”.")
    assert quote.speaker_text == "UN Secretary-General Ana Duarte"
