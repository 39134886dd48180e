"""The lexicon: named tables of text cells, read from CSV, extended by the user, identified by a fingerprint."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from importlib import resources
from pathlib import Path
from sys import intern
from types import MappingProxyType

from analystkit.errors import LexiconError
from analystkit.model.surrogates import mend
from analystkit.model.vocabulary import ACTOR_KINDS, SECTORS
from analystkit.model.wording import near_names

Row = Mapping[str, str]
# Stand in the column of a country where there is none.
_OF_NO_STATE = ("IGO", "UNO", "EUR", "NGO")


class Lexicon:
    """An immutable set of named tables; each table is a tuple of rows, each row a mapping of column to text.

    Extractors compile what they need from a lexicon once and keep it by `fingerprint`, so two lexicons with the same
    words are the same lexicon. User rows stand in front of the built-in ones: the first match wins.

    Examples
    --------
    >>> lexicon = Lexicon.default()
    >>> mine = lexicon.extended(places=[{"name": "Camp Example", "kind": "site", "country": "IRQ"}])
    >>> mine.fingerprint == lexicon.fingerprint
    False
    """

    def __init__(self, tables: Mapping[str, tuple[Row, ...]]) -> None:
        self._extra = MappingProxyType({name: tuple(rows) for name, rows in tables.items() if rows})
        digest = blake2b(digest_size=8)
        for name in sorted(self._extra):
            for row in self._extra[name]:
                digest.update(repr((name, sorted(row.items()))).encode("utf-8", "surrogatepass"))
        digest.update(_package_fingerprint().encode())
        self.fingerprint: str = digest.hexdigest()

    @classmethod
    def default(cls) -> Lexicon:
        """Return the lexicon that ships with the package."""
        return _default()

    @property
    def added(self) -> Mapping[str, tuple[Row, ...]]:
        """The rows that were added to those of the package, by table."""
        return self._extra

    def table(self, name: str) -> tuple[Row, ...]:
        """Return the rows of one table, the user's first.

        Raises
        ------
        LexiconError
            If there is no table of that name.
        """
        return self._extra.get(name, ()) + read_table(name)

    def extended(self, **tables: str | Path | Iterable[Mapping[str, str]]) -> Lexicon:
        """Return a lexicon with rows added to the named tables.

        Parameters
        ----------
        **tables : path or iterable of mappings
            Table name to a CSV file with the table's columns (a subset is enough if the first column is there), or
            rows as mappings.

        Raises
        ------
        LexiconError
            If a table or column is unknown, an actor's kind, sector or country is none, or the file cannot be read.
        """
        merged = dict(self._extra)
        for name, given in tables.items():
            known = columns(name)
            rows = tuple(
                _checked(name, known, number, row) for number, row in enumerate(_rows(given), start=1)
            )
            merged[name] = rows + merged.get(name, ())
        return Lexicon(merged)

    def __hash__(self) -> int:
        return hash(self.fingerprint)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Lexicon) and other.fingerprint == self.fingerprint

    def __repr__(self) -> str:
        added = ", ".join(f"{name} +{len(rows)}" for name, rows in self._extra.items())
        return f"<Lexicon {self.fingerprint}{': ' + added if added else ''}>"

    def __reduce__(self) -> tuple[type[Lexicon], tuple[dict[str, tuple[dict[str, str], ...]]]]:
        return Lexicon, ({name: tuple(dict(row) for row in rows) for name, rows in self._extra.items()},)


@cache
def read_table(name: str) -> tuple[Row, ...]:
    """Read one table that ships with the package; lines that start with ``#`` are comments."""
    source = resources.files("analystkit.lexicon") / "data" / f"{name}.csv"
    if not name.isidentifier() or not source.is_file():
        raise LexiconError(f"no lexicon table is called {name!r}; the tables are {', '.join(table_names())}")
    return tuple(_parse(source.read_text(encoding="utf-8")))


def columns(name: str) -> list[str]:
    """Return the column names of a table that ships with the package."""
    rows = read_table(name)
    return list(rows[0]) if rows else []


def table_names() -> list[str]:
    """Return the names of the tables that ship with the package."""
    folder = resources.files("analystkit.lexicon") / "data"
    return sorted(
        entry.name.removesuffix(".csv") for entry in folder.iterdir() if entry.name.endswith(".csv")
    )


@cache
def _default() -> Lexicon:
    return Lexicon({})


@cache
def _package_fingerprint() -> str:
    digest = blake2b(digest_size=8)
    folder = resources.files("analystkit.lexicon") / "data"
    for name in table_names():
        digest.update((folder / f"{name}.csv").read_bytes())
    return digest.hexdigest()


