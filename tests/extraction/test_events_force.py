"""Words of force and of its end as the news has them, and the same words where they mean none. Through the embedded pipeline."""

import pytest

_FORCE = ("ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "SANCTION")


@pytest.fixture
def read(events_of):
    return lambda text: [(event.trigger, event.event_type) for event in events_of(text)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("London threw out sixty on Wednesday.", ("threw out", "SANCTION")),
        ("Four attaches were sent packing by Prague.", ("sent packing", "SANCTION")),
        ("The consul was declared unwanted.", ("declared", "SANCTION")),
        ("Chad called back its ambassador to Paris.", ("called back", "SANCTION")),
        ("Bogota called its envoy home for consultations.", ("called its envoy home", "SANCTION")),
        ("Oslo revoked an invitation to the foreign minister.", ("revoked an invitation", "SANCTION")),
        ("Germany ejected two spies attached to the embassy.", ("ejected", "SANCTION")),
        ("Ghana sent away two officials of the mission.", ("sent away", "SANCTION")),
        ("Warsaw showed ten embassy staff the door.", ("showed", "SANCTION")),
        ("The diplomat was told to leave within 48 hours.", ("told", "SANCTION")),
        ("The alliance cut the size of the Russian mission.", ("cut", "SANCTION")),
        ("Denmark shut its embassy in Baghdad.", ("shut", "SANCTION")),
        ("The colonel got life.", ("got life", "SANCTION")),
    ],
)
def test_relations_are_cut_back_in_everyday_words(read, text, told):
    assert _kind(read(text), told) == told[1]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The judge sent him to prison for a year to await trial.", ("sent", "COERCE")),
        ("Forty men were led away after the storming.", ("led away", "COERCE")),
        ("The general was led out of the palace in handcuffs.", ("led", "COERCE")),
        ("Police took the head of the customs office into custody.", ("took", "COERCE")),
        ("Plainclothes men dragged the student into a van.", ("dragged", "COERCE")),
        ("Detectives nicked three men over the theft.", ("nicked", "COERCE")),
        ("The deposed president is being held at an air base.", ("held", "COERCE")),
        ("Eighty students spent the night in cells.", ("spent", "COERCE")),
        ("Gangs are blocking the fuel terminal.", ("blocking", "COERCE")),
        ("Migrants were turned back at the fence.", ("turned back", "COERCE")),
        ("Her phone was tapped.", ("phone", "COERCE")),
    ],
)
def test_people_are_held_and_ways_closed_in_everyday_words(read, text, told):
    assert _kind(read(text), told) == told[1]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The army has flown in six hundred special troops.", ("flown in", "MOBILIZE")),
        ("Two battalions were flown to the island.", ("flown", "MOBILIZE")),
        ("Riot police lined the avenue.", ("lined", "MOBILIZE")),
        ("Trucks full of soldiers poured into the city.", ("poured", "MOBILIZE")),
        ("Snipers were posted on roofs.", ("posted", "MOBILIZE")),
        ("Checkpoints sprang up across the city.", ("sprang up", "MOBILIZE")),
        ("Conscripts were ordered to report to barracks.", ("ordered", "MOBILIZE")),
        ("The troops have returned to their barracks.", ("returned", "RETREAT")),
        ("The hostages walked out of the bank unharmed.", ("walked out", "RETREAT")),
        ("Her deputy walked out of the government over the budget.", ("walked out", "RETREAT")),
        ("The company gave back the land it had taken from the villagers.", ("gave back", "RETREAT")),
    ],
)
def test_forces_come_and_go_in_everyday_words(read, text, told):
    assert _kind(read(text), told) == told[1]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Troops used live rounds at the airport.", ("used", "ASSAULT")),
        ("His men fired over the heads of the marchers.", ("fired", "ASSAULT")),
        ("Two factions of the cartel have been fighting each other since July.", ("fighting", "ASSAULT")),
        ("In April the gang seized ten people in the market.", ("seized", "ASSAULT")),
        ("Someone put a bullet through the mayor's window.", ("put a bullet", "ASSAULT")),
        ("Acid was thrown in her face.", ("thrown", "ASSAULT")),
    ],
)
def test_violence_is_told_in_everyday_words(read, text, told):
    assert _kind(read(text), told) == told[1]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("RETREAT", "The last of the garrison slipped away after dark."),
        ("RETREAT", "By dawn the insurgents had melted into the hills."),
        ("RETREAT", "He laid down his office as leader of the party."),
        ("RETREAT", "The three sailors are free."),
        ("RETREAT", "The kidnappers left the child on a road outside the town."),
        ("RETREAT", "The guerrillas burned their weapons in front of bishops."),
        ("RETREAT", "The shooting stopped at eleven."),
        ("RETREAT", "The inspectors got into the plant."),
        ("RETREAT", "The demonstrators packed up their tents and left."),
        ("RETREAT", "Serb units pulled their guns out of the zone."),
        ("SANCTION", "Kigali has broken with Brussels."),
        ("SANCTION", "The lender turned off the tap to Harare."),
        ("SANCTION", "The academy struck the poet off its rolls."),
        ("SANCTION", "The president got rid of his defence minister."),
        ("SANCTION", "A court sent three policemen to the gallows."),
        ("SANCTION", "He was put away for twelve years."),
        ("SANCTION", "The appeal court added two years to his term."),
        ("COERCE", "The pastor was taken from his pulpit by police."),
        ("COERCE", "The ringleader fell into the hands of the army."),
        ("COERCE", "Forty sympathisers are under lock and key."),
        ("COERCE", "The cleric was confined to his house."),
        ("COERCE", "The ship was taken to Bandar Abbas by commandos."),
        ("COERCE", "The family was flown to Kabul against its will."),
        ("COERCE", "The police scattered the crowd."),
        ("MOBILIZE", "Lorries carrying marines reached the port."),
        ("MOBILIZE", "A thousand policemen stood between the two crowds."),
        ("MOBILIZE", "Reservists have been called to the colours."),
        ("MOBILIZE", "A frigate shadowed the tanker."),
        ("MOBILIZE", "Guns were handed out to the villagers."),
        ("ASSAULT", "Shots rang out in the square."),
        ("ASSAULT", "The bandits made off with eleven pupils."),
        ("ASSAULT", "The two men came to blows."),
        ("ASSAULT", "The town was under fire for three hours."),
        ("ASSAULT", "The crowd tore him to pieces."),
        ("ASSAULT", "The rebels put the village to the torch."),
        ("ASSAULT", "The army won back the bridge."),
        ("ASSAULT", "There was shooting in the town."),
        ("ASSAULT", "Policemen fired through the gate."),
        ("COERCE", "The ship and its crew are being held at Durban."),
        ("COERCE", "The bishop and a gardener were driven off in a lorry by men of the presidential guard."),
        ("MOBILIZE", "Some four thousand soldiers were on their way to the south."),
        ("MOBILIZE", "Armoured cars were drawn up along the embankment."),
        ("SANCTION", "The Dutch put out the naval attache on Thursday."),
    ],
)
def test_rarer_words_for_it_are_understood(read, kind, text):
    assert kind in [each for _, each in read(text)]


