"""What a proposal does to stacks: which can be completed, and with how much work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from laurels.diff.difference import Effect, Reach, StackEffect
from laurels.model.achievement import Achievement
from laurels.model.base import pick
from laurels.model.catalogue import Catalogue
from laurels.model.stack import Stack
from laurels.stacking import evaluate, members, routes

Ways = frozenset[frozenset[str]]


def stack_effects(old: Catalogue, new: Catalogue) -> Iterator[StackEffect]:
    """Every stack that a learner who begins today would find changed, by slug."""
    for slug in sorted({*old.stacks, *new.stacks}):
        one, other = old.stacks.get(slug), new.stacks.get(slug)
        if (one is None and ("stack", slug) in old.broken) or (other is None and ("stack", slug) in new.broken):
            continue
        if one is not None and other is not None and _needs(old, one) == _needs(new, other):
            continue
        before, after = (_reach(old, one) if one else None), (_reach(new, other) if other else None)
        effect = _effect(before, after)
        shown = other or one
        if effect is not None and shown is not None:
            first, second = (found[0] if found else None for found in (before, after))
            yield StackEffect(slug, pick(shown.name), effect, first, second, tuple(_why(old, new, one, other)))


def _needs(catalogue: Catalogue, stack: Stack) -> object:
    """All that the way to a stack's award depends on."""
    return stack.rule, stack.within, [_needed(catalogue.achievements.get(name)) for name in members(stack.rule)]


def _needed(achievement: Achievement | None) -> object:
    return None if achievement is None else (achievement.status == "active", achievement.workload)


def _reach(catalogue: Catalogue, stack: Stack) -> tuple[Reach, Ways | None]:
    active = {
        name: catalogue.achievements[name]
        for name in members(stack.rule)
        if name in catalogue.achievements and catalogue.achievements[name].status == "active"
    }
    met = evaluate(stack.rule, active, {name: item.workload.ects for name, item in active.items()}).met
    known = all(name in catalogue.achievements for name in members(stack.rule))
    found = routes(stack.rule, catalogue.achievements) if known else None
    ways = frozenset(way for way in found if way <= active.keys()) if found is not None else None
    if not met or not ways:
        return Reach(met), ways
    work = [[active[name].workload for name in way] for way in ways]
    return (
        Reach(
            met,
            ects=min(sum(item.ects for item in way) for way in work),
            hours=min(sum(item.hours for item in way) for way in work),
            achievements=min(len(way) for way in work),
            ways=sum(not any(other < way for other in ways) for way in ways),
        ),
        ways,
    )


def _effect(before: tuple[Reach, Ways | None] | None, after: tuple[Reach, Ways | None] | None) -> Effect | None:
    if before is None or after is None:
        return "new" if before is None else "removed"
    (old, old_ways), (new, new_ways) = before, after
    if old.met != new.met:
        return "reachable" if new.met else "unreachable"
    if not new.met:
        return None
    pairs = [
        (one, other)
        for one, other in ((old.ects, new.ects), (old.hours, new.hours), (old.achievements, new.achievements))
        if one is not None and other is not None
    ]
    less, more = any(new < old for old, new in pairs), any(new > old for old, new in pairs)
    if less != more:
        return "easier" if less else "harder"
    if not less and old_ways is not None and new_ways is not None and old_ways != new_ways:
        # The least work is the same; who has done something else may still be nearer or farther.
        if _covers(new_ways, old_ways):
            return "easier"
        if _covers(old_ways, new_ways):
            return "harder"
    return "different"


def _covers(wide: Ways, narrow: Ways) -> bool:
    """Whether whoever has gone one of the narrow ways meets the wide rule too."""
    return all(any(way <= done for way in wide) for done in narrow)


def _why(old: Catalogue, new: Catalogue, one: Stack | None, other: Stack | None) -> Iterator[str]:
    if one is None or other is None:
        return
    if one.rule != other.rule:
        before, after = set(members(one.rule)), set(members(other.rule))
        gained, lost = sorted(after - before), sorted(before - after)
        if gained:
            yield "The rule names " + ", ".join(gained) + " now."
        if lost:
            yield "The rule names " + ", ".join(lost) + " no more."
        if not gained and not lost:
            yield "The rule asks for the same achievements in another way."
    if one.within != other.within:
        yield f"`within` was {one.within or 'not given'} and is {other.within or 'not given'}."
    yield from _members(old.achievements, new.achievements, members(other.rule))


def _members(old: Mapping[str, Achievement], new: Mapping[str, Achievement], names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        before, after = old.get(name), new.get(name)
        if after is None:
            yield f"{name} is not there any more." if before else f"{name} is nowhere."
        elif before is not None and (before.status == "active") != (after.status == "active"):
            yield f"{name} was {before.status} and is {after.status}."
        elif before is not None and before.workload != after.workload:
            one, other = before.workload, after.workload
            yield f"{name} was {one.hours} hours and {one.ects:g} ECTS and is {other.hours} hours and {other.ects:g} ECTS."
