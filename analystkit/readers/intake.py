"""From draft to article: surrogates mended, id, date and outlet settled, copies recognised, nothing lost unsaid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

from analystkit.model.ids import content_id
from analystkit.model.rows import Article, Problem
from analystkit.model.surrogates import SURROGATE
from analystkit.readers import limits
from analystkit.readers.draft import Draft, Fault
from analystkit.readers.language import foreign_language
from analystkit.readers.published import date_in_name, read_date
from analystkit.readers.published_forms import Published

STAGE = "read"


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the caller states for every article that does not state it itself."""

    published: Published = field(default_factory=Published)
    outlet: str = ""
    language: str = ""
    day_first: bool | None = None


class Intake:
    """The articles of one reading, remembered by id (about 200 bytes each) so that none comes in twice."""

    def __init__(self, defaults: Defaults) -> None:
        self._defaults = defaults
        self._contents: dict[str, int] = {}
        self._facts: dict[str, tuple[str, ...]] = {}

    def settle(
        self, item: Draft | Fault, path: str, stem: str = "", sidecar: Mapping[str, str] | None = None
    ) -> Iterator[Article | Problem]:
        """Turn a draft into an article and its warnings, or into the one problem that refuses it.

        Parameters
        ----------
        item : Draft or Fault
            As a format reader gave it.
        path : str
            The file as shown.
        stem : str
            The file's name without extension, where a date may stand; empty for files of many articles.
        sidecar : mapping of str to str, optional
            Fields stated in a file beside the article; they win over the file's own.
        """
        if isinstance(item, Fault):
            given = _clean(item.article_id)[0].strip()[: limits.ID_CHARACTERS]
            yield Problem(path, item.row, given, STAGE, item.severity, _clean(item.message)[0])
            return
        sidecar = sidecar or {}
        title, mended = _clean(sidecar.get("title") or item.title)
        text, more = _clean(item.text)
        named = _clean(sidecar.get("article_id") or item.article_id)[0].strip()[: limits.ID_CHARACTERS]
        if not text.strip():
            yield Problem(path, item.row, named, STAGE, "error", "the text is empty")
            return
        if max(len(text), len(title)) > limits.CHARACTERS:
            longer = "text" if len(text) > limits.CHARACTERS else "title"
            reason = f"the {longer} has {max(len(text), len(title))} characters, more than the {limits.CHARACTERS} of one article"
            yield Problem(path, item.row, named, STAGE, "error", reason)
            return
        published, notes = self._published(sidecar.get("published") or item.published, stem)
        stated = {
            name: _clean(sidecar.get(name) or getattr(item, name))[0]
            for name in ("article_id", "source", "author", "url", "language")
        }
        stated["source"] = stated["source"] or self._defaults.outlet
        stated["language"] = stated["language"] or self._defaults.language
        notes = [*item.notes, *notes, *_shortened(stated)]
        if mended + more:
            notes.append(f"{mended + more} lone surrogate{'s' * (mended + more != 1)} replaced by U+FFFD")
        foreign = foreign_language(text, stated["language"])
        if foreign:
            notes.append(f"the text looks like {foreign}: extraction is made for English")
        given = stated.pop("article_id")
        article_id, note, refused = self._identity(
            given, title, text, published, stated["source"], stated["url"]
        )
        if refused:
            yield Problem(path, item.row, article_id, STAGE, "error", refused)
            return
        if note:
            notes.append(note)
        yield Article(article_id, title, text, published.when, published.precision, path=path, **stated)
        for message in notes:
            yield Problem(path, item.row, article_id, STAGE, "warning", _clean(message)[0])

    def _published(self, stated: object, stem: str) -> tuple[Published, list[str]]:
        found = read_date(stated, self._defaults.day_first)
        notes = [found.note] if found.note else []
        if found.when is None and stem:
            found = date_in_name(stem, self._defaults.day_first)
        if found.when is None:
            found = self._defaults.published
        return found, notes

    def _identity(
        self, given: str, title: str, text: str, published: Published, source: str, url: str
    ) -> tuple[str, str, str]:
        """Return the id, a warning and, where the article is one too many, the reason to refuse it."""
        article_id = given.strip() or content_id(title, text)
        content = _digest(title, text)
        if article_id not in self._contents:
            self._remember(article_id, content, published, source, url)
            return article_id, "", ""
        same = self._contents[article_id] == content
        if same and (given.strip() or not self._differs(article_id, published, source, url)):
            return article_id, "", "a duplicate: the same article was read before and is kept once"
        # Never lose an article: another text under the same id, or the same words printed by another outlet or on another
        # day, gets an id of its own that depends on nothing but itself.
        key = _digest(title, text, *_facts(published, source, url)) if same else content
        other = f"{article_id}~{key:016x}"
        if other in self._contents:
            return other, "", "a duplicate: the same article was read before and is kept once"
        self._remember(other, content, published, source, url)
        if same:
            return other, "", ""
        return (
            other,
            f"another article has the id {article_id[:80]!r} too: this one is kept as {other[:100]!r}",
            "",
        )

    def _remember(self, article_id: str, content: int, published: Published, source: str, url: str) -> None:
        self._contents[article_id] = content
        self._facts[article_id] = _facts(published, source, url)

    def _differs(self, article_id: str, published: Published, source: str, url: str) -> bool:
        pairs = zip(self._facts[article_id], _facts(published, source, url), strict=True)
        return any(one and other and one != other for one, other in pairs)


def _facts(published: Published, source: str, url: str) -> tuple[str, str, str]:
    return (published.when.date().isoformat() if published.when else "", source, url)


def _digest(*parts: str) -> int:
    key = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(key, digest_size=8).digest(), "big")


def _clean(text: str) -> tuple[str, int]:
    # One for one, so that offsets hold; lone surrogates end the parser and cannot be written to Parquet.
    try:
        # Ten times as quick as looking for them: nearly no text has one.
        text.encode()
    except UnicodeEncodeError:
        return SURROGATE.subn("\ufffd", text)
    return text, 0


def _shortened(stated: dict[str, str]) -> list[str]:
    """Cut, in place, what is longer than any such field is, and say so. An id keeps apart what was apart."""
    notes = []
    for name, value in stated.items():
        most = limits.ID_CHARACTERS if name == "article_id" else limits.FIELD_CHARACTERS
        if len(value) > most:
            stated[name] = (
                f"{value[: most - 17]}~{_digest(value):016x}" if name == "article_id" else value[:most]
            )
            called = {"article_id": "id", "source": "outlet"}.get(name, name)
            notes.append(f"the {called} has {len(value):,} characters and is cut at {most:,}")
    return notes
