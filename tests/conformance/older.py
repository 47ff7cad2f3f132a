"""Cases of the `status` step: the ways of Status List 2021 and of 1EdTech, which issuers still use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from conformance.statuses import BIT_94567
from conformance.tokens import token
from conformance.world import (
    ISSUER,
    NO_BIT,
    OB3,
    REVOCATION,
    STRANGER,
    V2,
    Case,
    answers,
    badge,
    edited,
    entry,
    signed,
    status_list,
)  # fmt: skip

STATUS_2021 = "https://w3id.org/vc/status-list/2021/v1"
EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"
REVOCATIONS = "https://issuer.example/revocations"
_BADGE = "urn:uuid:6f1c1f0e-7f5a-4a0b-9d56-2f1f6c3d0a01"


def _legacy_entry(**changes: Any) -> dict[str, Any]:
    return entry(type="StatusList2021Entry", **changes)


def _legacy_list(encoded: str, **subject: Any) -> dict[str, Any]:
    """A list in the older words; its text has no multibase letter in front."""
    made = status_list(
        encoded=encoded, type=["VerifiableCredential", "StatusList2021Credential"], **{"@context": [V2, STATUS_2021]}
    )
    return edited(made, "credentialSubject", to={**made["credentialSubject"], "type": "StatusList2021", **subject})


def _signed_list(document: Mapping[str, Any]) -> dict[str, Any]:
    """By JSON: the context of 2021 and that of Verifiable Credentials 2.0 define two words differently, so JSON-LD refuses both."""
    return signed(document, cryptosuite="eddsa-jcs-2022", **{"@context": document["@context"]})


def _legacy() -> Iterator[tuple[str, str, str, tuple[str, ...], Mapping[str, Any], Mapping[str, Any]]]:
    plain = BIT_94567[1:]
    other = plain.replace("-", "+").replace("_", "/") + "=" * (-len(plain) % 4)
    yield (
        "revoked",
        "A bit that is set.",
        "invalid",
        ("status.revoked",),
        _legacy_entry(),
        _signed_list(_legacy_list(plain)),
    )
    yield (
        "base64",
        "The other alphabet, with padding.",
        "invalid",
        ("status.revoked",),
        _legacy_entry(),
        _signed_list(_legacy_list(other)),
    )
    yield "ok", "A bit that is not.", "valid", (), _legacy_entry(), _signed_list(_legacy_list(NO_BIT[1:]))
    yield (
        "numeric-index",
        "An index that is a number.",
        "invalid",
        ("status.revoked",),
        _legacy_entry(index=94567),
        _signed_list(_legacy_list(plain)),
    )
    newer = signed(status_list(encoded=BIT_94567))
    yield (
        "wrong-type",
        "A list of the newer kind is not what was named.",
        "indeterminate",
        ("status.list-type",),
        _legacy_entry(),
        newer,
    )
    yield (
        "damaged",
        "Text that is no list.",
        "indeterminate",
        ("status.list-invalid",),
        _legacy_entry(),
        _signed_list(_legacy_list("!!!!")),
    )
    yield (
        "purpose-refresh",
        "A purpose that came later.",
        "indeterminate",
        ("status.unsupported",),
        _legacy_entry(statusPurpose="refresh"),
        newer,
    )
    yield (
        "unsigned",
        "Anybody can write a list.",
        "indeterminate",
        ("status.list-proof",),
        _legacy_entry(),
        _legacy_list(plain),
    )


def _tokens() -> Iterator[tuple[str, str, str, tuple[str, ...], Any]]:
    """Lists that come as a token, as they do from issuers who sign their badges that way."""
    listed = status_list(encoded=BIT_94567)
    payload = {**listed, "iss": ISSUER, "iat": 1790000000}
    kid = f"{ISSUER}#key-1"
    proofs = ("status.list-proof",)
    yield "revoked", "A list in a token.", "invalid", ("status.revoked",), token(payload, kid=kid)
    yield "ok", "The same without that bit.", "valid", (), token({**payload, **status_list()}, kid=kid)
    yield "stranger", "A list in a stranger's token.", "indeterminate", proofs, token(payload, kid=kid, by="stranger")
    yield "none", "A token that nobody signed.", "indeterminate", proofs, token(payload, kid=kid, alg="none")
    head, _body, signature = token(payload, kid=kid).split(".")
    other = f"{head}.{token({**payload, **status_list()}, kid=kid).split('.')[1]}.{signature}"
    yield "altered", "A token whose content was changed.", "indeterminate", proofs, other
    old = token({**payload, **status_list(validUntil="2026-10-31T23:59:59Z")}, kid=kid)
    yield "stale", "A list that was good until yesterday.", "indeterminate", ("status.list-stale",), old


def _revocations(*revoked: Any, **changes: Any) -> dict[str, Any]:
    made = {"id": REVOCATIONS, "issuer": badge()["issuer"]["id"], "revokedCredential": list(revoked), **changes}
    return {name: value for name, value in made.items() if value is not None}


def _plain() -> Iterator[tuple[str, str, str, tuple[str, ...], Any]]:
    other = {"id": "urn:uuid:0d6a3a52-2f0b-4c53-8a11-0d1f0a7c1b99", "revoked": True}
    own = {"id": _BADGE, "revoked": True, "revocationReason": "Issued by mistake"}
    revoked = ("status.revoked",)
    yield "ok", "A list that names others.", "valid", (), _revocations(other)
    yield "empty", "A list that names nobody.", "valid", (), _revocations()
    yield "revoked", "A list that names the badge, and says why.", "invalid", revoked, _revocations(other, own)
    yield "revoked-text", "An id alone.", "invalid", revoked, _revocations(_BADGE)
    yield (
        "revoked-plural",
        "The name that the examples use.",
        "invalid",
        revoked,
        _revocations(revokedCredential=None, revokedCredentials=[own]),
    )
    yield "taken-back", "A revocation that was taken back.", "valid", (), _revocations({**own, "revoked": False})
    yield "issuer-object", "An issuer that is an object.", "valid", (), _revocations(other, issuer=badge()["issuer"])
    yield (
        "issuer",
        "Another issuer's list.",
        "indeterminate",
        ("status.list-issuer",),
        _revocations(other, issuer=STRANGER),
    )
    yield "no-issuer", "Nobody's list.", "indeterminate", ("status.list-issuer",), _revocations(other, issuer=None)
    yield (
        "other",
        "Another list of the issuer's.",
        "indeterminate",
        ("status.list-other",),
        _revocations(other, id=f"{REVOCATIONS}/2"),
    )
    invalid = ("status.list-invalid",)
    yield "no-list", "A list that lists nothing.", "indeterminate", invalid, _revocations(revokedCredential=None)
    yield "both", "Two lists in one.", "indeterminate", invalid, _revocations(revokedCredentials=[own])
    yield "malformed", "Entries that name nothing.", "indeterminate", invalid, _revocations({"revoked": True})
    yield "array", "Not an object.", "indeterminate", invalid, [own]


def cases() -> Iterator[Case]:
    for name, why, outcome, codes, given, served in _legacy():
        document = signed(badge(credentialStatus=[given], **{"@context": [V2, OB3, STATUS_2021]}))
        yield Case(
            f"status-2021-{name}", why, {"json": document}, outcome, codes, http=answers(lists={REVOCATION: served})
        )
    for name, why, outcome, codes, text in _tokens():
        document = signed(badge(credentialStatus=[entry()]))
        http = answers(extra={REVOCATION: {"status": 200, "text": text}})
        yield Case(f"status-token-{name}", why, {"json": document}, outcome, codes, http=http)
    plain = [{"id": REVOCATIONS, "type": "1EdTechRevocationList"}]
    context = {"@context": [V2, OB3, EXTENSIONS]}
    for name, why, outcome, codes, served in _plain():
        document = signed(badge(credentialStatus=plain, **context))
        yield Case(
            f"status-1edtech-{name}", why, {"json": document}, outcome, codes, http=answers(lists={REVOCATIONS: served})
        )
    offline = signed(badge(credentialStatus=plain, **context))
    yield Case("status-1edtech-offline", "No answer.", {"json": offline}, "indeterminate", ("status.unavailable",))
    nameless = signed(badge(id=None, credentialStatus=plain, **context))
    yield Case(
        "status-1edtech-nameless",
        "A badge that no list can name.",
        {"json": nameless},
        "indeterminate",
        ("status.entry",),
    )
    insecure = signed(badge(credentialStatus=[{**plain[0], "id": "http://issuer.example/revocations"}], **context))
    yield Case(
        "status-1edtech-http",
        "An address that anybody on the way could answer.",
        {"json": insecure},
        "indeterminate",
        ("status.entry",),
    )
