"""The key that signed, and whether the issuer vouches for it.

Controlled Identifiers v1.0 §3.3 (Retrieve Verification Method) and §2.3.2 (Assertion).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from laurels.encoding.timestamps import format_timestamp, parse_timestamp
from laurels.proof import keys
from laurels.proof.keys import PublicKey
from laurels.verification import did as dids
from laurels.verification.fetching import Fetcher, Unavailable
from laurels.verification.report import Step, failed, indeterminate, passed, plain
from laurels.verification.trust import TrustList

_MULTIKEY_TYPES = ("Multikey", "Ed25519VerificationKey2020")
_JWK_TYPES = ("JsonWebKey", "JsonWebKey2020")


@dataclass(frozen=True)
class Found:
    """Where a verification method led to. What follows from it is worked out once: thousands of credentials name one key."""

    method_id: str
    document: Mapping[str, Any] | Unavailable
    """The DID document."""

    @cached_property
    def did(self) -> str:
        """The DID that the method belongs to."""
        return self.method_id.partition("#")[0]

    @cached_property
    def may_assert(self) -> bool:
        """Whether the document lists the method for signing credentials."""
        return not isinstance(self.document, Unavailable) and self.method_id in dids.assertion_methods(self.document)

    @cached_property
    def method(self) -> Mapping[str, Any] | None:
        """The method as the document has it."""
        return None if isinstance(self.document, Unavailable) else dids.methods(self.document).get(self.method_id)


def find(method_id: str, fetch: Fetcher, trust: TrustList | None, now: datetime) -> Found:
    """The DID document of a method's DID."""
    return Found(method_id, dids.resolve(method_id.partition("#")[0], fetch, trust, now))


def read_key(found: Found, kinds: tuple[str, ...], suite: str) -> PublicKey | Step:
    """The key to check a signature with, or the `proof` step where there is none that can be used."""
    if isinstance(found.document, Unavailable):
        reason = found.document.reason
        return indeterminate("proof.key-unavailable", did=found.did, method=found.method_id, reason=reason)
    method = found.method
    if method is None:
        return indeterminate("proof.key-missing", method=found.method_id)
    return usable(public_key(method), method, found.method_id, kinds, suite)


def usable(
    key: PublicKey | None, method: Mapping[str, Any], name: str, kinds: tuple[str, ...], suite: str
) -> PublicKey | Step:
    """The key, if it is of a kind that goes with the suite, and a forger could not use it as well."""
    if key is None:
        return indeterminate("proof.key-unsupported", method=name)
    if key.kind not in kinds:
        return failed("proof.key-kind", method=name, kind=key.kind, suite=suite)
    jwk = method.get("publicKeyJwk", method)
    published = isinstance(jwk, dict) and keys.is_private(jwk)
    reason = "it is published with its private part" if published else keys.weakness(key)
    return failed("proof.key-unsafe", method=name, reason=reason) if reason else key


def public_key(method: Mapping[str, Any]) -> PublicKey | None:
    """The key in a verification method; None where it is of a kind that is not read here."""
    multikey, jwk = method.get("publicKeyMultibase"), method.get("publicKeyJwk")
    if method.get("type") in _MULTIKEY_TYPES and isinstance(multikey, str):
        return keys.from_multikey(multikey)
    if method.get("type") in _JWK_TYPES and isinstance(jwk, dict):
        return keys.from_jwk(jwk)
    return None


def check_authority(issuer: str, found: Found, created: str | None) -> Step:
    """Whether the issuer lists the key for signing credentials, and the key was good when it signed.

    `created` is the time of the signature as an XSD dateTimeStamp, if it says one.
    """
    if found.did != issuer:
        return failed("authority.other-issuer", did=issuer, controller=found.did)
    if isinstance(found.document, Unavailable):
        return indeterminate("authority.unavailable", did=issuer, reason=found.document.reason)
    method = found.method
    if method is None or not found.may_assert:
        return failed("authority.not-listed", did=issuer, method=found.method_id)
    controller = method.get("controller", issuer)
    if controller != issuer:
        return failed("authority.other-issuer", did=issuer, controller=plain(controller))
    return _key_life(issuer, method, created)


def _key_life(did: str, method: Mapping[str, Any], created: str | None) -> Step:
    """Controlled Identifiers v1.0 §2.2: `revoked` and `expires` of a verification method."""
    for name, code in (("revoked", "authority.key-revoked"), ("expires", "authority.key-expired")):
        if name not in method:
            continue
        try:
            end = parse_timestamp(method[name])
        except (ValueError, TypeError):
            return indeterminate("authority.unavailable", did=did, reason="malformed-document")
        if created is None:
            return indeterminate("authority.undated", did=did)
        if parse_timestamp(created) >= end:
            return failed(code, did=did, created=created, **{name: format_timestamp(end)})
    return passed("authority.ok", did=did)
