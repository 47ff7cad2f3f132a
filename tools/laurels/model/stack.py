"""A stack: a rule over achievements that grants another achievement."""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias

from pydantic import Discriminator, Field, Tag

from laurels.model.base import CalendarDate, Definition, Duration, Items, Owners, Prose, Slug, Text, UniqueItems

MAX_RULE_DEPTH = 8


class AllOf(Definition):
    """Every one of these."""

    all: Annotated[
        Items[Rule],
        Field(min_length=1, max_length=50, description="Every one of these.", examples=[["sql-foundations"]]),
    ]


class AnyOf(Definition):
    """At least one of these."""

    any: Annotated[
        Items[Rule],
        Field(min_length=1, max_length=50, description="At least one of these.", examples=[["data-visualisation"]]),
    ]


class AtLeast(Definition):
    """A number of these."""

    at_least: Annotated[int, Field(ge=1, le=50, description="How many are needed…", examples=[2])]
    of: Annotated[
        Items[Rule],
        Field(min_length=1, max_length=50, description="…of these.", examples=[["sql-foundations", "data-cleaning"]]),
    ]


class Credits(Definition):
    """So many ECTS credits collected from these achievements."""

    credits: Annotated[
        float, Field(gt=0, le=240, title="ECTS credits", description="How many ECTS credits are needed…", examples=[4])
    ]
    of: Annotated[
        UniqueItems[Slug],
        Field(
            min_length=1,
            max_length=50,
            description="…from these achievements.",
            examples=[["sql-foundations", "data-cleaning"]],
        ),
    ]


def _form(value: Any) -> str | None:
    if isinstance(value, str):
        return "achievement"
    if isinstance(value, dict):
        return next((key for key in ("all", "any", "atLeast", "credits") if key in value), None)
    return {AllOf: "all", AnyOf: "any", AtLeast: "atLeast", Credits: "credits"}.get(type(value))


Rule: TypeAlias = Annotated[
    Annotated[Slug, Tag("achievement")]
    | Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[AtLeast, Tag("atLeast")]
    | Annotated[Credits, Tag("credits")],
    Discriminator(
        _form,
        custom_error_type="rule",
        custom_error_message="a rule is an achievement, or one of: all, any, atLeast with of, credits with of",
    ),
]

AllOf.model_rebuild()
AnyOf.model_rebuild()
AtLeast.model_rebuild()


class Stack(Definition):
    """A rule and what it grants."""

    name: Annotated[Text, Field(description="What the pathway is called.", examples=["Data practice"])]
    description: Annotated[
        Prose, Field(description="Why would a learner collect it?", examples=["From raw records to a decision."])
    ]
    grants: Annotated[
        Slug,
        Field(
            description="The achievement that is granted when the rule is met, by file name.",
            examples=["data-practice-certificate"],
        ),
    ]
    rule: Annotated[
        Rule,
        Field(
            description="What must be held: an achievement, or all, any, atLeast with of, credits with of.",
            examples=[{"all": ["sql-foundations", "data-cleaning"]}],
        ),
    ]
    within: Annotated[
        Duration | None,
        Field(description="All of it is earned within this long. Left out, there is no limit.", examples=["P3Y"]),
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
