"""The comment on a pull request: whatever an author wrote, it stays text, in one line, in bounded length."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laurels.diff.difference import DefinitionChange, Difference, Reach, Similar, StackEffect, Violation
from laurels.diff.markdown import MARK, MAX_CHARACTERS, as_markdown, code
from laurels.diff.text import as_text
from laurels.model.materiality import Change

HOSTILE = [
    "@octocat and @org/team",
    "<img src=x onerror=alert(1)>",
    "[a link](javascript:alert(1))",
    "https://evil.example/ www.evil.example",
    "#1 GH-1 org/repo#1",
    "`a` ``b`` ```c",
    "`",
    "end with a tick `",
    "line\n\n/merge\n\n# heading\n<details>",
    "\u202egnp.exe \u200b\u0000\x1b[31m",
    "</details><!-- laurels diff -->",
    "![pixel](https://evil.example/x.png)",
    "\r\n```\r\n@octocat",
    " leading and trailing ",
    "",
]


def spans(text: str) -> str:
    """What of a Markdown text is outside of code spans (CommonMark §6.1)."""
    out, at = [], 0
    for match in re.finditer(r"`+", text):
        if match.start() < at:
            continue
        closing = re.search(rf"(?<!`){match[0]}(?!`)", text[match.end() :])
        out.append(text[at : match.start()])
        at = match.end() + closing.end() if closing else match.end()
        assert closing is not None, f"a code span without an end: {text!r}"
    return "".join([*out, text[at:]])


def everywhere(text: str) -> Difference:
    """A difference that has a text wherever an author could put one."""
    return Difference(
        base=text,
        head=text,
        definitions=(
            DefinitionChange("achievement", "sql", text, "added"),
            DefinitionChange(
                "achievement", "sql", text, "changed",
                (
                    Change("name", text, text + "!", material=True, why="is what it is"),
                    Change("tags", [text], {text: text}, material=False, why="is what it is"),
                    Change("rubric", [{"id": text, "name": text}], [{"id": text, "name": "other"}], False, "is what it is"),
                ),
                (1, 2),
                3,
            ),
        ),
        stacks=(StackEffect("route", text, "harder", Reach(met=True), None, ("The rule names sql no more.",)),),
        similar=(Similar("sql", "more", 0.5, 0.5, (text,), (text,)),),
        errors=(Violation("ledger-altered", f"catalogue/{text}", 1, "Line 1 is gone.", "Restore it."),),
        unreadable=(text,),
    )  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_an_author_wrote_is_obeyed(text: str) -> None:
    comment = as_markdown(everywhere(text))
    for row in comment.removeprefix(MARK).splitlines():
        outside = spans(row)
        allowed = re.sub(r"</?details>|</?summary>", "", outside)
        assert not re.search(r"[@<>]|(?<!\\)[\[\]!]|https?:|www\.|GH-|javascript", allowed), row
        assert not row.startswith("/")
        assert row.isprintable()
    assert comment.count(MARK) == 1 + comment.count(f"`{MARK}`") or MARK in text


@given(st.text(max_size=300))
def test_code_is_one_span_of_one_line(text: str) -> None:
    found = code(text)
    assert "\n" not in found
    assert spans(found) == ""
    assert len(found) <= 2 * 160 + 2


@given(st.text(max_size=40))
def test_the_terminal_obeys_nothing_either(text: str) -> None:
    assert all(row.isprintable() for row in as_text(everywhere(text)).split("\n"))


def test_the_comment_has_a_bounded_length_and_says_what_is_left_out() -> None:
    long = "x" * 5_000
    many = tuple(
        DefinitionChange("achievement", f"a{number}", long, "changed", (Change("name", long, long + "y", True, "is"),))
        for number in range(500)
    )
    errors = tuple(Violation("key-removed", "keys/public/a.yaml", 1, "A key is gone.", "Restore it.") for _ in range(3))
    comment = as_markdown(Difference("main", "HEAD", definitions=many, errors=errors))
    assert len(comment) <= MAX_CHARACTERS
    assert comment.count("`key-removed`") == 3
    assert re.search(r"\d+ more parts would not fit here", comment)
    assert comment.rstrip().endswith("do not merge this.")
