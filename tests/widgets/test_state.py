import pytest

from analystkit.errors import InputError
from analystkit.widgets.state import FilterState


@pytest.fixture
def state(corpus):
    return FilterState(corpus)


def test_counts_say_how_many_of_how_many(state):
    state.set(event_types=["ASSAULT"], outlets="Wire")
    assert state.counts() == {
        "events": (1, 4),
        "quotes": (0, 1),
        "articles": (1, 3),
        "stories": (1, 2),
    }


def test_changes_add_up_and_listeners_hear_each_once(state):
    heard = []
    state.listen(lambda: heard.append(len(state.result.events)))
    state.set(event_types=["ASSAULT"])
    state.set(factuality=["happened"])
    state.set(factuality=["happened"])
    assert heard == [3, 2]


def test_undo_redo_and_reset(state):
    state.set(text="port")
    state.set(outlets=["Wire"])
    assert state.undo() and state.filter.outlets == () and state.filter.text == "port"
    assert state.redo() and state.filter.outlets == ("Wire",)
    state.reset()
    assert not state.filter and state.undo() and state.filter.text == "port"
    while state.undo():
        pass
    assert not state.filter and not state.undo()


def test_chips_take_one_condition_away(state):
    state.set(actors=["ac_r", "ac_g"], dates=("2023-05-01", "2023-05-31"), background=False, actors_all=True)
    words = [words for _, _, words in state.chips()]
    assert words == [
        "Rebels",
        "Governor of the South",
        "all of these actors",
        "2023-05-01 to 2023-05-31",
        "without background",
    ]
    state.drop("actors", "ac_g")
    state.drop("dates")
    assert (
        state.filter.actors == ("ac_r",) and state.filter.dates is None and state.filter.background is False
    )


def test_the_code_it_prints_gives_what_it_shows(state, corpus):
    state.set(
        actors=["ac_r"], factuality=["happened"], dates=("2023-05-01", "2023-05-31"), involved="sentence"
    )
    again = eval(state.code(), {"corpus": corpus})
    assert again.events.equals(state.result.events) and "'Rebels'" in state.code()


def test_a_wrong_value_leaves_the_state_as_it_was(state):
    state.set(outlets=["Wire"])
    with pytest.raises(InputError):
        state.set(dates=("2023-06-01", "2023-05-01"))
    assert state.filter.outlets == ("Wire",) and state.filter.dates is None


def test_countries_are_called_by_name_where_they_are_shown(state):
    state.set(countries=["SOM"])
    assert [words for _, _, words in state.chips()] == ["Somalia"]
    assert state.code() == "corpus.where(countries=['SOM'])"


@pytest.mark.parametrize("wrong", [{"outlets": "Wyre"}, {"actors": "Nobody"}, {"countries": "Ukrain"}])
def test_a_name_nobody_bears_leaves_the_state_as_it_was(state, wrong):
    state.set(text="port")
    with pytest.raises(InputError):
        state.set(**wrong)
    assert state.filter.active() == {"text": "port"} and state.result is not None
    assert state.undo() and not state.can_undo


def test_how_names_are_meant_is_no_chip(state):
    state.set(outlets=["Wire", "Nobody"], allow_unknown=True)
    assert [words for _, _, words in state.chips()] == ["Wire", "Nobody"]
