"""Which awards get a letter, and what goes into it. Only the registrar's key can tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from laurels.credential.ledger import row_digest
from laurels.errors import UsageError
from laurels.model.base import pick
from laurels.model.catalogue import Catalogue
from laurels.sealing.opener import Opener
from laurels.sealing.rows import open_row
from laurels.sealing.text import SealingError

WITHDRAWN = {"revoke": "revoked", "suspend": "suspended"}


@dataclass(frozen=True, slots=True, repr=False)
class Addressed:
    """One letter to write."""

    id: str
    """UUID of the credential."""
    name: str
    email: str
    language: str
    """Of the letter: the learner's, else that of the achievement."""
    link: str
    """With the key: whoever has it reads the page."""
    achievement: str
    issuer: str
    contact: str
    awarded: date


@dataclass(frozen=True, slots=True)
class Selection:
    """Which awards are meant; empty means all."""

    batches: Collection[str] = ()
    """Slugs, with or without their year."""
    since: date | None = None
    """Signed on that day or later."""
    ids: Collection[str] = ()


@dataclass(slots=True)
class Post:
    """The letters to write, and what was left out."""

    letters: list[Addressed] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    """Why → how many awards."""


def addressed(catalogue: Catalogue, opener: Opener, selection: Selection) -> Post:
    """Open the rows of the signed awards that are meant. Raises `UsageError` for a batch or an id that there is not."""
    _refuse_unknown(catalogue, selection)
    found = Post()
    standing = catalogue.standing()
    for slug, ledger in sorted(catalogue.ledgers.items()):
        batch = catalogue.batches.get(slug)
        if batch is None or not _meant(slug, selection.batches):
            continue
        rows = {row_digest(award): award.sealed for award in batch.awards}
        for line in ledger.awards:
            if selection.ids and line.id not in selection.ids:
                continue
            if selection.since is not None and line.issued.date() < selection.since:
                continue
            change, sealed = standing.get(line.id), rows.get(line.row)
            if line.sealed is None or sealed is None:
                found.left_out["forgotten" if line.forgotten else "in clear: no address is kept"] += 1
            elif change is not None:
                found.left_out[WITHDRAWN[change.action]] += 1
            else:
                letter = _letter(catalogue, slug, line.id, sealed, opener)
                if isinstance(letter, str):
                    found.left_out[letter] += 1
                else:
                    found.letters.append(letter)
    return found


def _letter(catalogue: Catalogue, slug: str, identifier: str, sealed: str, opener: Opener) -> Addressed | str:
    """The letter, or why there is none."""
    try:
        row = open_row(sealed, opener)
    except SealingError:
        return "sealed for another registrar's key"
    if row.email is None:
        return "without an address"
    batch = catalogue.batches[slug]
    definition, issuer = catalogue.achievements.get(batch.achievement), catalogue.issuer_of(batch.achievement)
    if definition is None:
        return "of an achievement that cannot be read"
    language = row.language or definition.in_language
    return Addressed(
        id=identifier,
        name=row.recipient.name,
        email=row.email,
        language=language,
        link=f"{catalogue.site.badge_url(identifier)}#{row.key}",
        achievement=pick(definition.name, language),
        issuer=pick(issuer[1].name, language) if issuer else catalogue.site.name,
        contact=issuer[1].contact if issuer else catalogue.site.url,
        awarded=batch.awarded_date,
    )


def _meant(slug: str, wanted: Collection[str]) -> bool:
    return not wanted or slug in wanted or slug.partition("/")[2] in wanted


def _refuse_unknown(catalogue: Catalogue, selection: Selection) -> None:
    for name in selection.batches:
        if not any(_meant(slug, (name,)) for slug in catalogue.ledgers):
            raise UsageError(f"There is no signed batch {name}.", hint="Sign it first: laurels issue.")
    known = {line.id for _, _, line in catalogue.signed()}
    for identifier in selection.ids:
        if identifier not in known:
            raise UsageError(f"No credential {identifier} was issued here.", hint="The id is in the page's address.")
