"""Which version of the data model a credential is written in, and what differs by it.

Verifiable Credentials Data Model v2.0 §4.9 (validFrom, validUntil) and v1.1 §4.6 and §4.7 (issuanceDate, expirationDate); Open Badges 2.0, Assertion (issuedOn, expires).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from laurels.credential import vocabulary

CREDENTIALS_V1 = "https://www.w3.org/2018/credentials/v1"
OPEN_BADGES_2 = "https://w3id.org/openbadges/v2"
BASES = (vocabulary.CREDENTIALS_V2, CREDENTIALS_V1)
"""The contexts of which one must stand first."""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def is_v1(document: Mapping[str, Any]) -> bool:
    """Whether the credential is of version 1.1."""
    context = document.get("@context")
    first = next(iter(context), None) if isinstance(context, list) else context
    return bool(first == CREDENTIALS_V1)


def date_names(document: Mapping[str, Any]) -> tuple[str, str]:
    """Names of the members that hold beginning and end."""
    if document.get("@context") == OPEN_BADGES_2 or OPEN_BADGES_2 in _list(document.get("@context")):
        return "issuedOn", "expires"
    return ("issuanceDate", "expirationDate") if is_v1(document) else ("validFrom", "validUntil")
