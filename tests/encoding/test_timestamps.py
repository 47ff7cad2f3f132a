"""Dates, instants and durations. Malformed instants: tests/conformance/validity-malformed-*.json."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from laurels.encoding import timestamps

_UTC = st.just(UTC)  # hypothesis takes limits without a zone, and adds it
_INSTANTS = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=_UTC)  # noqa: DTZ001
_CENTURIES = st.datetimes(datetime(1900, 1, 1), datetime(2900, 1, 1), timezones=_UTC)  # noqa: DTZ001
_OFFSETS = st.integers(-14 * 60, 14 * 60)


@given(_INSTANTS, _OFFSETS)
def test_an_instant_in_any_zone_is_the_same_instant(instant: datetime, minutes: int) -> None:
    sign = "-" if minutes < 0 else "+"
    local = (instant + timedelta(minutes=minutes)).replace(tzinfo=None).isoformat()
    assert timestamps.parse_timestamp(f"{local}{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}") == instant


@given(_INSTANTS.map(lambda instant: instant.replace(microsecond=0)))
@example(datetime(1, 1, 1, tzinfo=UTC))
@example(datetime(99, 12, 31, tzinfo=UTC))
def test_what_is_written_is_read(instant: datetime) -> None:
    text = timestamps.format_timestamp(instant)
    assert timestamps.parse_timestamp(text) == instant
    assert len(text) == 20


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-06-30", date(2026, 6, 30)), ("2028-02-29", date(2028, 2, 29)), ("2027-02-29", None), ("2026-6-30", None), ("2026-06-31", None),
        ("20260630", None), ("2026-06-30T00:00:00Z", None), (" 2026-06-30", None), ("2026-06-30\n", None), ("２０２６-06-30", None), ("", None),
    ],
)  # fmt: skip
def test_dates(text: str, expected: date | None) -> None:
    if expected is None:
        with pytest.raises(ValueError, match=r"date|exist"):
            timestamps.parse_date(text)
    else:
        assert timestamps.parse_date(text) == expected


@pytest.mark.parametrize(
    ("start", "duration", "end"),
    [
        ("2026-06-30", "P3Y", "2029-06-30"), ("2026-06-30", "P18M", "2027-12-30"), ("2026-06-30", "P90D", "2026-09-28"),
        ("2026-06-30", "P1Y6M1D", "2027-12-31"), ("2024-02-29", "P1Y", "2025-02-28"), ("2024-02-29", "P4Y", "2028-02-29"),
        ("2026-01-31", "P1M", "2026-02-28"), ("2026-01-31", "P1M1D", "2026-03-01"), ("2026-12-31", "P2M", "2027-02-28"),
        ("2026-11-30", "P1M", "2026-12-30"), ("9999-12-31", "P1D", None), ("2026-01-01", "P999Y9999M", "3858-04-01"), ("9000-01-01", "P999Y12M", None),
        ("2026-01-01", "P", None), ("2026-01-01", "P0D", None), ("2026-01-01", "P1W", None), ("2026-01-01", "PT1H", None),
        ("2026-01-01", "P-1Y", None), ("2026-01-01", "P1.5Y", None), ("2026-01-01", "1Y", None), ("2026-01-01", "P1D1Y", None), ("2026-01-01", "", None),
    ],
)  # fmt: skip
def test_durations(start: str, duration: str, end: str | None) -> None:
    instant = timestamps.midnight(timestamps.parse_date(start))
    if end is None:
        with pytest.raises(ValueError, match=r"duration|9999|no time"):
            timestamps.add_duration(instant, duration)
    else:
        assert timestamps.add_duration(instant, duration) == timestamps.midnight(timestamps.parse_date(end))


@given(_CENTURIES, st.integers(0, 99), st.integers(0, 99), st.integers(0, 999))
def test_adding_a_duration(instant: datetime, years: int, months: int, days: int) -> None:
    if not years + months + days:
        return
    end = timestamps.add_duration(instant, f"P{years}Y{months}M{days}D")
    before = end - timedelta(days=days)
    assert end > instant
    assert before.timetz() == instant.timetz()
    assert (before.year * 12 + before.month) - (instant.year * 12 + instant.month) == years * 12 + months
    assert before.day == instant.day or (before.day < instant.day and (before + timedelta(days=1)).day == 1)
