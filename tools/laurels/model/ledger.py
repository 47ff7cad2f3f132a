"""The ledger: what was signed, one line per award, written by `laurels issue` alone."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from laurels.model.base import Definition, Items, Timestamp, Uuid

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
ListName = Annotated[str, Field(pattern=r"^(revocation|suspension)-[1-9][0-9]{0,5}$")]


class TemplateLine(Definition):
    """The credential that a group of awards share, whole as signed, with its holes."""

    template: Digest
    """SHA-256 of the canonical form of {credential, holes}: the line's name."""
    credential: dict[str, Any]
    """The signed credential, with null at every hole."""
    holes: Items[str]
    """JSON Pointers of what differs from award to award."""


class AwardLine(Definition):
    """One signed award: a template's name and the values of its holes."""

    id: Uuid
    row: Digest
    """SHA-256 of the canonical form of the row's recipient."""
    issued: Timestamp
    template: Digest
    status: dict[ListName, Annotated[int, Field(ge=0)]]
    """Status list → index."""
    digest: Digest
    """SHA-256 of the credential's canonical bytes, which are what is published."""
    values: Items[Any]
    """One value for each hole of the template, in order."""


class Sequence(Definition):
    """Rewritten by every issue run, so that two runs on two branches conflict in Git."""

    run: Annotated[int, Field(ge=0, description="How many issue runs there were.", examples=[3])]
    issued: Annotated[int, Field(ge=0, description="How many credentials they signed in all.", examples=[17])]
    last: Annotated[Timestamp, Field(description="When the last one ran.", examples=["2026-07-01T08:00:00Z"])]
    head: Annotated[
        Digest, Field(description="Digest over the digests of every award, in order of id.", examples=["0" * 64])
    ]


StatusPurpose = Literal["revocation", "suspension"]
