"""Forgetting is done in three places, or not at all."""

# ruff: noqa: ARG001 - every check takes the same arguments
from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from laurels.checks.problem import Problem, any_broken
from laurels.credential.ledger import row_digest, tombstone_row
from laurels.model.catalogue import Catalogue


def half_forgotten(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """A forgotten award is gone from its batch and from the ledger, and is revoked."""
    revoked: set[str] | None = None
    for slug, batch in catalogue.batches.items():
        ledger = catalogue.ledgers.get(slug)
        tombs = {award.forgotten: index for index, award in enumerate(batch.awards) if award.forgotten is not None}
        gone = [line for line in ledger.awards if line.forgotten is not None] if ledger else []
        if (not tombs and not gone) or ("ledger", slug) in catalogue.broken:
            continue
        revoked = catalogue.revoked() if revoked is None else revoked
        lines = {line.row: line for line in ledger.awards} if ledger else {}
        lines |= {tombstone_row(line.id): line for line in ledger.awards} if ledger else {}
        for digest, index in tombs.items():
            line = lines.get(digest)
            if line is None or line.forgotten is None:
                message = (
                    "The row is forgotten, and the ledger still holds what was signed."
                    if line
                    else "The row is forgotten, and was never signed."
                )
                hint = _again(line.id) if line else "Remove it."
                yield Problem("award", slug, f"/awards/{index}", message, hint)
        rows = {row_digest(award) for award in batch.awards if award.forgotten is None}
        for line in gone:
            if line.row in rows:
                message = f"The credential {line.id} is forgotten, and its row is still in the batch."
                yield Problem("award", slug, "/awards", message, _again(line.id), key=True)
            if line.id not in revoked and not any_broken(catalogue, "status"):
                message = f"The credential {line.id} is forgotten, and not revoked."
                yield Problem("award", slug, "/awards", message, _again(line.id), key=True)


def _again(identifier: str) -> str:
    return f"Run `laurels forget {identifier}` again."