class _Line(Mapping[str, str]):
    """One row. All of a table share the names of their columns, and cells that say the same are one string: a third of what dictionaries take."""

    __slots__ = ("_cells", "_places")

    def __init__(self, places: Mapping[str, int], cells: Iterable[str]) -> None:
        self._places = places
        self._cells = tuple(map(intern, cells))

    def __getitem__(self, column: str) -> str:
        return self._cells[self._places[column]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __repr__(self) -> str:
        return repr(dict(self))


def lexicon_of(given: Lexicon | None) -> Lexicon:
    """Return the lexicon given as an argument, the default one for None.

    Raises
    ------
    LexiconError
        If it is none.
    """
    if given is None or isinstance(given, Lexicon):
        return given or Lexicon.default()
    raise LexiconError(
        f"expected a Lexicon, found {type(given).__name__}: Lexicon.default().extended(actors='mine.csv') makes one of your own words"
    )


def _as_wide(lines: list[list[str]], width: int) -> None:
    """Refuse a line with more cells than there are columns: a comma in a name moves all behind it, and the last is lost."""
    for number, cells in enumerate(lines, start=1):
        if any(cell.strip() for cell in cells[width:]):
            raise LexiconError(
                f"row {number} has {len(cells)} cells for {width} columns ({', '.join(cells)[:80]}): put quotation marks around what holds a comma"
            )


def _parse(text: str) -> list[Row]:
    lines = list(csv.reader(line for line in io.StringIO(text) if line.strip() and not line.startswith("#")))
    head = lines.pop(0) if lines else []
    _as_wide(lines, len(head))
    # A name that stands twice is that of the last; what has no name is not read.
    columns = {name: column for column, name in enumerate(head) if name}
    places = {name: place for place, name in enumerate(columns)}
    wanted = list(columns.values())
    missing = [""] * len(head)
    return [
        _Line(places, [row[column].strip() for column in wanted])
        for row in (cells if len(cells) >= len(head) else cells + missing for cells in lines)
    ]


def _rows(given: str | Path | Iterable[Mapping[str, str]]) -> Sequence[Mapping[str, str]]:
    if isinstance(given, (str, Path)):
        try:
            return _parse(Path(given).read_text(encoding="utf-8-sig"))
        except FileNotFoundError as error:
            raise LexiconError(
                f"there is no file {str(given)!r}: expected a CSV file with lexicon rows"
            ) from error
        except (OSError, UnicodeDecodeError) as error:
            raise LexiconError(f"expected a UTF-8 CSV file with lexicon rows at {given}: {error}") from error
    # Iterated over, a frame gives the names of its columns.
    records = getattr(given, "to_dict", None)
    rows = records("records") if records is not None and not isinstance(given, Mapping) else given
    if not isinstance(rows, Iterable) or isinstance(rows, Mapping):
        raise LexiconError(
            f"expected a CSV file, a DataFrame or a list of records with lexicon rows, found {type(given).__name__}"
        )
    rows = list(rows)
    wrong = next((row for row in rows if not isinstance(row, Mapping)), None)
    if wrong is not None:
        raise LexiconError(f"expected records such as {{'name': ...}} as lexicon rows, found {wrong!r:.80}")
    return rows


def _checked(name: str, known: list[str], number: int, row: Mapping[str, str]) -> Row:
    unknown = [column for column in row if column not in known]
    if unknown:
        raise LexiconError(
            f"table {name!r} has no column {unknown[0]!r} (row {number}); its columns are {', '.join(known)}"
        )
    if not row.get(known[0]):
        raise LexiconError(f"row {number} of table {name!r} lacks its first column, {known[0]!r}")
    cells = {column: _cell(row.get(column)) for column in known}
    if name == "actors":
        countries = (*_OF_NO_STATE, *(country["iso3"] for country in read_table("countries")))
        for column, values in (("kind", ACTOR_KINDS), ("sector", SECTORS), ("country", countries)):
            if cells[column] and cells[column] not in values:
                near = near_names(cells[column], ((value, value) for value in values), 1)
                meant = f"did you mean {near[0]!r}? " if near else ""
                which = (
                    "a code of three letters such as YEM"
                    if column == "country"
                    else f"one of {', '.join(values)}"
                )
                raise LexiconError(
                    f"row {number} of table 'actors' ({cells[known[0]]}) has {column} {cells[column]!r}; {meant}expected {which}"
                )
    return MappingProxyType(cells)


def _cell(value: object) -> str:
    # What a frame lacks is a number that is not equal to itself.
    return "" if value is None or value != value else mend(str(value)).strip()  # noqa: PLR0124
