"""Who holds what already. Of sealed awards only the registrar's key can tell."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
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
            keys = _keys(award, opener)
            if keys is None:
                found.unopened += 1
                continue
            change = standing.get(signed.get(row_digest(award), ""))
            state = {"revoke": "revoked", "suspend": "suspended"}[change.action] if change else ""
            holding = Holding(batch.achievement, batch.awarded_date, ends, state)
            for key in keys:
                found._held.setdefault(key, []).append(holding)
    return found


def _keys(award: Award, opener: Opener | None) -> list[str] | None:
    """What tells who holds an award; None where that cannot be read."""
    recipient, email = award.recipient, None
    if award.sealed is not None:
        if opener is None:
            return None
        try:
            row = open_row(award.sealed, opener)
        except SealingError:
            return None
        recipient, email = row.recipient, row.email
    assert recipient is not None  # noqa: S101 - one of the three forms, by the model
    found = [f"id:{recipient.id}"] if recipient.id else []
    if email:
        found.append(f"mail:{cells.mailbox(email)}")
    return found or [f"name:{recipient.name}"]
