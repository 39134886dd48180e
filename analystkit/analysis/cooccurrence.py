"""Which actors stand together, counted per sentence, paragraph, article or story, copies counted once."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from numbers import Real
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analystkit.analysis.frames import actor_names, codes_of, frame_of
from analystkit.analysis.measures import with_measures
from analystkit.corpus.codes import Codes
from analystkit.errors import InputError
from analystkit.model.wording import near_names

UNITS = ("sentence", "paragraph", "article", "story")
PAIR_COLUMNS = (
    "actor_a", "actor_b", "name_a", "name_b", "n", "n_stories", "n_a", "n_b", "n_units", "expected", "lift", "jaccard", "npmi",
)  # fmt: skip


def cooccurrence(
    corpus: Any,
    *,
    unit: str = "sentence",
    actors: Sequence[str] | None = None,
    kinds: Sequence[str] | None = None,
    top: int | None = None,
    min_count: int = 1,
) -> pd.DataFrame:
    """Count how often two actors stand in the same unit of text.

    A unit is counted once for each story: a sentence, paragraph or whole article that a syndicated copy prints again
    in the same words adds nothing. Mentions of every kind count (names, nominals, pronouns) once they are resolved
    to an actor.

    Parameters
    ----------
    corpus : Corpus
        Anything with the frames ``mentions``, ``sentences``, ``articles`` and ``actors`` as attributes.
    unit : {"sentence", "paragraph", "article", "story"}
        Where two actors have to stand to count as together.
    actors : sequence of str, optional
        Names or ids to keep; everyone else is left out.
    kinds : sequence of str, optional
        Kinds of actor to keep ("person", "government" ...).
    top : int, optional
        Keep the actors that stand in most stories.
    min_count : int
        Leave out pairs that share fewer units.

    Returns
    -------
    pandas.DataFrame
        One row a pair, most frequent first: ``actor_a, actor_b, name_a, name_b``, ``n`` (units shared), ``n_stories``
        (stories shared), ``n_a, n_b`` (units of each), ``n_units`` (units that name any actor of the corpus),
        ``expected, lift, jaccard, npmi`` (see `analystkit.analysis.measures`).
        ``frame.attrs["actors"]`` lists the actors considered, with their ``n`` and ``n_stories``.

    Raises
    ------
    InputError
        If the unit is not one of the four, an actor is not in the corpus (the message names near ones) or is several, or `min_count` is no number.
    """
    if unit not in UNITS:
        raise InputError(f"expected unit to be one of {', '.join(UNITS)}; found {unit!r}")
    if isinstance(min_count, bool) or not isinstance(min_count, Real):
        raise InputError(f"expected min_count to be a number, found {min_count!r}")
    if isinstance(corpus, pd.DataFrame):
        raise InputError(
            "co-occurrence needs mentions, sentences and articles: expected a corpus, found a single frame"
        )
    places = places_of(corpus, unit)
    known = frame_of(corpus, "actors")
    names = actor_names(known)
    chosen = _choose(places, known, names, actors=actors, kinds=kinds, top=top)
    n_units = int(np.count_nonzero(np.bincount(places.unit)))
    pairs, totals = _count(places, chosen, n_units)
    pairs.insert(2, "name_a", [names.get(a, a) for a in pairs["actor_a"]])
    pairs.insert(3, "name_b", [names.get(b, b) for b in pairs["actor_b"]])
    pairs = with_measures(pairs[pairs["n"] >= min_count], n_units)
    pairs = pairs.sort_values(
        ["n", "n_stories", "name_a", "name_b", "actor_a", "actor_b"],
        ascending=[False, False, True, True, True, True],
    )
    totals.insert(1, "name", [names.get(a, a) for a in totals["actor_id"]])
    pairs = pairs.reset_index(drop=True)[list(PAIR_COLUMNS)]
    pairs.attrs["actors"] = totals.to_dict("list")
    return pairs


class Places(NamedTuple):
    """Each actor once in each unit, as codes: arrays of equal length, and the actors the codes stand for."""

    actor: Any
    unit: Any
    story: Any
    ids: Any


def places_of(corpus: Any, unit: str) -> Places:
    """Return which actors stand in which units, copies of a unit folded into one.

    Of a filtered corpus these are the places of the whole that stand in the articles it keeps: the texts are read once for all
    filters.
    """
    codes, kept = codes_of(corpus)
    actor, where, article, ids, of_article = codes.keep(
        ("places", unit),
        ("mentions", "sentences", "articles"),
        lambda *frames: _all_places(codes, unit, *frames),
    )
    if kept is not None:
        # -1, an article that is not there, is kept with nothing but the whole.
        inside = np.append(kept, False)[article]
        actor, where, article = actor[inside], where[inside], article[inside]
    # One actor stands in one unit in several copies of a story.
    wide = int(where.max(initial=0)) + 1
    once = pd.unique(actor * wide + where)
    actor, where = once // wide, once % wide
    return Places(actor, where, of_article[where], ids)


def _all_places(
    codes: Codes, unit: str, mentions: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame
) -> tuple[Any, Any, Any, Any, Any]:
    actor, ids = codes.column("mentions", "actor_id")
    article = codes.article_of("mentions")
    named = np.append(ids != "", False)[actor]
    stories, n_stories = codes.stories()
    # A mention whose article is not there has a story of its own.
    loose, _ = pd.factorize(mentions["article_id"])
    story = np.where(article >= 0, np.append(stories, 0)[article], n_stories + loose)
    if unit == "story":
        print_of = np.zeros(len(mentions), dtype="int64")
    elif unit == "article":
        prints, _ = codes.keep("article prints", ("articles",), _article_prints)
        print_of = np.where(article >= 0, np.append(prints, 0)[article], len(prints) + loose)
    else:
        prints, ids_of = codes.keep(
            ("prints", unit), ("sentences", "articles"), lambda s, a: _unit_prints(s, a, unit)
        )
        row = ids_of.get_indexer(pd.Index(mentions["sentence_id"]))
        # A mention outside every sentence stands in no unit.
        named = named & (row >= 0)
        print_of = np.append(prints, 0)[row]
    rows = np.flatnonzero(named)
    actor, article, story, print_of = (
        values[rows].astype("int64") for values in (actor, article, story, print_of)
    )
    where, units = pd.factorize(story * (int(print_of.max(initial=0)) + 1) + print_of)
    of_unit = np.empty(len(units), dtype="int64")
    of_unit[where] = story
    once = ~pd.DataFrame({"actor": actor, "unit": where, "article": article}).duplicated().to_numpy()
    return actor[once], where[once], article[once], ids, of_unit


def _called(wanted: Sequence[str], known: pd.DataFrame, names: dict[str, str]) -> list[str]:
    """Return the ids of actors given by id, name or, where nobody has it as the name, an alias that only one bears."""
    by_name = {name.casefold(): actor for actor, name in reversed(list(names.items()))}
    by_alias: dict[str, set[str]] = {}
    for actor, aliases in zip(known["actor_id"], known["aliases"], strict=True):
        for alias in aliases:
            by_alias.setdefault(alias.casefold(), set()).add(actor)
    chosen = []
    for name in wanted:
        folded = str(name).casefold()
        bearers = by_alias.get(folded, set())
        if name in names or folded in by_name:
            chosen.append(name if name in names else by_name[folded])
        elif len(bearers) == 1:
            chosen.append(next(iter(bearers)))
        elif bearers:
            said = ", ".join(f"{names[actor]} ({actor})" for actor in sorted(bearers))
            raise InputError(f"{name!r} names {len(bearers)} actors: {said}; give the id of the one meant")
        else:
            spoken = (
                (each, names[actor])
                for actor, aliases in zip(known["actor_id"], known["aliases"], strict=True)
                for each in (names[actor], *aliases)
            )
            near = near_names(str(name), spoken)
            hint = f"near names: {', '.join(near)}" if near else "corpus.actors lists them"
            raise InputError(f"no actor is called {name!r} in this corpus; {hint}")
    return chosen


def _choose(
    places: Places,
    known: pd.DataFrame,
    names: dict[str, str],
    *,
    actors: Sequence[str] | None = None,
    kinds: Sequence[str] | None = None,
    top: int | None = None,
) -> list[str]:
    """Pick actors by name or id, kind and prominence (stories, then units, then name); ids, most prominent first."""
    n_actors = len(places.ids)
    wide = int(places.story.max(initial=0)) + 1
    units = np.bincount(places.actor, minlength=n_actors)
    stories = np.bincount(pd.unique(places.actor * wide + places.story) // wide, minlength=n_actors)
    if actors is not None:
        wanted = [actors] if isinstance(actors, str) else list(actors)
        chosen = _called(wanted, known, names)
    else:
        chosen = [str(places.ids[i]) for i in np.flatnonzero(units)]
    if kinds is not None:
        wanted_kinds = {kinds} if isinstance(kinds, str) else set(kinds)
        kind_of = dict(zip(known["actor_id"], known["kind"].astype(str), strict=True))
        chosen = [a for a in chosen if kind_of.get(a, "") in wanted_kinds]
    rank = dict(zip(places.ids, zip(stories.tolist(), units.tolist(), strict=True), strict=True))

    def prominence(actor: str) -> tuple[int, int, str, str]:
        in_stories, in_units = rank.get(actor, (0, 0))
        return -in_stories, -in_units, str(names.get(actor, actor)).casefold(), actor

    return list(dict.fromkeys(sorted(chosen, key=prominence)))[:top]


def _count(places: Places, chosen: list[str], n_units: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    column = {actor: i for i, actor in enumerate(chosen)}
    columns = np.fromiter((column.get(a, -1) for a in places.ids), dtype="int64", count=len(places.ids))[
        places.actor
    ]
    within = columns >= 0
    per_unit, units = _incidence(places.unit[within], columns[within], len(chosen))
    per_story, stories = _incidence(places.story[within], columns[within], len(chosen))
    totals = pd.DataFrame({"actor_id": chosen, "n": units, "n_stories": stories})
    ids = np.array(chosen, dtype=object)
    shared = per_unit.T @ per_unit if len(chosen) else None
    if shared is None or shared.nnz == 0:
        empty = pd.DataFrame({"actor_a": [], "actor_b": []}, dtype=object)
        zero = {name: pd.Series([], dtype="int64") for name in ("n", "n_stories", "n_a", "n_b", "n_units")}
        return empty.assign(**zero), totals
    from scipy import sparse

    upper = sparse.triu(shared, k=1).tocoo()
    stories_shared = (per_story.T @ per_story).tocsr()
    a, b = upper.row, upper.col
    pairs = pd.DataFrame(
        {
            "actor_a": ids[a], "actor_b": ids[b], "n": upper.data.astype("int64"),
            "n_stories": np.asarray(stories_shared[a, b]).ravel().astype("int64") if len(a) else [],
            "n_a": units[a], "n_b": units[b], "n_units": n_units,
        }
    )  # fmt: skip
    return pairs, totals


def _incidence(keys: Any, columns: Any, width: int) -> tuple[Any, Any]:
    from scipy import sparse

    rows, found = pd.factorize(keys)
    matrix = sparse.coo_matrix(
        (np.ones(len(rows), dtype="int64"), (rows, columns)), shape=(len(found), width)
    ).tocsr()
    # An actor stands in a story as often as in its units.
    matrix.sum_duplicates()
    matrix.data[:] = 1
    return matrix, np.asarray(matrix.sum(axis=0)).ravel().astype("int64")


def _article_prints(articles: pd.DataFrame) -> tuple[Any, Any]:
    texts = zip(articles["article_id"], articles["text"].astype(str), strict=True)
    return pd.factorize(np.array([_print(text) or article for article, text in texts], dtype=object))


def _unit_prints(sentences: pd.DataFrame, articles: pd.DataFrame, unit: str) -> tuple[Any, Any]:
    """Return the words of the unit of each sentence as a code, and the sentences' ids."""
    sentences = sentences.drop_duplicates("sentence_id", ignore_index=True)
    if unit == "paragraph":
        grouped = sentences.groupby(["article_id", "part", "paragraph"], sort=False, observed=True)
        bounds = grouped.agg(start=("start", "min"), end=("end", "max")).reset_index()
        of_sentence = grouped.ngroup().to_numpy()
    else:
        bounds, of_sentence = sentences, np.arange(len(sentences))
    texts = {
        (article, part): text
        for part in ("title", "text")
        for article, text in zip(
            articles["article_id"].to_numpy(object), articles[part].to_numpy(object), strict=True
        )
    }
    where = (bounds[column].to_numpy(object) for column in ("article_id", "part", "start", "end"))
    prints = [
        _print(texts.get((article, part), "")[start:end]) or f"{article}/{part}/{start}"
        for article, part, start, end in zip(*where, strict=True)
    ]
    codes, _ = pd.factorize(np.array([*prints, ""], dtype=object)[:-1])
    return codes[of_sentence], pd.Index(sentences["sentence_id"])


def _print(text: str) -> str:
    words = " ".join(text.split()).casefold()
    # Short text is its own print; a hash keeps paragraphs and whole articles from being held twice.
    return (
        words if len(words) < 200 else blake2b(words.encode("utf-8", "replace"), digest_size=12).hexdigest()
    )
