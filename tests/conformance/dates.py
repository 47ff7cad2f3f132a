"""Cases of the `validity` step: dates in and out of time, and dates that do not exist."""

from __future__ import annotations

from collections.abc import Iterator

from conformance.world import Case, badge, edited, signed

# JavaScript's Date takes eleven of such texts for a time to come, and turns others into a date that never passes.
_MALFORMED = (
    ("february-30", "2029-02-30T00:00:00Z", "30 February does not exist."),
    ("february-29", "2027-02-29T00:00:00Z", "2027 is no leap year."),
    ("february-29-1900", "2100-02-29T00:00:00Z", "Nor is 2100."),
    ("april-31", "2029-04-31T00:00:00Z", "April has 30 days."),
    ("month-13", "2029-13-01T00:00:00Z", "A year has twelve months."),
    ("month-0", "2029-00-01T00:00:00Z", "Months are counted from 1."),
    ("day-0", "2029-01-00T00:00:00Z", "Days are counted from 1."),
    ("hour-24", "2029-06-30T24:00:00Z", "The day ends at 23:59:59."),
    ("minute-60", "2029-06-30T23:60:00Z", "An hour has sixty minutes, counted from 0."),
    ("second-60", "2029-06-30T23:59:60Z", "Leap seconds are not announced that far ahead."),
    ("no-zone", "2029-06-30T00:00:00", "Without a zone it is another instant in each place."),
    ("lower-t", "2029-06-30t00:00:00Z", "The letter is T."),
    ("lower-z", "2029-06-30T00:00:00z", "The letter is Z."),
    ("space", "2029-06-30 00:00:00Z", "A space is no T."),
    ("no-seconds", "2029-06-30T00:00Z", "Seconds are not optional."),
    ("date-only", "2029-06-30", "A day is not an instant."),
    ("basic", "20290630T000000Z", "The short form is not XSD's."),
    ("week", "2029-W26-6T00:00:00Z", "Nor is the week form."),
    ("comma", "2029-06-30T00:00:00,5Z", "A fraction follows a point."),
    ("empty-fraction", "2029-06-30T00:00:00.Z", "A point is followed by digits."),
    ("ten-digits", "2029-06-30T00:00:00.0000000001Z", "More digits than anybody keeps."),
    ("offset-14-01", "2029-06-30T00:00:00+14:01", "No zone is further than fourteen hours."),
    ("offset-minute-60", "2029-06-30T00:00:00+01:60", "Nor has sixty minutes."),
    ("offset-short", "2029-06-30T00:00:00+01", "An offset has minutes."),
    ("offset-basic", "2029-06-30T00:00:00+0100", "And a colon."),
    ("year-5-digits", "12029-06-30T00:00:00Z", "Years have four digits here."),
    ("year-sign", "+2029-06-30T00:00:00Z", "And no sign."),
    ("year-0", "0000-06-30T00:00:00Z", "There was no year 0."),
    ("past-9999", "9999-12-31T23:59:59-14:00", "In UTC it is past the year 9999."),
    ("before-1", "0001-01-01T00:00:00+14:00", "In UTC it is before the year 1."),
    ("newline", "2029-06-30T00:00:00Z\n", "Nothing follows the zone."),
    ("blank-before", " 2029-06-30T00:00:00Z", "Nothing precedes the year."),
    ("wide-digits", "２０２９-06-30T00:00:00Z", "Digits are those of ASCII."),
    ("words", "30 June 2029", "Words are not a date."),
    ("empty", "", "Nothing is not a date."),
    ("number", "1877472000", "Seconds since 1970 are not a date."),
)  # fmt: skip
# name, why, validFrom, validUntil, now, code
_LIMITS = (
    ("open", "No end.", "2026-06-30T00:00:00Z", None, "2026-11-01T00:00:00Z", "validity.open"),
    ("unlimited", "No time limits at all.", None, None, "2026-11-01T00:00:00Z", "validity.unlimited"),
    ("within", "Between beginning and end.", "2026-06-30T00:00:00Z", "2029-06-30T00:00:00Z", "2026-11-01T00:00:00Z", "validity.ok"),
    ("only-end", "An end, and no beginning.", None, "2029-06-30T00:00:00Z", "2026-11-01T00:00:00Z", "validity.ok"),
    ("first-instant", "The first instant counts.", "2026-11-01T00:00:00Z", "2029-06-30T00:00:00Z", "2026-11-01T00:00:00Z", "validity.ok"),
    ("last-instant", "So does the last.", "2026-06-30T00:00:00Z", "2026-11-01T00:00:00Z", "2026-11-01T00:00:00Z", "validity.ok"),
    ("offset-ahead", "Midnight in a zone fourteen hours ahead is still the day before.", "2026-11-01T14:00:00+14:00", None, "2026-11-01T00:00:00Z", "validity.open"),
    ("leap-day", "2028 is a leap year.", "2026-06-30T00:00:00Z", "2028-02-29T00:00:00Z", "2026-11-01T00:00:00Z", "validity.ok"),
    ("microseconds", "A fraction counts.", "2026-06-30T00:00:00Z", "2026-11-01T00:00:00.000001Z", "2026-11-01T00:00:00Z", "validity.ok"),
    ("not-yet", "One second too early.", "2026-11-01T00:00:01Z", None, "2026-11-01T00:00:00Z", "validity.not-yet"),
    ("not-yet-fraction", "A microsecond too early.", "2026-11-01T00:00:00.000001Z", None, "2026-11-01T00:00:00Z", "validity.not-yet"),
    ("not-yet-offset", "Midnight one hour behind UTC comes later.", "2026-11-01T00:00:00-01:00", None, "2026-11-01T00:00:00Z", "validity.not-yet"),
    ("expired", "One second too late.", "2026-06-30T00:00:00Z", "2026-10-31T23:59:59Z", "2026-11-01T00:00:00Z", "validity.expired"),
    ("expired-long-ago", "Years below 100 are years below 100.", None, "0099-12-31T23:59:59Z", "2026-11-01T00:00:00Z", "validity.expired"),
    ("reversed", "It ends before it begins.", "2026-06-30T00:00:00Z", "2026-06-29T00:00:00Z", "2026-11-01T00:00:00Z", "validity.reversed"),
)  # fmt: skip


