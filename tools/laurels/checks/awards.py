"""Awards: rows that can be signed as they are.

A row that is signed stays as it is for ever while its definition moves on; so these rules look at rows that are not signed yet.
"""

# ruff: noqa: ARG001 - every check takes the same arguments
from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from operator import attrgetter

from laurels.checks.problem import Problem, did_you_mean
from laurels.credential.ledger import row_digest
from laurels.model.achievement import Achievement
from laurels.model.assessment import Criterion
from laurels.model.award import Award, Batch
from laurels.model.catalogue import Catalogue

_NOT_ACHIEVED = ("Enrolled", "Failed", "InProgress", "OnHold", "Withdrew")


def unsigned(catalogue: Catalogue, slug: str) -> Iterator[tuple[int, Award]]:
    """The rows of a batch that have no ledger line yet, with their index; none where the ledger cannot be read."""
    if ("ledger", slug) in catalogue.broken:
        return
    ledger = catalogue.ledgers.get(slug)
    signed = {line.row for line in ledger.awards} if ledger else set()
    for index, award in enumerate(catalogue.batches[slug].awards):
        if not signed or row_digest(award) not in signed:
            yield index, award


def inactive_achievement(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """Only an active achievement is awarded."""
    for slug, batch in catalogue.batches.items():
        achievement = catalogue.achievements.get(batch.achievement)
        if achievement is not None and achievement.status != "active" and any(unsigned(catalogue, slug)):
            message = f"`{batch.achievement}` is {achievement.status}, so it cannot be awarded."
            hint = f"Correct the name, or set `status: active` in catalogue/achievements/{batch.achievement}.yaml."
            yield Problem("award", slug, "/achievement", message, hint)


def repeated_recipient(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """A batch names a recipient once."""
    for slug, batch in catalogue.batches.items():
        first: dict[str, int] = {}
        for index, award in enumerate(batch.awards):
            if award.recipient is None:
                continue
            who = award.recipient.id or award.recipient.name
            other = first.setdefault(who, index)
            if other != index:
                message = f"Award {other + 1} of this batch is to the same recipient."
                hint = "Remove one of the two; two people of one name need something to tell them apart, such as an id."
                yield Problem("award", slug, f"/awards/{index}/recipient", message, hint)


def unknown_criterion(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """A result is for a criterion of the achievement's rubric."""
    for slug, achievement, index, award in _rows(catalogue):
        known = [criterion.id for criterion in achievement.assessment.rubric]
        for number, result in enumerate(award.results):
            if result.criterion not in known:
                hint = did_you_mean(result.criterion, known, "Criteria: " + ", ".join(known) + ".")
                message = f"The rubric has no criterion `{result.criterion}`."
                yield Problem("award", slug, f"/awards/{index}/results/{number}/criterion", message, hint)


def unknown_level(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """The level of a result is a level of its criterion."""
    for slug, pointer, level, criterion in _levels(catalogue):
        known = [found.id for found in criterion.levels]
        if level not in known:
            hint = did_you_mean(level, known, "Levels: " + ", ".join(known) + ".")
            yield Problem("award", slug, pointer, f"`{criterion.id}` has no level `{level}`.", hint)


def level_not_reached(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """A result reaches the level that its criterion requires."""
    for slug, pointer, level, criterion in _levels(catalogue):
        order = [found.id for found in criterion.levels]
        if level in order and criterion.required in order and order.index(level) < order.index(criterion.required):
            message = f"`{level}` is below `{criterion.required}`, which `{criterion.id}` requires."
            yield Problem("award", slug, pointer, message, "Correct the level, or take this award out of the batch.")


def result_not_achieved(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """The status of a result does not say that the learner has yet to succeed."""
    for slug, _, index, award in _rows(catalogue):
        for number, result in enumerate(award.results):
            if result.status in _NOT_ACHIEVED:
                message = f"`status` is {result.status}, but this is an award."
                pointer = f"/awards/{index}/results/{number}/status"
                yield Problem(
                    "award", slug, pointer, message, "Write `status: Completed`, or take this award out of the batch."
                )


def repeated_result(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """An award has one result for each criterion."""
    for slug, _, index, award in _rows(catalogue):
        seen: set[str] = set()
        for number, result in enumerate(award.results):
            if result.criterion in seen:
                pointer = f"/awards/{index}/results/{number}/criterion"
                yield Problem(
                    "award", slug, pointer, f"There are two results for `{result.criterion}`.", "Keep one of the two."
                )
            seen.add(result.criterion)


def empty_entry(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """A result and a piece of evidence say something."""
    for slug, batch in catalogue.batches.items():
        if not _has_results(batch) and not any(map(attrgetter("evidence"), batch.awards)):
            continue
        for index, award in unsigned(catalogue, slug):
            for number, result in enumerate(award.results):
                if result.level is None and result.status is None and result.value is None:
                    pointer = f"/awards/{index}/results/{number}"
                    yield Problem(
                        "award", slug, pointer, "This result gives no result.", "Add `level`, `status` or `value`."
                    )
            for number, evidence in enumerate(award.evidence):
                if not evidence.as_data():
                    pointer = f"/awards/{index}/evidence/{number}"
                    yield Problem(
                        "award", slug, pointer, "This evidence is empty.", "Add `id`, `name`, `narrative` or `digest`."
                    )


def _rows(catalogue: Catalogue) -> Iterator[tuple[str, Achievement, int, Award]]:
    for slug, batch in catalogue.batches.items():
        achievement = catalogue.achievements.get(batch.achievement)
        if achievement is not None and _has_results(batch):
            for index, award in unsigned(catalogue, slug):
                yield slug, achievement, index, award


def _has_results(batch: Batch) -> bool:
    return any(map(attrgetter("results"), batch.awards))


def _levels(catalogue: Catalogue) -> Iterator[tuple[str, str, str, Criterion]]:
    for slug, achievement, index, award in _rows(catalogue):
        for number, result in enumerate(award.results):
            criterion = achievement.criterion(result.criterion)
            if criterion is not None and result.level is not None:
                yield slug, f"/awards/{index}/results/{number}/level", result.level, criterion
