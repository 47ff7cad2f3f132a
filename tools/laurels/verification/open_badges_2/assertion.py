"""Is it an assertion? Open Badges 2.0, Assertion and VerificationObject, as far as the verdict depends on them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeGuard

from laurels.verification import versions
from laurels.verification.report import Step, failed, passed
from laurels.verification.structure import entries

OLDER_CONTEXT = "https://w3id.org/openbadges/v1"
SIGNED, HOSTED = ("SignedBadge", "signed"), ("HostedBadge", "hosted")
UNCHECKED = ("endorsements", "evidence", "images", "extensions")
"""What may be in an assertion, and is neither followed nor judged."""
_URL = re.compile(r"https://[A-Za-z0-9.-]+(:[0-9]+)?([/?][^\s<>\"{}|\\^`]*)?", re.ASCII)
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+", re.ASCII)


def is_assertion(document: Mapping[str, Any]) -> bool:
    """Whether a document is an assertion of Open Badges 2.0."""
    return versions.OPEN_BADGES_2 in entries(document.get("@context")) and "Assertion" in entries(document.get("type"))


def is_older(document: Mapping[str, Any]) -> bool:
    """Whether a document is of Open Badges 1."""
    older = OLDER_CONTEXT in entries(document.get("@context"))
    return older or ("@context" not in document and {"uid", "recipient", "badge", "verify"} <= document.keys())


def is_url(value: Any) -> TypeGuard[str]:
    """Whether a value is an https address that may be asked."""
    return isinstance(value, str) and bool(_URL.fullmatch(value))


def verification(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """How the assertion says that it can be verified; its older name is `verify`."""
    value = document.get("verification", document.get("verify"))
    return value if isinstance(value, dict) else {}


def is_signed(document: Mapping[str, Any]) -> bool:
    """Whether it says that it is signed."""
    return any(name in SIGNED for name in entries(verification(document).get("type")))


def check_shape(document: Mapping[str, Any], *, token: bool) -> Step:
    """Whether the assertion has the shape that the later steps rely on."""
    problem = next(_problems(document, token=token), None)
    if problem:
        return failed("structure.field", pointer=problem[0], expected=problem[1])
    return passed("structure.open-badge-2", unchecked=list(UNCHECKED))


def _problems(document: Mapping[str, Any], *, token: bool) -> Iterator[tuple[str, str]]:
    recipient, badge, types = (
        document.get("recipient"),
        document.get("badge"),
        entries(verification(document).get("type")),
    )
    if not any(name in (*SIGNED, *HOSTED) for name in types):
        yield "/verification/type", "how it can be verified: SignedBadge or HostedBadge"
    if token and not is_signed(document):
        yield "/verification/type", "SignedBadge, because it is signed"
    identifier = document.get("id")
    if not (isinstance(identifier, str) and _URI.fullmatch(identifier) and (is_signed(document) or is_url(identifier))):
        yield "/id", "an address, which is https where it is hosted"
    texts = [recipient.get(name) for name in ("type", "identity")] if isinstance(recipient, dict) else [None]
    if not all(isinstance(text, str) for text in texts):
        yield "/recipient", "an object with type and identity"
    if not (is_url(badge) or (isinstance(badge, dict) and "issuer" in badge)):
        yield "/badge", "a badge class, or its https address"
    if not isinstance(document.get("issuedOn"), str):
        yield "/issuedOn", "a date and time"
    if "expires" in document and not isinstance(document["expires"], str):
        yield "/expires", "a date and time"
