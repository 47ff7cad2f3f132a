"""Cases of the `authority` step and of DIDs: may that key sign for that issuer, and where is its document?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from conformance.world import (
    ISSUER,
    ISSUER_DOCUMENT,
    STRANGER,
    STRANGER_DOCUMENT,
    Case,
    answers,
    badge,
    did_document,
    edited,
    method,
    signed,
    trusting,
)  # fmt: skip

_UNAVAILABLE = ("proof.key-unavailable", "authority.unavailable")


def _authority() -> Iterator[tuple[str, str, str, tuple[str, ...], dict[str, Any], dict[str, Any]]]:
    stranger = answers(extra={STRANGER_DOCUMENT: {"status": 200, "json": did_document(STRANGER)}})
    other = signed(by="stranger", verificationMethod=f"{STRANGER}#key-1")
    yield (
        "other-issuer",
        "A stranger signs in the issuer's name, with a key of their own.",
        "invalid",
        ("authority.other-issuer",),
        other,
        stranger,
    )
    own = signed(badge(issuer=ISSUER), by="stranger", verificationMethod=f"{STRANGER}#key-1")
    yield (
        "other-issuer-text",
        "The same where the issuer is a text.",
        "invalid",
        ("authority.other-issuer",),
        own,
        stranger,
    )
    held = answers(did_document(ISSUER, method(ISSUER, controller=STRANGER)))
    yield (
        "controller",
        "The issuer's document lists a key that is controlled by somebody else.",
        "invalid",
        ("authority.other-issuer",),
        signed(),
        held,
    )
    login = answers(did_document(listed=[]))
    yield (
        "not-listed",
        "A key for logging in may not sign credentials.",
        "invalid",
        ("authority.not-listed",),
        signed(),
        login,
    )
    renamed = edited(signed(), "proof", 0, "verificationMethod", to=f"{ISSUER}#key-2")
    yield (
        "key-missing",
        "A key that the issuer's document does not hold.",
        "invalid",
        ("proof.key-missing", "authority.not-listed"),
        renamed,
        answers(),
    )
    for name, why, member, end, bad in (
        ("key-revoked", "Revoked at the very second of the signature.", "revoked", "2026-06-30T09:00:00Z", "authority.key-revoked"),
        ("key-expired", "Expired a day before the signature.", "expires", "2026-06-29T09:00:00Z", "authority.key-expired"),
        ("key-expired-long-ago", "Years below 1000 are written with four digits.", "expires", "0099-12-31T23:59:59.5Z", "authority.key-expired"),
        ("key-revoked-later", "What was signed before the key was revoked stays good.", "revoked", "2026-06-30T09:00:01Z", ""),
        ("key-expired-later", "Nor does the end of a key end what it signed.", "expires", "2026-09-01T00:00:00+02:00", ""),
    ):  # fmt: skip
        page = answers(did_document(ISSUER, method(ISSUER, **{member: end})))
        yield name, why, "invalid" if bad else "valid", (bad,) if bad else (), signed(), page
    ended = answers(did_document(ISSUER, method(ISSUER, revoked="2026-09-01T00:00:00Z")))
    yield (
        "undated",
        "A key with an end, and a signature without a date.",
        "indeterminate",
        ("authority.undated",),
        signed(created=None),
        ended,
    )
    broken = answers(did_document(ISSUER, method(ISSUER, revoked="last week")))
    yield (
        "malformed-end",
        "A key whose end cannot be read.",
        "indeterminate",
        ("authority.unavailable",),
        signed(),
        broken,
    )
    embedded = answers({"id": ISSUER, "assertionMethod": [method(ISSUER)]})
    yield "embedded", "A document may hold the key where it lists it.", "valid", (), signed(), embedded
    relative = answers(
        {"id": ISSUER, "verificationMethod": [method(ISSUER, id="#key-1")], "assertionMethod": ["#key-1"]}
    )
    yield "relative", "A document may leave out its own DID.", "valid", (), signed(), relative
    foreign = {
        "id": ISSUER,
        "verificationMethod": [method(STRANGER, "stranger")],
        "assertionMethod": [f"{STRANGER}#key-1"],
    }
    yield "foreign-key", "A document that lists a stranger's key does not let the stranger sign.", "invalid", ("authority.other-issuer",), other, {
        **stranger, ISSUER_DOCUMENT: {"status": 200, "json": foreign},
    }  # fmt: skip


def _documents() -> Iterator[tuple[str, str, dict[str, Any]]]:
    yield "offline", "No answer at all.", {}
    yield "http-404", "No such document.", {ISSUER_DOCUMENT: {"status": 404}}
    yield (
        "http-500",
        "A server in trouble, whatever it sends along.",
        {ISSUER_DOCUMENT: {"status": 500, "json": did_document()}},
    )
    yield (
        "not-json",
        "A page instead of a document.",
        {ISSUER_DOCUMENT: {"status": 200, "base64": "PCFkb2N0eXBlIGh0bWw+"}},
    )
    yield "not-object", "JSON, but no document.", {ISSUER_DOCUMENT: {"status": 200, "json": [did_document()]}}
    yield "other-id", "A document that is somebody else's.", answers(did_document(STRANGER))
    yield (
        "no-id",
        "A document that is nobody's.",
        answers({"verificationMethod": [method(ISSUER)], "assertionMethod": [f"{ISSUER}#key-1"]}),
    )


def _from(did: str) -> dict[str, Any]:
    """The badge as that DID would have signed it; a DID that RDF could not hold gets a proof for another."""
    document = badge(issuer={**badge()["issuer"], "id": did})
    return signed(document, verificationMethod=f"{did}#key-1")


_PLACES = (
    ("path", "did:web:issuer.example:schools:data", "https://issuer.example/schools/data/did.json"),
    ("port", "did:web:issuer.example%3A8443", "https://issuer.example:8443/.well-known/did.json"),
    ("subdomain", "did:web:a.b.issuer.example", "https://a.b.issuer.example/.well-known/did.json"),
    ("encoded", "did:web:issuer.example:caf%C3%A9", "https://issuer.example/caf%C3%A9/did.json"),
)  # fmt: skip
_REFUSED = (
    ("ipv4", "did:web:127.0.0.1", "An address on the machine that asks."),
    ("ipv4-short", "did:web:127.1", "The same, short."),
    ("ipv4-hexadecimal", "did:web:0x7f.0.0.0x1", "The same, in another base."),
    ("localhost", "did:web:localhost", "A name without a dot is inside."),
    ("ipv6", "did:web:%5B%3A%3A1%5D", "Brackets hold an address."),
    ("dot-segment", "did:web:issuer.example:..:secret", "A path that climbs."),
    ("encoded-dots", "did:web:issuer.example:%2e%2e", "The same, encoded."),
    ("empty-segment", "did:web:issuer.example::data", "Nothing between two colons."),
    ("encoded-slash", "did:web:issuer.example:a%2Fb", "A slash that is not a separator."),
    ("encoded-query", "did:web:issuer.example:a%3Fb", "A question mark would cut the address."),
    ("slash", "did:web:issuer.example/data", "A slash belongs to an address, not to a DID."),
    ("user", "did:web:user%40issuer.example", "A user name in front."),
    ("port-zero", "did:web:issuer.example%3A0", "No such port."),
    ("underscore", "did:web:issuer_1.example", "A host is a name of the DNS."),
    ("hyphen", "did:web:-issuer.example", "Which does not begin with a hyphen."),
    ("empty", "did:web:", "Nothing at all."),
)  # fmt: skip


def cases() -> Iterator[Case]:
    for name, why, outcome, codes, document, http in _authority():
        yield Case(f"authority-{name}", why, {"json": document}, outcome, codes, http=http)
    for name, why, http in _documents():
        yield Case(f"did-web-{name}", why, {"json": signed()}, "indeterminate", _UNAVAILABLE, http=http)
    for name, did, url in _PLACES:
        page = {url: {"status": 200, "json": did_document(did, method(did))}}
        yield Case(
            f"did-web-{name}",
            f"The document of this DID is at {url}.",
            {"json": _from(did)},
            "valid",
            trust=trusting(did),
            http=page,
        )
    for name, did, why in _REFUSED:
        yield Case(
            f"did-web-refused-{name}", why, {"json": _from(did)}, "indeterminate", _UNAVAILABLE, trust=trusting(did)
        )
    for name, did, why in (
        ("method", "did:ion:EiClkZMDxPKqC9c", "A method that is not resolved here."),
        ("key-curve", "did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme", "A did:key of another curve."),
        ("key-cut", "did:key:z6MkpTHR8VNsBxYAAWHut2Geadd9jSwuBV8x", "A did:key that was cut off."),
    ):
        yield Case(
            f"did-unsupported-{name}", why, {"json": _from(did)}, "indeterminate", _UNAVAILABLE, trust=trusting(did)
        )
    pinned = trusting(ISSUER, didDocument=did_document())
    yield Case(
        "did-pinned",
        "A document in the trust list is used instead of the network.",
        {"json": signed()},
        "valid",
        trust=pinned,
        http={},
    )
    old = trusting(ISSUER, didDocument=did_document())
    new = answers(did_document(ISSUER, method(ISSUER, "stranger")))
    yield Case(
        "did-pinned-first", "Even where the network says otherwise.", {"json": signed()}, "valid", trust=old, http=new
    )
    wrong = trusting(ISSUER, didDocument=did_document(STRANGER))
    yield Case(
        "did-pinned-other",
        "A pinned document that is somebody else's.",
        {"json": signed()},
        "indeterminate",
        _UNAVAILABLE,
        trust=wrong,
    )
