"""Dates: none before its time, each in the file of its year."""

# ruff: noqa: ARG001 - every check takes the same arguments
from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from laurels.checks.problem import Problem
from laurels.model.catalogue import Catalogue


def award_in_future(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """An award is not dated later than today (UTC)."""
    for slug, batch in catalogue.batches.items():
        if batch.awarded_date > today:
            message = f"`awardedDate` is {batch.awarded_date}, and today is {today} (UTC)."
            yield Problem("award", slug, "/awardedDate", message, "Correct the date, or wait until that day.")


def award_in_other_year(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """An award is in the folder of the year in which it was made."""
    for slug, batch in catalogue.batches.items():
        year, _, name = slug.partition("/")
        if int(year) != batch.awarded_date.year:
            message = f"`awardedDate` is {batch.awarded_date}, but the file is in the folder {year}."
            hint = f"Correct the date, or move the file to issued/awards/{batch.awarded_date.year}/{name}.yaml."
            yield Problem("award", slug, "/awardedDate", message, hint)


def status_in_other_year(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """A change of status is in the file of the year in which it happens."""
    for year, changes in catalogue.status_changes.items():
        for index, change in enumerate(changes.changes):
            if change.date.year != int(year):
                message = f"`date` is {change.date}, but the file is for {year}."
                hint = f"Correct the date, or move the entry to issued/status/{change.date.year}.yaml."
                yield Problem("status", year, f"/changes/{index}/date", message, hint)


def status_in_future(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """A change of status is not dated later than today (UTC)."""
    for year, changes in catalogue.status_changes.items():
        for index, change in enumerate(changes.changes):
            if change.date > today and change.date.year == int(year):
                message = f"`date` is {change.date}, and today is {today} (UTC)."
                yield Problem(
                    "status", year, f"/changes/{index}/date", message, "Correct the date, or wait until that day."
                )


def until_before_date(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """A recognition does not end before it begins."""
    for slug, recognition in catalogue.recognition.items():
        if recognition.until is not None and recognition.until < recognition.date:
            message = f"`until` ({recognition.until}) is before `date` ({recognition.date})."
            yield Problem("recognition", slug, "/until", message, "Exchange the two, or correct one.")


def run_out(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """A recognition, and the trust in an issuer, have not run out."""
    for kind, definitions in (("recognition", catalogue.recognition), ("trust", catalogue.trust)):
        for slug, definition in definitions.items():
            until = definition.until
            if until is not None and until < today and getattr(definition, "date", until) <= until:
                yield Problem(
                    kind, slug, "/until", f"This ran out on {until}.", "Agree on a new date, or remove the file."
                )
