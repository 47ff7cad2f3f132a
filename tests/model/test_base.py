"""The types that definitions are made of: what fits and what does not."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from laurels.model import base
from laurels.model.isced import ISCED_F, field_name
from laurels.model.kinds import KIND, KINDS
from laurels.model.stack import AllOf, AtLeast, Credits, Stack

FITS: list[tuple[Any, Any]] = [
    (base.Slug, "sql-foundations"),
    (base.Slug, "7"),
    (base.Slug, "a" * 63),
    (base.SkillRef, "esco/sql"),
    (base.LanguageTag, "en"),
    (base.LanguageTag, "pt-BR"),
    (base.LanguageTag, "zh-Hant-TW"),
    (base.WebUrl, "https://laurels.example/"),
    (base.WebUrl, "https://laurels.example:8443/a?b=c#d"),
    (base.WebUrl, "https://laurels.example"),
    (base.Did, "did:web:laurels.example:a:b"),
    (base.Did, "did:web:localhost%3A8000"),
    (base.Did, "did:key:z6MkehRgf7yJbgaGfYsdoAsKdBPE3dj2CYhowQdcjqSJgvVd"),
    (base.Uuid, "123e4567-e89b-42d3-a456-426614174000"),
    (base.Duration, "P3Y"),
    (base.Duration, "P1Y6M10D"),
    (base.Text, "x"),
    (base.Text, {"en": "x", "fr": "y"}),
    (base.Prose, "x" * 5000),
]
MISFITS: list[tuple[Any, Any]] = [
    (base.Slug, ""),
    (base.Slug, "-a"),
    (base.Slug, "A"),
    (base.Slug, "a_b"),
    (base.Slug, "ä"),
    (base.Slug, "a\n"),
    (base.Slug, "a" * 64),
    (base.Slug, 7),
    (base.SkillRef, "sql"),
    (base.SkillRef, "esco/sql/x"),
    (base.LanguageTag, "EN"),
    (base.LanguageTag, "english"),
    (base.LanguageTag, "en_GB"),
    (base.WebUrl, "http://laurels.example/"),
    (base.WebUrl, "https://"),
    (base.WebUrl, "https://a@laurels.example/"),
    (base.WebUrl, "https://laurels.example/a b"),
    (base.WebUrl, "javascript:go()"),
    (base.WebUrl, "https://laurels.example/" + "x" * 2000),
    (base.Did, "did:ion:abc"),
    (base.Did, "did:web:"),
    (base.Did, "did:web:laurels.example#key"),
    (base.Did, "did:web:laurels.example/a"),
    (base.Uuid, "123E4567-E89B-42D3-A456-426614174000"),
    (base.Uuid, "urn:uuid:123e4567-e89b-42d3-a456-426614174000"),
    (base.Duration, "P"),
    (base.Duration, "P0D"),
    (base.Duration, "P1W"),
    (base.Duration, "PT1H"),
    (base.Duration, "3Y"),
    (base.Text, ""),
    (base.Text, {}),
    (base.Text, {"en": ""}),
    (base.Text, {"English": "x"}),
    (base.Text, ["x"]),
    (base.Text, None),
    (base.Text, "x" * 201),
    (base.Prose, "x" * 5001),
    (base.CalendarDate, "2026-02-30"),
    (base.CalendarDate, "20260630"),
    (base.CalendarDate, "2026-06-30T00:00:00Z"),
    (base.CalendarDate, 20260630),
    (base.CalendarDate, None),
    (base.Timestamp, "2026-06-30"),
    (base.Timestamp, "2026-06-30T00:00:00"),
    (base.Timestamp, "2026-06-30 00:00:00Z"),
    (base.Timestamp, "2026-06-30T24:00:00Z"),
    (base.Timestamp, 0),
    (base.Items[int], "123"),
    (base.Items[int], {"1": 2}),
    (base.Items[int], [True]),
    (base.UniqueItems[str], ["a", "b", "a"]),
]


@pytest.mark.parametrize(("type_", "value"), FITS, ids=lambda value: repr(value)[:30])
def test_fits(type_: Any, value: Any) -> None:
    assert TypeAdapter(type_).validate_python(value) == value


class Box(base.Definition):
    """One value of each type that is converted on the way in, as definitions hold it: strictly."""

    day: base.CalendarDate | None = None
    instant: base.Timestamp | None = None
    entries: base.Items[int] = ()
    different: base.UniqueItems[str] = ()
    whole_number: int = 1


@pytest.mark.parametrize(("type_", "value"), MISFITS, ids=lambda value: repr(value)[:30])
def test_does_not_fit(type_: Any, value: Any) -> None:
    class Holder(base.Definition):
        value: type_

    with pytest.raises(ValidationError):
        Holder.model_validate({"value": value})


def test_conversions() -> None:
    box = Box.model_validate(
        {
            "day": "2026-06-30",
            "instant": "2026-06-30T02:00:00+02:00",
            "entries": [1, 2],
            "different": ["a", "b"],
            "wholeNumber": 2,
        }
    )
    assert box.day == date(2026, 6, 30)
    assert box.instant == datetime(2026, 6, 30, tzinfo=UTC)
    assert (box.entries, box.different, box.whole_number) == ((1, 2), ("a", "b"), 2)


def test_data_has_the_keys_of_the_file_and_nothing_that_was_not_given() -> None:
    box = Box.model_validate({"day": "2026-06-30", "wholeNumber": 2})
    assert box.as_data() == {"day": "2026-06-30", "entries": [], "different": [], "wholeNumber": 2}


@pytest.mark.parametrize(
    "data", [{"whole_number": 2}, {"wholeNumber": "2"}, {"wholeNumber": 2.0}, {"wholeNumber": True}, {"other": 1}]
)
def test_definitions_are_strict(data: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Box.model_validate(data)


def test_definitions_are_frozen() -> None:
    box = Box()
    with pytest.raises(ValidationError):
        box.whole_number = 3  # type: ignore[misc]


PICKED = [
    ("plain", "fr", "plain"),
    ({"en": "a", "fr": "b"}, "fr", "b"),
    ({"en": "a", "fr": "b"}, "fr-CA", "b"),
    ({"fr": "b", "en": "a"}, "de", "b"),
]


@pytest.mark.parametrize(("text", "language", "expected"), PICKED)
def test_pick(text: str | dict[str, str], language: str, expected: str) -> None:
    assert base.pick(text, language) == expected


def test_rules_become_what_they_say() -> None:
    stack = Stack.model_validate(
        {
            "name": "A",
            "description": "B",
            "grants": "c",
            "rule": {"all": ["d", {"atLeast": 1, "of": ["e"]}, {"credits": 2, "of": ["f"]}]},
        }
    )
    assert isinstance(stack.rule, AllOf)
    first, second, third = stack.rule.all
    assert first == "d"
    assert isinstance(second, AtLeast)
    assert isinstance(third, Credits)
    assert stack.as_data()["rule"] == {"all": ["d", {"atLeast": 1, "of": ["e"]}, {"credits": 2.0, "of": ["f"]}]}


SLUGS = [
    ("achievement", "sql.yaml", "sql"),
    ("achievement", "Sql.yaml", None),
    ("achievement", "sql.yml", None),
    ("achievement", "a/sql.yaml", None),
    ("achievement", "sql.yaml\n", None),
    ("award", "2026/june.yaml", "2026/june"),
    ("award", "june.yaml", None),
    ("award", "1999/june.yaml", None),
    ("status", "2026.yaml", "2026"),
    ("status", "20٢٦.yaml", None),
    ("sequence", "sequence.yaml", "sequence"),
]


@pytest.mark.parametrize(("kind", "relative", "slug"), SLUGS)
def test_slugs(kind: str, relative: str, slug: str | None) -> None:
    assert KIND[kind].slug(relative) == slug


def test_kinds_have_names_and_folders_of_their_own() -> None:
    assert len({kind.name for kind in KINDS}) == len({kind.folder for kind in KINDS}) == len(KINDS)


def test_isced_fields() -> None:
    assert all(len(code) == 4 and code.isdecimal() and not code.endswith(("0", "88", "99")) for code in ISCED_F)
    assert field_name("0612") == "Database and network design and administration"
    assert field_name("0610") is None


def test_credits_are_numbers() -> None:
    """A number in quotes, or true, is not a number of credits."""
    for ects in ("2", True):
        with pytest.raises(ValidationError):
            TypeAdapter(KIND["achievement"].model.model_fields["workload"].annotation).validate_python(
                {"hours": 50, "ects": ects}
            )
