"""Did it happen: signs of negation, modality, attempt, plan, report and condition composed from the trigger to the root.

The tables give each word two effects, for itself and for itself negated, as the implicative lexicons of Nairn, Condoravdi
and Karttunen (2006) and TruthTeller (Lotan, Stern and Dagan 2013) do; the words are our own.
"""

from __future__ import annotations

from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.effects import SURE, Effect, Judgement, compose, effects, light_verbs
from analystkit.extraction.event.governors import Governor, chain
from analystkit.extraction.event.triggers import compile_triggers
from analystkit.lexicon import Lexicon

_NEGATIVE_SUBJECTS = frozenset({"no", "nobody", "none", "neither", "nothing", "no-one", "noone"})
_TIED = ("dobj", "nsubjpass", "pobj", "attr", "oprd")
# Relations of a clause to the verb above it that let the verb say something about it.
_CLAUSES = ("xcomp", "ccomp", "pcomp", "csubj", "acl", "advcl", "csubjpass", "dep", "acomp")
_ASSERTED_MARKS = frozenset(
    {
        "after",
        "when",
        "while",
        "as",
        "because",
        "since",
        "although",
        "though",
        "where",
        "once",
        "whereas",
        "before",
    }
)
_FUTURE = frozenset(
    {
        "will",
        "'ll",
        "shall",
        "wo",
        "would",
        "'d",
        "plan",
        "intend",
        "go",
        "expect",
        "schedule",
        "set",
        "due",
        "decide",
        "announce",
        "prepare",
        "planned",
        "upcoming",
        "scheduled",
        "is to",
    }
)
# Nouns that count or span events and say nothing about them: "a series of attacks".
_TRANSPARENT = frozenset(
    "series wave round number string spate day week campaign kind form act set pair couple dozen lot spree outbreak resumption start beginning".split()  # noqa: SIM905
)
# Nouns for having to do with a deed.
OWNING = frozenset(
    "responsibility credit involvement role part hand connection link tie complicity participation".split()  # noqa: SIM905
)
_STANDING = frozenset({"fight", "battle", "combat"})
_BYGONE = frozenset({"recent", "latest", "previous", "past", "earlier", "yesterday", "last", "deadly"})
_NAMING = frozenset(
    "describe denounce condemn see regard view treat characterise characterize call label brand portray dismiss term dub deem decry depict".split()  # noqa: SIM905
)
_WILL = frozenset({"will", "'ll", "shall", "wo"})
_DUTY = frozenset({"must", "should", "ought"})
_BEFORE = frozenset({"before", "ahead", "pending"})
_WITHOUT = frozenset({"without", "instead", "rather", "barring", "minus"})
# Tags that may stand between "instead of" and the deed.
_BETWEEN = ("RB", "DT", "JJ", "PRP$", "TO")
# Behind these prepositions a deed that everybody knows of is the reason, whatever becomes of the rest: "must face trial for the killing".
_REASON = frozenset({"for", "over", "after", "following", "since", "despite", "from"})
_KNOWN = frozenset(
    {"the", "this", "that", "these", "those", "his", "her", "its", "their", "last", "yesterday", "'s"}
)
# Orders: a definite attack that was ordered was carried out.
_ORDERED = frozenset({"order", "authorise", "authorize", "approve", "command", "direct"})
# States of mind, about which even a past tense says nothing.
_MINDS = frozenset(
    "hope wish imagine suppose fear believe think suspect doubt expect wonder dream pretend worry guess feel want like love hate speculate discuss debate".split()  # noqa: SIM905
)


