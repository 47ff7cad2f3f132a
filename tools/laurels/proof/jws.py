"""JSON Web Signatures in compact form, read strictly. RFC 7515 §3.1 and §5.2; RFC 8725 (Best Current Practices).

What signs is chosen from a short list, never from what the token asks for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from laurels.encoding import base64url, strict_json
from laurels.proof.keys import Kind

ALGORITHMS: Mapping[str, Kind] = MappingProxyType({"EdDSA": "Ed25519", "ES256": "P-256", "RS256": "RSA"})
"""`alg` → the kind of key that goes with it (RFC 7518 §3.1, RFC 8037 §3.1). A new algorithm is a row here and in the browser."""
PROVES_NOTHING = re.compile(r"none|HS\d+", re.IGNORECASE | re.ASCII)
"""Without a key, or with one that whoever checks could sign with too (RFC 8725 §3.1)."""
# A header begins with a brace, and so its text with “e” and one of sixteen letters: no other text in a credential's file does.
_LOOK = re.compile(rb"e[w-z0-9_-][A-Za-z0-9_+/=-]*\.[A-Za-z0-9_+/=.~-]*")


class JwsError(ValueError):
    """The text is no compact JWS; the message says why, to go on a sentence."""


@dataclass(frozen=True, slots=True)
class Jws:
    """A token taken apart; nothing about it is proven."""

    header: Mapping[str, Any]
    payload: Mapping[str, Any]
    signing_input: bytes
    """What the signature covers (RFC 7515 §5.2 step 8)."""
    signature: bytes


def looks_like(data: bytes) -> bool:
    """Whether some bytes, without white space around them, are meant to be a token rather than JSON."""
    return bool(_LOOK.fullmatch(data.strip(b" \t\r\n")))


def parse(text: str) -> Jws:
    """The parts of a compact JWS. Raises `JwsError`, and `JsonError` where header or content is not strict JSON."""
    parts = text.split(".")
    if len(parts) == 5:
        raise JwsError("it is encrypted")
    if len(parts) != 3:
        raise JwsError(f"it has {len(parts)} parts instead of 3")
    try:
        header, payload, signature = (base64url.decode(part) for part in parts)
    except base64url.Base64urlError as error:
        raise JwsError("a part of it is not base64url") from error
    return Jws(_object(header, "header"), _object(payload, "content"), text.rpartition(".")[0].encode(), signature)


def _object(data: bytes, name: str) -> dict[str, Any]:
    value = strict_json.loads(data)
    if not isinstance(value, dict):
        raise JwsError(f"its {name} is not an object")
    return value
