"""Cases of did:key and did:jwk: issuers whose DID is the key itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from conformance import secret_keys
from conformance.world import Case, badge, signed, trusting
from laurels.encoding import base64url
from laurels.proof.keys import Kind

_UNAVAILABLE = ("proof.key-unavailable", "authority.unavailable")
_SUITES: tuple[tuple[Kind, str], ...] = (
    ("Ed25519", "eddsa-rdfc-2022"),
    ("P-256", "ecdsa-rdfc-2019"),
    ("P-384", "ecdsa-rdfc-2019"),
)


def did_jwk(jwk: Any) -> str:
    """The DID of a JSON Web Key."""
    return f"did:jwk:{base64url.encode(json.dumps(jwk, separators=(',', ':')).encode())}"


def _badge(
    did: str, fragment: str, kind: Kind = "Ed25519", suite: str = "eddsa-rdfc-2022", **how: Any
) -> dict[str, Any]:
    document = badge(issuer={**badge()["issuer"], "id": did})
    return signed(document, kind=kind, cryptosuite=suite, verificationMethod=f"{did}#{fragment}", **how)


def _refused() -> Iterator[tuple[str, str, str]]:
    jwk = secret_keys.jwk()
    text = did_jwk(jwk).removeprefix("did:jwk:")
    yield "private", "A key with its private part.", did_jwk({**jwk, "d": jwk["x"]})
    yield "encryption", "A key for encrypting.", did_jwk({**jwk, "use": "enc"})
    yield "curve", "A key of a curve that is not read.", did_jwk({**jwk, "crv": "Ed448"})
    yield "short", "Half a key.", did_jwk({**jwk, "x": jwk["x"][:20]})
    yield "padded", "Padding is not allowed.", f"did:jwk:{text}=="
    yield "spare-bits", "A second way to write the same bytes.", f"did:jwk:{base64url.encode(b'[]')[:-1]}1"
    yield "list", "A list is no key.", did_jwk([jwk])
    twice = json.dumps(jwk)[:-1] + ', "x": "AAAA"}'
    yield "twice", "A member that is there twice.", f"did:jwk:{base64url.encode(twice.encode())}"
    yield "empty", "Nothing at all.", "did:jwk:"
    yield "endless", "More than any key has.", did_jwk({**jwk, "kid": "k" * 4000})
    point = secret_keys.jwk("issuer", "P-256")
    yield "off-curve", "A point that is not on its curve.", did_jwk({**point, "y": point["x"]})


def cases() -> Iterator[Case]:
    for kind, suite in _SUITES:
        key = secret_keys.multikey("issuer", kind)
        jwk = did_jwk(secret_keys.jwk("issuer", kind))
        for name, did, fragment in (("key", f"did:key:{key}", key), ("jwk", jwk, "0")):
            slug = kind.lower().replace("-", "")
            given = {"json": _badge(did, fragment, kind, suite)}
            why = f"A DID that is a key of {kind}."
            yield Case(f"did-{name}-{slug}", why, given, "valid", trust=trusting(did), http={})
    did = did_jwk(secret_keys.jwk())
    yield Case(
        "did-jwk-fragment",
        "Its one key has the number 0.",
        {"json": _badge(did, "1")},
        "invalid",
        ("proof.key-missing", "authority.not-listed"),
        trust=trusting(did),
        http={},
    )
    for name, why, did in _refused():
        given = {"json": _badge(did, "0")}
        yield Case(f"did-jwk-refused-{name}", why, given, "indeterminate", _UNAVAILABLE, trust=trusting(did), http={})
