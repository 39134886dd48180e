"""What the words right at a verb or noun say of it: auxiliaries, negation, adverbs, opening words, attributes, determiners."""

from __future__ import annotations

from analystkit.extraction.event.asides import closing_relative
from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.coordination import shared_infinitive
from analystkit.extraction.event.effects import compose, effects
from analystkit.extraction.event.no_time import NoTime
from analystkit.extraction.event.words import event_words
from analystkit.extraction.tags import TENSED
from analystkit.lexicon import Lexicon

# Words that deny, beside those that the parser calls a negation and those for nobody.
_DENYING = frozenset({"no", "not", "n't", "never", "nor", "neither"})
# Relations of the words at a verb that say something of it.
_TELLING = frozenset({"aux", "auxpass", "mark", "advmod", "npadvmod"})


class Polarity:
    """Reads what stands at one word, whatever governs it."""

    def __init__(self, clause: Clause, lexicon: Lexicon) -> None:
        self._clause = clause
        self._tokens = clause.tokens
        self._effects = effects(lexicon)
        self._words = event_words(lexicon)
        self._no_time = NoTime(clause, self._words.circumstance)
        # Most sentences hold no word that could deny anything.
        self._denying = self._words.nobody | _DENYING
        self._may_deny: dict[int, bool] = {}

    def own(
        self,
        index: int,
        label: str,
        signs: list[str],
        negation: bool = True,
        report: bool = False,
        below: int = -1,
    ) -> str:
        """Return the label after the auxiliaries, adverbs, opening words and negation of a verb or predicate; adds to `signs`."""
        tokens = self._tokens
        if not self._clause.is_verb(index):
            if tokens.tag[index].startswith("JJ") or tokens.noun[index]:
                return self._copula(index, label, signs)
            return label
        children = tokens.children[index]
        shared = shared_infinitive(self._clause, index)
        if shared is not None or (
            tokens.dep[index] == "conj"
            and not any(tokens.dep[c] in ("aux", "auxpass", "nsubj", "nsubjpass") for c in children)
        ):
            above = tokens.head[index] if shared is None else shared
            # "was not theirs, and demanded access", "does not recognise him and imposed sanctions": what is finite beside a copula or a
            # bare form shares nothing with it.
            apart = shared is None and (
                (tokens.lemma[above] == "be" and tokens.tag[index] in TENSED)
                or (tokens.tag[above] == "VB" and tokens.tag[index] in ("VBD", "VBZ"))
                # "were not consulted and recognise the result"
                or (tokens.tag[above] == "VBN" and tokens.tag[index] in ("VBZ", "VBP"))
                or closing_relative(self._clause, index) is not None
            )
            if self._clause.is_verb(above) and above < index and not apart:
                children = [
                    c for c in tokens.children[above] if tokens.dep[c] in ("aux", "neg", "auxpass", "mark")
                ] + children
        negated = negation and self.negated(index, children, below)
        telling = [c for c in children if tokens.dep[c] in _TELLING]
        helped = [tokens.lower[c] for c in telling if tokens.dep[c] == "aux"]
        value = ""
        if "to" in helped and any(
            tokens.lower[c] in ("is", "are", "was", "were", "'s", "'re")
            and tokens.dep[c] in ("aux", "auxpass")
            for c in telling
        ):
            # "is to meet", "were to be disarmed"
            # "was to have taken place": it did not.
            missed = "have" in helped
            value = "negated" if negated or missed else "planned"
            negated = False
            signs.append("is to")
        for child in telling:
            dep, lower = tokens.dep[child], tokens.lower[child]
            if lower == "would" and tokens.lower[child + 1 : child + 3] == ["-", "be"]:
                # "His would-be killer", read as what would be a killer
                continue
            if dep == "aux":
                effect = (
                    self._effects.get(("modal", lower))
                    if tokens.tag[child] == "MD" or lower in ("ought", "need", "gonna")
                    else None
                )
                if effect is not None:
                    value = effect.minus if negated else effect.plus
                    if lower in ("would", "'d", "could", "should", "might") and any(
                        tokens.lower[c] == "have" for c in children
                    ):
                        value, lower = "hypothetical", f"{lower} have"
                    elif (
                        lower in ("would", "'d")
                        # "asked whether the hostages would be freed"
                        and not any(
                            tokens.dep[c] == "mark" and tokens.lower[c] in ("whether", "if") for c in telling
                        )
                        and self._reported(index)
                    ):
                        value = "negated" if negated else "planned"
                    elif lower in ("can", "could") and negated:
                        value = "negated"
                    elif lower in ("would", "'d") and negated and not self._conditional(index):
                        # "The mayor would not meet them": he refused.
                        value = "negated"
                    if (
                        value == "planned"
                        and lower not in self._words.will
                        and self._conditional(index)
                        and not (self._reported(index) and self._clause.unmet(index))
                    ):
                        # "would attack if"; but "will attack if" is a promise or threat, with its condition, and so is
                        # "said it would attack if the siege was not lifted".
                        value = "hypothetical"
                    negated = False
                    signs.append(lower)
            elif dep == "auxpass" and tokens.tag[child] == "VB" and not self._helped(children):
                # "demand that parliament be closed and that the prisoners | be | freed"
                value = "hypothetical"
            elif (
                dep in ("mark", "advmod")
                and ("mark", lower) in self._effects
                and (
                    tokens.dep[index] in ("advcl", "ccomp", "conj")
                    or (lower == "whether" and tokens.dep[index] in ("pcomp", "acl", "relcl"))
                )
            ):
                if lower != "until" or negated:
                    value = compose(value or "happened", self._effects["mark", lower].plus)
                    signs.append(lower)
            elif dep in ("advmod", "npadvmod") and not report:
                if lower in self._words.probable and child > index and tokens.text[child - 1] == ",":
                    # "was hacked by a state, | likely | Norland"
                    continue
                effect = self._effects.get(("adv", lower))
                if effect is None:
                    # "almost certainly killed"
                    effect = self._effects.get(("adv", f"{tokens.lower[child - 1]} {lower}"))
                if effect is not None and effect.plus != "negated":
                    value = compose(value or "happened", effect.plus)
                    signs.append(lower)
        if (
            tokens.tag[index] == "VBG"
            and not value
            and any(
                (
                    tokens.dep[c] == "aux"
                    and tokens.lemma[c] == "be"
                    and tokens.tag[c] in ("VBZ", "VBP", "VBN")
                )
                or (tokens.lower[c] in ("'s", "'re", "is", "are") and tokens.dep[c] == "aux")
                for c in telling
            )
        ):
            value = "ongoing"
        if report:
            return label if value in ("", "ongoing", "planned") else compose(label, value)
        if value:
            label = compose(label, value)
        if negated:
            signs.append("not")
            label = compose(label, "negated")
        return label

    def _helped(self, children: list[int]) -> bool:
        return any(self._tokens.tag[c] in ("MD", "TO") or self._tokens.lemma[c] == "do" for c in children)

    def _copula(self, index: int, label: str, signs: list[str]) -> str:
        head = self._tokens.head[index]
        if self._tokens.dep[index] in ("acomp", "attr") and self._tokens.lemma[head] == "be":
            return self.own(head, label, signs)
        return label

    def negated(self, index: int, children: list[int] | None = None, below: int = -1) -> bool:
        """Say whether a word is negated: by "not" and its kind, or by a subject or object of none."""
        tokens = self._tokens
        children = tokens.children[index] if children is None else children
        if index and tokens.lower[index - 1] in ("nor", "neither"):
            return True
        if not self._deniable(tokens.sentence[index]):
            return False
        if not self._clause.is_verb(index):
            return any(
                (tokens.lower[c] == "no" and tokens.dep[c] == "det") or tokens.dep[c] == "neg"
                for c in children
            )
        if self._no_time.denies(index) or self._nor(index):
            return True
        for child in children:
            if child == below:
                continue
            dep, lower = tokens.dep[child], tokens.lower[child]
            if dep in ("preconj", "cc") and lower in ("neither", "nor") and child < index:
                # "neither he nor his aides were hit", hung on the verb; "Nor did she meet them"
                return True
            none = dep == "prep" and any(
                tokens.lower[c] in self._words.nobody for c in tokens.children[child]
            )
            if none and tokens.lower[child + 1] != "nothing":
                # "was hurt in neither of the attacks"; what "came to nothing" is not undone by it.
                return True
            if dep == "neg" or (lower in ("never", "n't", "not") and dep in ("neg", "advmod")):
                if child + 1 < len(tokens) and tokens.lower[child + 1] in ("only", "just"):
                    continue
                return True
            if dep == "dobj" and below >= 0 and tokens.dep[below] == "nsubj":
                # "The attack left no victims": there was one.
                continue
            if dep in ("nsubj", "nsubjpass", "dobj") and (
                lower in self._words.nobody
                or self._no_time.not_one(child)
                or any(
                    tokens.lower[c] in ("no", "neither")
                    and tokens.dep[c] in ("det", "neg", "nummod", "preconj")
                    for c in tokens.children[child]
                )
            ):
                return True
            if dep == "auxpass" and any(tokens.dep[c] == "neg" for c in tokens.children[child]):
                # "was never tortured", the negation hung on the auxiliary
                return True
        return tokens.dep[index] == "acl" and tokens.tag[index] in ("VBN", "VBD") and self._of_none(index)

    def _deniable(self, sentence: int) -> bool:
        """Say whether a sentence holds a word that may deny."""
        known = self._may_deny.get(sentence)
        if known is None:
            first, last = self._clause.part.sentence_tokens[sentence]
            # "not a shot" is asked for by order, wherever a sentence begins.
            words = self._tokens.lower[max(first - 2, 0) : last]
            known = "neg" in self._tokens.dep[first:last] or not self._denying.isdisjoint(words)
            self._may_deny[sentence] = known
        return known

    def _nor(self, index: int) -> bool:
        # "He has not resigned, | nor has he apologised |", the "nor" hung on the first of the two
        tokens = self._tokens
        head = tokens.head[index]
        if tokens.dep[index] != "conj" or not head < index:
            return False
        joins = [c for c in tokens.children[head] if tokens.dep[c] == "cc" and head < c < index]
        return bool(joins) and tokens.lower[joins[-1]] == "nor" and tokens.lower[joins[-1] + 1] != "deny"

    def _of_none(self, index: int) -> bool:
        # "No bombs exploded" read as bombs that were exploded, "there were no people hurt".
        tokens = self._tokens
        head = tokens.head[index]
        topmost = tokens.dep[head] == "ROOT" or tokens.lemma[tokens.head[head]] == "be"
        if any(tokens.dep[c] in ("nsubj", "mark") for c in tokens.children[index]):
            return False
        return topmost and any(
            tokens.lower[c] == "no" and tokens.dep[c] in ("det", "neg") for c in tokens.children[head]
        )

    def modal_negation(self, index: int) -> bool:
        """Say whether the verb a predicate stands with is negated."""
        tokens = self._tokens
        if tokens.dep[index] in ("acomp", "attr", "oprd"):
            return self.negated(tokens.head[index])
        return False

    def _reported(self, index: int) -> bool:
        tokens = self._tokens
        node = index
        for _ in range(4):
            if tokens.dep[node] == "acl" and any(
                tokens.lower[c] == "that" and tokens.dep[c] == "mark" for c in tokens.children[node]
            ):
                # "reports that they would not attack"
                return True
            if tokens.dep[node] in ("ccomp", "relcl"):
                return tokens.dep[node] == "ccomp"
            if tokens.dep[node] not in ("conj", "xcomp"):
                break
            node = tokens.head[node]
        return tokens.dep[node] == "ROOT" and any(
            tokens.dep[c] in ("ccomp", "parataxis") and c > node for c in tokens.children[node]
        )

    def _conditional(self, index: int) -> bool:
        tokens = self._tokens
        return any(
            tokens.dep[child] == "advcl"
            and any(tokens.lower[c] in ("if", "unless") for c in tokens.children[child])
            for child in tokens.children[index]
        )

    def modifiers(self, index: int, label: str, signs: list[str]) -> tuple[str, str]:
        """Return label and outcome after the attributes of an event noun; adds to `signs`."""
        tokens = self._tokens
        outcome = ""
        above = tokens.head[index]
        if (
            tokens.lower[max(index - 5, 0) : index].count("called")
            and "so" in tokens.lower[max(index - 5, 0) : index]
        ):
            # the so-called "withdrawal"
            signs.append("so-called")
            return compose(label, "unknown"), ""
        if tokens.dep[index] == "pobj" and above and tokens.lower[above - 1] == "not":
            # "by Ukraine, not by a Russian attack"
            signs.append("not")
            return "negated", ""
        if tokens.dep[index] == "conj" and "not" in tokens.lower[max(index - 2, 0) : index]:
            # "an accident and not an attack"
            signs.append("not")
            return "negated", ""
        for child in tokens.children[index]:
            if child >= index and tokens.dep[child] not in ("acl",):
                continue
            lower = tokens.lower[child]
            if lower in ("no", "zero") and tokens.dep[child] in ("det", "neg", "nummod"):
                signs.append(lower)
                return "negated", ""
            if child > index:
                # "a coup planned for May"
                if lower == "set" and self._clause.child(child, "agent") is not None:
                    # "an ambush set by rebels"
                    continue
                effect = self._effects.get(("adj", lower)) if tokens.tag[child] in ("VBN", "VBD") else None
                if effect is not None and effect.plus in ("planned", "attempted"):
                    label, outcome = compose(label, effect.plus), effect.outcome or outcome
                    signs.append(lower)
            elif tokens.dep[child] in ("amod", "compound", "advmod"):
                effect = self._effects.get(("adj", lower))
                if effect is not None:
                    label, outcome = compose(label, effect.plus), effect.outcome or outcome
                    signs.append(lower)
        return label, outcome
