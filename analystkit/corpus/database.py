"""DuckDB, shut in: it may read one store's folder and nothing else. Article text, or a query pasted from somewhere, opens no other file."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analystkit.errors import InputError, StoreError

if TYPE_CHECKING:
    import pyarrow as pa


class Database:
    """One DuckDB in memory and the lock that lets threads take turns.

    Parameters
    ----------
    folder : Path, optional
        The only folder whose files it may read; by default it reads none.
    """

    def __init__(self, folder: Path | None = None) -> None:
        import duckdb

        self._connection = duckdb.connect(":memory:")
        self._lock = threading.RLock()
        self._names = 0
        if folder is not None:
            self._connection.execute(f"SET allowed_directories = [{literal(str(folder.resolve()))}]")
        for setting in (
            "TimeZone = 'UTC'",
            "python_enable_replacements = false",
            "autoinstall_known_extensions = false",
            "autoload_known_extensions = false",
            "enable_external_access = false",
            "lock_configuration = true",
        ):
            self._connection.execute(f"SET {setting}")

    def ask(self, statement: str, parameters: Mapping[str, Any] | None = None) -> pa.Table:
        """Run a query with ``$name`` parameters and return its rows."""
        import duckdb

        with self._lock:
            try:
                relation = self._connection.sql(statement, params=dict(parameters or {}))
                if relation is None:
                    raise InputError("expected a query that gives rows, such as SELECT ... FROM events")
                return relation.to_arrow_table()
            except (duckdb.IOException, duckdb.InvalidInputException, duckdb.SerializationException) as error:
                reason = " ".join(str(error).split())[:200]
                raise StoreError(
                    f"the store cannot be read: {reason}; restore it or extract again"
                ) from error

    def view(self, name: str, body: str) -> None:
        """Give a query a name."""
        with self._lock:
            self._connection.execute(f"CREATE OR REPLACE VIEW {name} AS {body}")

    def lend(self, name: str, table: pa.Table) -> None:
        """Let queries read an Arrow table."""
        with self._lock:
            self._connection.register(name, table)

    def drop(self, views: Sequence[str], lent: Sequence[str] = ()) -> None:
        """Forget views and tables lent."""
        with self._lock:
            for name in views:
                self._connection.execute(f"DROP VIEW IF EXISTS {name}")
            for name in lent:
                self._connection.unregister(name)

    def fresh(self) -> str:
        """Return a prefix that no name has yet."""
        with self._lock:
            self._names += 1
            return f"t{self._names}"


def literal(text: str) -> str:
    """Write a text as an SQL literal, for the few places that take no parameter."""
    return "'" + text.replace("'", "''") + "'"
