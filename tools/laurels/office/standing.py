"""Revoke, suspend and reinstate: what people write in `issued/status/`, checked as a whole before a byte is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from pydantic import ValidationError

from laurels.checks.status import MAX_BY_ONE, approved
from laurels.encoding import strict_yaml
from laurels.encoding.yaml_text import quoted
from laurels.errors import RepositoryError, UsageError
from laurels.model.award import StatusChange, StatusChanges
from laurels.model.catalogue import Catalogue
from laurels.office.selection import Named
from laurels.repository.load import MAX_AWARD_BYTES

DONE = {"revoke": "revoked", "suspend": "suspended", "reinstate": "reinstated"}
_HEADER = "# yaml-language-server: $schema=../../schemas/status.schema.json\n# What became of awards, oldest change first.\nchanges:\n"


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why one of the awards that were named cannot be changed as asked."""

    where: str
    message: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to happen, why, and who says so."""

    action: str
    date: date
    reason: str
    note: str = ""
    requested_by: str = ""
    approved_by: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """What a command would write."""

    ids: tuple[str, ...]
    """The awards whose status changes, in the order in which they were named."""
    as_they_are: tuple[str, ...]
    """Awards of a query that are left as they are: revoked already, suspended already, not suspended."""
    troubles: tuple[Trouble, ...]
    """All that stands in the way; where there is anything, nothing is to be written."""
    alone: bool
    """Whether somebody else has to agree before it takes effect."""


def plan(
    catalogue: Catalogue, decision: Decision, given: Iterable[Named], found: Iterable[str], today: date
) -> Planned:
    """Work out a change. `given` were named one by one, and all of them must fit; `found` came from a query, and those that
    do not fit are left as they are."""
    issued = {
        line.id: catalogue.batches[slug].awarded_date
        for slug, _, line in catalogue.signed()
        if slug in catalogue.batches
    }
    standing = catalogue.standing()
    troubles = list(_dates(catalogue, decision.date, today))
    ids: dict[str, str] = {}
    for name in given:
        if name.id is None:
            troubles.append(
                Trouble(name.where, "This is no credential's id: a UUID, urn:uuid:… or the address of its page.")
            )
        elif name.id in ids:
            troubles.append(Trouble(name.where, f"{name.id} is named twice (before: {ids[name.id]})."))
        else:
            ids[name.id] = name.where
            if reason := _unfit(name.id, decision, issued, standing):
                troubles.append(Trouble(name.where, reason))
    left = []
    for identifier in found:
        if identifier in ids:
            continue
        if _unfit(identifier, decision, issued, standing):
            left.append(identifier)
        else:
            ids[identifier] = ""
    change = _change(decision, tuple(ids)) if ids else None
    alone = change is not None and not approved(change) and _on_that_day(catalogue, decision) + len(ids) > MAX_BY_ONE
    return Planned(tuple(ids), tuple(left), tuple(troubles), alone)


def _unfit(identifier: str, decision: Decision, issued: dict[str, date], standing: dict[str, StatusChange]) -> str:
    """Why a credential cannot be changed so, or nothing."""
    if identifier not in issued:
        return f"No credential {identifier} was issued here."
    if decision.date < issued[identifier]:
        return f"{identifier} was awarded on {issued[identifier]}, after {decision.date}."
    now = standing.get(identifier)
    if now is not None and now.action == "revoke":
        return f"{identifier} is revoked since {now.date}, for good."
    if decision.action == "suspend" and now is not None:
        return f"{identifier} is suspended since {now.date} already."
    if decision.action == "reinstate" and now is None:
        return f"{identifier} is not suspended."
    return ""


def _dates(catalogue: Catalogue, day: date, today: date) -> Iterator[Trouble]:
    if day > today:
        yield Trouble("--date", f"{day} is still to come; today is {today} (UTC).")
    last = max((change.date for file in catalogue.status_changes.values() for change in file.changes), default=None)
    if last is not None and day < last:
        yield Trouble(
            "--date", f"The last change is of {last}, and changes are written oldest first: give {last} or later."
        )


def _on_that_day(catalogue: Catalogue, decision: Decision) -> int:
    """How many credentials were changed so on that day with nobody else's agreement."""
    file = catalogue.status_changes.get(str(decision.date.year), None)
    same = [c for c in (file.changes if file else ()) if (c.date, c.action) == (decision.date, decision.action)]
    return sum(len(change.ids) for change in same if not approved(change))


def written(catalogue: Catalogue, decision: Decision, ids: tuple[str, ...]) -> tuple[str, bytes]:
    """Path and content of the file of changes with one entry more; all that was there stays, comments too.

    Raises `UsageError` for a note or name that cannot be written, `RepositoryError` where the file is in no state to be added to.
    """
    year = str(decision.date.year)
    path = f"issued/status/{year}.yaml"
    if ("status", year) in catalogue.broken:
        raise RepositoryError(f"{path} cannot be read, so nothing is added to it.", hint="See `laurels check`.")
    source = catalogue.sources.get(("status", year))
    text = source.text if source is not None else _HEADER
    before = catalogue.status_changes[year].changes if source is not None else ()
    margin = " " * max(source.locate("/changes/0")[1] - 3, 0) if source is not None else "  "
    change = _change(decision, ids)
    made = text + ("" if text.endswith("\n") else "\n") + _entry(change, margin)
    try:
        fits = StatusChanges.model_validate(strict_yaml.loads(made, max_characters=MAX_AWARD_BYTES)).changes == (
            *before,
            change,
        )
    except (strict_yaml.YamlError, ValidationError):
        fits = False
    if not fits:
        raise RepositoryError(
            f"{path} is written in a way that an entry cannot be added to.",
            hint="Write it as the page “YAML files” shows: one `- credential:` below the other, and nothing after the last.",
        )
    return path, made.encode()


def _change(decision: Decision, ids: tuple[str, ...]) -> StatusChange:
    one = {"credential": ids[0]} if len(ids) == 1 else {"credentials": list(ids)}
    said = {"note": decision.note, "requestedBy": decision.requested_by, "approvedBy": decision.approved_by}
    data = {**one, "action": decision.action, "date": decision.date.isoformat(), "reason": decision.reason}
    try:
        return StatusChange.model_validate({**data, **{name: text for name, text in said.items() if text}})
    except ValidationError as error:
        where = ", ".join(str(problem["loc"][0]) for problem in error.errors(include_input=False))
        raise UsageError(
            f"This cannot be written: {where}.", hint="A name has up to 200 characters, a note up to 5,000."
        ) from None


def _entry(change: StatusChange, margin: str) -> str:
    data = change.as_data()
    lines = []
    if change.credential is not None:
        lines.append(f"- credential: {change.credential}")
    else:
        lines += ["- credentials:", *(f"    - {identifier}" for identifier in change.ids)]
    for name, value in data.items():
        if name not in ("credential", "credentials"):
            free = name in ("note", "requestedBy", "approvedBy")
            lines.append(f"  {name}: {quoted(value) if free else value}")
    return "".join(f"{margin}{line}\n" for line in lines)
