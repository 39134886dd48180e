"""What did not happen and must not be told as done, and what did happen beside it: whole sentences through the embedded pipeline."""

import pytest

DONE = ("happened", "ongoing")


@pytest.mark.parametrize(
    ("sentence", "trigger", "labels"),
    [
        ("They told us that they have to increase the bombings.", "bombings", "hypothetical"),
        ("A mutiny planned for June 2019, weeks before the vote, was foiled.", "mutiny", "attempted"),
        ("The plot was hatched in May and foiled in June, but the coup was averted.", "coup", "attempted"),
        ("The rocket hit the wall of the embassy but did not explode.", "explode", "attempted"),
        ("A man was killed by a grenade he was trying to throw at the parliament building.", "throw", "attempted"),
        ("The road to Mbale was mined by the rebels.", "mined", "attempted"),
        ("He said there is a plan, laid by the rebels, to attack the two bishops.", "plan", "threatened"),
        ("He revealed a plot, hatched abroad, to kill the king.", "kill", "attempted"),
        ("A man in Minna revealed a plot against Bishop Okoro.", "plot", "attempted"),
        ("An attempt against the life of the judge was made on Friday.", "made", "attempted"),
        ("The guards aborted an attack on the dam.", "attack", "attempted"),
        ("A bomb was removed from the building by police.", "removed", "attempted"),
        ("She was sentenced to ten years for conspiring to murder her husband.", "murder", "attempted"),
        ("No bombs exploded during the march.", "exploded", "negated"),
        ("The army has yet to attack the town.", "attack", "negated"),
        ("There is no evidence that the group carried out the bombing.", "bombing", "negated"),
        ("Police said they had no information about a kidnapping.", "kidnapping", "unknown"),
        ("The governor dismissed reports that police had arrested the editor.", "arrested", "alleged denied"),
        ("Reports that the minister had been killed proved false.", "killed", "alleged denied"),
        ("A court acquitted the colonel of killing protesters.", "killing", "denied"),
        ("The jury cleared the officers of beating the student.", "beating", "denied"),
        ("In the event of an invasion, the bridges are to be blown up.", "invasion", "hypothetical"),
        ("Residents imagine what a siege would mean for them.", "siege", "hypothetical"),
        ("What would you do if your city were shelled?", "shelled", "hypothetical"),
        ("The law would punish anyone who attacks a judge.", "attacks", "hypothetical"),
        ("It was an accident and not an attack.", "attack", "negated"),
        ("Far from attacking the town, the rebels were leaving it.", "attacking", "negated"),
        ("The army came close to attacking the town.", "attacking", "negated"),
        ("It was wrongly reported that the mayor had resigned.", "resigned", "denied"),
        ("He is accused of financing rebels and arming militias.", "arming", "alleged"),
        ("The deal provides for the withdrawal of troops.", "withdrawal", "planned"),
        ("A strike is looming at the port.", "strike", "planned"),
        ("A further strike is due on the last day of May.", "strike", "planned"),
        ("The navy simulated an attack on a carrier.", "attack", "hypothetical"),
        ("Soldiers stormed a mock embassy on Monday.", "stormed", "hypothetical"),
        ("In the drill, pilots bombed targets in the desert.", "bombed", "hypothetical"),
        ("Some 400 police took part in an exercise in which gunmen seized a school.", "seized", "hypothetical"),
        ("In the film, gunmen storm the palace and kill the queen.", "storm", "hypothetical"),
        ("The novel tells of a general who kills the king.", "kills", "hypothetical"),
        # What goes on from an infinitive shares what stands above it, also where its verb looks like a noun.
        ("The men wanted to storm the assembly, force ministers to resign and arrest judges.", "arrest", "planned threatened"),
        ("The group intended to kidnap the governor, bomb a bridge and rob banks.", "bomb", "planned threatened"),
        ("The assembly debated a bill to ban radio stations and jail their owners.", "jail", "hypothetical"),
        ("The troops will storm the prison and arrest the guards.", "arrest", "planned threatened"),
        ("The ministry called for the closure of the border and a boycott of the games.", "boycott", "hypothetical"),
        ("The truce calls for the withdrawal of guns, the release of detainees and the deployment of observers.", "deployment", "hypothetical"),
        # Negation and hindrance, wherever they are hung.
        ("Ex-spy says he was never tortured", "tortured", "negated"),
        ("Neither the army nor the police opened fire.", "fire", "negated"),
        ("Little has been done to disarm the militias.", "disarm", "negated"),
        ("The police were unable to arrest the suspects.", "arrest", "negated"),
        ("The rebels were too weak to attack the city.", "attack", "negated"),
        ("The two sides met but stopped short of signing a border agreement.", "signing", "negated"),
        ("Soldiers are forbidden to beat prisoners.", "beat", "negated"),
        ("The treaty bans torture and the execution of minors.", "execution", "negated"),
        ("Troops fired in the air to stop people attacking convoys.", "attacking", "negated"),
        ("Moscow denied shelling residential areas.", "shelling", "denied"),
        ("She was found not guilty of poisoning her husband.", "poisoning", "denied"),
        ("He pleaded not guilty to attacking a nurse.", "attacking", "denied"),
        # What is feared, allowed for or undecided.
        ("Residents are afraid of being arrested.", "arrested", "hypothetical"),
        ("The convoy turned round for fear of being ambushed.", "ambushed", "hypothetical"),
        ("The chances of the two sides signing a deal are slim.", "signing", "hypothetical"),
        ("The city braced for riots.", "riots", "hypothetical"),
        ("The bloc offered to mediate.", "offered", "planned"),
        ("Police want information leading to the arrest of the killers.", "arrest", "hypothetical"),
        ("The law will be used to silence dissent.", "silence", "planned hypothetical threatened"),
        ("The officers were to have led a force to fight gangs.", "fight", "planned threatened negated"),
        ("A majority favours expelling the ambassador.", "expelling", "hypothetical"),
        ("He would not say whether the army had attacked the village.", "attacked", "hypothetical"),
        ("The lawyers called for the charges to be dropped.", "dropped", "hypothetical"),
        ("A Europe-wide protest is to be held in Brussels on Friday.", "protest", "planned"),
        ("On the agenda are the release of police officers and a truce.", "release", "planned"),
        ("The court issued a warrant for the arrest of the commander.", "arrest", "hypothetical"),
        ("The man is suspected of having murdered a councillor.", "murdered", "alleged"),
        ("Residents fled as fears grew of an Israeli offensive.", "offensive", "hypothetical"),
        ("They would go on until the war ended and American troops left Iraq.", "left", "hypothetical"),
        ("He said no truce would be declared before all hostages were freed.", "freed", "hypothetical"),
        ("There is an inquiry whenever police shoot someone.", "shoot", "hypothetical"),
        ("Singers performed a scene in which soldiers storm a church.", "storm", "hypothetical"),
        ("In one scenario paratroopers recapture an airfield.", "recapture", "hypothetical"),
        ("Unions called a general strike for Monday.", "strike", "planned"),
    ],
)  # fmt: skip
def test_what_was_not_done_is_not_told_as_done(events_of, sentence, trigger, labels):
    found = [event for event in events_of(sentence) if trigger in event.trigger]
    assert found
    assert {event.factuality for event in found} <= set(labels.split())


