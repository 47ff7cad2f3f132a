"""How an achievement that runs out is renewed."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from laurels.model.base import Definition, Duration, Items, Prose, Slug, Text, UniqueItems


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

    description: Annotated[
        Prose, Field(description="What holders do to renew it, in words.", examples=["Repeat the final exercise."])
    ]
    achievements: Annotated[
        UniqueItems[Slug],
        Field(
            description="Achievements that renew it when one of them is earned, by file name.",
            examples=[["sql-foundations"]],
        ),
    ] = ()
    points: Annotated[
        Points | None,
        Field(
            description="So many points in a period renew it.",
            examples=[{"within": "P2Y", "total": 30, "categories": [{"id": "practice", "name": "Work in practice"}]}],
        ),
    ] = None
    opens: Annotated[
        Duration | None,
        Field(description="How long before its end an award may be renewed. Left out: at any time.", examples=["P6M"]),
    ] = None
