"""Versions: what was awarded stays what it was; something else gets a new number."""

# ruff: noqa: ARG001 - every check takes the same arguments
from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from laurels.checks.problem import Problem
from laurels.credential.versions import AwardedVersion, awarded_versions, changes_since, few
from laurels.model.catalogue import Catalogue


def material_change(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """A definition that somebody holds changes materially only together with its `version`."""
    for slug, version in _awarded(catalogue):
        definition = catalogue.achievements[slug]
        if version.version != definition.version:
            continue
        for change in changes_since(catalogue, slug, version):
            if change.material:
                since = f" on {version.first}" if version.first else ""
                message = (
                    f"`{change.field}` changed since version {version.version} was first awarded{since}, to "
                    f"{few(version.holders)} by now; it {change.why}."
                )
                hint = f"Set `version: {version.version + 1}`, or write what it was before."
                yield Problem("achievement", slug, change.pointer, message, hint, key=True)


def version_backwards(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """The `version` of a definition is not lower than one that was awarded."""
    for slug, highest in _highest(catalogue).items():
        version = catalogue.achievements[slug].version
        if version < highest:
            message = f"`version` is {version}, and version {highest} was awarded already."
            yield Problem("achievement", slug, "/version", message, f"Set `version: {highest + 1}`.")


def version_jump(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """The `version` of a definition is the awarded one, or the one after it."""
    for slug, highest in _highest(catalogue).items():
        version = catalogue.achievements[slug].version
        if version > highest + 1:
            message = f"`version` is {version}, and the last that was awarded is {highest}."
            hint = f"Set `version: {highest + 1}`, unless the numbers between were announced somewhere."
            yield Problem("achievement", slug, "/version", message, hint)


def _awarded(catalogue: Catalogue) -> Iterator[tuple[str, AwardedVersion]]:
    for slug, versions in awarded_versions(catalogue).items():
        if slug in catalogue.achievements:
            yield from ((slug, version) for version in versions)


def _highest(catalogue: Catalogue) -> dict[str, int]:
    return {slug: version.version for slug, version in _awarded(catalogue)}  # the lowest come first
