"""The words by which parses are mended before they are read: forms as they stand in a text, by role."""

from __future__ import annotations

from functools import cache

from analystkit.lexicon.tables import read_table


@cache
def tree_words(role: str) -> frozenset[str]:
    """Return the words of a role in the table ``tree_words``, in lower case.

    They are the package's own: a parse is mended before anybody's lexicon is asked what its words mean.

    Parameters
    ----------
    role : str
        One of the roles that the comment of the table explains.

    Raises
    ------
    KeyError
        If no word has the role.
    """
    found = frozenset(row["word"] for row in read_table("tree_words") if row["role"] == role)
    if not found:
        raise KeyError(f"no word of the table tree_words has the role {role!r}")
    return found
