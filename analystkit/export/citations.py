"""Citations: the articles as BibTeX and CSL JSON, the quotations as a list that says where each stands."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pandas as pd

from analystkit.analysis.frames import actor_names, frame_of, kept, rows_of, story_of
from analystkit.analysis.provenance import provenance, sentence
from analystkit.export.cleaning import Changes, allowed, bare, cell, web_address
from analystkit.export.target import as_json, file_target, write
from analystkit.model.wording import count_phrase

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}  # fmt: skip
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|~$&])")


def keys(corpus: Any) -> dict[str, str]:
    """Return a citation key for each article: outlet, year and a number, made of letters and digits only."""
    articles = frame_of(corpus, "articles")
    used: dict[str, int] = {}
    found = {}
    for article, source, published in zip(
        articles["article_id"], articles["source"], articles["published"], strict=True
    ):
        outlet = (
            re.sub(r"[^a-z0-9]", "", str(source).casefold().encode("ascii", "ignore").decode())[:20]
            or "article"
        )
        stem = f"{outlet}{'' if pd.isna(published) else published.year}"
        used[stem] = used.get(stem, 0) + 1
        found[str(article)] = f"{stem}-{used[stem]}"
    return found


def bibtex(corpus: Any, path: str | os.PathLike[str]) -> Path:
    """Write the articles as BibTeX (``@article``; ``@misc`` where the outlet is not known).

    Parameters
    ----------
    corpus : Corpus
    path : path
        Ending in .bib.

    Returns
    -------
    Path
        The file; characters TeX would act on are escaped. Keys are those of `keys`, as in the quote list.

    Raises
    ------
    InputError
        If `path` does not end in .bib.
    """
    target = file_target(path, (".bib",))
    cited = keys(corpus)
    entries = [f"% {allowed(sentence(provenance(corpus)))}".replace("\n", " ")]
    for row in rows_of(frame_of(corpus, "articles")):
        fields = {
            "title": f"{{{_tex(row.title or 'Without a title')}}}",
            "author": f"{{{_tex(row.author)}}}" if row.author else "",
            "journal": _tex(row.source),
        }
        if not pd.isna(row.published):
            fields |= {"year": str(row.published.year), "date": f"{row.published:%Y-%m-%d}"}
            if str(row.published_precision) not in ("year",):
                fields["month"] = _MONTHS[row.published.month - 1]
        fields["url"] = web_address(row.url)
        fields["langid"] = "english" if str(row.language) == "en" else ""
        kind = "article" if row.source else "misc"
        lines = [
            f"  {name} = {value if name == 'month' else '{' + value + '}'},"
            for name, value in fields.items()
            if value
        ]
        entries.append("\n".join([f"@{kind}{{{cited[str(row.article_id)]},", *lines, "}"]))
    return write(target, "\n\n".join(entries) + "\n")


def csl(corpus: Any, path: str | os.PathLike[str]) -> Path:
    """Write the articles as CSL JSON, for Zotero, pandoc and citeproc.

    Parameters
    ----------
    corpus : Corpus
    path : path
        Ending in .json.

    Returns
    -------
    Path
        The file; ``custom`` holds the article id and where the list comes from.

    Raises
    ------
    InputError
        If `path` does not end in .json.
    """
    target = file_target(path, (".json",))
    cited = keys(corpus)
    origin = sentence(provenance(corpus))
    items = []
    for row in rows_of(frame_of(corpus, "articles")):
        item: dict[str, Any] = {
            "id": cited[str(row.article_id)],
            "type": "article-newspaper",
            "title": allowed(row.title) or "Without a title",
        }
        if row.source:
            item["container-title"] = allowed(row.source)
        if row.author:
            # Literal: names of bylines are not split into given and family by guessing.
            item["author"] = [{"literal": allowed(row.author)}]
        if not pd.isna(row.published):
            parts = [row.published.year, row.published.month, row.published.day]
            item["issued"] = {
                "date-parts": [parts[: {"year": 1, "month": 2}.get(str(row.published_precision), 3)]]
            }
        if web_address(row.url):
            item["URL"] = web_address(row.url)
        if row.language:
            item["language"] = allowed(row.language)
        item["custom"] = {"article_id": allowed(row.article_id), "made_with": origin}
        items.append(item)
    return write(target, as_json(items))


def quotes(corpus: Any, path: str | os.PathLike[str]) -> Path:
    """Write the quotations as a list with their sources.

    Parameters
    ----------
    corpus : Corpus
    path : path
        Ending in .md (Markdown), .txt or .csv.

    Returns
    -------
    Path
        The file. Each quotation has its words, speaker (as resolved and as written), kind, outlet, headline, date, address, citation key (as in
        `bibtex`) and where it stands in the article. The same words in copies of a story are listed once, with "also in 2 articles".

    Raises
    ------
    InputError
        If `path` ends otherwise.
    """
    target = file_target(path, (".md", ".txt", ".csv"))
    listed = quote_list(corpus)
    origin = sentence(provenance(corpus))
    if target.suffix.lower() == ".csv":
        changes = Changes()
        safe = pd.DataFrame(
            {name: [cell(v, changes) if isinstance(v, str) else v for v in listed[name]] for name in listed}
        )
        return write(target, "\ufeff" + safe.to_csv(index=False, lineterminator="\r\n"))
    markdown = target.suffix.lower() == ".md"

    def text(value: object) -> str:
        # A mark that turns the line around would show who speaks as who is spoken of.
        line = " ".join(bare(value).split())
        return _MARKDOWN.sub(r"\\\1", line) if markdown else line

    lines = [
        "# Quotations" if markdown else "Quotations",
        "",
        f"{text(count_phrase(len(listed), 'quotation'))}. {text(origin)}.",
        "",
    ]
    for number, row in enumerate(rows_of(listed), 1):
        speaker = text(row.speaker) if row.speaker else "Speaker not found"
        written = (
            f" (“{text(row.speaker_as_written)}”)"
            if row.speaker_as_written and row.speaker_as_written != row.speaker
            else ""
        )
        source = ", ".join(
            text(part) for part in (row.outlet, row.headline, row.published or "without a date") if part
        )
        address = f" <{row.url}>" if row.url and markdown else f" {row.url}" if row.url else ""
        also = f" Also in {count_phrase(int(row.also_in), 'article')}." if row.also_in else ""
        hidden = ", anonymous" if row.anonymous else ""
        name = f"**{speaker}**" if markdown else speaker
        words = text(row.text)
        # An indirect quotation is the article's wording: marks would make it the speaker's.
        if row.kind == "direct":
            words = "“" + words.strip('“”"').rstrip(",") + "”"
        lines += [
            f"{number}. {name}{written}: {words} [{row.kind}{hidden}]",
            f"   {source}.{address} [{row.citation}, {row.where}]{also}",
            "",
        ]
    return write(target, "\n".join(lines))


def quote_list(corpus: Any) -> pd.DataFrame:
    """Return the quotations with their sources, as `quotes` lists them.

    Returns
    -------
    pandas.DataFrame
        ``text, kind, speaker, speaker_as_written, anonymous, outlet, headline, published`` (a day, "" if unknown) ``, url, citation, where`` (part and
        code point offsets) ``, also_in`` (further articles that print the same words), by date of publication.
    """
    rows = kept(frame_of(corpus, "quotes"))
    articles = frame_of(corpus, "articles")
    names, cited = actor_names(frame_of(corpus, "actors")), keys(corpus)
    about = {str(row.article_id): row for row in rows_of(articles)}
    rows = rows.assign(story_id=story_of(articles, rows["article_id"]))
    rows["published"] = [getattr(about.get(str(a)), "published", pd.NaT) for a in rows["article_id"]]
    rows = rows.sort_values(["published", "article_id", "part", "start"], kind="stable")
    same = ["story_id", "text", "speaker_id"]
    rows["also_in"] = rows.groupby(same, sort=False)["article_id"].transform("nunique") - 1
    rows = rows.drop_duplicates(same)
    listed = []
    for row in rows_of(rows):
        article = about.get(str(row.article_id))
        listed.append(
            {
                "text": str(row.text), "kind": str(row.kind), "speaker": names.get(str(row.speaker_id), "") or str(row.speaker_text),
                "speaker_as_written": str(row.speaker_text), "anonymous": row.anonymous is True,
                "outlet": str(article.source) if article else "", "headline": str(article.title) if article else "",
                "published": "" if pd.isna(row.published) else f"{row.published:%Y-%m-%d}", "url": web_address(article.url) if article else "",
                "citation": cited.get(str(row.article_id), ""), "where": f"{row.part} {row.start}-{row.end}", "also_in": int(row.also_in),
            }
        )  # fmt: skip
    columns = (
        "text", "kind", "speaker", "speaker_as_written", "anonymous", "outlet", "headline", "published", "url", "citation", "where", "also_in",
    )  # fmt: skip
    return pd.DataFrame(listed, columns=list(columns))


def _tex(text: object) -> str:
    return "".join(_TEX.get(c, c) for c in " ".join(allowed(text).split()))
