"""Opening sealed rows, and what of them cannot be signed as it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from laurels.checks import awards as rules
from laurels.checks import renewals
from laurels.credential.content import Content
from laurels.encoding import multibase
from laurels.errors import SignerError
from laurels.model.award import Award, Batch
from laurels.model.catalogue import Catalogue
from laurels.office.pending import Row
from laurels.sealing.opener import Opener
from laurels.sealing.rows import SealedRow, read_row, unseal_row
from laurels.sealing.text import SealingError

RULES = (
    rules.unknown_criterion,
    rules.unknown_level,
    rules.level_not_reached,
    rules.result_not_achieved,
    rules.repeated_result,
    rules.empty_entry,
    renewals.unknown_superseded,
    renewals.superseded_by_another,
    renewals.renewal_out_of_time,
    renewals.points_not_reached,
)
"""What `laurels check` asks of a row in clear and cannot ask of a sealed one."""
_TOGETHER = 64
"""Rows that are unsealed before they are read."""


class Opened(NamedTuple):
    """A row that can be signed: an award in clear, and where it was sealed, the key of its page."""

    row: Row
    award: Content
    page_key: bytes | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row that is not signed in this run, and why."""

    row: Row
    state: str
    """`other-issuer`, `sealed` (nobody opens it), `other-registrar`, `unreadable`, or `wrong` (it breaks a rule)."""
    reason: str
    """One sentence; it never quotes what is sealed."""


def registrar_key(catalogue: Catalogue, opener: Opener) -> str:
    """The id of the registrar's key in `keys/public` that an opener holds. Raises `SignerError`."""
    text = multibase.encode_base58btc(multibase.X25519_PUBLIC_PREFIX + opener.public_key)
    for key_id, key in catalogue.keys.items():
        if key.public_key_multibase == text and key.purpose == "registrar":
            return key_id
    raise SignerError(
        f"The registrar's key {text} is not in keys/public, so no row here was sealed for it.",
        hint="Use the registrar's key whose public half is in keys/public.",
    )


class Desk:
    """The registrar's desk for one run: takes waiting rows, gives back what can be signed and what must wait."""

    def __init__(self, catalogue: Catalogue, opener: Opener | None) -> None:
        self._catalogue = catalogue
        self._opener = opener
        self._key = None if opener is None else registrar_key(catalogue, opener)

    def open(self, slug: str, rows: Sequence[Row]) -> tuple[list[Opened], list[Waiting]]:
        """The waiting rows of one batch, in their order. Raises `SignerError` where the opener fails."""
        batch = self._catalogue.batches[slug]
        opened: list[Opened] = []
        waiting: list[Waiting] = []
        who: dict[str, int] = {}
        for row, unsealed in self._unsealed(batch, rows):
            if unsealed is None:
                opened.append(Opened(row, row.award))
                continue
            found = _read(row, unsealed) if isinstance(unsealed, bytes) else unsealed
            if isinstance(found, Waiting):
                waiting.append(found)
                continue
            person = found.recipient.id or found.email
            first = who.setdefault(person, row.number) if person else row.number
            if first != row.number:
                waiting.append(Waiting(row, "wrong", f"Row {first} of this batch is for the same person."))
                continue
            opened.append(Opened(row, found, found.page_key))
        broken = dict(self._broken(slug, batch, opened))
        waiting += [
            Waiting(item.row, "wrong", broken[number]) for number, item in enumerate(opened) if number in broken
        ]
        return [item for number, item in enumerate(opened) if number not in broken], waiting

    def _unsealed(self, batch: Batch, rows: Sequence[Row]) -> Iterator[tuple[Row, bytes | Waiting | None]]:
        # Some are unsealed, then those are read: taking turns row by row, each pushes the other's data out of the processor's
        # caches, which costs a tenth of both.
        for start in range(0, len(rows), _TOGETHER):
            block = rows[start : start + _TOGETHER]
            yield from zip(block, [self._unseal(batch, row) for row in block], strict=True)

    def _unseal(self, batch: Batch, row: Row) -> bytes | Waiting | None:
        """The JSON of a sealed row; None of one in clear."""
        if row.award.sealed is None:
            return None
        if self._opener is None:
            return Waiting(row, "sealed", "It is sealed, and no registrar's key was given.")
        if batch.registrar is not None and batch.registrar != self._key:
            return Waiting(row, "other-registrar", f"It is sealed for {batch.registrar}, and {self._key} was given.")
        try:
            return unseal_row(row.award.sealed, self._opener)
        except SealingError as error:
            return _unreadable(row, error)

    def _broken(self, slug: str, batch: Batch, opened: Sequence[Opened]) -> Iterator[tuple[int, str]]:
        """Which of the rows that were sealed break a rule, and how."""
        alike: dict[Any, list[int]] = defaultdict(list)
        for number, item in enumerate(opened):
            if item.page_key is not None:
                alike[_what_rules_see(item.award)].append(number)
        if not alike:
            return
        groups = list(alike.values())
        shown = batch.model_copy(update={"awards": tuple(_award(opened[numbers[0]].award) for numbers in groups)})
        alone: Mapping[str, Batch] = MappingProxyType({slug: shown})
        others = {name: ledger for name, ledger in self._catalogue.ledgers.items() if name != slug}
        catalogue = replace(self._catalogue, batches=alone, ledgers=MappingProxyType(others))
        problems: dict[int, str] = {}
        for rule in RULES:
            for problem in rule(catalogue, date.min):
                problems.setdefault(int(problem.pointer.split("/")[2]), problem.message)
        for index, message in problems.items():
            for number in groups[index]:
                yield number, message


def _read(row: Row, unsealed: bytes) -> SealedRow | Waiting:
    try:
        return read_row(unsealed)
    except SealingError as error:
        return _unreadable(row, error)


def _unreadable(row: Row, error: SealingError) -> Waiting:
    return Waiting(row, "unreadable", f"It cannot be opened: {error}.")


def _award(content: Content) -> Award:
    """An opened row as a row in clear."""
    return Award.model_construct(
        recipient=content.recipient,
        results=content.results,
        evidence=content.evidence,
        supersedes=content.supersedes,
        points=content.points,
    )


def _what_rules_see(award: Content) -> Any:
    """What the rules look at: results, which parts evidence has, and what it renews. One stands for all that are alike in it."""
    results = tuple([(item.criterion, item.level, item.status, item.value) for item in award.results])
    evidence = tuple(
        [(item.id is None, item.name is None, item.narrative is None, item.digest is None) for item in award.evidence]
    )
    renewed = None if award.points is None else tuple(sorted(award.points.items()))
    return results, evidence, award.supersedes, renewed
