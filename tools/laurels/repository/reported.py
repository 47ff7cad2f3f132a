"""A repository as `laurels check` reports on it: read and checked, or remembered."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from laurels import __version__
from laurels.checks.reports import Report, report
from laurels.checks.runner import in_order, run
from laurels.repository import cache
from laurels.repository.load import load

_REPORT = TypeAdapter(Report)


def reported(root: Path, today: date, store: Path | None = None) -> Report:
    """The report on the repository at a folder, as of a day in UTC. Raises `RepositoryError` where it is no repository.

    `store` is the folder of a cache (`cache.folder`), None for none: the same tree, day and program have the same report.
    """
    if store is None or not (root / "catalogue").is_dir():
        return _fresh(root, today)
    before = cache.fingerprint(root)
    name = cache.entry_name("check", cache.tool(), today.isoformat(), before)
    kept = cache.read(store, name)
    if kept is not None:
        try:
            return _REPORT.validate_json(kept)
        except ValidationError:
            pass  # damaged in a way that its digest does not show; read everything again
    made = _fresh(root, today)
    if cache.fingerprint(root) == before:  # nothing was edited meanwhile
        cache.keep(store, name, _REPORT.dump_json(made))
    return made


def _fresh(root: Path, today: date) -> Report:
    loaded = load(root)
    return report(loaded.catalogue, in_order([*loaded.findings, *run(loaded.catalogue, today)]), __version__)
