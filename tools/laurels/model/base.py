"""What all definitions share: frozen, strict, unknown keys refused, keys in camelCase as in the standards."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.alias_generators import to_camel

from laurels.encoding import timestamps

SLUG_PATTERN = r"^[a-z0-9][a-z0-9-]{0,62}$"
SKILL_PATTERN = r"^[a-z0-9][a-z0-9-]{0,62}/[a-z0-9][a-z0-9-]{0,62}$"
LANGUAGE_PATTERN = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
CTID_PATTERN = r"^ce-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
UUID_PATTERN = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"


def _title(name: str, _field: Any) -> str:
    return name.replace("_", " ").capitalize()


class Definition(BaseModel):
    """Base of everything that is written as YAML or kept in the ledger."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        alias_generator=to_camel,
        validate_by_alias=True,
        validate_by_name=False,
        serialize_by_alias=True,
        field_title_generator=_title,
    )

    def as_data(self) -> dict[str, Any]:
        """Plain JSON data with the file's own keys; what was not given is left out."""
        return self.model_dump(mode="json", exclude_none=True)


def one_of(*names: str) -> dict[str, Any]:
    """JSON Schema for a group that has one of several keys. A key with nothing after the colon is none."""
    return {"oneOf": [{"required": [name], "properties": {name: {"not": {"type": "null"}}}} for name in names]}


def _date(value: Any) -> Any:
    return timestamps.parse_date(value) if isinstance(value, str) else value


def _timestamp(value: Any) -> Any:
    return timestamps.parse_timestamp(value) if isinstance(value, str) else value


def _duration(value: str) -> str:
    timestamps.parse_duration(value)
    return value


def _unique(values: tuple[Any, ...]) -> tuple[Any, ...]:
    for index, value in enumerate(values):
        if value in values[:index]:
            raise ValueError(f"{value!r} is given twice")
    return values


T = TypeVar("T")
Items = Annotated[tuple[T, ...], Field(strict=False)]
"""A list in YAML, a tuple in memory."""
UniqueItems = Annotated[tuple[T, ...], Field(strict=False), AfterValidator(_unique)]

Slug = Annotated[str, Field(pattern=SLUG_PATTERN, examples=["sql-foundations"])]
SkillRef = Annotated[str, Field(pattern=SKILL_PATTERN, examples=["esco/sql"])]
LanguageTag = Annotated[str, Field(pattern=LANGUAGE_PATTERN, examples=["en"])]
ShortText = Annotated[str, Field(min_length=1, max_length=200)]
LongText = Annotated[str, Field(min_length=1, max_length=5000)]
WebUrl = Annotated[
    str,
    Field(
        pattern=r"^https://[^\s/?#@:]+(:[0-9]+)?([/?#]\S*)?$", max_length=2000, examples=["https://laurels.example/"]
    ),
]
Did = Annotated[
    str, Field(pattern=r"^did:(web|key):[A-Za-z0-9._:%-]+$", max_length=500, examples=["did:web:laurels.example"])
]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", examples=["0" * 64])]
"""SHA-256 in lower-case hexadecimal digits."""
Uuid = Annotated[str, Field(pattern=UUID_PATTERN, examples=["123e4567-e89b-42d3-a456-426614174000"])]
CalendarDate = Annotated[date, BeforeValidator(_date, json_schema_input_type=date), Field(examples=["2026-06-30"])]
Timestamp = Annotated[
    datetime, BeforeValidator(_timestamp, json_schema_input_type=datetime), Field(examples=["2026-05-01T00:00:00Z"])
]
Duration = Annotated[
    str, AfterValidator(_duration), Field(pattern=r"^P([0-9]{1,3}Y)?([0-9]{1,4}M)?([0-9]{1,5}D)?$", examples=["P3Y"])
]

ForgeName = Annotated[
    str,
    Field(
        pattern=r"^[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9])?(/[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9])?){0,4}$",
        examples=["laurels-institute/data-team"],
    ),
]
"""A person, a team or a group as the forge names them, without the @ (which YAML would want in quotes)."""
Owners = Annotated[
    UniqueItems[ForgeName],
    Field(
        max_length=10,
        description="Who looks after it and is asked to review changes: names on the forge, without @.",
        examples=[["laurels-institute/data-team"]],
    ),
]

Text = ShortText | Annotated[dict[LanguageTag, ShortText], Field(min_length=1)]
"""A short text people read: one string, or a map of language to string."""
Prose = LongText | Annotated[dict[LanguageTag, LongText], Field(min_length=1)]
"""A longer text people read: one string, or a map of language to string."""


def pick(text: str | dict[str, str], language: str = "en") -> str:
    """A text in a language, else in its first language."""
    if isinstance(text, str):
        return text
    return text.get(language) or text.get(language.split("-")[0]) or next(iter(text.values()))
