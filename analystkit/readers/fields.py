"""Which column, key or header states which field of an article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from analystkit.lexicon.tables import read_table
from analystkit.readers.draft import Draft, Fault

FIELDS = ("article_id", "title", "text", "published", "source", "author", "url", "language")
# News APIs end what they do not give in full in "... [+1234 chars]".
_CUT_OFF = re.compile(r"\[\+?\d[\d,]* char(?:acter)?s\]\s*\Z")
_CUT_CHARACTERS = 60


@cache
def aliases() -> dict[str, str]:
    """Return each known name (lower case, underscores) and the field it states, the preferred names first."""
    return {row["name"]: row["field"] for row in read_table("article_fields")}


def field_of(name: object) -> str:
    """Return the field a column or key states, or an empty string; case, spaces, hyphens and wrappings do not matter."""
    return aliases().get(normal(name), "")


def normal(name: object) -> str:
    """Return a name as the lexicon writes it: ``fields.Body-Text`` is ``body_text``, for ``fields`` is but a wrapping."""
    known = "_".join(str(name).strip().lower().replace("-", " ").split())
    if "." in known:
        head, _, rest = known.partition(".")
        while rest and head in _wrappings():
            known = rest
            head, _, rest = known.partition(".")
    return known


def only_part(name: object) -> tuple[str, ...]:
    """Return a note where what a column or key holds is by its name only a part of the text."""
    if normal(name) not in _parts():
        return ()
    return (f"the text is only the article's {str(name)[:80]!r}",)


def assign(names: Iterable[object]) -> dict[str, int]:
    """Assign columns to fields.

    Parameters
    ----------
    names : iterable
        Column names in the order of the table.

    Returns
    -------
    dict of str to int
        Field to position of its column. Where two columns name one field ("id" and "article_id"), the name that
        stands first in the lexicon's ``article_fields`` wins; the other is ignored like any unknown column.
    """
    rank = _ranks()
    chosen: dict[str, tuple[int, int]] = {}
    for position, name in enumerate(names):
        known = normal(name)
        if known in rank:
            field = aliases()[known]
            if field not in chosen or rank[known] < chosen[field][0]:
                chosen[field] = (rank[known], position)
    return {field: position for field, (_, position) in chosen.items()}


def lacks_text(names: Iterable[object]) -> str:
    """Say in one line that no column states the text, which were found and which would do."""
    given = list(names)
    found = ", ".join(_short(name) for name in given[:12])
    if len(given) == 1 and any(sign in str(given[0]) for sign in ",;|"):
        found += " in one column (.tsv and .tab are parted by tabs, .csv by commas, semicolons, tabs or bars)"
    wanted = ", ".join(name for name, field in aliases().items() if field == "text" and name not in _parts())
    return f"expected a column or key with the text ({wanted}), found {found or 'none'}: rename the one that holds it"


def unused(names: Iterable[object]) -> Fault | None:
    """Return a warning where no column states the date and some are not known: one of them may be it under a name of its own."""
    given = list(names)
    strange = [name for name in given if str(name).strip() and not field_of(name)]
    if not strange or "published" in assign(given):
        return None
    wanted = ", ".join([name for name, field in aliases().items() if field == "published"][:3])
    return Fault(
        f"no column with the publication date ({wanted} ...); not used: {', '.join(map(_short, strange[:12]))}: rename the one that holds it, "
        "or give the date of all",
        severity="warning",
    )


def record(values: Mapping[str, Any], row: int | None, notes: tuple[str, ...] = ()) -> Draft | Fault:
    """Make a draft of one record's values, by field.

    Text stays exactly as given. Numbers that stand for an id become text ("7"), lists of authors are joined, an outlet
    or author given as an object goes by its ``name``. A text that says that it is cut off is noted as such.
    """
    text = values.get("text")
    if isinstance(text, bytes):
        text = text.decode("utf-8", "replace")
    if text is not None and not isinstance(text, str):
        if _absent(text):
            text = None
        else:
            return _refused(values, f"expected the text to be a string, found {type(text).__name__}", row)
    if not text or not text.strip():
        return _refused(values, "the text is empty", row)
    cut = _CUT_OFF.search(text, max(0, len(text) - _CUT_CHARACTERS))
    if cut is not None:
        notes = (*notes, f"the text is cut off: it ends in {cut[0].strip()!r}")
    given = values.get("published")
    try:
        return Draft(
            text=text,
            title=as_text(values.get("title")),
            published=given if isinstance(given, date) else as_text(given),
            article_id=as_text(values.get("article_id")),
            source=as_text(values.get("source")).strip(),
            author=as_text(values.get("author")).strip(),
            url=as_text(values.get("url")).strip(),
            language=as_text(values.get("language")).strip(),
            row=row,
            notes=notes,
        )
    except RecursionError:
        return Fault("a field is a list nested too deeply", row)


@cache
def _ranks() -> dict[str, int]:
    return {name: place for place, name in enumerate(aliases())}


@cache
def _parts() -> frozenset[str]:
    return frozenset(row["name"] for row in read_table("article_fields") if row["extent"] == "part")


@cache
def _wrappings() -> frozenset[str]:
    return frozenset(row["name"] for row in read_table("article_wrappings") if row["holds"] == "one")


def _refused(values: Mapping[str, Any], why: str, row: int | None) -> Fault:
    try:
        return Fault(why, row, article_id=as_text(values.get("article_id")))
    except RecursionError:
        return Fault(why, row)


def as_text(value: Any) -> str:
    """Turn a cell or JSON value into text; missing values become an empty string, the string "NA" stays."""
    if isinstance(value, str):
        return value
    if _absent(value):
        return ""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if hasattr(value, "tolist"):  # numpy's scalars and arrays
        return as_text(value.tolist())
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, Mapping):
        return as_text(value.get("name") or value.get("@value") or "")
    if isinstance(value, (list, tuple)):
        return ", ".join(part for part in (as_text(item) for item in value) if part)
    return str(value)


def _absent(value: Any) -> bool:
    # NaN, NaT and pandas' NA are the values that are not equal to themselves, or cannot say.
    if value is None:
        return True
    try:
        return bool(value != value)  # noqa: PLR0124
    except (TypeError, ValueError):
        return type(value).__name__ in {"NAType", "NaTType"}


def _short(name: object) -> str:
    text = str(name)
    return repr(text if len(text) <= 40 else text[:40] + "…")
