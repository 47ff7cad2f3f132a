"""When and why bits of a status list were set: a file beside the list, which the signed list names with its digest.

Bitstring Status List v1.0 has no place for a date or a reason; Verifiable Credentials 2.0 §5.3 (Integrity of Related Resources)
has: `relatedResource` makes the file as good as signed. It holds places on the list, days and reason codes, and nothing else.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from laurels.encoding import jcs, multibase, strict_json
from laurels.encoding.timestamps import parse_date

MEDIA_TYPE = "application/json"
REASONS: Mapping[str, str] = MappingProxyType(
    {
        "issued-in-error": "issued in error",
        "assessment-withdrawn": "the assessment was withdrawn",
        "misconduct": "misconduct",
        "superseded": "replaced by another credential",
        "holder-request": "at the holder’s request",
        "key-compromise": "a signing key was compromised",
        "under-review": "under review",
        "cleared": "the review ended well",
        "other": "another reason",
    }
)
"""Reason code of a change of status → how it is said."""


class ChangesError(ValueError):
    """The file says nothing that can be relied on."""


@dataclass(frozen=True, slots=True)
class Change:
    """When and why a bit was set."""

    date: date
    reason: str
    """A code of `REASONS`."""


def address(list_url: str) -> str:
    """Where the changes of a status list are: beside it. `…/revocation-1.json` has `…/revocation-1-changes.json`."""
    return f"{list_url.removesuffix('.json')}-changes.json"


def encode(list_url: str, changes: Mapping[int, Change]) -> bytes:
    """The file's bytes, the same for the same changes. `changes` is by index on the list."""
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, change in sorted(changes.items()):
        groups[change.date.isoformat(), change.reason].append(index)
    told = [{"date": day, "reason": reason, "indexes": found} for (day, reason), found in sorted(groups.items())]
    return jcs.canonical_bytes({"list": list_url, "changes": told})


def decode(data: bytes, list_url: str) -> dict[int, Change]:
    """The changes of a list by index. Raises `ChangesError`: where one entry cannot be read, none is."""
    try:
        value = strict_json.loads(data)
    except strict_json.JsonError as error:
        raise ChangesError(f"it is not strict JSON ({error.code})") from error
    if not isinstance(value, dict) or value.get("list") != list_url or not isinstance(value.get("changes"), list):
        raise ChangesError("it is not the changes of this list")
    found: dict[int, Change] = {}
    for item in value["changes"]:
        indexes = item.get("indexes") if isinstance(item, dict) else None
        if not isinstance(indexes, list):
            raise ChangesError("an entry names no places")
        change = _change(item)
        for index in indexes:
            if isinstance(index, bool) or not isinstance(index, int | float) or index < 0 or index != int(index):
                raise ChangesError("a place is no whole number")
            if index in found:
                raise ChangesError("a place is named twice")
            found[int(index)] = change
    return found


def _change(item: Mapping[str, Any]) -> Change:
    day, reason = item.get("date"), item.get("reason")
    if not isinstance(reason, str) or reason not in REASONS:
        raise ChangesError("a reason is none of those that there are")
    try:
        return Change(parse_date(day if isinstance(day, str) else ""), reason)
    except ValueError as error:
        raise ChangesError("a date does not exist") from error


def related_resource(list_url: str, data: bytes) -> dict[str, str]:
    """The entry in the signed list's `relatedResource` (Verifiable Credentials 2.0 §5.3)."""
    return {"id": address(list_url), "digestMultibase": digest(data), "mediaType": MEDIA_TYPE}


def digest(data: bytes) -> str:
    """The file's SHA-256 as `digestMultibase` has it."""
    return multibase.encode_sha256_multihash(hashlib.sha256(data).hexdigest())
