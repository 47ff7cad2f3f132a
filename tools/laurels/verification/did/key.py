"""did:key: the DID is the key. did:key v0.9 §3.1 (Read)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from laurels.proof import keys
from laurels.verification.did import document
from laurels.verification.fetching import Fetcher, Unavailable


def resolve(did: str, _fetch: Fetcher, _now: datetime | None) -> Mapping[str, Any] | Unavailable:
    """The document of a did:key of a kind of key that is read here."""
    text = did.removeprefix("did:key:")
    if keys.from_multikey(text) is None:
        return Unavailable("unsupported-did")
    return document.of_one_key(did, text, {"type": "Multikey", "publicKeyMultibase": text})
