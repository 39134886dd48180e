"""From tokens to candidate events: a dictionary look-up a token, conditions only on a hit."""

from __future__ import annotations

from analystkit.extraction.event.complements import Candidate
from analystkit.extraction.event.contests import without_contests
from analystkit.extraction.event.headline_verbs import headline_verb
from analystkit.extraction.event.noun_matching import NounMatcher
from analystkit.extraction.event.one_sense import one_sense
from analystkit.extraction.event.slots import REACH
from analystkit.extraction.event.titles import title_of_work
from analystkit.extraction.event.triggers import PARTICLES, verb_head
from analystkit.extraction.tags import NOUNS

# No sentence of prose has as many triggers; a list or a broken page without full stops must not cost its square.
_MOST_PER_SENTENCE = 60
_AUXILIARY = frozenset({"aux", "auxpass", "case", "mark", "prep", "det"})


class Matcher(NounMatcher):
    """Finds the candidates of one part."""

    def candidates(self) -> list[Candidate]:
        """Return the candidates in order; stop rows are left out, a longer phrase hides the words in it."""
        tokens = self._tokens
        found: list[Candidate] = []
        taken: set[int] = set()
        counts: dict[int, int] = {}
        for index in tokens.called(self.triggers.words, self.triggers.words):
            if index in taken or (tokens.dep[index] in _AUXILIARY and tokens.tag[index] not in NOUNS):
                # A noun is none, whatever its label: "die in roadside blast"
                continue
            sentence = tokens.sentence[index]
            if counts.get(sentence, 0) >= _MOST_PER_SENTENCE:
                continue
            candidate = self._at(index, tokens.lemma[index].lower(), tokens.lower[index])
            if candidate is None:
                continue
            counts[sentence] = counts.get(sentence, 0) + 1
            taken.update(candidate.words)
            if candidate.row.type:
                found.append(candidate)
        hidden = {word for candidate in found for word in candidate.words if word != candidate.head}
        shown = [candidate for candidate in found if candidate.head not in hidden]
        meant = one_sense(shown, tokens, self.triggers, self._words.homonym)
        return without_contests(meant, self._clause, self._kinds, self._words)

    def _at(self, index: int, lemma: str, lower: str) -> Candidate | None:
        tokens = self._tokens
        tag, dep = tokens.tag[index], tokens.dep[index]
        nouns = self.triggers.nouns
        form = self.triggers.forms.get(lower)
        if (
            tag in ("VB", "VBP")
            and index
            and tokens.tag[index - 1] in ("POS", "PRP$", "DT")
            and lower in nouns
        ):
            # "Thursday's protest", read as a verb.
            return self._noun(index, lower)
        if lower != tokens.text[index] and title_of_work(self._clause, index):
            return None
        if tag == "NN" and lower in self.triggers.verbs and self._behind_modal(index):
            # "Under no circumstances will the army | attack | the town"
            self._clause.retagged[index] = "VB"
            return self._verb(index, lower)
        if tag == "NN" and self._goes_on(index, lower):
            # "to storm the palace and arrest ministers", read as an arrest.
            self._clause.retagged[index] = "VB"
            return self._verb(index, lower)
        if tag == "NN" and dep == "compound":
            found = self._phrase(index, lower)
            if found is not None:
                return found
        if tag == "VBN":
            bare = lower == "opposed" or not tokens.children[index][1:]
            if bare and index and tokens.lower[index - 1] == "as":
                # "as promised", "as planned", "as opposed to"
                return None
            if self._counted_kind(index):
                # "270 pledged delegates", read as a clause
                return self._modifier(index, lemma)
        if lower == "called" and "so" in tokens.lower[max(index - 2, 0) : index]:
            # "the so-called withdrawal"
            return None
        if tag[0] == "V":
            if lemma not in self.triggers.verbs and form is not None:
                lemma = form[0]
            if (
                tag == "VBG"
                and (dep in ("pobj", "nsubj", "dobj", "nsubjpass") or self._determined(index))
                and lower in nouns
            ):
                return self._noun(index, lower) or self._verb(index, lemma)
            if tag == "VBG" and dep in ("amod", "compound") and index and self._gerund(index):
                self._clause.retagged[index] = "VBG"
                return self._verb(index, lemma)
            if tag == "VB" and dep in ("compound", "amod") and index and tokens.lower[index - 1] == "to":
                # "threatened to block roads", read as roads of some kind.
                self._clause.retagged[index] = "VB"
                return self._verb(index, lemma)
            if tag == "VBP" and dep in ("compound", "amod") and tokens.head[index] > index:
                # "as troops storm rebel-held town", read as some kind of town
                self._clause.retagged[index] = "VBP"
                return self._verb(index, lemma)
            if (
                tag in ("VBN", "VBG")
                and dep == "amod"
                and tokens.head[index] > index
                and not self._clausal(index)
            ):
                if self._perfect(index) or self._finite(index):
                    self._clause.retagged[index] = "VBD"
                    return self._verb(index, lemma)
                return self._modifier(index, lemma)
            if tag == "VBG" and lower in nouns and self._there(index):
                return self._noun(index, lower)
            found = self._verb(index, lemma)
            if found is None and tag == "VBG" and dep == "xcomp" and lower in nouns:
                # "heard shelling"
                return self._noun(index, lower)
            if found is None and tag == "VBZ" and lower in nouns and self._clause.headline(index):
                # "US-Iran talks collapse"
                return self._noun(index, lower)
            return found
        # "denied | looting | aid convoys", "denied | bombing | the hospital", read as some kind of convoys and as what was denied
        behind = dep in ("pobj", "dobj") or (
            dep in ("compound", "amod") and index and tokens.tag[index - 1][:1] in ("I", "V")
        )
        governing = dep == "pcomp" and self._has_verbal_children(index)
        gerund = governing or (behind and self._gerund(index))
        if tag == "NN" and form is not None and form[1] == "VBG" and gerund:
            self._clause.retagged[index] = "VBG"
            found = self._verb(index, form[0])
            if found is not None:
                return found
            del self._clause.retagged[index]
        if (
            tag == "NN"
            and form is not None
            and form[1] in ("VBD", "VBN")
            and self._clause.dead_of(index) is not None
        ):
            self._clause.retagged[index] = "VBN"
            found = self._verb(index, form[0])
            if found is not None:
                return found
            del self._clause.retagged[index]
        if tag in NOUNS or tag == "JJ":
            found = self._noun(index, lemma) if tag != "JJ" else None
            if found is None and dep == "ROOT":
                found = self._of_headline(index, lower)
                if found is not None:
                    return found
            if found is None and form is not None and form[1] == "VBG" and index and self._gerund(index):
                self._clause.retagged[index] = "VBG"
                return self._verb(index, form[0])
            same = form is not None and form[0] == lower and not self._no_name(index)
            if found is None and form is not None and not same and self._misread_verb(index, form[1]):
                self._clause.retagged[index] = form[1]
                found = self._verb(index, form[0])
                if found is None:
                    del self._clause.retagged[index]
                return found
            if found is None and tag == "NN" and self._behind_to(index, lower):
                self._clause.retagged[index] = "VB"
                return self._verb(index, lower)
            if (
                found is None
                and lower in self.triggers.verbs
                and tag != "JJ"
                and self._has_verbal_children(index)
            ):
                return self._verb(index, lower)
            return found
        if tag == "RB" and dep == "ROOT" and form is not None and form[1] == "VBD" and form[0] != lower:
            # "The rebels | swore | to avenge him"
            self._clause.retagged[index] = "VBD"
            return self._verb(index, form[0])
        return None

    def _phrase(self, index: int, lower: str) -> Candidate | None:
        # "A crowd set fire to the house", read as some kind of fire: the phrase of a verb whose next word follows at once
        lemma, form = self.triggers.forms.get(lower, (lower, "VBD"))
        if lemma not in self.triggers.verbs or self._tokens.lower[index - 1 : index] == ["a"]:
            return None
        self._clause.retagged[index] = form
        found = self._verb(index, lemma)
        if found is None or found.words[1:2] != (index + 1,) or self._tokens.tag[index + 1] not in NOUNS:
            del self._clause.retagged[index]
            return None
        return found

    def _of_headline(self, index: int, lower: str) -> Candidate | None:
        # "Minister quits over deal", "Police fire on crowd"
        lemma, form = self.triggers.forms.get(lower, (lower, "VB"))
        tag = headline_verb(self._clause, self._kinds, index, form) if lemma in self.triggers.verbs else ""
        if not tag:
            return None
        self._clause.retagged[index] = tag
        found = self._verb(index, lemma)
        if found is None:
            del self._clause.retagged[index]
        return found

    def _modifier(self, index: int, lemma: str) -> Candidate | None:
        # "the kidnapped engineers" is an event of its own; "wounded soldiers" or "fired workers" is not safely one.
        if self._tokens.tag[index] != "VBN" or lemma not in self.triggers.verbs:
            return None
        candidate = self._verb(index, lemma)
        if (
            candidate is None
            or candidate.row.type not in ("ASSAULT", "COERCE")
            or candidate.row.weight < 0.85
        ):
            return None
        return candidate

    # -- verbs ------------------------------------------------------------------------------------------------

    def without_event(self, candidate: Candidate) -> Candidate | None:
        """Return the best reading of a verb that asks for no event in its complement, where the one chosen found none."""
        lemma = candidate.row.words[0]
        found = self._verb(candidate.head, lemma, eventless=True)
        return found if found is not None and found.row.type else None

    def _verb(self, index: int, lemma: str, eventless: bool = False) -> Candidate | None:
        ahead: set[str] | None = None
        headword = self.triggers.verbs.get(lemma)
        for row in () if headword is None else headword.possible(self._said_near(index)):
            if eventless and row.needs_event:
                continue
            if row.follows:
                ahead = self._ahead(index) if ahead is None else ahead
                if ahead.isdisjoint(row.follows):
                    continue
            words = self._verb_words(index, row.words)
            if words is None:
                continue
            candidate = Candidate(index, words, row, True)
            if self.fits(candidate):
                return candidate
        return None

    def _ahead(self, index: int) -> set[str]:
        # What stands within reach behind a verb: a quick no to most rows that wait for a particle or an idiom's word.
        _, last = self._clause.bounds(index)
        reach = slice(index + 1, min(last, index + 2 * REACH + 2))
        return {*self._tokens.lower[reach], *self._tokens.lemma[reach]}

    def _verb_words(self, index: int, words: tuple[str, ...]) -> tuple[int, ...] | None:
        tokens = self._tokens
        if len(words) == 1:
            return (index,)
        ahead = verb_head(words)
        if ahead:
            first = index - ahead
            if first < 0 or any(tokens.lower[first + k] != word for k, word in enumerate(words[:ahead])):
                return None
            rest = self._verb_words(index, words[ahead:])
            return (*range(first, index), *rest) if rest is not None else None
        _, last = self._clause.bounds(index)
        found = [index]
        position = index
        for word in words[1:]:
            limit = min(last, position + (REACH if position == index else 3))
            for candidate in range(position + 1, limit):
                if tokens.lower[candidate] == word or tokens.lemma[candidate] == word:
                    if (word == "no" and tokens.dep[candidate] == "det") or "not" in tokens.lower[
                        position + 1 : candidate
                    ]:
                        # "said no shots were fired", "was found not guilty"
                        return None
                    if word == "at" and tokens.lower[candidate + 1 : candidate + 2] in (["least"], ["most"]):
                        # "shot at least four men" is no shooting at anything.
                        return None
                    if word in PARTICLES and candidate > position + 1 and not self._belongs(candidate, index):
                        continue
                    if word in PARTICLES and any(
                        tokens.entity[c] in ("DATE", "TIME") for c in tokens.children[candidate]
                    ):
                        continue
                    found.append(candidate)
                    position = candidate
                    break
                if tokens.tag[candidate][0] == "V" and candidate - index > 1:
                    return None
            else:
                return None
        return tuple(found)

    def _belongs(self, particle: int, verb: int) -> bool:
        return self._tokens.head[particle] == verb and self._tokens.dep[particle] in (
            "prt",
            "advmod",
            "acomp",
            "oprd",
            "advcl",
        )

    # -- nouns ------------------------------------------------------------------------------------------------