@pytest.mark.parametrize(
    "text",
    [
        # Sport.
        "England beat Sweden on Saturday.",
        "Ferrer defeated the Serb in straight sets.",
        "He fired the ball into the net.",
        "City's attack was toothless.",
        "The striker was released by the club in the summer.",
        "The tennis player withdrew from the tournament with an injury.",
        # Markets and money.
        "The stock market, which shot up at the opening, closed lower.",
        "The yen came under attack from speculators.",
        "The bank slashed its forecast.",
        "The worst of the carnage was over, brokers said.",
        "She withdrew 200 dollars from the cash machine.",
        # Weather, beasts and sickness.
        "The tropical storm is attacking the coast of Honduras.",
        "Locusts destroyed the crop.",
        "The farmer shot a fox.",
        "Cancer struck her at thirty.",
        "Glaciers are retreating across the Andes.",
        # Accidents, kitchens and stages.
        "The factory blast was an accident.",
        "The truck struck a bridge.",
        "The cook beat the butter until it was pale.",
        "The film, all explosions and car chases, opened on Friday.",
        "The band took the town by storm.",
        # Politics and talk.
        "The minister was ambushed by reporters.",
        "A clash of egos doomed the merger.",
        "The premier shot himself in the foot.",
        "The royal couple launched a charm offensive.",
        "The carmaker recalled 40,000 vehicles.",
        "The company deployed the new software.",
        "She was caught in the rain.",
        "The gas explosion flattened a bakery.",
        "He won a battle with alcohol.",
        "Their assault on the record failed.",
        "The senator fired the first shot in the campaign.",
        "Robbers escaped with 60,000 euros.",
        "The Colts dispatched the Chiefs 20-13.",
    ],
)
def test_the_same_words_of_other_things_tell_of_no_force(read, text):
    assert [each for each in read(text) if each[1] in _FORCE] == []


def test_who_attacks_a_sentence_criticises(read):
    assert read("The opposition attacked the sentence.") == [("attacked the sentence", "ACCUSE")]


def _kind(events, told):
    # The type of the event whose trigger begins with the word that tells it.
    return next((kind for trigger, kind in events if trigger.startswith(told[0])), events)


def test_what_the_verb_did_already_is_left_to_it(events_of):
    (patrol,) = events_of("Troops patrolled the streets of the port.")
    assert patrol.event_type == "MOBILIZE"
    assert patrol.target_text
    (searched,) = events_of("Police searched the flats of the suspect.")
    assert (searched.event_type, searched.mode) == ("COERCE", "restrict")
