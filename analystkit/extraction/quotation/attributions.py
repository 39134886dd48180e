"""Cue by cue: who says what in a stretch."""

from __future__ import annotations

from analystkit.extraction.quotation.assertion import context_of
from analystkit.extraction.quotation.attribution import Attribution
from analystkit.extraction.quotation.cues import CueHit
from analystkit.extraction.quotation.phrase_cues import by_adjective, by_adverb, by_noun, by_phrase
from analystkit.extraction.quotation.scene import Scene
from analystkit.extraction.quotation.verb_cues import by_verb


def attribute(scene: Scene, hit: CueHit) -> Attribution | None:
    """Return the attribution a cue makes, None if it makes none here."""
    stretch = scene.stretches[scene.stretch_of[hit.index]]
    if hit.kind in {"VERB", "FORM"}:
        found = by_verb(scene, stretch, hit)
    elif hit.kind == "NOUN":
        found = by_noun(scene, stretch, hit)
    elif hit.kind == "ADJ":
        found = by_adjective(scene, stretch, hit)
    elif hit.kind in {"PHRASE", "OWN"}:
        found = by_phrase(scene, stretch, hit)
    else:
        found = by_adverb(scene, stretch, hit)
    if found is not None:
        found.stretch = scene.stretch_of[hit.index]
        found.context = context_of(scene, stretch, hit)
    return found
