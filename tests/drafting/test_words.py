"""Names of files and search by words, as tables."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laurels.drafting.search import ABOUT, EXACT, OTHER_LABEL, SIMILAR, STARTS, WORDS, Entry, search
from laurels.drafting.slugs import suggest
from laurels.model.base import SLUG_PATTERN

NAMES = [
    ("SQL: the basics", "sql-the-basics"),
    ("Müller’s Straße", "mullers-strasse"),
    ("C# and C++", "c-sharp-and-c-plus-plus"),
    ("Research & ethics", "research-and-ethics"),
    ("Øresund, Łódź", "oresund-lodz"),
    ("日本語", "new"),
    ("", "new"),
    ("-- x --", "x"),
    ("word " * 30, "word-" * 11 + "word"),
    ("taken", "taken-3"),
]


@pytest.mark.parametrize(("name", "slug"), NAMES)
def test_names(name: str, slug: str) -> None:
    assert suggest(name, {"taken", "taken-2"}) == slug


@given(st.text(max_size=100), st.integers(0, 12))
def test_any_text_gives_a_name_that_is_free(text: str, others: int) -> None:
    taken: set[str] = set()
    for _ in range(others + 1):
        slug = suggest(text, taken)
        assert re.fullmatch(SLUG_PATTERN, slug)
        assert slug not in taken
        taken.add(slug)


ENTRIES = [
    Entry("f/sql", "SQL", ("structured query language",)),
    Entry("f/sql-server", "SQL Server"),
    Entry("f/query", "query languages", text="Languages such as SQL ask databases."),
    Entry("f/quality", "data quality assessment"),
    Entry("f/implement", "implement data quality processes"),
    Entry("f/stats", "statistics"),
]
SEARCHES = [
    ("sql", [("f/sql", EXACT), ("f/sql-server", STARTS), ("f/query", ABOUT)]),
    ("F/SQL", [("f/sql", EXACT)]),
    ("structured query", [("f/sql", OTHER_LABEL)]),
    ("data quality", [("f/quality", STARTS), ("f/implement", WORDS)]),
    ("quality data", [("f/quality", WORDS), ("f/implement", WORDS)]),
    ("statistisc", [("f/stats", SIMILAR + 1)]),
    ("dta qualty", [("f/quality", SIMILAR + 2), ("f/implement", SIMILAR + 2)]),
    ("zebra riding", []),
    ("", []),
    ("§%", []),
]


@pytest.mark.parametrize(("words", "expected"), SEARCHES)
def test_search(words: str, expected: list[tuple[str, int]]) -> None:
    found = [(match.entry.key, match.rank) for match in search(words, ENTRIES)]
    assert found[: len(expected)] == expected
    assert expected or not found
