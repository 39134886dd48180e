"""When: of several dates in reach, the one that belongs to the event; and days counted from another event."""

from __future__ import annotations

from datetime import timedelta

from analystkit.extraction.event.attachment import hangs
from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.complements import Candidate
from analystkit.extraction.event.counted_days import CountedDays
from analystkit.extraction.event.linking import SPOKEN
from analystkit.model.dates import DateRange
from analystkit.model.rows import TimeExpression

_STALE_DAYS = 21
# A deed of these days has its own day; one of years ago is told by the year of what came of it.
_THESE_DAYS = 7


class WhenReader(CountedDays):
    """Dates of the events of one part.

    Parameters
    ----------
    clause : Clause
        The clauses of the part.
    dates : sequence of TimeExpression
        What `extract_dates` found in it.
    cues : collection of str
        Lemmas of verbs of saying.
    reasons : Reasons
        What the part tells as the reason for something else.
    attacks : collection of str
        Lemmas of nouns for an attack, any of which may name one told before by another.
    """

    def when(
        self, candidate: Candidate, previous: TimeExpression | None
    ) -> tuple[DateRange, TimeExpression | None]:
        """Return the interval of an event and the expression it rests on.

        The expression is the nearest by attachment in the sentence, else `previous`, the one of the same event in the sentence
        before, else the publication date stands in with basis "published". So does the day on which somebody said what happened
        ("police said on Monday that ..."): it tells when it was reported.
        """
        index = candidate.head
        if self.frames(index) and (
            self._tokens.tag[self._tokens.head[index]] != "VBD" or self._nearest(index) is None
        ):
            known = self._known(index)
            return known if known is not None else self.published(), None
        named = self._named_when(index)
        if named is not None:
            # "accuse him of murders until 2019, when he was mayor"
            return (self.published(), None) if self._past_in_present(candidate, named[1]) else named
        behind, ahead = self._counted_behind(index), self._counting(index)
        cause = self._reasons.marker(index) if behind is None else None
        counted = None
        if behind is not None:
            expression = self._nearest(index, under=behind) or self._hung_above(behind)
            if expression is None:
                known = None if self._dated_beside(behind) else self._known(index)
                if known is not None:
                    return known, None
                counted = self._counted(self._told_beside(behind), behind, 1)
        elif cause is not None:
            # "ordered more troops on Monday after gunmen killed nine": Monday is when they were ordered.
            expression = self._nearest(index, under=cause)
            if expression is None:
                known = None if self._told_of(index) else self._known(index)
                if known is not None:
                    return known, None
                expression = self._second_behind(cause)
                if expression is not None:
                    return expression.range, expression
                expression = self._nearest(index)
                if expression is not None and self._of_these_days(expression.range):
                    return self.published(), None
        else:
            expression = self._nearest(index, beside=-1 if ahead is None else ahead)
            astray = None if ahead is None else self._hung_above(ahead)
            if ahead is not None and (expression is None or expression is astray):
                expression, inside = None, self._nearest(ahead, under=ahead) or astray
                from_when = inside.range if inside is not None else self._known_behind(ahead)
                counted = self._counted(from_when, ahead, -1) if from_when is not None else None
        if counted is not None:
            self._counts[index] = behind if behind is not None else ahead or 0
            return counted, None
        if expression is not None and (
            self._of_a_text(candidate, expression) or self._past_in_present(candidate, expression)
        ):
            # "withdrew from a 2015 accord", "accuse him of murders in 2015"
            return self.published(), None
        if (
            expression is not None
            and behind is None
            and self._since(self._tokens.at(expression.start), index)
        ):
            # "have been killed since the war began in April"
            told = expression.range
            return DateRange(told.start, None, "after", told.basis), expression
        if expression is not None and self._of_report(index, self._tokens.at(expression.start)):
            said = expression.range
            return DateRange(said.start, said.end, said.precision, "published"), None
        if expression is not None and not candidate.verbal:
            admitted = self._admitted(index, expression)
            if admitted is not None:
                return admitted, None
        if (
            expression is not None
            and self._perfect(index)
            and (self._of_a_past_day(expression) or self._of_another_verb(index, expression))
        ):
            # "have arrested a man, officials said on Thursday": no present perfect has a day of its own.
            return self.published(), None
        if (
            expression is not None
            and expression.range.precision in ("year", "decade", "century")
            and candidate.verbal
            and self._of_years_ago(index, expression)
        ):
            # "The two met, ending a dispute over a killing in 2019"
            return self.published(), None
        if (
            expression is not None
            and (self._describes(index) or self._in_front_of(index))
            and not hangs(self._tokens, self._tokens.at(expression.start), index)
        ):
            # "The rebels, who are backed by Norland, fired on Monday": what is so has no day.
            return self.published(), None
        spoken = candidate.row.type in SPOKEN and candidate.row.mode != "meet"
        if (
            expression is not None
            and candidate.row.type == "REQUEST"
            and self._yet_to_come(index, expression)
        ):
            # "urged voters to stay home on Sunday": the day of what is asked for
            return self.published(), None
        if expression is not None and spoken and self._of_its_object(index, expression):
            # "condemned Monday's attack", "defended it, citing last year's": the day of what is spoken of.
            return self.published(), None
        if expression is None and not self._after_participle(index):
            expression = previous
        if expression is not None:
            return expression.range, expression
        return self.published(), None

    def _admitted(self, noun: int, expression: TimeExpression) -> DateRange | None:
        # "confirmed the killing on Monday": when it was spoken of; others than who owns to it speak so of what was told before
        verb = self._of_admission(noun, self._tokens.at(expression.start))
        if verb is None:
            return None
        lemma, said, words = self._tokens.lemma[verb], expression.range, self._clause.words
        known = self._known(noun) if lemma in self._cues or lemma in words.confirming else None
        if known is None and (lemma in words.confirming or lemma in words.admitting):
            return DateRange(said.start, said.end, said.precision, "published")
        return known

    def _describes(self, index: int) -> bool:
        """Say whether a verb tells in a relative clause and in the present what somebody does or has done to him."""
        return (
            self._tokens.dep[index] == "relcl"
            and self._clause.is_verb(index)
            and self._present(index)
            # "Whom an officer shot", read as a present.
            and (self._tokens.tag[index] != "VBP" or self._tokens.lower[index] == self._tokens.lemma[index])
            and self._tokens.lower[index] not in self._clause.pasts
            and not self._clause.headline(index)
        )

    def _in_front_of(self, index: int) -> bool:
        # "Lawyers for the | jailed | banker appealed on Friday": what somebody is told by was done before
        tokens = self._tokens
        attribute = tokens.dep[index] == "amod" and index not in self._clause.retagged
        return attribute and tokens.tag[index] == "VBN" and tokens.head[index] > index

    def _told_of(self, noun: int) -> bool:
        """Say whether a noun says itself what it tells of: "the murder of the reporter" is none that was told before."""
        return any(self._tokens.lower[c] in ("of", "on", "against") for c in self._tokens.children[noun])

    def _of_these_days(self, when: DateRange) -> bool:
        published = self._part.published
        if published is None or when.start is None or when.end is None or (when.end - when.start).days > 1:
            return False
        return abs((published.date() - when.start).days) <= _THESE_DAYS

    def in_front(self, noun: int, expression: TimeExpression) -> bool:
        """Say whether a date stands in front of a noun, as of what is known: "Tuesday's raid"."""
        at = self._tokens.at(expression.start)
        return (
            self._tokens.dep[at] in ("poss", "compound", "nmod", "npadvmod")
            and self._tokens.head[at] == noun > at
        )

    def of_noun(self, noun: int, expression: TimeExpression) -> bool:
        """Say whether a date is surely a noun's: "Tuesday's raid", "a raid last week", "a raid was foiled on Tuesday"; not "condemned the raid on Tuesday"."""
        tokens, at = self._tokens, self._tokens.at(expression.start)
        before = tokens.at(expression.end - 1) == noun - 1
        if before or self.in_front(noun, expression) or (at == noun + 1 and tokens.tag[at] != "IN"):
            return True
        if any(tokens.dep[c] in ("relcl", "acl") and hangs(tokens, at, c) for c in tokens.children[noun]):
            # "in the riots, which broke out on Monday"
            return True
        return tokens.dep[noun] == "nsubjpass" and tokens.head[noun] in (
            tokens.head[at],
            tokens.head[tokens.head[at]],
        )

    def aside(self, index: int) -> bool:
        """Say whether an event is told in passing, so that the story does not go on from its date: "the men arrested on Monday"."""
        dep = self._tokens.dep[index]
        return dep in ("acl", "relcl", "amod") or self._counted_behind(index) is not None


def is_background(
    clause: Clause, index: int, when: DateRange, published: object, expression: TimeExpression | None
) -> bool:
    """Say whether an event lies clearly before the news: pluperfect, an anniversary, or a date weeks before publication."""
    tokens = clause.tokens
    part = clause.part
    dated = expression is not None or when.basis in ("relative", "explicit")
    if dated and when.basis != "published" and part.published is not None:
        end = when.end
        if end is not None and end < part.published.date() - timedelta(days=_STALE_DAYS):
            return True
    first, last = clause.bounds(index)
    if "anniversary" in tokens.lower[max(first, index - 6) : min(last, index + 3)]:
        return True
    return (
        expression is None
        and tokens.tag[index] == "VBN"
        and tokens.dep[index] in ("relcl", "advcl", "ROOT", "conj")
        and any(tokens.dep[c] == "aux" and tokens.lower[c] in ("had", "'d") for c in tokens.children[index])
    )
