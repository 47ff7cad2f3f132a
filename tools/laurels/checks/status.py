"""Changes of status: for credentials that were issued, in order, and by two people where they are many."""

# ruff: noqa: ARG001 - every check takes the same arguments
from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from laurels.checks.problem import Problem, any_broken
from laurels.model.award import StatusChange
from laurels.model.catalogue import Catalogue

MAX_BY_ONE = 10
"""So many credentials may one person revoke, suspend or reinstate on a day."""


def unknown_credential(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """A change of status is for a credential that was issued here."""
    if any_broken(catalogue, "ledger"):
        return
    issued = {award.id for _, _, award in catalogue.signed()}
    for year, index, change in _changes(catalogue):
        for place, credential in _places(index, change):
            if credential not in issued:
                message = f"No credential {credential} was issued here."
                hint = "Copy the UUID from the credential's id, without `urn:uuid:`."
                yield Problem("status", year, place, message, hint)


def idle_change(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """Only what is suspended is reinstated, and only what is not suspended is suspended."""
    suspended: set[str] = set()
    revoked: set[str] = set()
    for year, index, change in _changes(catalogue):
        for place, credential in _places(index, change):
            state = "suspended already" if credential in suspended else "not suspended"
            idle = (change.action == "reinstate") != (credential in suspended)
            if idle and change.action != "revoke" and credential not in revoked:
                place = f"/changes/{index}/action" if change.credential else place
                message = f"This credential is {state}."
                yield Problem("status", year, place, message, "Remove this entry, or correct it.")
            if change.action == "suspend":
                suspended.add(credential)
            else:
                suspended.discard(credential)
            if change.action == "revoke":
                revoked.add(credential)


def change_after_revocation(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """Nothing changes the status of a revoked credential."""
    revoked: set[str] = set()
    for year, index, change in _changes(catalogue):
        for place, credential in _places(index, change):
            if credential in revoked:
                place = f"/changes/{index}/action" if change.credential else place
                hint = "Remove this entry; to give the award back, issue it again."
                yield Problem("status", year, place, "This credential is revoked, for good.", hint)
            elif change.action == "revoke":
                revoked.add(credential)


def unordered_changes(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """Changes of status are written oldest first."""
    for year, changes in catalogue.status_changes.items():
        for index, (before, change) in enumerate(zip(changes.changes, changes.changes[1:], strict=False), start=1):
            if change.date < before.date:
                message = f"`date` is {change.date}, and the entry above has {before.date}."
                yield Problem(
                    "status", year, f"/changes/{index}/date", message, "Put the entries in the order of their dates."
                )


def second_person(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """More than ten changes of one sort on one day name who asked for them and another person who agreed."""
    alone: dict[tuple[str, date, str], int] = {}
    for year, index, change in _changes(catalogue):
        if approved(change):
            continue
        group = (year, change.date, change.action)
        before = alone.get(group, 0)
        alone[group] = before + len(change.ids)
        if before <= MAX_BY_ONE < alone[group]:
            asked = bool(change.approved_by) and bool(change.requested_by)
            message = (
                f"`requestedBy` and `approvedBy` are both {change.approved_by}, and the changes to {change.action} on that day are {alone[group]}."
                if asked
                else f"{alone[group]} credentials: {change.action} on {change.date}, and nobody else has agreed."
            )
            hint = "The entry needs `requestedBy`, and `approvedBy` added by somebody else in the pull request."
            yield Problem("status", year, f"/changes/{index}/action", message, hint)


def approved(change: StatusChange) -> bool:
    """Whether a change names who asked for it and somebody else who agreed."""
    asked, agreed = (" ".join((name or "").split()).casefold() for name in (change.requested_by, change.approved_by))
    return bool(asked) and bool(agreed) and asked != agreed


def _changes(catalogue: Catalogue) -> Iterator[tuple[str, int, StatusChange]]:
    for year in sorted(catalogue.status_changes):
        for index, change in enumerate(catalogue.status_changes[year].changes):
            yield year, index, change


def _places(index: int, change: StatusChange) -> Iterator[tuple[str, str]]:
    """JSON Pointer and UUID of each credential of a change."""
    if change.credential is not None:
        yield f"/changes/{index}/credential", change.credential
    for number, credential in enumerate(change.credentials or ()):
        yield f"/changes/{index}/credentials/{number}", credential
