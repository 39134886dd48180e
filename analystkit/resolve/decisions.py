"""How well reports fitted incidents before, by all that it rests on: an archive that has grown compares only what is new or has changed."""

from __future__ import annotations

import math
from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

import numpy as np

from analystkit.model.scratch import Scratch

_NUMBERS = (np.uint64, np.int64, np.uint64, np.int64, np.uint64, np.float64)


def _nothing() -> list[np.ndarray[Any, Any]]:
    return [np.zeros(n, dtype) for dtype, n in zip(_NUMBERS, (0, 1, 0, 1, 0, 0), strict=True)]


@dataclass(slots=True)
class Kept:
    """Comparisons of an earlier run, as flat arrays.

    Attributes
    ----------
    reports : array of uint64
        What each report says, as one number; in any order.
    ends : array of int64
        Where each report's stretch of `incidents` begins; one more at the end.
    incidents : array of uint64
        What each incident that it was compared with told, as one number.
    fit_ends, fitting, fits : array
        In the same way those of them that it fitted, and how well.
    """

    reports: np.ndarray[Any, Any] = field(default_factory=lambda: _nothing()[0])
    ends: np.ndarray[Any, Any] = field(default_factory=lambda: _nothing()[1])
    incidents: np.ndarray[Any, Any] = field(default_factory=lambda: _nothing()[2])
    fit_ends: np.ndarray[Any, Any] = field(default_factory=lambda: _nothing()[3])
    fitting: np.ndarray[Any, Any] = field(default_factory=lambda: _nothing()[4])
    fits: np.ndarray[Any, Any] = field(default_factory=lambda: _nothing()[5])


class Decisions:
    """Comparisons taken over from an earlier run, and those of this one.

    A report and an incident of which every word is the same fit as well as they did. What an earlier run compared and this one does not is
    forgotten.

    Parameters
    ----------
    kept : Kept, optional
        From `whole` of an earlier run.
    scratch : Scratch, optional
        Where comparisons are kept (some 0.5 kB an event); in memory by default.

    Attributes
    ----------
    made : int
        How many comparisons were worked out anew.
    """

    def __init__(self, kept: Kept | None = None, *, scratch: Scratch | None = None) -> None:
        self._kept = kept or Kept()
        self._order = np.argsort(self._kept.reports, kind="stable")
        self._sorted = self._kept.reports[self._order]
        scratch = scratch or Scratch()
        self._reports, self._count, self._fit_count = array("Q"), array("q", [0]), array("q", [0])
        self._incidents, self._fitting = scratch.arrays(np.uint64), scratch.arrays(np.uint64)
        self._fits = scratch.arrays(np.float64)
        self.made = 0

    def known(self, report: int) -> Mapping[int, float]:
        """Return how well a report fitted each incident it was compared with; -inf where it did not."""
        row = self._row(report)
        if row is None:
            return {}
        kept = self._kept
        out = dict.fromkeys(kept.incidents[kept.ends[row] : kept.ends[row + 1]].tolist(), -math.inf)
        return out | self._fits_of(row)

    def same(self, report: int, incidents: Collection[int]) -> Mapping[int, float] | None:
        """Return the incidents that a report fitted, and how well, if it was compared with exactly these in this order; that is kept."""
        row = self._row(report)
        if row is None:
            return None
        kept = self._kept
        compared = kept.incidents[kept.ends[row] : kept.ends[row + 1]]
        if len(compared) != len(incidents) or compared.tobytes() != array("Q", incidents).tobytes():
            return None
        fitting = slice(kept.fit_ends[row], kept.fit_ends[row + 1])
        self._keep(report, compared, kept.fitting[fitting], kept.fits[fitting])
        return self._fits_of(row)

    def note(self, report: int, incidents: Sequence[int], fits: Mapping[int, float]) -> None:
        """Keep what a report was compared with, and those of them that it fitted."""
        self._keep(
            report,
            np.array(incidents, dtype=np.uint64),
            np.fromiter(fits.keys(), dtype=np.uint64, count=len(fits)),
            np.fromiter(fits.values(), dtype=np.float64, count=len(fits)),
        )

    def _row(self, report: int) -> int | None:
        # As a plain number it would be compared as a float, which rounds.
        at = int(self._sorted.searchsorted(np.uint64(report)))
        if at == len(self._sorted) or int(self._sorted[at]) != report:
            return None
        return int(self._order[at])

    def _fits_of(self, row: int) -> dict[int, float]:
        kept = self._kept
        fitting = slice(kept.fit_ends[row], kept.fit_ends[row + 1])
        return dict(zip(kept.fitting[fitting].tolist(), kept.fits[fitting].tolist(), strict=True))

    def _keep(
        self,
        report: int,
        incidents: np.ndarray[Any, Any],
        fitting: np.ndarray[Any, Any],
        fits: np.ndarray[Any, Any],
    ) -> None:
        self._reports.append(report)
        self._incidents.append(incidents)
        self._fitting.append(fitting)
        self._fits.append(fits)
        self._count.append(self._count[-1] + len(incidents))
        self._fit_count.append(self._fit_count[-1] + len(fits))

    def whole(self) -> Kept:
        """Return the comparisons of this run."""
        return Kept(
            np.array(self._reports, dtype=np.uint64), np.array(self._count), self._incidents.whole(),
            np.array(self._fit_count), self._fitting.whole(), self._fits.whole(),
        )  # fmt: skip


def number_of(text: str) -> int:
    """Return 64 bits of BLAKE2b over a text."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def number_of_all(numbers: Iterable[int]) -> int:
    """Return 64 bits of BLAKE2b over numbers of 64 bits, in their order."""
    return int.from_bytes(blake2b(array("Q", numbers).tobytes(), digest_size=8).digest(), "little")
