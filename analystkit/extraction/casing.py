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
    words = lower = 0
    for word in tokens.text[:_SAMPLE]:
        if word.isalpha() and len(word) > 1:
            words += 1
            lower += not word.isupper()
            if lower > _LOWER_SHARE * _SAMPLE:
                return False
    return words > 0 and lower <= _LOWER_SHARE * words
