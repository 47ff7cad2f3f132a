"""One issue run on a repository: read, check, sign, write."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from laurels.checks.table import MENDED_BY_ISSUE
from laurels.model.catalogue import Catalogue
from laurels.office.chance import SystemChance
from laurels.office.issue import Entropy, Plan, plan
from laurels.proof.signer import Signer
from laurels.repository.checked import checked
from laurels.repository.load import load
from laurels.repository.write import write_files
from laurels.resolve.contexts import bundled
from laurels.sealing.opener import Opener
from laurels.signers.memory import MemoryOpener, MemorySigner

MAX_PROCESSES = 8
CHECK_EVERY = 64
"""Of a key in this process one signature of so many is verified before it is kept; of any other signer, each."""


def issuable(root: Path, now: datetime) -> Catalogue:
    """The catalogue of a repository that may be signed. What a run that was cut short left behind is no obstacle: this
    run completes it. Raises `FindingsError`, `RepositoryError`."""
    return checked(load(root), now.date(), passing=MENDED_BY_ISSUE)


def issue(
    root: Path,
    *,
    signer: Signer,
    now: datetime,
    entropy: Entropy | None = None,
    opener: Opener | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Plan:
    """Sign the waiting awards of a repository and write the files; `opener` is the registrar's key; `entropy` is the system's unless it is given. Raises any `LaurelsError`; then nothing was written,
    or every file that was is whole and a repeated run continues from it."""
    catalogue = issuable(root, now)
    chance = SystemChance()
    ledgers = {slug: (root / "issued" / "ledger" / f"{slug}.jsonl").read_bytes() for slug in catalogue.ledgers}
    result = plan(
        catalogue,
        ledgers,
        signer=signer,
        now=now,
        contexts=bundled(),
        entropy=entropy or Entropy(chance.below, chance.uuid4),
        opener=opener,
        check_every=CHECK_EVERY if type(signer) is MemorySigner else 1,
        processes=_processes(signer, opener),
        progress=progress,
    )
    write_files(root, result.files)
    return result


def _processes(signer: Signer, opener: Opener | None) -> int:
    """As many as there are processors, where the keys are in memory; an agent or a service talks to one process."""
    in_memory = type(signer) is MemorySigner and (opener is None or type(opener) is MemoryOpener)
    return min(os.cpu_count() or 1, MAX_PROCESSES) if in_memory else 1
