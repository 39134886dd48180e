"""One attribution, in tokens: what is said, the cue, who says it, how it was found."""

from __future__ import annotations

from dataclasses import dataclass, field

from analystkit.extraction.quotation.cues import Sense
from analystkit.extraction.quotation.phrases import Span


@dataclass(slots=True)
class Attribution:
    """One attribution in tokens: the pieces of content, the cue, the speaker (None where none is found)."""

    pieces: list[Span]
    cue: Span | None
    speaker: Span | None
    sense: Sense | None
    method: str
    reason: str = ""
    stretch: int = -1
    context: str = "main"
    nested: bool = False
    # The complement or construction it was found by: the method without how the speaker was found.
    pattern: str = field(init=False)

    def __post_init__(self) -> None:
        self.pattern = self.method.partition("-")[0]