def cases() -> Iterator[Case]:
    for name, text, why in _MALFORMED:
        given = {"json": signed(badge(validUntil=text))}
        yield Case(f"validity-malformed-{name}", why, given, "invalid", ("validity.malformed",))
    yield Case(
        "validity-malformed-beginning",
        "The beginning is read as strictly as the end.",
        {"json": signed(badge(validFrom="2026-02-30T00:00:00Z"))},
        "invalid",
        ("validity.malformed",),
    )
    for name, why, start, end, now, code in _LIMITS:
        passed = code in ("validity.ok", "validity.open", "validity.unlimited")
        given = {"json": signed(badge(validFrom=start, validUntil=end))}
        codes = () if passed else (code,)
        yield Case(f"validity-{name}", why, given, "valid" if passed else "invalid", codes, (code,), now=now)
    late = signed(expires="2026-10-31T23:59:59Z")
    yield Case(
        "validity-proof-expired",
        "A signature may have an end of its own.",
        {"json": late},
        "invalid",
        ("validity.proof-expired",),
    )
    yield Case(
        "validity-proof-not-expired", "And it may lie ahead.", {"json": signed(expires="2026-11-01T00:00:00Z")}, "valid"
    )
    longer = edited(late, "proof", 0, "expires", to="2036-10-31T23:59:59Z")
    yield Case("validity-proof-end-moved", "That end is signed too.", {"json": longer}, "invalid", ("proof.altered",))
