"""Which articles are like which: what is taken over of a smaller corpus is what a run from nothing finds."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from analystkit.model.schema import to_frame
from analystkit.resolve import neighbours
from analystkit.resolve.context import ArticleContext
from analystkit.resolve.decisions import Likeness
from analystkit.resolve.neighbours import like_articles

WORDS = [f"{start}{end}" for start in "bdfgklmnprst" for end in ("arno", "elka", "ilum", "osta", "ubra")]


def article(rng, number, first=date(2023, 1, 1)):
    published = None if rng.random() < 0.1 else str(first + timedelta(days=rng.randrange(20)))
    text = " ".join(rng.choices(rng.sample(WORDS, 12), k=30))
    return {"article_id": f"a{rng.randrange(10_000):04}-{number}", "title": "", "text": text, "published": published}  # fmt: skip


def settled(rng):
    """Return the earliest of an archive, over which the rarity of words is counted."""
    return [{**article(rng, n), "published": f"2022-12-{25 + n % 7}"} for n in range(256)]


def found(articles, before=None):
    """Return the ids, what is kept, and how many articles were looked at."""
    frame = to_frame("articles", articles)
    context, asked = ArticleContext(frame), []
    alike = context.alike
    context.alike = lambda a, b: asked.append(a) or alike(a, b)
    ids, like = like_articles(frame, context, 0.1, before)
    return ids, like, len(set(asked))


@pytest.mark.parametrize("seed", range(6))
def test_whatever_comes_goes_or_changes_the_outcome_is_that_of_a_run_from_nothing(seed, monkeypatch):
    # So small that not all articles are candidates of each other.
    monkeypatch.setattr(neighbours, "COMMON", 6)
    monkeypatch.setattr(neighbours, "CANDIDATES", 9)
    rng = random.Random(seed)
    first, articles = settled(rng), [article(rng, number) for number in range(80)]
    like, some, spared = Likeness(), 0, 0
    for _ in range(6):
        given = rng.sample([*first, *articles], len(first) + len(articles))
        ids, like, looked = found(given, like)
        expected_ids, expected, all_looked = found(given)
        assert ids == expected_ids == sorted(each["article_id"] for each in given)
        spared += all_looked - looked
        assert all((a == b).all() for a, b in zip(like.flat(), expected.flat(), strict=True))
        assert like.near(ids) == expected.near(ids)
        some += sum(map(len, like.near(ids).values()))
        for _ in range(rng.randrange(4)):
            articles.pop(rng.randrange(len(articles)))
        if rng.random() < 0.5:
            articles[rng.randrange(len(articles))]["text"] += " " + " ".join(rng.choices(WORDS, k=9))
        articles += [article(rng, len(articles) + number) for number in range(rng.randrange(5))]
    assert some > 1_000 and spared > 100


def test_only_what_is_new_or_shares_a_word_with_it_is_compared():
    rng = random.Random(1)
    old = [
        {
            **article(rng, n),
            "article_id": f"b{n:03}",
            "text": f"{WORDS[n % 20]} {WORDS[n % 20 + 1]} the weather",
        }
        for n in range(300)
    ]
    _, like, looked = found(old)
    assert looked > 250
    # Earlier in line than all others, and about two things that some of them tell of.
    new = {**article(rng, 0), "article_id": "a", "published": "2024-01-01", "text": f"{WORDS[0]} {WORDS[40]}"}
    ids, again, looked = found([*old, new], like)
    assert 0 < looked < 60 and ids[0] == "a"
    assert found([*old, {**new, "article_id": "c"}], again)[2] < 60


def test_numbers_of_articles_stand_when_an_archive_grows():
    rng = random.Random(2)
    old = [{**article(rng, n), "published": "2023-01-01"} for n in range(260)]
    new = [{**article(rng, n), "published": "2023-03-01"} for n in range(9)]
    new[0]["text"] += " aword thatisnew"
    before, after = (ArticleContext(to_frame("articles", some)) for some in (old, [*new, *old]))
    assert all(before.number(each["article_id"]) == after.number(each["article_id"]) for each in old)
    assert len(set(after.numbers.tolist())) == 269
    # Another rarity of words, another weight.
    more = ArticleContext(
        to_frame("articles", [*old, *({**each, "published": "2022-01-01"} for each in new)])
    )
    assert all(before.number(each["article_id"]) != more.number(each["article_id"]) for each in old)
