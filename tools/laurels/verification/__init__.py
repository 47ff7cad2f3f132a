"""Is this credential true? One pipeline of steps, one report, the same in Python and in the browser."""

from laurels.verification.fetching import Fetched, Fetcher, Unavailable
from laurels.verification.memory import Memory
from laurels.verification.pipeline import verify
from laurels.verification.recipient import Recipient
from laurels.verification.report import STEPS, Outcome, Report, Step
from laurels.verification.trust import TrustError, TrustList, parse_trust

__all__ = [
    "STEPS",
    "Fetched",
    "Fetcher",
    "Memory",
    "Outcome",
    "Recipient",
    "Report",
    "Step",
    "TrustError",
    "TrustList",
    "Unavailable",
    "parse_trust",
    "verify",
]
