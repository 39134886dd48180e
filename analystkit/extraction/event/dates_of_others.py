"""Dates that are another's than the event's they stand with: of what is spoken of, of an accord, of what is asked for."""

from __future__ import annotations

from analystkit.extraction.event.complements import Candidate
from analystkit.extraction.event.dates_ahead import DatesAhead
from analystkit.model.rows import TimeExpression

# What was done so lately is told with its day; of what lies back longer the day may be another's.
_DAYS_OF_NEWS = 7
# Prepositions before what sets a deed in its time: "in the 2021 war".
_SET_IN = frozenset({"in", "at", "during", "since", "after", "before", "until", "from", "on"})
# Kinds of nouns that have a day of their own.
_TEXTS = frozenset({"agreement", "law"})
# How a date hangs on a noun it describes.
_DESCRIBING = ("poss", "compound", "nummod", "amod", "nmod", "npadvmod")
_CLIMB = 6


class DatesOfOthers(DatesAhead):
    """Tells dates of events from those of what the events are about."""

    def _of_its_object(self, verb: int, expression: TimeExpression) -> bool:
        """Say whether a date stands as a possessor in front of a noun that is not the event: "Monday's attack"."""
        tokens, node = self._tokens, self._tokens.at(expression.start)
        if self._of_what_for(verb, node, expression):
            return True
        while tokens.dep[node] in ("amod", "compound", "nummod", "nmod") and tokens.head[node] <= node + 2:
            node = tokens.head[node]
            above = tokens.head[node]
            if tokens.entity[node] in ("DATE", "TIME"):
                continue
            if (
                tokens.dep[node] == "dobj"
                and above == verb
                and tokens.lemma[verb] not in self._clause.words.concluding
            ):
                # "rejected a 2016 accord"
                return True
            if tokens.dep[node] == "pobj" and above > verb and tokens.lower[above] not in _SET_IN:
                # "was blamed for a string of killings, including the 2021 murder"
                return True
        return tokens.dep[node] == "poss" and tokens.head[node] != verb and self._clause.is_verb(verb)

    def _of_what_for(self, verb: int, at: int, expression: TimeExpression) -> bool:
        """Say whether a date of weeks ago is that of what a verb is about: "indicted 13 people over the disaster on 1 November"."""
        tokens = self._tokens
        published, end = self._part.published, expression.range.end
        if published is None or end is None or (published.date() - end).days <= _DAYS_OF_NEWS:
            return False
        while tokens.dep[at] in _DESCRIBING and tokens.entity[tokens.head[at]] == tokens.entity[at]:
            at = tokens.head[at]
        # By order: a parser hangs the day on the verb more often than on the disaster.
        before = tokens.head[at]
        noun = before - 1
        matter = tokens.head[noun]
        return (
            tokens.dep[at] == "pobj"
            and before > verb
            and tokens.dep[noun] == "pobj"
            and tokens.lower[matter] in ("over", "about")
            and tokens.head[matter] in (verb, *(c for c in tokens.children[verb] if tokens.dep[c] == "dobj"))
        )

    def _of_another_verb(self, index: int, expression: TimeExpression) -> bool:
        """Say whether a past date hangs on another verb: "was listed in 2020 and has fled since", "a truce made last May has been broken"."""
        tokens, node = self._tokens, self._tokens.at(expression.start)
        if expression.range.end is None or expression.range.precision in ("after", "before"):
            return False
        for _ in range(6):
            node = tokens.head[node]
            if self._clause.is_verb(node):
                return node != index and tokens.dep[node] in ("ROOT", "conj", "acl", "relcl", "ccomp")
        return False

    def _of_years_ago(self, index: int, expression: TimeExpression) -> bool:
        """Say whether a year gone by is told in a clause below a verb: "met, ending a dispute over a killing in 2019"."""
        tokens, end = self._tokens, expression.range.end
        if end is None or self._part.published is None or end.year >= self._part.published.year:
            return False
        node, below = tokens.at(expression.start), False
        for _ in range(_CLIMB * 2):
            if node == index:
                return below
            below = below or (tokens.tag[node] == "VBG" and tokens.dep[node] in ("acl", "advcl", "pcomp"))
            if tokens.head[node] == node:
                return False
            node = tokens.head[node]
        return False

    def _of_a_text(self, candidate: Candidate, expression: TimeExpression) -> bool:
        """Say whether a date stands in front of a law or an accord that an event is told with: it is when that was made."""
        tokens, node = self._tokens, self._tokens.at(expression.start)
        if tokens.dep[node] not in ("amod", "compound", "nummod", "nmod"):
            return False
        noun = tokens.head[node]
        if noun == candidate.head or tokens.lemma[tokens.head[noun]] in self._clause.words.concluding:
            # "signed the 2015 accord"
            return False
        if tokens.dep[noun] == "pobj" and tokens.lower[tokens.head[noun]] in ("in", "at", "during"):
            # "at the 1968 convention"
            return False
        return node < noun and bool(self._clause.kinds.of(noun) & _TEXTS)

    def _past_in_present(self, candidate: Candidate, expression: TimeExpression) -> bool:
        """Say whether a verb in the present has a date behind it that lies back: of what is said, or since when it was so."""
        tokens, index = self._tokens, candidate.head
        helped = any(tokens.dep[c] in ("aux", "auxpass") for c in tokens.children[index])
        # "Prosecutors | accuse | him of ...", read as a past or as a noun; "cut", "hit" may be the past.
        base = candidate.verbal and tokens.lower[index] == tokens.lemma[index]
        base = base and tokens.lower[index] not in self._clause.pasts and tokens.lower[index][-2:] != "ed"
        if helped or not (base or tokens.tag[index] in ("VB", "VBP", "VBZ")):
            return False
        at, told, published = tokens.at(expression.start), expression.range, self._part.published
        # What has been so since then is told in the perfect.
        if told.precision == "after" or self._since(at, index):
            return True
        years_ago = told.end is not None and published is not None and told.end.year < published.year
        return years_ago and at > index and candidate.row.type == "ACCUSE"

    def _yet_to_come(self, index: int, expression: TimeExpression) -> bool:
        # Behind a verb that tells what was done.
        when, published = expression.range, self._part.published
        start = when.start or when.end
        ahead = start is not None and published is not None and start > published.date()
        return (
            ahead and self._tokens.tag[index] in ("VBD", "VBN") and self._tokens.at(expression.start) > index
        )

    def _since(self, at: int, index: int) -> bool:
        """Say whether a date tells since when something is true: in a clause or of a noun behind "since" ("since the election last August")."""
        tokens, node = self._tokens, at
        if at and tokens.tag[at - 1] in ("NN", "NNS") and tokens.dep[at - 1] == "pobj":
            # "since the vote | last August", the month hung on the verb
            node = at - 1
        for _ in range(6):
            if tokens.lower[node] == "since" and tokens.dep[node] == "prep":
                return tokens.head[node] == index and tokens.head[at] != node
            if tokens.dep[node] == "advcl":
                return any(
                    tokens.lower[c] == "since" and tokens.dep[c] == "mark" for c in tokens.children[node]
                )
            if tokens.head[node] == node:
                return False
            node = tokens.head[node]
        return False
