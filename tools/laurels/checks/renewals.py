"""Renewal: rules that can be met, and awards that take the place of others by them."""

# ruff: noqa: ARG001 - every check takes the same arguments
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from laurels.checks.awards import unsigned
from laurels.checks.problem import Problem, did_you_mean
from laurels.credential.succession import Issued, Succession, says, successors
from laurels.model.award import Award
from laurels.model.catalogue import Catalogue
from laurels.stacking import opening, renews, shortfall


@dataclass(frozen=True, slots=True)
class _Row:
    """An unsigned row in clear that says what it takes the place of."""

    batch: str
    index: int
    award: Award
    old: Issued | None
    achievement: str
    day: date

    def problem(self, key: str, message: str, hint: str) -> Problem:
        return Problem("award", self.batch, f"/awards/{self.index}/{key}", message, hint)


def _rows(catalogue: Catalogue, key: Literal["supersedes", "points"]) -> Iterator[_Row]:
    succession: Succession | None = None
    for slug, batch in catalogue.batches.items():
        if not says(catalogue, slug, key):
            continue
        for index, award in unsigned(catalogue, slug):
            if getattr(award, key) is None:
                continue
            succession = succession or Succession(catalogue)
            old = succession.get(award.supersedes) if award.supersedes else None
            yield _Row(slug, index, award, old, batch.achievement, batch.awarded_date)


def points_out_of_reach(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """A rule of points names each category once, and its minima do not pass the total."""
    for slug, achievement in catalogue.achievements.items():
        rule = achievement.renewal.points if achievement.renewal else None
        if rule is None:
            continue
        names = [category.id for category in rule.categories]
        for index, name in enumerate(names):
            if name in names[:index]:
                pointer = f"/renewal/points/categories/{index}/id"
                yield Problem(
                    "achievement", slug, pointer, f"`{name}` is a category already.", "Rename one of the two."
                )
        least = sum(category.minimum for category in rule.categories)
        if least > rule.total:
            message = f"`total` is {rule.total}, but the categories ask for {least} points together."
            yield Problem(
                "achievement", slug, "/renewal/points/total", message, f"Write `total: {least}`, or lower a minimum."
            )


def unknown_superseded(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """`supersedes` names an award that was signed."""
    for row in _rows(catalogue, "supersedes"):
        if row.award.supersedes is not None and row.old is None:
            message = f"No signed award has the id {row.award.supersedes}."
            yield row.problem("supersedes", message, "Take the id from the address of the award's page, after /b/.")


def superseded_by_another(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """An award takes the place of one of the same achievement, or of one that it renews."""
    for row in _rows(catalogue, "supersedes"):
        if row.old and row.old.achievement and not renews(catalogue.achievements, row.achievement, row.old.achievement):
            message = f"That award is of `{row.old.achievement}`, which `{row.achievement}` does not renew."
            hint = f"Correct the id, or add `{row.achievement}` to `renewal` in catalogue/achievements/{row.old.achievement}.yaml."
            yield row.problem("supersedes", message, hint)


def superseded_twice(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """An award is superseded once."""
    for identifier, rows in successors(catalogue).items():
        for row in rows[1:]:
            other = rows[0]
            message = f"{identifier} is superseded by award {other.index + 1} of {other.batch} already."
            pointer = f"/awards/{row.index}/supersedes"
            yield Problem(
                "award", row.batch, pointer, message, "Name the newest award of this learner, or leave it out."
            )


def superseded_of_another(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """An award takes the place of one of the same learner."""
    for row in _rows(catalogue, "supersedes"):
        new, old = row.award.recipient, row.old.row.recipient if row.old and row.old.row else None
        if new is None or old is None:
            continue
        if (new.id != old.id) if new.id and old.id else (new.name != old.name):
            yield row.problem("supersedes", "That award is of another learner.", "Correct the id.")


def renewal_out_of_time(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """An award is not renewed before its renewal opens."""
    for row in _rows(catalogue, "supersedes"):
        definition = catalogue.achievements.get(row.old.achievement) if row.old else None
        if row.old is None or row.old.ends is None or definition is None:
            continue
        first = opening(definition, row.old.ends)
        if first is not None and row.day < first:
            message = (
                f"That award runs out on {row.old.ends} and may be renewed from {first}; this one is dated {row.day}."
            )
            yield row.problem("supersedes", message, "Award it later, or revoke the old one first where it was wrong.")


def points_not_reached(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """Points are of categories of the renewal rule, and enough."""
    for row in _rows(catalogue, "points"):
        definition = catalogue.achievements.get(row.achievement)
        if row.award.points is None or definition is None:
            continue
        rule = definition.renewal.points if definition.renewal else None
        if rule is None:
            message = f"`points` are given, but `{row.achievement}` is not renewed by points."
            yield row.problem("points", message, "Remove them, or add `renewal: {points: …}` to the achievement.")
            continue
        short = shortfall(rule, row.award.points)
        names = [category.id for category in rule.categories]
        for name in short.unknown:
            hint = did_you_mean(name, names, "Categories: " + ", ".join(names) + ".")
            yield row.problem(f"points/{name}", f"The renewal rule has no category `{name}`.", hint)
        if not short.met:
            lacks = [f"{count} in {name}" for name, count in short.categories.items()]
            if short.total:
                lacks.append(f"{short.total} in all")
            yield row.problem("points", f"Too few points: {', '.join(lacks)} are missing.", "Correct them, or wait.")
