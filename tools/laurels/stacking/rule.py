"""Walks over a rule."""

from __future__ import annotations

from collections.abc import Iterator

from laurels.model.stack import AllOf, AnyOf, AtLeast, Credits, Rule

Form = AllOf | AnyOf | AtLeast | Credits
"""A rule that is not a single achievement."""


def entries(form: Form) -> tuple[str, tuple[Rule, ...]]:
    """The key of a form's list, and the list."""
    if isinstance(form, AllOf):
        return "all", form.all
    if isinstance(form, AnyOf):
        return "any", form.any
    return "of", form.of


def needed(form: AllOf | AnyOf | AtLeast) -> int:
    """How many entries of a form must be met."""
    return len(form.all) if isinstance(form, AllOf) else 1 if isinstance(form, AnyOf) else form.at_least


def forms(rule: Rule, pointer: str = "/rule", depth: int = 1) -> Iterator[tuple[str, int, Form]]:
    """Every form of a rule with its JSON Pointer and its depth, outermost first."""
    if isinstance(rule, str):
        return
    yield pointer, depth, rule
    key, items = entries(rule)
    for index, item in enumerate(items):
        yield from forms(item, f"{pointer}/{key}/{index}", depth + 1)


def leaves(rule: Rule, pointer: str = "/rule") -> Iterator[tuple[str, str]]:
    """Every achievement that a rule names with its JSON Pointer, in order."""
    if isinstance(rule, str):
        yield pointer, rule
        return
    key, items = entries(rule)
    for index, item in enumerate(items):
        yield from leaves(item, f"{pointer}/{key}/{index}")


def members(rule: Rule) -> tuple[str, ...]:
    """Slugs of the achievements that a rule names, each once, in order."""
    return tuple(dict.fromkeys(slug for _, slug in leaves(rule)))
