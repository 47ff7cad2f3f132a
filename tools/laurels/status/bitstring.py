"""Bitstring Status List v1.0 (W3C Recommendation, 15 May 2025): one bit for each credential, published as a whole."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from laurels.credential import vocabulary
from laurels.encoding import multibase, strict_json
from laurels.encoding.timestamps import add_duration, format_timestamp, parse_timestamp
from laurels.status import changes

MIN_ENTRIES = 131_072  # §6.1: 16 KB uncompressed, so that one badge hides among many
MAX_DECOMPRESSED_BYTES = 16 * 1024 * 1024
FILL_LIMIT = 0.7
"""Above this share a new list begins: random indexes stay cheap to find, and say little about order."""
PURPOSES = ("revocation", "suspension")
TTL_MILLISECONDS = 60 * 60 * 1000
"""§2.2: how long a verifier may go on with its copy of a list before it asks again."""
_GZIP_LEVEL = 9
_DAMAGED = "the list is not gzip, or is damaged"


class BitstringError(ValueError):
    """The encoded list cannot be used."""


class TooLargeError(BitstringError):
    """The encoded list unpacks to more than is read."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"the list unpacks to more than {limit} bytes")
        self.limit = limit


def encode(set_indexes: Iterable[int], entries: int = MIN_ENTRIES) -> str:
    """`encodedList` with these bits set (§3.3 Bitstring Generation, §3.5 Expansion). Index 0 is the left-most bit."""
    bits = bytearray(entries // 8)
    for index in set_indexes:
        bits[index // 8] |= 0x80 >> (index % 8)
    # mtime=0: the same bits give the same text.
    return multibase.encode_base64url(gzip.compress(bytes(bits), _GZIP_LEVEL, mtime=0))


def decode(encoded: str, *, max_bytes: int = MAX_DECOMPRESSED_BYTES) -> bytes:
    """The bits of an `encodedList`. Raises `BitstringError`; never allocates more than `max_bytes`."""
    try:
        compressed = multibase.decode_base64url(encoded)
    except multibase.MultibaseError as error:
        raise BitstringError("the list is not multibase base64url") from error
    decompressor = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
    try:
        bits = decompressor.decompress(compressed, max_bytes + 1)
    except zlib.error as error:
        raise BitstringError(_DAMAGED) from error
    if len(bits) > max_bytes:
        raise TooLargeError(max_bytes)
    if not decompressor.eof or decompressor.unused_data:
        raise BitstringError(_DAMAGED)
    return bits


def is_set(bits: bytes, index: int) -> bool:
    """The bit of an entry. Raises `IndexError` where the list is shorter."""
    return bool(bits[index // 8] & (0x80 >> (index % 8)))


def set_indexes(bits: bytes) -> Iterator[int]:
    """Every entry of one bit that is set, in order."""
    for place, byte in enumerate(bits):
        if byte:
            yield from (place * 8 + bit for bit in range(8) if byte & (0x80 >> bit))


def is_full(used: Collection[int], entries: int = MIN_ENTRIES) -> bool:
    """Whether a new list should begin."""
    return len(used) >= entries * FILL_LIMIT


def allocate(used: Collection[int], randbelow: Callable[[int], int], entries: int = MIN_ENTRIES) -> int:
    """A random unused index of a list that is not full. `randbelow(n)` gives a random whole number below n."""
    while (index := randbelow(entries)) in used:
        pass
    return index


@dataclass(frozen=True, slots=True)
class SignedList:
    """What one of our own signed status lists says of itself."""

    id: str
    issuer: str
    method: str
    """The verification method that signed it."""
    encoded: str
    valid_from: datetime
    valid_until: datetime | None
    changes: str | None = None
    """The `digestMultibase` that it names for the file of its changes; None where it names no such file."""


def read_list(data: bytes) -> SignedList:
    """A list as `laurels issue` wrote it. Raises `BitstringError`; signatures are the verifier's business."""
    try:
        signed = strict_json.loads(data)
        until, related = signed.get("validUntil"), signed.get("relatedResource", [])
        found = SignedList(
            signed["id"],
            signed["issuer"],
            signed["proof"][0]["verificationMethod"],
            signed["credentialSubject"]["encodedList"],
            parse_timestamp(signed["validFrom"]),
            parse_timestamp(until) if until is not None else None,
            next((item["digestMultibase"] for item in related if item["id"] == changes.address(signed["id"])), None),
        )
        if not all(isinstance(text, str) for text in (found.id, found.issuer, found.method, found.encoded)):
            raise BitstringError("a field is no text")
        decode(found.encoded)
    except strict_json.JsonError as error:
        raise BitstringError(f"it is not strict JSON ({error.code})") from error
    except (AttributeError, KeyError, IndexError, TypeError) as error:
        raise BitstringError("it is not a status list credential") from error
    except BitstringError:
        raise
    except ValueError as error:
        raise BitstringError(str(error)) from error
    return found


def list_credential(
    *,
    url: str,
    purpose: str,
    issuer: str,
    set_indexes: Iterable[int],
    valid_from: datetime,
    valid_for: str | None,
    told: bytes | None = None,
) -> dict[str, Any]:
    """The unsigned BitstringStatusListCredential (§2.2). `valid_for` is an ISO 8601 duration, or None for no end; `told` the file
    of its changes (`laurels.status.changes`), or None where it names none."""
    made: dict[str, Any] = {
        "@context": [vocabulary.CREDENTIALS_V2],
        "id": url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": format_timestamp(valid_from),
        "credentialSubject": {
            "id": f"{url}#list",
            "type": "BitstringStatusList",
            "statusPurpose": purpose,
            "encodedList": encode(set_indexes),
            "ttl": TTL_MILLISECONDS,
        },
    }
    if valid_for:
        made["validUntil"] = format_timestamp(add_duration(valid_from, valid_for))
    if told is not None:
        made["relatedResource"] = [changes.related_resource(url, told)]
    return made
