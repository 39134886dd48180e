"""A line of one's own that cannot be used is one error, before any article is read."""

from __future__ import annotations

import pandas as pd
import pytest

import analystkit as ak
from analystkit.errors import LexiconError
from analystkit.lexicon import Lexicon

ARTICLES = pd.DataFrame({"text": ["Rebels zapped the port."], "published": "2024-05-17"})
GOOD = {"trigger": "zap", "pos": "verb", "type": "ASSAULT", "roles": "subj>obj", "weight": "0.8"}
FAULTY = [
    ({"triggers": [GOOD | {"pos": "verbb"}]}, "expected pos verb or noun, found 'verbb'"),
    ({"triggers": [GOOD | {"weight": "much"}]}, "expected a weight from 0 to 1, found 'much'"),
    ({"places": [{"name": "Camp Example", "kind": "camp", "country": "IRQ"}]}, "has kind 'camp'"),
]
# Said as soon as the row is added.
FAULTY_ACTORS = [
    ({"name": "Sons of the River", "kind": "armed groop"}, r"row 1 of table 'actors' \(Sons of the River\) has kind 'armed groop'; did you mean 'armed group'\?"),
    ({"name": "Sons of the River", "kind": "band"}, "has kind 'band'; expected one of person, government"),
    ({"name": "Sons of the River", "sector": "XX"}, "has sector 'XX'; expected one of COP"),
    ({"name": "Sons of the River", "country": "Yemen"}, "has country 'Yemen'; .*expected a code of three letters such as YEM"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "message"), FAULTY_ACTORS)
def test_an_actor_of_no_known_kind_is_refused_with_its_row(row, message) -> None:
    with pytest.raises(LexiconError, match=message):
        Lexicon.default().extended(actors=[row])


@pytest.mark.parametrize(("added", "message"), FAULTY)
def test_a_faulty_line_is_said_once(added, message) -> None:
    with pytest.raises(LexiconError, match=message):
        ak.load(ARTICLES, lexicon=Lexicon.default().extended(**added), progress=False)


@pytest.mark.parametrize(("added", "message"), FAULTY)
def test_it_leaves_no_store_behind(added, message, tmp_path) -> None:
    with pytest.raises(LexiconError, match=message):
        ak.extract_to(
            ARTICLES, tmp_path / "store", lexicon=Lexicon.default().extended(**added), progress=False
        )
    assert not (tmp_path / "store").exists()


def test_a_good_line_is_used() -> None:
    corpus = ak.load(ARTICLES, lexicon=Lexicon.default().extended(triggers=[GOOD]), progress=False)
    assert list(corpus.events["trigger"]) == ["zapped"]


def test_a_line_with_a_cell_too_many_is_not_cut(tmp_path) -> None:
    (tmp_path / "places.csv").write_text("name,kind\nCamp Example, North,site\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="row 1 has 3 cells for 2 columns"):
        Lexicon.default().extended(places=tmp_path / "places.csv")
    with pytest.raises(LexiconError, match="there is no file"):
        Lexicon.default().extended(places=tmp_path / "none.csv")
