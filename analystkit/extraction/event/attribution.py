"""Who says so: the quotation an event stands in, the reporting verb above it, or "according to"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.effects import BESIDE
from analystkit.extraction.event.governors import Governor, chain
from analystkit.extraction.event.participants import Filler
from analystkit.extraction.event.roles import RoleReader
from analystkit.lexicon import Lexicon
from analystkit.model.rows import Quote

# Relations of a deed, or of what it hangs on, to the verb that reports it.
_TIED = frozenset({"ccomp", "parataxis", "xcomp", "pcomp", "pobj", "dobj"})
_DOUBTFUL = ("claim", "accusation", "denial")
_NESTED = 4
# Of the verbs of accusing those that doubt a deed they have as their object; whoever condemns an attack takes it for granted.
_ALLEGING = frozenset({"allege", "charge", "claim", "accuse"})
_by_start = attrgetter("start")
_NO_ONE = ("no ", "nobody", "none ", "neither ")
_WITHHOLDING = frozenset({"nor", "not", "n't", "never"})
_NAMELESS = frozenset({"it", "there", "that", "this", "which", "what"})


@dataclass(slots=True)
class Attribution:
    """The one who says it; `kind` is the class of the cue (neutral, claim, denial ...), `head` is None in a quote's case,
    where `speaker` is the head of the words that name who is quoted.

    `withheld` is true where the cue itself is negated: "neither confirmed nor denied".
    """

    text: str = ""
    mention: str = ""
    cue: str = ""
    kind: str = ""
    head: int | None = None
    withheld: bool = False
    speaker: int | None = None

    @property
    def doubtful(self) -> bool:
        """True where the cue itself casts doubt: claimed, alleged, accused."""
        return self.kind in _DOUBTFUL


@lru_cache(maxsize=8)
def cue_classes(lexicon: Lexicon) -> Mapping[str, str]:
    """Compile table ``cues`` into verb -> class."""
    found: dict[str, str] = {}
    for row in lexicon.table("cues"):
        if row["pos"] == "VERB":
            found.setdefault(row["lemma"], row["class"])
    return found


class AttributionReader:
    """Finds who stands behind the events of one part."""

    def __init__(self, clause: Clause, roles: RoleReader, quotes: Sequence[Quote], lexicon: Lexicon) -> None:
        self._clause = clause
        self._tokens = clause.tokens
        self._roles = roles
        self._quotes = sorted([q for q in quotes if q.status != "rejected"], key=_by_start)
        self._begins = [quote.start for quote in self._quotes]
        self._cues = cue_classes(lexicon)
        self._by_cue = {clause.tokens.at(q.cue_start): q for q in self._quotes if q.cue_start is not None}

    def read(self, index: int, own_source: Sequence[Filler]) -> Attribution:
        """Return who reports the event at a token; empty where the article speaks in its own voice."""
        above = self._above(index)
        if above is not None and above.text:
            return above
        quoted = self._quoted(index)
        if quoted is not None:
            return quoted
        according = self._according(index)
        return according or above or self._tallied(index) or Attribution()

    def _above(self, index: int) -> Attribution | None:
        tokens, attributive = self._tokens, self._attributive(index)
        asked = False
        for governor in chain(self._clause, index):
            if governor.link not in _TIED or (attributive and governor.link != "ccomp"):
                continue
            cue = tokens.lemma[governor.index].lower()
            kind = self._cues.get(cue)
            if kind is None or not self._clause.is_verb(governor.index):
                continue
            if governor.link in ("pcomp", "pobj", "dobj", "xcomp") and kind not in (
                "accusation",
                "claim",
                "denial",
            ):
                continue
            if governor.link == "ccomp" and self._of_relative(governor, kind):
                asked = asked or kind == "belief"
                continue
            if asked and kind == "wish":
                # "They want the world to know who killed them": what they want is that it be known.
                continue
            if governor.preposition in BESIDE:
                # "has been charged over the killing", "denied it at the trial": of which there is no doubt.
                continue
            if kind == "accusation" and governor.link == "dobj" and cue not in _ALLEGING:
                continue
            if kind == "denial" and cue in self._clause.words.presupposing:
                # "to protest an attack": who objects to it denies nothing.
                continue
            if kind == "denial" and (attributive or self._unsaid(governor)):
                continue
            quote = self._by_cue.get(governor.index) if tokens.tag[governor.index] == "VBG" else None
            if quote is not None and quote.speaker_text and governor.link == "ccomp":
                # "denied that its aircraft had bombed it, | saying | the strike had hit a depot", hung on the aircraft
                return self._by(quote)
            if kind != "neutral" and self._clause.passive(governor.index):
                heads = self._clause.agents(governor.index)
            else:
                heads = self._clause.actors(governor.index)
            heads = [head for head in heads if tokens.lower[head] not in _NAMELESS]
            if heads and all(self._roles.nobody(head) for head in heads):
                # "No group has claimed responsibility": nobody says so.
                continue
            if heads:
                return self._named(heads, cue, kind)
            if kind in _DOUBTFUL:
                return Attribution(cue=cue, kind=kind)
        return None

    def _tallied(self, index: int) -> Attribution | None:
        # "The ministry put the toll at 18 dead and 40 injured"
        tokens = self._tokens
        if "put" not in tokens.positions:
            return None
        for governor in chain(self._clause, index):
            verb = governor.index
            tally = any(
                tokens.dep[c] == "dobj" and tokens.lemma[c] in self._clause.words.tally
                for c in tokens.children[verb]
            )
            heads = self._clause.actors(verb) if tally and tokens.lower[verb] == "put" else []
            heads = [head for head in heads if self._roles.answers(head)]
            if heads:
                return self._named(heads, "put", "neutral")
        return None

    def _attributive(self, index: int) -> bool:
        # "rejected the appeal of the | detained | journalist": what only says who somebody is nobody claims or denies.
        tokens = self._tokens
        described = tokens.dep[index] == "amod" and index not in self._clause.retagged
        return described and tokens.tag[index] == "VBN" and index < tokens.head[index]

    def _unsaid(self, governor: Governor) -> bool:
        # "declined to comment on the raid": who does not speak of it denies nothing.
        return (
            governor.link == "xcomp" and self._tokens.lemma[governor.below] in self._clause.words.discussing
        )

    def _of_relative(self, governor: Governor, kind: str) -> bool:
        """Say whether "who" opens the clause below a verb and nobody says what it says.

        "supports the group, who have fired rockets" is a relative clause, hung on the verb; "do not know who fired them" is told of those who ask.
        """
        subject = self._clause.child(governor.below, "nsubj", "nsubjpass")
        if subject is None or self._tokens.lower[subject] != "who":
            return False
        return subject > governor.index + 1 or kind == "belief"

    def _named(self, heads: list[int], cue: str, kind: str) -> Attribution:
        fillers = self._roles.fillers(heads[:1])
        filler = fillers[0]
        text = self._clause.part.text[filler.start : filler.end]
        return Attribution(text, filler.mention.mention_id if filler.mention else "", cue, kind, filler.head)

    def _quoted(self, index: int) -> Attribution | None:
        offset = self._tokens.start[index]
        behind = bisect_right(self._begins, offset)
        # Quotations nest no deeper than a few, so only the last that have begun can still be open.
        for quote in reversed(self._quotes[max(0, behind - _NESTED) : behind]):
            if offset >= quote.end:
                continue
            if any(start <= offset < end for start, end in quote.segments or [[quote.start, quote.end]]):
                cue = self._tokens.at(quote.cue_start) if quote.cue_start is not None else -1
                if cue == index:
                    continue
                if quote.speaker_text.lower().startswith(_NO_ONE):
                    continue
                if (
                    quote.cue_class == "denial"
                    and cue >= 0
                    and self._tokens.lemma[cue] in self._clause.words.presupposing
                    and not self._clause.is_verb(index)
                ):
                    # "protested the raid": who objects to it does not deny it.
                    return None
                denied = cue >= 0 and quote.cue_class == "denial"
                if denied and (self._attributive(index) or self._silence(cue)):
                    return None
                judged = quote.cue_class == "accusation" and quote.kind == "indirect" and cue >= 0
                if judged and not self._clause.is_verb(index) and self._tokens.lemma[cue] not in _ALLEGING:
                    continue
                return self._by(quote, withheld=cue > 0 and self._tokens.lower[cue - 1] in _WITHHOLDING)
        return None

    def _silence(self, cue: int) -> bool:
        tokens = self._tokens
        return any(
            tokens.dep[c] == "xcomp" and tokens.lemma[c] in self._clause.words.discussing
            for c in tokens.children[cue]
        )

    def _by(self, quote: Quote, withheld: bool = False) -> Attribution:
        return Attribution(
            quote.speaker_text,
            quote.speaker_mention,
            quote.cue,
            quote.cue_class,
            withheld=withheld,
            speaker=self._speaker(quote),
        )

    def _speaker(self, quote: Quote) -> int | None:
        """Return the head of the words that name who is quoted."""
        if quote.speaker_start is None or quote.speaker_end is None:
            return None
        span = self._tokens.span(quote.speaker_start, quote.speaker_end)
        return next((i for i in span if self._tokens.head[i] not in span or self._tokens.head[i] == i), None)

    def _according(self, index: int) -> Attribution | None:
        tokens = self._tokens
        if "according" not in tokens.positions:
            return None
        first, last = self._clause.bounds(index)
        if "according" not in tokens.lower[first:last]:
            return None
        for position in range(first, last - 2):
            if tokens.lower[position] == "according" and tokens.lower[position + 1] == "to":
                heads = self._clause.behind(position + 1)
                if not heads:
                    heads = [
                        i for i in range(position + 2, min(last, position + 8)) if tokens.tag[i][:2] == "NN"
                    ][:1]
                if heads:
                    return self._named(heads, "according to", "neutral")
        return None
