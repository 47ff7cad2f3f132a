"""Which awards are signed, and which still wait."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from laurels.credential.ledger import row_digest
from laurels.model.award import Award
from laurels.model.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Row:
    """One award as written by people, and what became of it."""

    batch: str
    """Slug of the batch: `2026/sql-foundations-june`."""
    number: int
    """Counted from 1."""
    award: Award
    digest: str
    """What identifies the row within its batch."""
    signed: str | None
    """UUID of the credential, once signed."""


def rows(catalogue: Catalogue) -> Iterator[Row]:
    """Every award of every batch, in the order of file and entry."""
    for slug in sorted(catalogue.batches):
        ledger = catalogue.ledgers.get(slug)
        signed = {line.row: line.id for line in ledger.awards} if ledger else {}
        for number, award in enumerate(catalogue.batches[slug].awards, start=1):
            digest = row_digest(award)
            yield Row(slug, number, award, digest, signed.get(digest))
