"""Chains within one article: which mentions refer to the same actor, by rule, and how sure each rule is.

Names are joined over the whole article first, since a name means the same wherever it stands. Then the article is read in
order: what stands in apposition joins its neighbour, nominals and pronouns look back for the actor they agree with best.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from analystkit.extraction.antecedent_weights import Scores, scores
from analystkit.extraction.antecedents import (
    REFLEXIVE,
    SUBJECTS,
    Options,
    choose,
    nominal_agrees,
    nominal_options,
    pronoun_agrees,
    pronoun_options,
    sort_of,
)
from analystkit.extraction.appositions import link_appositions
from analystkit.extraction.coreference_words import CoreferenceWords, coreference_words
from analystkit.extraction.entity import OUTSIDERS, Entity, narrower, role_sense
from analystkit.extraction.found import NAME, NOMINAL, Found
from analystkit.extraction.name_links import link_names, reading_order
from analystkit.extraction.name_words import name_words
from analystkit.extraction.nominals import RELATIVE
from analystkit.extraction.part import ArticlePart
from analystkit.extraction.quoted_words import quoted_tokens, told_sentences
from analystkit.lexicon import Lexicon

# Links less probable than this are not made; fixed on the training part of GUM for precision before recall.
SURE_PRONOUN = 0.35
SURE_NOMINAL = 0.45
_RECENT = 200


def link(found: list[Found], parts: Sequence[ArticlePart], lexicon: Lexicon) -> list[Entity]:
    """Set `entity`, `link` and `confidence` of every mention of an article; return the entities."""
    words = coreference_words(lexicon)
    reader = Reader(parts, scores(lexicon), words)
    order = sorted(found, key=reading_order)
    reader.entities = link_names([f for f in order if f.kind == NAME], name_words(lexicon))
    link_appositions(order, parts, reader.entities, words)
    for item in order:
        reader.read(item)
    return reader.entities


class Reader:
    """Reads the mentions of an article in order and keeps the entities by recency."""

    def __init__(
        self, parts: Sequence[ArticlePart], scores: Mapping[str, Scores], words: CoreferenceWords
    ) -> None:
        self.entities: list[Entity] = []
        self._parts = parts
        self._scores = scores
        self._words = words
        # By number, the least recently mentioned first.
        self._recent: dict[int, Entity] = {}
        self._states: dict[str, Entity] | None = None
        self._quoted = [quoted_tokens(part) for part in parts]
        self._told = [told_sentences(part, quoted) for part, quoted in zip(parts, self._quoted, strict=True)]

    def read(self, item: Found) -> None:
        """Find the entity of one mention, or open one for it."""
        if item.entity < 0:
            if item.kind == NOMINAL:
                self._nominal(item)
            else:
                self._pronoun(item)
        if item.entity < 0:
            return
        entity = self.entities[item.entity]
        entity.seen.append(item)
        self._recent.pop(entity.number_id, None)
        self._recent[entity.number_id] = entity
        if len(self._recent) > _RECENT:
            del self._recent[next(iter(self._recent))]

    def _nominal(self, item: Found) -> None:
        if (
            item.owner is not None
            and item.referent != "person"
            and item.owner.label == "ORG"
            and item.owner.entity >= 0
            and item.entry is not None
            and item.entry.kind not in OUTSIDERS
        ):
            self._join(self.entities[item.owner.entity], item, "part", 0.8)
            return
        if (
            item.referent == "group"
            and item.modifiers
            and item.entry is not None
            and item.entry.kind not in OUTSIDERS
        ):
            whole = self._whole(item)
            if whole is not None:
                self._join(whole, item, "part", 0.75)
                return
        if item.role in self._words.government and item.country:
            state = self._state(item.country)
            if state is not None:
                self._join(state, item, "government", 0.9)
                return
        apart = self._told_apart(item)
        if item.definite in {"none", "def"} and item.referent in {"group", "body"} and not apart:
            same = self._same_group(item)
            if same is not None:
                self._join(same, item, "same noun", 0.85)
                return
        if item.definite != "indef" and not apart:
            known: Iterable[Entity] = reversed(self._recent.values())
            if " " in item.role:
                known = [entity for entity in known if not narrower(item, entity)]
            entity, sure = self.chosen(item, nominal_options(item, known))
            if entity is not None and sure >= SURE_NOMINAL:
                self._join(
                    entity, item, "same noun" if item.role in entity.roles else "nominal", round(sure, 3)
                )
                return
        entity = Entity(len(self.entities))
        self.entities.append(entity)
        entity.join(item)

    def _told_apart(self, item: Found) -> bool:
        """Say whether a clause tells which ones are meant, so that nothing before need: "the army that guards the town"."""
        tokens, behind = self._parts[item.part].tokens, item.last
        return (
            behind < len(tokens)
            and item.definite == "def"
            and tokens.lower[behind] in ("that", "who", "which")
            and tokens.tag[behind] in ("WDT", "WP")
            and any(tokens.dep[c] == "relcl" for c in tokens.children[item.head])
        )

    def _state(self, country: str) -> Entity | None:
        """Return the country among the names, which all stand before the first nominal opens an entity."""
        if self._states is None:
            self._states = {entity.state: entity for entity in reversed(self.entities) if entity.state}
        return self._states.get(country)

    def _whole(self, item: Found) -> Entity | None:
        """Return the body that a group is part of: "coalition troops" are the coalition's."""
        for entity in reversed(self._recent.values()):
            if (
                entity.referent in {"body", "group"}
                and not entity.place
                and not entity.roles.isdisjoint(item.modifiers)
                and not (item.country and entity.country and item.country != entity.country)
            ):
                return entity
        return None

    def _same_group(self, item: Found) -> Entity | None:
        """Return the group last called by the same words: "police" is the police of this article until told otherwise."""
        role = role_sense(item)
        for entity in reversed(self._recent.values()):
            if role not in entity.roles or entity.place or (entity.named and entity.label == "PERSON"):
                continue
            if nominal_agrees(item, entity) and item.modifiers <= entity.modifiers:
                return None if self._others(item, entity) or narrower(item, entity) else entity
        return None

    def _others(self, item: Found, entity: Entity) -> bool:
        """Say whether a bare plural names others than so many of whom was told: "nine rebels were killed ... rebels burned a bridge"."""
        tokens = self._parts[item.part].tokens
        told = next((m for m in reversed(entity.seen) if m.kind == NOMINAL), item)
        return item.definite == "none" and tokens.tag[item.head] == "NNS" and told.definite == "indef"

    def _relative(self, item: Found) -> None:
        """Join "who" to the noun its clause hangs on, which it nearly always follows."""
        tokens = self._parts[item.part].tokens
        verb = tokens.head[item.head]
        if tokens.dep[verb] != "relcl":
            verb = tokens.head[verb]
        noun = tokens.head[verb]
        for entity in reversed(self._recent.values()):
            last = entity.seen[-1]
            if last.part != item.part or item.sentence != last.sentence:
                return
            gap = tokens.lower[last.last : item.first]
            if gap in ([], [","]) and item.key[0] != "whom":
                noun = last.head
            if last.head == noun or last.first <= noun < last.last:
                item.label = entity.label
                self._join(entity, item, "relative", 0.92)
                return

    def _reported(self, item: Found) -> bool:
        """Join "it" in "the company said it would close" to the one who says so; say whether there is one."""
        tokens = self._parts[item.part].tokens
        verb = tokens.head[item.head]
        if tokens.dep[item.head] not in SUBJECTS or tokens.dep[verb] != "ccomp":
            return False
        above = tokens.head[verb]
        return (
            tokens.lemma[above] in self._words.saying
            and above < item.head
            and self._subject(item, above, "reported")
        )

    def _subject(self, item: Found, verb: int, rule: str) -> bool:
        """Join a pronoun to the subject of a verb, or of the verb above; say whether there is one it agrees with."""
        tokens = self._parts[item.part].tokens
        for _ in range(3):
            subjects = [c for c in tokens.children[verb] if tokens.dep[c] in SUBJECTS and c < item.head]
            if subjects:
                entity = self._at_head(item, subjects[-1])
                if entity is None:
                    return False
                # "The Norlandic government said it": one body, though "Norlandic" names a people.
                body = next((m for m in reversed(entity.seen) if m.head == subjects[-1]), item)
                one = item.gender == "n" and (body.label, body.number) == ("ORG", "s")
                if not one and not pronoun_agrees(item, entity):
                    return False
                item.label = body.label if one else entity.label
                self._join(entity, item, rule, 0.92)
                return True
            if rule != "reflexive":
                return False
            verb = tokens.head[verb]
        return False

    def _at_head(self, item: Found, head: int) -> Entity | None:
        """Return the entity mentioned at a token of the sentence a mention stands in."""
        for entity in reversed(self._recent.values()):
            last = entity.seen[-1]
            if last.part != item.part or item.sentence != last.sentence:
                return None
            if any(m.head == head and m.part == item.part for m in entity.seen[-4:]):
                return entity
        return None

    def _pronoun(self, item: Found) -> None:
        if item.key[0] in RELATIVE:
            self._relative(item)
            return
        if item.key[0] in REFLEXIVE and self._subject(
            item, self._parts[item.part].tokens.head[item.head], "reflexive"
        ):
            return
        if item.key[0] in {"it", "they"} and self._reported(item):
            return
        number = item.part
        options = pronoun_options(
            item,
            reversed(self._recent.values()),
            self._parts[number],
            self._quoted[number],
            self._told[number],
        )
        entity, sure = self.chosen(item, options)
        if entity is not None and sure >= SURE_PRONOUN:
            item.label = entity.label
            self._join(entity, item, "pronoun", round(sure, 3))

    def chosen(self, item: Found, made: Options) -> tuple[Entity | None, float]:
        """Return the candidate that a nominal or pronoun means, None for none, and how sure that is."""
        options, none = made
        return choose(options, none, self._scores[sort_of(item)])

    @staticmethod
    def _join(entity: Entity, item: Found, rule: str, sure: float) -> None:
        item.link, item.confidence = rule, sure
        entity.join(item)
