"""Did it happen: signs of negation, modality, attempt, plan, report and condition composed from the trigger to the root.

The tables give each word two effects, for itself and for itself negated, as the implicative lexicons of Nairn, Condoravdi
and Karttunen (2006) and TruthTeller (Lotan, Stern and Dagan 2013) do; the words are our own.
"""

from __future__ import annotations

from analystkit.extraction.event.asides import verb_behind_remark
from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.effects import SURE, Effect, Judgement, compose
from analystkit.extraction.event.embedding import Embedding
from analystkit.extraction.event.governors import chain
from analystkit.extraction.event.leading import LeadingWords
from analystkit.extraction.event.moods import subjunctive
from analystkit.extraction.event.told import ToldClauses
from analystkit.extraction.event.unreal import UnrealReader
from analystkit.lexicon import Lexicon

# Labels of what may be neither confirmed nor denied.
_UNSETTLED = (*SURE, "denied", "planned", "hypothetical")


class FactualityReader(ToldClauses):
    """Judges the triggers of one part."""

    def __init__(self, clause: Clause, lexicon: Lexicon) -> None:
        super().__init__(clause, lexicon)
        self._embedding = Embedding(clause, self._polarity, lexicon)
        self._unreal = UnrealReader(clause, lexicon)
        self._leading = LeadingWords(clause, lexicon)

    def judge(
        self, index: int, verbal: bool, base: str = "", outcome: str = "", undone: str = ""
    ) -> Judgement:
        """Judge one trigger by its head token; `base`, `outcome` and `undone` are what its row says of it, if anything."""
        tokens = self._tokens
        if undone:
            outcome, undone_outcome = "", outcome
        if not verbal and not base and self._bygone(index):
            # "will discuss a recent attack": over, whatever is said of it.
            return Judgement("happened", outcome, ())
        label = base or "happened"
        signs: list[str] = []
        tried = label == "attempted"
        led, by, leader = self._leading.before(index)
        if led:
            label = compose(label, led)
            signs.append(by)
        if verbal:
            stopped = self._stopped_before(index)
            if stopped is not None:
                label, outcome, signs = stopped.plus, outcome or stopped.outcome, ["before"]
                return Judgement(label, outcome, tuple(signs), tried=label == "attempted")
            label = self._polarity.own(index, label, signs)
            if (
                label == "happened"
                and tokens.tag[index] == "VBG"
                and tokens.dep[index] in ("acl", "ROOT")
                and tokens.lemma[index] in self._words.standing
            ):
                # "the coalition fighting the group": what it does, not what it did that day.
                label = "ongoing"
            if label in SURE and self._headline_infinitive(index):
                label = "planned"
                signs.append("is to")
            if label in SURE and self._ordered(index):
                label = "hypothetical"
                signs.append("!")
            if label in SURE and (self._of_anyone(index) or subjunctive(self._clause, index)):
                label = "hypothetical"
            if label in SURE:
                unreal = self._unreal.of_verb(index)
                if unreal:
                    label = "hypothetical"
                    signs.append(unreal)
        else:
            label, told = self._polarity.modifiers(index, label, signs)
            tried = tried or label == "attempted"
            outcome = told or outcome
            behind = verb_behind_remark(self._clause, index)
            modal = behind is not None and self._effects.get(("modal", tokens.lower[behind]))
            if modal and label in SURE:
                label = compose(label, modal.plus)
                signs.append(tokens.lower[behind or 0])
        for number, governor in enumerate(chain(self._clause, index)):
            if self._answered(governor):
                break
            if (
                not verbal
                and governor.link == "dobj"
                and tokens.lemma[governor.index] in self._words.underway
            ):
                # "to end the protests": they have been.
                break
            if governor.link == "advcl" and label in SURE and self._still_ahead(governor):
                label = "hypothetical"
                signs.append("until")
                break
            step = self._embedding.step(governor, label, verbal and not number)
            if step is None:
                break
            effect, word = step
            if led and (governor.index in (leader, tokens.head[leader]) or leader < governor.index < index):
                # "stopped short of signing": told by order already.
                effect = None
            if effect is not None:
                negated = self._polarity.negated(
                    governor.index, below=governor.below
                ) or self._polarity.modal_negation(governor.index)
                value = effect.minus if negated else effect.plus
                if value == "attempted" and effect.outcome and negated:
                    value = "happened"
                tried = tried or value == "attempted"
                if value in ("hypothetical", "planned") and self._misattached(governor):
                    break
                if value == "planned" and self._found_done(governor):
                    # "announced that they had placed mines", "determined that nine people were kidnapped"
                    value = "alleged" if word in self._words.probable else "happened"
                if value == "hypothetical" and self._passed_on(governor):
                    # "told the court that they had attacked it": told, and not told to.
                    value = "happened"
                if governor.link == "ccomp" and self._asked(governor.below):
                    # "did not say whether he had met them", "did not know who had attacked the shop"
                    break
                if value == "happened" and governor.link == "ccomp" and self._wrongly(governor.index):
                    # "it was wrongly reported that he had resigned"
                    value, word = "denied", "wrongly"
                if value == "happened" and governor.link == "ccomp" and self._withheld(governor.index):
                    label = compose(label, "unknown")
                    signs.append(word)
                    break
                if value != "happened":
                    signs.append(word)
                elif governor.link == "ccomp" and self._told_as_fact(governor):
                    # "they must add that rebels attacked": what a report tells as done is not touched by what stands above.
                    break
                label = compose(label, value)
                if value in ("attempted", "negated") and effect.outcome and not outcome and not negated:
                    outcome = effect.outcome
                    label = "attempted" if effect.outcome else label
                label = self._polarity.own(
                    governor.index,
                    label,
                    signs,
                    negation=False,
                    # "will say that they fought" is a report, "will be used to fight" is none.
                    report=effect.plus == "happened" and governor.link not in ("xcomp", "advcl"),
                )
            else:
                label = self._polarity.own(governor.index, label, signs, below=governor.below)
            if governor.link in ("relcl",) and not self._embedding.of_whom_to_be(governor):
                break
        if not verbal and label in SURE and self._yet_to(index):
            label = "negated"
            signs.append("yet")
        if not verbal and not outcome and (label in SURE or label == "planned"):
            stopped = self._stopped_later(index)
            if stopped is not None:
                label, outcome, tried = stopped.plus, stopped.outcome, True
        first, last = self._clause.bounds(index)
        asserted = tokens.dep[index] == "relcl" and tokens.tag[index] in ("VBD", "VBN")
        conditional = label in ("happened", "ongoing", "planned", "threatened") and not asserted
        if conditional and self._unreal.under_condition(index, first):
            label = "hypothetical"
            signs.append("if")
        if (
            not verbal
            and label in SURE
            and any(tokens.lower[c] == "any" for c in tokens.children[index] if c < index)
        ):
            # "was unaware of any cyberattack"
            label = "hypothetical"
            signs.append("any")
        if label in _UNSETTLED and self._undecided(index, first):
            # "has neither confirmed nor denied carrying out the attack"
            label = "unknown"
            signs.append("nor")
        if label in SURE and "?" in tokens.text[max(first, last - 3) : last]:
            label = "unknown"
            signs.append("?")
        if label == "hypothetical":
            outcome = ""
        if label == "negated" and outcome == "failed":
            label = "attempted"
        future = next((sign for sign in signs if sign in self._words.foretelling), "") if signs else ""
        if base == "attempted" and outcome and label == "planned":
            # "arrived to defuse a device": the device is there, whatever becomes of the sappers' plan.
            label, tried = base, True
        if undone and label == "negated" and not future and self._clause.child(index, "neg") is not None:
            # "the bomb did not explode": it was meant to. "No bomb exploded" tells of none.
            label, outcome, tried = undone, undone_outcome, True
        return Judgement(label, outcome, tuple(signs), future, not self._words.duty.isdisjoint(signs), tried)

    def _bygone(self, index: int) -> bool:
        lower = self._tokens.lower
        before = [lower[c] for c in self._tokens.children[index] if c < index]
        return not self._words.bygone.isdisjoint(before) and not any(
            ("adj", word) in self._effects or word in ("no", "any") for word in before
        )

    def _ordered(self, index: int) -> bool:
        """Say whether a verb is an imperative: bare, without subject, at the head of its sentence or quotation."""
        tokens = self._tokens
        if tokens.tag[index] != "VB" or self._clause.headline(index):
            return False
        opens = index == self._clause.bounds(index)[0] or tokens.tag[index - 1] in ("``", ":")
        return opens and self._clause.child(index, "nsubj", "aux", "nsubjpass") is None

    def _of_anyone(self, index: int) -> bool:
        # "anyone who attacks a judge"
        tokens = self._tokens
        head = tokens.head[index]
        return (
            tokens.tag[index] in ("VBZ", "VBP")
            and tokens.dep[index] == "relcl"
            and tokens.lower[head] in self._words.anyone
        )

    def _stopped_later(self, index: int) -> Effect | None:
        """Return the effect of a later passive of the same subject: "a mutiny planned for May was hatched abroad and foiled"."""
        tokens = self._tokens
        if tokens.dep[index] == "ROOT":
            # "A plan to murder three editors was uncovered", read as a plan to murder that editors were uncovered
            for below in tokens.children[index]:
                taken = self._clause.taken_subject(below) if tokens.dep[below] == "acl" else None
                if taken is not None:
                    effect = self._effects.get(("verb", tokens.lemma[tokens.head[taken]].lower()))
                    return effect if effect is not None and effect.outcome else None
        if tokens.dep[index] not in ("nsubj", "nsubjpass"):
            return None
        for verb in tokens.children[tokens.head[index]]:
            if tokens.dep[verb] == "conj" and tokens.tag[verb] == "VBN" and verb > index:
                effect = self._effects.get(("verb", tokens.lemma[verb].lower()))
                own = self._clause.child(verb, "nsubj", "nsubjpass", "dobj")
                if effect is not None and effect.outcome and effect.plus == "attempted" and own is None:
                    return effect
        return None

    def _stopped_before(self, index: int) -> Effect | None:
        """Return the effect of being stopped in time: "was shot before he could detonate his belt", "was about to fire when he was seized"."""
        tokens = self._tokens
        before = index - 1
        while before > 0 and (tokens.dep[before][:3] == "aux" or tokens.tag[before] in ("RB", "TO")):
            before -= 1
        if tokens.lower[before] == "about" and tokens.lemma[before - 1] == "be":
            _, last = self._clause.bounds(index)
            when = next((i for i in range(index + 1, last) if tokens.lower[i] == "when"), None)
            # "were about to sign when shots rang out": cut short, by whatever it was.
            cut = when is not None and any(tokens.tag[i] in ("VBD", "VBN") for i in range(when, last))
            # "were caught as they were about to plant a bomb"
            node = before - 1 if tokens.dep[before - 1] == "advcl" else index
            node = node if tokens.dep[node] == "advcl" else tokens.head[node]
            cut = cut or (
                tokens.dep[node] == "advcl" and tokens.lemma[tokens.head[node]] in self._words.stopping
            )
            return Effect("attempted", "negated", "foiled") if cut else None
        if tokens.dep[index] != "advcl":
            return None
        helped = {tokens.lower[c] for c in tokens.children[index] if tokens.tag[c] == "MD"}
        if not helped & {"could", "can"}:
            return None
        if not any(tokens.lower[c] == "before" for c in tokens.children[index]):
            return None
        main = tokens.head[index]
        if any(tokens.tag[c] == "MD" for c in tokens.children[main]):
            return None
        if tokens.lemma[main] in self._words.stopping:
            return Effect("attempted", "negated", "foiled")
        return Effect("negated", "negated", "")

    def _yet_to(self, noun: int) -> bool:
        """Say whether a deed is still to be: "the offensive, long expected, has yet to begin", wherever the beginning is hung."""
        tokens = self._tokens
        if tokens.dep[noun] not in ("nsubj", "nsubjpass"):
            return False
        _, last = self._clause.bounds(noun)
        above = tokens.head[noun]
        for i in range(noun + 1, last - 2):
            if (
                tokens.lower[i] == "yet"
                and tokens.lower[i + 1] == "to"
                and tokens.lemma[i - 1] in ("have", "be")
            ):
                verb = i + 2
                return verb == above or tokens.head[verb] == above or tokens.head[above] == verb
        return False

    def _headline_infinitive(self, index: int) -> bool:
        # "Russia to withdraw from Kherson", "Trump to meet Xi, says aide": a headline's future.
        tokens, above = self._tokens, self._tokens.head[index]
        if index in self._clause.retagged:
            # "Lebanon to | free | a captive", read as an adjective
            told = self._clause.retagged[index] == "VB" and tokens.lower[index - 1] == "to"
            return told and self._clause.headline(index)
        return (
            tokens.tag[index] == "VB"
            and tokens.dep[index] in ("ROOT", "ccomp", "acl", "conj", "xcomp")
            and not (tokens.dep[index] != "ROOT" and self._clause.is_verb(above) and above < index)
            and self._clause.headline(index)
            and any(tokens.lower[c] == "to" and tokens.dep[c] == "aux" for c in tokens.children[index])
        )
