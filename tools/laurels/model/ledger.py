"""The ledger: what was signed, one line per award, written by `laurels issue` alone."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from laurels.model.award import SEALED_PATTERN
from laurels.model.base import CalendarDate, Definition, Digest, Items, Timestamp, Uuid

Pair = Annotated[tuple[str, str], Field(strict=False)]
ListName = Annotated[str, Field(pattern=r"^(revocation|suspension)-[1-9][0-9]{0,5}$")]


class Entry(Definition):
    """How the entries of one list are written short (`laurels.credential.shorthand`)."""

    always: dict[str, Any]
    """Members that every entry has alike."""
    texts: Items[Pair]
    """Key and beginning of each text, in the order of the short form."""
    numbered: Annotated[tuple[str, str, str, str], Field(strict=False)] | None = None
    """Key of a text that follows from the award's line and the entry's place: its beginning, the field of the line that comes then,
    and what stands between that and the entry's number, counted from 1."""


class TemplateLine(Definition):
    """The credential that a group of awards share, whole as signed, with null at everything that differs."""

    template: Digest
    """SHA-256 of the canonical form of all the rest: the line's name."""
    credential: dict[str, Any]
    """The signed credential, with null wherever `holes` and `follows` point."""
    holes: Items[str]
    """JSON Pointers of what each award brings itself; where it brings null, its credential has no such member."""
    follows: dict[str, Pair] | None = None
    """JSON Pointer → beginning of a text and the field of the award's line that completes it: `id`, `issued`, or a status list."""
    entries: dict[str, Entry] | None = None
    """Hole → the short form of its list."""


class AwardLine(Definition):
    """One signed award: a template's name and the values of its holes."""

    id: Uuid
    row: Digest
    """What identifies the row: SHA-256 of its recipient's canonical form, or of its ciphertext."""
    issued: Timestamp
    template: Digest
    status: dict[ListName, Annotated[int, Field(ge=0)]]
    """Status list → index."""
    digest: Digest
    """SHA-256 of the credential's canonical bytes, which are what is published."""
    values: Items[Any] | None = None
    """One value for each hole of the template, in order, null for a member it lacks; where the award is public."""
    sealed: Annotated[str, Field(pattern=SEALED_PATTERN, min_length=64)] | None = None
    """The values under the page key (`laurels.sealing.values`), base64url; where the award is sealed."""
    forgotten: CalendarDate | None = None
    """The day on which `laurels forget` took out what was here."""

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if [self.values, self.sealed, self.forgotten].count(None) != 2:
            raise ValueError("an award line has one of values, sealed and forgotten")
        return self


class Sequence(Definition):
    """Rewritten by every issue run, so that two runs on two branches conflict in Git."""

    run: Annotated[int, Field(ge=0, description="How many issue runs there were.", examples=[3])]
    issued: Annotated[int, Field(ge=0, description="How many credentials they signed in all.", examples=[17])]
    last: Annotated[Timestamp, Field(description="When the last one ran.", examples=["2026-07-01T08:00:00Z"])]
    head: Annotated[
        Digest, Field(description="Digest over the digests of every award, in order of id.", examples=["0" * 64])
    ]


StatusPurpose = Literal["revocation", "suspension"]
