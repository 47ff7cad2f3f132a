"""Cases of credentials in tokens (JWT): every algorithm, and everything that can be wrong with a token."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from conformance import secret_keys
from conformance.statuses import BIT_94567
from conformance.world import (
    ISSUER,
    OB3,
    REVOCATION,
    STRANGER,
    STRANGER_DOCUMENT,
    V2,
    Case,
    answers,
    badge,
    did_document,
    entry,
    method,
    signed,
    status_list,
    trusting,
)
from laurels.encoding import base64url
from laurels.proof.keys import Kind

KEY = f"{ISSUER}#key-2"
ALGORITHMS: Mapping[str, Kind] = {"EdDSA": "Ed25519", "ES256": "P-256", "RS256": "RSA"}
V1 = "https://www.w3.org/2018/credentials/v1"
SIGNED_AT = 1782810000  # 2026-06-30T09:00:00Z
BEGINS = 1782777600  # 2026-06-30T00:00:00Z
Found = Iterator[tuple[str, str, str, tuple[str, ...], str, Mapping[str, Any]]]


def segment(value: Any) -> str:
    """A part of a token: a JSON value, or bytes as they are."""
    data = value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return base64url.encode(data)


def token(
    payload: Any = None,
    *,
    alg: str = "EdDSA",
    by: str = "issuer",
    bits: int = 2048,
    kind: Kind | None = None,
    **header: Any,
) -> str:
    """A signed token; a header member of None is left out."""
    head = {"alg": alg, "typ": "vc+jwt", "kid": KEY, **header}
    head = {name: value for name, value in head.items() if value is not None}
    body = f"{segment(head)}.{segment(payload if payload is not None else claims())}"
    signature = secret_keys.sign(body.encode(), by, kind or ALGORITHMS.get(alg, "Ed25519"), bits)
    return f"{body}.{base64url.encode(signature)}"


def claims(document: Mapping[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
    """The badge with the claims that Open Badges 3.0 asks for; a change to None takes one out."""
    given = badge() if document is None else document
    issuer = given["issuer"]
    made = {
        **given,
        "iss": issuer["id"] if isinstance(issuer, dict) else issuer,
        "jti": given["id"],
        "sub": given["credentialSubject"]["id"],
        "nbf": BEGINS,
        "iat": SIGNED_AT,
        **changes,
    }
    return {name: value for name, value in made.items() if value is not None}


def published(kind: Kind, *, bits: int = 2048, **changes: Any) -> dict[str, Any]:
    """The issuer's document with a second key, as a JSON Web Key."""
    second = method(ISSUER, id=KEY, type="JsonWebKey", publicKeyJwk=secret_keys.jwk("issuer", kind, bits), **changes)
    del second["publicKeyMultibase"]
    return did_document(ISSUER, method(ISSUER), second)


def older(**changes: Any) -> dict[str, Any]:
    """A credential of version 1.1, without the members that a token's claims tell."""
    made = {
        "@context": [V1],
        "type": ["VerifiableCredential"],
        "credentialSubject": {"degree": "Sample"},
    }
    return {**made, **changes}


