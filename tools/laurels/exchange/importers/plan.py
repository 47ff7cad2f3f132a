"""What an import would add to a framework's file: keys that are there stay, one skill for each address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from laurels.drafting.search import OTHER_LABEL, Entry, search
from laurels.drafting.slugs import suggest
from laurels.exchange.importers.importer import Found, Rejected
from laurels.model.base import pick
from laurels.model.skill import Framework


@dataclass(slots=True)
class Plan:
    """An import before it is written."""

    added: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Key → skill as data."""
    known: int = 0
    """Skills whose address is in the file already."""
    renamed: list[tuple[str, str, str]] = field(default_factory=list)
    """Key, name in the file and name in the import, where they differ; the file's stays."""
    unselected: int = 0
    rejected: list[Rejected] = field(default_factory=list)


def plan(
    rows: Iterable[Found | Rejected], framework: Framework | None, select: tuple[str, ...] = (), *, brief: bool = False
) -> Plan:
    """What to add.

    Args:
        rows: what the file holds.
        framework: what is there already.
        select: addresses, or words that the name or another label has; none for everything.
        brief: leave out other labels and descriptions.
    """
    made = Plan()
    by_address: dict[str, Found] = {}
    for row in rows:
        if isinstance(row, Found):
            by_address.setdefault(row.uri, row)  # one skill for each address, as it is named first
        else:
            made.rejected.append(row)
    skills = list(by_address.values())
    wanted = _selected(skills, select)
    made.unselected = len(skills) - len(wanted)
    addresses = {skill.uri: key for key, skill in framework.skills.items()} if framework else {}
    names = {key: pick(skill.name) for key, skill in framework.skills.items()} if framework else {}
    taken = set(names)
    for row in wanted:
        key = addresses.get(row.uri)
        if key is None:
            key = addresses[row.uri] = suggest(row.name, taken, otherwise="skill")
            taken.add(key)
            data = row.as_data()
            made.added[key] = {name: data[name] for name in ("uri", "name", "type") if name in data} if brief else data
        elif key in names:
            made.known += 1
            if names[key] != row.name:
                made.renamed.append((key, names[key], row.name))
    return made


def _selected(skills: list[Found], select: tuple[str, ...]) -> list[Found]:
    if not select:
        return skills
    keep: set[int] = set()
    entries = [Entry(str(number), skill.name, skill.labels) for number, skill in enumerate(skills)]
    by_address = {skill.uri: number for number, skill in enumerate(skills)}
    for words in select:
        if words in by_address:
            keep.add(by_address[words])
        else:
            keep |= {
                int(match.entry.key)
                for match in search(words, entries, limit=len(entries))
                if match.rank <= OTHER_LABEL
            }
    return [skill for number, skill in enumerate(skills) if number in keep]
