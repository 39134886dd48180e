import xml.etree.ElementTree as Tree

import networkx as nx
import pytest

from analystkit import analysis, export
from analystkit.errors import InputError

READERS = {"gexf": (export.gexf, nx.read_gexf), "graphml": (export.graphml, nx.read_graphml)}


@pytest.fixture(params=READERS)
def written(request, tmp_path):
    write, read = READERS[request.param]
    return lambda corpus, **options: read(write(corpus, tmp_path / f"network.{request.param}", **options))


def test_networkx_reads_labels_weights_and_isolates(written, sixty):
    graph = written(sixty)
    assert set(graph) == set(sixty.actors["actor_id"])
    names = dict(zip(sixty.actors["actor_id"], sixty.actors["name"], strict=True))
    assert all(data["label"] == names[node] for node, data in graph.nodes(data=True))
    pairs = analysis.cooccurrence(sixty)
    assert graph.number_of_edges() == len(pairs)
    top = pairs.iloc[0]
    edge = graph.edges[top["actor_a"], top["actor_b"]]
    assert float(edge["weight"]) == edge["n"] == top["n"]
    assert edge["lift"] == pytest.approx(top["lift"], abs=1e-6)
    article = edge["examples"].split()[0]
    assert article in set(sixty.articles["article_id"])


def test_isolates_are_kept(written, simulated):
    corpus = simulated.corpus(5, n_actors=12)
    graph = written(corpus)
    assert len(list(nx.isolates(graph))) >= 5


def test_hostile_names_come_back_without_what_xml_forbids(written, hostile):
    labels = {data["label"] for _, data in written(hostile).nodes(data=True)}
    assert {"<img src=x onerror=alert(1)>", "abc", "]]>&amp;", "</script><script>alert(1)</script>"} <= labels


def test_an_empty_corpus_is_an_empty_graph(written, nothing):
    assert len(written(nothing)) == 0


def test_where_it_comes_from_is_in_the_file(sixty, hostile, tmp_path):
    root = Tree.parse(export.gexf(hostile, tmp_path / "a.gexf")).getroot()
    about = root.find(".//{http://gexf.net/1.3}description").text
    assert "same sentence" in about
    assert "dropped" in about
    assert "analystkit" in Tree.tostring(
        Tree.parse(export.graphml(sixty, tmp_path / "a.graphml")).getroot(), encoding="unicode"
    )


def test_the_same_corpus_gives_the_same_file(simulated, tmp_path):
    first = export.gexf(simulated.corpus(20), tmp_path / "a.gexf").read_bytes()
    assert export.gexf(simulated.corpus(20), tmp_path / "b.gexf").read_bytes() == first


def test_units_and_endings_are_checked(sixty, tmp_path):
    with pytest.raises(InputError, match="unit"):
        export.gexf(sixty, tmp_path / "a.gexf", unit="page")
    with pytest.raises(InputError, match=r"\.graphml"):
        export.graphml(sixty, tmp_path / "a.gexf")
