"""Is it in its time? Verifiable Credentials 2.0 §4.9."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from laurels.encoding.timestamps import parse_timestamp
from laurels.verification.report import Step, failed, passed
from laurels.verification.structure import entries


def check_validity(document: Mapping[str, Any], now: datetime) -> Step:
    """Whether an instant lies between `validFrom` and `validUntil`, both included."""
    limits: dict[str, datetime] = {}
    for name in ("validFrom", "validUntil"):
        if name in document:
            try:
                limits[name] = parse_timestamp(document[name])
            except ValueError:
                return failed("validity.malformed", pointer=f"/{name}")
    start, end = limits.get("validFrom"), limits.get("validUntil")
    shown = {name: document[name] for name in limits}
    if start and end and end < start:
        return failed("validity.reversed", **shown)
    if start and now < start:
        return failed("validity.not-yet", **shown)
    if end and now > end:
        return failed("validity.expired", **shown)
    for proof in entries(document.get("proof")):
        if "expires" in proof and now > parse_timestamp(proof["expires"]):
            return failed("validity.proof-expired", expires=proof["expires"])
    if end:
        return passed("validity.ok", **{"validFrom": "its award", **shown})
    return passed("validity.open", **shown) if start else passed("validity.unlimited")