@pytest.mark.parametrize(
    ("sentence", "trigger"),
    [
        ("The rebels used explosives to blow up a bridge.", "blow up"),
        ("The crew told us that a rocket hit the school but nobody was hurt.", "hit"),
        ("Witnesses have told a court that the reporter was hit by a sniper.", "hit"),
    ],
)
def test_what_was_told_or_served_for_it_was_done(events_of, sentence, trigger):
    assert [event.factuality for event in events_of(sentence) if event.trigger == trigger] == ["happened"]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Police said no shots were fired.", "REJECT"),
        ("He pleaded not guilty.", "SANCTION"),
        ("She was found not guilty.", "SANCTION"),
        ('A film about the attacks, "Killing at Dawn", opens next week.', "KILLING"),
        ("He is chairman of the Committee Against Torture.", "ASSAULT"),
        ('Her novel "The Siege" won a prize.', "ASSAULT"),
        ("Pyongyang called the drill a rehearsal for war.", "REQUEST"),
    ],
)
def test_what_is_said_or_named_is_no_deed(events_of, sentence, kind):
    found = {word for event in events_of(sentence) for word in (event.event_type, event.trigger.upper())}
    assert kind not in found


@pytest.mark.parametrize(
    "sentence",
    [
        "The striker struck in the 89th minute to win the match.",
        "The home side attacked all evening without scoring.",
        "Kane strikes twice as England reach the final.",
        "The champion killed off the match with two late goals.",
        "The pitcher struck out nine batters.",
        "The party is fighting for its survival.",
        "The two firms are locked in a battle for control of the market.",
        "Inflation is killing small shops.",
        "Lightning strikes killed two hikers.",
        "The wolves killed nine sheep.",
        "The virus attacks the lungs.",
    ],
)
def test_sport_nature_and_figures_of_speech_are_no_assault(events_of, sentence):
    assert not [event for event in events_of(sentence) if event.event_type == "ASSAULT"]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Police beat fans with batons after the match.", "ASSAULT"),
        ("Gunmen attacked fans outside the stadium after the match.", "ASSAULT"),
        ("Rebels killed a goalkeeper in an ambush.", "ASSAULT"),
        ("Two soldiers were killed during an exercise when rebels opened fire on them.", "ASSAULT"),
        ("Gunmen stormed a cinema showing a film about the king.", "ASSAULT"),
        ("The minister was attacked on social media.", "ACCUSE"),
        ("The governor refused to pay and ordered the army to free the hostages.", "REQUEST"),
        ("The raid was meant to free hostages.", "ASSAULT"),
        ("Nobody has been charged over the killing.", "ASSAULT"),
        ("The government did nothing to stop the killings.", "ASSAULT"),
        ("He said he did not know who had attacked the shop.", "ASSAULT"),
        ("He pleaded guilty to attacking a nurse.", "ASSAULT"),
        ("She was jailed for ordering the abduction of a journalist.", "ASSAULT"),
        ("Dockworkers walked off the job on Tuesday.", "PROTEST"),
        ("The last French soldiers left Niger on Friday.", "RETREAT"),
        ("Three men were detained and later released.", "RETREAT"),
        ("Gunmen sprayed a bus with bullets.", "ASSAULT"),
        ("Prisoners were subjected to torture for weeks.", "ASSAULT"),
        ("Pirates boarded the tanker.", "ASSAULT"),
        ("Students staged a sit-in at the ministry.", "PROTEST"),
        ("Eight in ten teachers walked out on Thursday.", "PROTEST"),
        ("Students blocked the road to demand the release of a colleague.", "REQUEST"),
        ("Prosecutors called on Friday for the result of the vote to be declared void.", "REQUEST"),
        ("Chad gave the envoys a day to leave, accusing Mali of spying.", "ACCUSE"),
        ("The party expelled the senator.", "SANCTION"),
        ("Jordan flew many of the injured to Amman on Monday.", "AID"),
        ("The judge denied him bail.", "REJECT"),
        ("China protested to Japan over the visit.", "ACCUSE"),
        ("Fighter jets were scrambled.", "MOBILIZE"),
        ("The region awaited a response to the bombing of the consulate.", "ASSAULT"),
        ("Doctors said a strike on a playground had killed two children.", "ASSAULT"),
        ("The editor was given a suspended sentence of two years.", "SANCTION"),
        ("Two drones exploded near the president.", "ASSAULT"),
        ("Militiamen dragged men from their homes.", "ASSAULT"),
        ("Riot police cleared the square.", "COERCE"),
        ("She is being held in a women's prison.", "COERCE"),
        ("The prime minister left office in May.", "RETREAT"),
    ],
)
def test_what_was_done_beside_it_stands(events_of, sentence, kind):
    assert [event for event in events_of(sentence) if event.event_type == kind and event.factuality in DONE]


