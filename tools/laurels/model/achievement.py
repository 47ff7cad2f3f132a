"""One micro-credential definition: an Open Badges 3.0 Achievement plus the European elements.

Elements: Council Recommendation 2022/C 243/02, Annex I, parts 1 and 2.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from laurels.model.assessment import ASSESSMENT_EXAMPLE, Assessment, Criterion
from laurels.model.base import (
    CTID_PATTERN,
    CalendarDate,
    Definition,
    Duration,
    Items,
    LanguageTag,
    Owners,
    Prose,
    ShortText,
    SkillRef,
    Slug,
    Text,
    UniqueItems,
)
from laurels.model.issuer import QualityAssurance
from laurels.model.renewal import Renewal

AchievementType = Literal[
    "Achievement", "ApprenticeshipCertificate", "Assessment", "Assignment", "AssociateDegree", "Award", "Badge",
    "BachelorDegree", "Certificate", "CertificateOfCompletion", "Certification", "CommunityService", "Competency",
    "Course", "CoCurricular", "Degree", "Diploma", "DoctoralDegree", "Fieldwork", "GeneralEducationDevelopment",
    "JourneymanCertificate", "LearningProgram", "License", "Membership", "ProfessionalDoctorate",
    "QualityAssuranceCredential", "MasterCertificate", "MasterDegree", "MicroCredential", "ResearchDoctorate",
    "SecondarySchoolDiploma",
]  # Open Badges 3.0 §B.1.2.1 AchievementType  # fmt: skip
Participation = Literal["online", "onsite", "blended", "hybrid", "workplace"]


class Workload(Definition):
    """Notional workload. One ECTS credit is 25 to 30 hours (ECTS Users' Guide 2015)."""

    hours: Annotated[
        int, Field(ge=1, le=6000, description="Hours that a typical learner needs, assessment included.", examples=[50])
    ]
    ects: Annotated[
        float,
        Field(
            gt=0,
            le=240,
            multiple_of=0.5,
            title="ECTS credits",
            description="ECTS credits: 25 to 30 hours each; halves are allowed.",
            examples=[2],
        ),
    ]


class Prerequisites(Definition):
    """What a learner needs before starting."""

    achievements: Annotated[
        UniqueItems[Slug],
        Field(
            description="Achievements of this catalogue to hold first, by file name.",
            examples=[["spreadsheets-in-practice"]],
        ),
    ] = ()
    description: Annotated[
        Prose | None, Field(description="Anything else that is needed, in words.", examples=["School mathematics."])
    ] = None


class Criteria(Definition):
    """What must be done to earn it (Open Badges Criteria)."""

    narrative: Annotated[
        Prose,
        Field(
            description="What must be done, so exactly that two assessors agree.",
            examples=["Complete the query project at level competent."],
        ),
    ]


class Achievement(Definition):
    """A micro-credential definition."""

    name: Annotated[
        Text, Field(description="What is it called? No “badge in”, no level, no year.", examples=["SQL foundations"])
    ]
    version: Annotated[
        int,
        Field(
            ge=1,
            le=9999,
            description="1 for a new one. Grows by one whenever outcomes, criteria, workload or level change.",
            examples=[1],
        ),
    ]
    issuer: Annotated[
        Slug,
        Field(
            description="Who awards it? A file in catalogue/issuers, without .yaml.",
            examples=["laurels-institute"],
        ),
    ]
    achievement_type: Annotated[
        AchievementType,
        Field(
            title="Type",
            description="Open Badges’ word for it. MicroCredential for most; Certificate for what a stack grants.",
            examples=["MicroCredential"],
        ),
    ]
    status: Annotated[
        Literal["draft", "active", "retired"],
        Field(
            description="draft while you are deciding, active once it is awarded, retired when it is awarded no more.",
            examples=["active"],
        ),
    ]
    description: Annotated[
        Prose,
        Field(
            description="What is it, and whom is it for? One to three sentences.",
            examples=["Ask a relational database good questions."],
        ),
    ]
    in_language: Annotated[
        LanguageTag,
        Field(
            title="Language",
            description="Language of learning and assessment, as a code: en, de, fr, pt-BR.",
            examples=["en"],
        ),
    ]
    learning_outcomes: Annotated[
        Items[Prose],
        Field(
            min_length=1,
            max_length=20,
            description="What can a holder do? One sentence each, with a verb that somebody could watch.",
            examples=[["Join three tables and explain the result."]],
        ),
    ]
    criteria: Annotated[
        Criteria,
        Field(
            title="Criteria",
            description="What must be done to earn it?",
            examples=[{"narrative": "Complete the project."}],
        ),
    ]
    assessment: Annotated[
        Assessment, Field(title="Assessment", description="How is it assessed?", examples=[ASSESSMENT_EXAMPLE])
    ]
    workload: Annotated[
        Workload, Field(title="Workload", description="How much work is it?", examples=[{"hours": 50, "ects": 2}])
    ]
    eqf_level: Annotated[
        int,
        Field(
            ge=1,
            le=8,
            title="EQF level",
            description="Level in the European Qualifications Framework: 4 is upper secondary school, 5 short courses, 6 bachelor.",
            examples=[5],
        ),
    ]
    isced_f: Annotated[
        str,
        Field(
            pattern=r"^[0-9]{4}$",
            title="Field of study",
            description="What is it about? A detailed field of ISCED-F 2013: four digits in quotes.",
            examples=["0612"],
        ),
    ]
    participation: Annotated[
        Participation, Field(title="Form of participation", description="How do people take part?", examples=["online"])
    ]
    quality_assurance: Annotated[
        Items[QualityAssurance],
        Field(
            description="How is its quality assured? Left out, it is as the issuer says.",
            examples=[[{"type": "internal", "name": "Annual review"}]],
        ),
    ] = ()
    prerequisites: Annotated[
        Prerequisites | None,
        Field(description="What is needed before?", examples=[{"achievements": ["spreadsheets-in-practice"]}]),
    ] = None
    valid_for: Annotated[
        Duration | None,
        Field(
            title="Valid for",
            description="How long does an award hold? P3Y is three years, P18M eighteen months. Left out, for ever.",
            examples=["P3Y"],
        ),
    ] = None
    renewal: Annotated[
        Renewal | None,
        Field(
            description="How is it renewed? Only with validFor.",
            examples=[{"description": "Repeat the final exercise."}],
        ),
    ] = None
    skills: Annotated[
        UniqueItems[SkillRef],
        Field(
            description="At least two skills from catalogue/skills, as framework/key. Find them with `laurels skills find`.",
            examples=[["esco/sql", "esco/query-languages"]],
        ),
    ] = ()
    tags: Annotated[
        UniqueItems[ShortText], Field(description="Words to find it by.", examples=[["data", "databases"]])
    ] = ()
    ctid: Annotated[
        str | None,
        Field(
            pattern=CTID_PATTERN,
            title="CTID",
            description="Its number in the Credential Registry, if it is registered there: ce- and a UUID.",
            examples=["ce-123e4567-e89b-42d3-a456-426614174000"],
        ),
    ] = None
    owners: Owners = ()
    review_by: Annotated[
        CalendarDate | None,
        Field(
            title="Review by",
            description="By which day should somebody look whether it is still right?",
            examples=["2027-06-30"],
        ),
    ] = None
    image: Annotated[
        Slug | None,
        Field(
            description="A picture in catalogue/images, without .svg. Left out, one is drawn.",
            examples=["sql-foundations"],
        ),
    ] = None

    def criterion(self, identifier: str) -> Criterion | None:
        """The rubric criterion with an id, if there is one."""
        return next((item for item in self.assessment.rubric if item.id == identifier), None)
