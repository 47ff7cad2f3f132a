"""Ledger files of two states: lines may be added at the end, and `laurels forget` may empty one; nothing else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from laurels.credential.ledger import tombstone_row
from laurels.credential.versions import identity
from laurels.diff.difference import Violation
from laurels.encoding import strict_json
from laurels.model.ledger import AwardLine, TemplateLine

FOLDER = "issued/ledger/"
MAX_TOLD = 20
"""Of one file no more lines are told of."""
_RESTORE = "Restore the file from Git; only `laurels issue` and `laurels forget` write it."
_TEMPLATE = re.compile(rb'"template":"([0-9a-f]{64})"')
_ID = re.compile(rb'"id":"([0-9a-f-]{36})"')
_STATUS = re.compile(rb'"status":\{([^{}]*)\}')
_PLACE = re.compile(rb'"((?:revocation|suspension)-[1-9][0-9]{0,5})":([0-9]{1,9})')
_FORGOTTEN = re.compile(rb'"forgotten":"[0-9-]{10}"')


@dataclass(slots=True)
class LedgerScan:
    """What a light reading of ledger files finds: who holds what, and which places on status lists are taken."""

    holders: dict[str, Counter[int]] = field(default_factory=dict)
    places: dict[tuple[str, int], str] = field(default_factory=dict)
    """(list, index) → UUID of the credential; filled only where it is asked for."""

    def read(self, data: bytes, *, places: bool = False) -> None:
        """Count the lines of one ledger file. Lines that cannot be read count nothing: `laurels check` tells of them."""
        templates: dict[bytes, tuple[str, int]] = {}
        counts: Counter[bytes] = Counter()
        for line in data.split(b"\n"):
            if line.startswith(b'{"credential"'):
                if (template := _template(line)) is not None:
                    templates[template.template.encode()] = identity(template)
            elif line:
                found = _TEMPLATE.search(line)
                if found and not _FORGOTTEN.search(line[:200]):  # keys come in order
                    counts[found[1]] += 1
                if places:
                    self._places(line)
        for name, number in counts.items():
            slug, version = templates.get(name, ("", 0))
            if slug:
                self.holders.setdefault(slug, Counter())[version] += number

    def _places(self, line: bytes) -> None:
        identifier, status = _ID.search(line), _STATUS.search(line)
        if identifier and status:
            for name, index in _PLACE.findall(status[1]):
                self.places.setdefault((name.decode(), int(index)), identifier[1].decode())


def ledger_errors(
    path: str, old: bytes, new: bytes | None, places: Mapping[tuple[str, int], str]
) -> Iterator[Violation]:
    """What is wrong with a ledger file that changed.

    Args:
        path: of the file, relative to the repository.
        old, new: its bytes; new is None where it was removed.
        places: places on status lists that were taken before.
    """
    if new is None:
        if old.strip():
            yield Violation("ledger-removed", path, 1, f"The ledger file with {_count(old)} is removed.", _RESTORE)
        return
    before, after = _lines(old), _lines(new)
    yield from _lost(path, before, after)
    for number, line in enumerate(after[len(before) :], start=len(before) + 1):
        award = _award(line)
        for name, index in (award.status if award else {}).items():
            other = places.get((name, index))
            if award is not None and other is not None and other != award.id:
                message = f"Place {index} of {name} belongs to the credential {other} already: revoking one would revoke both."
                hint = "Undo the merge that joined two runs of `laurels issue`, and issue again."
                yield Violation("status-index-reused", path, number, message, hint)


def _lost(path: str, before: list[bytes], after: list[bytes]) -> Iterator[Violation]:
    """Lines that are not where they were. A line that is gone moves those below it, which are not told of as well."""
    if before == after[: len(before)]:
        return
    known, kept, told, place = set(before), set(after), 0, 0
    for number, line in enumerate(before, start=1):
        there = after[place] if place < len(after) else None
        place += 1
        if line == there:
            continue
        if there is not None and there not in known and is_tombstone(line, there):
            continue
        if line in kept:
            message = f"Line {number} of the ledger is not in its place any more."
            yield Violation("ledger-altered", path, number, message, _RESTORE)
            return
        told += 1
        if told > MAX_TOLD:
            yield Violation("ledger-altered", path, number, "More lines follow that are not what they were.", _RESTORE)
            return
        changed = there is not None and there not in known
        what = "is not what it was" if changed else "is gone"
        yield Violation("ledger-altered", path, number, f"Line {number} of the ledger {what}.", _RESTORE)
        if not changed:
            place -= 1


def appended(old: bytes, new: bytes) -> tuple[int, int]:
    """How many awards were added, and how many were forgotten."""
    before, after = _lines(old), _lines(new)
    added = sum(not line.startswith(b'{"credential"') for line in after[len(before) :])
    forgotten = sum(line != there and is_tombstone(line, there) for line, there in zip(before, after, strict=False))
    return added, forgotten


def is_tombstone(old: bytes, new: bytes) -> bool:
    """Whether a line is what `laurels forget` leaves of another: all the same but for the values, which are gone, and the digest of a name."""
    before, after = _award(old), _award(new)
    if before is None or after is None or after.forgotten is None or before.forgotten is not None:
        return False
    return _kept(before) == _kept(after) and after.row in (before.row, tombstone_row(before.id))


def rows(data: bytes) -> dict[str, AwardLine]:
    """Digest of a row → its award line, for every award of a ledger file that can be read."""
    return {award.row: award for line in _lines(data) if (award := _award(line)) is not None}


def _kept(line: AwardLine) -> dict[str, Any]:
    return {key: value for key, value in line.as_data().items() if key not in ("row", "values", "sealed", "forgotten")}


def _lines(data: bytes) -> list[bytes]:
    return data.removesuffix(b"\n").split(b"\n") if data else []


def _count(data: bytes) -> str:
    number = sum(not line.startswith(b'{"credential"') for line in _lines(data))
    return f"{number:,} {'award' if number == 1 else 'awards'}"


def _award(line: bytes) -> AwardLine | None:
    try:
        found = strict_json.loads(line)
        return AwardLine.model_validate(found)
    except (strict_json.JsonError, ValidationError):
        return None


def _template(line: bytes) -> TemplateLine | None:
    try:
        return TemplateLine.model_validate(strict_json.loads(line))
    except (strict_json.JsonError, ValidationError):
        return None
