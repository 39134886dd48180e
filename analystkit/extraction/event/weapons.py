"""What it was done with: a weapon named in the event's own clause, and the mode that follows from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.complements import Candidate
from analystkit.extraction.event.forms import plurals
from analystkit.extraction.event.governors import chain
from analystkit.lexicon import Lexicon

_LONGEST = 4


@lru_cache(maxsize=8)
def weapon_openings(lexicon: Lexicon) -> frozenset[str]:
    """Return the first words of the weapons, and those of their plurals."""
    first = {name.replace("-", " ").split()[0] for name in weapon_modes(lexicon)}
    return frozenset(first | {form for word in first for form in plurals(word)})


@lru_cache(maxsize=8)
def weapon_modes(lexicon: Lexicon) -> Mapping[str, str]:
    """Compile table ``weapons`` into weapon -> mode of assault."""
    return {row["weapon"]: row["mode"] for row in lexicon.table("weapons")}


class WeaponReader:
    """Finds the weapon of the assaults of one part."""

    def __init__(self, clause: Clause, lexicon: Lexicon) -> None:
        self._clause = clause
        self._tokens = clause.tokens
        self._modes = weapon_modes(lexicon)
        self._openings = weapon_openings(lexicon)

    def read(
        self, candidate: Candidate, objects: Sequence[int] = (), prefer: Sequence[int] = ()
    ) -> tuple[str, str]:
        """Return the weapon as written and the mode it implies; ("", "") where none is named with the event.

        Of several the nearest counts, one among the tokens `prefer` before all. `objects` are what the verb is done to wherever it
        stands: "a grenade he was trying to throw".
        """
        tokens = self._tokens
        first, last = self._clause.bounds(candidate.head)
        openings, lower, lemma = self._openings, tokens.lower, tokens.lemma
        if openings.isdisjoint(lower[first:last]) and openings.isdisjoint(lemma[first:last]):
            return "", ""
        near: set[int] = set()
        found: list[tuple[int, str, str]] = []
        end = first
        for index in range(first, last):
            if index < end or (lower[index] not in openings and lemma[index] not in openings):
                continue
            hit = self._at(index, last)
            if hit is None:
                continue
            end, mode = hit
            head = end - 1
            # It has the head itself, once it is known.
            near = near or self._reach(candidate).union(objects)
            if mode and self._of_role(head):
                continue
            if mode and not near.isdisjoint(range(index, end)):
                text = self._clause.part.text[tokens.start[index] : tokens.end[end - 1]]
                distance = -1 if head in prefer else abs(head - candidate.head)
                found.append((distance, text, mode))
        if not found:
            return "", ""
        _, text, mode = min(found)
        return text, mode

    def _of_role(self, head: int) -> bool:
        # "killed a | bomb | maker", "the murder of the | missile | chief": what they are called by
        tokens, noun = self._tokens, self._tokens.head[head]
        if tokens.dep[head] not in ("compound", "nmod") or "human" not in self._clause.kinds.of(noun):
            return False
        of = tokens.dep[noun] == "pobj" and tokens.lower[tokens.head[noun]] == "of"
        return of or tokens.dep[noun] in ("dobj", "nsubjpass")

    def _at(self, index: int, last: int) -> tuple[int, str] | None:
        tokens = self._tokens
        if tokens.tag[index][:2] not in ("NN", "JJ") and tokens.tag[index] not in (
            "VBG",
            "VBN",
            "CD",
            "RB",
            "HYPH",
        ):
            return None
        for end in range(min(index + _LONGEST, last), index, -1):
            if tokens.tag[end - 1][:2] != "NN":
                continue
            words, lemma = tokens.lower[index:end], tokens.lemma[end - 1].lower()
            mode = self._modes.get(" ".join([*words[:-1], lemma]).replace(" - ", "-"))
            if mode is None:
                mode = self._modes.get(" ".join(words).replace(" - ", "-"))
            if mode is not None:
                bomber = tokens.lower[index - 1 : index] == ["suicide"] and lemma == "bomber"
                return None if bomber else (end, mode)
        return None

    def _reach(self, candidate: Candidate) -> set[int]:
        # Words below the trigger, and those of the clause that carries it, but not of another clause.
        tokens = self._tokens
        tops = [candidate.head]
        for governor in chain(self._clause, candidate.head)[:2]:
            if governor.link in ("dobj", "nsubj", "nsubjpass", "pobj", "advcl", "xcomp"):
                tops.append(governor.index)
            else:
                break
        reach: set[int] = set()
        for top in tops:
            stack = [top]
            while stack:
                node = stack.pop()
                reach.add(node)
                stack.extend(
                    child for child in tokens.children[node]
                    if child not in reach and (tokens.dep[child] not in ("ccomp", "relcl", "parataxis") and (tokens.dep[child] != "conj" or not self._clause.is_verb(child)))
                )  # fmt: skip
        return reach