def _algorithms() -> Found:
    for alg, kind in ALGORITHMS.items():
        web, name = answers(published(kind)), alg.lower()
        good = token(alg=alg)
        head, body, signature = good.split(".")
        yield f"{name}-ok", "The usual case.", "valid", (), good, web
        yield (
            f"{name}-altered",
            "One letter of the name.",
            "invalid",
            ("proof.altered",),
            f"{head}.{segment(claims(badge(name='SQL foundation5')))}.{signature}",
            web,
        )
        yield (
            f"{name}-other-header",
            "The header is signed too.",
            "invalid",
            ("proof.altered",),
            f"{segment({'kid': KEY, 'alg': alg, 'typ': 'vc+jwt'})}.{body}.{signature}",
            web,
        )
        yield (
            f"{name}-other-key",
            "Signed with a key that is not the one named.",
            "invalid",
            ("proof.altered",),
            token(alg=alg, by="stranger"),
            web,
        )
        yield (
            f"{name}-not-listed",
            "A key for logging in may not sign credentials.",
            "invalid",
            ("authority.not-listed",),
            good,
            answers({**published(kind), "assertionMethod": [f"{ISSUER}#key-1"]}),
        )
        yield (
            f"{name}-key-revoked",
            "A key revoked before the signature.",
            "invalid",
            ("authority.key-revoked",),
            good,
            answers(published(kind, revoked="2026-06-30T08:59:59Z")),
        )
        yield (
            f"{name}-key-revoked-later",
            "And one revoked after it.",
            "valid",
            (),
            good,
            answers(published(kind, revoked="2026-07-30T08:59:59Z")),
        )
        yield (
            f"{name}-undated",
            "A token that does not say when it was signed, under a key that ended.",
            "indeterminate",
            ("authority.undated",),
            token(claims(iat=None), alg=alg),
            answers(published(kind, revoked="2026-07-30T08:59:59Z")),
        )
        yield (
            f"{name}-expired",
            "Past its end.",
            "invalid",
            ("validity.expired",),
            token(claims(badge(validUntil="2026-09-30T00:00:00Z"), exp=1790726400), alg=alg),
            web,
        )
        yield (
            f"{name}-not-yet",
            "Before its beginning.",
            "invalid",
            ("validity.not-yet",),
            token(claims(badge(validFrom="2027-01-01T00:00:00Z"), nbf=1798761600), alg=alg),
            web,
        )
        yield (
            f"{name}-signed-tomorrow",
            "Signed at a time that is still to come.",
            "invalid",
            ("validity.proof-not-yet",),
            token(claims(iat=1798761600), alg=alg),
            web,
        )
        listed = {**web, **answers(published(kind), lists={REVOCATION: signed(status_list(encoded=BIT_94567))})}
        yield (
            f"{name}-revoked",
            "Taken back.",
            "invalid",
            ("status.revoked",),
            token(claims(badge(credentialStatus=entry())), alg=alg),
            listed,
        )
        yield (
            f"{name}-cut",
            "One byte of the signature is missing.",
            "invalid",
            ("proof.altered",),
            f"{head}.{body}.{base64url.encode(base64url.decode(signature)[:-1])}",
            web,
        )
        yield f"{name}-unsigned", "No signature at all.", "invalid", ("proof.altered",), f"{head}.{body}.", web
        yield (
            f"{name}-key-kind",
            "A key of another kind under the same name.",
            "invalid",
            ("proof.key-kind",),
            good,
            answers(published("P-384")),
        )
        yield (
            f"{name}-jwk",
            "The key is in the header, and the issuer lists it.",
            "valid",
            (),
            token(alg=alg, kid=None, jwk=secret_keys.jwk("issuer", kind)),
            web,
        )
        stolen = token(alg=alg, by="stranger", kid=None, jwk=secret_keys.jwk("stranger", kind))
        yield (
            f"{name}-jwk-stranger",
            "A key in the header proves the signature, and nothing about who signed.",
            "invalid",
            ("authority.not-listed",),
            stolen,
            web,
        )
        yield (
            f"{name}-jwk-private",
            "Anybody can sign with a key whose private part is there.",
            "invalid",
            ("proof.key-unsafe",),
            token(alg=alg, kid=None, jwk={**secret_keys.jwk("issuer", kind), "d": "AAAA"}),
            web,
        )
        ours = badge(issuer={"id": STRANGER, "type": ["Profile"]})
        yield (
            f"{name}-other-issuer",
            "The issuer's key, under somebody else's name.",
            "invalid",
            ("authority.other-issuer",),
            token(claims(ours), alg=alg),
            {**web, STRANGER_DOCUMENT: {"status": 200, "json": did_document(STRANGER)}},
        )


