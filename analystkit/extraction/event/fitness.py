"""Who can be a party to an event: act, suffer, or be spoken to."""

from __future__ import annotations

from collections.abc import Sequence

from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.complements import Candidate
from analystkit.extraction.event.kinds import Kinds
from analystkit.extraction.event.matching import Matcher
from analystkit.extraction.event.participants import FillerReader
from analystkit.extraction.event.word_order import NOMINAL
from analystkit.extraction.hyphens import HYPHENS
from analystkit.model.rows import Mention

_PARTIES = ("PERSON", "ORG", "NORP", "GPE")
# Named or possible actors among the words in front of a noun.
_ACTING = frozenset({"human", "group", "force", "state", "fighter", "police"})
MATERIEL = frozenset({"military_hw", "aircraft", "explosive", "weapon"})
_STATES_IN_FRONT = frozenset(
    {"us", "u.s.", "usa", "uk", "u.k.", "eu", "un", "u.n.", "nato", "israel", "russia", "saudi", "iran"}
)
_NOBODY = frozenset({"nobody", "none", "neither", "nothing", "no-one", "noone"})
_NO_ACTOR = frozenset(
    {
        "time",
        "explosive",
        "military_hw",
        "weapon",
        "sanction",
        "law",
        "statement",
        "agreement",
        "money",
        "rocket",
    }
)
# Tags of who may act.
_ABLE = frozenset({*NOMINAL, "PRP$", "JJ", "WDT"})
DEEDS = ("ASSAULT", "COERCE", "MOBILIZE", "PROTEST")


class Fitness(FillerReader):
    """Says of the head words of one part what they can be in an event."""

    def __init__(self, clause: Clause, kinds: Kinds, matcher: Matcher, mentions: Sequence[Mention]) -> None:
        super().__init__(clause, mentions)
        self._kinds = kinds
        self._matcher = matcher

    def answers(self, head: int) -> bool:
        """Say whether a head is one who can be asked, promised or threatened, rather than what is asked for."""
        known = self._kinds.of(head) & {"human", "state", "group"} or self._tokens.entity[head] in _PARTIES
        return bool(known) and not self._in_manner(head)

    def _in_manner(self, head: int) -> bool:
        # "was taken by force", "was hurt by mistake", "were killed, by the state's count"
        tokens = self._tokens
        behind = tokens.dep[head] == "pobj" and tokens.lower[tokens.head[head]] == "by"
        if behind and tokens.lemma[head] in self._clause.words.reckoning:
            return True
        return (
            head > 0
            and tokens.lower[head - 1] == "by"
            and tokens.lower[head] in self._clause.words.manner
            and not tokens.entity[head]
        )

    def _acts(self, head: int) -> bool:
        label = self._tokens.entity[head]
        if self._tokens.tag[head][:2] == "JJ" and label not in _PARTIES:
            return False
        joined = head > 1 and self._tokens.text[head - 1] in HYPHENS
        # "an anti-Muslim attack": whom it was meant for, or after what it came, not who did it.
        if joined and self._tokens.lower[head - 2] in self._clause.words.prefixing:
            return False
        if self._tokens.dep[head] in ("compound", "nmod") and label == "GPE" and self._is_place(head):
            return False
        return (
            label in _PARTIES
            or bool(_ACTING & self._kinds.of(head))
            or self._tokens.tag[head] in ("PRP$", "PRP")
        )

    def _is_place(self, head: int) -> bool:
        # "Mogadishu bombings": where; "US strikes": who. Of the names in front of a noun only those of states act.
        tokens = self._tokens
        above = tokens.head[head]
        deed = tokens.lemma[above].lower() in self._matcher.triggers.assault_nouns
        return deed and tokens.lower[head] not in _STATES_IN_FRONT

    def _can_act(self, head: int, candidate: Candidate) -> bool:
        tokens = self._tokens
        kinds = self._kinds.of(head)
        if (
            self.nobody(head)
            or self._in_manner(head)
            or (self._names_event(head, kinds) and not self._manned(head, kinds))
        ):
            return False
        if "time" in kinds or tokens.tag[head] == "EX" or tokens.tag[head] not in _ABLE:
            return False
        if (
            tokens.lower[head] in ("it", "this", "that", "which", "there", "what")
            and candidate.row.type in DEEDS
        ):
            return tokens.lower[head] == "it"
        if kinds & MATERIEL and "human" not in kinds:
            return False
        if kinds & _ACTING:
            return not (candidate.row.type in DEEDS and tokens.entity[head] in ("LOC", "FAC"))
        if kinds & _NO_ACTOR or tokens.entity[head] in ("LOC", "FAC", "EVENT"):
            return False
        return candidate.row.type not in DEEDS or not kinds

    def _manned(self, head: int, kinds: frozenset[str]) -> bool:
        # "a guerrilla column", which no event of its own is
        tokens = self._tokens
        return bool(kinds & {"force", "troops"}) and any(
            tokens.dep[c] == "compound" and "fighter" in self._kinds.of(c) for c in tokens.children[head]
        )

    def nobody(self, head: int) -> bool:
        """Say whether a nominal denies that there is anyone: "no group", "nobody", and "it" of "no group has said it was behind"."""
        tokens = self._tokens
        if tokens.lower[head] in ("it", "they") and tokens.dep[head] == "nsubj":
            above = tokens.head[head]
            subject = (
                self._clause.child(tokens.head[above], "nsubj") if tokens.dep[above] == "ccomp" else None
            )
            if subject is not None and subject < head:
                head = subject
        if tokens.lower[head] in _NOBODY:
            return True
        below = tokens.children[head]
        return bool(below) and any(tokens.lower[c] in ("no", "neither") and c < head for c in below)

    def _names_event(self, head: int, kinds: frozenset[str]) -> bool:
        # "The raid killed four", "Fighting has displaced thousands": an event is no actor.
        tokens = self._tokens
        return (
            (
                tokens.lemma[head].lower() in self._matcher.triggers.nouns
                or tokens.lower[head] in self._matcher.triggers.nouns
            )
            and tokens.entity[head] == ""
            and tokens.tag[head][:2] in ("NN", "VB")
            and (not kinds & {"human", "group", "official", "fighter", "crowd"} or "unknown-name" in kinds)
        )

    def _can_suffer(self, head: int) -> bool:
        return (
            "time" not in self._kinds.of(head)
            and self._tokens.tag[head] != "EX"
            and self._tokens.lower[head] not in ("there", "itself")
            # "on the other hand"
            and not (self._tokens.lower[head] == "hand" and self._tokens.lower[head - 1] in ("one", "other"))
            # "attacks on the port and an attack on the town"
            and not (
                self._tokens.dep[head] == "conj"
                and self._tokens.lemma[head].lower() in self._matcher.triggers.assault_nouns
            )
        )
