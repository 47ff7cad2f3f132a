"""Status lists: bits in, the same bits out, and nothing that is not a list. More refusals: tests/conformance/status-list-*.json."""

from __future__ import annotations

import gzip
import json
import random
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laurels.encoding import multibase
from laurels.status import bitstring
from laurels.status.bitstring import MIN_ENTRIES, BitstringError


@given(st.sets(st.integers(0, MIN_ENTRIES - 1), max_size=40))
def test_bits_come_back(indexes: set[int]) -> None:
    bits = bitstring.decode(bitstring.encode(indexes))
    assert len(bits) * 8 == MIN_ENTRIES
    assert all(bitstring.is_set(bits, index) for index in indexes)
    assert sum(byte.bit_count() for byte in bits) == len(indexes)
    assert bitstring.encode(sorted(indexes, reverse=True)) == bitstring.encode(indexes)


def test_index_0_is_the_left_most_bit() -> None:
    # Bitstring Status List §3.5: "the first index … located at the left-most bit"
    assert bitstring.decode(bitstring.encode([0, 9, 23], 24)) == b"\x80\x40\x01"


@pytest.mark.parametrize("index", [24, 10**9])
def test_there_is_no_bit_beyond_the_end(index: int) -> None:
    with pytest.raises(IndexError):
        bitstring.is_set(b"\0\0\0", index)


@pytest.mark.parametrize(
    "size", [bitstring.MAX_DECOMPRESSED_BYTES, bitstring.MAX_DECOMPRESSED_BYTES + 1, 200 * 1024 * 1024]
)
def test_no_more_is_unpacked_than_allowed(size: int) -> None:
    encoded = multibase.encode_base64url(gzip.compress(bytes(size), 9, mtime=0))
    if size <= bitstring.MAX_DECOMPRESSED_BYTES:
        assert len(bitstring.decode(encoded)) == size
    else:
        with pytest.raises(BitstringError, match="more than"):
            bitstring.decode(encoded)


@given(st.integers(0, 59), st.integers(0, 7))
def test_a_damaged_list_is_refused(at: int, bit: int) -> None:
    whole = gzip.compress(bytes(range(256)) * 4, mtime=0)
    damaged = bytes(byte ^ (1 << bit) if position == at + 10 else byte for position, byte in enumerate(whole))
    with pytest.raises(BitstringError):
        bitstring.decode(multibase.encode_base64url(damaged))


@pytest.mark.parametrize("more", [b"\0", gzip.compress(b"more"), b"x" * 40])
def test_nothing_is_missing_and_nothing_follows(more: bytes) -> None:
    packed = gzip.compress(bytes(16), mtime=0)
    assert bitstring.decode(multibase.encode_base64url(packed)) == bytes(16)
    for wrong in (packed + more, packed[:-1], packed[:-8], packed[: len(packed) // 2], b""):
        with pytest.raises(BitstringError):
            bitstring.decode(multibase.encode_base64url(wrong))


@given(st.sets(st.integers(0, 99)), st.randoms(use_true_random=False))
def test_a_place_is_free_or_the_list_is_full(used: set[int], chance: random.Random) -> None:
    index = bitstring.allocate(used, chance.randrange, 100)
    if len(used) >= 70:
        assert index is None
    else:
        assert index is not None
        assert index not in used
        assert 0 <= index < 100


def test_list_credential() -> None:
    made = bitstring.list_credential(
        url="https://issuer.example/lists/revocation-1.json",
        purpose="revocation",
        issuer="did:web:issuer.example",
        set_indexes=[7],
        valid_from=datetime(2026, 11, 1, tzinfo=UTC),
        valid_for="P30D",
    )
    assert (made["validFrom"], made["validUntil"]) == ("2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z")
    subject = made["credentialSubject"]
    assert bitstring.is_set(bitstring.decode(subject["encodedList"]), 7)
    assert subject["ttl"] == 3_600_000
    assert (subject["type"], subject["statusPurpose"]) == ("BitstringStatusList", "revocation")
    assert "relatedResource" not in made


def test_list_credential_vouches_for_its_changes() -> None:
    url = "https://issuer.example/lists/revocation-1.json"
    more = {
        "purpose": "revocation",
        "issuer": "did:web:issuer.example",
        "valid_from": datetime(2026, 11, 1, tzinfo=UTC),
    }
    made = bitstring.list_credential(url=url, set_indexes=[7], valid_for=None, told=b"{}", **more)
    (resource,) = made["relatedResource"]
    assert resource == {
        "id": "https://issuer.example/lists/revocation-1-changes.json",
        "digestMultibase": "uEiBEE2-jVbNnihFGrRb36GSelPtPwh_nfoMQwGD2HKr_ig",
        "mediaType": "application/json",
    }
    proof = [{"verificationMethod": "did:web:issuer.example#key-1"}]
    assert bitstring.read_list(json.dumps({**made, "proof": proof}).encode()).changes == resource["digestMultibase"]
