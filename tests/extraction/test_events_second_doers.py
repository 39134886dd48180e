"""Who does it and to whom where the parser hangs a verb on the wrong one: what is told and who tells it, charges, shared auxiliaries, main verbs. Through the embedded pipeline."""

from datetime import UTC, datetime

import pytest

from analystkit.extraction.article import extract_article
from analystkit.extraction.part import read_part
from analystkit.lexicon import Lexicon
from analystkit.model.rows import Article

LEXICON = Lexicon.default()


@pytest.fixture
def rows(nlp):
    def reading(text):
        article = Article("a1", "", text, datetime(2026, 3, 18, tzinfo=UTC))
        return extract_article(article, [read_part(article, "text", nlp(text))], LEXICON)

    return reading


@pytest.fixture
def read(rows):
    def reading(text, trigger):
        return next(e for e in rows(text).events if trigger in e.trigger)

    return reading


@pytest.mark.parametrize(
    ("text", "trigger", "source", "factuality"),
    [
        ("The army has been accused by rights groups of killing civilians.", "killing", "The army", "alleged"),
        ("The army was accused by the UN of shelling a market.", "shelling", "The army", "alleged"),
        ("Rwanda, accused by the U.N. of backing the rebels, denied the claim.", "backing", "Rwanda", "alleged"),
        ("Israel was accused by the U.N. of bombing hospitals.", "bombing", "Israel", "alleged"),
        ("Men accused by villagers of poisoning a well were beaten.", "poisoning", "Men", "alleged"),
        ("She was accused by the president of Chad of arming rebels.", "arming", "She", "alleged"),
        ("The governor was criticised by unions for sacking nurses.", "sacking", "The governor", "happened"),
        ("Two brothers stood before a judge accused of kidnapping a girl.", "kidnapping", "Two brothers", "alleged"),
        ("Three men appeared before magistrates charged with robbing a bank.", "robbing", "Three men", "alleged"),
        ("Iran and Iraq accused each other of shelling border villages.", "shelling", "Iran; Iraq", "alleged"),
        ("Norland and Sudland accused each other of violating the truce.", "violating", "Norland; Sudland", "alleged"),
    ],
)  # fmt: skip
def test_what_somebody_is_charged_with_is_done_by_the_accused(read, text, trigger, source, factuality):
    event = read(text, trigger)
    assert (event.source_text, event.factuality) == (source, factuality)


def test_the_charge_is_no_part_of_who_charges(read):
    assert read("Israel was accused by the U.N. of bombing hospitals.", "accused").source_text == "the U.N."


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Two brothers stood before a judge accused of kidnapping a girl.", "Two brothers"),
        ("Three men appeared before magistrates charged with robbing a bank.", "Three men"),
    ],
)
def test_whoever_stands_before_a_judge_is_accused(rows, text, target):
    accused = [e for e in rows(text).events if e.trigger in ("accused", "charged")]
    assert [e.target_text for e in accused] == [target]


@pytest.mark.parametrize(
    ("text", "trigger", "source"),
    [
        ("The ministry said four children were killed in the raid and called for a halt to the fighting.", "called for", "The ministry"),
        ("Russia's ambassador said the panel had become a tool of colonial pressure and accused France of having armed the rebels.", "accused", "Russia's ambassador"),
        ("Kyiv said the plan was a trap and accused Moscow of lying.", "accused", "Kyiv"),
        ("The minister said ten soldiers had been shot and demanded an inquiry.", "demanded", "The minister"),
        ("The mayor said the vote was a farce and urged residents to stay home.", "urged", "The mayor"),
        ("The UN said the raid had destroyed a clinic, and condemned the army.", "condemned", "The UN"),
        ("The ministry said in a statement that two envoys were expelled and summoned the ambassador.", "summoned", "The ministry"),
        ("The army said two posts were attacked and vowed to respond.", "vowed", "The army"),
        ("He said the network behind the attack had been destroyed and denied reports that it was back.", "denied", "He"),
        ("The minister said that troops had crossed the border, burned two villages and abducted 30 people, and demanded that Asmara withdraw.", "demanded", "The minister"),
    ],
)  # fmt: skip
def test_the_teller_goes_on_in_words_of_its_own(read, text, trigger, source):
    event = read(text, trigger)
    assert (event.source_text, event.attribution_text) == (source, "")


