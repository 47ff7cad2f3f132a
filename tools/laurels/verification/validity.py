"""Is it in its time? Verifiable Credentials 2.0 §4.9, Data Model v1.1 §4.6 and §4.7."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from laurels.encoding.timestamps import from_numeric_date, parse_timestamp
from laurels.verification import versions
from laurels.verification.report import Step, failed, passed
from laurels.verification.structure import entries


def check_validity(document: Mapping[str, Any], now: datetime, claims: Mapping[str, Any] | None = None) -> Step:
    """Whether an instant lies between the credential's beginning and end, both included, and in its signature's own time.

    `claims` are those of the token that it came in, already held against the credential.
    """
    limits: dict[str, datetime] = {}
    shown: dict[str, Any] = {}
    for name, member in zip(("validFrom", "validUntil"), versions.date_names(document), strict=True):
        if member in document:
            try:
                limits[name] = parse_timestamp(document[member])
            except (ValueError, TypeError):
                return failed("validity.malformed", pointer=f"/{member}")
            shown[name] = document[member]
    start, end = limits.get("validFrom"), limits.get("validUntil")
    if start and end and end < start:
        return failed("validity.reversed", **shown)
    if start and now < start:
        return failed("validity.not-yet", **shown)
    if end and now > end:
        return failed("validity.expired", **shown)
    signature = _check_signature_time(document, now, claims)
    if signature:
        return signature
    if end:
        return passed("validity.ok", **{"validFrom": "its award", **shown})
    return passed("validity.open", **shown) if start else passed("validity.unlimited")


def _check_signature_time(document: Mapping[str, Any], now: datetime, claims: Mapping[str, Any] | None) -> Step | None:
    """Data Integrity 1.0 §2.1 (`expires`); RFC 7519 §4.1.4 to §4.1.6 (`exp`, `nbf`, `iat`)."""
    if claims is None:
        ends = [proof["expires"] for proof in entries(document.get("proof")) if "expires" in proof]
    else:
        for claim in ("nbf", "iat"):
            begins = from_numeric_date(claims.get(claim))
            if begins is not None and now < parse_timestamp(begins):
                return failed("validity.proof-not-yet", begins=begins)
        expires = from_numeric_date(claims.get("exp"))
        ends = [expires] if expires else []
    for end in ends:
        if now > parse_timestamp(end):
            return failed("validity.proof-expired", expires=end)
    return None
