"""What reading a JSON file chose that its keys do not say plainly, gathered into one warning for the file."""

from __future__ import annotations

from collections.abc import Iterator

from analystkit.readers.draft import Fault
from analystkit.readers.json_lists import RecordList

_SHOWN = 3
_NAME = 60
_MESSAGE = 500


class Choices:
    """The lists that were taken, the nested names that fields were taken from, and what was no article."""

    def __init__(self) -> None:
        self._lists: dict[str, None] = {}
        self._left: dict[str, None] = {}
        self._names: dict[str, dict[str, None]] = {}
        self._kinds: dict[str, None] = {}
        self._others = 0
        self.records = 0

    def took_list(self, taken: RecordList, others: list[RecordList]) -> None:
        """Note a list that was taken, and those beside it that have texts too."""
        left = [one for one in others if one is not taken and one.likeness]
        if left or not taken.plain:
            _add(self._lists, taken.path)
        for one in left:
            _add(self._left, one.path)

    def took_name(self, field: str, name: str) -> None:
        """Note the name a field was taken from, where it lies within another."""
        if "." in name:
            _add(self._names.setdefault(field, {}), name)

    def passed_over(self, kind: str) -> None:
        """Note an object that says itself that it is no article."""
        self._others += 1
        _add(self._kinds, kind)

    def said(self) -> Iterator[Fault]:
        """Give what is to be said of the file, at its end."""
        parts = []
        if self._lists:
            parts.append(f"the articles are the list at {_joined(self._lists)}")
        if self._left:
            parts.append(f"the list at {_joined(self._left)} was not read")
        if self._names:
            taken = ", ".join(f"{field} from {_joined(names)}" for field, names in self._names.items())
            parts.append(f"taken from within other keys: {taken}")
        if parts:
            message = "; ".join(parts)
            yield Fault(message if len(message) <= _MESSAGE else message[:_MESSAGE] + "…", severity="warning")
        if self._others:
            count = self._others
            message = f"{count} object{'s' * (count != 1)} of another type than an article passed over: {_joined(self._kinds)}"
            yield Fault(message, severity="warning" if self.records else "error")


def _add(names: dict[str, None], name: str) -> None:
    # As many as are shown and one, by which it shows that there are more: a file of a million lines may have a million.
    if len(names) <= _SHOWN:
        names[name[:_NAME]] = None


def _joined(names: dict[str, None]) -> str:
    return ", ".join(list(names)[:_SHOWN]) + (" ..." if len(names) > _SHOWN else "")
