"""Awards of what a stack grants: does the recipient hold what the stack asks for?"""

# ruff: noqa: ARG001 - every check takes the same arguments
from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from laurels.checks.awards import unsigned
from laurels.checks.problem import Problem
from laurels.credential.ledger import row_digest
from laurels.encoding.timestamps import add_duration, midnight
from laurels.model.award import Batch, Recipient
from laurels.model.catalogue import Catalogue
from laurels.model.stack import Stack
from laurels.stacking import evaluate


def unmet_grant(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """What a stack grants is awarded to somebody who holds what the stack asks for."""
    ects = {slug: achievement.workload.ects for slug, achievement in catalogue.achievements.items()}
    revoked = catalogue.revoked()
    withdrawn = {(slug, line.row) for slug, _, line in catalogue.signed() if line.id in revoked}
    for slug, batch in catalogue.batches.items():
        stacks = {name: stack for name, stack in catalogue.stacks.items() if stack.grants == batch.achievement}
        for index, award in unsigned(catalogue, slug) if stacks else ():
            if award.recipient is None:
                continue
            missing = _missing(catalogue, stacks, batch, award.recipient, ects, withdrawn)
            if missing:
                stack = min(missing, key=lambda name: len(missing[name]))
                message = f"The stack `{stack}` grants this to who also holds: {', '.join(missing[stack])}."
                hint = "Award those first, or leave it so where you recognised what was learned elsewhere."
                yield Problem("award", slug, f"/awards/{index}/recipient", message, hint)


def _missing(
    catalogue: Catalogue,
    stacks: Mapping[str, Stack],
    batch: Batch,
    recipient: Recipient,
    ects: Mapping[str, float],
    withdrawn: set[tuple[str, str]],
) -> dict[str, tuple[str, ...]]:
    """Stack → what is still missing; empty where one of the stacks is met."""
    found = {}
    for name, stack in stacks.items():
        progress = evaluate(stack.rule, _held(catalogue, recipient, batch, stack, withdrawn), ects)
        if progress.met:
            return {}
        found[name] = progress.missing
    return found


def _held(
    catalogue: Catalogue, recipient: Recipient, batch: Batch, stack: Stack, withdrawn: set[tuple[str, str]]
) -> set[str]:
    """Achievements that the same recipient (by id, else by name) was awarded by that day, and that count."""
    held = set()
    for slug, other in catalogue.batches.items():
        if other.awarded_date > batch.awarded_date or not _recent(other.awarded_date, batch.awarded_date, stack.within):
            continue
        for award in other.awards:
            if award.recipient is None:
                continue
            same = award.recipient.id == recipient.id if recipient.id else award.recipient.name == recipient.name
            if same and (slug, row_digest(award)) not in withdrawn:
                held.add(other.achievement)
    return held


def _recent(earned: date, day: date, within: str | None) -> bool:
    return within is None or add_duration(midnight(earned), within) >= midnight(day)
