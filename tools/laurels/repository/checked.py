"""A repository that may be signed or published: read, checked, without errors."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from laurels.checks.runner import run as run_checks
from laurels.errors import FindingsError
from laurels.findings import Severity
from laurels.model.catalogue import Catalogue
from laurels.repository.load import Loaded


def checked(loaded: Loaded, today: date, *, passing: Collection[str] = ()) -> Catalogue:
    """The catalogue of a repository without errors, but for those whose codes are in `passing`.

    Raises `FindingsError` where there are others.
    """
    findings = [*loaded.findings, *run_checks(loaded.catalogue, today)]
    errors = [finding for finding in findings if finding.severity is Severity.ERROR and finding.code not in passing]
    if errors:
        first = errors[0]
        more = f" ({len(errors) - 1} more)" if len(errors) > 1 else ""
        raise FindingsError(
            f"{first.path}:{first.line}: {first.message} [{first.code}]{more}",
            hint="Nothing was written. See everything with `laurels check`, and mend it first.",
        )
    return loaded.catalogue
