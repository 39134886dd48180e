"""Which attributions the text itself makes: what a main clause reports counts, what is embedded in it mostly does not.

"She said the minister wants a vote" reports what she said; that the minister wants one is her word, not the article's. A
strong cue (said, told) is kept wherever its clause is finite, a weak one (wants, supports) only where the article asserts it.
"""

from __future__ import annotations

from analystkit.extract.quotation.attributions import Attribution
from analystkit.extract.quotation.scene import Scene


def _what_it_calls(scene: Scene, attribution: Attribution) -> bool:
    """Tell whether a speaker stands behind "what" ("in what the ministry called a mistake")."""
    return (
        attribution.speaker is not None
        and attribution.speaker[0] > 0
        and scene.tokens.lower[attribution.speaker[0] - 1] == "what"
    )


def is_asserted(scene: Scene, attribution: Attribution) -> bool:
    """Tell whether an attribution is the article's own, given its pattern, its cue's strength and where the cue stands."""
    pattern = attribution.pattern
    strength = attribution.sense.strength if attribution.sense else 3
    quoted = any(
        scene.inside[first] >= 0 or scene.inside[last - 1] >= 0 for first, last in attribution.pieces
    )
    context = attribution.context
    if pattern in ("transcript", "headline", "post", "colon"):
        return True
    if pattern == "left":
        return quoted or attribution.method == "left-as" or (context in ("main", "subordinate", "participle"))
    if attribution.nested:
        return context in ("main", "participle") and (
            pattern == "q" or (pattern == "s" and (strength >= 3 or quoted))
        )
    if pattern == "q":
        return True
    if attribution.speaker is None and pattern != "phrase" and not attribution.method.endswith("passive"):
        return quoted and strength >= 3
    if pattern == "noun":
        return True
    if context == "relative" and pattern in ("a", "c") and _what_it_calls(scene, attribution):
        return True
    if context in ("relative", "gerund"):
        return strength >= 3 or (quoted and pattern in ("s", "c", "a", "p"))
    if context == "infinitive" and attribution.sense and attribution.sense.cue_class == "finding":
        return False
    if context == "infinitive":
        return strength >= 3 or pattern in ("s", "w", "i", "a")
    return True
