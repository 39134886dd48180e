"""Who is counted among the victims, which numbers are no tolls, who says so, and what is not sure. Through the embedded pipeline."""

import pytest


@pytest.fixture
def read(events_of):
    return lambda text: {event.trigger: event for event in events_of(text)}


@pytest.mark.parametrize(
    ("sentence", "trigger", "target", "killed"),
    [
        ("The blast killed a police officer and at least four civilians.", "killed", "a police officer; at least four civilians", 5),
        ("Gunmen abducted a nun and at least 12 pupils.", "abducted", "a nun; at least 12 pupils", None),
        ("The raid killed a colonel and up to ten soldiers.", "killed", "a colonel; up to ten soldiers", 1),
        ("The army killed a commander and about a dozen fighters.", "killed", "a commander; about a dozen fighters", 13),
        ("Police killed a woman and a 12-year-old.", "killed", "a woman; a 12-year-old", 2),
        ("Soldiers shot a teacher and a 15-year-old at the checkpoint.", "shot", "a teacher; a 15-year-old", None),
        ("Police shot a protester at the gates.", "shot", "a protester", None),
        ("Officers arrested a union leader and a 17-year-old.", "arrested", "a union leader; a 17-year-old", None),
        ("Two 16-year-olds were killed.", "killed", "Two 16-year-olds", 2),
        ("Militants shot dead three policemen near Quetta.", "shot dead", "three policemen", 3),
        ("Soldiers shot dead protesters in Bamako.", "shot dead", "protesters", None),
        ("Gunmen stabbed to death at least six herders and a driver.", "stabbed to death", "at least six herders; a driver", 7),
        ("Bandits hacked to death five farmers.", "hacked to death", "five farmers", 5),
        ("Militants burned alive six villagers.", "burned alive", "six villagers", 6),
    ],
)  # fmt: skip
def test_victims(read, sentence, trigger, target, killed):
    event = read(sentence)[trigger]
    assert (event.target_text, event.killed_min) == (target, killed)


@pytest.mark.parametrize(
    ("sentence", "trigger", "killed", "injured"),
    [
        (
            "Zelensky said Russia had launched 200 drones overnight, with 150 shot down.",
            "launched",
            None,
            None,
        ),
        ("Russia launched 80 drones at Kyiv, 50 of which were shot down.", "launched", None, None),
        ("Ukraine fired 40 missiles overnight, 12 of which were shot down.", "shot down", None, None),
        ("The ministry said 12 people were killed, up from an earlier toll of nine.", "killed", 12, None),
        ("The ministry said 23 people were wounded, revising an initial toll of 15.", "wounded", None, 23),
        ("Six people were killed, down from a previous toll of eight, police said.", "killed", 6, None),
    ],
)
def test_numbers_that_are_no_toll(read, sentence, trigger, killed, injured):
    event = read(sentence)[trigger]
    assert (event.killed_min, event.injured_min) == (killed, injured)


def test_weapons_told_of_before_are_shot_down(read):
    event = read("Russia launched 80 drones at Kyiv, 50 of which were shot down.")["shot down"]
    assert (event.factuality, event.outcome, event.target_text) == ("attempted", "intercepted", "")


@pytest.mark.parametrize(
    ("sentence", "trigger", "target", "injured"),
    [
        ("The ministry put the toll at 18 dead and 40 injured.", "injured", "40", 40),
        ("The army put its losses at three soldiers killed and nine wounded.", "wounded", "nine", 9),
    ],
)
def test_who_counts_the_losses_is_no_victim(read, sentence, trigger, target, injured):
    event = read(sentence)[trigger]
    assert (event.target_text, event.injured_min) == (target, injured)


@pytest.mark.parametrize(
    ("sentence", "trigger", "source"),
    [
        ("Clashes between the Rapid Support Forces, or RSF, and the army killed 12 civilians.", "Clashes", "the Rapid Support Forces; the army"),
        ("Clashes between the Rapid Support Forces (RSF) and the army killed 12 civilians.", "killed", "the Rapid Support Forces; the army"),
        ("Fighting between the Tigray Defence Forces, or TDF, and the Ethiopian army resumed.", "Fighting", "the Tigray Defence Forces; the Ethiopian army"),
        ("Talks between the Congress of Labour, or COL, and the government failed.", "Talks", "the Congress of Labour; the government"),
        ("The Arakan Army, or AA, and the military clashed in Sittwe on Monday.", "clashed", "The Arakan Army; the military"),
        ("The RSF has been at war with the army since April 2023.", "been at war", "The RSF; the army"),
        ("Ethiopia is at war with the rebels.", "is at war", "Ethiopia; the rebels"),
        ("The envoy told reporters that talks with Iran had collapsed.", "talks", ""),
        ("The minister told lawmakers that clashes with rebels had ended.", "clashes", "rebels"),
    ],
)  # fmt: skip
def test_sides(read, sentence, trigger, source):
    assert read(sentence)[trigger].source_text == source


