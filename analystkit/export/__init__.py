"""Frames to files that other tools open.

Every file says where it comes from (filter, counts, version, share reviewed), appears whole or not at all, is the same bytes while
nothing changes, and is never named after anything from an article.
"""

from analystkit.export.citations import bibtex, csl, quotes
from analystkit.export.ftm import followthemoney
from analystkit.export.geojson import geojson
from analystkit.export.graphs import gexf, graphml
from analystkit.export.pictures import picture, pictures
from analystkit.export.report import report
from analystkit.export.tables import csv, excel, parquet
from analystkit.export.timelinejs import timelinejs

__all__ = [
    "bibtex", "csl", "csv", "excel", "followthemoney", "geojson", "gexf", "graphml", "parquet", "picture", "pictures", "quotes", "report", "timelinejs",
]  # fmt: skip


def __dir__() -> list[str]:
    # What Tab offers: the functions, not the files they lie in.
    return sorted({*__all__, *(name for name in globals() if name.startswith("__"))})
