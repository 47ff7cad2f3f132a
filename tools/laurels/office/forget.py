"""Forget an award: its row and its values go, a tombstone stays, and the credential is revoked at the holder's request.

Three files change: the batch, the ledger, the changes of status, in that order. After each of them `laurels check` reports what
is missing (LDG013), and the same command again completes it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from laurels.credential.ledger import row_digest, tombstone_row
from laurels.encoding import jcs
from laurels.errors import RepositoryError, UsageError
from laurels.model.catalogue import Catalogue
from laurels.model.ledger import AwardLine
from laurels.office import standing
from laurels.office.award.batch import rewritten


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What is to be written, and what it takes out."""

    ids: tuple[str, ...]
    """The awards that are forgotten by this; those that were before are not among them."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Path → content, in the order in which they must be written."""
    removed: tuple[str, ...] = ()
    """Every text that is taken out: what has to be purged from history. It holds names, where they were in clear."""
    in_clear: bool = False
    """Whether something readable was taken out."""


def plan(
    catalogue: Catalogue,
    ledger_bytes: Mapping[str, bytes],
    identifiers: Sequence[str],
    today: date,
    *,
    requested_by: str = "",
    approved_by: str = "",
) -> Forgotten:
    """Work out what to write; nothing is written here. Raises `UsageError` for an award that was not issued here."""
    lines = {line.id: (slug, line) for slug, _, line in catalogue.signed()}
    for identifier in identifiers:
        if identifier not in lines:
            raise UsageError(
                f"No credential {identifier} was issued here.", hint="The id is in the address of its page."
            )
    wanted = [lines[identifier] for identifier in dict.fromkeys(identifiers)]
    slugs = sorted({slug for slug, _ in wanted})
    _refuse_broken(catalogue, slugs)
    files: dict[str, bytes] = {}
    removed: list[str] = []
    in_clear = False
    for slug in slugs:
        mine = [line for where, line in wanted if where == slug]
        batch = _batch(catalogue, slug, mine, removed)
        if batch is not None:
            files[f"issued/awards/{slug}.yaml"] = batch
    for slug in slugs:
        mine = [line for where, line in wanted if where == slug and line.forgotten is None]
        in_clear = in_clear or any(line.values is not None for line in mine)
        if mine:
            files[f"issued/ledger/{slug}.jsonl"] = _ledger(ledger_bytes[slug], mine, today, removed)
    now = catalogue.standing()
    unrevoked = [line.id for _, line in wanted if line.id not in now or now[line.id].action != "revoke"]
    if unrevoked:
        last = max((c.date for file in catalogue.status_changes.values() for c in file.changes), default=today)
        decision = standing.Decision(
            "revoke", max(today, last), "holder-request", requested_by=requested_by, approved_by=approved_by
        )
        path, data = standing.written(catalogue, decision, tuple(unrevoked))
        files[path] = data
    changed = tuple(line.id for _, line in wanted if line.forgotten is None)
    return Forgotten(changed, files, tuple(dict.fromkeys(removed)), in_clear)


def _refuse_broken(catalogue: Catalogue, slugs: Sequence[str]) -> None:
    for slug in slugs:
        if ("ledger", slug) in catalogue.broken or slug not in catalogue.batches:
            raise RepositoryError(f"The batch {slug} or its ledger cannot be read.", hint="See `laurels check`.")


def _batch(catalogue: Catalogue, slug: str, lines: Sequence[AwardLine], removed: list[str]) -> bytes | None:
    """The file of awards with tombstones; None where they are there already."""
    batch = catalogue.batches[slug]
    there = {row_digest(award): index for index, award in enumerate(batch.awards)}
    tombs: dict[int, str] = {}
    for line in lines:
        index = there.get(line.row)
        award = batch.awards[index] if index is not None else None
        if award is None or award.forgotten is not None:
            continue  # an earlier run came this far
        assert index is not None  # noqa: S101 - it has the award
        tombs[index] = line.row if award.sealed is not None else tombstone_row(line.id)
        removed += _texts(award.as_data())
    return rewritten(catalogue.sources["award", slug].text, batch, tombs) if tombs else None


def _ledger(data: bytes, lines: Sequence[AwardLine], today: date, removed: list[str]) -> bytes:
    """The ledger file with the lines of some awards made tombstones; all other bytes stay."""
    clear = {line.id: tombstone_row(line.id) for line in lines if line.values is not None}
    wanted = {line.id for line in lines}
    made = []
    for text in data.split(b"\n"):
        line = json.loads(text) if text else {}
        if line.get("id") in wanted:
            removed += _texts(line.get("values")) or [line["sealed"]]
            kept = {key: value for key, value in line.items() if key not in ("values", "sealed")}
            kept |= {"row": clear.get(line["id"], line["row"]), "forgotten": today.isoformat()}
            text = jcs.canonical_bytes(kept)
        made.append(text)
    return b"\n".join(made)


def _texts(value: Any) -> list[str]:
    """Every text inside a value."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [
            text for key, item in value.items() if key not in ("criterion", "level", "status") for text in _texts(item)
        ]
    return [text for item in value for text in _texts(item)] if isinstance(value, list) else []


def replacements(found: Forgotten) -> bytes:
    """A file for `git filter-repo --replace-text`: every text that was taken out, longest first."""
    longest = sorted((text for text in found.removed if len(text) > 3 and "\n" not in text), key=len, reverse=True)
    return "".join(f"literal:{text}==>forgotten\n" for text in longest).encode()
