"""What is done to a text before it reaches spaCy, so that no input is slow or fatal; code points stay in place.

spaCy's tokenizer takes time that grows with the square of a run of symbols, and of a word made of letters and
symbols in turn; it cannot hold a lone surrogate. Each is replaced by as many harmless characters, for parsing only.
"""

from __future__ import annotations

import re

from analystkit.model.surrogates import mend

# Long enough that no rule line or ellipsis in print is touched, short enough to bound the tokenizer's square.
SYMBOL_RUN = 64
# The longest words in print (chemistry, place names, most URLs) stay below this.
LONGEST_WORD = 256

_SYMBOLS = re.compile(rf"[^\w\s]{{{SYMBOL_RUN},}}")
_LONG_WORDS = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")


def guard(text: str) -> str:
    """Return `text` with what would stall or stop spaCy masked, code point for code point.

    Parameters
    ----------
    text : str
        Any text, of any length.

    Returns
    -------
    str
        A text of the same length. Runs of 64 or more symbols become hyphens, words of more than 256 characters
        (no white space in them) become `x`, lone surrogates become U+FFFD. Offsets into one are offsets into the
        other.
    """
    text = mend(text)
    text = _SYMBOLS.sub(lambda run: "-" * len(run[0]), text)
    return _LONG_WORDS.sub(_masked_word, text)


def _masked_word(word: re.Match[str]) -> str:
    # A rule line, masked above, stays one.
    return "x" * len(word[0]) if word[0].strip("-") else word[0]
