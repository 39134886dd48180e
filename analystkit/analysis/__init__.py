"""Frame to frame: stories and copies, incidents as marks, co-occurrence and its measures, ordering, tempo.

Everything here takes frames of the contract (or a corpus that holds them) and returns a fresh frame; nothing draws and
nothing changes what it is given. Rows with status ``rejected`` are left out everywhere.
"""

from analystkit.analysis.backbone import backbone, communities, extend_layout
from analystkit.analysis.cooccurrence import UNITS, cooccurrence
from analystkit.analysis.disagreement import disagreements
from analystkit.analysis.lag import reporting_lag
from analystkit.analysis.marks import LANES, event_marks
from analystkit.analysis.measures import MEASURES
from analystkit.analysis.ordering import matrix_order
from analystkit.analysis.quoting import who_quotes_whom
from analystkit.analysis.tempo import gaps, tempo, volume
from analystkit.analysis.titles import titles

__all__ = [
    "LANES", "MEASURES", "UNITS", "backbone", "communities", "cooccurrence", "disagreements", "event_marks", "extend_layout", "gaps", "matrix_order",
    "reporting_lag", "tempo", "titles", "volume", "who_quotes_whom",
]  # fmt: skip


def __dir__() -> list[str]:
    # What Tab offers: the functions, not the files they lie in.
    return sorted({*__all__, *(name for name in globals() if name.startswith("__"))})
