"""Governance: definitions are looked at in time, by somebody."""

# ruff: noqa: ARG001 - every check takes the same arguments
from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from laurels.checks.problem import Problem
from laurels.model.catalogue import Catalogue
from laurels.model.owners import Owned, owned


def overdue(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """A definition is reviewed by the day that it names."""
    for item in owned(catalogue):
        if item.overdue(today):
            asked = f", by {', '.join(item.owners)}" if item.owners else ""
            message = f"`reviewBy` was {item.review_by}: the definition should have been looked at again{asked}."
            yield Problem(item.kind, item.slug, "/reviewBy", message, "Look at it, and write the next date.")


def unowned(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """A definition has owners, itself or by its issuer, where any definition has."""
    items: list[Owned] = list(owned(catalogue))
    if any(item.owners for item in items):
        for item in items:
            if not item.owners and item.kind != "issuer":
                hint = "Add `owners`, here or to the issuer's file."
                yield Problem(item.kind, item.slug, "", "Nobody looks after this definition.", hint)
