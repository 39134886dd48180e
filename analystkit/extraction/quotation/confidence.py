"""How sure a quotation is: the share of those found in the same way that were right, counted on annotated news.

The table ``quote_confidence`` is written by ``python -m benchmarks.quotes --calibrate`` on training articles; a cell with few cases
stands on the wider cell above it.
"""

from __future__ import annotations

from functools import lru_cache

from analystkit.extraction.quotation.attribution import Attribution
from analystkit.lexicon import Lexicon

Cell = tuple[str, str, str]
ANY = "*"
_PRIOR = 0.6


def cell(attribution: Attribution, kind: str) -> Cell:
    """Return the cell a quotation is counted in: how it was found, whether marks hold it, how the text asserts it."""
    return attribution.pattern, "marks" if kind != "indirect" else "plain", attribution.context


def wider(key: Cell) -> list[Cell]:
    """Return a cell and the wider ones it falls back on, narrowest first."""
    pattern, marks, _ = key
    return [key, (pattern, marks, ANY), (ANY, marks, ANY)]


@lru_cache(maxsize=8)
def confidence_table(lexicon: Lexicon) -> dict[Cell, float]:
    """Read the calibrated shares."""
    return {
        (row["pattern"], row["marks"], row["context"]): float(row["confidence"])
        for row in lexicon.table("quote_confidence")
    }


def confidence(table: dict[Cell, float], attribution: Attribution, kind: str) -> float:
    """Return the confidence of one quotation, between 0 and 1."""
    key = cell(attribution, kind)
    if key in table:
        return table[key]
    return next((table[wide] for wide in wider(key) if wide in table), _PRIOR)
