"""Awards and changes of their status: what people write in `issued/`."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from laurels.model.base import (
    CalendarDate,
    Definition,
    Did,
    Digest,
    Items,
    Prose,
    ShortText,
    Slug,
    Text,
    Uuid,
    WebUrl,
    one_of,
)

SEALED_PATTERN = r"^[A-Za-z0-9_-]+$"
"""Base64url without padding."""
MAX_SEALED_CHARACTERS = 87_384
"""64 KiB of ciphertext."""

ReasonCode = Literal[
    "issued-in-error", "assessment-withdrawn", "misconduct", "superseded", "holder-request", "key-compromise",
    "under-review", "cleared", "other",
]  # fmt: skip


RenewalPoints = Annotated[dict[Slug, Annotated[int, Field(ge=0, le=100_000)]], Field(min_length=1, max_length=20)]
"""Category of a renewal rule → points."""


class Recipient(Definition):
    """Who receives an award, in clear; only where the issuer's policy is `public`."""

    name: Annotated[
        ShortText,
        Field(description="The learner's name, as the learner wants it shown.", examples=["Sample Learner 01"]),
    ]
    id: Annotated[
        Did | None,
        Field(
            title="DID",
            description="The learner’s own did:key, if the learner gave one.",
            examples=["did:key:z6MkehRgf7yJbgaGfYsdoAsKdBPE3dj2CYhowQdcjqSJgvVd"],
        ),
    ] = None


class Result(Definition):
    """A result against one criterion of the rubric (Open Badges Result)."""

    criterion: Annotated[Slug, Field(description="The id of a criterion of the rubric.", examples=["project"])]
    level: Annotated[
        Slug | None, Field(description="The id of the level that was reached.", examples=["competent"])
    ] = None
    status: Annotated[
        Literal["Completed", "Enrolled", "Failed", "InProgress", "OnHold", "Provisional", "Withdrew"] | None,
        Field(description="How it ended, in Open Badges’ words.", examples=["Completed"]),
    ] = None
    value: Annotated[ShortText | None, Field(description="A mark, in quotes.", examples=["87"])] = None


class Evidence(Definition):
    """Work behind the award (Open Badges Evidence). A digest says which bytes were seen; alone it is a receipt."""

    id: Annotated[
        WebUrl | None,
        Field(
            title="Address", description="Where the work can be seen.", examples=["https://laurels.example/evidence/1"]
        ),
    ] = None
    name: Annotated[Text | None, Field(description="What it is.", examples=["Query project"])] = None
    narrative: Annotated[
        Prose | None, Field(description="What it shows.", examples=["Ten queries with a commentary."])
    ] = None
    digest: Annotated[
        Digest | None,
        Field(description="SHA-256 of the work's file, 64 hexadecimal digits.", examples=["0" * 64]),
    ] = None


class Award(Definition):
    """One award: one learner, one achievement. In clear, sealed, or what `laurels forget` left of it."""

    model_config = ConfigDict(
        json_schema_extra={
            **one_of("recipient", "sealed", "forgotten"),
            "dependentSchemas": {
                name: {"properties": dict.fromkeys(("results", "evidence", "supersedes", "points"), False)}
                for name in ("sealed", "forgotten")
            },
        }
    )

    recipient: Annotated[
        Recipient | None,
        Field(
            description="Who receives it, in clear; only where the issuer's policy is public.",
            examples=[{"name": "Sample Learner 01"}],
        ),
    ] = None
    sealed: Annotated[
        str | None,
        Field(
            pattern=SEALED_PATTERN,
            min_length=64,
            max_length=MAX_SEALED_CHARACTERS,
            description="The whole row, sealed by `laurels award`; only the registrar's private key opens it.",
            examples=["A" * 64],
        ),
    ] = None
    forgotten: Annotated[
        Digest | None,
        Field(
            description="Written by `laurels forget` in place of a row: what identifies it in the ledger.",
            examples=["0" * 64],
        ),
    ] = None
    results: Annotated[
        Items[Result],
        Field(
            max_length=50,
            description="Results by criterion.",
            examples=[[{"criterion": "project", "level": "competent"}]],
        ),
    ] = ()
    evidence: Annotated[
        Items[Evidence],
        Field(max_length=50, description="Work behind it.", examples=[[{"id": "https://laurels.example/evidence/1"}]]),
    ] = ()
    supersedes: Annotated[
        Uuid | None,
        Field(
            description="The UUID of the award that this one renews or replaces.",
            examples=["123e4567-e89b-42d3-a456-426614174000"],
        ),
    ] = None
    points: Annotated[
        RenewalPoints | None,
        Field(
            description="Points that counted towards the renewal, by category of the achievement's renewal rule.",
            examples=[{"practice": 20, "teaching": 10}],
        ),
    ] = None

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        # Plain and short: it is asked of every row of a repository.
        absent = (self.recipient is None) + (self.sealed is None) + (self.forgotten is None)
        if absent != 2:
            raise ValueError("an award has either `recipient` or `sealed`" + (", not both" if absent < 2 else ""))
        if self.recipient is None and (self.results or self.evidence or self.supersedes or self.points):
            form = "forgotten" if self.sealed is None else "sealed"
            raise ValueError(f"what is said about a learner belongs inside what is {form}")
        return self


