"""The words that attribute: the lexicon's cues compiled for lookup, and where they stand in a text."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from analystkit.extraction.part import Tokens
from analystkit.extraction.quotation.misread_cues import noun_as_base, verb_after_all
from analystkit.lexicon import Lexicon

SAYING = "q"
CLAUSE = "s"
QUESTION = "w"
ADDRESSEE = "d"
INFINITIVE = "i"
OBJECT_INFINITIVE = "j"
NOUN_PHRASE = "n"
OBJECT_AS = "a"
OBJECT_COMPLEMENT = "c"
PARENTHETICAL = "p"
THING = "o"
PREPOSITION = "prep"

# Kinds of table ``noun_kinds`` that are hit rather than blamed.
_SOLID = ("building", "vehicle", "aircraft")


@dataclass(frozen=True, slots=True)
class Sense:
    """What a cue says of the attitude, and how strongly it marks an attribution (3 reports words, 1 weak)."""

    cue_class: str
    strength: int


@dataclass(slots=True)
class CueEntry:
    """One cue word with the complements that may hold its content."""

    lemma: str
    patterns: dict[str, Sense] = field(default_factory=dict)
    prepositions: dict[str, Sense] = field(default_factory=dict)

    def sense(self, *patterns: str) -> Sense | None:
        """Return the sense of the first pattern the cue has."""
        for pattern in patterns:
            if pattern in self.patterns:
                return self.patterns[pattern]
        return None


@dataclass(frozen=True, slots=True)
class Phrase:
    """A cue of several words; `slot` is where its possessor stands ("in her view"), -1 if the source follows it."""

    words: tuple[str, ...]
    slot: int
    sense: Sense
    # Its words, the possessor left out.
    own: frozenset[str]


@dataclass(slots=True)
class CueTable:
    """The cues of one lexicon by lemma, particle verbs and phrases by their first word."""

    verbs: dict[str, CueEntry] = field(default_factory=dict)
    forms: dict[str, str] = field(default_factory=dict)
    bases: set[str] = field(default_factory=set)
    inflected: dict[str, str] = field(default_factory=dict)
    nouns: dict[str, CueEntry] = field(default_factory=dict)
    adjectives: dict[str, CueEntry] = field(default_factory=dict)
    adverbs: dict[str, Sense] = field(default_factory=dict)
    particles: dict[str, list[tuple[tuple[str, ...], CueEntry]]] = field(default_factory=dict)
    phrases: dict[str, list[Phrase]] = field(default_factory=dict)
    words: dict[str, frozenset[str]] = field(default_factory=dict)
    # Nouns of things that a blow hits.
    solid: frozenset[str] = frozenset()
    # Nouns of what is written: statements, reports.
    documents: frozenset[str] = frozenset()
    # Every word or lemma that one of the tables above is entered by, phrases apart: no other token needs a look.
    heads: frozenset[str] = frozenset()


@dataclass(slots=True)
class CueHit:
    """A cue in a text: tokens [index, end), the entry it is an instance of."""

    index: int
    end: int
    kind: str
    entry: CueEntry
    phrase: Phrase | None = None


@lru_cache(maxsize=8)
def cue_table(lexicon: Lexicon) -> CueTable:
    """Compile the cues of a lexicon; earlier rows win where two give the same pattern of the same word."""
    table = CueTable()
    roles: dict[str, set[str]] = {}
    for row in lexicon.table("quotation_words"):
        roles.setdefault(row["role"], set()).add(row["word"].lower())
    table.words = {role: frozenset(words) for role, words in roles.items()}
    kinds = lexicon.table("noun_kinds")
    table.solid = frozenset(row["noun"].lower() for row in kinds if row["kind"] in _SOLID)
    written = (row["noun"].lower() for row in lexicon.table("source_nouns") if row["type"] == "document")
    table.documents = frozenset(written)
    irregular = {row["lemma"]: row["forms"].split() for row in lexicon.table("cue_forms")}
    entries: dict[tuple[str, str], CueEntry] = {}
    for row in lexicon.table("cues"):
        lemma, pos = row["lemma"].lower(), row["pos"]
        sense = Sense(row["class"] or "neutral", int(row["strength"] or 2))
        words = tuple(lemma.split())
        if pos == "PHRASE":
            slot = words.index("s") if "s" in words else -1
            own = frozenset(word for at, word in enumerate(words) if at != slot)
            table.phrases.setdefault(words[0], []).append(Phrase(words, slot, sense, own))
            continue
        if pos == "ADV":
            table.adverbs.setdefault(lemma, sense)
            continue
        entry = entries.get((lemma, pos))
        if entry is None:
            entry = entries[lemma, pos] = CueEntry(lemma)
            if pos == "VERB" and len(words) > 1:
                table.particles.setdefault(words[0], []).append((words[1:], entry))
            else:
                {"VERB": table.verbs, "NOUN": table.nouns, "ADJ": table.adjectives}[pos][lemma] = entry
        for pattern in row["patterns"]:
            entry.patterns.setdefault(pattern, sense)
        for preposition in row["prepositions"].split():
            entry.prepositions.setdefault(preposition, sense)
    for lemma, entry in table.verbs.items():
        if SAYING in entry.patterns:
            for form in inflections(lemma, irregular.get(lemma, [])):
                table.forms.setdefault(form, lemma)
        for form in inflections(lemma, irregular.get(lemma, [])):
            table.inflected.setdefault(form, lemma)
        if CLAUSE in entry.patterns or SAYING in entry.patterns:
            table.bases.add(lemma)
    for phrases in table.phrases.values():
        phrases.sort(key=lambda phrase: -len(phrase.words))
    for options in table.particles.values():
        options.sort(key=lambda option: -len(option[0]))
    table.heads = frozenset().union(
        table.verbs, table.forms, table.bases, table.inflected, table.nouns, table.adjectives, table.adverbs,
        table.particles,
    )  # fmt: skip
    return table


def inflections(lemma: str, irregular: list[str]) -> list[str]:
    """Return the inflected forms of a verb of saying."""
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    third = lemma + "s"
    if lemma.endswith("y") and lemma[-2] not in "aeou":
        third = lemma[:-1] + "ies"
    elif lemma.endswith(("s", "sh", "ch", "x", "z")):
        third = lemma + "es"
    past = lemma[:-1] + "ied" if third.endswith("ies") else stem + "ed"
    forms = [third, past, stem + "ing", *irregular]
    if len(lemma) > 3 and lemma[-1] not in "aeiouwxy" and lemma[-2] in "aeiou" and lemma[-3] not in "aeiou":
        forms += [lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing"]
    return forms


def find_cues(tokens: Tokens, inside: list[int], table: CueTable) -> list[CueHit]:
    """Find the cues outside quotation marks, in order.

    Parameters
    ----------
    tokens : Tokens
        The tokens of a part.
    inside : list of int
        For each token the number of the marked passage that holds it, -1 outside.
    table : CueTable
        From `cue_table`.
    """
    hits: list[CueHit] = []
    text, lower, lemmas, tags = tokens.text, tokens.lower, tokens.lemma, tokens.tag
    verbs, nouns, adjectives, forms = table.verbs, table.nouns, table.adjectives, table.forms
    particles, adverbs = table.particles, table.adverbs
    phrases = _possible_phrases(tokens, table)
    heads = table.heads
    words = heads.intersection(tokens.positions) | phrases.keys()
    places = [i for word in words for i in tokens.positions[word]]
    for lemma, at in tokens.inflected.items():
        if lemma in heads or (not lemma.islower() and lemma.lower() in heads):
            places += at
    for index in sorted(set(places)):
        if inside[index] >= 0:
            continue
        word = lower[index]
        if word in phrases:
            hit = _phrase_hit(tokens, inside, index, phrases[word])
            if hit:
                hits.append(hit)
                continue
        tag = tags[index]
        lemma = lemmas[index].lower()
        if tag[:2] == "VB" or (word in forms and tag[:2] in {"NN", "JJ", "IN"} and text[index][0].islower()):
            if tag == "VB" and noun_as_base(tokens, index):
                continue
            if tag[:2] != "VB" and not verb_after_all(tokens, inside, index):
                if tag[:2] == "NN" and lemma in nouns:
                    hits.append(CueHit(index, index + 1, "NOUN", nouns[lemma]))
                continue
            if tag[:2] != "VB":
                # A form of a verb of saying that the tagger took for something else counts beside its quotation only.
                hits.append(CueHit(index, index + 1, "FORM", verbs[forms[word]]))
                if lemma not in nouns:
                    continue
            else:
                # A small lemmatiser makes "hop" of "hoping": the cue's own forms are asked first.
                lemma = table.inflected.get(word, lemma)
                if lemma in particles:
                    hit = _particle_hit(tokens, inside, index, particles[lemma])
                    if hit:
                        hits.append(hit)
                        continue
                if lemma in verbs:
                    hits.append(CueHit(index, index + 1, "VERB", verbs[lemma]))
                continue
        if (
            word in table.bases
            and tag in {"NN", "NNP", "JJ"}
            and index
            and tags[index - 1] in {"NNS", "PRP", "JJ", "NNPS"}
        ):
            # "Many fear he will": a verb the tagger took for a noun, if a clause follows.
            hits.append(CueHit(index, index + 1, "FORM", verbs[word]))
        if tag in {"NN", "NNS"} and lemma in nouns:
            hits.append(CueHit(index, index + 1, "NOUN", nouns[lemma]))
        elif tag[:2] == "JJ" and lemma in adjectives:
            hits.append(CueHit(index, index + 1, "ADJ", adjectives[lemma]))
        elif word in adverbs:
            hits.append(CueHit(index, index + 1, "ADV", CueEntry(word, {CLAUSE: adverbs[word]})))
    return hits


def _possible_phrases(tokens: Tokens, table: CueTable) -> dict[str, list[Phrase]]:
    """Return the phrases all of whose words a text has: every third sentence has an "in", and hardly a text has "in the eyes of"."""
    found: dict[str, list[Phrase]] = {}
    for first in table.phrases.keys() & tokens.positions.keys():
        possible = [phrase for phrase in table.phrases[first] if phrase.own <= tokens.positions.keys()]
        if possible:
            found[first] = possible
    return found


def _phrase_hit(tokens: Tokens, inside: list[int], index: int, phrases: list[Phrase]) -> CueHit | None:
    for phrase in phrases:
        if phrase.slot < 0:
            end = index + len(phrase.words)
            if tuple(tokens.lower[index:end]) == phrase.words:
                if phrase.words == ("per",) and not _sourced(tokens, end):
                    continue
                entry = CueEntry(" ".join(phrase.words), {CLAUSE: phrase.sense})
                return CueHit(index, end, "PHRASE", entry, phrase)
            continue
        before, after = phrase.words[: phrase.slot], phrase.words[phrase.slot + 1 :]
        start = index + len(before)
        if tuple(tokens.lower[index:start]) != before:
            continue
        # The possessor: a pronoun ("her"), or a name with 's, at most eight tokens long.
        for stop in range(start + 1, min(start + 9, len(tokens))):
            possessive = tokens.tag[stop - 1] in {"POS", "PRP$"}
            if not possessive and (
                tokens.tag[stop - 1] in {"IN", "CC"} or not tokens.text[stop - 1][0].isalnum()
            ):
                break
            if possessive and tuple(tokens.lower[stop : stop + len(after)]) == after:
                entry = CueEntry(" ".join(phrase.words), {CLAUSE: phrase.sense})
                return CueHit(index, stop + len(after), "OWN", entry, phrase)
    return None


def _sourced(tokens: Tokens, end: int) -> bool:
    """Tell whether "per" names a source (per the ministry) and not a rate (per day)."""
    return end < len(tokens) and (
        tokens.tag[end] in {"NNP", "NNPS"} or (tokens.tag[end] == "DT" and tokens.lower[end] == "the")
    )


def _particle_hit(
    tokens: Tokens, inside: list[int], index: int, options: list[tuple[tuple[str, ...], CueEntry]]
) -> CueHit | None:
    for rest, entry in options:
        end = index + 1 + len(rest)
        if tuple(tokens.lower[index + 1 : end]) == rest and all(n < 0 for n in inside[index:end]):
            return CueHit(index, end, "VERB", entry)
    return None