@pytest.mark.parametrize(
    ("sentence", "trigger", "target", "weapon"),
    [
        (
            "The gang sent a letter wherein it threatened to kill nine judges.",
            "threatened",
            "nine judges",
            "",
        ),
        ("They remember the square in which soldiers killed nine students.", "killed", "nine students", ""),
        ("A man was killed by a grenade he was trying to throw at the bank.", "throw", "the bank", "grenade"),
    ],
)
def test_a_relative_clause_gives_its_noun_only_where_it_lacks_one(
    events_of, sentence, trigger, target, weapon
):
    found = next(event for event in events_of(sentence) if event.trigger.startswith(trigger))
    assert (found.target_text, found.weapon) == (target, weapon)


@pytest.mark.parametrize(
    ("sentence", "holder"),
    [
        ("He said there is a plan, laid by the rebels, to attack the two bishops.", "the rebels"),
        ("A plan laid by the rebels to attack the port was found.", "the rebels"),
    ],
)
def test_who_laid_a_plan_holds_it(events_of, sentence, holder):
    found = [event for event in events_of(sentence) if event.event_type == "THREATEN"]
    assert [(event.source_text, event.type_promised) for event in found] == [(holder, "ASSAULT")]


@pytest.mark.parametrize(
    "sentence",
    [
        "The attack carried out by rebels in Kano killed two people.",
        "He died in an attack launched by rebels on Tuesday.",
        "Villagers fled a raid that was led by rebels.",
    ],
)
def test_who_carried_out_an_attack_is_behind_it(events_of, sentence):
    found = [event for event in events_of(sentence) if event.method.startswith("noun:")]
    assert [event.source_text for event in found] == ["rebels"]


