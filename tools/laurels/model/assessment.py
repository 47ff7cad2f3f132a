"""How learning is assessed: the criteria of a rubric, and their levels."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from laurels.model.base import Definition, Items, Prose, Slug, Text

AssessmentType = Literal[
    "project", "portfolio", "practical", "written-exam", "oral-exam", "coursework", "observation", "peer", "quiz"
]
ASSESSMENT_EXAMPLE = {
    "type": "project",
    "description": "A query project, marked by two assessors.",
    "supervision": "unsupervised",
    "identityVerification": "account",
    "rubric": [
        {
            "id": "project",
            "name": "Query project",
            "levels": [
                {"id": "developing", "name": "Developing", "description": "Joins two tables."},
                {"id": "competent", "name": "Competent", "description": "Joins three, and explains the result."},
            ],
            "required": "competent",
        }
    ],
}


class Level(Definition):
    """One level of a rubric criterion (Open Badges RubricCriterionLevel)."""

    id: Annotated[
        Slug,
        Field(
            description="Short name that awards refer to: lower-case letters, digits, hyphens.", examples=["competent"]
        ),
    ]
    name: Annotated[Text, Field(description="What the level is called.", examples=["Competent"])]
    description: Annotated[
        Prose,
        Field(
            description="What work at this level looks like.", examples=["Joins three tables and explains the result."]
        ),
    ]


class Criterion(Definition):
    """One criterion of the rubric (Open Badges ResultDescription)."""

    id: Annotated[
        Slug,
        Field(
            description="Short name that awards refer to: lower-case letters, digits, hyphens.", examples=["project"]
        ),
    ]
    name: Annotated[Text, Field(description="What is judged.", examples=["Query project"])]
    description: Annotated[
        Prose | None,
        Field(
            description="What the assessor looks at, in a sentence or two.",
            examples=["Ten queries on a supplied database."],
        ),
    ] = None
    levels: Annotated[
        Items[Level],
        Field(
            min_length=2,
            max_length=8,
            description="How well it can be done: two to eight levels, the lowest first.",
            examples=[
                [
                    {"id": "developing", "name": "Developing", "description": "Joins two tables."},
                    {"id": "competent", "name": "Competent", "description": "Joins three, and explains the result."},
                ]
            ],
        ),
    ]
    required: Annotated[
        Slug,
        Field(
            title="Level that is needed",
            description="The id of the level that earns the award.",
            examples=["competent"],
        ),
    ]


class Assessment(Definition):
    """How learning is assessed."""

    type: Annotated[
        AssessmentType,
        Field(title="Type of assessment", description="What kind of assessment it is.", examples=["project"]),
    ]
    description: Annotated[
        Prose,
        Field(
            description="What the learner does and how it is judged.",
            examples=["A query project, marked by two assessors."],
        ),
    ]
    supervision: Annotated[
        Literal["unsupervised", "online-supervised", "onsite-supervised"],
        Field(description="Does somebody watch while it happens?", examples=["unsupervised"]),
    ]
    identity_verification: Annotated[
        Literal["none", "account", "document", "biometric", "in-person"],
        Field(title="Check of identity", description="How do you know that it was the learner?", examples=["account"]),
    ]
    rubric: Annotated[
        Items[Criterion],
        Field(
            min_length=1,
            max_length=20,
            description="What is judged: one to twenty criteria, each with its levels.",
            examples=[ASSESSMENT_EXAMPLE["rubric"]],
        ),
    ]
