"""Cases of the `trust` step: do you know who awarded it?"""

from __future__ import annotations

from collections.abc import Iterator

from conformance.world import ISSUER, STRANGER, Case, badge, did_document, entry, method, signed, trusting


def cases() -> Iterator[Case]:
    for name, why, trust, code in (
        ("none-given", "Without a list nobody is known.", None, "trust.none-given"),
        ("empty", "An empty list knows nobody.", {"issuers": []}, "trust.unknown"),
        ("unknown", "A list of others.", trusting(STRANGER), "trust.unknown"),
        (
            "prefix",
            "The beginning of a DID is not the DID.",
            trusting("did:web:issuer.exampl", ISSUER + ":data"),
            "trust.unknown",
        ),
        ("ended", "Trusted until yesterday.", trusting(ISSUER, until="2026-10-31"), "trust.ended"),
    ):
        yield Case(f"trust-{name}", why, {"json": signed()}, "unknown-issuer", (code,), trust=trust)
    last = trusting(STRANGER, ISSUER, until="2026-11-01")
    yield Case(
        "trust-last-day",
        "The last day counts to its end.",
        {"json": signed()},
        "valid",
        now="2026-11-01T23:59:59Z",
        trust=last,
    )
    offline = trusting(STRANGER)
    yield Case(
        "trust-unknown-and-offline",
        "What could not be checked comes first.",
        {"json": signed(badge(credentialStatus=[entry()]))},
        "indeterminate",
        ("status.unavailable", "trust.unknown"),
        trust=offline,
    )
    for name, did, why, code in (
        ("digit", "did:web:1ssuer.example", "A digit for a letter.", "trust.lookalike"),
        ("hyphen", "did:web:is-suer.example", "A hyphen more.", "trust.lookalike"),
        ("cyrillic", "did:web:xn--ssuer-m2e.example", "A Cyrillic letter.", "trust.lookalike"),
        (
            "worn-before",
            "did:web:issuer.example.evil.example",
            "The trusted domain in front of another.",
            "trust.lookalike",
        ),
        ("worn-inside", "did:web:login-issuer-example.evil.example", "Inside another.", "trust.lookalike"),
        ("mixed", "did:web:xn--bnk-6cd.example", "Latin and Cyrillic in one word.", "trust.mixed-scripts"),
        ("accented", "did:web:xn--mnchen-3ya.example", "An honest name with an accent.", "trust.international"),
        (
            "punycode-broken",
            "did:web:xn--99999999.example",
            "What cannot be decoded is shown as it is.",
            "trust.unknown",
        ),
        ("subdomain", "did:web:sub.issuer.example", "A subdomain is the owner's own.", "trust.unknown"),
        ("one-letter", "did:web:issuers.example", "One letter more may be another university.", "trust.unknown"),
        ("port", "did:web:1ssuer.example%3A8443", "A port is no part of a name.", "trust.lookalike"),
    ):
        yield _foreign(name, why, did, code)


def _foreign(name: str, why: str, did: str, code: str) -> Case:
    """A genuine badge of another domain."""
    made = signed(
        badge(issuer={"id": did, "type": ["Profile"], "name": "Conformance Institute"}),
        by="stranger",
        verificationMethod=f"{did}#key-1",
    )
    host, *path = did.removeprefix("did:web:").replace("%3A", "\0").split(":")
    url = f"https://{host.replace(chr(0), ':')}/{'/'.join(path) or '.well-known'}/did.json"
    web = {url: {"status": 200, "json": did_document(did, method(did, "stranger"))}}
    return Case(f"trust-lookalike-{name}", why, {"json": made}, "unknown-issuer", (code,), http=web)
