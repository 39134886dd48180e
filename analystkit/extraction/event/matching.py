"""From tokens to candidate events: a dictionary look-up a token, conditions only on a hit."""

from __future__ import annotations

from analystkit.extraction.event.complements import Candidate
from analystkit.extraction.event.contests import without_contests
from analystkit.extraction.event.headline_clauses import joined_verb
from analystkit.extraction.event.headline_verbs import bare_verb, headline_verb
from analystkit.extraction.event.one_sense import one_sense
from analystkit.extraction.event.phrases import VERBAL
from analystkit.extraction.event.titles import title_of_work
from analystkit.extraction.event.verb_matching import VerbMatcher
from analystkit.extraction.tags import NOUNS

# No sentence of prose has as many triggers; a list or a broken page without full stops must not cost its square.
_MOST_PER_SENTENCE = 60
_AUXILIARY = frozenset({"aux", "auxpass", "case", "mark", "prep", "det"})
# What a trigger may be tagged as. A noun is one whatever its label ("die in roadside blast"), the others but in those of little words.
_OTHERS = VERBAL - {"MD"} | {"JJ", "RB"}
# Relations of a word that says what kind of thing the noun behind it is.
_ATTRIBUTIVE = ("amod", "compound")


class Matcher(VerbMatcher):
    """Finds the candidates of one part."""

    def candidates(self) -> list[Candidate]:
        """Return the candidates in order; stop rows are left out, a longer phrase hides the words in it."""
        tokens = self._tokens
        tags, deps = tokens.tag, tokens.dep
        found: list[Candidate] = []
        taken: set[int] = set()
        counts: dict[int, int] = {}
        for index in tokens.called(self.triggers.words, self.triggers.words):
            tag = tags[index]
            little = tag not in _OTHERS or deps[index] in _AUXILIARY
            if tag not in NOUNS and little and (tag != "IN" or deps[index] != "ROOT"):
                continue
            sentence = tokens.sentence[index]
            if index in taken or counts.get(sentence, 0) >= _MOST_PER_SENTENCE:
                continue
            candidate = self._at(index, tag, tokens.lemma[index].lower(), tokens.lower[index])
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

    def _at(self, index: int, tag: str, lemma: str, lower: str) -> Candidate | None:
        tokens = self._tokens
        if (
            tag in ("VB", "VBP")
            and index
            and tokens.tag[index - 1] in ("POS", "PRP$", "DT")
            and lower in self.triggers.nouns
        ):
            # "Thursday's protest", read as a verb.
            return self._noun(index, lower)
        if lower != tokens.text[index] and title_of_work(self._clause, index):
            return None
        if tag[0] == "V":
            return self._read_as_verb(index, tag, lemma, lower)
        if tag == "NN":
            if lower in self.triggers.verbs and (self._behind_modal(index) or self._goes_on(index)):
                # "Under no circumstances will the army | attack | the town"; "to storm the palace and | arrest | ministers"
                self._clause.retag(index, "VB")
                return self._verb(index, lower)
            found = self._phrase(index, lower) if tokens.dep[index] == "compound" else None
            if found is not None:
                return found
        return None if self._so_called(index, lower) else self._read_as_noun(index, tag, lemma, lower)

    def _so_called(self, index: int, lower: str) -> bool:
        # "the so-called withdrawal"
        return lower == "called" and "so" in self._tokens.lower[max(index - 2, 0) : index]

    def _read_as_verb(self, index: int, tag: str, lemma: str, lower: str) -> Candidate | None:
        """Return what a word tells that was tagged as a verb; some such words are nouns, and some verbs look like attributes."""
        tokens, clause = self._tokens, self._clause
        dep, nouns = tokens.dep[index], self.triggers.nouns
        if tag == "VBN":
            bare = lower == "opposed" or not tokens.children[index][1:]
            if bare and index and tokens.lower[index - 1] == "as":
                # "as promised", "as planned", "as opposed to"
                return None
            if self._counted_kind(index) or self._kind_of_subject(index):
                # "270 pledged delegates", "16 wounded people were taken away", read as clauses
                return self._modifier(index, lemma)
        if self._so_called(index, lower):
            return None
        if tag == "VBG" and clause.held_by(index) is not None:
            # "They shot fleeing | villagers |": who they were
            return None
        if lemma in clause.words.examining and tag == "VBG" and not tokens.children[index]:
            # "was held for questioning": what those who hold him are yet to do
            return None
        if lemma not in self.triggers.verbs and lower in self.triggers.forms:
            lemma = self.triggers.forms[lower][0]
        named = lower in nouns
        if (
            tag == "VBG"
            and named
            and (dep in ("pobj", "nsubj", "dobj", "nsubjpass") or self._determined(index))
        ):
            return self._noun(index, lower) or self._verb(index, lemma)
        if dep in _ATTRIBUTIVE:
            if tag == "VBG" and index and self._gerund(index):
                clause.retag(index, "VBG")
                return self._verb(index, lemma)
            if tag == "VB" and index and tokens.lower[index - 1] == "to":
                # "threatened to block roads", read as roads of some kind.
                clause.retag(index, "VB")
                return self._verb(index, lemma)
            if tag == "VBP" and tokens.head[index] > index:
                # "as troops storm rebel-held town", read as some kind of town
                clause.retag(index, "VBP")
                return self._verb(index, lemma)
            if (
                tag in ("VBN", "VBG")
                and dep == "amod"
                and tokens.head[index] > index
                and not self._clausal(index)
            ):
                if self._perfect(index) or self._finite(index):
                    clause.retag(index, "VBD")
                    return self._verb(index, lemma)
                return self._modifier(index, lemma)
        if tag == "VBG" and named and self._there(index):
            return self._noun(index, lower)
        found = self._verb(index, lemma)
        if found is None and named and tag == "VBG" and dep == "xcomp":
            # "heard shelling"
            return self._noun(index, lower)
        if found is None and named and tag == "VBZ" and clause.headline(index):
            # "US-Iran talks collapse"
            return self._noun(index, lower)
        return found

    def _read_as_noun(self, index: int, tag: str, lemma: str, lower: str) -> Candidate | None:
        """Return what a word tells that was tagged as a noun, an adjective or an adverb; some such words are verbs."""
        tokens, clause = self._tokens, self._clause
        dep = tokens.dep[index]
        verb, form = self.triggers.forms.get(lower, ("", ""))
        if clause.headline(index):
            told = self._in_headline(index, tag, lower)
            if told is not None:
                return told
        if tag in ("RB", "IN"):
            if dep != "ROOT" or form != "VBD" or verb == lower:
                return None
            # "The rebels | swore | to avenge him", "The rebels | overthrew | him"
            clause.retag(index, "VBD")
            return self._verb(index, verb)
        if tag == "NN" and (
            (form == "VBG" and self._governs(index))
            or (form in ("VBD", "VBN") and clause.dead_of(index) is not None)
        ):
            found = self._retagged(index, "VBG" if form == "VBG" else "VBN", verb)
            if found is not None:
                return found
        if tag in ("NN", "NNP") and self._behind_to(index, lower):
            clause.retag(index, "VB")
            return self._verb(index, lower)
        if tag == "NN" and lower in self.triggers.verbs and self._has_subject(index):
            found = self._retagged(index, "VBP", lower)
            if found is not None:
                return found
        found = self._noun(index, lemma) if tag != "JJ" else None
        if found is None and (dep == "ROOT" or (dep == "compound" and form == "VBZ")):
            found = self._of_headline(index, lower)
        if found is not None:
            return found
        if form == "VBG" and index and self._gerund(index):
            clause.retag(index, "VBG")
            return self._verb(index, verb)
        if tag == "JJ" and form == "VBN" and dep == "amod" and self._perfect(index):
            # "had | overthrown | the president", read as a president of some kind
            return self._retagged(index, "VBD", verb)
        same = verb == lower and not self._no_name(index)
        if form and not same and self._misread_verb(index, form):
            return self._retagged(index, form, verb)
        named = tag == "NNP" and tokens.entity[index] == "PERSON"
        if tag != "JJ" and not named and lower in self.triggers.verbs and self._has_verbal_children(index):
            return self._verb(index, lower)
        return None

    def _governs(self, index: int) -> bool:
        # "denied | looting | aid convoys", "denied | bombing | the hospital", read as some kind of convoys and as what was denied
        tokens = self._tokens
        dep = tokens.dep[index]
        if dep == "pcomp" and self._has_verbal_children(index):
            return True
        behind = dep in ("pobj", "dobj") or (
            dep in _ATTRIBUTIVE and index and tokens.tag[index - 1][:1] in ("I", "V")
        )
        return bool(behind) and self._gerund(index)

    def _retagged(self, index: int, tag: str, lemma: str) -> Candidate | None:
        """Return what a word tells as a verb of another tag; where that is nothing, it keeps its own."""
        self._clause.retag(index, tag)
        found = self._verb(index, lemma)
        if found is None:
            self._clause.untag(index)
        return found

    def _phrase(self, index: int, lower: str) -> Candidate | None:
        # "A crowd set fire to the house", read as some kind of fire: the phrase of a verb whose next word follows at once
        tokens, behind = self._tokens, index + 1
        lemma, form = self.triggers.forms.get(lower, (lower, "VBD"))
        if (
            behind >= len(tokens)
            or tokens.tag[behind] not in NOUNS
            or tokens.lower[index - 1 : index] == ["a"]
        ):
            return None
        follows = ((tokens.lower[behind],), (tokens.lemma[behind],))
        if not any(row.words[1:2] in follows for row in self._verb_rows(index, lemma)):
            return None
        found = self._retagged(index, form, lemma)
        if found is not None and found.words[1:2] != (behind,):
            self._clause.untag(index)
            return None
        return found

    def _in_headline(self, index: int, tag: str, lower: str) -> Candidate | None:
        # "Gunman kills mayor, wounds wife", "Police arrest 12", "Pirates free tanker": more surely verbs than nouns
        lemma, form = self.triggers.forms.get(lower, (lower, "VB"))
        if lemma not in self.triggers.verbs:
            return None
        told = joined_verb(self._clause, index, form) if tag in NOUNS else ""
        told = told or bare_verb(self._clause, self._kinds, index, form)
        return self._retagged(index, told, lemma) if told else None

    def _of_headline(self, index: int, lower: str) -> Candidate | None:
        # "Minister quits over deal", "Police fire on crowd"
        lemma, form = self.triggers.forms.get(lower, (lower, "VB"))
        tag = headline_verb(self._clause, self._kinds, index, form) if lemma in self.triggers.verbs else ""
        return self._retagged(index, tag, lemma) if tag else None
