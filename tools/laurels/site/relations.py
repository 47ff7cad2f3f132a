"""Who refers to whom: the catalogue's references read backwards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from laurels.model.catalogue import Catalogue
from laurels.model.relation import Recognition
from laurels.model.skill import Role
from laurels.stacking import members

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Relations:
    """Reverse indexes over one catalogue; slugs in every value are sorted."""

    in_stacks: Mapping[str, tuple[str, ...]]
    """Achievement → stacks whose rule names it."""
    granted_by: Mapping[str, tuple[str, ...]]
    """Achievement → stacks that grant it."""
    needed_for: Mapping[str, tuple[str, ...]]
    """Achievement → achievements that ask for it first."""
    covering: Mapping[str, tuple[str, ...]]
    """Skill reference → active achievements aligned to it."""
    recognised: Mapping[str, tuple[Recognition, ...]]
    """Achievement → what other bodies say of it."""


def relate(catalogue: Catalogue) -> Relations:
    """Read the references of a catalogue backwards."""
    in_stacks, granted_by, needed_for, covering = (defaultdict[str, list[str]](list) for _ in range(4))
    recognised = defaultdict[str, list[Recognition]](list)
    for slug, stack in sorted(catalogue.stacks.items()):
        granted_by[stack.grants].append(slug)
        for member in members(stack.rule):
            in_stacks[member].append(slug)
    for slug, achievement in sorted(catalogue.achievements.items()):
        for needed in achievement.prerequisites.achievements if achievement.prerequisites else ():
            needed_for[needed].append(slug)
        if achievement.status == "active":
            for skill in achievement.skills:
                covering[skill].append(slug)
    for _, recognition in sorted(catalogue.recognition.items()):
        for achievement_slug in recognition.achievements:
            recognised[achievement_slug].append(recognition)
    return Relations(
        in_stacks=_frozen(in_stacks),
        granted_by=_frozen(granted_by),
        needed_for=_frozen(needed_for),
        covering=_frozen(covering),
        recognised=_frozen(recognised),
    )


def _frozen(index: Mapping[str, list[T]]) -> Mapping[str, tuple[T, ...]]:
    return {key: tuple(value) for key, value in index.items()}


def covered(role: Role, relations: Relations) -> int:
    """How many of a role's essential skills at least one active achievement covers."""
    return sum(1 for skill in role.skills.essential if relations.covering.get(skill))


def shared(role: Role, skills: tuple[str, ...]) -> int:
    """How many of a role's essential skills are among these."""
    return len(set(role.skills.essential) & set(skills))
