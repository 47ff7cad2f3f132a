"""One sentence that says what came out, before anything else; the browser says the same."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from typing import Any

from laurels.encoding.timestamps import parse_timestamp
from laurels.verification.report import EXIT_NO_CREDENTIAL, Report, Step

MAX_DID_SHOWN = 32
_DATES = ("awardedDate", "validFrom", "issuanceDate", "issuedOn")
"""Where the day of an award is said, by version."""


def headline(report: Report, now: datetime | None = None) -> str:
    """The report in one sentence, or two. An expired or revoked badge is told apart from a forged one.

    With `now`, the instant that was verified for, it also says how old the issuer's word on revocation is.
    """
    outcome = report.outcome
    if outcome == "valid":
        return f"Valid. {_award(report)}{_whose(report)}{_checked(report, now)}"
    if outcome == "unknown-issuer":
        return f"Genuine, but {_stranger(report)} {_award(report)}{_whose(report)}{_checked(report, now)}"
    if outcome == "indeterminate":
        return f"Could not be fully checked: {_first(report, 'indeterminate')}"
    if report.exit_code == EXIT_NO_CREDENTIAL:
        return f"Not a credential: {_first(report, 'failed')}"
    return _genuine_but(report) or f"Not valid: {_first(report, 'failed')}"


def long_date(value: Any) -> str | None:
    """`30 June 2026` of an XSD dateTimeStamp, in UTC, or None."""
    try:
        return _long_date(value)
    except (ValueError, TypeError):
        return None


@lru_cache(maxsize=1024)  # a batch was awarded in one day; a text of any length that is no date is not kept
def _long_date(text: str) -> str:
    instant: datetime = parse_timestamp(text)
    return f"{instant.day} {instant:%B} {instant.year}"


def did_name(did: str) -> str:
    """How an issuer is named to people: by the domain it controls, never by the name it gives itself alone.

    A path stays percent-encoded, so that it cannot be made to look like something else; a did:key is shortened.
    """
    if did.startswith("did:web:"):
        host, *path = did.removeprefix("did:web:").split(":")
        return "/".join([re.sub("%3A", ":", host, flags=re.IGNORECASE), *path])
    if did.startswith("https://"):
        return did.removeprefix("https://")
    return f"{did[:20]}…{did[-6:]}" if len(did) > MAX_DID_SHOWN else did


def _first(report: Report, outcome: str) -> str:
    # An issuer nobody knows decides nothing while something else could not be checked.
    decisive = (step for step in report.steps if step.outcome == outcome and step.id != "trust")
    return next((step.message for step in decisive), "")


def _award(report: Report) -> str:
    credential = report.credential or {}
    date = next(filter(None, (long_date(credential.get(name)) for name in _DATES)), None)
    verb = "Awarded" if report.step("structure").code.startswith("structure.open-badge") else "Issued"
    issuer = report.step("authority").detail["did"]
    return f"{verb} by {did_name(issuer)}" + (f" on {date}." if date else ".")


def _stranger(report: Report) -> str:
    trust = report.step("trust")
    if trust.code == "trust.lookalike":
        return f"take care: the issuer is not known here, and its domain resembles {trust.detail['like']}."
    if trust.code == "trust.mixed-scripts":
        return "take care: the issuer is not known here, and its domain mixes scripts."
    return "the issuer is not known here."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _whose(report: Report) -> str:
    step = report.step("recipient")
    return f" {step.message}" if step.outcome == "passed" else ""


def _also(failed: list[Step]) -> str:
    return "".join(f" {step.message}" for step in failed)


def _checked(report: Report, now: datetime | None) -> str:
    """How old the oldest of the status lists is that were looked at."""
    looked = report.step("status").detail.get("checked")
    dates = [entry.get("listValidFrom") for entry in looked] if isinstance(looked, list | tuple) else []
    if now is None or not dates:
        return ""
    try:
        oldest = min(parse_timestamp(value) for value in dates)
    except (ValueError, TypeError):
        return ""
    return f" Last checked for revocation {_age(int((now - oldest).total_seconds()))}."


_UNITS = (("day", 86_400), ("hour", 3_600), ("minute", 60))


def _age(seconds: int) -> str:
    for unit, length in _UNITS:
        if (count := seconds // length) >= 1:
            return f"{count} {unit}{'' if count == 1 else 's'} ago"
    return "just now"


def _since(status: Step) -> str:
    """When and why, where the issuer's word on that is known."""
    day, why = status.detail.get("date"), status.detail.get("why")
    return f" on {long_date(f'{day}T00:00:00Z')}: {why}" if why else ""


def _genuine_but(report: Report) -> str | None:
    failed = [step for step in report.steps if step.outcome == "failed"]
    if report.credential is None or report.step("authority").outcome != "passed":
        return None
    if any(step.id not in ("validity", "status", "recipient") for step in failed):
        return None
    known = "" if report.step("trust").outcome == "passed" else f" {_capital(_stranger(report))}"
    if failed[-1].id == "recipient":
        return f"Genuine, but not for this person: {failed[-1].message}{_also(failed[:-1])}{known}"
    times, since = report.step("validity").detail, _since(report.step("status"))
    sentences = {
        "status.revoked": f"Genuine, but revoked{since or ': the issuer took it back'}.",
        "status.suspended": f"Genuine, but suspended by the issuer{since or ' for now'}.",
        "validity.expired": f"Genuine, but expired on {long_date(times.get('validUntil')) or 'a past day'}.",
        "validity.not-yet": f"Genuine, but valid only from {long_date(times.get('validFrom')) or 'a later day'}.",
    }
    return next((sentences[step.code] + known for step in reversed(failed) if step.code in sentences), None)