def _headers() -> Found:
    web, body = answers(published("Ed25519")), claims()
    for name, why, code, header in (
        ("crit", "An extension that changes what is signed.", "proof.token-header", {"crit": ["b64"], "b64": False}),
        ("crit-empty", "Even an empty list of extensions.", "proof.token-header", {"crit": []}),
        ("b64", "A content that is not encoded.", "proof.token-header", {"b64": False}),
        ("type-login", "A token made to log in.", "proof.token-header", {"typ": "at+jwt"}),
        ("type-presentation", "A presentation.", "proof.token-header", {"typ": "vp+jwt"}),
        ("type-number", "A type is a text.", "proof.token-header", {"typ": 1}),
        ("no-key", "Neither a name of a key nor a key.", "proof.token-header", {"kid": None}),
        ("key-number", "A name is a text.", "proof.token-header", {"kid": 7}),
        ("jwk-text", "A key is an object.", "proof.token-header", {"kid": None, "jwk": "AAAA"}),
        ("kid-whole-did", "A DID alone names no key.", "proof.token-header", {"kid": "did:web:issuer.example"}),
        ("hs256", "Whoever checks could have signed it.", "proof.algorithm", {"alg": "HS256"}),
        ("none", "No signature.", "proof.algorithm", {"alg": "none"}),
        ("none-capital", "However it is written.", "proof.algorithm", {"alg": "nOnE"}),
        ("alg-missing", "Nor may it be left out.", "proof.algorithm", {"alg": None}),
        ("alg-list", "One algorithm.", "proof.algorithm", {"alg": ["EdDSA"]}),
    ):  # fmt: skip
        text = (
            token(body, **{"alg": "EdDSA", **header, "kind": "Ed25519"})
            if isinstance(header.get("alg", ""), str)
            else _headed({"typ": "JWT", "kid": KEY, **({"alg": header["alg"]} if header["alg"] else {})})
        )
        yield name, why, "invalid", (code,), text, web
    for alg in ("ES256K", "PS256", "RS512", "Ed448"):
        yield (
            f"alg-{alg.lower()}",
            "An algorithm that is not read.",
            "indeterminate",
            ("proof.unsupported",),
            token(alg=alg),
            web,
        )
    for name, why, header in (
        ("type-jwt", "As Open Badges 3.0 writes it.", {"typ": "JWT"}),
        ("type-application", "With its whole name, in whatever case.", {"typ": "application/VC+JWT"}),
        ("type-missing", "It may be left out.", {"typ": None}),
        ("kid-relative", "A key may be named by its fragment.", {"kid": "#key-2"}),
        ("kid-bare", "With or without the mark.", {"kid": "key-2"}),
        ("other-members", "Members that nothing asks for mean nothing: no address in a header is followed.", {"jku": "https://stranger.example/keys", "x5u": "https://stranger.example/x", "cty": "vc"}),
    ):  # fmt: skip
        yield name, why, "valid", (), token(**header), web
    yield (
        "kid-unknown",
        "A name that the issuer's document does not hold.",
        "invalid",
        ("proof.key-missing", "authority.not-listed"),
        token(kid=f"{ISSUER}#key-3"),
        web,
    )
    yield (
        "kid-offline",
        "The issuer does not answer.",
        "indeterminate",
        ("proof.key-unavailable", "authority.unavailable"),
        token(),
        {},
    )
    stranger = {**web, STRANGER_DOCUMENT: {"status": 200, "json": did_document(STRANGER)}}
    yield (
        "kid-stranger",
        "A stranger signs in the issuer's name, with a key of their own.",
        "invalid",
        ("authority.other-issuer",),
        token(by="stranger", kid=f"{STRANGER}#key-1"),
        stranger,
    )


def _headed(header: Mapping[str, Any]) -> str:
    body = f"{segment(header)}.{segment(claims())}"
    return f"{body}.{base64url.encode(secret_keys.sign(body.encode()))}"