@pytest.mark.parametrize(
    ("text", "trigger", "source", "attribution"),
    [
        ("The governor said drones damaged a school, killed a guard and injured three.", "killed", "", "The governor"),
        ("The governor said drones damaged a school, killed a guard and injured three.", "injured", "", "The governor"),
        ("Officials said the raid killed three people and wounded nine.", "wounded", "", "Officials"),
        ("The minister said that troops had crossed the border, burned two villages and abducted 30 people.", "abducted", "troops", "The minister"),
        ("Officials said the militia shelled a town, burned ten homes and seized a bridge.", "burned", "the militia", "Officials"),
        ("Officials said the militia shelled a town, burned ten homes and seized a bridge.", "seized", "the militia", "Officials"),
        # What is told may go on in words too.
        ("Police said the gunmen took ten hostages and demanded a ransom.", "demanded", "the gunmen", "Police"),
        ("The envoy said four men were arrested and accused of spying.", "accused", "", "The envoy"),
        ("Prosecutors said the mayor was detained and ordered to stand trial.", "ordered", "", "Prosecutors"),
    ],
)  # fmt: skip
def test_what_is_told_goes_on_with_deeds(read, text, trigger, source, attribution):
    event = read(text, trigger)
    assert (event.source_text, event.attribution_text) == (source, attribution)


def test_a_quote_ends_where_its_speaker_goes_on(rows):
    quotes = rows("The ministry said four children were killed in the raid and called for a truce.").quotes
    assert "four children were killed in the raid" in [quote.text for quote in quotes]


@pytest.mark.parametrize(
    ("text", "trigger", "source"),
    [
        ("Militants stormed the village, forcing soldiers to flee and killing six farmers.", "killing", "Militants"),
        ("Militants stormed the village, forcing soldiers to flee and killing six farmers.", "flee", "soldiers"),
        ("Rebels seized the town, forcing officials to resign and killing two.", "resign", "officials"),
        ("Gunmen stormed the camp on Tuesday, compelling guards to flee and killing six.", "killing", "Gunmen"),
        ("Militants overran a base, forcing hundreds of families to flee to Monguno.", "forcing", "Militants"),
    ],
)  # fmt: skip
def test_whoever_is_forced_does_it(read, text, trigger, source):
    event = read(text, trigger)
    assert (event.source_text, event.factuality) == (source, "happened")


@pytest.mark.parametrize(
    ("text", "trigger", "source", "target"),
    [
        ("Three militants were killed and five others arrested.", "arrested", "", "five others"),
        ("The commander was shot and his driver abducted.", "abducted", "", "his driver"),
        ("Two officers were killed and a third kidnapped on Sunday.", "kidnapped", "", "a third"),
        ("Two churches were burned and a mosque attacked.", "attacked", "", "a mosque"),
        ("Four guards were wounded and two colleagues taken hostage.", "taken hostage", "", "two colleagues"),
        ("The businessman was found guilty and handed a 10-year prison term.", "handed", "", "The businessman"),
        ("The clerk was convicted and given an eight-year sentence.", "given", "", "The clerk"),
        ("The firm was convicted and fined $3 million.", "fined", "", "The firm"),
        ("Manuel Toro was extradited in 2023 and sentenced the following year to more than 20 years.", "sentenced", "", "Manuel Toro"),
        ("His predecessor was removed from office and jailed for life last month after a trial.", "jailed", "", "His predecessor"),
        ("A woman was killed and her husband hospitalized after a drone struck their car.", "killed", "", "A woman"),
        # A subject and an object of its own.
        ("Four men were shot and police arrested two suspects.", "arrested", "police", "two suspects"),
        ("A soldier was wounded and rebels attacked at dawn.", "attacked", "rebels", None),
        ("He was elected in May and visited Lima last week.", "visited", "He", "Lima"),
        ("The mayor was freed and attacked the government on Monday.", "attacked", "The mayor", "the government"),
    ],
)  # fmt: skip
def test_a_passive_lends_its_auxiliary(read, text, trigger, source, target):
    event = read(text, trigger)
    assert event.source_text == source
    assert target is None or event.target_text == target


