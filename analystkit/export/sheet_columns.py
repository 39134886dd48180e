"""The columns of a sheet that people read: in which order, and how wide."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

# What a reader looks for first; what is not named here follows in the order of the frame.
_FIRST = (
    "published", "outlet", "source", "date_start", "date_end", "event_type", "factuality", "source_names", "trigger", "target_names", "place", "sentence",
    "killed_min", "killed_max", "speaker_name", "cue", "name", "title",
)  # fmt: skip
# What programs need to find the words again.
_LAST = re.compile(
    r"\A(?!date_|n_)(\w+_(ids?|mentions?|start|end)|start|end|part|part_of|segments|lemma|method|type_promised)\Z"
)
_NARROWEST, _WIDEST, _SAMPLE = 8, 60, 200


def reading_order(columns: Sequence[str]) -> list[str]:
    """Return the columns of a frame with those that people read in front, and ids and offsets behind."""

    def rank(column: str) -> tuple[bool, int]:
        return bool(_LAST.match(column)), _FIRST.index(column) if column in _FIRST else len(_FIRST)

    return sorted(columns, key=rank)


def wide_enough(name: str, values: Sequence[Any]) -> int:
    """Return the width of a column in characters: what most of its cells need, within bounds."""
    longest = max((len(str(value)) for value in values[:_SAMPLE] if value is not None), default=0)
    return max(_NARROWEST, len(name) + 3, min(longest + 2, _WIDEST))
