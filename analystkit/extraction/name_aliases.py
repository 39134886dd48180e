"""Other names that a text itself gives somebody: "Rosa Quispe, known as the Owl", "Nordbank (formerly known as Harbour Trust)"."""

from __future__ import annotations

from collections.abc import Sequence

from analystkit.extraction.actor_words import ActorWords
from analystkit.extraction.found import Found
from analystkit.extraction.part import ArticlePart, Tokens

# Words between a name and its alias: a comma, "who is also widely known as the".
_REACH = 8


def note_aliases(names: Sequence[Found], parts: Sequence[ArticlePart], lex: ActorWords) -> None:
    """Write on each name that is said to be known under another what that other is."""
    telling = [not part.tokens.positions.keys().isdisjoint(lex.words.called) for part in parts]
    if not any(telling):
        return
    begins = {(name.part, name.first): name for name in names}
    for name in names:
        if name.label not in ("PERSON", "ORG") or "nickname" in name.extra or not telling[name.part]:
            continue
        at = _alias_at(parts[name.part].tokens, name.last, lex)
        other = begins.get((name.part, at))
        if other is not None and other is not name and other.entry is None and other.key != name.key:
            name.extra["nickname"] = " ".join(other.key)


def _alias_at(tokens: Tokens, index: int, lex: ActorWords) -> int:
    """Return the token at which the alias of the name before `index` begins, or -1."""
    called = False
    end = min(index + _REACH, len(tokens))
    while index < end:
        word = tokens.lower[index]
        if called and tokens.text[index][0].isupper():
            return index
        if word in lex.words.called:
            called = True
        elif not (word in lex.words.calling or (called and tokens.text[index] in ('"', "“", "‘", "'", "``"))):
            return -1
        index += 1
    return -1
