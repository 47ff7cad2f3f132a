"""Stacks: rules that somebody can meet, and that lead somewhere."""

# ruff: noqa: ARG001 - every check takes the same arguments
from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from laurels.checks.problem import Problem, cycles
from laurels.model.catalogue import Catalogue
from laurels.model.stack import MAX_RULE_DEPTH, AtLeast, Credits
from laurels.stacking.rule import entries, forms, leaves


def stack_cycle(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """No stack needs, directly or through other stacks, what it grants."""
    for slug, stack in catalogue.stacks.items():
        for pointer, name in leaves(stack.rule):
            if name == stack.grants:
                yield Problem(
                    "stack",
                    slug,
                    pointer,
                    f"The rule asks for `{name}`, which this stack grants.",
                    "Remove it from the rule.",
                )
    for cycle in cycles(_edges(catalogue)):
        way = " → ".join([*cycle, cycle[0]])
        slug, pointer = next(
            (slug, pointer)
            for slug, stack in catalogue.stacks.items()
            for pointer, name in leaves(stack.rule)
            if stack.grants == cycle[0] and name == cycle[1]
        )
        yield Problem(
            "stack", slug, pointer, f"The stacks need each other's result: {way}.", "Remove one of these from its rule."
        )


def too_many_of(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """`atLeast` does not ask for more than its list holds."""
    for slug, stack in catalogue.stacks.items():
        for pointer, _, form in forms(stack.rule):
            if isinstance(form, AtLeast) and form.at_least > len(form.of):
                message = f"`atLeast` asks for {form.at_least} of {len(form.of)}: nobody can meet that."
                yield Problem(
                    "stack",
                    slug,
                    f"{pointer}/atLeast",
                    message,
                    f"Write `atLeast: {len(form.of)}` or less, or add to `of`.",
                )


def too_many_credits(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """`credits` does not ask for more than its list is worth."""
    for slug, stack in catalogue.stacks.items():
        for pointer, _, form in forms(stack.rule):
            if not isinstance(form, Credits) or not all(name in catalogue.achievements for name in form.of):
                continue
            worth = sum(catalogue.achievements[name].workload.ects for name in form.of)
            if form.credits > worth:
                message = f"`credits` asks for {form.credits:g} ECTS, but all of these are worth {worth:g}."
                yield Problem(
                    "stack", slug, f"{pointer}/credits", message, f"Write `credits: {worth:g}` or less, or add to `of`."
                )


def grants_inactive(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """What a stack grants is an active achievement."""
    for slug, stack in catalogue.stacks.items():
        granted = catalogue.achievements.get(stack.grants)
        if granted is not None and granted.status != "active":
            message = f"`{stack.grants}` is {granted.status}, so it cannot be granted."
            yield Problem(
                "stack",
                slug,
                "/grants",
                message,
                f"Set `status: active` in catalogue/achievements/{stack.grants}.yaml, or remove the stack.",
            )


def asks_for_draft(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """A stack's rule asks for nothing that nobody can hold yet."""
    for slug, stack in catalogue.stacks.items():
        for pointer, name in leaves(stack.rule):
            asked = catalogue.achievements.get(name)
            if asked is not None and asked.status == "draft":
                yield Problem(
                    "stack",
                    slug,
                    pointer,
                    f"`{name}` is a draft: nobody holds it yet.",
                    "Set its status to active, or leave it out.",
                )


def repeated_entry(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """A list of a rule names an achievement once."""
    for slug, stack in catalogue.stacks.items():
        for pointer, _, form in forms(stack.rule):
            key, listed = entries(form)
            for index, entry in enumerate(listed):
                if isinstance(entry, str) and entry in listed[:index]:
                    yield Problem(
                        "stack", slug, f"{pointer}/{key}/{index}", f"`{entry}` is listed twice.", "Keep one of the two."
                    )


def nested_too_deep(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """A rule is nested at most 8 levels deep."""
    for slug, stack in catalogue.stacks.items():
        deepest = max(forms(stack.rule), key=lambda found: found[1], default=None)
        if deepest is not None and deepest[1] > MAX_RULE_DEPTH:
            message = f"The rule is nested {deepest[1]} levels deep; at most {MAX_RULE_DEPTH} are allowed."
            yield Problem("stack", slug, deepest[0], message, "Grant an achievement half way, and ask for that.")


def _edges(catalogue: Catalogue) -> dict[str, list[str]]:
    """Granted achievement → what some stack asks for it; in order of name, so that findings are the same every time."""
    edges: dict[str, set[str]] = {}
    for stack in catalogue.stacks.values():
        edges.setdefault(stack.grants, set()).update(name for _, name in leaves(stack.rule))
    return {name: sorted(needed) for name, needed in edges.items()}
