"""What leads to a deed by order, whatever the parse: "instead of", "has yet to", "afraid of being", "the treaty bans"."""

from __future__ import annotations

from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.effects import effects
from analystkit.lexicon import Lexicon

_NOTHING = ("", "", -1)
# Words behind which stands what was done still less than what was told before.
_LESS_STILL = frozenset({("let", "alone"), ("much", "less"), ("still", "less"), ("never", "mind")})
# How far before its "than" the "would rather" of a choice may stand.
_CHOICE = 12
# Tags that may stand between "instead of" and the deed.
_BETWEEN = ("RB", "DT", "JJ", "PRP$", "TO")


class LeadingWords:
    """Reads the words right in front of the triggers of one part."""

    def __init__(self, clause: Clause, lexicon: Lexicon) -> None:
        self._clause = clause
        self._tokens = clause.tokens
        self._effects = effects(lexicon)

    def before(self, index: int) -> tuple[str, str, int]:
        """Return the effect, the word and the place of what leads to a deed by order, whatever the parse; "", "", -1 without one.

        "instead of withdrawing" and "rather than attack" replace a deed by another, "in danger of being killed" names one ahead;
        "has yet to attack" has not, and "conspiring to murder" is an attempt also where the infinitive was hung elsewhere.
        """
        tokens = self._tokens
        first, _ = self._clause.bounds(index)
        if tokens.tag[index] in ("NN", "NNS") and index - first > 1:
            misread = self._read_as_plural(index, first)
            if misread[0]:
                return misread
        if index - first > 1 and (tokens.lower[index - 2], tokens.lower[index - 1]) in _LESS_STILL:
            return "negated", tokens.lower[index - 1], index - 1
        if index - first > 2 and tokens.lower[index - 1] == "to" and tokens.tag[index] == "VB":
            before = index - 2
            again = before - (tokens.lower[before] in ("again", "ever", "even"))
            planning = self._gerund_before(before, index)
            if planning is not None:
                return planning
            if tokens.lower[again] in ("never", "not") and tokens.head[again] != index:
                # "swore never again to fight", the negation hung elsewhere
                return "negated", tokens.lower[again], again
            if tokens.lower[before] == "yet" and tokens.lemma[before - 1] in ("have", "be"):
                return "negated", "yet", before
            if tokens.head[index] < before and self._clause.is_verb(before):
                lemma = tokens.lemma[before].lower()
                meant = self._effects.get(("verb", lemma))
                return (meant.plus, lemma, before) if meant is not None else _NOTHING
            return _NOTHING
        if tokens.tag[index] == "VBG" and index - first > 1:
            pair = (tokens.lower[index - 2], tokens.lower[index - 1])
            if pair in (("far", "from"), ("close", "to"), ("closer", "to"), ("short", "of")):
                # "far from attacking", "came close to attacking"
                return "negated", pair[0], index - 2
            named = self._effects.get(("verb", f"{tokens.lemma[index - 2]} {pair[1]}"))
            if named is not None and tokens.head[index] != index - 2 and tokens.head[index] != index - 1:
                # "while ruling out sharing them", hung on another word
                return named.plus, pair[1], index - 2
        if tokens.lower[index - 1] == "being" and tokens.tag[index] == "VBN" and index - first > 1:
            # "risk being jailed", the verb read as a noun
            word = tokens.lower[index - 2]
            risked = self._effects.get(("verb", word)) or self._effects.get(("verb", tokens.lemma[index - 2]))
            if risked is not None and risked.plus == "hypothetical" and tokens.noun[index - 2]:
                return risked.plus, word, index - 2
        position = index - 1
        while position > first and (
            tokens.tag[position] in _BETWEEN
            or tokens.dep[position] == "auxpass"
            or tokens.lower[position] == "having"
        ):
            position -= 1
        if position <= first or tokens.lower[position] not in ("of", "than"):
            return _NOTHING
        if tokens.lower[position] == "than" and self._chosen(max(first, position - _CHOICE), position):
            return "negated", "than", position
        word = tokens.lower[position - 1]
        if (word, tokens.lower[position]) in (("instead", "of"), ("rather", "than")):
            return "negated", word, position - 1
        if tokens.head[position] == index and tokens.tag[index] in ("VBG", "VBN"):
            # "afraid of being arrested", "for fear of being ambushed", the preposition read as opening a clause
            noun = position - 1
            if word == ",":
                # "on charges, later dropped, | of having struck him"
                noun = next((i - 1 for i in range(noun - 1, first, -1) if tokens.text[i] == ","), noun)
                word = tokens.lemma[noun].lower()
            effect = self._effects.get(("noun", word)) or self._effects.get(("adj", word))
            if effect is not None:
                return effect.plus, word, noun
        return _NOTHING

    def _gerund_before(self, before: int, index: int) -> tuple[str, str, int] | None:
        # "was convicted of | planning | to bomb a train", the infinitive hung on the conviction
        tokens = self._tokens
        word = tokens.lower[before]
        if (
            not word.endswith("ing")
            or tokens.head[index] >= before
            or tokens.dep[before] not in ("pobj", "pcomp")
        ):
            return None
        stem = word.removesuffix("ing")
        for lemma in (stem, f"{stem}e", stem[:-1]):
            effect = self._effects.get(("verb", lemma))
            if effect is not None and effect.plus != "happened":
                return effect.plus, lemma, before
        return None

    def _chosen(self, first: int, than: int) -> bool:
        # "would rather talk | than | walk out"
        lower = self._tokens.lower
        return any(
            lower[i] in ("rather", "sooner") and lower[i - 1] in ("would", "'d", "will", "'ll", "should")
            for i in range(first + 1, than)
        )

    def _read_as_plural(self, index: int, first: int) -> tuple[str, str, int]:
        # "The treaty bans torture and the execution of minors", the verb read as the plural of a noun in front of another.
        tokens = self._tokens
        while tokens.dep[index] == "conj" and first < tokens.head[index] < index:
            index = tokens.head[index]
        for position in range(index - 1, first, -1):
            if tokens.dep[position] == "compound" and tokens.tag[position] in (
                "NNS",
                "NNPS",
                "VBZ",
            ):
                lemma = tokens.lower[position].removesuffix("s")
                effect = self._effects.get(("verb", lemma))
                return (effect.plus, lemma, position) if effect is not None else _NOTHING
            if tokens.tag[position] not in _BETWEEN:
                break
        return _NOTHING
