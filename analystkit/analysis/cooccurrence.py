"""Which actors stand together, counted per sentence, paragraph, article or story, copies counted once."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import Any

import numpy as np
import pandas as pd

from analystkit.analysis.frames import actor_names, frame_of, side_frame, story_of
from analystkit.analysis.measures import with_measures
from analystkit.errors import InputError

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
        If the unit is not one of the four, or an actor is not in the corpus.
    """
    if unit not in UNITS:
        raise InputError(f"expected unit to be one of {', '.join(UNITS)}; found {unit!r}")
    if isinstance(corpus, pd.DataFrame):
        raise InputError(
            "co-occurrence needs mentions, sentences and articles: expected a corpus, found a single frame"
        )
    places = places_of(corpus, unit)
    known = frame_of(corpus, "actors")
    chosen = choose_actors(places, known, actors=actors, kinds=kinds, top=top)
    n_units = int(places["unit"].nunique())
    pairs, totals = _count(places, chosen, n_units)
    names = actor_names(known)
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


def places_of(corpus: Any, unit: str) -> pd.DataFrame:
    """Return ``actor_id, unit, story_id, article_id``: each actor once in each unit, copies of a unit folded into one."""
    mentions = frame_of(corpus, "mentions")
    mentions = mentions[(mentions["actor_id"].astype(str) != "").to_numpy()]
    articles = side_frame(corpus, "articles")
    story = story_of(articles, mentions["article_id"])
    if unit == "story":
        keys: pd.Series = story
    elif unit == "article":
        keys = _article_units(articles, mentions["article_id"], story)
    else:
        keys = _text_units(corpus, articles, mentions, story, unit)
    places = pd.DataFrame(
        {
            "actor_id": mentions["actor_id"].astype(object),
            "unit": keys,
            "story_id": story,
            "article_id": mentions["article_id"].astype(object),
        }
    )
    places = places[places["unit"].notna().to_numpy()]
    return places.drop_duplicates(["actor_id", "unit"], ignore_index=True)


def choose_actors(
    places: pd.DataFrame,
    known: pd.DataFrame,
    *,
    actors: Sequence[str] | None = None,
    kinds: Sequence[str] | None = None,
    top: int | None = None,
) -> list[str]:
    """Pick actors by name or id, kind and prominence (stories, then units, then name); ids, most prominent first."""
    counts = places.groupby("actor_id").agg(stories=("story_id", "nunique"), units=("unit", "nunique"))
    names = actor_names(known)
    if actors is not None:
        wanted = [actors] if isinstance(actors, str) else list(actors)
        by_name = {name.casefold(): actor for actor, name in reversed(list(names.items()))}
        missing = [a for a in wanted if a not in names and str(a).casefold() not in by_name]
        if missing:
            raise InputError(
                f"no actor of this corpus is called {', '.join(map(repr, missing))}: look at corpus.actors.name"
            )
        chosen = [a if a in names else by_name[str(a).casefold()] for a in wanted]
    else:
        chosen = [str(a) for a in counts.index]
    if kinds is not None:
        wanted_kinds = {kinds} if isinstance(kinds, str) else set(kinds)
        kind_of = dict(zip(known["actor_id"], known["kind"].astype(str), strict=True))
        chosen = [a for a in chosen if kind_of.get(a, "") in wanted_kinds]
    rank = counts.to_dict("index")
    nothing = {"stories": 0, "units": 0}
    chosen.sort(
        key=lambda a: (
            -rank.get(a, nothing)["stories"],
            -rank.get(a, nothing)["units"],
            str(names.get(a, a)).casefold(),
            a,
        )
    )
    return list(dict.fromkeys(chosen))[:top]


def _count(places: pd.DataFrame, chosen: list[str], n_units: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    within = places[places["actor_id"].isin(chosen).to_numpy()]
    column = {actor: i for i, actor in enumerate(chosen)}
    per_unit, units = _incidence(within, "unit", column)
    per_story, stories = _incidence(within, "story_id", column)
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


def _incidence(places: pd.DataFrame, key: str, column: dict[str, int]) -> tuple[Any, Any]:
    from scipy import sparse

    unique = places[["actor_id", key]].drop_duplicates()
    rows, _ = pd.factorize(unique[key])
    columns = unique["actor_id"].map(column).to_numpy(dtype="int64")
    height = int(rows.max()) + 1 if len(rows) else 0
    matrix = sparse.csr_matrix(
        (np.ones(len(rows), dtype="int64"), (rows, columns)), shape=(height, len(column))
    )
    return matrix, np.asarray(matrix.sum(axis=0)).ravel().astype("int64")


def _article_units(articles: pd.DataFrame, article_ids: pd.Series, story: pd.Series) -> pd.Series:
    texts = {
        str(a): _print(t) for a, t in zip(articles["article_id"], articles["text"].astype(str), strict=True)
    }
    return pd.Series(
        [f"{s}\x1f{texts.get(str(a)) or a}" for a, s in zip(article_ids, story, strict=True)],
        index=article_ids.index,
        dtype=object,
    )


def _text_units(
    corpus: Any, articles: pd.DataFrame, mentions: pd.DataFrame, story: pd.Series, unit: str
) -> pd.Series:
    sentences = side_frame(corpus, "sentences").drop_duplicates("sentence_id", ignore_index=True)
    if unit == "paragraph":
        grouped = sentences.groupby(["article_id", "part", "paragraph"], sort=False, observed=True)
        bounds = grouped.agg(start=("start", "min"), end=("end", "max")).reset_index()
        of_sentence = grouped.ngroup().to_numpy()
    else:
        bounds, of_sentence = sentences, np.arange(len(sentences))
    row = pd.Index(sentences["sentence_id"]).get_indexer(pd.Index(mentions["sentence_id"]))
    placed = row >= 0
    used = np.unique(of_sentence[row[placed]]) if placed.any() else np.array([], dtype="int64")
    texts = {
        (article, part): text
        for part in ("title", "text")
        for article, text in zip(
            articles["article_id"].to_numpy(object), articles[part].to_numpy(object), strict=True
        )
    }
    # Only units that name an actor are read: of a large corpus that is a part.
    where = (bounds[column].to_numpy(object)[used] for column in ("article_id", "part", "start", "end"))
    prints = np.full(len(bounds), "", dtype=object)
    prints[used] = [
        _print(texts.get((article, part), "")[start:end]) or f"{article}/{part}/{start}"
        for article, part, start, end in zip(*where, strict=True)
    ]
    # A mention outside every sentence stands in no unit.
    keys = pd.Series([None] * len(mentions), index=mentions.index, dtype=object)
    if placed.any():
        own = story.to_numpy(object)[placed] + "\x1f" + prints[of_sentence[row[placed]]]
        keys[placed] = own
    return keys


def _print(text: str) -> str:
    words = " ".join(text.split()).casefold()
    # Short text is its own print; a hash keeps paragraphs and whole articles from being held twice.
    return (
        words if len(words) < 200 else blake2b(words.encode("utf-8", "replace"), digest_size=12).hexdigest()
    )
