"""Tables of words by role: each word steers one decision of an extractor, and the head of the table says which."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, TypeVar

from analystkit.errors import LexiconError
from analystkit.lexicon.tables import Lexicon

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Roles = TypeVar("Roles", bound="DataclassInstance")


def words_by_role(lexicon: Lexicon, table: str, roles: type[Roles]) -> Roles:
    """Compile a table of two columns, word and role.

    Parameters
    ----------
    lexicon : Lexicon
        Where the table is.
    table : str
        Its name.
    roles : type
        A dataclass with a set of words a field, each called after a role.

    Raises
    ------
    LexiconError
        If a row has a role nobody reads.
    """
    found: dict[str, set[str]] = {field.name: set() for field in fields(roles)}
    for row in lexicon.table(table):
        role = row["role"]
        if role not in found:
            raise LexiconError(
                f"{table}.csv: {row['word']!r} has role {role!r}; expected one of {', '.join(found)}"
            )
        found[role].add(row["word"])
    return roles(**{role: frozenset(words) for role, words in found.items()})
