"""Who awards: an Open Badges 3.0 Profile with what Europe and the office need beside it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from laurels.model.base import Definition, Did, Duration, Items, Owners, Prose, Slug, Text, WebUrl


class QualityAssurance(Definition):
    """How the quality behind an award is assured (Council Recommendation 2022/C 243/02, Annex I)."""

    type: Annotated[
        Literal["internal", "external"],
        Field(description="internal: by the issuer itself. external: by somebody else.", examples=["internal"]),
    ]
    name: Annotated[Text, Field(description="What the arrangement is called.", examples=["Annual programme review"])]
    description: Annotated[
        Prose | None,
        Field(
            description="How it works, in a sentence or two.",
            examples=["Two colleagues outside the team sample the marking each year."],
        ),
    ] = None
    url: Annotated[
        WebUrl | None, Field(description="A page that says more.", examples=["https://laurels.example/quality/"])
    ] = None


class Issuer(Definition):
    """An awarding body."""

    id: Annotated[
        Did,
        Field(
            title="DID",
            description="Its did:web, which follows from the site’s address: https://laurels.example/ gives did:web:laurels.example.",
            examples=["did:web:laurels.example"],
        ),
    ]
    name: Annotated[Text, Field(description="The name people know it by.", examples=["Laurels Institute"])]
    url: Annotated[WebUrl, Field(description="Its home page.", examples=["https://laurels.example/"])]
    description: Annotated[
        Prose, Field(description="Who it is, in one or two sentences.", examples=["A college for working adults."])
    ]
    country: Annotated[
        str,
        Field(
            pattern=r"^[A-Z]{2}$",
            description="Where it is: a country by its two letters (ISO 3166-1).",
            examples=["IE"],
        ),
    ]
    contact: Annotated[
        WebUrl,
        Field(
            description="A page for questions. Never an e-mail address: this file is public.",
            examples=["https://laurels.example/contact/"],
        ),
    ]
    image: Annotated[
        Slug | None, Field(description="A picture in catalogue/images, without .svg.", examples=["laurels-institute"])
    ] = None
    quality_assurance: Annotated[
        Items[QualityAssurance],
        Field(
            min_length=1,
            description="How is the quality of its awards assured?",
            examples=[[{"type": "internal", "name": "Annual review"}]],
        ),
    ]
    recipient_policy: Annotated[
        Literal["sealed", "public"],
        Field(
            description="sealed: nothing about a learner can be read. public: names are in clear, because every learner agreed.",
            examples=["sealed"],
        ),
    ] = "sealed"
    status_list_valid_for: Annotated[
        Duration | None,
        Field(
            description="How long a signed status list stays good. Left out, it does not run out.", examples=["P30D"]
        ),
    ] = None
    owners: Annotated[
        Owners,
        Field(
            description="Who looks after its definitions that name nobody, and after issued/ and keys/: names on the forge.",
            examples=[["laurels-institute/registry"]],
        ),
    ] = ()
