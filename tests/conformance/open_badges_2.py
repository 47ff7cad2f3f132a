"""Cases of Open Badges 2.0: assertions that are signed, and assertions that their issuer hosts."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from typing import Any

from conformance import secret_keys
from conformance.tokens import segment
from conformance.world import Case, trusting
from laurels.encoding import base64url
from laurels.proof.keys import Kind

CONTEXT = "https://w3id.org/openbadges/v2"
SITE = "https://issuer.example"
PROFILE, BADGE, KEY, LIST, ASSERTION = (
    f"{SITE}/profile", f"{SITE}/badges/sql", f"{SITE}/keys/1", f"{SITE}/revoked", f"{SITE}/assertions/1",
)  # fmt: skip
STRANGER = "https://stranger.example"
UUID = "urn:uuid:6f1c1f0e-7f5a-4a0b-9d56-2f1f6c3d0a01"
_HEADS = {
    "Ed25519": "302a300506032b6570032100",
    "P-256": "3059301306072a8648ce3d020106082a8648ce3d03010703420004",
}
Web = dict[str, Any]
Found = Iterator[tuple[str, str, str, tuple[str, ...], Mapping[str, Any], Web]]


def _length(data: bytes) -> bytes:
    size = len(data)
    return bytes([size]) if size < 128 else b"\x81" + bytes([size]) if size < 256 else b"\x82" + size.to_bytes(2)


def _element(tag: int, data: bytes) -> bytes:
    return bytes([tag]) + _length(data) + data


def pem(name: str = "issuer", kind: Kind = "RSA", bits: int = 2048) -> str:
    """The public key of a name as PEM text."""
    key = secret_keys.public(name, kind, bits)
    if kind == "RSA":
        numbers = _element(2, b"\0" + key.data) + _element(2, key.exponent.to_bytes(3))
        body = bytes.fromhex("300d06092a864886f70d0101010500") + _element(3, b"\0" + _element(0x30, numbers))
        der = _element(0x30, body)
    elif kind == "Ed25519":
        der = bytes.fromhex(_HEADS[kind]) + key.data
    else:
        jwk = secret_keys.jwk(name, kind)
        der = bytes.fromhex(_HEADS[kind]) + base64url.decode(jwk["x"]) + base64url.decode(jwk["y"])
    text = base64.b64encode(der).decode()
    lines = [text[at : at + 64] for at in range(0, len(text), 64)]
    return "\n".join(["-----BEGIN PUBLIC KEY-----", *lines, "-----END PUBLIC KEY-----", ""])


def assertion(**changes: Any) -> dict[str, Any]:
    """A signed assertion; a change to None takes the member out."""
    made = {
        "@context": CONTEXT,
        "id": UUID,
        "type": "Assertion",
        "recipient": {"type": "email", "hashed": True, "salt": "s", "identity": "sha256$" + "0" * 64},
        "badge": BADGE,
        "issuedOn": "2026-06-30T09:00:00Z",
        "verification": {"type": "SignedBadge", "creator": KEY},
        **changes,
    }
    return {name: value for name, value in made.items() if value is not None}


def hosted(**changes: Any) -> dict[str, Any]:
    """A hosted assertion."""
    return assertion(**{"id": ASSERTION, "verification": {"type": "HostedBadge"}, **changes})


def profile(**changes: Any) -> dict[str, Any]:
    """The issuer's profile."""
    made = {
        "@context": CONTEXT,
        "id": PROFILE,
        "type": "Profile",
        "name": "Conformance Institute",
        "publicKey": KEY,
        **changes,
    }
    return {name: value for name, value in made.items() if value is not None}


def web(*, issuer: Any = None, badge: Any = None, key: Any = None, **more: Any) -> Web:
    """The issuer's site; `more` by the last part of an address, or None for an address that does not answer."""
    pages = {
        PROFILE: profile() if issuer is None else issuer,
        BADGE: badge or {"@context": CONTEXT, "id": BADGE, "type": "BadgeClass", "name": "SQL foundations", "description": "Asks questions.", "issuer": PROFILE},
        KEY: key or {"@context": CONTEXT, "id": KEY, "type": "CryptographicKey", "owner": PROFILE, "publicKeyPem": pem()},
    }  # fmt: skip
    return {**{url: {"status": 200, "json": body} for url, body in pages.items()}, **more.get("extra", {})}


