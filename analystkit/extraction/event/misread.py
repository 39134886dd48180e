"""Words that a small tagger takes for something else, told by what stands around them."""

from __future__ import annotations

from analystkit.extraction.event.conditions import Conditions
from analystkit.extraction.event.coordination import shared_infinitive
from analystkit.extraction.tags import NOUNS

# Relations that only verbs have below them.
_VERBAL = frozenset({"nsubj", "nsubjpass", "dobj", "aux", "auxpass"})
# Relations that only nouns have before them.
_DETERMINING = frozenset({"det", "poss", "amod", "compound"})


class Misread(Conditions):
    """Says of single words whether their tag or their relation can be what the parser made it."""

    def _gerund(self, index: int) -> bool:
        # "accused of attacking ships", "denied shelling villages", read as ships that attack and as some kind of villages.
        tokens, before = self._tokens, index - 1
        noun = tokens.head[index]
        if tokens.dep[index] == "pobj" and tokens.lower[index][-3:] == "ing" and index + 1 < len(tokens):
            # "guilty of | bombing | a church", read as a bombing
            return (
                tokens.tag[index + 1] in ("DT", "PRP$")
                and tokens.tag[before] == "IN"
                and tokens.head[index + 1] != index
            )
        if tokens.dep[index] == "dobj":
            return self._denied(index)
        if tokens.dep[index] not in ("amod", "compound") or noun < index:
            return False
        if tokens.tag[before] == "IN":
            # "condemned him for jailing reporters"; but "for bombing victims"
            done = tokens.lower[before] in ("for", "of") and self._clause.is_verb(tokens.head[before])
            taken = (
                tokens.tag[noun] == "NNS"
                and noun == index + 1
                and tokens.lemma[noun] not in self._words.stricken
            )
            return (
                tokens.tag[index] == "VBG"
                or tokens.lower[index] not in self.triggers.nouns
                or (done and taken and tokens.lemma[noun] not in self.triggers.nouns)
            )
        return (
            tokens.tag[before][0] == "V"
            and tokens.lemma[before] in self._words.doing
            and tokens.head[noun] == before
            and tokens.lemma[noun] not in self.triggers.nouns
        )

    def _denied(self, index: int) -> bool:
        # "denied | bombing | the hospital", read as a bombing that was denied, with the hospital hung beside it
        tokens, verb, ahead = self._tokens, self._tokens.head[index], index + 1
        if verb != index - 1 or tokens.lemma[verb] not in self._words.doing or ahead >= len(tokens):
            return False
        behind = tokens.head[ahead]
        return (
            tokens.tag[ahead] in ("DT", "PRP$")
            and behind > ahead
            and tokens.head[behind] == verb
            and "time" not in self._kinds.of(behind)
        )

    def _behind_to(self, index: int, lower: str) -> bool:
        # "offered to mediate", read as something offered to a mediate
        tokens = self._tokens
        if index < 2 or tokens.lower[index - 1] != "to" or lower not in self.triggers.verbs:
            return False
        if tokens.tag[index] == "NNP":
            # "tried to | march | on parliament", read as a name: none is written small
            return tokens.text[index].islower() and self._clause.is_verb(index - 2)
        return lower not in self.triggers.nouns

    def _has_subject(self, index: int) -> bool:
        # "Norland and Sudland | plan | to close the border", read as a noun with a subject
        tokens = self._tokens
        if tokens.dep[index] not in ("ROOT", "ccomp", "conj", "advcl"):
            return False
        own = [c for c in tokens.children[index] if c < index and tokens.dep[c] == "nsubj"]
        if len(own) != 1 or index + 1 >= len(tokens):
            return False
        plural = tokens.tag[own[0]] in ("NNS", "NNPS") or len(self._clause.conjuncts(own[0])) > 1
        return plural and tokens.tag[index + 1] in ("TO", "DT", "PRP", "PRP$", "NNS", "IN", "CD")

    def _behind_modal(self, index: int) -> bool:
        tokens = self._tokens
        below = tokens.children[index]
        return (
            len(below) > 1
            and any(tokens.tag[c] == "MD" for c in below if c < index)
            and any(tokens.dep[c] == "dobj" for c in below)
        )

    def _goes_on(self, index: int) -> bool:
        tokens, ahead = self._tokens, index + 1
        if not index or tokens.lower[index - 1] not in ("and", "or", ",") or ahead >= len(tokens):
            return False
        takes = (
            tokens.tag[ahead] in ("DT", "PRP$", "PRP", "WP", "CD")
            or (tokens.tag[ahead] in ("NNS", "NNP", "JJ") and tokens.dep[index] != "compound")
            or any(tokens.dep[c] == "dobj" for c in tokens.children[index])
        )
        return takes and shared_infinitive(self._clause, index) is not None

    def _finite(self, index: int) -> bool:
        # "An official blamed Iran", read as a blamed Iran: a noun of its own stands right before.
        tokens = self._tokens
        if (
            tokens.tag[index] == "VBN"
            and index > 1
            and tokens.tag[index - 1] == "JJ"
            and tokens.tag[index - 2] in ("DT", "JJ", "NNP", "PRP$")
            and "human" in self._kinds.of(index - 1)
        ):
            # "The general relinquished power", read as a general power
            return self._clause.verbless(index)
        return (
            tokens.tag[index] == "VBN"
            and index > 0
            and (
                tokens.tag[index - 1] in NOUNS
                # "... and accused Warsaw of provoking it", Warsaw coordinated with a verb
                or (
                    tokens.lower[index - 1] == "and"
                    and tokens.dep[tokens.head[index]] == "conj"
                    and self._clause.is_verb(tokens.head[tokens.head[index]])
                )
                # "The premier, Ana Lopes, accused Kono of ..."
                or (
                    tokens.lower[index - 1] == ","
                    and tokens.tag[tokens.head[index]] == "NNP"
                    and tokens.dep[tokens.head[index]] == "appos"
                )
                # "The premier, speaking on radio, accused soldiers of theft", read as accused soldiers whom he spoke to
                or (
                    tokens.lower[index - 1] == ","
                    and tokens.dep[tokens.head[index]] == "dobj"
                    and tokens.tag[tokens.head[tokens.head[index]]] == "VBG"
                    and self._clause.verbless(index)
                )
            )
            and (
                tokens.head[index - 1] != tokens.head[index]
                # "The governor begged drivers to stay", all of it read as drivers of some kind
                or (tokens.dep[tokens.head[index]] == "ROOT" and self._clause.verbless(tokens.head[index]))
            )
            and tokens.entity[index - 1] not in ("DATE", "TIME")
        )

    def _perfect(self, index: int) -> bool:
        # "had expelled diplomats", read as having diplomats who were expelled.
        tokens = self._tokens
        noun = tokens.head[index]
        have = tokens.head[noun]
        return (
            tokens.dep[noun] == "dobj"
            and tokens.lemma[have] == "have"
            and have < index
            and all(tokens.tag[i] in ("RB", "VBN") for i in range(have + 1, index))
        )

    def _counted_kind(self, index: int) -> bool:
        # "has 270 pledged delegates", read as a clause of its own
        tokens, behind = self._tokens, index + 1
        return (
            index > 0
            and tokens.tag[index - 1] == "CD"
            and behind < len(tokens)
            and tokens.tag[behind] in ("NN", "NNS")
            and tokens.head[behind] == index
            and not any(
                tokens.dep[c] in ("aux", "auxpass", "nsubj", "nsubjpass") for c in tokens.children[index]
            )
        )

    def _kind_of_subject(self, index: int) -> bool:
        # "said 16 wounded | people | had been taken away", read as what 16 had wounded
        tokens, behind = self._tokens, index + 1
        if (
            not 0 < index < len(tokens) - 2
            or tokens.tag[index - 1] not in ("CD", "DT", "JJ")
            or tokens.tag[behind] not in ("NN", "NNS")
            or tokens.dep[behind] not in ("nsubj", "nsubjpass")
        ):
            return False
        below = tokens.children[index]
        return tokens.head[tokens.head[behind]] == index and not any(tokens.dep[c] == "dobj" for c in below)

    def _determined(self, index: int) -> bool:
        dep, below = self._tokens.dep, self._tokens.children[index]
        return bool(below) and not _DETERMINING.isdisjoint([dep[child] for child in below if child < index])

    def _clausal(self, index: int) -> bool:
        # A participle with a subject or auxiliary of its own is no modifier, whatever its label.
        return self._has_verbal_children(index)

    def _misread_verb(self, index: int, tag: str) -> bool:
        # An inflected verb read as a noun or adjective: it has a verb's dependents, or stands where only a finite verb can.
        tokens = self._tokens
        if self._has_verbal_children(index):
            return True
        if not index:
            return False
        before = tokens.tag[index - 1]
        if tokens.tag[index] in ("NNP", "NNPS") and tokens.text[index].islower() and before == ",":
            # "The government, which wants more, blamed sanctions", read as a name: none is written small.
            return True
        if tag == "VBZ":
            # "The army withdraws from the town", read as some kind of withdraws
            return (
                tokens.dep[index] == "ROOT"
                and before in ("NN", "NNP")
                and tokens.head[index - 1] == index
                and self._clause.verbless(index)
            )
        if tag not in ("VBD", "VBN"):
            return False
        if self._clause.left_over(index) is not None:
            return True
        if tokens.dep[index] == "ROOT":
            return before not in ("DT", "PRP$", "JJ")
        if before == "," and tokens.dep[index] == "amod" and tokens.dep[tokens.head[index]] == "appos":
            # "The minister, in an interview, | blamed | rebels", read as rebels of some kind beside the minister
            return self._clause.verbless(index)
        return (
            before in ("NN", "NNP", "NNPS", "NNS", "PRP", "WP", "WDT")
            and tokens.dep[index] in ("amod", "compound", "appos", "dobj", "pobj", "dep", "npadvmod")
            and tokens.entity[index] == ""
        )

    def _there(self, index: int) -> bool:
        # "There was shooting all night", read as what something there was doing
        tokens = self._tokens
        return any(tokens.tag[c] == "EX" for c in tokens.children[index])

    def _no_name(self, index: int) -> bool:
        # "The prime minister quit on Monday", read as a name: none is written small, and the sentence has no other verb.
        tokens = self._tokens
        return (
            tokens.tag[index] == "NNP"
            and tokens.text[index].islower()
            and tokens.dep[index] == "ROOT"
            and self._clause.verbless(index)
        )

    def _has_verbal_children(self, index: int) -> bool:
        dep, below = self._tokens.dep, self._tokens.children[index]
        return bool(below) and not _VERBAL.isdisjoint([dep[child] for child in below])