def _addresses() -> Found:
    """Issuers and keys by https address, as Open Badges 3.0 §8.2.2 has them."""
    issuer, key = "https://issuer.example/profile", "https://issuer.example/keys/1"
    document = badge(issuer={"id": issuer, "type": ["Profile"]})
    jwk = secret_keys.jwk("issuer", "RSA")
    text = token(claims(document), alg="RS256", kid=key)
    own = {"id": f"{issuer}#key-1", "type": "JsonWebKey", "controller": issuer, "publicKeyJwk": jwk}
    profile = {"id": issuer, "type": "Profile", "verificationMethod": [own], "assertionMethod": [own["id"]]}

    def web(at_key: Any, at_issuer: Any) -> dict[str, Any]:
        return {
            url: {"status": 200, "json": body} for url, body in ((key, at_key), (issuer, at_issuer)) if body is not None
        }

    yield (
        "address-ok",
        "A key by its address, which the issuer's own document lists.",
        "valid",
        (),
        text,
        web(jwk, profile),
    )
    yield (
        "address-jwk",
        "Or in the header.",
        "valid",
        (),
        token(claims(document), alg="RS256", kid=None, jwk=jwk),
        web(None, profile),
    )
    yield (
        "address-no-list",
        "An issuer's document without keys says nothing about whose key it is.",
        "indeterminate",
        ("authority.no-list",),
        text,
        web(jwk, {"id": issuer, "type": "Profile"}),
    )
    yield (
        "address-not-listed",
        "The issuer lists other keys.",
        "invalid",
        ("authority.not-listed",),
        text,
        web(jwk, {**profile, "verificationMethod": [{**own, "publicKeyJwk": secret_keys.jwk("stranger", "RSA")}]}),
    )
    yield (
        "address-issuer-offline",
        "The issuer does not answer.",
        "indeterminate",
        ("authority.unavailable",),
        text,
        web(jwk, None),
    )
    yield (
        "address-issuer-other",
        "Somebody else's document.",
        "indeterminate",
        ("authority.unavailable",),
        text,
        web(jwk, {**profile, "id": "https://stranger.example/"}),
    )
    yield (
        "address-key-offline",
        "The key cannot be fetched.",
        "indeterminate",
        ("proof.key-unavailable",),
        text,
        web(None, profile),
    )
    yield (
        "address-key-altered",
        "At that address lies another key.",
        "invalid",
        ("proof.altered",),
        text,
        web(secret_keys.jwk("stranger", "RSA"), profile),
    )
    yield (
        "address-key-alg",
        "A key for another algorithm.",
        "invalid",
        ("proof.key-kind",),
        text,
        web({**jwk, "alg": "PS256"}, profile),
    )
    yield (
        "address-key-page",
        "A page instead of a key.",
        "indeterminate",
        ("proof.key-unavailable",),
        text,
        {**web(None, profile), key: {"status": 200, "base64": "PCFkb2N0eXBlIGh0bWw+"}},
    )
    yield (
        "address-key-small",
        "1024 bits are not enough.",
        "invalid",
        ("proof.key-unsafe",),
        token(claims(document), alg="RS256", kid=key, bits=1024),
        web(secret_keys.jwk("issuer", "RSA", 1024), profile),
    )


