"""How many were killed and injured: least and most, as the words allow, tied to the event they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analystkit.extraction.event.head_counts import HeadCounts

# Words that lead to what a toll has come to, and how far behind it that may stand.
_TOLL_LEADS = frozenset(
    "to at of was is reached reach exceeded exceed passed pass stands stood hit topped above than as".split()  # noqa: SIM905
)
_TOLL_REACH = 20
_REFLEXIVE = frozenset({"himself", "herself", "themselves", "itself"})
_OF = frozenset({"number", "group", "dozen", "score", "hundred", "majority", "most", "half", "rest"})
_KILLINGS = frozenset({"murder", "killing", "assassination", "slaying", "execution", "beheading", "lynching"})


@dataclass(slots=True)
class Toll:
    """One count in the text: what kind, its bounds, the token it hangs on."""

    kind: str
    low: int | None
    high: int | None
    anchor: int
    at: int


class CasualtyReader(HeadCounts):
    """Counts the dead and injured of one part."""

    def tolls(self, first: int, last: int) -> list[Toll]:
        """Return the counts in the tokens [first, last)."""
        tokens, words = self._tokens, self._words
        counted, others = words.counted, words.others
        found: list[Toll] = []
        for index, lower in enumerate(tokens.lower[first:last], first):
            lemma = tokens.lemma[index].lower()
            if lemma not in counted and lower not in others:
                continue
            verb = self._kind_of_verb(index, lemma) if self._clause.is_verb(index) else ""
            if verb:
                found += self._of_verb(index, verb)
            elif lemma == "toll" or (lemma == "number" and self._number_of_victims(index)):
                found += self._of_toll(index, last)
            elif lower in others or lemma in others:
                kind = others.get(lower) or others[lemma]
                found += self._of_noun(index, kind)
        if len(found) > 1:
            # "killed seven, bringing the toll this week to 21": what else is counted in is not of this attack.
            found = [
                t for t in found if not self._sums_up(t) or all(o.kind != t.kind for o in found if o is not t)
            ]
            # "12 were killed, up from an earlier toll of nine"
            found = [t for t in found if not self._superseded(t)] or found
        return found

    def _kind_of_verb(self, index: int, lemma: str) -> str:
        """Return what a verb does to people, alone or with the words behind it: "gunned down", "beat to death", "shot in the leg"."""
        tokens, verbs = self._tokens, self._words.verbs
        if lemma not in self._words.opening:
            return ""
        behind = tokens.lower[index + 1 : index + 6]
        for length in (2, 1):
            kind = verbs.get(" ".join((lemma, *behind[:length])))
            if kind:
                return kind
        if behind[:2] == ["to", "death"] and lemma in verbs:
            return "killed"
        if (
            lemma in self._clause.words.hitting
            and "in" in behind[:2]
            and self._limb(behind[behind.index("in") + 1 :])
        ):
            return "injured"
        return verbs.get(lemma, "")

    def _limb(self, words: Sequence[str]) -> bool:
        return (
            next((word for word in words if word not in ("the", "his", "her", "their")), "")
            in self._clause.words.limb
        )

    def _sums_up(self, toll: Toll) -> bool:
        tokens = self._tokens
        return tokens.lemma[toll.anchor] == "toll" and any(
            tokens.lemma[i] in ("bring", "take", "raise", "push")
            for i in range(max(0, toll.anchor - 4), toll.anchor)
        )

    def _superseded(self, toll: Toll) -> bool:
        tokens = self._tokens
        return tokens.lemma[toll.anchor] == "toll" and any(
            tokens.lower[c] in self._clause.words.superseded for c in tokens.children[toll.anchor]
        )

    def _of_toll(self, index: int, last: int) -> list[Toll]:
        """Read what a toll has come to: "the death toll rose to 45", "put the toll at eleven", "a death toll of more than 20"."""
        tokens = self._tokens
        kind = "injured" if index and tokens.lower[index - 1] in ("injury", "casualty") else "killed"
        for at in range(index + 1, min(last, index + _TOLL_REACH)):
            number = self._number(at)
            led = any(tokens.lower[i] in _TOLL_LEADS for i in range(max(index + 1, at - 4), at))
            if number is not None and led and not self._of_something_else(at):
                return [Toll(kind, *self._around(at, number), index, at)]
        # "lowered to 49 | the number | of people killed"
        at = index - 2 if tokens.lower[index - 1] == "the" else index - 1
        number = self._number(at) if at > 0 and tokens.lower[at - 1] in ("to", "at") else None
        return [] if number is None else [Toll(kind, *self._around(at, number), index, at)]

    def _number_of_victims(self, index: int) -> bool:
        # "the number of people killed has climbed to 120"
        tokens = self._tokens
        ahead = tokens.lower[index + 1 : index + 6]
        return "of" in ahead[:1] and any(word in ("killed", "dead", "deaths") for word in ahead)

    def _lost(self, index: int) -> list[int]:
        # "Eight people lost their lives"
        verb = self._tokens.head[index]
        return self._clause.subjects(verb) if self._tokens.lemma[verb] == "lose" else []

    def _of_something_else(self, at: int) -> bool:
        # "rose by 12 to 45": how much it rose is no toll.
        tokens = self._tokens
        return at > 0 and tokens.lower[at - 1] == "by"

    def _of_verb(self, index: int, kind: str) -> list[Toll]:
        tokens = self._tokens
        intransitive = tokens.lemma[index] in ("die", "perish", "drown", "succumb")
        heads = self._clause.subjects(index) if intransitive else self._clause.objects(index)
        if not heads and not intransitive:
            # "killed between 10 and 15 people", "killed up to 20"
            heads = self._clause.prep_objects(index, ("between", "up", "over", "around", "about", "to"))
        if tokens.lemma[index] == "shoot" and tokens.lower[index + 1 : index + 2] == ["down"]:
            # "launched 200 drones, with 150 shot down": a bare number is none of people.
            heads = [h for h in heads if tokens.tag[h] != "CD" and "human" in self._kinds.of(h)]
            if not heads:
                return []
        bare = self._bare_count(index)
        if bare is not None:
            # "100 were killed and 300 wounded", "... and dozens injured"
            return [Toll(kind, *bare, index, index - 1)]
        ahead = None if intransitive else self._count_ahead(index)
        if ahead is not None:
            # "killed 12 people and injured 40"
            return [Toll(kind, *ahead, index, index + 1)]
        # "killed three and injured twenty", read as three and twenty
        heads = [head for head in heads if self._people(head) and not self._beyond_another(index, head)]
        heads = [
            head
            for head in dict.fromkeys(heads)
            if tokens.lower[head] not in _REFLEXIVE and not self._names_another(head, heads)
        ]
        counted = [(head, bounds) for head in heads if (bounds := self.count(head)) is not None]
        if not counted:
            return []
        # "Ten soldiers and two rebels were killed": one toll, their sum.
        lows = [low for _, (low, _) in counted]
        highs = [high for _, (_, high) in counted]
        low = sum(v for v in lows if v is not None) if any(v is not None for v in lows) else None
        high = sum(v for v in highs if v is not None) if all(v is not None for v in highs) else None
        return [Toll(kind, low, high, index, counted[0][0])]

    def _names_another(self, head: int, heads: Sequence[int]) -> bool:
        # "another pilot, Nils Vale, was shot dead": one man.
        tokens = self._tokens
        first = self._clause.phrase(head)[0]
        return (
            tokens.tag[head] == "NNP"
            and tokens.text[first - 1] == ","
            and any(o < first and tokens.tag[o] == "NN" and tokens.text[o + 1] == "," for o in heads)
        )

    def _beyond_another(self, verb: int, head: int) -> bool:
        return any(
            self._tokens.lemma[i] in self._words.verbs and self._clause.is_verb(i)
            for i in range(verb + 1, head)
        )

    def _people(self, head: int) -> bool:
        """Say whether what is counted can be people: "dozens of houses" were burnt, none of them hurt."""
        tokens = self._tokens
        of = self._clause.prep_objects(head, ("of",))
        if of and (
            tokens.tag[head] == "CD" or tokens.lower[head] in self._words.vague or tokens.lower[head] in _OF
        ):
            head = of[0]
        kinds = self._kinds.of(head)
        people = "human" in kinds and not kinds & {"building", "vehicle"}
        # "a colonel and two of his bodyguards": of what is somebody's who can be hurt.
        return not kinds or people or tokens.tag[head] == "CD"

    def _of_noun(self, index: int, kind: str) -> list[Toll]:
        tokens = self._tokens
        if kind == "both":
            bounds = self.count(index)
            return (
                [Toll("killed", 0, 0, index, index), Toll("injured", 0, 0, index, index)]
                if bounds == (0, 0)
                else []
            )
        dep, head = tokens.dep[index], tokens.head[index]
        if tokens.lower[index] in ("dead", "killed", "injured", "wounded", "hurt", "fatal"):
            # "left 12 dead", "12 dead", "five people were hurt", "the dead"; "100 people were killed and 300 wounded"
            if f"{tokens.lemma[head]} {tokens.lower[index]}" in self._words.verbs:
                # "shot dead a colonel": told by the verb
                return []
            bare = self._bare_count(index)
            if bare is not None:
                return [Toll(kind, *bare, index, index - 1)]
            for candidate in (head, index - 1):
                if 0 <= candidate < len(tokens) and candidate != index:
                    if self._clause.is_verb(candidate):
                        for noun in (*self._clause.objects(candidate), *self._clause.subjects(candidate)):
                            bounds = self.count(noun)
                            if bounds is not None:
                                return [Toll(kind, *bounds, candidate, noun)]
                    else:
                        bounds = self.count(candidate)
                        if bounds is not None:
                            return [Toll(kind, *bounds, candidate, candidate)]
            bounds = self.count(index)
            return [Toll(kind, *bounds, index, index)] if bounds is not None else []
        if tokens.lemma[index] in ("life", "lives") and not (
            self._clause.is_verb(head) and tokens.lemma[head] in ("claim", "cost", "take", "lose")
        ):
            return []
        lost = [
            b for h in self._lost(index) if tokens.lemma[index] in ("life", "lives") and (b := self.count(h))
        ]
        if lost:
            return [Toll(kind, *lost[0], index, index)]
        if tokens.lemma[index] in _KILLINGS and not self._several_killings(index):
            # "the murder of the reporter and his wife"
            return self._of_killing(index, kind)
        if tokens.lemma[index] in ("body", "corpse", "wound") and dep not in ("dobj", "nsubjpass"):
            return []
        bounds = self.count(index)
        if bounds is None and tokens.lemma[index] in ("toll", "number"):
            bounds = None
        return [Toll(kind, *bounds, index, index)] if bounds is not None else []

    def _several_killings(self, index: int) -> bool:
        # "29 political murders"
        return self._tokens.tag[index] == "NNS" and self.count(index) is not None

    def _of_killing(self, index: int, kind: str) -> list[Toll]:
        heads = [h for h in self._clause.prep_objects(index, ("of",)) if self._people(h)]
        bounds = [b for b in (self.count(h) for h in heads) if b is not None]
        if not bounds or len(bounds) < len(heads):
            return []
        low = sum(b[0] or 0 for b in bounds)
        high = sum(b[1] or 0 for b in bounds) if all(b[1] is not None for b in bounds) else None
        return [Toll(kind, low, high, index, heads[0])]
