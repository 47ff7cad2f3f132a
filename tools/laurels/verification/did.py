"""DID documents: did:key from the text itself, did:web from one https address. No other method is resolved here.

did:key v0.9 §3; did:web Method Specification §3.2.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from laurels.encoding import multibase, strict_json
from laurels.verification.fetching import Fetcher, Unavailable
from laurels.verification.trust import TrustList

_LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"({_LABEL}\.)+{_LABEL}(%3A[1-9][0-9]{{0,4}})?", re.ASCII | re.IGNORECASE)
_SEGMENT = re.compile(r"([A-Za-z0-9._-]|%[0-9A-Fa-f]{2})+", re.ASCII)
_ONLY_DIGITS_AT_END = re.compile(r"(^|\.)(\d+|0x[0-9a-f]*)(%3A\d+)?$", re.IGNORECASE)
MAX_DID_CHARACTERS = 500


def did_web_url(did: str) -> str | None:
    """The address of a did:web document, or None where the DID is not strictly one.

    Refused: IP addresses, single-label hosts, user names, empty and dot segments, and anything percent-encoded that
    would change the shape of the address.
    """
    if not did.startswith("did:web:") or len(did) > MAX_DID_CHARACTERS:
        return None
    host, *segments = did.removeprefix("did:web:").split(":")
    if not _HOST.fullmatch(host) or _ONLY_DIGITS_AT_END.search(host):
        return None
    if any(not _SEGMENT.fullmatch(part) or not _is_plain(unquote(part)) for part in segments):
        return None
    path = "/".join(segments) or ".well-known"
    return f"https://{host.lower().replace('%3a', ':')}/{path}/did.json"


def _is_plain(segment: str) -> bool:
    return segment not in (".", "..") and not any(c in segment for c in "/\\?#%@:") and segment.isprintable()


def did_key_document(did: str) -> dict[str, Any] | None:
    """The document of an Ed25519 did:key, or None where the DID is not one."""
    text = did.removeprefix("did:key:")
    try:
        multibase.decode_ed25519_multikey(text)
    except multibase.MultibaseError:
        return None
    method = f"{did}#{text}"
    return {
        "id": did,
        "verificationMethod": [{"id": method, "type": "Multikey", "controller": did, "publicKeyMultibase": text}],
        "assertionMethod": [method],
    }


def resolve(did: str, fetch: Fetcher, trust: TrustList | None) -> Mapping[str, Any] | Unavailable:
    """The DID document of a DID: from the trust list where it is pinned there, else derived or fetched."""
    if did.startswith("did:key:"):
        return did_key_document(did) or Unavailable("unsupported-did")
    pinned = trust.issuers.get(did) if trust else None
    if pinned is not None and pinned.did_document is not None:
        return pinned.did_document if pinned.did_document.get("id") == did else Unavailable("wrong-id")
    if not did.startswith("did:web:"):
        return Unavailable("unsupported-did")
    url = did_web_url(did)
    if url is None:
        return Unavailable("malformed-did")
    return _fetch_document(did, url, fetch)


def _fetch_document(did: str, url: str, fetch: Fetcher) -> Mapping[str, Any] | Unavailable:
    answer = fetch(url)
    if isinstance(answer, Unavailable):
        return answer
    if answer.status != 200:
        return Unavailable(f"http-{answer.status}")
    try:
        document = strict_json.loads(answer.body)
    except strict_json.JsonError:
        return Unavailable("not-json")
    if not isinstance(document, dict):
        return Unavailable("not-json")
    return document if document.get("id") == did else Unavailable("wrong-id")


def methods(document: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Absolute id → verification method, from the document's own list and those embedded in `assertionMethod`."""
    found: dict[str, Mapping[str, Any]] = {}
    for name in ("verificationMethod", "assertionMethod"):
        for entry in _list(document.get(name)):
            if isinstance(entry, dict) and isinstance(entry.get("id"), str):
                found.setdefault(_absolute(document, entry["id"]), entry)
    return found


def assertion_methods(document: Mapping[str, Any]) -> set[str]:
    """Absolute ids of the methods that may sign credentials (Controlled Identifiers v1.0 §2.3.2)."""
    ids = [entry.get("id") if isinstance(entry, dict) else entry for entry in _list(document.get("assertionMethod"))]
    return {_absolute(document, id_) for id_ in ids if isinstance(id_, str)}


def _absolute(document: Mapping[str, Any], identifier: str) -> str:
    return f"{document.get('id')}{identifier}" if identifier.startswith("#") else identifier


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
