"""The ways through a rule, and the least work among them."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

from laurels.model.achievement import Achievement
from laurels.model.stack import Credits, Rule
from laurels.stacking.rule import entries, members, needed

MAX_ROUTES = 5_000
"""Past so many ways through a rule, they are not worked out."""


class _TooManyError(Exception):
    pass


def routes(rule: Rule, achievements: Mapping[str, Achievement]) -> frozenset[frozenset[str]] | None:
    """Sets of achievements that meet the rule, every smallest one among them; None where there are too many."""
    try:
        return _routes(rule, achievements)
    except _TooManyError:
        return None


def least(rule: Rule, achievements: Mapping[str, Achievement]) -> tuple[float, int] | None:
    """Least ECTS credits and least hours that meet the rule, each on its own best route.

    None where an achievement is unknown, the rule cannot be met, or there are too many routes to look at.
    """
    if any(slug not in achievements for slug in members(rule)):
        return None
    found = routes(rule, achievements)
    if not found:
        return None
    workloads = [[achievements[slug].workload for slug in route] for route in found]
    return min(sum(w.ects for w in route) for route in workloads), min(
        sum(w.hours for w in route) for route in workloads
    )


def _routes(rule: Rule, achievements: Mapping[str, Achievement]) -> frozenset[frozenset[str]]:
    if isinstance(rule, str):
        return frozenset([frozenset([rule])])
    if isinstance(rule, Credits):
        return _credit_routes(rule, achievements)
    _, items = entries(rule)
    branches = [_routes(item, achievements) for item in items]
    found: set[frozenset[str]] = set()
    for chosen in combinations(branches, needed(rule)):
        together = {frozenset[str]()}
        for branch in chosen:
            together = {one | other for one in together for other in branch}
            _bound(len(together))
        found |= together
        _bound(len(found))
    return frozenset(found)


def _credit_routes(rule: Credits, achievements: Mapping[str, Achievement]) -> frozenset[frozenset[str]]:
    """Sets that reach the credits and would miss them without any one member."""
    found: set[frozenset[str]] = set()
    steps = 0

    def extend(chosen: tuple[str, ...], total: float, start: int) -> None:
        nonlocal steps
        steps += 1
        _bound(steps)
        if total >= rule.credits:
            if all(total - achievements[slug].workload.ects < rule.credits for slug in chosen):
                found.add(frozenset(chosen))
            return
        for index in range(start, len(rule.of)):
            slug = rule.of[index]
            extend((*chosen, slug), total + achievements[slug].workload.ects, index + 1)

    extend((), 0, 0)
    return frozenset(found)


def _bound(size: int) -> None:
    if size > MAX_ROUTES:
        raise _TooManyError
