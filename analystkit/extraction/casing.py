"""Whether capitals tell anything in a text."""

from __future__ import annotations

from analystkit.extraction.part import Tokens

_SAMPLE = 150
# Wire copy in capitals has stray lower case ("McALLEN", "km"); a headline has words as well as names.
_LOWER_SHARE = 0.05


def all_capitals(tokens: Tokens) -> bool:
    """Say whether a part is printed in capitals throughout, so that a capital letter marks no name.

    A text without a single word of letters is not.
    """
    words = [word for word in tokens.text[:_SAMPLE] if word.isalpha() and len(word) > 1]
    return bool(words) and sum(not word.isupper() for word in words) <= _LOWER_SHARE * len(words)