def without(pages: Web, *urls: str) -> Web:
    return {url: page for url, page in pages.items() if url not in urls}


def jws(
    payload: Any = None, *, alg: str = "RS256", by: str = "issuer", kind: Kind = "RSA", bits: int = 2048, **header: Any
) -> str:
    """A signed assertion's token."""
    body = f"{segment({'alg': alg, **header})}.{segment(assertion() if payload is None else payload)}"
    return f"{body}.{base64url.encode(secret_keys.sign(body.encode(), by, kind, bits))}"


def listed(*revoked: Any, **changes: Any) -> Web:
    """A site with a revocation list."""
    body = {
        "@context": CONTEXT,
        "id": LIST,
        "type": "RevocationList",
        "issuer": PROFILE,
        "revokedAssertions": list(revoked),
        **changes,
    }
    return web(issuer=profile(revocationList=LIST), extra={LIST: {"status": 200, "json": body}})


def _signed() -> Found:
    def text(*args: Any, **how: Any) -> dict[str, str]:
        return {"text": jws(*args, **how)}

    yield "ok", "The usual case.", "valid", (), text(), web()
    for name, alg, kind in (("eddsa", "EdDSA", "Ed25519"), ("es256", "ES256", "P-256")):
        key = {"id": KEY, "type": "CryptographicKey", "owner": PROFILE, "publicKeyPem": pem("issuer", kind)}  # type: ignore[arg-type]
        yield f"ok-{name}", "Another algorithm.", "valid", (), text(alg=alg, kind=kind), web(key=key)
    inside = {
        "id": BADGE,
        "type": "BadgeClass",
        "name": "SQL foundations",
        "issuer": {"id": PROFILE, "name": "Anybody"},
    }
    yield (
        "ok-inside",
        "The badge class may be inside; the issuer's profile is fetched all the same.",
        "valid",
        (),
        text(assertion(badge=inside)),
        without(web(), BADGE),
    )
    whole = profile(publicKey={"id": KEY, "owner": PROFILE, "publicKeyPem": pem()})
    yield "ok-key-inside", "The key may be inside the profile.", "valid", (), text(), without(web(issuer=whole), KEY)
    yield (
        "ok-no-creator",
        "The only key of the profile need not be named.",
        "valid",
        (),
        text(assertion(verification={"type": "signed"})),
        web(),
    )
    yield (
        "ok-older-name",
        "Verification had a shorter name.",
        "valid",
        (),
        text({**assertion(verification=None), "verify": {"type": "signed", "creator": KEY}}),
        web(),
    )
    good = jws()
    head, _, signature = good.split(".")
    yield (
        "altered",
        "Another learner.",
        "invalid",
        ("proof.altered",),
        {
            "text": f"{head}.{segment(assertion(recipient={'type': 'email', 'identity': 'sample01@learner.example'}))}.{signature}"
        },
        web(),
    )
    yield "other-key", "Signed with another key.", "invalid", ("proof.altered",), text(by="stranger"), web()
    yield (
        "unsigned",
        "A signed badge without its signature.",
        "invalid",
        ("proof.missing",),
        {"json": assertion()},
        web(),
    )
    yield "none", "No signature.", "invalid", ("proof.algorithm",), text(alg="none"), web()
    yield "crit", "An extension.", "invalid", ("proof.token-header",), text(crit=["exp"]), web()
    yield (
        "unsupported",
        "An algorithm that is not read.",
        "indeterminate",
        ("proof.unsupported",),
        text(alg="RS512"),
        web(),
    )
    small = {"id": KEY, "owner": PROFILE, "publicKeyPem": pem(bits=1024)}
    yield "small-key", "1024 bits are not enough.", "invalid", ("proof.key-unsafe",), text(bits=1024), web(key=small)
    private = {"id": KEY, "owner": PROFILE, "publicKeyPem": pem().replace("PUBLIC", "PRIVATE")}
    yield (
        "not-a-key",
        "A text that is no public key.",
        "indeterminate",
        ("proof.key-unsupported",),
        text(),
        web(key=private),
    )
    yield (
        "key-kind",
        "A key of another kind.",
        "invalid",
        ("proof.key-kind",),
        text(),
        web(key={"id": KEY, "owner": PROFILE, "publicKeyPem": pem("issuer", "Ed25519")}),
    )
    yield (
        "key-offline",
        "The key cannot be fetched.",
        "indeterminate",
        ("proof.key-unavailable",),
        text(),
        without(web(), KEY),
    )
    yield (
        "key-other",
        "A key document that is another's.",
        "indeterminate",
        ("proof.key-unavailable",),
        text(),
        web(key={"id": f"{KEY}/2", "publicKeyPem": pem()}),
    )
    yield (
        "key-owner",
        "A key that says it is somebody else's.",
        "invalid",
        ("proof.key-owner",),
        text(),
        web(key={"id": KEY, "owner": f"{STRANGER}/", "publicKeyPem": pem()}),
    )
    stolen = assertion(verification={"type": "signed", "creator": f"{STRANGER}/key"})
    theirs = {
        f"{STRANGER}/key": {
            "status": 200,
            "json": {"id": f"{STRANGER}/key", "owner": PROFILE, "publicKeyPem": pem("stranger")},
        }
    }
    yield (
        "key-stranger",
        "A stranger's key that calls itself the issuer's.",
        "invalid",
        ("authority.not-listed",),
        text(stolen, by="stranger"),
        web(extra=theirs),
    )
    forged = assertion(
        badge={"id": BADGE, "name": "SQL foundations", "issuer": {"id": PROFILE, "publicKey": f"{STRANGER}/key"}},
        verification={"type": "signed", "creator": f"{STRANGER}/key"},
    )
    yield (
        "profile-forged",
        "Nor does a profile inside the badge count.",
        "invalid",
        ("authority.not-listed",),
        text(forged, by="stranger"),
        web(extra=theirs),
    )
    yield (
        "no-key",
        "A profile without keys, and a badge that names none.",
        "invalid",
        ("proof.token-header",),
        text(assertion(verification={"type": "signed"})),
        web(issuer=profile(publicKey=None)),
    )
    yield (
        "profile-offline",
        "The issuer does not answer.",
        "indeterminate",
        ("authority.unavailable",),
        text(),
        without(web(), PROFILE),
    )
    yield (
        "badge-offline",
        "The badge class cannot be fetched.",
        "indeterminate",
        ("authority.unavailable",),
        text(),
        without(web(), BADGE),
    )
    yield (
        "badge-other",
        "Another badge class at that address.",
        "indeterminate",
        ("authority.unavailable",),
        text(),
        web(badge={"id": f"{BADGE}/2", "issuer": PROFILE}),
    )
    yield (
        "badge-no-issuer",
        "A badge class by nobody.",
        "indeterminate",
        ("authority.unavailable",),
        text(),
        web(badge={"id": BADGE}),
    )
    yield (
        "badge-http",
        "An issuer whose address anybody on the way could answer.",
        "indeterminate",
        ("authority.unavailable",),
        text(),
        web(badge={"id": BADGE, "issuer": "http://issuer.example/profile"}),
    )
    yield (
        "expired",
        "Past its end.",
        "invalid",
        ("validity.expired",),
        text(assertion(expires="2026-09-30T00:00:00Z")),
        web(),
    )
    yield (
        "not-yet",
        "Issued tomorrow.",
        "invalid",
        ("validity.not-yet",),
        text(assertion(issuedOn="2027-01-01T00:00:00Z")),
        web(),
    )
    yield (
        "malformed-date",
        "A date that does not exist.",
        "invalid",
        ("validity.malformed",),
        text(assertion(expires="2026-02-30T00:00:00Z")),
        web(),
    )
    yield "not-revoked", "A list that names others.", "valid", (), text(), listed("urn:uuid:7", {"id": "urn:uuid:8"})
    yield "revoked", "A list that names it.", "invalid", ("status.revoked",), text(), listed("urn:uuid:7", UUID)
    yield (
        "revoked-why",
        "And says why.",
        "invalid",
        ("status.revoked",),
        text(),
        listed({"id": UUID, "revocationReason": "Awarded in error."}),
    )
    yield "revoked-uid", "By its older name.", "invalid", ("status.revoked",), text(), listed({"uid": UUID})
    offline = web(issuer=profile(revocationList=LIST))
    yield "list-offline", "The list cannot be fetched.", "indeterminate", ("status.unavailable",), text(), offline
    yield (
        "list-other",
        "Another list at that address.",
        "indeterminate",
        ("status.list-other",),
        text(),
        listed(id=f"{LIST}/2"),
    )
    yield (
        "list-issuer",
        "Somebody else's list.",
        "indeterminate",
        ("status.list-issuer",),
        text(),
        listed(issuer=f"{STRANGER}/"),
    )
    yield (
        "list-text",
        "A list that is none.",
        "indeterminate",
        ("status.list-invalid",),
        text(),
        listed(revokedAssertions="all"),
    )
    yield (
        "list-http",
        "A list that anybody on the way could answer.",
        "indeterminate",
        ("status.unavailable",),
        text(),
        web(issuer=profile(revocationList="http://issuer.example/revoked")),
    )
    yield (
        "list-number",
        "An address is a text.",
        "indeterminate",
        ("status.entry",),
        text(),
        web(issuer=profile(revocationList=7)),
    )
    yield (
        "hosted-inside",
        "A badge that says it is hosted, in a signature.",
        "invalid",
        ("structure.field",),
        text(hosted()),
        web(),
    )


