"""Which awards a change is about: by id, by a file of ids, or by a query."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from laurels.credential.ledger import key_of
from laurels.model.catalogue import Catalogue
from laurels.model.ledger import AwardLine

_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_FORM = re.compile(rf"(?:urn:uuid:|https://[^\s#?]*/b/)?({_ID.pattern})(?:/[^\s]*|[#?][^\s]*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """One award that was named."""

    where: str
    """Where it was named, such as `ids.txt:12`."""
    id: str | None
    """Its UUID, or None where what stands there is none. What stands there is not kept: it may be somebody's name."""


@dataclass(frozen=True, slots=True)
class Query:
    """What awards have in common; what is left out does not matter."""

    achievements: tuple[str, ...] = ()
    batches: tuple[str, ...] = ()
    """`2026/sql-foundations-june`."""
    keys: tuple[str, ...] = ()
    """Ids of keys that signed them."""
    awarded: tuple[date | None, date | None] = (None, None)
    """First and last day, both included."""
    signed: tuple[datetime | None, datetime | None] = (None, None)
    """First and last instant of signing, both included."""

    def __bool__(self) -> bool:
        return self != Query()


def named(texts: Iterable[tuple[str, str]]) -> Iterator[Named]:
    """Read ids: UUID, `urn:uuid:…` or the address of an award's page, each with where it stands."""
    for where, text in texts:
        found = _FORM.fullmatch(text.strip())
        yield Named(where, found[1].lower() if found else None)


def lines(name: str, text: str) -> Iterator[tuple[str, str]]:
    """The ids in a file, one a line, with where each stands; what follows `#` and a space is a comment."""
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        content = re.sub(r"(^|\s)#(\s.*)?$", "", line.rstrip("\r")).strip()
        if content:
            yield f"{name}:{number}", content


def matching(catalogue: Catalogue, query: Query) -> Iterator[AwardLine]:
    """The signed awards that a query describes, in the order of the ledger."""
    for slug, ledger, line in catalogue.signed():
        batch = catalogue.batches.get(slug)
        if batch is None or line.forgotten is not None:
            continue
        template = ledger.templates.get(line.template)
        if (
            (not query.achievements or batch.achievement in query.achievements)
            and (not query.batches or slug in query.batches)
            and (not query.keys or (template is not None and key_of(template) in query.keys))
            and _within(batch.awarded_date, query.awarded)
            and _within(line.issued, query.signed)
        ):
            yield line


def _within(value: date, bounds: tuple[date | None, date | None]) -> bool:
    first, last = bounds
    return (first is None or value >= first) and (last is None or value <= last)
