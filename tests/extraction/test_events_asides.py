"""Remarks and relative clauses set in by commas, and verbs beside verbs: what each shares with the other. Through the embedded pipeline."""

import pytest


@pytest.fixture
def read(events_of):
    return lambda text: {event.trigger: event for event in events_of(text)}


@pytest.mark.parametrize(
    ("sentence", "trigger", "label"),
    [
        ("At no time, the ministry said, had guards fired on the crowd.", "fired", "negated"),
        ("A strike on the port, he warned, would end the talks.", "strike", "hypothetical"),
        ("Chad, to which he might flee, called for an end to the violence.", "called for", "happened"),
        ("The bloc does not recognise the junta and expelled two of its envoys in May.", "expelled", "happened"),
        ("The bloc does not recognise the junta and expelled two of its envoys in May.", "recognise", "negated"),
        ("The council called for a new vote; the government refused.", "called for", "happened"),
        ("Patrols need no permit, a decision that the mayor criticised.", "criticised", "happened"),
        ("The army promised to leave, a decision that she would resign over.", "promised", "planned"),
        ("A curfew was imposed to end three weeks of protests against the tax.", "protests", "happened"),
        ("She was convicted of inciting violence.", "violence", "hypothetical"),
        ("Norway promised nine helicopters earlier this month.", "promised", "planned"),
        ("Amman barred the envoy from returning and warned of serious consequences.", "warned of serious consequences", "threatened"),
        ("Before the report appeared, one of his aides had blamed the rebels.", "blamed", "happened"),
        ("The raid was aimed at a militant group.", "raid", "happened"),
        ("The editor denied taking bribes and went on hunger strike.", "went on hunger strike", "happened"),
        ("The cabinet refuses to drop the target but has asked a judge to mediate.", "asked", "happened"),
        ("Investigators suspect a spy service, the GRU, of blowing up a depot.", "blowing up", "alleged"),
        ("The ministers did not take up a request by the union.", "take up a request", "happened"),
        ("Chad refused to comply with a demand from the court.", "demand", "happened"),
        ("It was supposed to let aid in and captives to be exchanged.", "exchanged", "hypothetical"),
    ],
)  # fmt: skip
def test_what_stands_apart_decides_nothing(read, sentence, trigger, label):
    assert read(sentence)[trigger].factuality == label


@pytest.mark.parametrize(
    ("sentence", "trigger", "source", "target"),
    [
        ("Chad, to which he might flee, called for an end to the violence.", "called for", "Chad", "an end"),
        ("Iran had carried out last week's attack on the tanker, in which the captain died.", "carried out last week's attack", "Iran", "the tanker"),
        ("The union called for a strike; the ministry refused.", "called for", "The union", ""),
        ("Amman barred the envoy from returning and warned of serious consequences.", "warned of serious consequences", "Amman", "serious consequences"),
        ("His wife was led away and jailed some hours later.", "jailed", "", "His wife"),
        ("The last of the captives were released in January.", "released", "", "The last of the captives"),
        ("In the evening, a crowd set fire to the private home of the minister.", "set fire", "crowd", "the private home of the minister"),
        ("The bloc imposed three rounds of sanctions on Belarus.", "imposed three rounds of sanctions", "The bloc", "Belarus"),
    ],
)  # fmt: skip
def test_who_stands_apart_and_does_it_all_the_same(read, sentence, trigger, source, target):
    event = read(sentence)[trigger]
    assert (event.source_text, event.target_text) == (source, target)


@pytest.mark.parametrize(
    ("sentence", "trigger", "kind"),
    [
        ("Both sides pledged not to attack merchant ships.", "pledged", "AGREE"),
        ("The rebels vowed to attack merchant ships.", "vowed", "THREATEN"),
        ("Belarus freed nine people, among them a reporter.", "freed", "RETREAT"),
        ("Firefighters freed nine people from the rubble.", "freed", "AID"),
        ("Trains stood still during a strike by police and clerks over a pay cut.", "strike", "PROTEST"),
        ("A strike by the air force killed nine militants.", "strike", "ASSAULT"),
        ("The two neighbours fought a war over the river in 1962.", "fought a war", "ASSAULT"),
        ("He quit as prime minister in January.", "quit", "RETREAT"),
        ("She went on hunger strike in May.", "went on hunger strike", "PROTEST"),
        ("Officers pushed him from an upper floor.", "pushed", "ASSAULT"),
        ("The council extended its arms embargo by a year.", "extended", "COERCE"),
        ("The soldier pledged allegiance to the junta.", "pledged allegiance", "SUPPORT"),
        ("The militia vowed to take revenge.", "vowed", "THREATEN"),
        ("Turkey invaded in 1974.", "invaded", "ASSAULT"),
        ("Oslo imposed an oil embargo on the island.", "imposed", "COERCE"),
        ("Fishermen closed the harbour in sympathy.", "closed", "PROTEST"),
        ("Lawmakers brought down the government on Wednesday.", "brought down", "REJECT"),
        ("The officer remains in custody.", "remains in custody", "COERCE"),
        ("The military was on extremely high alert.", "was on extremely high alert", "MOBILIZE"),
        ("The island stopped putting people in prison for their poems.", "putting people in prison", "COERCE"),
        ("The president called the raid a war crime.", "called", "ACCUSE"),
        ("A court on Tuesday sent the editor to a penal colony.", "sent", "SANCTION"),
        ("A court ordered that the two men be held until May.", "ordered", "COERCE"),
        ("Three rockets had come down outside the town.", "come down", "ASSAULT"),
        ("Over 1,300 were held after police broke up the rally.", "held", "COERCE"),
    ],
)  # fmt: skip
def test_what_kind_of_deed_it_is(read, sentence, trigger, kind):
    assert read(sentence)[trigger].event_type == kind
