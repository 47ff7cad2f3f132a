"""JSON that a stranger's run wrote: of the right kind or refused, and shown as the same comment."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_markdown import HOSTILE, everywhere, spans

from laurels.diff.difference import Difference, Violation
from laurels.diff.markdown import as_markdown
from laurels.diff.reading import MAX_BYTES, from_json
from laurels.errors import UsageError


def again(found: Difference) -> Difference:
    return from_json(json.dumps(found.as_dict()).encode())


@pytest.mark.parametrize("text", HOSTILE)
def test_the_comment_is_the_same(text: str) -> None:
    found = everywhere(text)
    assert as_markdown(again(found)) == as_markdown(found)
    assert again(found).ok is False


@given(st.text(max_size=200))
def test_no_sentence_of_a_stranger_is_markdown(text: str) -> None:
    said = f"Ask @octocat, see https://evil.example/ or #1. {text}"
    found = Difference(
        "main",
        "HEAD",
        records=(said,),
        reviews=(said,),
        errors=(Violation(said, said, 1, said, said),),
        unreadable=(said,),
    )
    for row in as_markdown(found).splitlines()[1:]:
        assert not any(sign in spans(row) for sign in ("@", "https", "octocat", "<")), row


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b"null",
        b'{"base": 1, "head": null}',
        b'{"base": "a", "head": "b", "definitions": 3}',
        b'{"base": "a", "head": "b", "definitions": [3]}',
        b'{"base": "a", "head": "b", "definitions": [{"kind": "<b>", "slug": "a", "name": "a", "what": "added"}]}',
        b'{"base": "a", "head": "b", "definitions": [{"kind": "role", "slug": "a", "name": "a", "what": "won"}]}',
        b'{"base": "a", "head": "b", "definitions": [{"kind": "role", "slug": "a", "name": "a", "what": "added", "holders": 3}]}',
        b'{"base": "a", "base": "b", "head": "b"}',
        b'{"base": "a", "head": "b", "records": [' + b"[" * 99 + b"]" * 99 + b"]}",
        b'{"base": "' + b"a" * MAX_BYTES + b'", "head": "b"}',
        b"\xff\xfe{\x00}\x00",
    ],
    ids=lambda data: data[:40].decode("ascii", "replace"),
)  # fmt: skip
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(UsageError):
        from_json(data)
