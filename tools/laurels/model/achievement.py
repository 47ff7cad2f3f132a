"""One micro-credential definition: an Open Badges 3.0 Achievement plus the European elements.

Elements: Council Recommendation 2022/C 243/02, Annex I, parts 1 and 2.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from laurels.model.base import (
    Definition,
    Duration,
    Items,
    LanguageTag,
    Prose,
    ShortText,
    SkillRef,
    Slug,
    Text,
    UniqueItems,
)
from laurels.model.issuer import QualityAssurance

AchievementType = Literal[
    "Achievement", "ApprenticeshipCertificate", "Assessment", "Assignment", "AssociateDegree", "Award", "Badge",
    "BachelorDegree", "Certificate", "CertificateOfCompletion", "Certification", "CommunityService", "Competency",
    "Course", "CoCurricular", "Degree", "Diploma", "DoctoralDegree", "Fieldwork", "GeneralEducationDevelopment",
    "JourneymanCertificate", "LearningProgram", "License", "Membership", "ProfessionalDoctorate",
    "QualityAssuranceCredential", "MasterCertificate", "MasterDegree", "MicroCredential", "ResearchDoctorate",
    "SecondarySchoolDiploma",
]  # Open Badges 3.0 §B.1.2.1 AchievementType  # fmt: skip
AssessmentType = Literal[
    "project", "portfolio", "practical", "written-exam", "oral-exam", "coursework", "observation", "peer", "quiz"
]
Participation = Literal["online", "onsite", "blended", "hybrid", "workplace"]


class Level(Definition):
    """One level of a rubric criterion (Open Badges RubricCriterionLevel)."""

    id: Annotated[Slug, Field(description="Short name used in awards.", examples=["competent"])]
    name: Annotated[Text, Field(description="What the level is called.", examples=["Competent"])]
    description: Annotated[
        Prose,
        Field(
            description="What work at this level looks like.", examples=["Joins three tables and explains the result."]
        ),
    ]


class Criterion(Definition):
    """One criterion of the rubric (Open Badges ResultDescription)."""

    id: Annotated[Slug, Field(description="Short name used in awards.", examples=["project"])]
    name: Annotated[Text, Field(description="What is judged.", examples=["Query project"])]
    description: Annotated[
        Prose | None, Field(description="What the assessor looks at.", examples=["Ten queries on a supplied database."])
    ] = None
    levels: Annotated[
        Items[Level],
        Field(
            min_length=2,
            max_length=8,
            description="Levels, the lowest first.",
            examples=[[{"id": "competent", "name": "Competent", "description": "…"}]],
        ),
    ]
    required: Annotated[Slug, Field(description="The level needed for the award.", examples=["competent"])]


class Assessment(Definition):
    """How learning is assessed."""

    type: Annotated[AssessmentType, Field(description="Type of assessment.", examples=["project"])]
    description: Annotated[
        Prose,
        Field(
            description="What the learner does and how it is judged.",
            examples=["A query project, marked by two assessors."],
        ),
    ]
    supervision: Annotated[
        Literal["unsupervised", "online-supervised", "onsite-supervised"],
        Field(description="Who watches while it happens.", examples=["unsupervised"]),
    ]
    identity_verification: Annotated[
        Literal["none", "account", "document", "biometric", "in-person"],
        Field(description="How the learner's identity is checked.", examples=["account"]),
    ]
    rubric: Annotated[
        Items[Criterion],
        Field(
            min_length=1,
            max_length=20,
            description="The criteria and their levels.",
            examples=[[{"id": "project", "name": "Query project"}]],
        ),
    ]


class Workload(Definition):
    """Notional workload. One ECTS credit is 25 to 30 hours (ECTS Users' Guide 2015)."""

    hours: Annotated[
        int, Field(ge=1, le=6000, description="Hours a typical learner needs, assessment included.", examples=[50])
    ]
    ects: Annotated[float, Field(gt=0, le=240, multiple_of=0.5, description="ECTS credits.", examples=[2])]


class Prerequisites(Definition):
    """What a learner needs before starting."""

    achievements: Annotated[
        UniqueItems[Slug], Field(description="Achievements to hold first.", examples=[["spreadsheets-in-practice"]])
    ] = ()
    description: Annotated[
        Prose | None, Field(description="Anything else, in words.", examples=["School mathematics."])
    ] = None


class PointCategory(Definition):
    """One kind of activity that counts towards renewal."""

    id: Annotated[Slug, Field(description="Short name used in awards.", examples=["practice"])]
    name: Annotated[Text, Field(description="What counts here.", examples=["Work in practice"])]
    minimum: Annotated[
        int, Field(ge=0, le=10_000, description="Points needed in this category at least.", examples=[10])
    ] = 0


class Points(Definition):
    """Points collected over a period, as in continuing professional development."""

    within: Annotated[
        Duration, Field(description="The period, counted back from the day of renewal.", examples=["P2Y"])
    ]
    total: Annotated[int, Field(ge=1, le=100_000, description="Points needed over all categories.", examples=[30])]
    categories: Annotated[
        Items[PointCategory],
        Field(
            min_length=1,
            max_length=20,
            description="Where points come from.",
            examples=[[{"id": "practice", "name": "Work in practice", "minimum": 10}]],
        ),
    ]


class Renewal(Definition):
    """How an achievement that runs out is renewed: in words, by earning an achievement, or by points."""

    description: Annotated[Prose, Field(description="What to do, in words.", examples=["Repeat the final exercise."])]
    achievements: Annotated[
        UniqueItems[Slug], Field(description="Earning one of these renews it.", examples=[["sql-foundations"]])
    ] = ()
    points: Annotated[
        Points | None,
        Field(description="So many points in a period renew it.", examples=[{"within": "P2Y", "total": 30}]),
    ] = None
    opens: Annotated[
        Duration | None,
        Field(description="How long before its end an award may be renewed. Left out: at any time.", examples=["P6M"]),
    ] = None


class Criteria(Definition):
    """What must be done to earn it (Open Badges Criteria)."""

    narrative: Annotated[
        Prose,
        Field(description="What must be done, in words.", examples=["Complete the query project at level competent."]),
    ]


class Achievement(Definition):
    """A micro-credential definition."""

    name: Annotated[Text, Field(description="Title of the micro-credential.", examples=["SQL foundations"])]
    version: Annotated[int, Field(ge=1, le=9999, description="Grows by one with every material change.", examples=[1])]
    issuer: Annotated[
        Slug,
        Field(
            description="Who awards it: a file name in catalogue/issuers, without .yaml.",
            examples=["laurels-institute"],
        ),
    ]
    achievement_type: Annotated[AchievementType, Field(description="Open Badges type.", examples=["MicroCredential"])]
    status: Annotated[
        Literal["draft", "active", "retired"],
        Field(description="draft: not awarded yet. retired: awarded no more.", examples=["active"]),
    ]
    description: Annotated[
        Prose,
        Field(description="What it is and whom it is for.", examples=["Ask a relational database good questions."]),
    ]
    in_language: Annotated[
        LanguageTag, Field(description="Language of learning and assessment (BCP 47).", examples=["en"])
    ]
    learning_outcomes: Annotated[
        Items[Prose],
        Field(
            min_length=1,
            max_length=20,
            description="What a holder can do, one sentence each.",
            examples=[["Join three tables and explain the result."]],
        ),
    ]
    criteria: Annotated[
        Criteria, Field(description="What must be done to earn it.", examples=[{"narrative": "Complete the project."}])
    ]
    assessment: Annotated[Assessment, Field(description="How it is assessed.", examples=[{"type": "project"}])]
    workload: Annotated[Workload, Field(description="Hours and ECTS credits.", examples=[{"hours": 50, "ects": 2}])]
    eqf_level: Annotated[
        int, Field(ge=1, le=8, description="Level in the European Qualifications Framework.", examples=[5])
    ]
    isced_f: Annotated[
        str,
        Field(pattern=r"^\d{4}$", description="ISCED-F 2013 detailed field, four digits in quotes.", examples=["0612"]),
    ]
    participation: Annotated[Participation, Field(description="Form of participation.", examples=["online"])]
    quality_assurance: Annotated[
        Items[QualityAssurance],
        Field(description="Left out: the issuer's.", examples=[[{"type": "internal", "name": "Annual review"}]]),
    ] = ()
    prerequisites: Annotated[
        Prerequisites | None,
        Field(description="What is needed before.", examples=[{"achievements": ["spreadsheets-in-practice"]}]),
    ] = None
    valid_for: Annotated[
        Duration | None,
        Field(description="How long an award is valid. Left out: it does not run out.", examples=["P3Y"]),
    ] = None
    renewal: Annotated[
        Renewal | None,
        Field(
            description="How it is renewed; only with validFor.",
            examples=[{"description": "Repeat the final exercise."}],
        ),
    ] = None
    skills: Annotated[
        UniqueItems[SkillRef],
        Field(description="Skills from catalogue/skills, as framework/key.", examples=[["esco/sql"]]),
    ] = ()
    tags: Annotated[
        UniqueItems[ShortText], Field(description="Words to find it by.", examples=[["data", "databases"]])
    ] = ()
    image: Annotated[
        Slug | None,
        Field(
            description="A picture in catalogue/images, without .svg. Left out: one is drawn.",
            examples=["sql-foundations"],
        ),
    ] = None

    def criterion(self, identifier: str) -> Criterion | None:
        """The rubric criterion with an id, if there is one."""
        return next((item for item in self.assessment.rubric if item.id == identifier), None)
