"""The catalogue: an immutable snapshot of a repository, with indexes and a map back to its files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from laurels.encoding import strict_yaml
from laurels.model.achievement import Achievement
from laurels.model.award import Batch, StatusChange, StatusChanges
from laurels.model.issuer import Issuer
from laurels.model.key import PublicKey
from laurels.model.ledger import AwardLine, Sequence, TemplateLine
from laurels.model.relation import Recognition, TrustedIssuer
from laurels.model.skill import Framework, Role, Skill
from laurels.model.stack import Stack


def _empty() -> Mapping[Any, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Site:
    """Where and under which name the site is published, from mkdocs.yml."""

    url: str = ""
    """Absolute, with a final slash; empty where mkdocs.yml names none."""
    name: str = "Catalogue"
    repository: str = ""
    """Address of the catalogue's repository on its forge (`extra.repository`), without a final slash; empty where none is named."""
    branch: str = "main"
    """The branch that proposals are made to (`extra.branch`)."""

    @property
    def did(self) -> str:
        """The did:web that follows from the address (did:web §3.1): `https://host/a/b/` is `did:web:host:a:b`."""
        parts = urlsplit(self.url)
        host = parts.netloc.replace(":", "%3A")
        return ":".join(["did", "web", host, *[part for part in parts.path.split("/") if part]])

    def achievement_url(self, slug: str) -> str:
        """Address of an achievement's page; also the achievement's id."""
        return f"{self.url}catalogue/{slug}/"

    def badge_url(self, identifier: str) -> str:
        """Address of the page of one award, by its UUID."""
        return f"{self.url}b/{identifier}/"

    def list_url(self, name: str) -> str:
        """Address of a status list credential, such as `revocation-1`."""
        return f"{self.url}lists/{name}.json"

    def changes_url(self, name: str) -> str:
        """Address of the file that says when and why bits of a status list were set."""
        return f"{self.url}lists/{name}-changes.json"


@dataclass(frozen=True, slots=True)
class LedgerFile:
    """One ledger file, read."""

    templates: Mapping[str, TemplateLine] = field(default_factory=_empty)
    awards: tuple[AwardLine, ...] = ()
    lines: tuple[int, ...] = ()
    """Line number of each award."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file as it was read."""

    path: str
    """Relative to the repository, with forward slashes."""
    text: str

    def locate(self, pointer: str, *, key: bool = False) -> tuple[int, int]:
        """Line and column of a value (or its key), counted from 1."""
        return strict_yaml.locate(self.text, pointer, key=key)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything a repository says, read once. Keys of the mappings are slugs."""

    site: Site = Site()
    issuers: Mapping[str, Issuer] = field(default_factory=_empty)
    achievements: Mapping[str, Achievement] = field(default_factory=_empty)
    stacks: Mapping[str, Stack] = field(default_factory=_empty)
    frameworks: Mapping[str, Framework] = field(default_factory=_empty)
    roles: Mapping[str, Role] = field(default_factory=_empty)
    recognition: Mapping[str, Recognition] = field(default_factory=_empty)
    trust: Mapping[str, TrustedIssuer] = field(default_factory=_empty)
    batches: Mapping[str, Batch] = field(default_factory=_empty)
    status_changes: Mapping[str, StatusChanges] = field(default_factory=_empty)
    keys: Mapping[str, PublicKey] = field(default_factory=_empty)
    ledgers: Mapping[str, LedgerFile] = field(default_factory=_empty)
    """By the slug of the batch: `2026/sql-foundations-june`."""
    lists: Mapping[str, bytes] = field(default_factory=_empty)
    """Signed status list credentials as published, by name: `revocation-1`."""
    changes: Mapping[str, bytes] = field(default_factory=_empty)
    """By a list's name, the file that says when and why its bits were set."""
    images: Mapping[str, bytes] = field(default_factory=_empty)
    """SVG pictures by slug."""
    sequence: Sequence | None = None
    sources: Mapping[tuple[str, str], SourceFile] = field(default_factory=_empty)
    """(kind, slug) → the file it was read from."""
    broken: frozenset[tuple[str, str]] = frozenset()
    """(kind, slug) of files that exist but could not be read: references to them are not dangling."""

    def skill(self, reference: str) -> Skill | None:
        """The skill behind a reference such as `esco/sql`, if there is one."""
        framework, _, key = reference.partition("/")
        found = self.frameworks.get(framework)
        return found.skills.get(key) if found else None

    def exists(self, kind: str, slug: str) -> bool:
        """Whether a definition exists, even one that could not be read."""
        return (kind, slug) in self.sources or (kind, slug) in self.broken

    def issuer_of(self, achievement: str) -> tuple[str, Issuer] | None:
        """Slug and definition of the issuer of an achievement."""
        definition = self.achievements.get(achievement)
        if definition is None or definition.issuer not in self.issuers:
            return None
        return definition.issuer, self.issuers[definition.issuer]

    def signed(self) -> Iterator[tuple[str, LedgerFile, AwardLine]]:
        """Every signed award with the slug of its batch and its ledger file, in the order of file and line."""
        for batch in sorted(self.ledgers):
            ledger = self.ledgers[batch]
            for line in ledger.awards:
                yield batch, ledger, line

    def standing(self) -> dict[str, StatusChange]:
        """UUID → the change by which a credential is revoked or suspended now; nothing undoes a revocation."""
        found: dict[str, StatusChange] = {}
        for year in sorted(self.status_changes):
            for change in self.status_changes[year].changes:
                for credential in change.ids:
                    before = found.get(credential)
                    if before is not None and before.action == "revoke":
                        continue
                    if change.action == "reinstate":
                        found.pop(credential, None)
                    else:
                        found[credential] = change
        return found

    def revoked(self) -> set[str]:
        """UUIDs of the credentials that are revoked."""
        return {credential for credential, change in self.standing().items() if change.action == "revoke"}
