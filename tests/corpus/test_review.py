"""Decisions: recorded on disk, laid over new extractions, taken back, and never lost."""

from __future__ import annotations

import json
import multiprocessing
import warnings

import pandas as pd
import pytest

from analystkit.corpus.decision import Target, decide, parse_decision
from analystkit.corpus.replay import replay
from analystkit.corpus.review import Review
from analystkit.corpus.review_log import ReviewLog
from analystkit.errors import ReviewError
from analystkit.model.ids import stable_id
from analystkit.model.schema import to_frame
from analystkit.resolve.recount import recount

# (article, start, words, entity, actor)
MENTIONS = [
    ("a1", 0, "Ana Duarte", "n1", "ac_ana"),
    ("a1", 20, "Duarte", "n1", "ac_ana"),
    ("a1", 40, "the minister", "n2", "ac_min"),
    ("a2", 0, "Ana Duarte", "n3", "ac_ana"),
    ("a2", 30, "Paulo Duarte", "n4", "ac_paulo"),
    ("a2", 60, "Harbour Union", "n5", "ac_union"),
    ("a3", 0, "A. Duarte", "n6", "ac_ana"),
    ("a3", 50, "Harbour Union", "n7", "ac_union"),
]
NAMES = {
    "ac_ana": "Ana Duarte",
    "ac_min": "the minister",
    "ac_paulo": "Paulo Duarte",
    "ac_union": "Harbour Union",
}


def frames(rename: dict[str, str] | None = None, shift: int = 0) -> dict[str, pd.DataFrame]:
    """A small corpus; `rename` gives actors other ids, `shift` moves every offset, as a new extraction may."""
    rename = rename or {}
    mentions = to_frame("mentions", [
        {"mention_id": stable_id("m", a, s + shift), "article_id": a, "part": "text", "start": s + shift, "end": s + shift + len(t),
         "text": t, "label": "PERSON", "kind": "nominal" if t.startswith("the") else "name", "actor_id": rename.get(x, x), "entity": e}
        for a, s, t, e, x in MENTIONS
    ])  # fmt: skip
    articles = to_frame(
        "articles",
        [
            {"article_id": a, "text": "x", "published": f"2023-05-0{a[1]}", "story_id": a}
            for a in ("a1", "a2", "a3")
        ],
    )
    aliases = {
        x: list(dict.fromkeys(t for _, _, t, _, y in MENTIONS if y == x and t != NAMES[x])) for x in NAMES
    }
    actors = to_frame("actors", [
        {"actor_id": rename.get(x, x), "name": NAMES[x], "kind": "person", "country": "PRT", "sector": "GOV", "aliases": aliases[x]}
        for x in NAMES
    ])  # fmt: skip
    by_text = dict(zip(mentions["text"] + mentions["article_id"], mentions["mention_id"], strict=True))
    events = to_frame("events", [
        {"event_id": stable_id("e", "a1", 12 + shift), "article_id": "a1", "part": "text", "start": 12 + shift, "end": 20 + shift,
         "trigger": "resigned", "event_type": "RETREAT", "source_ids": [rename.get("ac_min", "ac_min")],
         "source_mentions": [by_text["the ministera1"]], "factuality": "happened", "status": "auto"},
        {"event_id": stable_id("e", "a2", 70 + shift), "article_id": "a2", "part": "text", "start": 70 + shift, "end": 76 + shift,
         "trigger": "struck", "event_type": "PROTEST", "source_ids": [rename.get("ac_union", "ac_union")],
         "target_ids": [rename.get("ac_ana", "ac_ana")], "source_mentions": [by_text["Harbour Uniona2"]], "target_mentions": [by_text["Ana Duartea2"]],
         "factuality": "happened", "status": "auto"},
    ])  # fmt: skip
    quotes = to_frame("quotes", [
        {"quote_id": stable_id("q", "a3", 5 + shift), "article_id": "a3", "part": "text", "start": 5 + shift, "end": 30 + shift,
         "text": "We will not move.", "kind": "direct", "speaker_id": "", "status": "auto"},
    ])  # fmt: skip
    actors = recount(actors, mentions, articles)
    return {"articles": articles, "mentions": mentions, "actors": actors, "events": events, "quotes": quotes}


