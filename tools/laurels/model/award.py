"""Awards and changes of their status: what people write in `issued/`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from laurels.model.base import CalendarDate, Definition, Did, Items, Prose, ShortText, Slug, Text, Uuid, WebUrl

ReasonCode = Literal[
    "issued-in-error", "assessment-withdrawn", "misconduct", "superseded", "holder-request", "key-compromise",
    "under-review", "other",
]  # fmt: skip


class Recipient(Definition):
    """Who receives an award, in clear; only where the issuer's policy is `public`."""

    name: Annotated[
        ShortText,
        Field(description="The learner's name, as the learner wants it shown.", examples=["Sample Learner 01"]),
    ]
    id: Annotated[
        Did | None,
        Field(
            description="The learner's own did:key, if given.",
            examples=["did:key:z6MkehRgf7yJbgaGfYsdoAsKdBPE3dj2CYhowQdcjqSJgvVd"],
        ),
    ] = None


class Result(Definition):
    """A result against one criterion of the rubric (Open Badges Result)."""

    criterion: Annotated[Slug, Field(description="The criterion's id.", examples=["project"])]
    level: Annotated[Slug | None, Field(description="The level reached.", examples=["competent"])] = None
    status: Annotated[
        Literal["Completed", "Enrolled", "Failed", "InProgress", "OnHold", "Provisional", "Withdrew"] | None,
        Field(description="Open Badges result status.", examples=["Completed"]),
    ] = None
    value: Annotated[ShortText | None, Field(description="A mark, in quotes.", examples=["87"])] = None


class Evidence(Definition):
    """Work behind the award (Open Badges Evidence)."""

    id: Annotated[
        WebUrl | None, Field(description="Where the work can be seen.", examples=["https://laurels.example/evidence/1"])
    ] = None
    name: Annotated[Text | None, Field(description="What it is.", examples=["Query project"])] = None
    narrative: Annotated[
        Prose | None, Field(description="What it shows.", examples=["Ten queries with a commentary."])
    ] = None


class Award(Definition):
    """One award: one learner, one achievement."""

    recipient: Annotated[Recipient, Field(description="Who receives it.", examples=[{"name": "Sample Learner 01"}])]
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


class Batch(Definition):
    """Awards of one achievement on one day."""

    achievement: Annotated[Slug, Field(description="Which achievement.", examples=["sql-foundations"])]
    awarded_date: Annotated[CalendarDate, Field(description="The day of the award.", examples=["2026-06-30"])]
    awards: Annotated[
        Items[Award],
        Field(
            min_length=1, description="One entry a learner.", examples=[[{"recipient": {"name": "Sample Learner 01"}}]]
        ),
    ]


class StatusChange(Definition):
    """One credential revoked, suspended or reinstated."""

    credential: Annotated[
        Uuid, Field(description="The UUID in the credential's id.", examples=["123e4567-e89b-42d3-a456-426614174000"])
    ]
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


class StatusChanges(Definition):
    """All changes of status in one year, oldest first."""

    changes: Annotated[
        Items[StatusChange], Field(description="Oldest first.", examples=[[{"credential": "…", "action": "revoke"}]])
    ]
