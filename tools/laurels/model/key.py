"""Public keys: Multikey verification methods with a purpose and a life."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from laurels.model.base import Definition, Slug, Timestamp


class PublicKey(Definition):
    """A public key as `laurels keys new` writes it (Controlled Identifiers v1.0 §2.2.2)."""

    type: Annotated[Literal["Multikey"], Field(description="Always Multikey.", examples=["Multikey"])]
    purpose: Annotated[
        Literal["issuing", "registrar", "log"], Field(description="What the key is for.", examples=["issuing"])
    ]
    issuer: Annotated[
        Slug,
        Field(
            description="Whose key it is: a file in catalogue/issuers, without .yaml.", examples=["laurels-institute"]
        ),
    ]
    public_key_multibase: Annotated[
        str,
        Field(
            pattern=r"^z[1-9A-HJ-NP-Za-km-z]{40,60}$",
            description="The public half of the key, in Multibase.",
            examples=["z6MkehRgf7yJbgaGfYsdoAsKdBPE3dj2CYhowQdcjqSJgvVd"],
        ),
    ]
    created: Annotated[Timestamp, Field(description="Since when.", examples=["2026-05-01T00:00:00Z"])]
    expires: Annotated[
        Timestamp | None, Field(description="Signs nothing after this.", examples=["2028-05-01T00:00:00Z"])
    ] = None
    revoked: Annotated[
        Timestamp | None, Field(description="Nothing signed after this counts.", examples=["2027-02-01T00:00:00Z"])
    ] = None