@pytest.mark.parametrize(
    ("sentence", "trigger", "speaker", "target"),
    [
        ("Nine people were wounded, three of them seriously, the governor said.", "wounded", "the governor", "Nine people"),
        ("Eight soldiers were injured, two of them critically, police said.", "injured", "police", "Eight soldiers"),
        ("Rebels shelled the town, wounding children, doctors and a mayor said.", "wounding", "doctors", "children"),
        ("Rebels ambushed a convoy, killing three soldiers, witnesses and police said.", "killing", "witnesses", "three soldiers"),
        ("Gunmen stormed the village, killing elders, residents and police said.", "stormed", "residents", "the village"),
    ],
)  # fmt: skip
def test_who_says_so(read, sentence, trigger, speaker, target):
    event = read(sentence)[trigger]
    assert (event.attribution_text, event.target_text) == (speaker, target)


@pytest.mark.parametrize(
    ("sentence", "trigger", "factuality"),
    [
        ("No casualties were reported in the drone attack on the refinery.", "drone attack", "happened"),
        ("Nobody was killed in the bombing.", "bombing", "happened"),
        ("No one was injured in a bomb attack on a church.", "bomb attack", "happened"),
        ("No soldier was killed in any attack this week.", "attack", "negated"),
        ("The mayor was not notified of the raid in advance.", "raid", "happened"),
        ("Police were not informed about the arrest.", "arrest", "happened"),
        ("Little is known about the attack.", "attack", "happened"),
        ("The minister said he had no prior knowledge of the raid.", "raid", "happened"),
        ("A spokesman declined to comment on the raid.", "raid", "happened"),
        ("The president refused to discuss the killing of the journalist.", "killing", "happened"),
        ("The minister would not discuss the arrests.", "arrests", "happened"),
        ("The army declined to comment on reports that rebels had killed hostages.", "killed", "alleged"),
        ("The ministry did not respond to questions about the raid.", "raid", "happened"),
        ("The firm declined to talk about the cyberattack.", "cyberattack", "happened"),
        ("Families have not been told of the executions.", "executions", "happened"),
        ("Ukraine denied the bombing of the dam.", "bombing", "denied"),
        ("The court rejected the appeal of the detained journalist.", "detained", "happened"),
        ("Iran denied visas to the relatives of the kidnapped engineers.", "kidnapped", "happened"),
        ("The group denied that the abducted nurses had been beaten.", "beaten", "denied"),
        ("The group denied that the abducted nurses had been beaten.", "abducted", "happened"),
    ],
)  # fmt: skip
def test_what_is_taken_for_granted(read, sentence, trigger, factuality):
    assert read(sentence)[trigger].factuality == factuality


@pytest.mark.parametrize(
    "sentence",
    [
        "A spokesman declined to comment on the raid.",
        "The court rejected the plea of the detained journalist.",
    ],
)
def test_who_is_silent_reports_nothing(events_of, sentence):
    assert [e.attribution_text for e in events_of(sentence) if e.event_type in ("ASSAULT", "COERCE")] == [""]


