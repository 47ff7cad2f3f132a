"""`laurels diff`: read two states of a repository, no more of them than is needed, and compare them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from laurels.diff.definitions import changed_definitions, version_errors
from laurels.diff.difference import DefinitionChange, Difference, Violation
from laurels.diff.ledgers import LedgerScan, appended, ledger_errors, rows
from laurels.diff.reach import stack_effects
from laurels.diff.records import batch_errors, key_errors, list_errors, sequence_errors, status_errors
from laurels.diff.similar import near_duplicates
from laurels.encoding import strict_yaml
from laurels.model.award import Batch, StatusChanges
from laurels.model.base import Definition
from laurels.model.key import PublicKey
from laurels.model.ledger import Sequence
from laurels.repository.history import Changed, History
from laurels.repository.load import MAX_AWARD_BYTES
from laurels.repository.reviews import Review, reviews
from laurels.repository.sides import both

RECORDS = ("issued", "keys")
LEDGER, AWARDS, STATUS, LISTS, KEYS = (
    "issued/ledger/",
    "issued/awards/",
    "issued/status/",
    "issued/lists/",
    "keys/public/",
)
D = TypeVar("D", bound=Definition)


def between(root: Path, range_: str) -> Difference:
    """What differs between two states of the repository at a folder.

    Args:
        root: the repository's folder.
        range_: `BASE..HEAD`, or `BASE` for the working tree. Compared is with the commit at which HEAD left BASE, so that what
            BASE gained meanwhile is not taken for a loss.

    Raises:
        UsageError: a side names no commit.
        RepositoryError: not a Git work tree, too shallow a clone, not a repository of ours, or damaged.
    """
    base, dots, head = range_.partition("..")
    if dots:
        head = head.removeprefix(".") or "HEAD"  # as Git reads `BASE..` and `BASE...HEAD`
    history = History(root)
    first = history.commit(base)
    second = history.commit(head) if dots else None
    start = history.meeting(first, second or history.commit("HEAD")) or first
    return _Comparison(history, start, second).difference(base, head)


class _Comparison:
    def __init__(self, history: History, base: str, head: str | None) -> None:
        self.history = history
        self.base, self.head = base, head
        self.records = list(history.changed(base, head, *RECORDS))
        self.contents = dict(history.blobs(name for item in self.records for name in (item.old, item.new)))

    def difference(self, base: str, head: str) -> Difference:
        sides = both(self.history, self.base, self.head)
        places = any(item.path.startswith(LEDGER) and self._new(item) is not None for item in self.records)
        scan = self._scan(places=places) if sides.touched or places else LedgerScan()
        changes = tuple(changed_definitions(sides.old, sides.new, scan.holders))
        errors = [*version_errors(sides.old, sides.new, changes, scan.holders)]
        for item in self.records:
            errors += self._errors(item, scan.places)
        return Difference(
            base=base,
            head=head,
            definitions=changes,
            stacks=tuple(stack_effects(sides.old, sides.new)),
            similar=tuple(near_duplicates(sides.new.achievements, _worth_comparing(changes))),
            records=tuple(self._added()),
            reviews=tuple(dict.fromkeys(found.name for found in self._reviews())),
            errors=tuple(sorted(errors, key=lambda e: (e.path, e.line, e.code, e.message))),
            unreadable=sides.unreadable,
        )

    def _reviews(self) -> Iterator[Review]:
        head = self.head or self.history.commit("HEAD")
        return reviews(self.history, f"{self.base}..{head}")

    def _scan(self, *, places: bool) -> LedgerScan:
        """Who held what before: every ledger file, one at a time, from the working tree where it is the same there."""
        scan = LedgerScan()
        folder = LEDGER.rstrip("/")
        entries = [entry for entry in self.history.files(self.base, folder) if entry.path.endswith(".jsonl")]
        differing = {item.path for item in self.history.changed(self.base, None, folder)}
        packed = []
        for entry in entries:
            path = self.history.root / entry.path
            if entry.path not in differing and path.is_file() and path.stat().st_size == entry.size:
                scan.read(path.read_bytes(), places=places)
            else:
                packed.append(entry.blob)
        for _, data in self.history.blobs(packed):
            scan.read(data, places=places)
        return scan

    def _old(self, item: Changed) -> bytes | None:
        return self.contents.get(item.old) if item.old else None

    def _new(self, item: Changed) -> bytes | None:
        if not item.in_tree:
            return self.contents.get(item.new) if item.new else None
        path = self.history.root / item.path
        if path.is_symlink() or not path.is_file():
            return None
        with path.open("rb") as file:
            return file.read(MAX_AWARD_BYTES * 4)

    def _ledger(self, slug: str) -> tuple[bytes, bytes]:
        """The ledger file of a batch, before and after."""
        path = f"{LEDGER}{slug}.jsonl"
        item = next((found for found in self.records if found.path == path), None)
        if item is not None:
            return self._old(item) or b"", self._new(item) or b""
        blob = next((entry.blob for entry in self.history.files(self.base, path)), "")
        data = dict(self.history.blobs([blob])).get(blob, b"")
        return data, data

    def _errors(self, item: Changed, places: Mapping[tuple[str, int], str]) -> Iterator[Violation]:
        path, old, new = item.path, self._old(item), self._new(item)
        if path.startswith(LEDGER) and path.endswith(".jsonl"):
            yield from ledger_errors(path, old or b"", new, places)
            return
        if old is None:
            return
        if path.startswith(LISTS):
            yield from list_errors(path, old, new)
        elif path.startswith(AWARDS) and (batch := _read(Batch, old)) is not None:
            before, after = self._ledger(path.removeprefix(AWARDS).removesuffix(".yaml"))
            signed = rows(before)
            yield from _unreadable(path, new, Batch) if signed else ()
            if new is None or (now := _read(Batch, new)) is not None:
                yield from batch_errors(path, batch, None if new is None else now, signed, rows(after))
        elif path.startswith(STATUS) and (changes := _read(StatusChanges, old)) is not None:
            yield from _unreadable(path, new, StatusChanges) or status_errors(path, changes, _read(StatusChanges, new))
        elif path == f"{LEDGER}sequence.yaml" and (sequence := _read(Sequence, old)) is not None:
            yield from _unreadable(path, new, Sequence) or sequence_errors(path, sequence, _read(Sequence, new))
        elif path.startswith(KEYS) and (key := _read(PublicKey, old)) is not None:
            yield from _unreadable(path, new, PublicKey) or key_errors(path, key, _read(PublicKey, new))

    def _added(self) -> Iterator[str]:
        """What was properly added, in words."""
        rows_added: Counter[str] = Counter()
        for item in self.records:
            old, new = self._old(item), self._new(item)
            if new is None:
                continue
            if item.path.startswith(LEDGER) and item.path.endswith(".jsonl"):
                signed, forgotten = appended(old or b"", new)
                rows_added["awards signed"] += signed
                rows_added["awards forgotten"] += forgotten
            elif item.path.startswith(AWARDS):
                batches = _read(Batch, old), _read(Batch, new)
                before, after = (len(batch.awards) if batch else 0 for batch in batches)
                if after > before and batches[1] is not None:
                    rows_added[f"rows of awards for {batches[1].achievement}"] += after - before
            elif item.path.startswith(STATUS):
                one, other = _read(StatusChanges, old), _read(StatusChanges, new)
                for change in (other.changes if other else ())[len(one.changes) if one else 0 :]:
                    rows_added[f"credentials: {change.action}"] += len(change.ids)
            elif item.path.startswith(LISTS) and not item.path.endswith("-changes.json"):
                rows_added["status lists signed anew"] += 1
            elif item.path.startswith(KEYS):
                rows_added["public keys added" if old is None else "public keys given an end"] += 1
        for what, number in rows_added.items():
            if number:
                yield f"{number:,} {what}"


def _worth_comparing(changes: tuple[DefinitionChange, ...]) -> Iterator[str]:
    """Slugs whose likeness to others is news: new ones, and those that are about something else now."""
    for item in changes:
        about = any(change.field in ("name", "skills", "learningOutcomes") for change in item.changes)
        if item.kind == "achievement" and (item.what == "added" or about):
            yield item.slug


def _read(model: type[D], data: bytes | None) -> D | None:
    if data is None or len(data) > MAX_AWARD_BYTES:
        return None
    try:
        return model.model_validate(strict_yaml.loads(data.decode("utf-8"), max_characters=MAX_AWARD_BYTES))
    except (UnicodeDecodeError, strict_yaml.YamlError, ValidationError):
        return None


def _unreadable(path: str, new: bytes | None, model: type[Definition]) -> list[Violation]:
    """A record that cannot be read cannot be shown to be whole."""
    if new is None or _read(model, new) is not None:
        return []
    message = "The file cannot be read, so nobody can say that what was recorded is still there."
    return [Violation("record-unreadable", path, 1, message, "See `laurels check`, and mend it.")]
