"""Counting without loading: rows, articles or stories of a frame, by month, type, outlet, actor; and SQL for the rest."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from analystkit.corpus.asking import FRAME_NAMES, known_frame
from analystkit.errors import InputError
from analystkit.model import schema
from analystkit.model.surrogates import mend

if TYPE_CHECKING:
    from analystkit.corpus.asking import Askable

# A dollar in a text, a quoted name or a comment asks for nothing.
_QUOTED = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\n]*|/\*.*?\*/|\$(\w*)\$.*?\$\1\$", re.DOTALL)
SPANS = ("day", "week", "month", "year")
OF = ("rows", "articles", "stories")
# Roles that actors have in a frame: the column and whether it holds lists.
_ROLES = {
    "events": {"source": ("source_ids", True), "target": ("target_ids", True), "attribution": ("attribution_id", False)},
    "quotes": {"speaker": ("speaker_id", False)},
    "mentions": {"actor": ("actor_id", False)},
    "incidents": {"source": ("source_ids", True), "target": ("target_ids", True)},
}  # fmt: skip
_DATED = {"events": "date_start", "incidents": "date_start", "dates": "date_start", "articles": "published"}


def count(corpus: Askable, frame: str, by: Sequence[str], of: str) -> pd.DataFrame:
    """Count a frame's rows, articles or stories. See `Corpus.count`."""
    known_frame(frame)
    columns = schema.FRAMES.get("quotes" if frame == "rejected_quotes" else frame, {})
    if of not in OF or (of != "rows" and "article_id" not in columns):
        allowed = OF if "article_id" in columns else OF[:1]
        raise InputError(f"of is one of {', '.join(allowed)} for {frame}; found {of!r}")
    roles = _ROLES.get(frame, {})
    spans = SPANS if frame in _DATED or "article_id" in columns else ()
    plain = [name for name, kind in columns.items() if kind != "list"]
    outlet = ("outlet",) if "article_id" in columns else ()
    wrong = [each for each in by if each not in (*plain, *roles, *spans, *outlet)]
    if wrong:
        near = [*spans, *outlet, *roles, *plain]
        raise InputError(f"{frame} cannot be counted by {wrong[0]!r}; by what they can: {', '.join(near)}")
    selected, names, joins = [], [], []
    articles = of == "stories" or (
        frame != "articles" and (set(by) & {*outlet} or _by_publication(frame, by))
    )
    for number, each in enumerate(by):
        if each in roles:
            column, many = roles[each]
            ids = f"f{number}.id"
            # A list without actors counts once, as not stated.
            joins.append(
                f", LATERAL (SELECT unnest(CASE WHEN len(f.{column}) = 0 THEN [''] ELSE f.{column} END)) AS f{number}(id)"
                if many
                else f", LATERAL (SELECT f.{column}) AS f{number}(id)"
            )
            selected += [f"{ids} AS {each}_id", f"coalesce(first(n{number}.name), '') AS {each}"]
            names.append(ids)
            joins.append(f" LEFT JOIN {{actors}} AS n{number} ON n{number}.actor_id = {ids}")
        elif each in spans:
            day = f"f.{_DATED[frame]}" if frame in _DATED else "a.published"
            selected.append(f"date_trunc('{each}', {day}) AS \"{each}\"")
            names.append(f"date_trunc('{each}', {day})")
        elif each in outlet:
            value = "f.source" if frame == "articles" else "coalesce(a.source, '')"
            selected.append(f"{value} AS outlet")
            names.append(value)
        else:
            selected.append(f'f."{each}" AS "{each}"')
            names.append(f'f."{each}"')
    if articles and frame != "articles":
        joins.insert(0, " LEFT JOIN {articles} AS a ON a.article_id = f.article_id")
    story = "f" if frame == "articles" else "a"
    counted = {
        "rows": "count(*)",
        "articles": "count(DISTINCT f.article_id)",
        "stories": f"count(DISTINCT CASE WHEN coalesce({story}.story_id, '') = '' THEN f.article_id ELSE {story}.story_id END)",
    }[of]
    grouped = (
        f" GROUP BY {', '.join(names)} ORDER BY {', '.join(f'{name} NULLS LAST' for name in names)}"
        if names
        else ""
    )
    statement = (
        f"SELECT {', '.join([*selected, f'{counted} AS n'])} FROM {{{frame}}} AS f{''.join(joins)}{grouped}"
    )
    return _typed(corpus.tables.ask(statement).to_pandas())


def ask(corpus: Askable, query: str, values: Mapping[str, Any]) -> pd.DataFrame:
    """Run one query over the frames by name. See `Corpus.sql`."""
    import duckdb

    if not isinstance(query, str):
        raise InputError(f"expected a query as text, found {type(query).__name__}")
    wanted = set(re.findall(r"\$([A-Za-z_]\w*)", _QUOTED.sub("", query)))
    if wanted != set(values):
        without, idle = sorted(wanted - set(values)), sorted(set(values) - wanted)
        told = [f"has no value for ${name}: pass {name}=..." for name in without]
        told += [f"does not ask for {name}: write ${name} where it belongs" for name in idle]
        raise InputError(f"the query {'; it '.join(told)}")
    query = mend(query)
    values = {name: mend(value) if isinstance(value, str) else value for name, value in values.items()}
    named = [name for name in FRAME_NAMES if name in query]
    frames = ", ".join(f'"{name}" AS (SELECT * EXCLUDE (pos) FROM {{{name}}})' for name in named)
    known = f"WITH {frames} " if named else ""
    text = query.strip().rstrip(";").replace("{", "{{").replace("}", "}}")
    try:
        return _typed(corpus.tables.ask(f"{known}SELECT * FROM ({text})", values).to_pandas())
    except duckdb.Error as error:
        reason = " ".join(str(error).split())[:300]
        hint = "" if named else f"; the tables are {', '.join(FRAME_NAMES)}"
        raise InputError(f"the query cannot be run: {reason}{hint}") from error


def _by_publication(frame: str, by: Sequence[str]) -> bool:
    return frame not in _DATED and bool({*by} & {*SPANS})


def _typed(found: pd.DataFrame) -> pd.DataFrame:
    """Give texts and instants the types of the contract."""
    for name in found.columns:
        if isinstance(found[name].dtype, pd.DatetimeTZDtype):
            found[name] = found[name].dt.tz_convert("UTC").astype(schema.INSTANT)
        elif pd.api.types.is_string_dtype(found[name].dtype):
            found[name] = found[name].fillna("").astype("str")
    return found
