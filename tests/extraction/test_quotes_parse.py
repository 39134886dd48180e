"""Where quotations begin and end, and whose they are, where the parse says more than the order of words."""

import pytest


@pytest.mark.parametrize(
    ("text", "segments", "speaker"),
    [
        # What is announced ends where the announcing is placed.
        ("Ann Lee announced her candidacy in a speech on Monday.", ["her candidacy"], "Ann Lee"),
        ("The union opened an inquiry into a mine, which it said was unsafe.", ["which", "was unsafe"], "it"),
        ("He toured the north, which he describes as his home.", ["which", "as his home"], "he"),
        ("The minister spoke at the port on Tuesday about the strike.", ["the strike"], "The minister"),
        ("The mayor told the council in May that the bridge was weak.", ["the bridge was weak"], "The mayor"),
        ("The road is closed, he said, because the bridge has fallen.", ["The road is closed", "because the bridge has fallen"], "he"),
        ("The road is closed, he said, and the trains stopped for an hour.", ["The road is closed"], "he"),
        ("The road, she insists, is safe.", ["The road", "is safe"], "she"),
        ("Ignoring the rules has a price, as the unions point out.", ["Ignoring the rules has a price"], "the unions"),
        ("Ito was quick to add that the road was open.", ["the road was open"], "Ito"),
        ("The protests led Ito to announce a review.", ["a review"], "Ito"),
        ("He told Fox News that the road was closed.", ["the road was closed"], "He"),
        ("The guard was sued, with one man claiming the guard hit him in the eye.", ["the guard hit him in the eye"], "one man"),
        ("The lawyer claiming damages had left the court.", ["damages"], "The lawyer"),
        ("The firm has reportedly sold its mines.", ["The firm has", "sold its mines"], ""),
        # Words of time and place behind a verb that closes what it reports.
        ("The port is full, the paper reported on Monday.", ["The port is full"], "the paper"),
        ("If she wins, Lee suggested in a speech, the port will close.", ["If she wins", "the port will close"], "Lee"),
        ("But as Mori noted, the bridge is older than the dam.", ["the bridge is older than the dam"], "Mori"),
        # Who is the subject of "asked" asks; who asks unnamed is looked for behind it.
        ("Texas, which leads a group of states, asked a judge to stop the sale.", ["a judge to stop the sale"], "Texas, which leads a group of states"),
        ("Asked by the paper why the road was closed, Lee left the room.", ["why the road was closed"], "the paper"),
        ("The staff described how the mayor sold the harbour.", ["how the mayor sold the harbour"], "The staff"),
        ("It was a dig at his claim last year that the dam was safe.", ["the dam was safe"], "his"),
        ("It has not gone unnoticed: According to the police, the town is empty at night.", ["the town is empty at night"], "the police"),
        # A verb that takes clauses and words in marks may say a thing; "his remarks" are said by who is named.
        ("The mayor said no to the road.", ["no to the road"], "The mayor"),
        ("Lee said in his opening remarks that the dam was safe.", ["the dam was safe"], "Lee"),
        ("More than 4 in 10 said the road was safe.", ["the road was safe"], "4 in 10"),
        # A verb that ends a sentence behind its subject, taken for a noun in the plural.
        ("Shops lose money, the union complains.", ["Shops lose money"], "the union"),
        ("Shops lose money, the chamber of commerce complains, and many have closed.", ["Shops lose money"], "the chamber of commerce"),
        # The hour of an entry in a live report is no part of who speaks.
        ("16:20 - The ministry said the port was closed.", ["the port was closed"], "The ministry"),
        ("6.45pm GMT | The ministry said the port was closed.", ["the port was closed"], "The ministry"),
        ("14:05: Norland's acting premier, Ann Lee, told reporters that the port was closed.", ["the port was closed"], "Norland's acting premier, Ann Lee"),
        ("09:40 The army says it has left the town.", ["it has left the town"], "The army"),
        # A number with its adverb; a day that is no part of who speaks.
        ("The survivors said about 160 people had been on board.", ["about 160 people had been on board"], "The survivors"),
        ("Australia on Friday expelled two envoys, saying the border was closed.", ["the border was closed"], "Australia"),
        # Who is blamed, summoned or stands behind "with" says it; who is charged or feared dead does not.
        ("The truce broke down, with each side accusing the other of shelling the port.", ["the other of shelling the port"], "each side"),
        ("The ministry summoned the envoy to explain the incident.", ["the incident"], "the envoy"),
        ("The judge jailed Ann Lee on Monday for ordering a deadly crackdown on the port.", ["a deadly crackdown on the port"], "Ann Lee"),
        ("Man charged with murder of a judge", ["murder of a judge"], ""),
        ("Norland expelled three envoys, whom it accused of having joined the march.", ["having joined the march"], "it"),
        ("The envoy urged Ito last year not to sell the harbour.", ["Ito last year not to sell the harbour"], "The envoy"),
    ],
)  # fmt: skip
def test_of_plain_words(quotes_of, text, segments, speaker):
    (quote,) = quotes_of(text)
    assert [text[start:end] for start, end in quote.segments] == segments
    assert (quote.speaker_text, quote.kind) == (speaker, "indirect")


