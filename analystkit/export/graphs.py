"""The network for Gephi, Cytoscape, yEd and networkx: GEXF and GraphML."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Tree

import pandas as pd

from analystkit.analysis.backbone import communities
from analystkit.analysis.cooccurrence import cooccurrence
from analystkit.analysis.frames import frame_of
from analystkit.analysis.provenance import provenance, sentence
from analystkit.export.cleaning import Changes, allowed
from analystkit.export.target import file_target, write

_NODE = {
    "kind": "string", "country": "string", "sector": "string", "n_stories": "integer", "n_articles": "integer", "n_mentions": "integer", "group": "integer",
}  # fmt: skip
_EDGE = {
    "n": "integer", "n_stories": "integer", "expected": "double", "lift": "double", "jaccard": "double", "npmi": "double", "examples": "string"
}  # fmt: skip


def gexf(corpus: Any, path: str | os.PathLike[str], *, unit: str = "sentence", min_count: int = 1) -> Path:
    """Write the co-occurrence network as GEXF 1.3, for Gephi.

    Parameters
    ----------
    corpus : Corpus
    path : path
        Ending in .gexf.
    unit : {"sentence", "paragraph", "article", "story"}
        Where two actors have to stand together to be linked; copies count once.
    min_count : int
        Units two actors share at least. All actors are written, also those without a link.

    Returns
    -------
    Path
        The file. Nodes have a label, kind, country, sector, counts and group; edges a weight (units shared), the association measures and
        the ids of up to five articles they rest on. Characters XML forbids are dropped, and the description counts them.

    Raises
    ------
    InputError
        If `unit` is not known, or `path` does not end in .gexf.
    """
    target = file_target(path, (".gexf",))
    nodes, edges, note = _network(corpus, unit, min_count)
    root = Tree.Element("gexf", {"xmlns": "http://gexf.net/1.3", "version": "1.3"})
    meta = Tree.SubElement(root, "meta")
    Tree.SubElement(meta, "creator").text = "analystkit"
    Tree.SubElement(meta, "description").text = note
    graph = Tree.SubElement(root, "graph", {"defaultedgetype": "undirected", "mode": "static"})
    for kind, fields in (("node", _NODE), ("edge", _EDGE)):
        declared = Tree.SubElement(graph, "attributes", {"class": kind})
        for i, (name, type_) in enumerate(fields.items()):
            Tree.SubElement(declared, "attribute", {"id": str(i), "title": name, "type": type_})
    held = Tree.SubElement(graph, "nodes")
    for node in nodes:
        element = Tree.SubElement(held, "node", {"id": node["id"], "label": node["label"]})
        _values(element, node, _NODE)
    links = Tree.SubElement(graph, "edges")
    for i, edge in enumerate(edges):
        element = Tree.SubElement(
            links,
            "edge",
            {"id": str(i), "source": edge["source"], "target": edge["target"], "weight": str(edge["n"])},
        )
        _values(element, edge, _EDGE)
    return write(target, _xml(root))


def graphml(corpus: Any, path: str | os.PathLike[str], *, unit: str = "sentence", min_count: int = 1) -> Path:
    """Write the co-occurrence network as GraphML, for yEd, Cytoscape, igraph and networkx.

    Parameters
    ----------
    corpus, unit, min_count
        As for `gexf`.
    path : path
        Ending in .graphml.

    Returns
    -------
    Path
        The file; names are the attribute ``label``, links have ``weight``, the graph's ``description`` says where it comes from.

    Raises
    ------
    InputError
        If `unit` is not known, or `path` does not end in .graphml.
    """
    target = file_target(path, (".graphml",))
    nodes, edges, note = _network(corpus, unit, min_count)
    root = Tree.Element("graphml", {"xmlns": "http://graphml.graphdrawing.org/xmlns"})
    kinds = {"string": "string", "integer": "long", "double": "double"}
    keys = [
        ("graph", "description", "string"),
        ("node", "label", "string"),
        *(("node", *field) for field in _NODE.items()),
    ]
    keys += [("edge", "weight", "integer"), *(("edge", *field) for field in _EDGE.items())]
    for place, name, type_ in keys:
        Tree.SubElement(
            root, "key", {"id": f"{place}-{name}", "for": place, "attr.name": name, "attr.type": kinds[type_]}
        )
    graph = Tree.SubElement(root, "graph", {"edgedefault": "undirected", "id": "actors"})
    Tree.SubElement(graph, "data", {"key": "graph-description"}).text = note
    for node in nodes:
        element = Tree.SubElement(graph, "node", {"id": node["id"]})
        for name in ("label", *_NODE):
            Tree.SubElement(element, "data", {"key": f"node-{name}"}).text = str(node[name])
    for i, edge in enumerate(edges):
        element = Tree.SubElement(
            graph, "edge", {"id": f"e{i}", "source": edge["source"], "target": edge["target"]}
        )
        for name in ("weight", *_EDGE):
            Tree.SubElement(element, "data", {"key": f"edge-{name}"}).text = str(
                edge["n" if name == "weight" else name]
            )
    return write(target, _xml(root))


def _network(
    corpus: Any, unit: str, min_count: int
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], str]:
    changes = Changes()
    actors = frame_of(corpus, "actors")
    pairs = cooccurrence(corpus, unit=unit, min_count=min_count)
    ids = [str(a) for a in actors["actor_id"]]
    known = set(ids)
    # Mentions may name an actor that the frame lacks; a link needs both its ends.
    pairs = pairs[(pairs["actor_a"].isin(known) & pairs["actor_b"].isin(known)).to_numpy()]
    group = communities(pairs, ids)
    nodes = []
    for row in actors.to_dict("records"):
        counts = {
            name: 0 if pd.isna(row[name]) else int(row[name])
            for name in ("n_stories", "n_articles", "n_mentions")
        }
        texts = {name: allowed(row[name], changes) for name in ("kind", "country", "sector")}
        label = allowed(row["name"], changes).strip() or str(row["actor_id"])
        nodes.append(
            {
                "id": allowed(row["actor_id"]),
                "label": label,
                **texts,
                **counts,
                "group": group[str(row["actor_id"])],
            }
        )
    examples = _examples(corpus, pairs)
    edges = [
        {
            "source": allowed(row["actor_a"]), "target": allowed(row["actor_b"]), "n": int(row["n"]), "n_stories": int(row["n_stories"]),
            **{name: round(float(row[name]), 6) for name in ("expected", "lift", "jaccard", "npmi")},
            "examples": allowed(" ".join(examples.get((row["actor_a"], row["actor_b"]), [])), changes),
        }
        for row in pairs.to_dict("records")
    ]  # fmt: skip
    note = f"Actors that stand in the same {unit}. {sentence(provenance(corpus))}."
    if changes.dropped:
        note += f" {changes.dropped:,} characters that XML forbids were dropped."
    return nodes, edges, allowed(note)


def _examples(corpus: Any, pairs: pd.DataFrame, most: int = 5) -> dict[tuple[str, str], list[str]]:
    mentions = frame_of(corpus, "mentions")
    held: dict[str, dict[str, None]] = {}
    for actor, article in zip(
        mentions["actor_id"].astype(str), mentions["article_id"].astype(str), strict=True
    ):
        held.setdefault(actor, {})[article] = None
    found = {}
    for a, b in zip(pairs["actor_a"], pairs["actor_b"], strict=True):
        small, large = sorted((held.get(a, {}), held.get(b, {})), key=len)
        shared = (article for article in small if article in large)
        found[a, b] = [article for article, _ in zip(shared, range(most), strict=False)]
    return found


def _values(element: Any, row: dict[str, Any], fields: dict[str, str]) -> None:
    values = Tree.SubElement(element, "attvalues")
    for i, name in enumerate(fields):
        Tree.SubElement(values, "attvalue", {"for": str(i), "value": str(row[name])})


def _xml(root: Any) -> str:
    Tree.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Tree.tostring(root, encoding="unicode") + "\n"
