"""One issue run on a repository: read, check, sign, write."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from laurels.checks import run as run_checks
from laurels.errors import FindingsError
from laurels.findings import Severity
from laurels.model.catalogue import Catalogue
from laurels.office.issue import Entropy, Plan, plan
from laurels.proof.signer import Signer
from laurels.repository.load import load
from laurels.repository.write import write_files
from laurels.resolve.contexts import bundled

SYSTEM_ENTROPY = Entropy(secrets.randbelow, uuid.uuid4)


def checked(root: Path, now: datetime) -> Catalogue:
    """The catalogue of a repository without errors. Raises `FindingsError`, `RepositoryError`."""
    loaded = load(root)
    findings = [*loaded.findings, *run_checks(loaded.catalogue, now.date())]
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        first = errors[0]
        more = f" and {len(errors) - 1} more" if len(errors) > 1 else ""
        raise FindingsError(
            f"The repository has errors: {first.path}:{first.line} {first.code} {first.message}{more}",
            hint="Nothing was written. Run `laurels check` and mend them first.",
        )
    return loaded.catalogue


def issue(
    root: Path,
    *,
    signer: Signer,
    now: datetime,
    entropy: Entropy = SYSTEM_ENTROPY,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Plan:
    """Sign the waiting awards of a repository and write the files. Raises any `LaurelsError`; then nothing was written,
    or every file that was is whole and a repeated run continues from it."""
    catalogue = checked(root, now)
    ledgers = {slug: (root / "issued" / "ledger" / f"{slug}.jsonl").read_bytes() for slug in catalogue.ledgers}
    result = plan(
        catalogue, ledgers, signer=signer, now=now, contexts=bundled(), entropy=entropy, progress=progress
    )
    write_files(root, result.files)
    return result
