"""Which awards run out soon, and what became of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from laurels.credential.succession import Succession, successors
from laurels.encoding.timestamps import add_duration, midnight
from laurels.model.catalogue import Catalogue
from laurels.stacking import opening

State = Literal["renewed", "waiting", "open", "later", "ended"]


@dataclass(frozen=True, slots=True)
class Due:
    """One award that runs out."""

    id: str
    achievement: str
    ends: date
    state: State
    """renewed: another award took its place. waiting: a row that does is not signed yet. open: it may be renewed now. later:
    its renewal has not opened. ended: it ran out."""
    opens: date | None
    """The first day of renewal, where the definition names one."""
    successor: str = ""
    """UUID of the award that took its place; empty where that is not signed, or sealed."""

    def as_data(self) -> dict[str, Any]:
        """Plain JSON data."""
        return {
            "id": self.id,
            "achievement": self.achievement,
            "ends": self.ends.isoformat(),
            "state": self.state,
            "opens": self.opens.isoformat() if self.opens else None,
            "successor": self.successor or None,
        }


def due(catalogue: Catalogue, today: date, within: str, *, ended: bool = False) -> tuple[Due, ...]:
    """The awards that stand and run out soon, the earliest first.

    Args:
        catalogue: the repository. Of sealed awards the day is known, and who holds them is not.
        today: the day to count from.
        within: how far to look ahead, an ISO 8601 duration such as P90D.
        ended: list those that ran out before today as well.

    Raises `ValueError` where `within` is no duration.
    """
    limit = add_duration(midnight(today), within).date()
    found = (item for item in _due(catalogue, today) if item.ends <= limit and (ended or item.ends >= today))
    return tuple(sorted(found, key=lambda item: (item.ends, item.achievement, item.id)))


def _due(catalogue: Catalogue, today: date) -> Iterator[Due]:
    following = successors(catalogue)
    revoked = {name for name, change in catalogue.standing().items() if change.action == "revoke"}
    for award in Succession(catalogue):
        if award.ends is None or award.id in revoked:
            continue
        definition = catalogue.achievements.get(award.achievement)
        opens = opening(definition, award.ends) if definition else None
        row = next(iter(following.get(award.id, ())), None)
        if row is not None:
            state: State = "renewed" if row.id else "waiting"
        elif award.ends < today:
            state = "ended"
        else:
            state = "later" if opens is not None and today < opens else "open"
        yield Due(award.id, award.achievement, award.ends, state, opens, (row.id or "") if row else "")
