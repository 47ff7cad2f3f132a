"""Definitions of two states beside each other: added, changed field by field, retired, removed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from laurels.credential.versions import few
from laurels.diff.difference import DefinitionChange, Violation
from laurels.model.achievement import Achievement
from laurels.model.base import Definition, pick
from laurels.model.catalogue import Catalogue
from laurels.model.materiality import GAINED_STACK, LOST_STACK, STACK_FIELDS, Change, compare
from laurels.stacking import members

Holders = Mapping[str, Mapping[int, int]]
"""Slug of an achievement → version → how many credentials of it were issued."""


def changed_definitions(old: Catalogue, new: Catalogue, holders: Holders) -> Iterator[DefinitionChange]:
    """Every definition that differs, achievements first, then by kind and slug."""
    for kind, before, after in _kinds(old, new):
        for slug in sorted({*before, *after}):
            one, other = before.get(slug), after.get(slug)
            if (one is None and (kind, slug) in old.broken) or (other is None and (kind, slug) in new.broken):
                continue  # it is told under what cannot be read
            more = (
                _membership(old, new, slug) if kind == "achievement" and one is not None and other is not None else ()
            )
            if one != other or more:
                yield _change(kind, slug, one, other, holders, more)
    if old.site != new.site:
        found = compare_plain(
            {"site_url": old.site.url, "site_name": old.site.name},
            {"site_url": new.site.url, "site_name": new.site.name},
        )
        yield DefinitionChange("site", "mkdocs", "mkdocs.yml", "changed", found)


def version_errors(
    old: Catalogue, new: Catalogue, changes: tuple[DefinitionChange, ...], holders: Holders
) -> Iterator[Violation]:
    """Material changes of what somebody holds without a new version, and held definitions that would go."""
    for item in changes:
        path = f"catalogue/{'stacks' if item.kind == 'stack' else 'achievements'}/{item.slug}.yaml"
        if item.kind == "achievement" and item.what == "removed" and item.holders:
            yield Violation(
                "definition-removed",
                path,
                1,
                f"The definition of `{item.slug}` is removed, and {few(item.holders)} hold it.",
                _rename_hint(old, new, item.slug) or "Keep the file and set `status: retired`.",
            )
        if item.kind == "achievement" and item.versions and item.what != "removed":
            yield from _achievement_version(new, item, holders.get(item.slug, {}), path)
        if item.kind == "stack" and item.what == "changed" and item.material:
            yield from _stack_version(old, new, item, holders, path)


def _rename_hint(old: Catalogue, new: Catalogue, slug: str) -> str:
    """Advice for a definition that went with its file's name; empty where nothing that is the same came."""
    gone = old.achievements[slug]
    came = next((name for name, item in new.achievements.items() if item == gone and name not in old.achievements), "")
    return f"Keep the file's name, which is its address for ever: `{came}` is the same definition." if came else ""


def _achievement_version(
    new: Catalogue, item: DefinitionChange, held: Mapping[int, int], path: str
) -> Iterator[Violation]:
    assert item.versions is not None  # noqa: S101 - asked by the caller
    version = item.versions[1]
    if version < item.versions[0] and any(held.values()):
        line = _line(new, "achievement", item.slug, "/version")
        message = f"`version` of `{item.slug}` goes back from {item.versions[0]} to {version}."
        yield Violation("version-backwards", path, line, message, f"Set `version: {item.versions[0] + 1}`.")
    elif held.get(version):
        for change in item.changes:
            if change.material:
                line = _line(new, "achievement", item.slug, change.pointer)
                message = (
                    f"`{change.field}` of `{item.slug}` changes, and {few(held[version])} hold version {version}; "
                    f"it {change.why}."
                )
                yield Violation("material-change", path, line, message, f"Set `version: {max(held) + 1}`.")


def _stack_version(
    old: Catalogue, new: Catalogue, item: DefinitionChange, holders: Holders, path: str
) -> Iterator[Violation]:
    granted = old.stacks[item.slug].grants
    before, after = old.achievements.get(granted), new.achievements.get(granted)
    if before is None or after is None or not holders.get(granted, {}).get(after.version):
        return
    fields = ", ".join(f"`{change.field}`" for change in item.changes if change.material)
    line = _line(new, "stack", item.slug, next(c.pointer for c in item.changes if c.material))
    held = few(holders[granted][after.version])
    message = f"{fields} of `{item.slug}` changes what it takes to get `{granted}`, and {held} hold its version {after.version}."
    hint = f"Set `version: {max(holders[granted]) + 1}` in catalogue/achievements/{granted}.yaml."
    yield Violation("material-change", path, line, message, hint)


def compare_plain(old: Mapping[str, Any], new: Mapping[str, Any], prefix: str = "") -> tuple[Change, ...]:
    """What differs in definitions that nobody holds, by key and the key below it; none of it is material."""
    found: list[Change] = []
    for key in dict.fromkeys([*old, *new]):
        before, after = old.get(key), new.get(key)
        if before == after:
            continue
        if isinstance(before, dict) and isinstance(after, dict) and prefix.count(".") < 1:
            found += compare_plain(before, after, f"{prefix}{key}.")
        else:
            found.append(Change(f"{prefix}{key}", before, after, material=False, why="is said by no award"))
    return tuple(found)


def _membership(old: Catalogue, new: Catalogue, slug: str) -> tuple[Change, ...]:
    """The stacks that an achievement counts towards, where they differ: they stand in other files and are said of it."""
    before, after = (
        [name for name, stack in sorted(side.stacks.items()) if slug in members(stack.rule)] for side in (old, new)
    )
    if before == after:
        return ()
    lost = sorted(set(before) - set(after) - {name for kind, name in new.broken if kind == "stack"})
    return (Change("stacks", before, after, bool(lost), LOST_STACK if lost else GAINED_STACK),)


def _change(
    kind: str,
    slug: str,
    old: Definition | None,
    new: Definition | None,
    holders: Holders,
    more: tuple[Change, ...] = (),
) -> DefinitionChange:
    shown = new if new is not None else old
    name = getattr(shown, "name", None)
    title = pick(name) if name else slug
    held = sum(holders.get(slug, {}).values()) if kind == "achievement" and old is not None else None
    before, after = (item.version if isinstance(item, Achievement) else 0 for item in (old, new))
    versions = (before, after) if kind == "achievement" and old is not None and new is not None else None
    if old is None or new is None:
        return DefinitionChange(
            kind, slug, title, "added" if old is None else "removed", versions=versions, holders=held
        )
    if kind == "achievement":
        changes = (*compare(old.as_data(), new.as_data()), *more)
    elif kind == "stack":
        changes = compare(old.as_data(), new.as_data(), STACK_FIELDS)
    else:
        changes = compare_plain(old.as_data(), new.as_data())
    retired = kind == "achievement" and any(c.field == "status" and c.new == "retired" for c in changes)
    return DefinitionChange(kind, slug, title, "retired" if retired else "changed", changes, versions, held)


def _kinds(old: Catalogue, new: Catalogue) -> Iterator[tuple[str, Mapping[str, Definition], Mapping[str, Definition]]]:
    yield "achievement", old.achievements, new.achievements
    yield "stack", old.stacks, new.stacks
    yield "issuer", old.issuers, new.issuers
    yield "skills", old.frameworks, new.frameworks
    yield "role", old.roles, new.roles
    yield "recognition", old.recognition, new.recognition
    yield "trust", old.trust, new.trust


def _line(catalogue: Catalogue, kind: str, slug: str, pointer: str) -> int:
    source = catalogue.sources.get((kind, slug))
    return source.locate(pointer, key=True)[0] if source else 1