def _hosted() -> Found:
    def site(there: Any = None, status: int = 200, **pages: Any) -> Web:
        body = hosted() if there is None else there
        return {**web(**pages), ASSERTION: {"status": status, "json": body}}

    given = {"json": hosted()}
    yield "ok", "The usual case.", "valid", (), given, site()
    yield (
        "ok-shuffled",
        "The order of members means nothing.",
        "valid",
        (),
        given,
        site(dict(reversed(hosted().items()))),
    )
    yield (
        "differs",
        "This copy was changed, or the badge was.",
        "invalid",
        ("proof.hosted-differs",),
        {"json": hosted(issuedOn="2026-06-29T09:00:00Z")},
        site(),
    )
    yield (
        "differs-added",
        "A member that is not there.",
        "invalid",
        ("proof.hosted-differs",),
        {"json": hosted(narrative="With distinction.")},
        site(),
    )
    yield (
        "revoked",
        "Where it stood, it says that it was revoked.",
        "invalid",
        ("proof.hosted-unavailable", "status.revoked"),
        given,
        site({"@context": CONTEXT, "id": ASSERTION, "revoked": True, "revocationReason": "Awarded in error."}, 410),
    )
    yield (
        "revoked-200",
        "Or with an answer of 200.",
        "invalid",
        ("proof.hosted-unavailable", "status.revoked"),
        given,
        site(hosted(revoked=True)),
    )
    yield (
        "revoked-other",
        "What says so must be the badge's own answer.",
        "indeterminate",
        ("proof.hosted-unavailable",),
        given,
        site({"id": f"{SITE}/2", "revoked": True}, 410),
    )
    yield (
        "gone",
        "Nothing there any more, and nothing said.",
        "indeterminate",
        ("proof.hosted-unavailable",),
        given,
        {**web(), ASSERTION: {"status": 404}},
    )
    yield "offline", "No answer.", "indeterminate", ("proof.hosted-unavailable",), given, web()
    yield (
        "page",
        "A page in its place.",
        "indeterminate",
        ("proof.hosted-unavailable",),
        given,
        {**web(), ASSERTION: {"status": 200, "base64": "PCFkb2N0eXBlIGh0bWw+"}},
    )
    elsewhere = f"{STRANGER}/assertions/1"
    there = {**web(), elsewhere: {"status": 200, "json": hosted(id=elsewhere)}}
    yield (
        "elsewhere",
        "A stranger hosts a badge in the issuer's name.",
        "invalid",
        ("authority.scope",),
        {"json": hosted(id=elsewhere)},
        there,
    )
    for name, why, rules, outcome in (
        ("origin", "The issuer lets another host publish for it.", {"allowedOrigins": ["stranger.example"]}, "valid"),
        ("origin-address", "Written as an address.", {"allowedOrigins": "https://stranger.example/"}, "valid"),
        ("origin-below", "A host below it is another host.", {"allowedOrigins": ["example"]}, "invalid"),
        ("prefix", "By the beginning of its addresses.", {"startsWith": [f"{STRANGER}/assertions/"]}, "valid"),
        ("prefix-other", "Which is not any beginning.", {"startsWith": f"{STRANGER}/badges/"}, "invalid"),
        ("prefix-letters", "Nor a few letters of a host.", {"startsWith": "https://stranger.exam"}, "invalid"),
        ("both", "Both rules count.", {"startsWith": f"{STRANGER}/assertions/", "allowedOrigins": ["issuer.example"]}, "invalid"),
    ):  # fmt: skip
        pages = {**there, **web(issuer=profile(verification={"type": "HostedBadge", **rules}))}
        codes = () if outcome == "valid" else ("authority.scope",)
        yield f"scope-{name}", why, outcome, codes, {"json": hosted(id=elsewhere)}, pages
    yield (
        "profile-offline",
        "The issuer does not answer.",
        "indeterminate",
        ("authority.unavailable",),
        given,
        without(site(), PROFILE),
    )
    late = hosted(expires="2026-09-30T00:00:00Z")
    yield "expired", "Past its end.", "invalid", ("validity.expired",), {"json": late}, site(late)
    early = hosted(issuedOn="2027-01-01T00:00:00Z")
    yield "not-yet", "Issued tomorrow.", "invalid", ("validity.not-yet",), {"json": early}, site(early)
    for name, why, change in (
        ("http", "Hosted where anybody on the way could answer.", {"id": "http://issuer.example/assertions/1"}),
        ("no-recipient", "Somebody earned it.", {"recipient": None}),
        ("recipient-text", "A recipient is an object.", {"recipient": "sample01@learner.example"}),
        ("no-badge", "For something.", {"badge": None}),
        ("badge-http", "Whose address is https.", {"badge": "http://issuer.example/badges/sql"}),
        ("no-date", "On some day.", {"issuedOn": None}),
        ("expires-number", "A date is a text.", {"expires": 1790726400}),
        ("no-verification", "And it says how it can be verified.", {"verification": None}),
    ):  # fmt: skip
        yield f"field-{name}", why, "invalid", ("structure.field",), {"json": hosted(**change)}, site()
    first = {"uid": "1", "recipient": {}, "badge": f"{SITE}/badge.json", "verify": {"type": "hosted"}}
    yield "version-1", "Version 1 is not read.", "indeterminate", ("structure.unsupported",), {"json": first}, web()
    yield (
        "version-1-1",
        "Nor is version 1.1.",
        "indeterminate",
        ("structure.unsupported",),
        {"json": hosted(**{"@context": "https://w3id.org/openbadges/v1"})},
        web(),
    )


def cases() -> Iterator[Case]:
    for kind, found in (("signed", _signed()), ("hosted", _hosted())):
        for name, why, outcome, codes, given, pages in found:
            yield Case(f"ob2-{kind}-{name}", why, given, outcome, codes, http=pages, trust=trusting(PROFILE))
    yield Case(
        "ob2-unknown",
        "An issuer that nobody listed.",
        {"text": jws()},
        "unknown-issuer",
        ("trust.unknown",),
        http=web(),
    )