def _claims() -> Found:
    web = answers(published("Ed25519"))
    for name, why, changes in (
        ("iss", "Another issuer.", {"iss": STRANGER}),
        ("jti", "Another badge.", {"jti": "urn:uuid:6f1c1f0e-7f5a-4a0b-9d56-2f1f6c3d0a02"}),
        ("sub", "Another learner.", {"sub": "urn:uuid:0d6a3a52-2f0b-4c53-8a11-0d1f0a7c1b03"}),
        ("nbf", "Another beginning.", {"nbf": BEGINS + 1}),
        ("sub-number", "A name is a text.", {"sub": 7}),
        ("nbf-text", "A date is a number here.", {"nbf": "2026-06-30T00:00:00Z"}),
        ("nbf-negative", "Before 1970 nothing was signed.", {"nbf": -1}),
        ("exp-huge", "After the year 9999.", {"exp": 1e15}),
        ("iat-true", "A date is a number here.", {"iat": True}),
    ):  # fmt: skip
        yield f"claim-{name}", why, "invalid", ("proof.claim",), token(claims(**changes)), web
    ends = badge(validUntil="2029-06-30T00:00:00Z")
    yield "claim-exp", "Another end.", "invalid", ("proof.claim",), token(claims(ends, exp=1893456000)), web
    yield "claim-exp-same", "The same end.", "valid", (), token(claims(ends, exp=1877472000)), web
    yield (
        "claim-exp-alone",
        "An end of the signature alone.",
        "invalid",
        ("validity.proof-expired",),
        token(claims(exp=1790726400)),
        web,
    )
    yield (
        "claim-fraction",
        "Seconds may have a fraction.",
        "valid",
        (),
        token(claims(badge(validFrom="2026-06-30T00:00:00.25Z"), nbf=BEGINS + 0.25)),
        web,
    )
    yield "claim-none", "The claims may be left out where the credential says it all.", "valid", (), token(badge()), web
    yield (
        "claim-audience",
        "Made for somebody, and nobody can say that it is whoever asks.",
        "indeterminate",
        ("proof.bound",),
        token(claims(aud="https://employer.example")),
        web,
    )
    wrong = token(claims(badge(validFrom="2026-02-30T00:00:00Z")))
    yield (
        "claim-malformed-date",
        "A date that does not exist is told as such.",
        "invalid",
        ("validity.malformed",),
        wrong,
        web,
    )


