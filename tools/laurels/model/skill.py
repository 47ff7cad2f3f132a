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
            title="URI",
            description="The framework’s own address of the skill.",
            examples=["http://data.europa.eu/esco/skill/598de5b0-5b58-4ea7-8058-a4bc4d18c742"],
        ),
    ]
    name: Annotated[Text, Field(description="The framework’s own label, exactly.", examples=["SQL"])]
    type: Annotated[
        ShortText | None, Field(description="The framework’s own word for its kind.", examples=["knowledge"])
    ] = None
    alt_label: Annotated[
        UniqueItems[ShortText],
        Field(
            max_length=100,
            title="Other labels",
            description="Other words for it (SKOS altLabel), so that it is found by them.",
            examples=[["structured query language"]],
        ),
    ] = ()
    description: Annotated[
        Prose | None,
        Field(
            description="The framework’s own definition.", examples=["The computer language SQL is a query language."]
        ),
    ] = None


class Framework(Definition):
    """The part of a skills framework that this catalogue uses."""

    name: Annotated[Text, Field(description="What the framework is called.", examples=["ESCO"])]
    version: Annotated[
        ShortText, Field(description="Which version of the framework the skills come from.", examples=["1.2.0"])
    ]
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
            description="What Open Badges call a skill of this framework: CFItem, ceasn:Competency, or ext: and a name.",
            examples=["ext:ESCOSkill"],
        ),
    ]
    skills: Annotated[
        dict[Slug, Skill],
        Field(
            min_length=1,
            description="The skills, each under a short name; others write framework/name.",
            examples=[
                {
                    "sql": {
                        "uri": "http://data.europa.eu/esco/skill/598de5b0-5b58-4ea7-8058-a4bc4d18c742",
                        "name": "SQL",
                    }
                }
            ],
        ),
    ]


class RoleSkills(Definition):
    """Skills a role asks for."""

    essential: Annotated[
        UniqueItems[SkillRef],
        Field(min_length=1, description="Skills the role cannot do without.", examples=[["esco/sql"]]),
    ]
    optional: Annotated[
        UniqueItems[SkillRef],
        Field(description="Skills that help, and can be missing.", examples=[["esco/data-mining"]]),
    ] = ()


class Role(Definition):
    """A target role: an occupation and the skills it asks for."""

    name: Annotated[Text, Field(description="What the occupation is called.", examples=["data analyst"])]
    uri: Annotated[
        SkillUri,
        Field(
            title="URI",
            description="The framework’s own address of the occupation.",
            examples=["http://data.europa.eu/esco/occupation/d3edb8f8-3a06-47a0-8fb9-9b212c006aa2"],
        ),
    ]
    framework: Annotated[
        Slug,
        Field(
            description="The framework that the address belongs to: a file in catalogue/skills, without .yaml.",
            examples=["esco"],
        ),
    ]
    code: Annotated[
        ShortText | None, Field(description="Classification code, such as the ISCO group.", examples=["2511"])
    ] = None
    description: Annotated[
        Prose, Field(description="What do people in this role do?", examples=["Turns records into decisions."])
    ]
    skills: Annotated[
        RoleSkills, Field(description="Which skills does it ask for?", examples=[{"essential": ["esco/sql"]}])
    ]
