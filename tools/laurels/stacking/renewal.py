"""Renewal: when an award may be renewed, and whether what somebody did is enough."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from laurels.encoding.timestamps import midnight, subtract_duration
from laurels.model.achievement import Achievement
from laurels.model.renewal import Points


@dataclass(frozen=True, slots=True)
class Shortfall:
    """What is still missing of a rule of points."""

    total: int = 0
    """Points over all categories."""
    categories: Mapping[str, int] = field(default_factory=dict)
    """Points by category, where its own minimum is not reached."""
    unknown: tuple[str, ...] = ()
    """Categories that the rule has not; what they hold counts nothing."""

    @property
    def met(self) -> bool:
        """Whether nothing is missing; an unknown category alone is no lack."""
        return not self.total and not self.categories


def shortfall(rule: Points, counted: Mapping[str, int]) -> Shortfall:
    """How far points fall short of a rule. More points never make a rule less met.

    `counted` are points by category, of activities that lie within the rule's period.
    """
    minimum = {category.id: category.minimum for category in rule.categories}
    known = {name: counted.get(name, 0) for name in minimum}
    return Shortfall(
        total=max(0, rule.total - sum(known.values())),
        categories={name: least - known[name] for name, least in minimum.items() if known[name] < least},
        unknown=tuple(name for name in counted if name not in minimum),
    )


def renews(achievements: Mapping[str, Achievement], slug: str, other: str) -> bool:
    """Whether an award of one achievement may take the place of an award of another: of the same, or of one that it renews."""
    rule = achievements[other].renewal if other in achievements else None
    return slug == other or (rule is not None and slug in rule.achievements)


def opening(definition: Achievement, end: date) -> date | None:
    """The first day on which an award that ends on a day may be renewed; None where it may be at any time."""
    rule = definition.renewal
    return subtract_duration(midnight(end), rule.opens).date() if rule is not None and rule.opens else None
