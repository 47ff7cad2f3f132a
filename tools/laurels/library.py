"""The verifier as a library: bytes in, report out. `from laurels import verify`; the TypeScript module has the same names."""

from __future__ import annotations

from datetime import UTC, datetime

from laurels.resolve.contexts import bundled
from laurels.resolve.fetchers import offline
from laurels.resolve.network import fetch as network
from laurels.verification import (
    STEPS,
    Fetched,
    Fetcher,
    Outcome,
    Recipient,
    Report,
    Step,
    TrustError,
    TrustList,
    Unavailable,
    parse_trust,
)
from laurels.verification import verify as _verify
from laurels.verification.headline import headline
from laurels.verification.presentation import Challenge, ChallengeError, challenge_from

Resolver = Fetcher
"""Gets public files by https address: an address in, `Fetched` or `Unavailable` out."""

__all__ = [
    "STEPS",
    "Challenge",
    "ChallengeError",
    "Fetched",
    "Outcome",
    "Recipient",
    "Report",
    "Resolver",
    "Step",
    "TrustError",
    "TrustList",
    "Unavailable",
    "challenge_from",
    "headline",
    "network",
    "offline",
    "parse_trust",
    "verify",
]


def verify(
    data: bytes,
    *,
    resolver: Resolver,
    trust: TrustList | None = None,
    now: datetime | None = None,
    recipient: str | Recipient | None = None,
) -> Report:
    """Whether a credential is valid, and if not, why. It never raises for what is inside the bytes.

    Args:
        data: the credential as a stranger gave it.
        resolver: what the verifier may ask of the network: `network`, `offline`, or a function of your own.
        trust: issuers you trust (`parse_trust`); None for nobody.
        now: the aware instant to verify for; the current one by default.
        recipient: a name, an e-mail address or a DID to compare with, or a challenge and its answer.

    Raises:
        ValueError: `now` has no time zone.
    """
    moment = datetime.now(UTC) if now is None else now
    if moment.tzinfo is None:
        raise ValueError("now has no time zone: write datetime.now(UTC)")
    asked = Recipient(recipient) if isinstance(recipient, str) else recipient
    return _verify(data, now=moment, fetch=resolver, contexts=bundled(), trust=trust, recipient=asked)