def _contents() -> Found:
    web = answers(published("Ed25519"))
    did, subject = (
        {"iss": ISSUER, "jti": "urn:uuid:5", "nbf": BEGINS, "iat": SIGNED_AT},
        "urn:uuid:0d6a3a52-2f0b-4c53-8a11-0d1f0a7c1b02",
    )
    yield (
        "vc",
        "Version 1.1: the credential is a claim, and other claims complete it.",
        "valid",
        (),
        token({**did, "sub": subject, "vc": older()}, typ="JWT"),
        web,
    )
    yield (
        "vc-expired",
        "Their end is the credential's.",
        "invalid",
        ("validity.expired",),
        token({**did, "exp": 1790726400, "vc": older()}, typ="JWT"),
        web,
    )
    both = {
        **did,
        "sub": subject,
        "vc": older(
            issuer=ISSUER, id="urn:uuid:5", issuanceDate="2026-06-30T00:00:00Z", credentialSubject={"id": subject}
        ),
    }
    yield "vc-both", "Said twice, and alike.", "valid", (), token(both, typ="JWT"), web
    yield (
        "vc-differs",
        "Said twice, and differently.",
        "invalid",
        ("proof.claim",),
        token({**both, "jti": "urn:uuid:6"}, typ="JWT"),
        web,
    )
    yield (
        "vc-badge",
        "A badge of version 2 as a claim.",
        "valid",
        (),
        token({"iss": ISSUER, "iat": SIGNED_AT, "nbf": BEGINS, "vc": badge(validFrom=None)}, typ="JWT"),
        web,
    )
    yield (
        "vc-text",
        "A credential is an object.",
        "invalid",
        ("structure.not-a-credential",),
        token({**did, "vc": "AAAA"}),
        web,
    )
    yield (
        "own-words",
        "A token signs the text itself: a word that no context knows is signed with it.",
        "valid",
        (),
        token(claims({**badge(), "honours": "Distinction"})),
        web,
    )
    yield (
        "with-proof",
        "A proof inside adds nothing to what the token proves.",
        "valid",
        (),
        token(claims(badge(proof=[{"type": "Made up", "expires": "never"}]))),
        web,
    )
    yield (
        "presentation",
        "A learner's own wrapping of credentials.",
        "indeterminate",
        ("structure.unsupported",),
        token({"iss": ISSUER, "vp": {"verifiableCredential": []}}),
        web,
    )
    yield (
        "login",
        "A token that is no credential.",
        "invalid",
        ("structure.not-a-credential",),
        token({"iss": ISSUER, "sub": subject}),
        web,
    )
    yield (
        "sd-jwt",
        "What an SD-JWT shows is the holder's choice; it is not read.",
        "indeterminate",
        ("structure.unsupported",),
        token() + "~WyJhIiwibmFtZSIsIkFkYSJd~",
        web,
    )
    yield (
        "sd-jwt-bare",
        "Even where nothing is disclosed.",
        "indeterminate",
        ("structure.unsupported",),
        token({**claims(), "_sd_alg": "sha-256"}),
        web,
    )
    yield (
        "sd-jwt-type",
        "Or where only its type says so.",
        "indeterminate",
        ("structure.unsupported",),
        token(typ="dc+sd-jwt"),
        web,
    )
    head, body, signature = token().split(".")
    for name, why, text in (
        ("encrypted", "Five parts are an encrypted token.", f"{head}.{body}.{body}.{body}.{signature}"),
        ("two-parts", "Two parts are none.", f"{head}.{body}"),
        ("padded", "Padding is another spelling.", f"{head}=.{body}.{signature}"),
        ("standard-alphabet", "So is the other alphabet.", f"{head}.{body}.{signature[:-2]}+/"),
        ("content-list", "The content is an object.", f"{head}.{segment([claims()])}.{signature}"),
        ("spare-bits", "So are spare bits that are set.", f"{head}.{body}.{signature[:-1]}{'R' if signature[-1] != 'R' else 'h'}"),
    ):  # fmt: skip
        yield name, why, "invalid", ("decode.not-jwt",), text, web
    twice = f'{{"alg":"EdDSA","alg":"none","typ":"JWT","kid":"{KEY}"}}'.encode()
    yield (
        "header-twice",
        "A header that says two things.",
        "invalid",
        ("decode.duplicate-key",),
        f"{segment(twice)}.{body}.{signature}",
        web,
    )
    doubled = b'{"iss": "a", "iss": "b"}'
    yield (
        "content-twice",
        "A content that says two things.",
        "invalid",
        ("decode.duplicate-key",),
        f"{head}.{segment(doubled)}.{signature}",
        web,
    )
    yield (
        "content-not-json",
        "A content that is no JSON.",
        "invalid",
        ("decode.not-json",),
        f"{head}.{segment(b'not JSON')}.{signature}",
        web,
    )
    yield "white-space", "A line break at the end of a file means nothing.", "valid", (), f"\n{token()}\r\n", web


def _envelopes() -> Iterator[tuple[str, str, str, tuple[str, ...], dict[str, Any]]]:
    made = {"@context": V2, "type": "EnvelopedVerifiableCredential", "id": f"data:application/vc+jwt,{token()}"}
    yield "ok", "A credential that is nothing but an envelope.", "valid", (), made
    yield "altered", "Altered inside.", "invalid", ("decode.not-jwt",), {**made, "id": made["id"][:-5] + "....."}
    yield (
        "sd-jwt",
        "Of a form that is not read.",
        "indeterminate",
        ("structure.unsupported",),
        {**made, "id": f"data:application/vc+sd-jwt,{token()}~"},
    )
    yield (
        "address",
        "An envelope holds its content.",
        "invalid",
        ("structure.field",),
        {**made, "id": "https://issuer.example/token"},
    )
    yield (
        "presentation",
        "A learner's own wrapping of credentials.",
        "indeterminate",
        ("structure.unsupported",),
        {**made, "type": ["VerifiablePresentation"]},
    )


