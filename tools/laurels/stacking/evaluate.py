"""Does what somebody holds meet a rule, and if not, what is still missing?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from laurels.model.stack import Credits, Rule
from laurels.stacking.rule import entries, needed


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a rule is met."""

    met: bool
    share: float
    """0 to 1: the part of what the rule asks for that is held. 1 exactly where it is met."""
    missing: tuple[str, ...] = ()
    """Achievements not held of which at least some are needed, each once; empty where the rule is met."""


def evaluate(rule: Rule, held: Collection[str], ects: Mapping[str, float]) -> Progress:
    """How far a set of held achievements (slugs) meets a rule.

    `ects` gives the credits of each achievement; one it does not know counts nothing. Holding more never makes a rule
    less met.
    """
    if isinstance(rule, str):
        return Progress(True, 1.0) if rule in held else Progress(False, 0.0, (rule,))
    if isinstance(rule, Credits):
        return _credits(rule, held, ects)
    _, items = entries(rule)
    count = needed(rule)
    parts = [evaluate(item, held, ects) for item in items]
    met = sum(part.met for part in parts)
    if met >= count:
        return Progress(True, 1.0)
    best = sorted((part.share for part in parts), reverse=True)[:count]
    missing = tuple(dict.fromkeys(slug for part in parts for slug in part.missing))
    return Progress(False, sum(best) / count, missing)


def _credits(rule: Credits, held: Collection[str], ects: Mapping[str, float]) -> Progress:
    collected = sum(ects.get(slug, 0.0) for slug in rule.of if slug in held)
    if collected >= rule.credits:
        return Progress(True, 1.0)
    return Progress(False, collected / rule.credits, tuple(slug for slug in rule.of if slug not in held))
