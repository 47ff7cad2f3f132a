"""Multibase and Multikey: what is written is read back, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from laurels.encoding import multibase
from laurels.encoding.multibase import MultibaseError


@given(st.binary(max_size=120))
@example(b"")
@example(b"\0")
@example(b"\0\0\0\1")
def test_round_trips(data: bytes) -> None:
    text = multibase.base58_encode(data)
    assert multibase.base58_decode(text) == data
    assert multibase.decode_base58btc(multibase.encode_base58btc(data)) == data
    assert multibase.decode_base64url(multibase.encode_base64url(data)) == data


@given(st.integers(0, 40), st.binary(max_size=40))
def test_a_leading_zero_byte_is_a_leading_one(zeros: int, data: bytes) -> None:
    body = data.lstrip(b"\0")
    assert multibase.base58_encode(bytes(zeros) + body) == "1" * zeros + multibase.base58_encode(body)


@given(st.text(alphabet=multibase.BASE58_ALPHABET, max_size=80))
def test_every_base58_text_means_one_sequence_of_bytes(text: str) -> None:
    assert multibase.base58_encode(multibase.base58_decode(text)) == text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"Hello World!", "2NEpo7TZRRrLZSi2U"),  # draft-msporny-base58 §5
        (
            b"The quick brown fox jumps over the lazy dog.",
            "USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z",
        ),
        (bytes.fromhex("0000287fb4cd"), "11233QC4"),
    ],
)
def test_published_base58(data: bytes, text: str) -> None:
    assert multibase.base58_encode(data) == text
    assert multibase.base58_decode(text) == data


@pytest.mark.parametrize("text", ["0", "O", "I", "l", "z 2", "é", "2\n", "２", "2" * 513])
def test_not_base58(text: str) -> None:
    with pytest.raises(MultibaseError):
        multibase.base58_decode(text)


@pytest.mark.parametrize("text", ["", "2NEpo", "Z2NEpo", "u2NEpo", " z2NEpo"])
def test_not_multibase_base58(text: str) -> None:
    with pytest.raises(MultibaseError):
        multibase.decode_base58btc(text)


@pytest.mark.parametrize(
    "text",
    ["", "AA", "zAA", "uAA==", "uA", "uAB", "uA+A", "uA/A", "uAA A", "uAA\n", "uéé", "uAAAA=", "u=", "u===="],
)
def test_not_multibase_base64url(text: str) -> None:
    with pytest.raises(MultibaseError):
        multibase.decode_base64url(text)


KEY = bytes(range(32))
TEXT = multibase.encode_ed25519_multikey(KEY)


def test_multikey() -> None:
    assert TEXT.startswith("z6Mk")
    assert multibase.decode_ed25519_multikey(TEXT) == KEY


@pytest.mark.parametrize(
    "text",
    [
        TEXT[1:],
        TEXT[:-1],
        TEXT + "1",
        multibase.encode_base58btc(multibase.ED25519_PUBLIC_PREFIX + KEY[:31]),
        multibase.encode_base58btc(multibase.ED25519_PUBLIC_PREFIX + KEY + b"\0"),
        multibase.encode_base58btc(multibase.X25519_PUBLIC_PREFIX + KEY),
        multibase.encode_base58btc(b"\xed" + KEY),
        multibase.encode_base64url(multibase.ED25519_PUBLIC_PREFIX + KEY),
        "z",
    ],
)
def test_not_an_ed25519_key(text: str) -> None:
    with pytest.raises(MultibaseError):
        multibase.decode_ed25519_multikey(text)