class FactualityReader:
    """Judges the triggers of one part."""

    def __init__(self, clause: Clause, lexicon: Lexicon) -> None:
        self._clause = clause
        self._tokens = clause.tokens
        self._effects = effects(lexicon)
        self._light = light_verbs(lexicon)
        self._attacks = compile_triggers(lexicon).assault_nouns

    def judge(self, index: int, verbal: bool, base: str = "", outcome: str = "") -> Judgement:
        """Judge one trigger by its head token; `base` and `outcome` are what its row says of it, if anything."""
        tokens = self._tokens
        if not verbal and not base and self._bygone(index):
            # "will discuss a recent attack": over, whatever is said of it.
            return Judgement("happened", outcome, ())
        label = base or "happened"
        signs: list[str] = []
        tried = label == "attempted"
        led, by = self._right_before(index)
        if led:
            label = compose(label, led)
            signs.append(by)
        if verbal:
            label = self._own(index, label, signs)
            if (
                label == "happened"
                and tokens.tag[index] == "VBG"
                and tokens.dep[index] == "acl"
                and tokens.lemma[index] in _STANDING
            ):
                # "the coalition fighting the group": what it does, not what it did that day.
                label = "ongoing"
            if label in SURE and self._headline_infinitive(index):
                label = "planned"
                signs.append("is to")
        else:
            label, told = self._modifiers(index, label, signs)
            tried = tried or label == "attempted"
            outcome = told or outcome
        for governor in chain(self._clause, index):
            step = self._step(governor, label, verbal and governor.below == index)
            if step is None:
                break
            effect, word = step
            if effect is not None:
                negated = self._negated(governor.index, below=governor.below) or self._modal_negation(
                    governor.index
                )
                value = effect.minus if negated else effect.plus
                if value == "attempted" and effect.outcome and negated:
                    value = "happened"
                tried = tried or value == "attempted"
                if value in ("hypothetical", "planned") and self._misattached(governor):
                    break
                if value == "planned" and word == "announce" and self._told_as_fact(governor):
                    # "announced that they had placed mines"
                    value = "happened"
                if value != "happened":
                    signs.append(word)
                elif governor.link == "ccomp" and self._told_as_fact(governor):
                    # "they must add that rebels attacked": what a report tells as done is not touched by what stands above.
                    break
                label = compose(label, value)
                if value in ("attempted", "negated") and effect.outcome and not outcome and not negated:
                    outcome = effect.outcome
                    label = "attempted" if effect.outcome else label
                label = self._own(
                    governor.index, label, signs, negation=False, report=effect.plus == "happened"
                )
            else:
                label = self._own(governor.index, label, signs, below=governor.below)
            if governor.link in ("relcl",):
                break
        first, last = self._clause.bounds(index)
        asserted = tokens.dep[index] == "relcl" and tokens.tag[index] in ("VBD", "VBN")
        conditional = label in ("happened", "ongoing", "planned", "threatened") and not asserted
        if conditional and self._under_condition(index, first):
            label = "hypothetical"
            signs.append("if")
        if label in (*SURE, "denied") and self._undecided(index, first):
            # "has neither confirmed nor denied carrying out the attack"
            label = "unknown"
            signs.append("nor")
        if label in SURE and "?" in tokens.text[max(first, last - 3) : last]:
            label = "unknown"
            signs.append("?")
        if label == "negated" and outcome == "failed":
            label = "attempted"
        future = next((sign for sign in signs if sign in _FUTURE), "")
        return Judgement(label, outcome, tuple(signs), future, bool(_DUTY & set(signs)), tried)

    def _misattached(self, governor: Governor) -> bool:
        # "The militia that Iran supports attacked": a finite past is no complement of a verb of wanting or helping.
        tokens = self._tokens
        return (
            governor.link == "ccomp"
            and tokens.tag[governor.below] == "VBD"
            and self._clause.is_verb(governor.index)
            and tokens.lemma[governor.index].lower() not in _MINDS
            and not any(tokens.dep[c] in ("mark", "aux") for c in tokens.children[governor.below])
        )

    def _told_as_fact(self, governor: Governor) -> bool:
        tokens = self._tokens
        below = governor.below
        if not self._clause.is_verb(below) or self._negated(governor.index, below=below):
            return False
        return tokens.tag[below] in ("VBD", "VBZ", "VBP") or any(
            tokens.lower[c] in ("has", "have", "had", "was", "were", "is", "are", "been")
            for c in tokens.children[below]
        )

    # -- one word ---------------------------------------------------------------------------------------------

    def _bygone(self, index: int) -> bool:
        tokens = self._tokens
        before = [c for c in tokens.children[index] if c < index]
        return any(tokens.lower[c] in _BYGONE for c in before) and not any(
            ("adj", tokens.lower[c]) in self._effects or tokens.lower[c] in ("no", "any") for c in before
        )

    def _right_before(self, index: int) -> tuple[str, str]:
        """Return the effect and the word of what leads to a deed by order, whatever the parse; ("", "") without one.

        "instead of withdrawing" and "rather than attack" replace a deed by another, "in danger of being killed" names one ahead.
        """
        tokens = self._tokens
        first, _ = self._clause.bounds(index)
        position = index - 1
        while position > first and (tokens.tag[position] in _BETWEEN or tokens.dep[position] == "auxpass"):
            position -= 1
        if position <= first or tokens.lower[position] not in ("of", "than"):
            return "", ""
        word = tokens.lower[position - 1]
        if (word, tokens.lower[position]) in (("instead", "of"), ("rather", "than")):
            return "negated", word
        effect = self._effects.get(("noun", tokens.lemma[position - 1].lower()))
        if effect is not None and tokens.dep[index] == "advcl" and tokens.tag[index] in ("VBG", "VBN"):
            return effect.plus, word
        return "", ""

    def _undecided(self, index: int, first: int) -> bool:
        tokens = self._tokens
        return any(
            tokens.lower[i] == "nor" and tokens.lemma[i + 1] in ("deny", "confirm", "rule")
            for i in range(max(first, index - 8), index)
        )

    def _headline_infinitive(self, index: int) -> bool:
        # "Russia to withdraw from Kherson": a headline's future.
        tokens = self._tokens
        return (
            tokens.tag[index] == "VB"
            and tokens.dep[index] in ("ROOT", "ccomp", "acl", "conj", "xcomp")
            and not (tokens.dep[index] != "ROOT" and self._clause.is_verb(tokens.head[index]))
            and self._clause.headline(index)
            and any(tokens.lower[c] == "to" and tokens.dep[c] == "aux" for c in tokens.children[index])
        )

    def _under_condition(self, index: int, first: int) -> bool:
        """Say by order whether a token stands in a conditional clause, whatever the parse: behind "if", no comma between."""
        tokens = self._tokens
        for position in range(index - 1, first - 1, -1):
            lower = tokens.lower[position]
            if lower in (",", ";", ":", ".", "then", "said", "that"):
                return False
            if lower in ("if", "unless"):
                before = tokens.lower[position - 1] if position > first else ""
                return before not in ("as", "even", "ask", "asked", "know", "see", "wonder", "what")
        # "Had it been a strike", "Should they attack": inversion.
        return tokens.lower[first] in ("had", "should", "were") and first + 1 < index and tokens.tag[first + 1] in (
            "PRP", "DT", "NNP", "NNS", "EX",
        )  # fmt: skip

    def _own(
        self,
        index: int,
        label: str,
        signs: list[str],
        negation: bool = True,
        report: bool = False,
        below: int = -1,
    ) -> str:
        tokens = self._tokens
        if not self._clause.is_verb(index):
            if tokens.tag[index].startswith("JJ") or tokens.pos[index] == "NOUN":
                return self._copula(index, label, signs)
            return label
        children = tokens.children[index]
        if tokens.dep[index] == "conj" and not any(
            tokens.dep[c] in ("aux", "auxpass", "nsubj", "nsubjpass") for c in children
        ):
            above = tokens.head[index]
            if self._clause.is_verb(above) and above < index:
                children = [
                    c for c in tokens.children[above] if tokens.dep[c] in ("aux", "neg", "auxpass", "mark")
                ] + children
        negated = negation and self._negated(index, children, below)
        value = ""
        if any(tokens.lower[c] == "to" and tokens.dep[c] == "aux" for c in children) and any(
            tokens.lower[c] in ("is", "are", "was", "were", "'s", "'re")
            and tokens.dep[c] in ("aux", "auxpass")
            for c in children
        ):
            # "is to meet", "were to be disarmed"
            value = "negated" if negated else "planned"
            negated = False
            signs.append("is to")
        for child in children:
            dep, lower = tokens.dep[child], tokens.lower[child]
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
                    elif lower in ("would", "'d") and self._reported(index):
                        value = "negated" if negated else "planned"
                    elif lower in ("can", "could") and negated:
                        value = "negated"
                    if value == "planned" and lower not in _WILL and self._conditional(index):
                        # "would attack if"; but "will attack if" is a promise or threat, with its condition.
                        value = "hypothetical"
                    negated = False
                    signs.append(lower)
            elif (
                dep in ("mark", "advmod")
                and ("mark", lower) in self._effects
                and tokens.dep[index] in ("advcl", "ccomp", "conj")
            ):
                if lower != "until" or negated:
                    value = compose(value or "happened", self._effects["mark", lower].plus)
                    signs.append(lower)
            elif dep in ("advmod", "npadvmod") and not report:
                effect = self._effects.get(("adv", lower))
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
                for c in children
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

    def _copula(self, index: int, label: str, signs: list[str]) -> str:
        head = self._tokens.head[index]
        if self._tokens.dep[index] in ("acomp", "attr") and self._tokens.lemma[head] == "be":
            return self._own(head, label, signs)
        return label

    def _negated(self, index: int, children: list[int] | None = None, below: int = -1) -> bool:
        tokens = self._tokens
        children = tokens.children[index] if children is None else children
        if index and tokens.lower[index - 1] in ("nor", "neither"):
            return True
        if not self._clause.is_verb(index):
            return any(
                tokens.lower[c] in ("no", "without", "little", "any")
                and tokens.dep[c] == "det"
                and tokens.lower[c] == "no"
                for c in children
            )
        for child in children:
            if child == below:
                continue
            dep, lower = tokens.dep[child], tokens.lower[child]
            if dep == "neg" or (lower in ("never", "n't", "not") and dep in ("neg", "advmod")):
                if child + 1 < len(tokens) and tokens.lower[child + 1] in ("only", "just"):
                    continue
                return True
            if dep in ("nsubj", "nsubjpass", "dobj") and (
                lower in _NEGATIVE_SUBJECTS
                or any(
                    tokens.lower[c] in ("no", "neither") and tokens.dep[c] in ("det", "neg", "nummod")
                    for c in tokens.children[child]
                )
            ):
                return True
        return False

    def _modal_negation(self, index: int) -> bool:
        tokens = self._tokens
        if tokens.dep[index] in ("acomp", "attr", "oprd"):
            return self._negated(tokens.head[index])
        return False

    def _reported(self, index: int) -> bool:
        tokens = self._tokens
        node = index
        for _ in range(4):
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

    def _modifiers(self, index: int, label: str, signs: list[str]) -> tuple[str, str]:
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
        for child in tokens.children[index]:
            if child >= index and tokens.dep[child] not in ("acl",):
                continue
            lower = tokens.lower[child]
            if lower in ("no", "zero") and tokens.dep[child] in ("det", "neg", "nummod"):
                signs.append(lower)
                return "negated", ""
            if child > index:
                # "a coup planned for May"
                effect = self._effects.get(("adj", lower)) if tokens.tag[child] == "VBN" else None
                if effect is not None and effect.plus in ("planned", "attempted"):
                    label, outcome = compose(label, effect.plus), effect.outcome or outcome
                    signs.append(lower)
            elif tokens.dep[child] in ("amod", "compound", "advmod"):
                effect = self._effects.get(("adj", lower))
                if effect is not None:
                    label, outcome = compose(label, effect.plus), effect.outcome or outcome
                    signs.append(lower)
                elif lower in ("attempted", "alleged"):
                    label = lower
        return label, outcome

    # -- one step up ------------------------------------------------------------------------------------------

    def _step(self, governor: Governor, label: str, direct: bool) -> tuple[Effect | None, str] | None:
        """Return the effect of a governor and its word; effect None means its own auxiliaries only, None ends the climb."""
        tokens = self._tokens
        index, link, preposition = governor.index, governor.link, governor.preposition
        if preposition in _WITHOUT:
            return Effect("negated", "negated", ""), preposition
        if preposition in _BEFORE and link == "pobj":
            if preposition == "before" and not self._indefinite(governor.below):
                # "shortly before the explosion": the one everybody knows of.
                return None
            return Effect("planned", "planned", ""), preposition
        if link == "relcl":
            return None
        if preposition in _REASON and self._reason(governor):
            return None
        if (
            preposition == "with"
            and tokens.lemma[index] == "do"
            and tokens.lower[tokens.head[index]] == "nothing"
        ):
            # "nothing to do with the attack"
            return Effect("denied", "denied", ""), "nothing"
        if self._clause.is_verb(index):
            return self._verb_step(governor, direct)
        lemma = tokens.lemma[index].lower()
        if lemma in OWNING and preposition:
            # "had no part in the attack", "nothing to do with it": it may have happened, and not by them.
            none = any(tokens.lower[c] == "no" for c in tokens.children[index])
            return (Effect("denied", "denied", ""), lemma) if none else (None, lemma)
        if tokens.tag[index].startswith("JJ"):
            effect = self._effects.get(("adj", lemma))
            if lemma == "able" and tokens.lower[tokens.head[index]] in ("was", "were"):
                # "was able to" did; "is able to" may.
                effect = Effect("happened", "negated", "")
            return (effect, lemma) if effect is not None else (None, lemma)
        if link == "acl" and any(
            tokens.lower[c] == "that" and tokens.dep[c] == "mark" for c in tokens.children[governor.below]
        ):
            # "reports that they were held", and what is said of the reports.
            head = tokens.head[index]
            told = self._verdict(head) if tokens.dep[index] == "nsubj" else None
            effect = told or self._effects.get(("noun", lemma))
            return (effect, lemma) if effect is not None else None
        if (
            link == "acl"
            or preposition in ("of", "for", "to", "on", "against", "in", "about")
            or link in ("ccomp", "xcomp", "relcl", "poss", "compound")
        ):
            if link == "acl" and tokens.tag[governor.below] in ("VBN", "VBG", "VBD"):
                return None
            effect = self._effects.get(("noun", lemma))
            if effect is not None:
                return effect, lemma
            if (
                preposition in ("to", "for")
                and tokens.dep[index] == "dobj"
                and self._clause.is_verb(tokens.head[index])
            ):
                # "invited the parties to a meeting": the verb's business, hung on its object.
                word, called = self._lookup(tokens.head[index], preposition)
                if called is not None and called.plus in ("hypothetical", "planned"):
                    return called, word
            if preposition == "of" and lemma in _TRANSPARENT:
                return None, lemma
            if link == "acl" and direct:
                return Effect("planned", "planned", ""), "to"
        return None

    def _reason(self, governor: Governor) -> bool:
        """Say whether a deed is what something else is done for: definite or a gerund, and the governor asks for no deed itself."""
        tokens, index, below = self._tokens, governor.index, governor.below
        if self._clause.is_verb(below):
            if governor.preposition != "for" or tokens.tag[below] != "VBG":
                return False
        elif not any(tokens.lower[c] in _KNOWN or tokens.dep[c] == "poss" for c in tokens.children[below]):
            return False
        if self._clause.is_verb(index):
            word, effect = self._lookup(index, governor.preposition)
            if effect is None or effect.plus == "happened":
                return " " not in word
            # "prepare for the attack" is ahead, "want justice for the attack" is not.
            ahead = effect.plus in ("planned", "hypothetical", "threatened")
            return " " not in word and ahead and self._clause.child(index, "dobj") is not None
        lemma = tokens.lemma[index].lower()
        return ("noun", lemma) not in self._effects and not (
            tokens.dep[index] == "dobj"
            and self._lookup(tokens.head[index], governor.preposition)[0].count(" ")
        )

    def _verdict(self, verb: int) -> Effect | None:
        """Return the effect of what is predicated with "be": "was false", "is due", "are imminent"."""
        tokens = self._tokens
        if tokens.lemma[verb] != "be":
            return None
        for child in tokens.children[verb]:
            if tokens.dep[child] in ("acomp", "attr", "oprd"):
                effect = self._effects.get(("adj", tokens.lower[child]))
                if effect is not None:
                    return effect
        return None

    def _verb_step(self, governor: Governor, direct: bool) -> tuple[Effect | None, str] | None:
        tokens = self._tokens
        index, link, below = governor.index, governor.link, governor.below
        lemma = tokens.lemma[index].lower()
        if link == "advcl":
            to = any(tokens.lower[c] == "to" and tokens.dep[c] == "aux" for c in tokens.children[below])
            if not to:
                marks = {
                    tokens.lower[c] for c in tokens.children[below] if tokens.dep[c] in ("mark", "advmod")
                }
                if marks or tokens.tag[below] not in ("VBG", "VBN"):
                    return None
                return (None, lemma) if self._future(index) else None
        word, effect = self._lookup(index, governor.preposition)
        called = governor.preposition == "as" or (link in ("oprd", "attr") and lemma != "be")
        if called and lemma in _NAMING:
            # "described the vote as a coup": a name for it, not a report of one.
            return Effect("alleged", "unknown", ""), lemma
        if (
            lemma == "call"
            and word == "call"
            and link in (*_TIED, "nsubj", "ccomp")
            and not self._indefinite(below)
        ):
            # "called the raid a crime"
            return Effect("happened", "negated", ""), lemma
        if link == "ccomp" and tokens.dep[index] in ("nsubj", "csubj", "nsubjpass"):
            # "Reports that they were held were wrong", the noun read as a verb.
            told = self._verdict(tokens.head[index])
            if told is not None:
                return told, lemma
        if link in ("nsubj",):
            sides = self._sides(index, lemma)
            if (
                lemma in ("fail", "falter", "backfire", "collapse", "misfire", "unravel")
                and self._clause.child(index, "xcomp") is None
            ):
                return Effect("attempted", "happened", "failed"), lemma
            if (
                self._clause.headline(index)
                and effect is not None
                and self._clause.child(index, "dobj") is None
                and tokens.tag[index] in ("VBD", "VBN")
            ):
                # "Attack on embassy foiled": a headline's passive.
                return effect, word
            told = self._verdict(index)
            if told is not None:
                return told, lemma
            if any(side == "self" for side, _ in sides) or lemma == "be":
                if lemma == "be" and tokens.lemma[below] in self._attacks and not self._indefinite(below):
                    # "Saturday's bombing will be the deadliest, if the toll is right"
                    return None
                open_ended = lemma == "be" or self._future(index) or self._negated(index)
                return (None, lemma) if open_ended or self._indefinite(below) else None
            return None
        if link in ("dobj", "nsubjpass") and lemma in _ORDERED and self._carried_out(index, below):
            return Effect("happened", "negated", ""), lemma
        if link in _TIED:
            carries = word in self._light or bool(self._sides(index, lemma))
            if effect is not None and not (effect.plus == "happened" and link != "pobj"):
                if (
                    governor.preposition
                    and word == lemma
                    and effect.plus in ("negated", "attempted", "denied")
                ):
                    # "stopped after the attack": the preposition is no part of the verb.
                    return (
                        None
                        if governor.preposition not in ("from", "of", "in", "against", "to")
                        else (effect, word)
                    )
                if governor.preposition and governor.preposition not in (
                    "for",
                    "of",
                    "to",
                    "on",
                    "from",
                    "with",
                    "against",
                    "about",
                    "in",
                ):
                    return None
                return effect, word
            if governor.preposition in ("on", "of", "to") and self._banned(index):
                # "imposed a ban on rallies", the preposition hung on the verb.
                return Effect("negated", "happened", ""), "ban"
            if carries:
                return None, lemma
            return (
                (None, lemma)
                if self._indefinite(below) and (self._future(index) or self._negated(index))
                else None
            )
        if link in _CLAUSES:
            if (
                lemma == "be"
                and link in ("xcomp", "acomp", "ccomp")
                and any(tokens.lower[c] == "to" for c in tokens.children[below])
            ):
                return Effect("planned", "negated", ""), "is to"
            agreed = self._agreed(index, below) if link in ("xcomp", "advcl", "ccomp") else None
            if agreed is not None:
                return agreed
            if effect is not None:
                if lemma == "go" and (tokens.lower[index] != "going" or link != "xcomp"):
                    return None, lemma
                return effect, word
            if link == "advcl" or (
                link == "xcomp"
                and lemma in ("use", "send", "deploy", "come", "gather", "arrive", "return", "travel")
            ):
                return Effect("planned", "planned", ""), "to"
            return None, lemma
        return None

    def _sides(self, verb: int, lemma: str) -> tuple[tuple[str, str], ...]:
        """Return the sides of a light verb, idioms such as "take effect" and "come into force" included."""
        tokens = self._tokens
        for child in tokens.children[verb]:
            names = [f"{lemma} {tokens.lower[child]}"]
            if tokens.dep[child] == "prep":
                names += [f"{names[0]} {tokens.lower[h]}" for h in tokens.children[child]]
            for name in names:
                if name in self._light:
                    return self._light[name]
        return self._light.get(lemma, ())

    def _banned(self, verb: int) -> bool:
        tokens = self._tokens
        for child in tokens.children[verb]:
            effect = self._effects.get(("noun", tokens.lemma[child].lower()))
            if tokens.dep[child] in ("dobj", "nsubjpass") and effect is not None and effect.plus == "negated":
                return True
        return False

    def _agreed(self, verb: int, below: int) -> tuple[Effect, str] | None:
        """Return the effect of a verb's object on an infinitive hung on the verb: "signed a deal to withdraw", "made a threat to leave"."""
        tokens = self._tokens
        if not any(tokens.lower[c] == "to" and tokens.dep[c] == "aux" for c in tokens.children[below]):
            return None
        for child in (*tokens.children[verb], *tokens.children[below]):
            # The deal may have been read as the subject of what is agreed in it.
            if verb < child < below and tokens.dep[child] in ("dobj", "attr", "nsubj"):
                lemma = tokens.lemma[child].lower()
                effect = self._effects.get(("noun", lemma))
                if effect is not None and effect.plus in ("planned", "threatened", "hypothetical"):
                    return effect, lemma
        return None

    def _carried_out(self, verb: int, noun: int) -> bool:
        """Say whether an order speaks of a known attack, past: "ordered the raid", not "ordered a raid"."""
        tokens = self._tokens
        return (
            tokens.lemma[noun] in self._attacks
            and any(tokens.lower[c] in _KNOWN for c in tokens.children[noun])
            and tokens.tag[verb] in ("VBD", "VBN")
            and not self._clause.headline(verb)
        )

    def _lookup(self, index: int, preposition: str) -> tuple[str, Effect | None]:
        tokens = self._tokens
        lemma = tokens.lemma[index].lower()
        particles = [
            tokens.lower[c]
            for c in tokens.children[index]
            if tokens.dep[c] in ("prt", "advmod", "acomp", "oprd") and c - index < 4
        ]
        for particle in (*particles, preposition):
            if particle:
                effect = self._effects.get(("verb", f"{lemma} {particle}"))
                if particle == "able" and tokens.lower[index] in ("was", "were"):
                    # "was able to" did; "is able to" may.
                    return "be able", Effect("happened", "negated", "")
                if effect is not None:
                    return f"{lemma} {particle}", effect
        return lemma, self._effects.get(("verb", lemma))

    def _future(self, index: int) -> bool:
        tokens = self._tokens
        if any(tokens.tag[c] == "MD" for c in tokens.children[index]):
            return True
        return tokens.tag[index] == "VB" or tokens.dep[index] in ("xcomp",)

    def _indefinite(self, index: int) -> bool:
        tokens = self._tokens
        determiners = [tokens.lower[c] for c in tokens.children[index] if tokens.dep[c] in ("det", "poss")]
        return not any(
            word not in ("a", "an", "any", "some", "no", "another", "further", "more") for word in determiners
        )
