"""Renewal: which award of the same person each row takes the place of, and whether it may."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from laurels.model.catalogue import Catalogue
from laurels.office.award.holders import Holders, Holding
from laurels.office.award.problem import RowProblem
from laurels.office.award.rows import Person
from laurels.stacking import opening, renews, shortfall


def renewable(catalogue: Catalogue, achievement: str) -> set[str]:
    """The achievements whose awards an award of one may take the place of; itself among them."""
    return {slug for slug in catalogue.achievements if renews(catalogue.achievements, achievement, slug)}


def renewal(
    person: Person, held: Holders, catalogue: Catalogue, achievement: str, day: date, *, sealed: bool
) -> tuple[Person, tuple[RowProblem, ...]]:
    """The row with the award that it takes the place of, and what stands in the way.

    Args:
        person: one row of the spreadsheet.
        held: who holds what; opened with the registrar's key.
        achievement: what is awarded now, on which `day`.
        sealed: how the person is known, see `Person.keys`.
    """
    keys = list(person.keys(sealed=sealed))
    before = [item for slug in sorted(renewable(catalogue, achievement)) for item in held.of(keys, slug)]
    # The newest that stands: what was renewed already, or revoked, is not renewed again.
    candidates = [item for item in before if item.id and not item.renewed and item.standing != "revoked"]
    newest = max(candidates, key=lambda item: item.awarded, default=None)
    if newest is None or newest.id is None:
        hint = "Is it signed, and not renewed or revoked since? Take the row out, or award it without --renew."
        return person, (
            RowProblem(person.row, None, "nothing-to-renew", "This person holds nothing that this renews.", hint),
        )
    return replace(person, supersedes=newest.id), tuple(_problems(person, newest, catalogue, achievement, day))


def _problems(person: Person, old: Holding, catalogue: Catalogue, achievement: str, day: date) -> Iterator[RowProblem]:
    def say(code: str, message: str, hint: str) -> RowProblem:
        return RowProblem(person.row, None, code, message, hint)

    if old.standing:
        yield say("suspended", "The award to be renewed is suspended.", "Reinstate or revoke it first.")
    definition = catalogue.achievements[old.achievement]
    first = opening(definition, old.ends) if old.ends else None
    if first is not None and day < first:
        yield say("too-early", f"The award runs out on {old.ends} and may be renewed from {first}.", "Award it later.")
    rule = definition.renewal.points if definition.renewal else None
    if rule is None or old.achievement != achievement or person.points is None:
        return
    short = shortfall(rule, person.points)
    if not short.met:
        lacks = [f"{count} in {name}" for name, count in short.categories.items()]
        lacks += [f"{short.total} in all"] if short.total else []
        yield say(
            "too-few-points", f"Too few points: {', '.join(lacks)} are missing.", "Correct them, or take the row out."
        )
