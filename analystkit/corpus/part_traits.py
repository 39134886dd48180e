"""What resolution reads of a part's texts, kept beside the part: nothing of it depends on other articles, so it is worked out once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from analystkit.corpus.job import short_hash, traits_fingerprint
from analystkit.model import parquet
from analystkit.model.places import is_remote
from analystkit.model.staging import staged
from analystkit.resolve.traits import schema, traits_of

if TYPE_CHECKING:
    import pyarrow as pa

_FOLDER = "traits"


def traits_path(parts: Path, part: int, input_hash: str) -> Path:
    """Return where the traits of a part lie, in the folder of parts: named by its articles and by the code they are made with."""
    return parts / _FOLDER / f"part-{part:06d}-{short_hash(input_hash, traits_fingerprint())}.arrow"


def keep_traits(articles: Iterable[tuple[str, str]], path: Path) -> pa.Table:
    """Work out the traits of articles, given as (title, text), write them where they are not yet, and return them."""
    import pyarrow as pa

    made = traits_of(articles)
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    with (
        staged(path) as beside,
        pa.OSFile(str(beside), "wb") as sink,
        pa.ipc.new_file(sink, schema(), options=options) as writer,
    ):
        writer.write_table(made)
    return made


def part_traits(articles: Path, path: Path, columns: Sequence[str]) -> pa.Table:
    """Return some columns of the traits of a part; where they are missing or damaged they are made again from its articles."""
    import pyarrow as pa

    if not is_remote(path):
        wanted = pa.schema([schema().field(name) for name in columns])
        # On threads it takes as long again: there is little in each column.
        options = pa.ipc.IpcReadOptions(
            included_fields=[schema().get_field_index(name) for name in columns], use_threads=False
        )
        try:
            with pa.OSFile(str(path), "rb") as source:
                found = pa.ipc.open_file(source, options=options).read_all()
            if found.schema == wanted:
                return found
        except (OSError, pa.ArrowException):
            pass
    read = parquet.read("articles", articles, ["title", "text"])
    return keep_traits(zip(read["title"], read["text"], strict=True), path).select(list(columns))
