"""Content divided by its cue within a relative clause: "a raid that officials said killed two", "Ohio, which he calls his home"."""

from __future__ import annotations

from analystkit.extraction.quotation.attachment import attached_end
from analystkit.extraction.quotation.attribution import Attribution
from analystkit.extraction.quotation.clause_ends import clause_end
from analystkit.extraction.quotation.cues import CLAUSE, OBJECT_AS, OBJECT_COMPLEMENT, SAYING, CueHit, Sense
from analystkit.extraction.quotation.phrases import Span
from analystkit.extraction.quotation.scene import Scene, Stretch
from analystkit.extraction.quotation.speakers import phrase_of
from analystkit.extraction.tags import FINITE

_PRONOUNS = frozenset(("which", "that", "who", "whom", "what"))
_ANY_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "expl"))
_ARGUMENTS = frozenset(("dobj", "nsubj", "nsubjpass"))


def by_relative(scene: Scene, stretch: Stretch, hit: CueHit) -> Attribution | None:
    """Return what a cue attributes of a relative clause whose pronoun belongs to the content, not to the cue alone.

    Parameters
    ----------
    scene, stretch, hit : Scene, Stretch, CueHit
        The cue and where it stands.
    """
    tokens, cue = scene.tokens, hit.index
    if tokens.tag[cue] not in FINITE and tokens.tag[cue] != "VBN":
        return None
    if _PRONOUNS.isdisjoint(tokens.lower[stretch.first : cue]):
        return None
    before = [child for child in tokens.children[cue] if child < cue and tokens.dep[child] == "nsubj"]
    if not before or before[0] < stretch.first:
        return None
    found = _complement(scene, stretch, hit)
    if found is None:
        return None
    start, pattern, sense, complement = found
    speaker = phrase_of(scene, stretch, before[0], cue)
    opening = _opening(scene, cue, speaker[0], complement)
    if opening is None or opening[0] < stretch.first or not scene.outside(opening[0], hit.end):
        return None
    if pattern != CLAUSE and tokens.lower[opening[0]] == "what":
        return None
    end = attached_end(scene, stretch, cue, start, clause_end(scene, stretch, hit, start, pattern))
    if end <= start:
        return None
    return Attribution([opening, (start, end)], (cue, hit.end), speaker, sense, f"{pattern}-relative")


def _complement(scene: Scene, stretch: Stretch, hit: CueHit) -> tuple[int, str, Sense, int] | None:
    """Return where the rest of the content begins behind the cue, and what it is."""
    tokens, entry = scene.tokens, hit.entry
    if hit.end >= stretch.body:
        return None
    for child in tokens.children[hit.index]:
        if child < hit.end or child >= stretch.body:
            continue
        dep = tokens.dep[child]
        if dep == "ccomp":
            clausal = entry.sense(CLAUSE, SAYING)
            if clausal is not None and _lacks_subject(scene, child, hit.index):
                return hit.end, CLAUSE, clausal, child
        if dep == "prep" and tokens.lower[child] == "as" and OBJECT_AS in entry.patterns:
            return child, OBJECT_AS, entry.patterns[OBJECT_AS], child
        if dep in {"oprd", "attr"} and OBJECT_COMPLEMENT in entry.patterns:
            naming = entry.patterns.get(OBJECT_AS, entry.patterns[OBJECT_COMPLEMENT])
            return hit.end, OBJECT_COMPLEMENT, naming, child
    return None


def _lacks_subject(scene: Scene, verb: int, cue: int) -> bool:
    """Tell whether the subject of a reported clause stands before the cue, or nowhere."""
    tokens = scene.tokens
    return all(child < cue or tokens.dep[child] not in _ANY_SUBJECTS for child in tokens.children[verb])


def _opening(scene: Scene, cue: int, first: int, found: int) -> Span | None:
    """Return the relative pronoun before a speaker if the parse makes it part of what is said: its subject or what it is called."""
    tokens = scene.tokens
    pronoun = first - 1
    if pronoun < 0 or tokens.lower[pronoun] not in _PRONOUNS or tokens.tag[pronoun] == "IN":
        return None
    if tokens.head[pronoun] == cue:
        return (pronoun, first) if tokens.dep[pronoun] in _ARGUMENTS else None
    return (pronoun, first) if tokens.head[pronoun] == found else None
