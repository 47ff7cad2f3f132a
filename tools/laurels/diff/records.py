"""Awards, changes of status, status lists and keys of two states: what was there stays, and more may come."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from laurels.credential.ledger import row_digest, tombstone_row
from laurels.credential.versions import few
from laurels.diff.difference import Violation
from laurels.model.award import Award, Batch, StatusChange, StatusChanges
from laurels.model.key import PublicKey
from laurels.model.ledger import AwardLine, Sequence
from laurels.status import bitstring

T = TypeVar("T")
_RESTORE = "Restore it from Git."
_AT_END = "Restore the file from Git, and add new entries at its end."


def batch_errors(
    path: str, old: Batch, new: Batch | None, signed: dict[str, AwardLine], now: dict[str, AwardLine]
) -> Iterator[Violation]:
    """What is wrong with a file of awards that changed.

    Args:
        path: of the file, relative to the repository.
        old, new: what it held and holds; new is None where it was removed.
        signed: digest of a row → ledger line, as the ledger was; a row that is not in it may still change.
        now: the same, as the ledger is.
    """
    if not signed:
        return
    if new is None:
        message = f"The file of awards is removed, and {few(len(signed), 'award')} of it are signed."
        yield Violation("award-removed", path, 1, message, _RESTORE)
        return
    for key, before, after in (
        ("achievement", old.achievement, new.achievement),
        ("awardedDate", old.awarded_date, new.awarded_date),
    ):
        if before != after:
            message = f"`{key}` was {before} when these awards were signed, and is {after}."
            yield Violation("award-altered", path, 1, message, "Put new awards into a batch of their own.")
    rows = {row_digest(award): award for award in new.awards}
    for number, award in enumerate(old.awards, start=1):
        digest = row_digest(award)
        if digest not in signed or award.forgotten is not None:
            continue
        there = rows.get(digest) or rows.get(tombstone_row(signed[digest].id))
        if there is None:
            message = f"Award {number} of the batch is signed, and its row was changed or removed."
            hint = "Restore the row; to correct an award, revoke it and add a new row."
            yield Violation("award-altered", path, 1, message, hint)
        elif there != award and not _forgotten(there, now.get(row_digest(there))):
            message = f"Award {number} of the batch is signed, and its results or evidence were changed."
            if there.forgotten is not None:
                message = f"Award {number} of the batch is forgotten here, and not in the ledger."
            yield Violation("award-altered", path, 1, message, "Restore the row; `laurels forget` changes both files.")


def status_errors(path: str, old: StatusChanges, new: StatusChanges | None) -> Iterator[Violation]:
    """What is wrong with a file of status changes: entries are added at the end."""
    after = new.changes if new else ()
    kept = [change for change in old.changes if change in after]
    for number, change in enumerate(old.changes, start=1):
        if change in after or any(_agreed(change, other) for other in after):
            continue
        if change.action == "revoke":
            message, hint = (
                f"The revocation of {_about(change)} is gone.",
                "Restore the entry: a revocation is for good.",
            )
            yield Violation("revocation-removed", path, 1, message, hint)
        else:
            message = f"Entry {number} ({change.action} {_about(change)}) was changed or removed."
            yield Violation("status-altered", path, 1, message, _AT_END)
    if [change for change in after if change in kept] != kept:
        yield Violation("status-altered", path, 1, "The entries are in another order.", _AT_END)


def _agreed(change: StatusChange, there: StatusChange) -> bool:
    """Whether all that was changed is that somebody agreed, where nobody had."""
    return change.approved_by is None and there.model_copy(update={"approved_by": None}) == change


def _about(change: StatusChange) -> str:
    """Which credentials a change is about, in a word or two."""
    return change.ids[0] + (f" and {len(change.ids) - 1:,} more" if len(change.ids) > 1 else "")


def list_errors(path: str, old: bytes, new: bytes | None) -> Iterator[Violation]:
    """What is wrong with a signed status list: it stays, and a revoked place stays revoked."""
    if new is None:
        yield Violation("status-list-removed", path, 1, "A status list that badges name is removed.", _RESTORE)
        return
    if "revocation" not in path:
        return
    before, after = _bits(old), _bits(new)
    if before is None:
        return
    if after is None:
        yield Violation("status-list-altered", path, 1, "The status list cannot be read any more.", _RESTORE)
        return
    gone = sum(
        bin(one & ~(after[index] if index < len(after) else 0)).count("1") for index, one in enumerate(before) if one
    )
    if gone:
        message = f"{gone} revoked {'place' if gone == 1 else 'places'} of the list {'is' if gone == 1 else 'are'} valid again."
        yield Violation(
            "revocation-removed", path, 1, message, "Run `laurels issue` with the revocations in issued/status."
        )


def sequence_errors(path: str, old: Sequence, new: Sequence | None) -> Iterator[Violation]:
    """What is wrong with the ledger's sequence: it counts on."""
    if new is None:
        yield Violation("ledger-removed", path, 1, "The file that counts the ledger is removed.", _RESTORE)
    elif new.run < old.run or new.issued < old.issued:
        message = (
            f"The ledger's count goes back, from {old.issued} awards in {old.run} runs to {new.issued} in {new.run}."
        )
        yield Violation("ledger-altered", path, 1, message, "Restore the file from Git; `laurels issue` counts on.")


def key_errors(path: str, old: PublicKey, new: PublicKey | None) -> Iterator[Violation]:
    """What is wrong with a public key: it stays as it is, and may be given an end."""
    if new is None:
        message = "A public key is removed: what it signed could not be checked any more."
        yield Violation("key-removed", path, 1, message, "Restore the file; `laurels keys retire` ends a key.")
        return
    for name in ("type", "purpose", "issuer", "public_key_multibase", "created"):
        if getattr(old, name) != getattr(new, name):
            label = PublicKey.model_fields[name].alias or name
            yield Violation("key-altered", path, 1, f"`{label}` of a public key is changed.", "Make a new key instead.")
    if old.revoked is not None and (new.revoked is None or new.revoked > old.revoked):
        message = "The key is revoked, and would be trusted again or for longer."
        yield Violation("key-altered", path, 1, message, "Restore `revoked`, and make a new key.")


def _forgotten(award: Award, line: AwardLine | None) -> bool:
    """Whether a row was forgotten, in the ledger too."""
    return award.forgotten is not None and line is not None and line.forgotten is not None


def _bits(data: bytes) -> bytes | None:
    try:
        return bitstring.decode(bitstring.read_list(data).encoded)
    except bitstring.BitstringError:
        return None
