"""Cases of the `trust` step: do you know who awarded it?"""

from __future__ import annotations

from collections.abc import Iterator

from conformance.world import ISSUER, STRANGER, Case, badge, entry, signed, trusting


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
