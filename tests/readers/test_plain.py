"""Pasted text: what becomes the headline, the byline, the outlet, and what stays."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analystkit.readers.markdown import read_markdown
from analystkit.readers.plain import structure

BODY = "The harbour master closed the eastern pier on Friday.\n\nA crane had given way overnight."


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        (f"Pier closed\n\n{BODY}", "Pier closed", BODY),
        (f"Pier closed\n\nPier closed\n\n{BODY}", "Pier closed", BODY),
        (f"Pier  closed\nPIER CLOSED\n{BODY}", "Pier closed", BODY),
        (f"Pier closed.\n\nPier closed.\n\n{BODY}", "Pier closed.", BODY),
        (f"\n\n  Is the pier safe?\n\n{BODY}\n\n", "Is the pier safe?", BODY),
        (f"‘It just fell’\n\n{BODY}", "‘It just fell’", BODY),
        (f"Pier closed by order of the U.S.\n\n{BODY}", "Pier closed by order of the U.S.", BODY),
        (f"Pier closed\n{BODY}", "Pier closed", BODY),
        (f"Pier closed\r\n\r\n{BODY}".replace("\n", "\r\n").replace("\r\r", "\r"), "Pier closed", BODY),
        (
            f"Pier closed\nCrane gave way, officials say\n\n{BODY}",
            "Pier closed",
            f"Crane gave way, officials say\n\n{BODY}",
        ),
        # No headline: a paragraph, a single line, a hard-wrapped paragraph, a line that leads on
        (BODY, "", BODY),
        ("Pier closed", "", "Pier closed"),
        ("Pier closed\n\nPier closed", "Pier closed", "Pier closed"),
        (f"The mayor said the following:\n\n{BODY}", "", f"The mayor said the following:\n\n{BODY}"),
        (f"{'Long ' * 50}\n\n{BODY}", "", f"{'Long ' * 50}\n\n{BODY}"),
        (f"***\n\n{BODY}", "", f"***\n\n{BODY}"),
        (
            "The harbour master closed the eastern pier on Friday after\na crane gave way and fell into the basin, which was empty.",
            "",
            "The harbour master closed the eastern pier on Friday after\na crane gave way and fell into the basin, which was empty.",
        ),
    ],
)
def test_headline(text: str, title: str, body: str) -> None:
    draft = structure(text)
    assert (draft.title, draft.text) == (title, body)


@pytest.mark.parametrize(
    ("closing", "source", "url"),
    [
        ("Source: The Harbour Post", "The Harbour Post", ""),
        ("(Source: The Harbour Post)", "The Harbour Post", ""),
        ("SOURCE : The Harbour Post.", "The Harbour Post", ""),
        ("**Source:** The Harbour Post", "The Harbour Post", ""),
        (
            "Source: The Harbour Post https://post.example/pier",
            "The Harbour Post",
            "https://post.example/pier",
        ),
        (
            "Source: The Harbour Post\nhttps://post.example/pier",
            "The Harbour Post",
            "https://post.example/pier",
        ),
        (
            "Source: [The Harbour Post](https://post.example/pier)",
            "The Harbour Post",
            "https://post.example/pier",
        ),
        ("Source: https://www.post.example/pier", "post.example", "https://www.post.example/pier"),
        ("Sources: Post, Courier", "Post, Courier", ""),
        ("Source: U.N.", "U.N.", ""),
    ],
)
def test_closing_source_line(closing: str, source: str, url: str) -> None:
    draft = structure(f"Pier closed\n\n{BODY}\n\n{closing}\n")
    assert (draft.text, draft.source, draft.url) == (BODY, source, url)


@pytest.mark.parametrize(
    "closing",
    [
        "Source: a person who had seen the report and who asked not to be named said so.",
        "A source: the mayor.",
        "https://post.example/pier",
        "Source:",
        "The source of the fire is not known.",
    ],
)
def test_last_lines_that_name_no_outlet_stay(closing: str) -> None:
    draft = structure(f"Pier closed\n\n{BODY}\n\n{closing}")
    assert draft.text.endswith(closing)
    assert draft.source == ""


def test_byline_and_date_below_the_headline() -> None:
    draft = structure(f"Pier closed\nBy Ada Quill\nPublished: 4 January 2022 10:30 GMT\n\n{BODY}")
    assert (draft.title, draft.author, draft.published) == (
        "Pier closed",
        "Ada Quill",
        "4 January 2022 10:30 GMT",
    )
    assert draft.text == BODY


def test_a_sentence_that_starts_with_by_is_no_byline() -> None:
    draft = structure(f"Pier closed\n\nBy Friday the pier was closed.\n\n{BODY}")
    assert draft.author == ""
    assert draft.text.startswith("By Friday")


def test_header_lines_of_a_database_export() -> None:
    draft = structure(
        f"Title: Pier closed\nDate: 2022-01-04\nSource: The Harbour Post\nByline: Ada Quill\n\n{BODY}"
    )
    assert (draft.title, draft.published, draft.source, draft.author, draft.text) == (
        "Pier closed", "2022-01-04", "The Harbour Post", "Ada Quill", BODY,
    )  # fmt: skip


def test_header_lines_must_all_state_a_field() -> None:
    text = f"Title: Pier closed\nMood: grim\n\n{BODY}"
    assert structure(text).text.endswith(BODY)
    assert structure(text).source == ""


def test_markdown(tmp_path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "---\ntitle: 'Pier closed'\ndate: 2022-01-04\ntags: [port, crane]\noutlet: The Harbour Post\n---\n\n"
        "# Pier closed\n\nThe **harbour** master [closed](https://post.example) the _eastern_ pier.\n\n> It just fell.\n\n"
        "## What now\n\n![crane](crane.jpg)5 * 3 * 2 and snake_case_name stay.\n"
    )
    draft = read_markdown(path)
    assert (draft.title, draft.published, draft.source) == ("Pier closed", "2022-01-04", "The Harbour Post")
    assert draft.text == (
        "The harbour master closed the eastern pier.\n\nIt just fell.\n\nWhat now\n\n5 * 3 * 2 and snake_case_name stay."
    )


def test_markdown_heading_without_front_matter(tmp_path) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"# Pier *closed*\n\n{BODY}\n\nSource: The Harbour Post\n")
    draft = read_markdown(path)
    assert (draft.title, draft.text, draft.source) == ("Pier closed", BODY, "The Harbour Post")


@given(st.text())
def test_no_word_is_lost(text: str) -> None:
    """Whatever moves to another column, every word of the text is in one of them."""
    draft = structure(text)
    kept = " ".join([draft.title, draft.text, draft.source, draft.author, draft.url, str(draft.published)])
    if ":" not in text and "\n" not in text and "\r" not in text:
        assert draft.text == text.strip().strip("\ufeff").strip()
    for word in text.split():
        if (
            word.isalpha()
            and word.isascii()
            and len(word) > 6
            and word.lower() not in {"sources", "published", "headline"}
        ):
            assert word.casefold() in kept.casefold()


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "a ",
        "\n",
        "a\n",
        "a\n\n",
        "Source: ",
        "By x\n",
        "#",
        "*a",
        "[a](",
        "> ",
        "https://x",
        "a:\n",
        "\r",
    ],
)
def test_time_is_linear(unit: str, tmp_path) -> None:
    def seconds(size: int) -> float:
        path = tmp_path / "a.md"
        path.write_text(unit * (size // len(unit)))
        best = 9.0
        for _ in range(3):
            start = time.process_time()
            read_markdown(path)
            best = min(best, time.process_time() - start)
        return best

    half, whole = seconds(200_000), seconds(400_000)
    assert whole < 0.5 or whole / half < 3