class Corpus:
    def __init__(self, path=None, extracted=None, **how):
        self.extracted = extracted or frames(**how)
        self.review = Review(self, path, who="tester")
        self._replay()

    @property
    def frames(self):
        return self.now

    @property
    def unmatched(self):
        return self.missing

    def find(self, frame, column, value):
        return self.now[frame][self.now[frame][column] == value]

    def called(self, name):
        actors = self.now["actors"]
        bears = [
            name.casefold() in {one.casefold() for one in (own, *aliases)}
            for own, aliases in zip(actors["name"], actors["aliases"], strict=True)
        ]
        return actors[pd.Series(bears, index=actors.index, dtype=bool)]

    def _replay(self):
        review = getattr(self, "review", None)
        self.now, self.missing = replay(self.extracted, review.decisions if review else [])


def actor(corpus, name):
    rows = corpus.frames["actors"].query("name == @name")
    assert len(rows) == 1, rows
    return rows.iloc[0]


def same(a: dict[str, pd.DataFrame], b: dict[str, pd.DataFrame]) -> None:
    assert set(a) == set(b)
    for name, frame in a.items():
        # Says what differs, and takes its time for it.
        if not frame.equals(b[name]):
            pd.testing.assert_frame_equal(
                frame.reset_index(drop=True), b[name].reset_index(drop=True), obj=name
            )


def test_merge_joins_mentions_roles_and_counts():
    corpus = Corpus()
    corpus.review.merge("Ana Duarte", "the minister", note="the only one")
    ana = actor(corpus, "Ana Duarte")
    assert ana["actor_id"] == "ac_ana"
    assert "the minister" in ana["aliases"]
    assert ana["n_mentions"] == 5
    assert ana["curated"]
    assert corpus.frames["events"].iloc[0]["source_ids"] == ["ac_ana"]
    assert "ac_min" not in set(corpus.frames["actors"]["actor_id"])
    assert corpus.extracted["actors"]["actor_id"].tolist().count("ac_min") == 1, (
        "the extraction itself is untouched"
    )


def test_undo_gives_back_what_was_and_can_be_undone():
    corpus = Corpus()
    before = corpus.frames
    merged = corpus.review.merge("Ana Duarte", "the minister")
    after = corpus.frames
    undone = corpus.review.undo()
    same(corpus.frames, before)
    corpus.review.undo(undone)
    same(corpus.frames, after)
    assert corpus.review.log.set_index("decision_id").loc[merged.id, "holds"]
    assert len(corpus.review.log) == 3, "nothing is ever deleted"


def test_not_the_same_spreads_over_merges():
    corpus = Corpus()
    first = corpus.review.split("Ana Duarte", "Paulo Duarte")
    corpus.review.merge("Ana Duarte", "the minister")
    corpus.review.merge("Harbour Union", "Paulo Duarte")
    corpus.review.merge("Ana Duarte", "Harbour Union")
    ids = corpus.frames["mentions"].set_index("text")["actor_id"]
    assert ids["Paulo Duarte"] != ids["the minister"]
    assert corpus.unmatched["reason"].str.contains(first.id).any()


def test_an_explicit_merge_lifts_not_the_same():
    corpus = Corpus()
    corpus.review.split("Ana Duarte", "Paulo Duarte")
    corpus.review.merge("Ana Duarte", "Paulo Duarte")
    assert actor(corpus, "Ana Duarte")["n_mentions"] == 5
    assert corpus.unmatched.empty


def test_an_alias_is_taken_out_of_an_actor():
    corpus = Corpus()
    corpus.review.split("Ana Duarte", "A. Duarte")
    assert actor(corpus, "A. Duarte")["n_mentions"] == 1
    assert actor(corpus, "Ana Duarte")["n_mentions"] == 3
    again, missing = replay(corpus.frames, corpus.review.decisions)
    same(again, corpus.frames)
    assert missing.empty


def test_what_the_machine_joins_later_stays_apart():
    corpus = Corpus()
    corpus.review.split("Ana Duarte", "Paulo Duarte")
    corpus.extracted = frames(rename={"ac_paulo": "ac_ana"})
    corpus.extracted["actors"] = corpus.extracted["actors"].drop_duplicates("actor_id").reset_index(drop=True)
    corpus._replay()
    ids = corpus.frames["mentions"].set_index("text")["actor_id"]
    assert ids["Paulo Duarte"] == "ac_paulo"
    assert set(ids["Ana Duarte"]) == {"ac_ana"}
    assert corpus.unmatched.empty