@pytest.mark.parametrize(
    ("text", "trigger", "source"),
    [
        ("Gunmen besieging the base threatened to execute prisoners.", "threatened", "Gunmen"),
        ("Rebels holding the town vowed to fight on.", "vowed", "Rebels"),
        ("Police guarding the palace fired on a crowd.", "fired", "Police"),
        ("A crowd gathering outside the court demanded his release.", "demanded", "A crowd"),
        ("Forces loyal to Haftar shelled the airport.", "shelled", "Forces"),
        ("Forces loyal to President Salva Kiir have bombed the town.", "bombed", "Forces"),
        ("Villagers angry at the arrests burned a police station.", "burned", "Villagers"),
        ("On Monday, after the court issued its ruling, the president, Juan Paz, dismissed the judge.", "dismissed", "the president, Juan Paz"),
        ("When the vote was over, the speaker, Ana Ruiz, accused the army of fraud.", "accused", "the speaker, Ana Ruiz"),
        ("Guyana, whose Essequibo region is claimed by Caracas, complained that a vessel had entered its waters.", "complained", "Guyana"),
        ("Norland, whose army shelled the town, denied the claim.", "denied", "Norland"),
        ("Norland, whose army shelled the town, denied the claim.", "shelled", "Norland"),
        ("Moscow called for calm, and Turkey, a member of NATO, accused Greece of provocation.", "accused", "Turkey"),
        ("The coalition collapsed on Sunday, and the party's leader, Anna Weiss, has called for elections.", "called for", "the party's leader, Anna Weiss"),
    ],
)  # fmt: skip
def test_the_main_verb_has_the_subject_of_the_sentence(read, text, trigger, source):
    assert read(text, trigger).source_text == source


def test_another_state_speaks_for_itself(read):
    text = "Moscow called for calm, and Turkey, a member of NATO, accused Greece of provocation."
    assert read(text, "accused").attribution_text == ""


@pytest.mark.parametrize(
    "text",
    [
        "Troops retreated, leaving behind 30 dead.",
        "Fighters withdrew, leaving dozens wounded.",
        "The army clashed with rebels, leaving three bystanders wounded.",
    ],
)
def test_whoever_retreats_has_not_killed_those_left_behind(read, text):
    assert read(text, "leaving").source_text == ""


def test_whoever_opens_fire_has(read):
    assert read("Gunmen opened fire on a bus, leaving nine dead.", "leaving").source_text == "Gunmen"


@pytest.mark.parametrize(
    "text",
    [
        "The town, where rebels killed ten men in May 2024, was bombed on Monday.",
        "The church, which gunmen burned in 2021, was bombed on Monday.",
    ],
)
def test_what_befell_a_place_before_is_another_deed(read, text):
    event = read(text, "bombed")
    assert (event.source_text, event.killed_min) == ("", None)


@pytest.mark.parametrize(
    ("text", "trigger", "source"),
    [
        ("Egypt warned Ethiopia against any attempt to seize the port.", "seize", "Ethiopia"),
        ("The UN warned the army against attacking the camp.", "attacking", "the army"),
        ("The pope cautioned the rebels against shelling the town.", "shelling", "the rebels"),
    ],
)
def test_whoever_is_warned_against_it_would_do_it(read, text, trigger, source):
    assert read(text, trigger).source_text == source


@pytest.mark.parametrize(
    ("text", "trigger", "target"),
    [
        ("Ilic resigned after a teacher who was hanging a banner was stabbed by a soldier.", "stabbed", "a teacher"),
        ("The minister resigned after a reporter who had criticised him was shot by a guard.", "shot", "a reporter"),
        ("Salcedo listened as judge Carmen Huamani read out the verdict, and was taken in handcuffs to a police base.", "taken", "Salcedo"),
        ("She wept as a court in Lima read out the sentence, and was led away in handcuffs.", "led away", "She"),
        ("Supporters of the Awami League, which has been banned from the elections, blocked a road.", "banned", "the Awami League"),
        ("The diplomats' expulsion angered Moscow.", "expulsion", "The diplomats'"),
        ("The workers' deportation angered Lima.", "deportation", "The workers'"),
    ],
)  # fmt: skip
def test_whom_it_befell(read, text, trigger, target):
    assert read(text, trigger).target_text == target


def test_whoever_expels_others_does_so(read):
    event = read("Warsaw's expulsion of the diplomats angered Moscow.", "expulsion")
    assert (event.source_text, event.target_text) == ("Warsaw's", "the diplomats")
