"""Other bodies: what they say about our achievements, and which issuers we recognise."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from laurels.model.base import CalendarDate, Definition, Did, Prose, Slug, Text, UniqueItems, WebUrl


class Body(Definition):
    """Another organisation."""

    name: Annotated[Text, Field(description="Its name.", examples=["A university"])]
    url: Annotated[WebUrl, Field(description="Its page about this.", examples=["https://university.example/"])]
    id: Annotated[
        Did | None,
        Field(title="DID", description="Its DID, where it has one.", examples=["did:web:university.example"]),
    ] = None


class Recognition(Definition):
    """What another body says of achievements: credit, employer recognition, accreditation."""

    by: Annotated[
        Body,
        Field(description="Who says it.", examples=[{"name": "A university", "url": "https://university.example/"}]),
    ]
    kind: Annotated[
        Literal["credit", "employer", "accreditation"],
        Field(description="What sort of recognition.", examples=["credit"]),
    ]
    achievements: Annotated[
        UniqueItems[Slug], Field(min_length=1, description="Which achievements.", examples=[["sql-foundations"]])
    ]
    statement: Annotated[Prose, Field(description="What it says.", examples=["Counts for 2 ECTS in our diploma."])]
    date: Annotated[CalendarDate, Field(description="When it was said.", examples=["2026-05-01"])]
    until: Annotated[CalendarDate | None, Field(description="How long it holds.", examples=["2029-05-01"])] = None


class TrustedIssuer(Definition):
    """An issuer this catalogue recognises."""

    id: Annotated[Did, Field(title="DID", description="Its DID.", examples=["did:web:university.example"])]
    name: Annotated[Text, Field(description="Its name.", examples=["A university"])]
    why: Annotated[Prose, Field(description="Why it is recognised.", examples=["Member of the same association."])]
    until: Annotated[CalendarDate | None, Field(description="How long.", examples=["2029-12-31"])] = None