def test_anchors_find_what_ids_do_not():
    corpus = Corpus()
    event = corpus.frames["events"].iloc[1]
    corpus.review.merge("Ana Duarte", "the minister")
    corpus.review.set(event, date=("2023-05-01", "2023-05-02"), type="COERCE")
    corpus.review.set(corpus.frames["quotes"].iloc[0], speaker="Harbour Union")
    corpus.extracted = frames(rename={"ac_ana": "ac_x", "ac_min": "ac_y", "ac_union": "ac_z"}, shift=3)
    corpus._replay()
    assert corpus.unmatched.empty
    assert actor(corpus, "Ana Duarte")["actor_id"] == "ac_ana", "a curated actor keeps its id"
    edited = corpus.frames["events"].iloc[1]
    assert (edited["event_type"], edited["status"], str(edited["date_end"].date())) == (
        "COERCE",
        "edited",
        "2023-05-02",
    )
    assert corpus.frames["quotes"].iloc[0]["speaker_id"] == actor(corpus, "Harbour Union")["actor_id"]


def test_what_is_gone_is_reported():
    corpus = Corpus()
    corpus.review.reject(corpus.frames["events"].iloc[0])
    corpus.extracted["events"] = corpus.extracted["events"].iloc[1:].reset_index(drop=True)
    corpus._replay()
    assert corpus.review.unmatched["action"].tolist() == ["reject"]
    assert corpus.review.unmatched["text"].tolist() == ["resigned"]


def test_a_curated_actor_is_not_changed_by_the_machine():
    corpus = Corpus()
    corpus.review.set("Harbour Union", kind="ngo", sector="LAB")
    corpus.review.confirm("Paulo Duarte")
    other = frames()
    other["actors"]["kind"] = pd.Categorical(["company"] * len(other["actors"]))
    other["actors"]["name"] = other["actors"]["name"].str.upper()
    corpus.extracted = other
    corpus._replay()
    assert actor(corpus, "Harbour Union")["kind"] == "ngo"
    assert actor(corpus, "Paulo Duarte")["kind"] == "person"
    assert actor(corpus, "ANA DUARTE")["kind"] == "company"


def test_what_is_no_actor_leaves_every_role():
    corpus = Corpus()
    corpus.review.not_an_actor("Harbour Union")
    assert "Harbour Union" not in corpus.frames["actors"]["name"].tolist()
    assert corpus.frames["events"].iloc[1]["source_ids"] == []
    again, missing = replay(corpus.frames, corpus.review.decisions)
    same(again, corpus.frames)
    assert missing.empty


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda r: r.merge("Nobody", "Ana Duarte"), "Nobody"),
        (lambda r: r.merge("Ana Duarte", "A. Duarte"), "one already"),
        (lambda r: r.rename("Ana Duarte", "  "), "empty"),
        (lambda r: r.set("Ana Duarte", kind="wizard"), "wizard"),
        (lambda r: r.set("Ana Duarte", colour="red"), "colour"),
        (lambda r: r.undo(), "no decision"),
        (lambda r: r.undo("d_none"), "d_none"),
        (lambda r: r.reject("e_none"), "e_none"),
    ],
)
def test_refusals_say_what_is_wrong(act, words):
    with pytest.raises(ReviewError, match=words):
        act(Corpus().review)


def test_the_log_survives_a_crash_and_two_writers(tmp_path):
    path = tmp_path / "review.jsonl"
    one, two = Corpus(path), Corpus(path)
    one.review.rename("Ana Duarte", "Ana M. Duarte")
    two.review.reject(two.frames["events"].iloc[0])
    assert [d.action for d in ReviewLog(path).decisions] == ["rename", "reject"]
    assert [d.action for d in two.review.decisions] == ["rename", "reject"], (
        "the second writer reads what the first wrote"
    )
    with path.open("ab") as handle:
        handle.write(b'{"id": "d_torn", "who": "tes')
    with pytest.warns(UserWarning, match="could not be read"):
        third = Corpus(path)
    third.review.note(third.frames["events"].iloc[0], "checked")
    lines = path.read_bytes().split(b"\n")
    assert lines[2].startswith(b'{"id": "d_torn"'), "the torn line is kept"
    assert json.loads(lines[3])["action"] == "note"
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        assert [d.action for d in ReviewLog(path).decisions] == ["rename", "reject", "note"]
    assert len(said) == 1


def _write(path, name):
    log = ReviewLog(path)
    for number in range(20):
        log.append(
            decide("note", [Target("events", f"e{number}")], who=name, note=str(number), serial=number)
        )


