"""The versions of an achievement that somebody holds, as the ledger has them, and how today's definition differs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from laurels.credential.build import achievement as build_achievement
from laurels.credential.ledger import issuer_of
from laurels.credential.statement import statement
from laurels.errors import CredentialError
from laurels.model.catalogue import Catalogue
from laurels.model.ledger import TemplateLine
from laurels.model.materiality import Change, compare

MIN_SHOWN = 10
"""Fewer people than this are not counted out: a small number can point at somebody."""


@dataclass(frozen=True, slots=True)
class AwardedVersion:
    """One version of an achievement that was awarded."""

    version: int
    achievement: Mapping[str, Any]
    """The achievement whole as it was signed last."""
    issuer: Mapping[str, Any]
    """The issuer's profile as it was signed last."""
    states: tuple[Mapping[str, Any], ...]
    """What the signed achievements of this version say (`statement`), each different one once, oldest first."""
    holders: int
    """Credentials that were issued and not forgotten, revoked ones included."""
    first: date | None
    """The earliest day of an award; None where no batch says."""


def few(count: int, noun: str = "learner") -> str:
    """A number of people in words that give nobody away: `none`, `fewer than 10 learners`, `37 learners`."""
    if count == 0:
        return f"no {noun}s"
    return f"fewer than {MIN_SHOWN} {noun}s" if count < MIN_SHOWN else f"{count:,} {noun}s"


def awarded_versions(catalogue: Catalogue) -> dict[str, tuple[AwardedVersion, ...]]:
    """Slug of an achievement → its awarded versions, the lowest first."""
    found: dict[tuple[str, int], list[tuple[date, str, TemplateLine, int]]] = defaultdict(list)
    for batch in sorted(catalogue.ledgers):
        ledger = catalogue.ledgers[batch]
        source = catalogue.batches.get(batch)
        day = source.awarded_date if source else date.max
        counts = Counter(line.template for line in ledger.awards if line.forgotten is None)
        for name, template in ledger.templates.items():
            slug, version = identity(template)
            if slug and version:
                found[slug, version].append((day, batch, template, counts[name]))
    versions: dict[str, list[AwardedVersion]] = defaultdict(list)
    # An issuer whose DID is nobody's now has moved as a whole: that changes no single definition.
    issuers = {issuer.id: name for name, issuer in catalogue.issuers.items()}
    if len(issuers) < len(catalogue.issuers):  # a DID that two share tells nobody apart, and has a finding of its own
        issuers = {}
    for slug, version in sorted(found):
        versions[slug].append(_version(version, sorted(found[slug, version], key=lambda row: row[:2]), issuers))
    return {slug: tuple(items) for slug, items in versions.items()}


def identity(template: TemplateLine) -> tuple[str, int]:
    """Slug and version of the achievement in a template; an empty slug or 0 where it names none."""
    signed = _achievement(template)
    slug, version = signed.get("humanCode"), str(signed.get("version", ""))
    return (slug if isinstance(slug, str) else "", int(version) if version.isdecimal() and len(version) < 5 else 0)


def today(catalogue: Catalogue, slug: str) -> dict[str, Any] | None:
    """What a credential would say if it were signed now, or None where the definition is not complete enough for one."""
    found = catalogue.issuer_of(slug)
    if found is None:
        return None
    try:
        return statement(build_achievement(catalogue, slug), found[0])
    except CredentialError:
        return None


def changes_since(catalogue: Catalogue, slug: str, version: AwardedVersion) -> tuple[Change, ...]:
    """How today's definition differs from what was signed under a version, one change a field."""
    now = today(catalogue, slug)
    if now is None:
        return ()
    found: dict[str, Change] = {}
    for state in version.states:
        for change in compare(state, now, known_only=True):
            if change.field not in found or (change.material and not found[change.field].material):
                found[change.field] = change
    return tuple(change for change in found.values() if change.field != "version")


def _version(
    number: int, rows: list[tuple[date, str, TemplateLine, int]], issuers: Mapping[str, str]
) -> AwardedVersion:
    states: list[Mapping[str, Any]] = []
    for _, _, template, _ in rows:
        said = statement(_achievement(template), issuers.get(issuer_of(template), ""))
        if said not in states:
            states.append(said)
    last = rows[-1][2]
    issuer = last.credential.get("issuer")
    return AwardedVersion(
        version=number,
        achievement=_achievement(last),
        issuer=issuer if isinstance(issuer, dict) else {},
        states=tuple(states),
        holders=sum(row[3] for row in rows),
        first=rows[0][0] if rows[0][0] != date.max else None,
    )


def _achievement(template: TemplateLine) -> Mapping[str, Any]:
    subject = template.credential.get("credentialSubject")
    found = subject.get("achievement") if isinstance(subject, dict) else None
    return found if isinstance(found, dict) else {}