def test_who_condemns_an_attack_is_not_behind_it(events_of):
    found = [
        event
        for event in events_of("The attack condemned by rebels killed two people.")
        if event.event_type == "ASSAULT"
    ]
    assert {event.source_text for event in found} == {""}


@pytest.mark.parametrize(
    ("sentence", "trigger"),
    [
        ("Exports will fall due to the offensive launched by the army.", "offensive"),
        ("Because of the bombing, the country will have to import oil.", "bombing"),
        ("Officials determined that nine people were kidnapped.", "kidnapped"),
        ("The cartel reacted with a campaign of bombings.", "bombings"),
        ("This crime is similar to the murder of the two monks.", "murder"),
        ("Four soldiers fell in an ambush set by rebels.", "ambush"),
        ("She is the first judge to be murdered since the war began.", "murdered"),
        ("They left the talks to protest a bombing in the capital.", "bombing"),
        ("The general promised to react to our raid on the barracks.", "raid"),
        ("We will have more information on this ambush later.", "ambush"),
        ("Soldiers committed the murder of a monk.", "murder"),
        ("He said the governor must face trial for the killing.", "killing"),
    ],
)
def test_what_lies_behind_a_plan_is_done(events_of, sentence, trigger):
    found = [event for event in events_of(sentence) if trigger in event.trigger]
    assert found and {event.factuality for event in found} <= set(DONE)
    assert {event.event_type for event in found} == {"ASSAULT"}


@pytest.mark.parametrize(
    ("sentence", "trigger", "label"),
    [
        ("She will be the first woman to be executed in the state.", "executed", "planned threatened"),
        ("The army is to attack the town.", "attack", "planned threatened"),
        ("They will respond to any raid on the barracks.", "raid", "planned"),
        ("Armed men entered the hotel with the intention of kidnapping the envoy.", "kidnapping", "attempted"),
        ("They have the intention of attacking the town.", "attacking", "planned threatened"),
        ("The gunmen said that they will begin killing the hostages at noon.", "killing", "threatened"),
        ("The army will be able to attack the town.", "attack", "hypothetical"),
        ("She will stand trial for killing her brother.", "killing", "alleged"),
        ("The union denounced a plot by the military to kill its leaders.", "kill", "attempted"),
        ("An attempt was made on the life of the deputy.", "made", "attempted"),
        ("Police deactivated 50 kg of dynamite near the bridge.", "deactivated", "attempted"),
        ("Police found a car loaded with dynamite near the hotel.", "found", "attempted"),
    ],
)  # fmt: skip
def test_a_plan_is_no_deed(events_of, sentence, trigger, label):
    found = [event for event in events_of(sentence) if trigger in event.trigger]
    assert found and {event.factuality for event in found} <= set(label.split())


@pytest.mark.parametrize(
    ("sentence", "source", "target"),
    [
        ("The union denounced a plot by the military to kill its leaders.", "the military", "its leaders"),
        ("Rebels announced that they would return, and would shell the port.", "they", "the port"),
        ("He received telephone calls threatening him with death.", "", "him"),
        ("The gang declared the judges military targets.", "The gang", "the judges military targets"),
    ],
)
def test_a_threat_or_plot_is_one_row_and_its_makers(events_of, sentence, source, target):
    found = [event for event in events_of(sentence) if event.event_type in ("ASSAULT", "THREATEN")]
    assert [(event.source_text, event.target_text) for event in found] == [(source, target)]


def test_who_is_accused_is_who_was_put_under_pressure(events_of):
    found = events_of("The rebels were put under pressure after being accused of trying to kill a judge.")
    told = {event.trigger: (event.source_text, event.target_text) for event in found}
    assert (told["accused"], told["kill"]) == (("", "The rebels"), ("The rebels", "a judge"))
