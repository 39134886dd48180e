"""What articles tell, and the incidents it came to: known from an earlier run, or decided in this one.

A decision about an article rests on its own tellings and, key by key, on the incidents that were last told of under its keys, with all that was
told of them. So a decision of an earlier run stands unless one of the article's keys is disturbed: since something else happened under it than in that
run. A key comes to rest when as many incidents as it remembers have been told of under it since as they were then.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np

from analystkit.resolve import postings
from analystkit.resolve.decisions import Kept, Lists, Numbers
from analystkit.resolve.postings import GONE

# A telling's place: the number of its article and behind it its own.
_BITS = 20
_NONE: frozenset[int] = frozenset()


class New(NamedTuple):
    """A telling that is new: a number for all it says, its keys, where its reports stand among its article's rows, the days it may be of."""

    said: int
    keys: Sequence[int]
    rows: Sequence[int]
    days: tuple[int, int]


class Tellings:
    """The tellings of a run's articles, in their order.

    Tellings are numbered: first those kept, then those that are new. An incident goes by the number of the telling that opened it.

    Parameters
    ----------
    kept : Kept
        What was decided before.
    articles, named : array of uint64
        Both numbers of each article of this run, in order. See `Kept`.
    """

    def __init__(self, kept: Kept, articles: Numbers, named: Numbers) -> None:
        self._kept, self._articles, self._named, self._old = kept, articles, named, len(kept.incidents)
        numbers = {number: at for at, number in enumerate(kept.named.tolist())}
        self._before = {at: numbers[name] for at, name in enumerate(named.tolist()) if name in numbers}
        same = {at for at, number in self._before.items() if articles[at] == kept.articles[number]}
        standing = [GONE] * len(kept.articles)
        for at in same:
            standing[self._before[at]] = at
        self._same = same
        self._passed = 0
        lengths = kept.tellings.astype(np.int64)
        self._starts = np.concatenate(([0], np.cumsum(lengths))).tolist()
        own = np.arange(self._old) - np.repeat(np.array(self._starts[:-1], dtype=np.int64), lengths)
        places = np.repeat(np.array(standing, dtype=np.int64), lengths)
        self.place: list[int] = np.where(places == GONE, GONE, (places << _BITS) | own).tolist()
        self._then: list[int] = kept.incidents.astype(np.int64).tolist()
        self._incident = list(self._then)
        # The first and the last day each may be of.
        self.first_days: list[int] = kept.days[::2].tolist()
        self.last_days: list[int] = kept.days[1::2].tolist()
        self._new: list[New] = []
        # What this run found each telling to fit that it looked at.
        self._fits: dict[int, Mapping[int, float]] = {}
        order = np.argsort(kept.keys.values, kind="stable")
        self._keys = postings.Postings(kept.keys, order, self.place, self._incident)
        self._keys_then = postings.Postings(kept.keys, order, range(self._old), self._then)
        self._members = _grouped(kept.incidents)
        # Those of articles that are new or have changed.
        self._added: set[int] = set()
        # What the article that is at hand tells no more.
        self._left: list[int] = []
        # Tellings that joined an incident in this run and not in the one before.
        self._joined: dict[int, list[int]] = defaultdict(list)
        self._disturbed: set[int] = set()
        # Of each key that is disturbed the incidents told of since, which were told of then too.
        self._restless: dict[int, frozenset[int]] = {}

    def stand(self, article: int) -> bool:
        """Say whether what was decided of an article stands; what came between is looked at first."""
        number = self._before.get(article)
        if number is None:
            return False
        for telling in range(self._starts[self._passed], self._starts[number]):
            self._disturb(self._then[telling], self.keys(telling))
        self._passed = number + 1
        if article not in self._same:
            return False
        ends = self._kept.keys.ends
        first, last = int(ends[self._starts[number]]), int(ends[self._starts[number + 1]])
        return not self._restless or self._restless.keys().isdisjoint(
            self._kept.keys.values[first:last].tolist()
        )

    def of(self, article: int) -> Sequence[int] | None:
        """Return the tellings of an article of which nothing has changed."""
        number = self._before[article] if article in self._same else None
        return None if number is None else range(self._starts[number], self._starts[number + 1])

    def add(self, article: int, told: Sequence[New]) -> Sequence[int]:
        """Take what an article tells that is new or has changed and return the numbers of its tellings: of those that are the same, what they had."""
        number = self._before.get(article)
        former = range(0) if number is None else range(self._starts[number], self._starts[number + 1])
        known = {int(self._kept.said[telling]): telling for telling in former}
        same = [known[new.said] for new in told if new.said in known]
        if same != sorted(set(same)):
            # Never, as they are told in the order of the text.
            known, same = {}, []
        self._left = [telling for telling in former if telling not in same]
        tellings = []
        for own, new in enumerate(told):
            telling = known.get(new.said, len(self.place))
            if telling == len(self.place):
                self._new.append(new)
                self.first_days.append(new.days[0])
                self.last_days.append(new.days[1])
                self.place.append(GONE)
                self._incident.append(telling)
            self.place[telling] = (article << _BITS) | own
            self._added.add(telling)
            tellings.append(telling)
        return tellings

    def where(self, telling: int) -> tuple[int, Sequence[int]]:
        """Return the article of a telling and where its reports stand among the article's rows."""
        new = telling >= self._old
        rows = self._new[telling - self._old].rows if new else self._kept.rows[telling].tolist()
        return self.place[telling] >> _BITS, rows

    def keys(self, telling: int) -> Sequence[int]:
        """Return the keys of a telling."""
        if telling >= self._old:
            return self._new[telling - self._old].keys
        keys: list[int] = self._kept.keys[telling].tolist()
        return keys

    def fitted(self, telling: int) -> dict[int, float]:
        """Return what a telling that was there then was found to fit, and how well."""
        found = self._kept.fits[telling].view(np.float64).tolist()
        return dict(zip(self._kept.fitting[telling].tolist(), found, strict=True))

    def then(self, telling: int) -> int:
        """Return the incident that a telling was of then."""
        return self._then[telling]

    def untouched(self, telling: int) -> bool:
        """Say whether a telling was there then, and nothing of its incident or under its keys was told in one of both runs alone."""
        return (
            telling < self._old
            and self._then[telling] not in self._disturbed
            and self._restless.keys().isdisjoint(self.keys(telling))
        )

    def candidates(self, telling: int) -> tuple[list[int], dict[int, float]]:
        """Return incidents that were told of last under a telling's keys: those to compare it with, and those it is known to fit.

        What was compared with it then and is the same need not be compared again, nor what is under keys at rest: the same as then.
        """
        keys, place = self.keys(telling), self.place[telling] >> _BITS << _BITS
        if telling >= self._old:
            return list(dict.fromkeys(chain.from_iterable(self._keys.recent(key, place) for key in keys))), {}
        then_place = self._starts[bisect_right(self._starts, telling) - 1]
        restless = [key for key in keys if key in self._restless]
        fits = self.fitted(telling)
        now = dict.fromkeys(chain.from_iterable(self._keys.recent(key, place) for key in restless))
        then = set(chain.from_iterable(self._keys_then.recent(key, then_place) for key in restless))
        new = [one for one in now if one in self._disturbed or (one not in then and one not in fits)]
        if not fits.keys().isdisjoint(then - now.keys()):
            # It may still be under another key.
            now.update(dict.fromkeys(chain.from_iterable(self._keys.recent(key, place) for key in keys)))
        gone = (then - now.keys()).union(new)
        return new, {one: fit for one, fit in fits.items() if one not in gone}

    def members(self, incident: int, before: int) -> list[int]:
        """Return the tellings of an incident before the article of a telling."""
        kept, joined = self._members.get(incident), self._joined.get(incident, [])
        if kept is None:
            return joined
        place = self.place[before] >> _BITS << _BITS
        if incident not in self._disturbed and 0 <= self.place[kept[-1]] < place:
            # All that were told of it before the last of them stand as they did.
            return kept
        held = [one for one in kept if 0 <= self.place[one] < place and self._incident[one] == incident]
        return sorted([*held, *joined], key=self.place.__getitem__) if joined else held

    def join(self, decided: Iterable[tuple[int, int, Mapping[int, float]]]) -> None:
        """Take what was decided of an article: of each telling its incident, its own where it opens one, and how well it fits those it fits."""
        for telling, incident, fits in decided:
            self._join(telling, incident, fits)
        # Then it may have been told behind all others.
        for telling in self._left:
            self._disturb(self._then[telling], self.keys(telling))
        self._left = []

    def _join(self, telling: int, incident: int, fits: Mapping[int, float]) -> None:
        then = self._then[telling] if telling < self._old else None
        keys = self.keys(telling)
        self._incident[telling] = incident
        if fits or telling < self._old:
            self._fits[telling] = fits
        if telling in self._added:
            self._keys.add(telling, keys)
        if incident != then:
            self._joined[incident].append(telling)
        if incident == then and incident not in self._disturbed:
            self._settle(incident, keys)
            return
        self._disturb(incident, keys)
        if then is not None:
            self._disturb(then, keys)

    def _disturb(self, incident: int, keys: Iterable[int]) -> None:
        """Note that something was told of an incident, or told of it then, that was not both times."""
        if not self._before:
            # Nothing was decided that could stand.
            return
        if incident not in self._disturbed:
            self._disturbed.add(incident)
            for telling in (*self._members.get(incident, ()), *self._joined.get(incident, ())):
                self._restless.update(dict.fromkeys(self.keys(telling), _NONE))
        self._restless.update(dict.fromkeys(keys, _NONE))

    def _settle(self, incident: int, keys: Iterable[int]) -> None:
        """Note that the same was told of the same incident both times."""
        for key in keys:
            since = self._restless.get(key)
            if since is not None:
                self._restless[key] = since | {incident}
                if len(self._restless[key]) >= postings.RECENT:
                    del self._restless[key]

    def whole(self) -> Kept:
        """Return the tellings of this run, in order."""
        kept = self._kept
        places = np.array(self.place, dtype=np.int64)
        order = np.argsort(places, kind="stable")[int((places == GONE).sum()) :]
        at = np.full(len(places), GONE, dtype=np.int64)
        at[order] = np.arange(len(order))
        of_article = np.bincount(places[order] >> _BITS, minlength=len(self._named)).astype(np.uint64)
        said = np.concatenate((kept.said, np.array([new.said for new in self._new], dtype=np.uint64)))
        days = np.column_stack((self.first_days, self.last_days)).astype(np.int64)
        incidents = at[np.array(self._incident, dtype=np.int64)[order]].astype(np.uint64)
        keys = kept.keys.joined(Lists.of([new.keys for new in self._new])).taken(order)
        rows = kept.rows.joined(Lists.of([new.rows for new in self._new])).taken(order)
        # Those looked at stand behind those kept, and behind them one that fits nothing.
        looked = list(self._fits)
        source = np.arange(len(places))
        source[self._old :] = self._old + len(looked)
        source[looked] = self._old + np.arange(len(looked))
        found = Lists.of([*(list(self._fits[telling]) for telling in looked), []])
        fits = Lists.of([*(list(self._fits[telling].values()) for telling in looked), []], np.float64)
        fitting = kept.fitting.joined(found).taken(source[order])
        fitting.values = at[fitting.values.astype(np.int64)].astype(np.uint64)
        fits = kept.fits.joined(fits).taken(source[order])
        return Kept(
            self._articles,
            self._named,
            of_article,
            said[order],
            days[order].ravel(),
            incidents,
            keys,
            rows,
            fitting,
            fits,
        )


def _grouped(incidents: Numbers) -> dict[int, list[int]]:
    """Return the tellings of each incident."""
    order = np.argsort(incidents, kind="stable")
    ordered = incidents[order]
    starts = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1])) if len(order) else order
    tellings = order.tolist()
    bounds = pairwise([*starts.tolist(), len(tellings)])
    return {
        incident: tellings[first:last]
        for incident, (first, last) in zip(ordered[starts].tolist(), bounds, strict=True)
    }
