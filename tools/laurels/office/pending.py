"""Which awards are signed, and which still wait."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from laurels.credential.ledger import row_digest
from laurels.model.award import Award
from laurels.model.catalogue import Catalogue


class Row(NamedTuple):
    """One award as written by people, and what became of it."""

    batch: str
    """Slug of the batch: `2026/sql-foundations-june`."""
    number: int
    """Counted from 1."""
    award: Award
    signed: str | None
    """UUID of the credential, once signed."""

    @property
    def digest(self) -> str:
        """What identifies the row within its batch."""
        return row_digest(self.award)


def rows(catalogue: Catalogue) -> Iterator[Row]:
    """Every award of every batch, in the order of file and entry."""
    for slug in sorted(catalogue.batches):
        ledger = catalogue.ledgers.get(slug)
        signed = {line.row: line.id for line in ledger.awards} if ledger else {}
        for number, award in enumerate(catalogue.batches[slug].awards, start=1):
            # A digest costs as much as reading the row did: where nothing is signed, who signs works it out, in its own process.
            yield Row(slug, number, award, signed.get(row_digest(award)) if signed else None)
