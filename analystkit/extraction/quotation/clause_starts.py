"""What begins at a token behind a verb of saying: a clause, or a noun phrase."""

from __future__ import annotations

from analystkit.extraction.quotation.scene import Scene, Stretch
from analystkit.extraction.quotation.unsaid import when_it_was


def nominal_at(scene: Scene, stretch: Stretch, index: int) -> bool:
    """Tell whether a noun phrase may begin at a token."""
    return index < stretch.body and scene.tokens.tag[index] in {
        "DT", "PRP", "PRP$", "NN", "NNS", "NNP", "NNPS", "JJ", "CD", "PDT", "JJR", "JJS", "EX", "$", "WP", "VBG",
    }  # fmt: skip


def clause_at(scene: Scene, stretch: Stretch, index: int) -> bool:
    """Tell whether a clause with a finite verb begins at a token, before any break."""
    tokens = scene.tokens
    if index >= stretch.body or tokens.text[index] in {",", ";", ":", ")"} or tokens.tag[index] == "CC":
        # "His rival conceded | and congratulated him |"
        return False
    if tokens.tag[index] == "IN" and tokens.lower[index] in {"of", "about", "as"}:
        return False
    for position in range(index, min(stretch.body, index + 60)):
        if scene.inside[position] >= 0:
            if position > index:
                return True
            continue
        if position > index and scene.is_finite(position):
            return True
        if (
            (tokens.dep[position] == "mark" or tokens.tag[position] == "WRB")
            and position > index
            and when_it_was(scene, position)
        ):
            return False
        if tokens.lower[position] in {";", "said", "says"}:
            return False
    return False
