"""Chains in the same words share what is summed up of them, and nobody is any the wiser."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analystkit.model.schema import to_frame
from analystkit.resolve import actors as actors_module
from analystkit.resolve import chains as chains_module
from analystkit.resolve.actors import resolve_actors
from analystkit.resolve.chains import read_chains
from analystkit.resolve.wordings import NOTHING, Wording, counted
from benchmarks.simulated_mentions import simulated_corpus

TEXTS = (
    "Ada Okafor",
    "Okafor",
    "Jim Okafor",
    "the minister",
    "ministers",
    "Republicans",
    "Georgia",
    "Rovers",
    "she",
    "Berlin Police",
)
PLACE = 0.2


def archive(seed):
    """Return mentions and articles in which everything can be said of anybody."""
    rng = random.Random(seed)
    rows = []
    for number in range(600):
        article = f"a{rng.randrange(40)}"
        text = rng.choice(TEXTS)
        kind = "pronoun" if text == "she" else "nominal" if text.islower() else "name"
        rows.append({
            "mention_id": f"m{number}", "article_id": article, "part": "text", "start": number, "end": number + 1, "text": text, "kind": kind,
            "label": rng.choice(("PERSON", "PERSON", "ORG", "GPE")), "entity": rng.choice(("", f"{article}-{rng.randrange(6)}")),
            "title": rng.choice(("", "", "Interior Minister", "former Mayor")), "country": rng.choice(("", "", "USA", "GEO", "FRA")),
            "role": "place" if rng.random() < PLACE else "minister" if kind == "nominal" else "", "sector": rng.choice(("", "GOV", "CVL")),
            "act": rng.choice(("", "shoot:subject", "say:subject", "arrest:object")),
        })  # fmt: skip
    articles = [
        {"article_id": f"a{n}", "text": " ".join(rng.choices(["flood", "court", "strike", "election", "river"], k=30)),
         "published": f"2023-01-{1 + n % 28:02d}", "story_id": f"s{n // 2}"}
        for n in range(40)
    ]  # fmt: skip
    return to_frame("mentions", rows), to_frame("articles", articles)


def summed_up(mentions):
    """Return what each chain says, chain by chain and mention by mention."""
    told = defaultdict(lambda: defaultdict(Counter))
    rows, acting = defaultdict(list), set()
    for row, m in enumerate(mentions.itertuples()):
        chain_id = m.entity or m.mention_id
        rows[chain_id].append(row)
        if m.role != "place":
            acting.add(chain_id)
        if m.kind == "pronoun":
            continue
        told[chain_id]["names" if m.kind == "name" else "nominals"][m.text] += 1
        told[chain_id]["labels"][m.label] += 3 if m.kind == "name" else 1
        for name, value, counts in (
            ("roles", m.role, m.kind == "nominal"), ("titles", m.title, True), ("countries", m.country, True),
            ("named_countries", m.country, m.kind == "name"), ("sectors", m.sector, True),
        ):  # fmt: skip
            if value and counts:
                told[chain_id][name][value] += 1
    return {
        chain_id: (rows[chain_id], told[chain_id]) for chain_id in rows if chain_id in acting & told.keys()
    }


@pytest.mark.parametrize("seed", range(4))
def test_each_chain_says_what_its_mentions_say(seed):
    mentions, _ = archive(seed)
    chains, expected = read_chains(mentions), summed_up(mentions)
    assert chains.ids == list(expected)
    acts = sorted(
        zip(chains.acting.tolist(), (chains.acts[act] for act in chains.doing.tolist()), strict=True)
    )
    for chain, (rows, told) in enumerate(expected.values()):
        assert np.flatnonzero(chains.of_row == chain).tolist() == rows and chains.first_rows[chain] == rows[0]
        assert [act for one, act in acts if one == chain] == sorted(filter(None, mentions["act"].iloc[rows]))
        assert (
            chains.article_ids[chain]
            == chains.articles[chains.article_of[chain]]
            == mentions["article_id"][rows[0]]
        )
        for name in (
            "names",
            "nominals",
            "labels",
            "roles",
            "titles",
            "countries",
            "named_countries",
            "sectors",
        ):
            assert getattr(chains.wordings[chain], name) == told[name]
    assert len(chains.worded) < len(chains)
    assert all(chains.wordings[chain] is wording for wording, some in chains.worded.items() for chain in some)
    assert sorted(chain for some in chains.worded.values() for chain in some) == list(range(len(chains)))
    assert not NOTHING


@pytest.mark.parametrize("seed", range(8))
def test_actors_are_the_same_if_every_chain_has_a_wording_of_its_own(seed, monkeypatch):
    mentions, articles = archive(seed) if seed < 6 else simulated_corpus(2_000, seed)
    used = mentions["mention_id"].sample(frac=0.3, random_state=seed).index.to_numpy()
    shared = resolve_actors(mentions, articles, used=used)

    def apart(mentions):
        chains = read_chains(mentions)
        chains.wordings = [replace(wording) for wording in chains.wordings]
        chains.worded = {wording: [chain] for chain, wording in enumerate(chains.wordings)}
        return chains

    monkeypatch.setattr(actors_module, "read_chains", apart)
    for one, other in zip(shared, resolve_actors(mentions, articles, used=used), strict=True):
        (pd.testing.assert_series_equal if one.ndim == 1 else pd.testing.assert_frame_equal)(one, other)


@pytest.mark.parametrize("seed", range(4))
def test_actors_are_the_same_in_whatever_order_articles_are_read(seed):
    mentions, articles = archive(seed)
    order = articles["article_id"].sample(frac=1.0, random_state=seed).tolist()
    rank = {article_id: number for number, article_id in enumerate(order)}
    again = mentions.assign(at=mentions["article_id"].map(rank)).sort_values("at", kind="stable")
    again = again.drop(columns="at").reset_index(drop=True)
    actors, ids, evidence = resolve_actors(mentions, articles)
    actors_again, ids_again, evidence_again = resolve_actors(
        again, articles.set_index("article_id").loc[order].reset_index()
    )
    pd.testing.assert_frame_equal(actors, actors_again)
    pd.testing.assert_frame_equal(evidence, evidence_again)
    assert dict(zip(mentions["mention_id"], ids, strict=True)) == dict(
        zip(again["mention_id"], ids_again, strict=True)
    )


def test_what_is_said_in_more_ways_than_a_number_holds_is_numbered_step_by_step(monkeypatch):
    mentions, _ = archive(1)
    at_once = read_chains(mentions)
    monkeypatch.setattr(chains_module, "_LARGE", 2)
    step_by_step = read_chains(mentions)
    assert list(at_once.worded.values()) == list(step_by_step.worded.values())
    pairs = zip(at_once.wordings, step_by_step.wordings, strict=True)
    assert all(one.names == other.names and one.nominals == other.nominals for one, other in pairs)


def test_a_count_that_is_shared_refuses_to_change():
    mentions = to_frame("mentions", [
        {"mention_id": "m1", "article_id": "a1", "text": "Ada Okafor", "kind": "name", "label": "PERSON"},
        {"mention_id": "m2", "article_id": "a2", "text": "the mayor", "kind": "nominal", "role": "mayor"},
    ])  # fmt: skip
    for wording in read_chains(mentions).wordings:
        for counts in (wording.names, wording.labels, wording.nominals):
            with pytest.raises(TypeError, match="shared"):
                counts["Ada Okafor"] += 1


def test_a_wording_that_loses_a_name_is_another():
    wording = Wording(
        counted(counted(NOTHING, "Ada Okafor", 2), "Jim Okafor"), label="PERSON", alias="Ada Okafor"
    )
    left = wording.without(["Ada Okafor"])
    assert left.names == {"Jim Okafor": 1} and left.alias == "Jim Okafor"
    assert wording.names == {"Ada Okafor": 2, "Jim Okafor": 1} and wording.alias == "Ada Okafor"


def test_each_article_tells_who_is_meant_by_words_that_are_in_doubt():
    told = [
        ("a1", "Republicans", "ORG", ""),
        ("a1", "Armenia", "GPE", "ARM"),
        ("a2", "Republicans", "ORG", ""),
        ("a2", "United States", "GPE", "USA"),
    ]
    rows = [
        {
            "mention_id": f"m{n}",
            "article_id": article,
            "text": text,
            "kind": "name",
            "label": label,
            "country": country,
        }
        for n, (article, text, label, country) in enumerate(told)
    ]
    mentions = to_frame("mentions", rows)
    chains = read_chains(mentions)
    assert chains.wordings[0] is chains.wordings[2]
    articles = to_frame("articles", [{"article_id": a, "text": a} for a in ("a1", "a2")])
    actors, ids, _ = resolve_actors(mentions, articles)
    names = actors.set_index("actor_id")["name"]
    assert names[ids[2]] == "Republican Party" and names[ids[0]] == "Republicans"