@pytest.mark.parametrize(
    ("text", "segments", "speaker"),
    [
        # A quotation that opens small goes on with the words before its speaker.
        ('In other words, she said, "it is over for the port."', ["In other words", "it is over for the port."], "she"),
        ('In a statement, she said, "It is over for the port."', ["It is over for the port."], "she"),
        ('The mayor called on drivers to "stay at home until noon."', ['drivers to "stay at home until noon."'], "The mayor"),
        ('Lee asked the crowd "Who will stay with us tonight?"', ["Who will stay with us tonight?"], "Lee"),
        ('The council met twice - "We had no choice left," the mayor said.', ["We had no choice left"], "the mayor"),
        ('Ito called the plan "a mistake," in an interview with the paper.', ['the plan "a mistake,"'], "Ito"),
        ('"The bridge is weak," reads a Friday report by the port.', ["The bridge is weak"], "a Friday report"),
        ("Mori replied,\u00a0 \u201cThere is no plan for the bridge.\u201d", ["There is no plan for the bridge."], "Mori"),
        # A programme or a chant is where something is said, not what.
        ('On "The Morning Hour," Lee said the harbour was closed.', ["the harbour was closed"], "Lee"),
        ('Walking to chants of "Ito! Ito!," the senator said the vote was near.', ["the vote was near"], "the senator"),
        ('With the help of "The Night Show," the actor asked his neighbours to leave.', ["his neighbours to leave"], "the actor"),
        ('The mayor called on drivers "to stay at home until noon."', ['drivers "to stay at home until noon."'], "The mayor"),
        ('According to the union, the rise "is a fraud on every worker in the port."', ['the rise "is a fraud on every worker in the port."'], "the union"),
    ],
)  # fmt: skip
def test_of_words_in_marks(quotes_of, text, segments, speaker):
    (quote,) = quotes_of(text)
    assert [text[start:end] for start, end in quote.segments] == segments
    assert quote.speaker_text == speaker


def test_a_sentence_behind_a_quotation_goes_on_with_its_speaker(quotes_of):
    text = '"It failed," the mayor said. It was "a loss for all of us who had hoped for more."'
    _, second = quotes_of(text)
    assert second.text == 'It was "a loss for all of us who had hoped for more."'
    assert (second.speaker_text, second.method, second.kind) == (
        "the mayor",
        "previous speaker/main",
        "mixed",
    )


def test_a_passage_alone_is_whose_the_sentence_before_it_is_about(quotes_of):
    text = 'Lee is proud of the harbour.\n\n"It is the oldest one in the north of the country."'
    assert quotes_of(text)[-1].speaker_text == "Lee"
    issued = 'The senator released the following statement:\n\n"We are sad to hear of the loss of the harbour today."'
    assert quotes_of(issued)[-1].speaker_text == "The senator"


def test_who_puts_a_question_that_opens_a_paragraph_stays_unnamed(quotes_of):
    asked, answered = quotes_of("It rained.\n\nAsked whether the dam would hold, Ito said it would.")
    assert (asked.text, asked.speaker_text) == ("whether the dam would hold", "")
    assert (answered.text, answered.speaker_text) == ("it would", "Ito")


def test_the_subject_of_what_is_said_is_not_who_says_it(quotes_of):
    _, said = quotes_of('Ito, who calls Mori a "liar," said he would resign.')
    assert said.text == "he would resign"
    assert said.speaker_text.startswith("Ito")


@pytest.mark.parametrize(
    "text",
    [
        "The party maintains a lead that has grown since May.",
        "One officer spoke to the paper on the condition of anonymity.",
        "The envoy spoke on the morning show.",
        "The council continued to block the road, the police left.",
        "Rebel chief wins vote, rival cries foul",
        "Blast rocks station, dozens feared dead",
        "Rebels attacked a carrier with drones.",
        'Lee, nicknamed "The Tiger", left the country.',
        "His rival conceded and thanked the port.",
        'They met in the "old town," which tourists filled.',
    ],
)
def test_what_nobody_says(quotes_of, text):
    assert not quotes_of(text)
