"""Laurels turns a Git repository into an awarding body's credential office.

As a library it verifies: `from laurels import verify`. Nothing is loaded before it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from laurels.library import (
        STEPS,
        Challenge,
        ChallengeError,
        Fetched,
        Outcome,
        Recipient,
        Report,
        Resolver,
        Step,
        TrustError,
        TrustList,
        Unavailable,
        challenge_from,
        headline,
        network,
        offline,
        parse_trust,
        verify,
    )

__version__ = "0.1.0"
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
    "__version__",
    "challenge_from",
    "headline",
    "network",
    "offline",
    "parse_trust",
    "verify",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from laurels import library

    return getattr(library, name)