def _versions() -> Iterator[tuple[str, str, str, tuple[str, ...], dict[str, Any]]]:
    """Credentials of version 1.1, and badges with earlier contexts, under Data Integrity proofs."""
    integrity, old = "https://w3id.org/security/data-integrity/v2", "https://w3id.org/security/suites/ed25519-2020/v1"
    first = {
        "@context": [V1, integrity],
        "id": "urn:uuid:5",
        "type": ["VerifiableCredential"],
        "issuer": ISSUER,
        "issuanceDate": "2026-06-30T00:00:00Z",
        "credentialSubject": {"id": "urn:uuid:6"},
    }
    yield "1-1", "Version 1.1 has other names for its dates.", "valid", (), signed(first)
    yield (
        "1-1-expired",
        "Past its end.",
        "invalid",
        ("validity.expired",),
        signed({**first, "expirationDate": "2026-09-30T00:00:00Z"}),
    )
    yield (
        "1-1-not-yet",
        "Before its beginning.",
        "invalid",
        ("validity.not-yet",),
        signed({**first, "issuanceDate": "2027-06-30T00:00:00Z"}),
    )
    yield (
        "1-1-malformed",
        "A date that does not exist.",
        "invalid",
        ("validity.malformed",),
        signed({**first, "expirationDate": "2026-09-31T00:00:00Z"}),
    )
    yield (
        "1-1-altered",
        "One second later.",
        "invalid",
        ("proof.altered",),
        {**signed(first), "issuanceDate": "2026-06-30T00:00:01Z"},
    )
    yield (
        "1-1-2020",
        "With the suite of its time.",
        "valid",
        (),
        signed({**first, "@context": [V1, old]}, type="Ed25519Signature2020", cryptosuite=None),
    )
    yield (
        "1-1-new-name",
        "Its context knows the new names, but nobody heeds them: an end that does not end anything is refused.",
        "invalid",
        ("structure.field",),
        signed({**first, "validUntil": "2026-09-30T00:00:00Z"}),
    )
    yield (
        "2-old-name",
        "Nor does version 2 know the old ones.",
        "invalid",
        ("proof.undefined-term",),
        signed_as_is({**badge(), "expirationDate": "2026-09-30T00:00:00Z"}),
    )
    yield (
        "1-1-second",
        "The base context stands first.",
        "invalid",
        ("structure.context",),
        {**first, "@context": [integrity, V1]},
    )
    second, third = (OB3.replace("3.0.3", version) for version in ("3.0.2", "3.0.1"))
    yield "badge-3.0.2", "A badge with the context 3.0.2.", "valid", (), signed(badge(**{"@context": [V2, second]}))
    yield "badge-3.0.1", "The context 3.0.1 belongs to version 1.1.", "valid", (), signed(
        badge(**{"@context": [V1, third, integrity]}, issuanceDate="2026-06-30T00:00:00Z", validFrom=None)
    )  # fmt: skip
    yield "badge-3.0.1-in-2", "With version 2 it defines anew what is protected, and JSON-LD refuses it.", "invalid", ("proof.unreadable",), signed_as_is(
        badge(**{"@context": [V2, third]})
    )  # fmt: skip


def signed_as_is(document: Mapping[str, Any]) -> dict[str, Any]:
    """A document that cannot be signed, under a signature for another."""
    return {**document, "proof": signed()["proof"]}


def cases() -> Iterator[Case]:
    for found in (_algorithms(), _headers(), _claims(), _contents()):
        for name, why, outcome, codes, text, web in found:
            yield Case(f"jwt-{name}", why, {"text": text}, outcome, codes, http=web)
    for name, why, outcome, codes, text, web in _addresses():
        yield Case(
            f"jwt-{name}",
            why,
            {"text": text},
            outcome,
            codes,
            http=web,
            trust=trusting("https://issuer.example/profile"),
        )
    for name, why, outcome, codes, document in _envelopes():
        yield Case(f"jwt-envelope-{name}", why, {"json": document}, outcome, codes, http=answers(published("Ed25519")))
    for name, why, outcome, codes, document in _versions():
        yield Case(f"version-{name}", why, {"json": document}, outcome, codes)
