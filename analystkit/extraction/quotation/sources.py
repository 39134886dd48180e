"""What a speaker is: a named person, an organisation, a document, an unnamed official ...; and the mention it is."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from operator import attrgetter

from analystkit.extraction.quotation.phrases import Span
from analystkit.extraction.quotation.scene import Scene
from analystkit.lexicon import Lexicon
from analystkit.model.rows import Mention

NAMED_PERSON = "named person"
ORGANISATION = "organisation"
OFFICE = "office holder"
DOCUMENT = "document"
UNNAMED_OFFICIAL = "unnamed official"
UNNAMED_PERSON = "unnamed person"
UNNAMED_GROUP = "unnamed group"
AUTHOR = "author"
UNRESOLVED = "unresolved"
ANONYMOUS = frozenset((UNNAMED_OFFICIAL, UNNAMED_PERSON, UNNAMED_GROUP))

_OFFICIAL_SECTORS = frozenset(("GOV", "MIL", "COP", "JUD", "LEG", "SPY"))
_ORGANISATIONS = frozenset(("ORG", "GPE", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "LAW", "EVENT"))
_RELATIVE = frozenset(("who", "which", "that", "whose", "whom"))


@dataclass(slots=True)
class SourceTable:
    """Nouns by what they make of a nameless speaker, and the sectors of roles."""

    types: dict[str, str] = field(default_factory=dict)
    sectors: dict[str, str] = field(default_factory=dict)
    bodies: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()


@lru_cache(maxsize=8)
def source_table(lexicon: Lexicon) -> SourceTable:
    """Compile the tables ``source_nouns`` and ``role_nouns`` of a lexicon."""
    types = {row["noun"].lower(): row["type"] for row in lexicon.table("source_nouns")}
    sectors: dict[str, str] = {}
    bodies: set[str] = set()
    for row in lexicon.table("role_nouns"):
        noun = row["noun"].lower()
        sectors.setdefault(noun, row["sector"])
        if row["referent"] != "person":
            bodies.add(noun)
    nouns = {noun for noun in (*types, *sectors) if " " not in noun}
    labels = frozenset(
        nouns | {noun + "s" for noun in nouns} | {noun[:-1] + "ies" for noun in nouns if noun.endswith("y")}
    )
    return SourceTable(types, sectors, frozenset(bodies), labels)


class SpeakerLinker:
    """Link speaker spans to the mentions of a part and say what kind of speaker each is."""

    def __init__(self, scene: Scene, mentions: list[Mention], sources: SourceTable) -> None:
        self._scene = scene
        self._sources = sources
        self._mentions = sorted(mentions, key=attrgetter("start"))
        self._starts = [mention.start for mention in self._mentions]

    @cached_property
    def _named(self) -> dict[str, Mention]:
        """The first name of each entity; few speakers are pronouns."""
        return self._first("name")

    @cached_property
    def _nominal(self) -> dict[str, Mention]:
        return self._first("nominal")

    def _first(self, kind: str) -> dict[str, Mention]:
        found: dict[str, Mention] = {}
        for mention in self._mentions:
            if mention.kind == kind and mention.entity:
                found.setdefault(mention.entity, mention)
        return found

    def link(self, speaker: Span) -> tuple[str, str, bool]:
        """Return the mention id ("" if none), the type of the speaker, and whether it is anonymous."""
        first, last = speaker
        head = self._head(first, last)
        tokens = self._scene.tokens
        mention = self._mention(
            tokens.start[first], tokens.end[last - 1], tokens.start[head], tokens.end[head]
        )
        kind = self._type(first, last, head, mention)
        return (mention.mention_id if mention else ""), kind, kind in ANONYMOUS

    def _mention(self, start: int, end: int, head_start: int, head_end: int) -> Mention | None:
        """Return the mention that holds the head word and fits the span best; for "who" the one right before it."""
        low = bisect_left(self._starts, start - 200)
        best, score = None, 0.0
        relative = self._scene.part.text[start:end].lower() in _RELATIVE
        for mention in self._mentions[low : bisect_left(self._starts, end, low)]:
            if relative:
                if start - 3 <= mention.end <= start:
                    best = mention
                continue
            if mention.end <= start:
                continue
            shared = min(end, mention.end) - max(start, mention.start)
            holds = mention.start <= head_start and head_end <= mention.end
            union = max(end, mention.end) - min(start, mention.start)
            value = (
                shared / union + (2.0 if holds else 0.0) + (0.5 if mention.kind == "name" and holds else 0.0)
            )
            if value > score:
                best, score = mention, value
        return best

    def _head(self, first: int, last: int) -> int:
        """Return the head word of a speaker: the last noun of its first phrase."""
        tokens = self._scene.tokens
        head = first
        for index in range(first, last):
            tag, text = tokens.tag[index], tokens.text[index]
            if tag[:2] == "NN" or tag in {"PRP", "WP", "WDT", "CD", "DT", "JJ"}:
                if tag[:2] == "NN" or tokens.tag[head][:2] != "NN":
                    head = index
            elif text in {",", "(", ";"} or (
                tag in {"IN", "WP", "VBG", "VBD", "VBZ", "VBN", "CC"} and tokens.tag[head][:2] == "NN"
            ):
                break
            elif tag == "POS":
                # "the ministry's spokesman": the possessor is not the head.
                head = min(index + 1, last - 1)
        return head

    def _type(self, first: int, last: int, head: int, mention: Mention | None) -> str:
        tokens = self._scene.tokens
        word, tag = tokens.lower[head], tokens.tag[head]
        if word in self._scene.table.words["first_person"]:
            return AUTHOR
        if word in self._scene.table.words["pronoun"] or word in _RELATIVE:
            named = self._chain_name(mention)
            if named is None:
                return self._by_noun_mention(mention) if mention is not None else UNRESOLVED
            return _by_label(named)
        if tag in {"NNP", "NNPS"}:
            label = tokens.entity[head] or next(
                (tokens.entity[i] for i in range(first, head) if tokens.entity[i]), ""
            )
            if mention is not None and mention.kind == "name" and mention.label:
                label = mention.label
            lower = word
            if (
                label
                not in {
                    "PERSON",
                }
                and self._sources.types.get(lower) == "document"
            ):
                return DOCUMENT
            return (
                NAMED_PERSON
                if label in {"PERSON", ""}
                else UNNAMED_GROUP
                if label == "NORP"
                else ORGANISATION
            )
        if self._named_behind(head, last):
            return NAMED_PERSON
        named = self._chain_name(mention)
        if named is not None and mention is not None and mention.start <= tokens.start[head] < mention.end:
            return _by_label(named)
        return self._by_noun(first, head)

    def _named_behind(self, head: int, last: int) -> bool:
        """Tell whether an apposition gives the name ("the envoy, Ann Lee"; "the envoy, the former judge Ann Lee")."""
        tokens = self._scene.tokens
        behind = False
        for index in range(head + 1, last):
            if tokens.text[index] == ",":
                behind = True
            elif (
                tokens.tag[index] in {"IN", "POS", "VBD", "VBZ", "VBG", "VBN"} or tokens.tag[index][:1] == "W"
            ):
                behind = False
            elif behind and tokens.tag[index] == "NNP":
                if tokens.entity[index] == "PERSON":
                    return True
                if not tokens.entity[index] and index + 1 < last and tokens.tag[index + 1] == "NNP":
                    return True
        return False

    def _chain_name(self, mention: Mention | None) -> Mention | None:
        if mention is None:
            return None
        return mention if mention.kind == "name" else self._named.get(mention.entity)

    def _by_noun_mention(self, mention: Mention | None) -> str:
        if mention is None:
            return UNRESOLVED
        nominal = self._nominal.get(mention.entity)
        if nominal is None:
            return UNRESOLVED
        # A mention holds at least one token.
        span = self._scene.tokens.span(nominal.start, nominal.end)
        return self._by_noun(span.start, self._head(span.start, span.stop))

    def _by_noun(self, first: int, head: int) -> str:
        tokens, sources = self._scene.tokens, self._sources
        word, lemma = tokens.lower[head], tokens.lemma[head].lower()
        plural = tokens.tag[head] == "NNS" or word in self._scene.table.words["group"]
        kind = sources.types.get(lemma) or sources.types.get(word)
        if kind == "document":
            return DOCUMENT
        sector = sources.sectors.get(lemma, "")
        if lemma in sources.bodies or word in sources.bodies:
            return UNNAMED_GROUP if plural and word not in sources.bodies else ORGANISATION
        if kind == "official":
            return UNNAMED_OFFICIAL
        if sector in _OFFICIAL_SECTORS:
            definite = tokens.lower[first] in self._scene.table.words["definite"] or tokens.tag[first] in {
                "NNP",
                "JJ",
                "NN",
            }
            return OFFICE if definite and not plural and kind is None else UNNAMED_OFFICIAL
        if kind == "group" or plural:
            return UNNAMED_GROUP
        if kind == "person" or sector:
            return UNNAMED_PERSON
        return UNRESOLVED


def _by_label(mention: Mention) -> str:
    if mention.label == "PERSON":
        return NAMED_PERSON
    if mention.label == "NORP":
        return UNNAMED_GROUP
    return ORGANISATION if mention.label in _ORGANISATIONS else NAMED_PERSON
