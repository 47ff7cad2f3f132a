"""From a repository to the folder that a web server shows."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from laurels.credential.splice import SpliceError, Splicer
from laurels.errors import FindingsError, RepositoryError, WriteError
from laurels.model.catalogue import Catalogue
from laurels.repository.checked import checked
from laurels.repository.load import load
from laurels.site.files import SignedBadge, site_files
from laurels.site.standing import standings

MARKER = "trust.json"
"""Every built site has it: what a folder must hold before it is replaced."""


@dataclass(frozen=True, slots=True)
class Built:
    """What was built."""

    folder: Path
    files: int
    badges: int
    catalogue: Catalogue
    untold: int = 0
    """Awards whose last change of status is in no signed list yet, so that verifiers cannot know of it."""


def build(root: Path, out: Path) -> Built:
    """Build the site into a folder, which is replaced as a whole once everything is there.

    Raises `FindingsError` where the repository has errors, `WriteError` where the folder cannot be written or is
    something else than a built site.
    """
    if not (root / "mkdocs.yml").is_file():
        raise RepositoryError(
            f"{root} has no mkdocs.yml.", hint="Copy the one of the example and set site_name and site_url."
        )
    out = out.absolute()
    if out.exists() and any(out.iterdir()) and not (out / MARKER).is_file():
        raise WriteError(f"{out} exists and is no built site.", hint="Name an empty folder, or remove it yourself.")
    moment = commit_time(root)
    loaded = load(root)
    catalogue = checked(loaded, _today(loaded.catalogue, moment))
    if not catalogue.site.url:
        raise RepositoryError(
            "mkdocs.yml names no site_url.", hint="Add `site_url: https://…/`, the address of the site."
        )
    badges = dict(signed_badges(catalogue))
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as temporary:
        fresh = Path(temporary) / "site"
        with _reproducible(moment):
            from laurels.site.mkdocs_plugin import build_pages

            build_pages(root.resolve() / "mkdocs.yml", fresh)
        for name, data in site_files(catalogue, badges):
            _write(fresh / name, data)
        if out.exists():
            out.rename(Path(temporary) / "old")
        fresh.rename(out)
    untold = sum(not standing.told for standing in standings(catalogue).values())
    return Built(out, sum(1 for path in out.rglob("*") if path.is_file()), _pages(catalogue), catalogue, untold)


def _pages(catalogue: Catalogue) -> int:
    """How many awards have a page that shows a badge, sealed ones included."""
    return sum(line.forgotten is None for _, _, line in catalogue.signed())


def signed_badges(catalogue: Catalogue) -> Iterator[tuple[str, SignedBadge]]:
    """UUID → credential and its bytes, as signed, of every public award in the ledger. Raises `FindingsError`."""
    splicers: dict[str, Splicer] = {}
    for batch, file, line in catalogue.signed():
        if line.values is None:
            continue
        template = file.templates.get(line.template)
        if template is None:
            raise FindingsError(
                f"issued/ledger/{batch}.jsonl: the template of {line.id} is missing.", hint="Run `laurels check`."
            )
        try:
            splicer = splicers.get(line.template) or splicers.setdefault(line.template, Splicer(template))
            data = splicer.signed(line, line.values)
        except SpliceError as error:
            raise FindingsError(
                f"issued/ledger/{batch}.jsonl: {line.id}: {error}.", hint="Run `laurels check`."
            ) from error
        yield line.id, SignedBadge(json.loads(data), data)


def commit_time(root: Path) -> datetime:
    """When the checked-out commit was made; 1 January 1980 outside Git. SOURCE_DATE_EPOCH overrides both."""
    stated = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not stated:
        done = subprocess.run(  # noqa: S603 - fixed words and a folder, no shell
            ["git", "-C", str(root), "log", "-1", "--format=%ct"], capture_output=True, text=True, check=False
        )
        stated = done.stdout.strip() if done.returncode == 0 else ""
    if not stated.isdigit():
        return datetime(1980, 1, 1, tzinfo=UTC)  # the earliest moment that ZIP archives can hold
    return datetime.fromtimestamp(int(stated), UTC)


def _today(catalogue: Catalogue, moment: datetime) -> date:
    """The day for the checks: the commit's, but no earlier than what the tree itself speaks of, which may not be committed yet."""
    return max([moment.date(), *(batch.awarded_date for batch in catalogue.batches.values())])


@contextmanager
def _reproducible(moment: datetime) -> Iterator[None]:
    """MkDocs takes its build date from the environment."""
    wanted: Mapping[str, str] = {"SOURCE_DATE_EPOCH": str(int(moment.timestamp())), "NO_MKDOCS_2_WARNING": "1"}
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise WriteError(f"{path} cannot be written: {error.strerror}.") from error