class Batch(Definition):
    """Awards of one achievement on one day."""

    achievement: Annotated[
        Slug,
        Field(
            description="Which achievement? A file in catalogue/achievements, without .yaml.",
            examples=["sql-foundations"],
        ),
    ]
    awarded_date: Annotated[
        CalendarDate,
        Field(description="On which day was it awarded? The year is the folder’s.", examples=["2026-06-30"]),
    ]
    registrar: Annotated[
        Slug | None,
        Field(
            description="Which registrar's key the sealed rows are for: a file name in keys/public, without .yaml.",
            examples=["2026-registrar"],
        ),
    ] = None
    awards: Annotated[
        Items[Award],
        Field(
            min_length=1, description="One entry a learner.", examples=[[{"recipient": {"name": "Sample Learner 01"}}]]
        ),
    ]


class StatusChange(Definition):
    """One credential, or several for one reason, revoked, suspended or reinstated."""

    model_config = ConfigDict(json_schema_extra=one_of("credential", "credentials"))

    credential: Annotated[
        Uuid | None,
        Field(
            description="The UUID in the credential's id, where it is one.",
            examples=["123e4567-e89b-42d3-a456-426614174000"],
        ),
    ] = None
    credentials: Annotated[
        Items[Uuid] | None,
        Field(
            min_length=1,
            description="The UUIDs in the credentials' ids, where it is several for one reason.",
            examples=[["123e4567-e89b-42d3-a456-426614174000"]],
        ),
    ] = None
    action: Annotated[
        Literal["revoke", "suspend", "reinstate"], Field(description="What happens.", examples=["revoke"])
    ]
    date: Annotated[CalendarDate, Field(description="From which day.", examples=["2026-07-01"])]
    reason: Annotated[ReasonCode, Field(description="Why.", examples=["issued-in-error"])]
    note: Annotated[
        Prose | None,
        Field(
            description="More, for the public. Nothing about the learner.", examples=["The wrong cohort was uploaded."]
        ),
    ] = None
    requested_by: Annotated[
        ShortText | None,
        Field(description="Who asked for it: a name or a role in the office.", examples=["registry-desk"]),
    ] = None
    approved_by: Annotated[
        ShortText | None,
        Field(description="Who else agreed; needed for more than ten at once.", examples=["head-of-registry"]),
    ] = None

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if (self.credential is None) == (self.credentials is None):
            raise ValueError("a change has either `credential` or `credentials`")
        return self

    @property
    def ids(self) -> tuple[str, ...]:
        """The UUIDs that it is about."""
        return (self.credential,) if self.credential is not None else self.credentials or ()


class StatusChanges(Definition):
    """All changes of status in one year, oldest first."""

    changes: Annotated[
        Items[StatusChange],
        Field(
            description="Oldest first.",
            examples=[
                [
                    {
                        "credential": "123e4567-e89b-42d3-a456-426614174000",
                        "action": "revoke",
                        "date": "2026-07-01",
                        "reason": "issued-in-error",
                    }
                ]
            ],
        ),
    ]
