"""The strict decoder: it reads what `json` reads, or says why it will not. More refusals: tests/conformance/decode-*.json."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from laurels.encoding import strict_json
from laurels.encoding.strict_json import MAX_SAFE_INTEGER, JsonError

_TEXT = st.text(st.characters(codec="utf-8"), max_size=12)
_NUMBERS = st.one_of(st.integers(-MAX_SAFE_INTEGER, MAX_SAFE_INTEGER), st.floats(allow_nan=False, allow_infinity=False))
_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), st.booleans(), _NUMBERS, _TEXT),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(_TEXT, inner, max_size=4)),
    max_leaves=20,
)


@given(_VALUES, st.booleans(), st.sampled_from([None, 2]))
@example({"": [[], {}, "", "\U0001f600"]}, True, None)
def test_reads_what_json_writes(value: Any, ascii_only: bool, indent: int | None) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    assert strict_json.loads(text.encode()) == value == json.loads(text)


def _lenient(data: bytes) -> Any:
    """What Python's own decoder makes of it, or None where it refuses as well."""
    try:
        return json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        return None


@given(
    st.one_of(
        st.binary(max_size=24), st.text(alphabet='{}[]:,"\\ud8trefalsn0123456789.eE+- \n', max_size=24).map(str.encode)
    )
)
@example(b'{"a":1,"a":1}')
@example(b"1e999")
@example(b'"\\ud800"')
def test_never_reads_more_or_otherwise_than_json(data: bytes) -> None:
    try:
        value = strict_json.loads(data)
    except JsonError as error:
        assert error.code.startswith("decode.")
    else:
        assert value == _lenient(data)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b" " * (strict_json.MAX_BYTES + 1), "decode.too-large"),
        (b" " * strict_json.MAX_BYTES, "decode.empty"),
        (b"[" * 65, "decode.too-deep"),
        (b'{"a":1,"b":2,"a":1}', "decode.duplicate-key"),
        (b"[" * 64, "decode.not-json"),
        (b'"' + b'\\"' * 2_000_000, "decode.not-json"),
        (b'"\\' * 1_000_000, "decode.not-json"),
        (b"9" * 4_000_000, "decode.number"),
        (b"-" + b"9" * 17, "decode.number"),
        (b"[" + b"1," * 1_000_000, "decode.not-json"),
        (b"1e" + b"9" * 1_000_000, "decode.number"),
    ],
    ids=lambda value: repr(value[:8]) if isinstance(value, bytes) else value,
)
def test_refused_in_one_walk(data: bytes, code: str) -> None:
    # Work that grew with the square of the length would not end while somebody waits.
    with pytest.raises(JsonError) as caught:
        strict_json.loads(data)
    assert caught.value.code == code
    assert len(str(caught.value.detail)) < 100


def test_limits_are_arguments() -> None:
    assert strict_json.loads(b"[[1]]", max_depth=2) == [[1]]
    for arguments in ({"max_depth": 1}, {"max_bytes": 4}):
        with pytest.raises(JsonError):
            strict_json.loads(b"[[1]]", **arguments)


def test_zero_keeps_no_sign_that_matters() -> None:
    assert math.copysign(1, strict_json.loads(b"-0")) == 1
    assert strict_json.loads(b"-0.0") == 0
