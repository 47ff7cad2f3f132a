"""One run of `laurels award`: a spreadsheet and a repository in, a batch or a list of problems out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from laurels.checks.problem import did_you_mean
from laurels.errors import UsageError
from laurels.exchange.sheet import Sheet
from laurels.model.achievement import Achievement
from laurels.model.catalogue import Catalogue
from laurels.office.award import batch
from laurels.office.award.columns import Columns, map_columns
from laurels.office.award.holders import Holders, holders
from laurels.office.award.problem import RowProblem
from laurels.office.award.registrar import registrar_key
from laurels.office.award.renewing import renewable, renewal
from laurels.office.award.rows import Person, Reader
from laurels.sealing.opener import Opener


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for."""

    achievement: str
    awarded: date
    batch: str | None = None
    columns: Mapping[str, str] | None = None
    """Field → header or letter, before what the headers say."""
    key: str | None = None
    """Which registrar's key to seal for, where there are several."""
    again: bool = False
    """Award those too who hold it already."""
    sealed: bool = False
    """Seal the rows even where the issuer's policy lets them be in clear."""
    renew: bool = False
    """Each row takes the place of the person's newest award that it renews."""


@dataclass(frozen=True, slots=True, repr=False)
class Prepared:
    """What became of the rows."""

    slug: str
    """`<year>/<name>` of the batch."""
    rows: int
    ready: int
    problems: tuple[RowProblem, ...]
    columns: Columns
    sealed: bool
    unopened: int
    """Earlier sealed rows that could not be looked into; -1 where no key was given."""
    encoding: str
    data: bytes | None
    """The batch; None while a row needs somebody."""

    @property
    def path(self) -> str:
        """Where the batch belongs."""
        return f"issued/awards/{self.slug}.yaml"


def prepare(
    catalogue: Catalogue,
    sheet: Sheet,
    order: Order,
    *,
    now: datetime,
    random_bytes: Callable[[int], bytes],
    opener: Opener | None = None,
) -> Prepared:
    """Look at every row and make the batch. Nothing is written. Raises `UsageError`, `SignerError`."""
    achievement, sealed = _achievement(catalogue, order.achievement)
    sealed = sealed or order.sealed
    key = registrar_key(catalogue, achievement.issuer, now, order.key) if sealed else None
    slug = batch.batch_slug(catalogue, order.achievement, order.awarded, order.batch)
    columns = map_columns(sheet.header, order.columns or {}, achievement, addresses=sealed)
    reader = Reader(sheet, columns, achievement, sealed)
    readable = list(reader.people())
    wanted = _looked_at(achievement, order.achievement)
    if order.renew:
        _refuse_unopened(sealed, opener)
        wanted |= renewable(catalogue, order.achievement)
    held = holders(catalogue, wanted, opener)
    remarks: list[RowProblem] = []
    for number, person in enumerate(readable):
        if order.renew:
            readable[number], found = renewal(person, held, catalogue, order.achievement, order.awarded, sealed=sealed)
            remarks += found
        remarks += _remarks(person, held, catalogue, order, sealed=sealed)
    problems = sorted(
        [*reader.problems, *remarks], key=lambda item: (item.row, -1 if item.column is None else item.column)
    )
    stopped = {problem.row for problem in problems if problem.blocking}
    ready = [person for person in readable if person.row not in stopped]
    data = None
    if not stopped and key is not None:
        rows = [batch.sealed_row(person, key[1], random_bytes) for person in ready]
        data = batch.sealed_batch(order.achievement, order.awarded, key[0], rows)
    elif not stopped:
        data = batch.public_batch(order.achievement, order.awarded, ready)
    unopened = held.unopened if opener is not None or not held.unopened else -1
    return Prepared(slug, len(sheet.rows), len(ready), tuple(problems), columns, sealed, unopened, sheet.encoding, data)


def _refuse_unopened(sealed: bool, opener: Opener | None) -> None:
    if sealed and opener is None:
        raise UsageError(
            "--renew has to see who holds what, and the awards are sealed.",
            hint="Add --registrar URI, or set LAURELS_REGISTRAR.",
        )


def _achievement(catalogue: Catalogue, slug: str) -> tuple[Achievement, bool]:
    """The definition, and whether its recipients are sealed. Raises `UsageError`."""
    found = catalogue.achievements.get(slug)
    issuer = catalogue.issuer_of(slug)
    if found is None or issuer is None:
        hint = did_you_mean(slug, list(catalogue.achievements), "See catalogue/achievements.")
        raise UsageError(f"There is no achievement {slug} that can be read.", hint=hint)
    if found.status != "active":
        raise UsageError(
            f"{slug} is {found.status}, so it cannot be awarded.", hint="Set `status: active` in its definition first."
        )
    return found, issuer[1].recipient_policy == "sealed"


def _looked_at(achievement: Achievement, slug: str) -> set[str]:
    return {slug, *(achievement.prerequisites.achievements if achievement.prerequisites else ())}


def _remarks(
    person: Person, held: Holders, catalogue: Catalogue, order: Order, *, sealed: bool
) -> Iterator[RowProblem]:
    """What the person's other awards say."""
    keys = list(person.keys(sealed=sealed))
    same = held.of(keys, order.achievement)
    if any(item.good_on(order.awarded) for item in same) and not (order.again or order.renew):
        day = max(item.awarded for item in same if item.good_on(order.awarded))
        yield RowProblem(
            person.row, None, "holds-already", f"This person holds the award already, since {day}.",
            "Remove the row; to renew it, add --renew; to record a better result, --again.",
        )  # fmt: skip
    if any(item.standing == "suspended" for item in same) and not order.renew:
        yield RowProblem(
            person.row,
            None,
            "suspended",
            "This person holds the award, and it is suspended.",
            "Reinstate or revoke that one first.",
        )
    definition = catalogue.achievements[order.achievement]
    for needed in definition.prerequisites.achievements if definition.prerequisites else ():
        having = held.of(keys, needed)
        if any(item.good_on(order.awarded) for item in having):
            continue
        if not having:
            # It can have been earned elsewhere, or not be looked at for want of the key.
            if not held.unopened:
                yield RowProblem(
                    person.row, None, "no-prerequisite", f"No award of {needed} to this person is known here.",
                    "It is asked for first; earned elsewhere is as good.", blocking=False,
                )  # fmt: skip
            continue
        ended = [item.ends for item in having if not item.standing and item.ends]
        reason = f"ran out on {max(ended)}" if ended else f"is {having[-1].standing}"
        yield RowProblem(
            person.row,
            None,
            "expired-prerequisite",
            f"The prerequisite {needed} {reason}.",
            "Renew it first, or take the row out.",
        )
