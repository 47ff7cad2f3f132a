"""did:jwk: the DID is a JSON Web Key, as text. did:jwk Method Specification, Read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from laurels.encoding import base64url, strict_json
from laurels.proof import keys
from laurels.verification.did import document
from laurels.verification.fetching import Fetcher, Unavailable

MAX_CHARACTERS = 4_000
"""Enough for an RSA key of 8,192 bits."""


def resolve(did: str, _fetch: Fetcher, _now: datetime | None) -> Mapping[str, Any] | Unavailable:
    """The document of a did:jwk of a kind of key that is read here, written as the only way to write it in base64url.

    A key that is published with its private part, or is meant for encrypting, is none.
    """
    text = did.removeprefix("did:jwk:")
    if len(text) > MAX_CHARACTERS:
        return Unavailable("malformed-did")
    try:
        jwk = strict_json.loads(base64url.decode(text))
    except (base64url.Base64urlError, strict_json.JsonError):
        return Unavailable("malformed-did")
    if not isinstance(jwk, dict) or keys.is_private(jwk) or keys.from_jwk(jwk) is None:
        return Unavailable("unsupported-did")
    return document.of_one_key(did, "0", {"type": "JsonWebKey", "publicKeyJwk": jwk})
