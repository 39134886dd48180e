"""Lists to choose from: what is listed, what is chosen, what is left of each value."""

import re

from analystkit.widgets import explore
from analystkit.widgets.facet import Facet


def _rows(facet):
    return re.findall(
        r'<span class="name"><bdi>(.*?)</bdi></span><span class="n">(.*?)</span>', facet._lines.value
    )


def test_the_first_few_are_listed_and_more_on_request():
    facet = Facet("letter", few=2)
    facet.offer([("a", 9), ("b", 5), ("c", 1)])
    assert _rows(facet) == [("a", "9"), ("b", "5")] and facet._more.description == "1 more"
    facet._more.click()
    assert [name for name, _ in _rows(facet)] == ["a", "b", "c"] and facet._more.description == "fewer"


def test_a_row_is_pressed_and_let_go_and_a_chosen_one_further_down_is_listed():
    facet = Facet("letter", few=2)
    facet.offer([("a", 9), ("b", 5), ("c", 1)])
    facet._buttons[1].value = True
    assert facet.value == ("b",) and facet._buttons[1].description == "b: 5, chosen"
    facet.value = ("b", "c")
    assert [name for name, _ in _rows(facet)] == ["a", "b", "c"] and facet._buttons[2].value
    facet._buttons[1].value = False
    assert facet.value == ("c",)


def test_the_explorer_shows_what_the_filter_leaves_of_each_value(corpus):
    filters = explore(corpus).filters
    assert _rows(filters.types) == [("ASSAULT", "3"), ("CONSULT", "1")]
    filters.outlets.value = ("Wire",)
    assert _rows(filters.types) == [("ASSAULT", "<b>1</b> of 3"), ("CONSULT", "<b>0</b> of 1")]
    # Both copies of the story are one mention each of the rebels; the third stands in the other article.
    assert dict(filters.state.left("mentions", "actor_id")) == {"ac_r": 1, "ac_g": 0}
    filters.state.reset()
    assert _rows(filters.types) == [("ASSAULT", "3"), ("CONSULT", "1")]
