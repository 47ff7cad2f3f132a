"""What every importer gives: skills one by one, what could not be one and why, and what the file says of the framework."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from pydantic import ValidationError

from laurels.checks.faults import faults
from laurels.checks.text import unfit
from laurels.encoding import yaml_text
from laurels.errors import UsageError
from laurels.model.kinds import KIND
from laurels.model.skill import Framework

MAX_NAME_CHARACTERS = 200
MAX_LABELS = 100
_MAX_DESCRIPTION_CHARACTERS = 5000


class FormatError(UsageError):
    """The file as a whole is not what the format says."""


@dataclass(frozen=True, slots=True)
class Found:
    """One skill of a framework."""

    row: int
    """Where it was: the row of a table (the header is row 1), or the number of an entry."""
    uri: str
    name: str
    type: str = ""
    labels: tuple[str, ...] = ()
    description: str = ""

    def as_data(self) -> dict[str, Any]:
        """The skill as it is written in a framework's file."""
        data: dict[str, Any] = {"uri": self.uri, "name": self.name}
        if self.type:
            data["type"] = self.type
        if self.labels:
            data["altLabel"] = list(self.labels)
        if self.description:
            data["description"] = self.description
        return data


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that is no skill, and why."""

    row: int
    why: str


@dataclass(frozen=True, slots=True)
class Head:
    """What the publisher says of the framework."""

    name: str = ""
    version: str = ""
    url: str = ""
    acknowledgement: str = ""
    target_type: str = "ceasn:Competency"

    def as_data(self) -> dict[str, Any]:
        """The keys of a framework's file but for `skills`; what is not known is left out."""
        data = {
            "name": self.name,
            "version": self.version,
            "url": self.url,
            "acknowledgement": self.acknowledgement,
            "targetType": self.target_type,
        }
        return {key: value for key, value in data.items() if value}


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as read."""

    head: Head
    rows: Iterator[Found | Rejected]


class Importer(Protocol):
    """One format."""

    slug: str
    """The name that the framework's file has where none is asked for."""

    def read(self, data: bytes, path: str) -> Reading:
        """Read a file. `path` is where it came from: some publishers say the version there.

        Raises `FormatError` where the file is not of the format.
        """
        ...


@dataclass(frozen=True, slots=True)
class Row:
    """What a publisher's file says in one row, before it is looked at."""

    number: int
    uri: str
    name: str
    type: str = ""
    labels: tuple[str, ...] = field(default=())
    description: str = ""


def skill(row: Row) -> Found | Rejected:
    """A skill, cleaned and checked as `laurels check` would; or why it is none."""
    texts = [yaml_text.clean(text) for text in (row.name, row.type, row.description, *row.labels)]
    name, type_, description, *labels = (" ".join(text.split()) if n != 2 else text for n, text in enumerate(texts))
    if not row.uri.strip():
        return Rejected(row.number, "It has no address of its own.")
    if not name:
        return Rejected(row.number, "It has no name.")
    for text in (row.uri, name, type_, description, *labels):
        if reason := unfit(text):
            return Rejected(row.number, reason)
    if len(name) > MAX_NAME_CHARACTERS:
        name, description = _shortened(name), description or name
    kept = tuple(dict.fromkeys(label for label in labels if label and label != name and len(label) <= 200))
    made = Found(row.number, row.uri.strip(), name, type_[:200], kept[:MAX_LABELS], _cut(description))
    return _checked(made)


def _checked(made: Found) -> Found | Rejected:
    try:
        Framework.model_validate(_framework({"x": made.as_data()}))
    except ValidationError as error:
        _, fault = next(iter(faults(error, KIND["skills"], _framework({"x": made.as_data()}))))
        return Rejected(made.row, fault.message)
    return made


def _framework(skills: Mapping[str, Any]) -> dict[str, Any]:
    return {"name": "x", "version": "1", "url": "https://x.example/", "targetType": "CFItem", "skills": dict(skills)}


def _shortened(name: str) -> str:
    return name[: MAX_NAME_CHARACTERS - 1].rpartition(" ")[0].rstrip(" ,;:") + "…"


def _cut(text: str) -> str:
    return text if len(text) <= _MAX_DESCRIPTION_CHARACTERS else text[: _MAX_DESCRIPTION_CHARACTERS - 1].rstrip() + "…"
