"""Which award takes the place of which: what the rows in clear say, and what the ledger says of the awards they name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Any, Literal

from laurels.credential.ledger import row_digest
from laurels.credential.versions import identity
from laurels.encoding.timestamps import add_duration, midnight, parse_timestamp
from laurels.model.award import Award
from laurels.model.catalogue import Catalogue, LedgerFile
from laurels.model.ledger import AwardLine


@dataclass(frozen=True, slots=True)
class Issued:
    """One signed award, as far as it can be read without a key."""

    id: str
    batch: str
    achievement: str
    """Slug, as signed."""
    awarded: date | None
    """None where the batch is gone."""
    ends: date | None
    """The day on which it runs out, as `validUntil` says it; None where it does not."""
    row: Award | None
    """What people wrote, where it is still there."""


@dataclass(frozen=True, slots=True)
class Successor:
    """A row that takes the place of a signed award."""

    batch: str
    index: int
    award: Award
    id: str | None
    """UUID of its credential, once signed."""


def says(catalogue: Catalogue, batch: str, key: Literal["supersedes", "points"]) -> bool:
    """Whether a row of a batch in clear says what it takes the place of, or counts points. Hardly any batch does."""
    return any(map(attrgetter(key), catalogue.batches[batch].awards))


def successors(catalogue: Catalogue) -> Mapping[str, tuple[Successor, ...]]:
    """UUID → the rows in clear that take its place, in the order of file and row; one, if all is well."""
    found: dict[str, list[Successor]] = {}
    for batch in sorted(catalogue.batches):
        if not says(catalogue, batch, "supersedes"):
            continue
        ledger = catalogue.ledgers.get(batch)
        signed = {line.row: line.id for line in ledger.awards} if ledger else {}
        for index, award in enumerate(catalogue.batches[batch].awards):
            if award.supersedes is not None:
                successor = Successor(batch, index, award, signed.get(row_digest(award)))
                found.setdefault(award.supersedes, []).append(successor)
    return {identifier: tuple(rows) for identifier, rows in found.items()}


class Succession:
    """The signed awards of a catalogue by UUID, as far as they can be read without a key."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._lines = {line.id: (batch, ledger, line) for batch, ledger, line in catalogue.signed()}

    def __iter__(self) -> Iterator[Issued]:
        return (self._issued(*found) for found in self._lines.values() if found[2].forgotten is None)

    def get(self, identifier: str) -> Issued | None:
        """A signed award that was not forgotten, by its UUID."""
        found = self._lines.get(identifier)
        return None if found is None or found[2].forgotten is not None else self._issued(*found)

    @cached_property
    def _rows(self) -> Mapping[tuple[str, str], Award]:
        return {
            (slug, row_digest(award)): award
            for slug, batch in self._catalogue.batches.items()
            for award in batch.awards
        }

    def _issued(self, batch: str, ledger: LedgerFile, line: AwardLine) -> Issued:
        template = ledger.templates.get(line.template)
        slug = identity(template)[0] if template is not None else ""
        source = self._catalogue.batches.get(batch)
        awarded = source.awarded_date if source is not None else None
        return Issued(
            id=line.id,
            batch=batch,
            achievement=slug,
            awarded=awarded,
            ends=self._end(ledger, line, slug, awarded),
            row=self._rows.get((batch, line.row)),
        )

    def _end(self, ledger: LedgerFile, line: AwardLine, slug: str, awarded: date | None) -> date | None:
        """From the signed credential where it can be read, else from the definition as it is now."""
        template = ledger.templates.get(line.template)
        if template is None or "validUntil" not in template.credential:
            return None
        signed: Any = template.credential["validUntil"]
        if signed is None and line.values is not None and "/validUntil" in template.holes:
            signed = line.values[template.holes.index("/validUntil")]
        if isinstance(signed, str):
            return parse_timestamp(signed).date()
        definition = self._catalogue.achievements.get(slug)
        if awarded is None or definition is None or definition.valid_for is None:
            return None
        return add_duration(midnight(awarded), definition.valid_for).date()
