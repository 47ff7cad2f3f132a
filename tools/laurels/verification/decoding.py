"""From the bytes of a file to the credential in it, whatever holds it: JSON, or a token around it (a JWT).

Securing Verifiable Credentials using JOSE and COSE §3.1 (the credential is the token's content) and §4.2 (a credential that is
nothing but an envelope); Verifiable Credentials Data Model v1.1 §6.3.1 (a claim `vc` in the token).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from laurels.encoding import strict_json
from laurels.encoding.timestamps import from_numeric_date
from laurels.proof import jws
from laurels.proof.jws import Jws
from laurels.verification import versions
from laurels.verification.open_badges_2.assertion import is_assertion, is_older
from laurels.verification.report import Step, failed, indeterminate
from laurels.verification.structure import entries

CLAIMS = ("iss", "sub", "aud", "exp", "nbf", "iat", "jti")
"""Registered claims (RFC 7519 §4.1): what the token says of itself, beside the credential."""
_ENVELOPE = "EnvelopedVerifiableCredential"
_DATA_URL = re.compile(r"data:application/(vc\+jwt|vc\+sd-jwt|jwt|vc\+ld\+jwt)[^,]*,(.*)", re.ASCII | re.DOTALL)
_SELECTIVE = ("vc+sd-jwt", "dc+sd-jwt", "sd-jwt", "vc+ld+json+sd-jwt", "sd+jwt")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A document, unproven, and the token that it came in."""

    document: Mapping[str, Any]
    token: Jws | None = None


def decode(data: bytes) -> Decoded | Step:
    """The credential in a file; or the `decode` step that failed; or the `structure` step of a form that is not read."""
    if len(data) <= strict_json.MAX_BYTES and jws.looks_like(data):
        return _from_token(data.strip(b" \t\r\n").decode("ascii"))
    try:
        document = strict_json.loads(data)
    except strict_json.JsonError as error:
        return failed(error.code, **error.detail)
    if not isinstance(document, dict):
        return failed("decode.not-object")
    if "VerifiableCredential" in entries(document.get("type")):
        return Decoded(document)
    if _ENVELOPE in entries(document.get("type")):
        found = _DATA_URL.fullmatch(str(document.get("id")))
        if not found:
            return failed("structure.field", pointer="/id", expected="a data: URL with a token")
        return _from_token(found[2])
    if "VerifiablePresentation" in entries(document.get("type")):
        return indeterminate("structure.unsupported", form="a presentation of credentials")
    if is_older(document):
        return indeterminate("structure.unsupported", form="an Open Badge of version 1")
    return Decoded(document)


def _from_token(text: str) -> Decoded | Step:
    if "~" in text:  # SD-JWT §4: what follows the token may or may not be shown
        return indeterminate("structure.unsupported", form="an SD-JWT")
    try:
        token = jws.parse(text)
    except strict_json.JsonError as error:
        return failed(error.code, **error.detail)
    except jws.JwsError as error:
        return failed("decode.not-jwt", reason=str(error))
    if str(token.header.get("typ")).lower().removeprefix("application/") in _SELECTIVE or "_sd_alg" in token.payload:
        return indeterminate("structure.unsupported", form="an SD-JWT")
    if "vp" in token.payload:
        return indeterminate("structure.unsupported", form="a presentation of credentials")
    if "vc" in token.payload:
        inside = token.payload["vc"]
        if not isinstance(inside, dict):
            return failed("structure.not-a-credential")
        return Decoded(_completed(inside, token.payload), token)
    if is_assertion(token.payload):
        return Decoded(token.payload, token)
    if is_older(token.payload):
        return indeterminate("structure.unsupported", form="an Open Badge of version 1")
    return Decoded({name: value for name, value in token.payload.items() if name not in CLAIMS}, token)


def _completed(inside: Mapping[str, Any], claims: Mapping[str, Any]) -> dict[str, Any]:
    """The credential with what only the claims say (Data Model v1.1 §6.3.1): both are signed."""
    made = dict(inside)
    start, end = versions.date_names(inside)
    for claim, name in (("iss", "issuer"), ("jti", "id")):
        if isinstance(claims.get(claim), str):
            made.setdefault(name, claims[claim])
    for claim, name in (("nbf", start), ("exp", end)):
        instant = from_numeric_date(claims.get(claim))
        if instant is not None:
            made.setdefault(name, instant)
    subject = made.get("credentialSubject")
    if isinstance(subject, dict) and "id" not in subject and isinstance(claims.get("sub"), str):
        made["credentialSubject"] = {"id": claims["sub"], **subject}
    return made
