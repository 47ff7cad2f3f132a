"""Dates, instants and durations, read strictly.

XSD dateTimeStamp (XML Schema 1.1 part 2 §3.4.28) as Verifiable Credentials 2.0 uses it, calendar dates, and the
part of ISO 8601 durations that a validity period needs. Nothing here asks what time it is.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache

_TIMESTAMP = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)", re.ASCII)
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_DURATION = re.compile(r"P(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,5})D)?", re.ASCII)
MAX_NUMERIC_DATE = 253_402_300_799  # 9999-12-31T23:59:59Z
MAX_OFFSET = timedelta(hours=14)  # XML Schema 1.1 part 2 §3.3.7


@lru_cache(maxsize=1024)  # a ledger has thousands of lines of one instant
def parse_timestamp(text: str) -> datetime:
    """The UTC instant of an XSD dateTimeStamp. Raises `ValueError` for any other text or an impossible date."""
    match = _TIMESTAMP.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a date and time with a time zone, like 2026-06-30T00:00:00Z")
    year, month, day, hour, minute, second = (int(part) for part in match.groups()[:6])
    microsecond = int((match[7] or "0").ljust(6, "0")[:6])
    try:
        local = datetime(year, month, day, hour, minute, second, microsecond, tzinfo=_offset(match[8]))
        return local.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{text!r} does not exist: {error}") from error


def _offset(text: str) -> timezone:
    if text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[4:6])
    delta = timedelta(hours=hours, minutes=minutes)
    if minutes > 59 or delta > MAX_OFFSET:
        raise ValueError("a time zone is at most 14 hours from UTC")
    return timezone(-delta if text[0] == "-" else delta)


def format_timestamp(instant: datetime) -> str:
    """An instant as XSD dateTimeStamp in UTC, whole seconds."""
    # Not strftime: its %Y does not fill up the years before 1000.
    return instant.astimezone(UTC).replace(tzinfo=None, microsecond=0).isoformat() + "Z"


def from_numeric_date(value: object) -> str | None:
    """A NumericDate (RFC 7519 §2: seconds since 1970, possibly with a fraction) as XSD dateTimeStamp; None for anything else.

    A fraction of a second is cut off; years 1970 to 9999.
    """
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= MAX_NUMERIC_DATE:
        return None
    return format_timestamp(datetime.fromtimestamp(int(value), UTC))


def parse_date(text: str) -> date:
    """A calendar date `YYYY-MM-DD`. Raises `ValueError` for any other text or a day that does not exist."""
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a date like 2026-06-30")
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError as error:
        raise ValueError(f"{text!r} does not exist: {error}") from error


def midnight(day: date) -> datetime:
    """The first instant of a day, UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def parse_duration(text: str) -> tuple[int, int]:
    """Months and days of an ISO 8601 duration such as `P3Y`, `P18M`, `P1Y6M`, `P90D`. Raises `ValueError`."""
    match = _DURATION.fullmatch(text)
    if match is None or not any(match.groups()):
        raise ValueError(f"{text!r} is not a duration like P3Y, P18M or P90D")
    years, months, days = (int(part or 0) for part in match.groups())
    if not years + months + days:
        raise ValueError(f"{text!r} lasts no time at all")
    return years * 12 + months, days


def add_duration(instant: datetime, text: str) -> datetime:
    """An instant plus a duration; the day is cut to the length of the month it lands in (31 January + P1M = 28 February).

    XML Schema 1.1 part 2 §E.3.3. Raises `ValueError` when the text is no duration or the result is past the year 9999.
    """
    months, days = parse_duration(text)
    try:
        return _shift(instant, months) + timedelta(days=days)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{text!r} after {instant:%Y-%m-%d} is past the year 9999") from error


def subtract_duration(instant: datetime, text: str) -> datetime:
    """An instant minus a duration, by the same rule. Raises `ValueError` when the text is no duration or there is no such year."""
    months, days = parse_duration(text)
    try:
        return _shift(instant, -months) - timedelta(days=days)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{text!r} before {instant:%Y-%m-%d} is before the year 1") from error


def _shift(instant: datetime, months: int) -> datetime:
    year, month = divmod(instant.year * 12 + instant.month - 1 + months, 12)
    return instant.replace(year=year, month=month + 1, day=min(instant.day, monthrange(year, month + 1)[1]))
