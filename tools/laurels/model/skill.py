"""Skills the catalogue uses, and the roles that ask for them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from laurels.model.base import Definition, Prose, ShortText, SkillRef, Slug, Text, UniqueItems, WebUrl

SkillUri = Annotated[str, Field(pattern=r"^(https?|urn):[^\s<>\"{}|\\^`]+$", max_length=500)]


class Skill(Definition):
    """One skill of a framework, under its real URI."""

    uri: Annotated[
        SkillUri,
        Field(
            description="The framework's own URI.",
            examples=["http://data.europa.eu/esco/skill/8a69b5c6-0000-0000-0000-000000000000"],
        ),
    ]
    name: Annotated[Text, Field(description="The framework's own label.", examples=["SQL"])]
    type: Annotated[ShortText | None, Field(description="The framework's own type.", examples=["knowledge"])] = None


class Framework(Definition):
    """The part of a skills framework that this catalogue uses."""

    name: Annotated[Text, Field(description="Name of the framework.", examples=["ESCO"])]
    version: Annotated[ShortText, Field(description="Version the facts come from.", examples=["1.2.0"])]
    url: Annotated[WebUrl, Field(description="Home page of the framework.", examples=["https://esco.ec.europa.eu/"])]
    acknowledgement: Annotated[
        Prose | None,
        Field(
            description="What its licence asks to be said.",
            examples=["This publication uses the ESCO classification of the European Commission."],
        ),
    ] = None
    target_type: Annotated[
        str,
        Field(
            pattern=r"^(ext:[A-Za-z0-9._-]+|CFItem|ceasn:Competency)$",
            description="Open Badges alignment target type.",
            examples=["ext:ESCOSkill"],
        ),
    ]
    skills: Annotated[
        dict[Slug, Skill],
        Field(
            min_length=1,
            description="Short name → skill.",
            examples=[{"sql": {"uri": "http://data.europa.eu/esco/skill/…", "name": "SQL"}}],
        ),
    ]


class RoleSkills(Definition):
    """Skills a role asks for."""

    essential: Annotated[
        UniqueItems[SkillRef],
        Field(min_length=1, description="Skills the role cannot do without.", examples=[["esco/sql"]]),
    ]
    optional: Annotated[
        UniqueItems[SkillRef], Field(description="Skills that help.", examples=[["esco/data-mining"]])
    ] = ()


class Role(Definition):
    """A target role: an occupation and the skills it asks for."""

    name: Annotated[Text, Field(description="Name of the occupation.", examples=["data analyst"])]
    uri: Annotated[
        SkillUri,
        Field(
            description="The occupation's own URI.",
            examples=["http://data.europa.eu/esco/occupation/d3edb8f8-0000-0000-0000-000000000000"],
        ),
    ]
    framework: Annotated[Slug, Field(description="Framework the URI belongs to.", examples=["esco"])]
    code: Annotated[
        ShortText | None, Field(description="Classification code, such as the ISCO group.", examples=["2511"])
    ] = None
    description: Annotated[
        Prose, Field(description="What people in this role do.", examples=["Turns records into decisions."])
    ]
    skills: Annotated[RoleSkills, Field(description="Skills it asks for.", examples=[{"essential": ["esco/sql"]}])]
