"""Who holds what already. Of sealed awards only the registrar's key can tell."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date

from laurels.credential.ledger import row_digest
from laurels.encoding.timestamps import add_duration, midnight
from laurels.model.award import Award
from laurels.model.catalogue import Catalogue
from laurels.office.award import cells
from laurels.sealing.opener import Opener
from laurels.sealing.rows import open_row
from laurels.sealing.text import SealingError


@dataclass(frozen=True, slots=True)
class Holding:
    """One award that somebody has, or will have when it is signed."""

    achievement: str
    awarded: date
    ends: date | None
    """The day on which it runs out."""
    standing: str
    """`revoked`, `suspended`, or empty."""
    id: str | None
    """UUID of its credential, once signed."""
    renewed: bool = False
    """Whether another award, signed or not, takes its place."""

    def good_on(self, day: date) -> bool:
        """Whether it counts on a day."""
        return not self.standing and (self.ends is None or day <= self.ends)


@dataclass(slots=True)
class Holders:
    """Awards of some achievements by person."""

    _held: dict[str, list[Holding]] = field(default_factory=dict)
    unopened: int = 0
    """Sealed rows that could not be looked into: no key, or sealed for another."""

    def of(self, keys: Collection[str], achievement: str) -> list[Holding]:
        """What a person, known by any of some keys, holds of an achievement."""
        found = {id(item): item for key in keys for item in self._held.get(key, ()) if item.achievement == achievement}
        return list(found.values())


def holders(catalogue: Catalogue, achievements: Collection[str], opener: Opener | None) -> Holders:
    """Read who holds some achievements. Without an opener sealed rows are counted and not opened."""
    found = Holders()
    standing = catalogue.standing()
    superseded: set[str] = set()
    for slug, batch in catalogue.batches.items():
        if batch.achievement not in achievements:
            continue
        definition = catalogue.achievements.get(batch.achievement)
        ends = None
        if definition is not None and definition.valid_for:
            ends = add_duration(midnight(batch.awarded_date), definition.valid_for).date()
        ledger = catalogue.ledgers.get(slug)
        signed = {line.row: line.id for line in ledger.awards} if ledger else {}
        for award in batch.awards:
            if award.forgotten is not None:
                continue
            read = _read(award, opener)
            if read is None:
                found.unopened += 1
                continue
            keys, supersedes = read
            if supersedes:
                superseded.add(supersedes)
            identifier = signed.get(row_digest(award))
            change = standing.get(identifier or "")
            state = {"revoke": "revoked", "suspend": "suspended"}[change.action] if change else ""
            holding = Holding(batch.achievement, batch.awarded_date, ends, state, identifier)
            for key in keys:
                found._held.setdefault(key, []).append(holding)
    for held in found._held.values():
        held[:] = [replace(item, renewed=True) if item.id in superseded else item for item in held]
    return found


def _read(award: Award, opener: Opener | None) -> tuple[list[str], str | None] | None:
    """What tells who holds an award, and which one it takes the place of; None where that cannot be read."""
    recipient, email, supersedes = award.recipient, None, award.supersedes
    if award.sealed is not None:
        if opener is None:
            return None
        try:
            row = open_row(award.sealed, opener)
        except SealingError:
            return None
        recipient, email, supersedes = row.recipient, row.email, row.supersedes
    assert recipient is not None  # noqa: S101 - one of the three forms, by the model
    found = [f"id:{recipient.id}"] if recipient.id else []
    if email:
        found.append(f"mail:{cells.mailbox(email)}")
    return found or [f"name:{recipient.name}"], supersedes
