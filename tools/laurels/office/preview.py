"""What an issue run would do with each row, told before it happens."""

from __future__ import annotations

from dataclasses import dataclass

from laurels.model.catalogue import Catalogue
from laurels.office.opening import Desk
from laurels.office.pending import Row, rows
from laurels.sealing.opener import Opener


@dataclass(frozen=True, slots=True)
class Preview:
    """One row and what would become of it."""

    row: Row
    state: str
    """`signed`, `ready`, or a state of `laurels.office.opening.Waiting`."""
    reason: str = ""


def preview(catalogue: Catalogue, opener: Opener | None) -> list[Preview]:
    """Every row in the order of file and entry. Without the registrar's key sealed rows stay closed, and are `sealed`.

    Raises `SignerError` where the registrar's key is none of this repository's, or fails.
    """
    desk = Desk(catalogue, opener)
    found = list(rows(catalogue))
    pending: dict[str, list[Row]] = {}
    for row in found:
        if row.signed is None:
            pending.setdefault(row.batch, []).append(row)
    waiting = {
        (item.row.batch, item.row.number): item for slug, rows_ in pending.items() for item in desk.open(slug, rows_)[1]
    }
    made = []
    for row in found:
        item = waiting.get((row.batch, row.number))
        if row.signed is not None:
            made.append(Preview(row, "signed"))
        else:
            made.append(Preview(row, "ready") if item is None else Preview(row, item.state, item.reason))
    return made