@pytest.mark.parametrize(
    ("sentence", "trigger", "factuality"),
    [
        ("The government ought to arrest him.", "arrest", "hypothetical"),
        ("Police ought to have arrested the gunman.", "arrested", "hypothetical"),
        ("Not a single prisoner was released.", "released", "negated"),
        ("Not all prisoners were released.", "released", "happened"),
        ("It is likely that rebels killed the envoy.", "killed", "alleged"),
        ("It is likely that rebels will attack the town.", "attack", "threatened"),
        ("The group likely carried out the bombing.", "carried out the bombing", "alleged"),
        ("Rebels almost certainly killed the envoy.", "killed", "alleged"),
        ("We assess with moderate confidence that Russia sabotaged the cable.", "sabotaged", "alleged"),
        ("US intelligence assesses with high confidence that Iran attacked the ship.", "attacked", "alleged"),
        ("The agency assessed that militants shelled the port.", "shelled", "alleged"),
        ("Two men who survived the massacre spoke to reporters.", "massacre", "happened"),
        ("The envoy survived an assassination attempt.", "assassination attempt", "attempted"),
        ("The general was jailed for ordering an attack on a village.", "ordering an attack", "happened"),
        ("The minister is wanted for ordering a massacre.", "ordering a massacre", "happened"),
        ("They accuse the general of having ordered a massacre in 1998.", "ordered a massacre", "alleged"),
        ("The general ordered an attack on a village.", "ordered an attack", "planned"),
        ("Workers pledged to block the port until the company frees their leader.", "frees", "hypothetical"),
        ("Guards held them until the army freed them.", "freed", "happened"),
        ("Norland fears that weapons will reach groups that attacked a camp, killing 27 soldiers.", "killing", "happened"),
        ("Parliament passed a law banning protests.", "banning", "happened"),
        ("The city passed an ordinance outlawing demonstrations near schools.", "demonstrations", "negated"),
        ("The governor issued an order banning rallies in Lagos.", "rallies", "negated"),
        ("A protest organised by farmers is expected to begin on Monday.", "protest", "planned"),
        ("A rally organised by students took place on Monday.", "rally", "happened"),
    ],
)  # fmt: skip
def test_what_is_not_sure(read, sentence, trigger, factuality):
    assert read(sentence)[trigger].factuality == factuality


def test_what_somebody_did_is_not_what_was_done_to_him(read):
    event = read("The general, who survived an assassination attempt in 2022, ordered the raid.")[
        "ordered the raid"
    ]
    assert (event.factuality, event.date_text) == ("happened", "")


def test_a_result_told_behind_a_relative_clause_is_of_its_deed(read):
    event = read(
        "Officials fear that weapons will reach groups that attacked a camp on Thursday, killing 27 soldiers."
    )["killing"]
    assert (event.source_text, event.date_text, event.killed_min) == ("groups", "Thursday", 27)


def test_a_ban_is_whose_law_it_is(read):
    event = read("Parliament passed a law banning protests.")["banning"]
    assert (event.source_text, event.target_text) == ("Parliament", "protests")


def test_a_protest_ahead_is_on_the_day_it_begins(read):
    event = read("A protest organised by farmers is expected to begin on Monday.")["protest"]
    assert (event.source_text, event.date_text) == ("farmers", "Monday")


@pytest.mark.parametrize(
    ("sentence", "trigger", "source", "target"),
    [
        ("We welcome the arrest by military prosecutors of Lieutenant Faustin Bahati.", "arrest", "military prosecutors", "Lieutenant Faustin Bahati"),
        ("The killing by police of Ahmed Sule sparked protests.", "killing", "police", "Ahmed Sule"),
        ("The killing by gunmen of two brothers shocked the town.", "killing", "gunmen", "two brothers"),
        ("The bombing by militants of a mosque was condemned.", "bombing", "militants", "a mosque"),
        ("The bombing by the government of President Bashar al-Assad was condemned.", "bombing", "the government of President Bashar al-Assad", ""),
        ("The killing by members of the group shocked the town.", "killing", "members of the group", ""),
        ("The arrest by agents of the State Security Service was condemned.", "arrest", "agents of the State Security Service", ""),
    ],
)  # fmt: skip
def test_whom_it_was_done_to_behind_who_did_it(read, sentence, trigger, source, target):
    event = read(sentence)[trigger]
    assert (event.source_text, event.target_text) == (source, target)


@pytest.mark.parametrize(
    ("sentence", "trigger", "speaker"),
    [
        ("The ministry put the toll at 18 dead and 40 injured.", "injured", "The ministry"),
        ("The army put its losses at three soldiers killed and nine wounded.", "killed", "The army"),
        ("Initial estimates put the toll at nine people killed.", "killed", ""),
        ("The governor put troops on the street after rebels killed ten.", "killed", ""),
    ],
)
def test_who_puts_the_toll_at_a_number_says_so(read, sentence, trigger, speaker):
    assert read(sentence)[trigger].attribution_text == speaker


@pytest.mark.parametrize(
    ("sentence", "trigger", "factuality"),
    [
        ("The computer had been hacked by a foreign government, likely the Chinese.", "hacked", "happened"),
        ("Lawmakers may pass a law banning rallies.", "banning", "hypothetical"),
        ("Protesters vowed to stay in the building until both men had left office.", "left office", "hypothetical"),
        ("They were forced to wait until police freed them.", "freed", "happened"),
    ],
)  # fmt: skip
def test_unsure_no_further_than_it_reaches(read, sentence, trigger, factuality):
    assert read(sentence)[trigger].factuality == factuality
