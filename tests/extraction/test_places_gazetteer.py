"""The gazetteer: what it knows, how names are looked up, and that its tables agree with each other."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from analystkit.errors import LexiconError
from analystkit.extraction.gazetteer import KINDS, gazetteer, key_of
from analystkit.lexicon import Lexicon

BOXES = Path(__file__).with_name("data") / "country_boxes.csv"
LEXICON = Lexicon.default()
KNOWN = gazetteer(LEXICON)


def boxes() -> dict[str, tuple[float, float, float, float]]:
    lines = [line for line in BOXES.read_text("utf-8").splitlines() if not line.startswith("#")]
    return {
        row["iso3"]: (float(row["south"]), float(row["north"]), float(row["west"]), float(row["east"]))
        for row in csv.DictReader(lines)
    }


def test_case_accents_and_marks_do_not_matter() -> None:
    for name in ("Sana'a", "SANAA", "Sana’a"):
        assert KNOWN.lookup(name)[0].country == "YEM"
    assert KNOWN.lookup("são paulo")[0].name == "Sao Paulo"
    assert KNOWN.lookup("the Netherlands")[0].country == "NLD"
    assert key_of("Rostov-on-Don") == ("rostov", "on", "don")


def test_bearers_of_one_name_come_by_weight_and_by_country() -> None:
    assert [place.country for place in KNOWN.lookup("Tripoli")] == ["LBY", "LBN"]
    assert [place.country for place in KNOWN.lookup("Tripoli", "LBN")] == ["LBN"]
    assert KNOWN.lookup("Nowhere-upon-Sand") == []


def test_own_rows_stand_beside_the_built_in_ones() -> None:
    mine = LEXICON.extended(
        places=[
            {"name": "Camp Heron", "kind": "site", "country": "IRQ", "latitude": "33.1", "longitude": "43.2"}
        ]
    )
    found = gazetteer(mine).lookup("camp heron")
    assert [(p.kind, p.country, p.latitude) for p in found] == [("site", "IRQ", 33.1)]
    assert KNOWN.lookup("camp heron") == []
    assert gazetteer(mine) is gazetteer(mine)


@pytest.mark.parametrize(
    "row, expected",
    [
        ({"name": "Camp Heron", "kind": "castle"}, "kind 'castle'"),
        ({"name": "Camp Heron", "kind": "site", "country": "XYZ"}, "'XYZ'"),
        (
            {"name": "Camp Heron", "kind": "site", "country": "IRQ", "latitude": "133", "longitude": "44"},
            "133",
        ),
        (
            {"name": "Camp Heron", "kind": "site", "country": "IRQ", "latitude": "north", "longitude": "44"},
            "north",
        ),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_reason(row: dict[str, str], expected: str) -> None:
    with pytest.raises(LexiconError, match=expected):
        gazetteer(LEXICON.extended(places=[row]))


def test_codes_are_three_letters_and_once_each() -> None:
    codes = [row["iso3"] for row in LEXICON.table("countries")]
    assert len(codes) == len(set(codes)) >= 249
    assert all(len(code) == 3 and code.isalpha() and code.isupper() for code in codes)
    sovereign = {row["sovereign"] for row in LEXICON.table("countries")} - {""}
    assert sovereign <= set(codes)


def test_no_demonym_means_two_countries() -> None:
    seen: dict[str, str] = {}
    for row in LEXICON.table("countries"):
        for word in filter(None, row["demonyms"].split("|")):
            assert seen.setdefault(word, row["iso3"]) == row["iso3"], word


def test_every_sovereign_state_has_its_capital_in_the_gazetteer() -> None:
    # Palestine's seat of government and the sites of dependencies are left to the table of places.
    missing = [
        row["iso3"]
        for row in LEXICON.table("countries")
        if row["capital"]
        and not row["sovereign"]
        and not any(p.capital for p in KNOWN.lookup(row["capital"], row["iso3"]))
    ]
    assert missing == ["NRU"]


def test_places_lie_inside_their_countries() -> None:
    limits = boxes()
    wrong = []
    for row in (*LEXICON.table("places"), *LEXICON.table("countries")):
        code = row.get("country") or row.get("iso3", "")
        if code in limits:
            south, north, west, east = limits[code]
            if not (south <= float(row["latitude"]) <= north and west <= float(row["longitude"]) <= east):
                wrong.append((row["name"], code))
    assert wrong == []
    assert len(limits) > 140


def test_table_of_places_is_well_formed() -> None:
    rows = LEXICON.table("places")
    assert len(rows) > 2500
    assert {row["kind"] for row in rows} <= set(KINDS)
    keys = [(row["name"], row["country"], row["region"], row["kind"]) for row in rows]
    assert len(keys) == len(set(keys))
    for row in rows:
        assert row["country"] in KNOWN.countries or (row["kind"] == "region" and not row["country"]), row[
            "name"
        ]
        assert row["population"] in ("", "1", "2", "3", "4", "5"), row["name"]
        assert -90 <= float(row["latitude"]) <= 90 and -180 <= float(row["longitude"]) <= 180
