"""Of an archive that changes in any way, what was decided before stands exactly where it would be decided again."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analystkit.resolve import postings
from analystkit.resolve.decisions import Kept, number_of, number_of_all
from analystkit.resolve.tellings import New, Tellings

JOIN = 0.5


@pytest.fixture(autouse=True)
def keys_forget_soon(monkeypatch):
    monkeypatch.setattr(postings, "RECENT", 3)


def article(name, rng):
    """An article of a few tellings, each with a few of forty keys."""
    return {"name": name, "told": [telling(rng) for _ in range(rng.randrange(4))], "version": rng.random()}


def telling(rng):
    return rng.getrandbits(40), rng.sample(range(40), rng.randint(1, 4))


def fit(said, members):
    """How well a telling fits an incident: anything, as long as it rests on what both say and nothing else."""
    return number_of_all((said, *members)) % 100 / 60


def decided(archive, kept):
    """Decide what is not known, as `join_reports` does; return what to keep and how many articles were looked at."""
    ordered = sorted(archive, key=lambda each: each["name"])
    told = [
        [New(number_of(repr(one)), one[1], [one[0]], (0, one[0])) for one in each["told"]] for each in ordered
    ]
    numbers = [number_of(repr(each)) for each in ordered]
    named = [number_of(f"name {each['name']}") for each in ordered]
    run = Tellings(kept, np.array(numbers, dtype=np.uint64), np.array(named, dtype=np.uint64))

    def said(number):
        at, (row,) = run.where(number)
        return next(new.said for new in told[at] if new.rows == [row])

    looked = 0
    for at in range(len(ordered)):
        if run.stand(at):
            continue
        looked += 1
        mine = run.of(at)
        mine = run.add(at, told[at]) if mine is None else mine
        assert [said(number) for number in mine] == [new.said for new in told[at]]
        found = []
        for number in mine:
            compared, fits = run.candidates(number)
            for incident in compared:
                value = fit(said(number), map(said, run.members(incident, number)))
                if value > JOIN:
                    fits[incident] = value
            found.append(fits)
        taken, joined = set(), []
        for number, fits in zip(mine, found, strict=True):
            free = [one for one in fits if one not in taken]
            best = min(free, key=lambda one: (-fits[one], run.place[one]), default=number)
            taken.add(best)
            joined.append((number, best, fits))
        run.join(joined)
    return run.whole(), looked


def changed(archive, rng):
    """Return the archive with articles added, gone and told otherwise; at its end alone, or anywhere."""
    out = [dict(each) for each in archive]
    how = rng.randrange(4)
    for _ in range(rng.randint(1, 3)):
        if how == 0:
            out.append(article(max(each["name"] for each in out) + rng.random(), rng))
        elif how == 1:
            out.append(article(rng.random() * 50, rng))
        elif how == 2 and len(out) > 5:
            out.pop(rng.randrange(len(out)))
        else:
            one = rng.choice(out)
            one["told"] = list(one["told"])
            one["version"] = rng.random()
            if one["told"] and rng.random() < 0.8:
                one["told"][rng.randrange(len(one["told"]))] = telling(rng)
            elif rng.random() < 0.5:
                one["told"].insert(rng.randint(0, len(one["told"])), telling(rng))
            else:
                rng.shuffle(one["told"])
    return out


@settings.get_profile("often")
@given(st.integers(0, 2**32))
# What an article tells no more may have been told behind all that it tells still.
@example(972)
def test_what_stands_is_what_would_be_decided(seed):
    rng = random.Random(seed)
    archive = [article(number, rng) for number in range(rng.randint(10, 60))]
    kept, looked = decided(archive, Kept())
    assert looked == len(archive)
    for _ in range(6):
        archive = changed(archive, rng)
        rng.shuffle(archive)
        kept, _ = decided(archive, kept)
        whole, _ = decided(archive, Kept())
        for name in ("articles", "named", "tellings", "said", "days", "incidents"):
            assert getattr(kept, name).tolist() == getattr(whole, name).tolist(), name
        for name in ("keys", "rows"):
            one, other = getattr(kept, name), getattr(whole, name)
            assert one.ends.tolist() == other.ends.tolist() and one.values.tolist() == other.values.tolist()
        for number in range(len(whole.said)):
            one, other = (
                dict(zip(each.fitting[number].tolist(), each.fits[number].tolist(), strict=True))
                for each in (kept, whole)
            )
            assert one == other
        again, looked = decided(archive, kept)
        assert looked == 0 and again.incidents.tolist() == kept.incidents.tolist()


def test_what_is_new_at_the_end_leaves_all_else_as_it_was():
    rng = random.Random(7)
    archive = [article(number, rng) for number in range(50)]
    kept, _ = decided(archive, Kept())
    assert decided([*archive, article(50, rng)], kept)[1] == 1


def test_an_archive_of_other_articles_takes_nothing_over():
    rng = random.Random(1)
    first, second = ([article(number + shift, rng) for number in range(20)] for shift in (0, 0.5))
    kept, _ = decided(first, Kept())
    assert decided(second, kept)[0].incidents.tolist() == decided(second, Kept())[0].incidents.tolist()
    assert len(decided([], kept)[0].incidents) == 0