def test_two_processes_lose_nothing(tmp_path):
    path = tmp_path / "review.jsonl"
    spawn = multiprocessing.get_context("spawn")
    writers = [spawn.Process(target=_write, args=(path, name)) for name in ("x", "y")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert len(ReviewLog(path)) == 40


def test_a_decision_is_one_line_and_comes_back():
    decision = decide(
        "rename",
        [Target("actors", "ac_1", {"text": "A\nB \u202e"}, ["x"], {"name": "Ö"})],
        who="me",
        fields={"name": "z"},
    )
    assert "\n" not in decision.to_json()
    assert parse_decision(decision.to_json()) == decision


def test_merged_twice_the_first_one_named_keeps_its_id_in_a_later_extraction_too():
    corpus = Corpus()
    corpus.review.merge("ac_ana", "ac_min")
    corpus.review.merge("ac_union", "ac_ana")
    corpus.extracted = frames(rename={"ac_ana": "ac_1", "ac_union": "ac_2"}, shift=5)
    once, _ = replay(corpus.extracted, corpus.review.decisions)
    twice, _ = replay(once, corpus.review.decisions)
    assert actor(corpus, "Harbour Union")["actor_id"] == "ac_union"
    assert once["actors"].set_index("name").loc["Harbour Union", "actor_id"] == "ac_union"
    same(twice, once)


def test_a_split_is_lifted_by_a_decision_about_the_same_two_alone():
    corpus = Corpus()
    corpus.review.split("ac_union", "ac_min")
    corpus.review.merge("ac_paulo", "ac_min")
    corpus.review.merge("ac_paulo", "ac_union")
    assert {"ac_paulo", "ac_union"} <= set(corpus.now["actors"]["actor_id"])
    # Laid over its own result, where one of the two told apart has become part of a third.
    twice, _ = replay(corpus.now, corpus.review.decisions)
    same(twice, corpus.now)


def test_a_speaker_who_was_taken_away_stays_away_on_every_replay():
    corpus = Corpus()
    corpus.review.set(corpus.frames["quotes"].iloc[0], speaker="ac_ana")
    corpus.review.set(corpus.frames["quotes"].iloc[0], speaker="ac_min")
    corpus.review.not_an_actor("ac_min")
    twice, _ = replay(corpus.now, corpus.review.decisions)
    assert corpus.now["quotes"]["speaker_id"].tolist() == [""]
    same(twice, corpus.now)


def suggesting():
    corpus = Corpus()
    mention = {
        text: m
        for m, text in zip(corpus.now["mentions"]["mention_id"], corpus.now["mentions"]["text"], strict=True)
    }
    lines = [
        ("ac_ana", "a1", mention["the minister"], "the minister", "role", 0.5, False),
        ("ac_ana", "a2", mention["Paulo Duarte"], "Paulo Duarte", "surname", 0.4, False),
        ("ac_ana", "a1", mention["Duarte"], "Duarte", "surname", 0.9, True),
    ]
    columns = ["actor_id", "article_id", "mention_id", "alias", "rule", "confidence", "merged"]
    corpus.extracted["evidence"] = pd.DataFrame(lines, columns=columns)
    corpus._replay()
    return corpus


def test_suggestions_are_open_until_accepted_or_refused():
    corpus = suggesting()
    first = corpus.review.suggestions
    assert first["other"].tolist() == ["the minister", "Paulo Duarte"]
    corpus.review.accept(first.iloc[0])
    assert "ac_min" not in set(corpus.now["actors"]["actor_id"])
    corpus.review.refuse(corpus.review.suggestions.iloc[0])
    assert corpus.review.suggestions.empty
    assert {"ac_ana", "ac_paulo"} <= set(corpus.now["actors"]["actor_id"])
    corpus.review.undo()
    assert corpus.review.suggestions["other"].tolist() == ["Paulo Duarte"]


def test_a_corpus_without_evidence_suggests_nothing():
    corpus = suggesting()
    corpus.extracted["evidence"] = corpus.extracted["evidence"].iloc[:0]
    corpus._replay()
    assert corpus.review.suggestions.empty


def test_a_later_merge_of_the_same_two_takes_back_that_they_are_not_the_same():
    corpus = Corpus()
    corpus.review.split("Ana Duarte", "the minister")
    corpus.review.merge("Ana Duarte", "the minister")
    assert corpus.unmatched.empty
    assert set(corpus.frames["mentions"]["actor_id"]) == {"ac_ana", "ac_paulo", "ac_union"}
    corpus.review.undo()
    corpus.review.merge("Paulo Duarte", "the minister")
    corpus.review.merge("Ana Duarte", "Paulo Duarte")
    assert len(corpus.unmatched) == 1, "the minister is not Ana, so Paulo, who is the minister, is not either"
