"""did:web: the document at one https address. did:web Method Specification §3.2 (Read)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import unquote

from laurels.encoding import strict_json
from laurels.verification.fetching import Fetched, Fetcher, Unavailable

_LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"({_LABEL}\.)+{_LABEL}(%3A[1-9][0-9]{{0,4}})?", re.ASCII | re.IGNORECASE)
_SEGMENT = re.compile(r"([A-Za-z0-9._-]|%[0-9A-Fa-f]{2})+", re.ASCII)
_ONLY_DIGITS_AT_END = re.compile(r"(^|\.)(\d+|0x[0-9a-f]*)(%3A\d+)?$", re.ASCII | re.IGNORECASE)
MAX_DID_CHARACTERS = 500
MAX_HOST_CHARACTERS = 253  # RFC 1035 §2.3.4
MAX_PORT = 65535


def address(location: str, file: str) -> str | None:
    """The https address of a file that belongs to a DID, or None where the location is not strictly one.

    `location` is what follows `did:web:`: host, perhaps `%3A` and a port, and path segments between colons. Refused: IP
    addresses in any spelling, single-label hosts, user names, empty and dot segments, and anything percent-encoded that
    would change the shape of the address.
    """
    if len(location) > MAX_DID_CHARACTERS:
        return None
    host, *segments = location.split(":")
    if not _HOST.fullmatch(host) or _ONLY_DIGITS_AT_END.search(host):
        return None
    name, _, port = host.lower().partition("%3a")
    if len(name) > MAX_HOST_CHARACTERS or int(port or 0) > MAX_PORT:
        return None
    if any(not _SEGMENT.fullmatch(part) or not _is_plain(unquote(part)) for part in segments):
        return None
    path = "/".join(segments) or ".well-known"
    return f"https://{name}{port and ':'}{port}/{path}/{file}"


def _is_plain(segment: str) -> bool:
    return segment not in (".", "..") and not any(c in segment for c in "/\\?#%@:") and segment.isprintable()


def document_url(did: str) -> str | None:
    """The address of a did:web document, or None where the DID is not strictly one."""
    return address(did.removeprefix("did:web:"), "did.json") if did.startswith("did:web:") else None


def resolve(did: str, fetch: Fetcher, _now: datetime | None) -> Mapping[str, Any] | Unavailable:
    """The document that the DID's host publishes; its `id` must be the DID."""
    url = document_url(did)
    if url is None:
        return Unavailable("malformed-did")
    answer = get(url, fetch)
    if isinstance(answer, Unavailable):
        return answer
    try:
        document = strict_json.loads(answer.body)
    except strict_json.JsonError:
        return Unavailable("not-json")
    if not isinstance(document, dict):
        return Unavailable("not-json")
    return document if document.get("id") == did else Unavailable("wrong-id")


def get(url: str, fetch: Fetcher) -> Fetched | Unavailable:
    """The answer of an address, if it is one with a body."""
    answer = fetch(url)
    if isinstance(answer, Fetched) and answer.status != 200:
        return Unavailable(f"http-{answer.status}")
    return answer
