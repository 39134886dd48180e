"""Who does it and to whom: behind an empty "it", in misread gerunds, in appositions, through series and what is called so. Through the embedded pipeline."""

from datetime import UTC, datetime

import pytest

from analystkit.extraction.dates import extract_dates
from analystkit.extraction.events import extract_events
from analystkit.extraction.mentions import extract_mentions
from analystkit.extraction.part import read_part
from analystkit.lexicon import Lexicon
from analystkit.model.rows import Article

LEXICON = Lexicon.default()


@pytest.fixture
def read(nlp):
    def reading(text, trigger):
        part = read_part(Article("a1", "", text, datetime(2024, 3, 5, tzinfo=UTC)), "text", nlp(text))
        mentions = extract_mentions([part], LEXICON)
        events = extract_events(part, mentions, extract_dates(part, LEXICON), [], [], LEXICON)
        return next(e for e in events if trigger in e.trigger)

    return reading


@pytest.mark.parametrize(
    ("text", "trigger", "source"),
    [
        ("It is too early to lift the sanctions, the minister said.", "lift", ""),
        ("It is illegal to arrest journalists without a warrant.", "arrest", ""),
        ("It took the army three days to retake the town.", "retake", "the army"),
        ("It is time for the army to shell the town.", "shell", "the army"),
        ("The army denied bombing hospitals.", "bombing", "The army"),
        ("The court found him guilty of bombing a church.", "bombing", "him"),
        ("The troops are accused of having burned houses.", "burned", "The troops"),
        ("The minister persuaded the rebels to release the hostages.", "release", "the rebels"),
        ("The unions resumed their strike.", "strike", "The unions"),
        ("Shops stayed shut in a strike called by drivers' unions.", "strike", "drivers' unions"),
        ("The rebels carried out a series of attacks against army posts.", "attacks", "The rebels"),
        ("The convoy was hit in an attack blamed on the rebels.", "attack", "the rebels"),
        ("The president's dismissal of the general caused unrest.", "dismissal", "The president's"),
        ("The presidents of Norland and Sudland met in Geneva.", "met", "The presidents of Norland and Sudland"),
        ("Pickets blocked the road.", "blocked", "Pickets"),
        ("She condemned the government for jailing reporters.", "jailing", "the government"),
        ("The strike, the third this year, was called by the nurses' union to demand better pay.", "strike", "the nurses' union"),
        ("A man lost an eye after an officer struck him.", "struck", "an officer"),
        ("At least 22 people died, and the prime minister, James Marape, declared a state of emergency.", "declared", "the prime minister, James Marape"),
        ("A spokesman said the Secretary of State, Antony Blinken, had telephoned President Vucic.", "telephoned", "the Secretary of State, Antony Blinken"),
        ("The morning after the shooting, Guillermo Lasso, the president, asked the army for help.", "asked", "Guillermo Lasso"),
        ("President Zelensky said that he had no doubt the missile was not Ukrainian, and demanded access to the site.", "demanded", "President Zelensky"),
        ("The foreign ministers agreed by telephone to meet the rebels.", "agreed", "The foreign ministers"),
        # By what, by whose count, how: not by whom.
        ("Seventeen people were killed, most of them by gunshots.", "killed", ""),
        ("The rector was murdered, by the state's account in a robbery.", "murdered", ""),
        ("Nine people were killed by mistake.", "killed", ""),
    ],
)  # fmt: skip
def test_who_did_it(read, text, trigger, source):
    assert read(text, trigger).source_text == source


@pytest.mark.parametrize(
    ("text", "trigger", "target"),
    [
        ("Siamak Namazi, a businessman who was arrested in 2015, was freed.", "arrested", "Siamak Namazi, a businessman"),
        ("The rebels attacked what they called a camp of spies.", "attacked", "a camp of spies"),
        ("Rebels fired on what the army described as a school.", "fired", "a school"),
        ("They opened fire without warning on a crowd of mourners.", "opened fire", "a crowd of mourners"),
        ("On the orders of the general, soldiers shot the mayor.", "shot", "the mayor"),
        ("The troops are accused of having burned houses.", "burned", "houses"),
        ("The court found him guilty of bombing a church.", "bombing", "a church"),
        ("Minutes afterwards the mayor left the palace by car with his family, bound for the embassy, but was detained by guards.", "detained", "the mayor"),
        ("She condemned the government for jailing reporters.", "jailing", "reporters"),
        ("The army was praised for freeing the hostages.", "freeing", "the hostages"),
        ("Prisoners took guards hostage across the country.", "hostage", "guards"),
        ("Border guards pushed back 300 migrants.", "pushed back", "300 migrants"),
        ("Gunmen sprayed customers with bullets.", "sprayed", "customers"),
        ("The army, on the other hand, opened fire.", "opened fire", ""),
    ],
)  # fmt: skip
def test_to_whom_it_was_done(read, text, trigger, target):
    assert read(text, trigger).target_text == target
