"""The difference between two states of a repository, as data, and as the JSON that `laurels diff` prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from laurels.credential.versions import MIN_SHOWN, few
from laurels.model.materiality import Change

What = Literal["added", "changed", "retired", "removed"]
Effect = Literal["new", "removed", "reachable", "unreachable", "easier", "harder", "different"]


@dataclass(frozen=True, slots=True)
class DefinitionChange:
    """One file of the catalogue that was added, changed, retired or removed."""

    kind: str
    """A name in `model.kinds`, or `site`."""
    slug: str
    name: str
    """Its title; the slug where it has none."""
    what: What
    changes: tuple[Change, ...] = ()
    """Field by field; empty where it was added or removed."""
    versions: tuple[int, int] | None = None
    """`version` before and after, for achievements."""
    holders: int | None = None
    """How many credentials of it were issued, for achievements that existed before. Never shown below 10."""

    @property
    def material(self) -> bool:
        """Whether something changed that an award says."""
        return any(change.material for change in self.changes)


@dataclass(frozen=True, slots=True)
class Reach:
    """How far away what a stack grants is for somebody who begins today."""

    met: bool
    """Whether holding everything that is awarded now would meet the rule."""
    ects: float | None = None
    """Least ECTS credits on any way; None where there is none, or too many to count."""
    hours: int | None = None
    achievements: int | None = None
    """Fewest achievements on any way."""
    ways: int | None = None
    """How many smallest ways there are."""


@dataclass(frozen=True, slots=True)
class StackEffect:
    """What becomes of one stack."""

    slug: str
    name: str
    effect: Effect
    before: Reach | None
    after: Reach | None
    why: tuple[str, ...]
    """What brought it about, a sentence each, in plain text."""


@dataclass(frozen=True, slots=True)
class Similar:
    """A new or changed definition that is much like another."""

    slug: str
    other: str
    skills: float
    """Share of their skills that both name, 0 to 1 (Jaccard)."""
    words: float
    """How alike their words are, 0 to 1 (cosine of tf-idf)."""
    shared_skills: tuple[str, ...]
    shared_words: tuple[str, ...]
    """The words that count most, at most eight."""


@dataclass(frozen=True, slots=True)
class Violation:
    """Something that must not happen to what was awarded: the proposal cannot be merged as it is."""

    code: str
    """A short name with hyphens."""
    path: str
    line: int
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything a reviewer should know."""

    base: str
    """What was compared, as given: a name of a commit."""
    head: str
    """The other side; empty for the working tree."""
    definitions: tuple[DefinitionChange, ...] = ()
    stacks: tuple[StackEffect, ...] = ()
    similar: tuple[Similar, ...] = ()
    records: tuple[str, ...] = ()
    """What was properly added to `issued/` and `keys/`, a sentence each."""
    errors: tuple[Violation, ...] = ()
    reviews: tuple[str, ...] = ()
    """Who the commits say has reviewed them (`Reviewed-by`, `Approved-by`), without addresses."""
    unreadable: tuple[str, ...] = ()
    """Files of the proposal that cannot be read; `laurels check` says why."""

    @property
    def ok(self) -> bool:
        """Whether nothing that was awarded is touched."""
        return not self.errors

    def as_dict(self) -> dict[str, Any]:
        """The JSON object of `laurels diff --format json`."""
        return {
            "base": self.base,
            "head": self.head or None,
            "ok": self.ok,
            "definitions": [_definition(item) for item in self.definitions],
            "stacks": [
                {
                    "slug": item.slug,
                    "name": item.name,
                    "effect": item.effect,
                    "before": _reach(item.before),
                    "after": _reach(item.after),
                    "why": list(item.why),
                }
                for item in self.stacks
            ],
            "similar": [
                {
                    "slug": item.slug,
                    "other": item.other,
                    "skills": round(item.skills, 2),
                    "words": round(item.words, 2),
                    "sharedSkills": list(item.shared_skills),
                    "sharedWords": list(item.shared_words),
                }
                for item in self.similar
            ],
            "records": list(self.records),
            "errors": [
                {"code": e.code, "path": e.path, "line": e.line, "message": e.message, "hint": e.hint}
                for e in self.errors
            ],
            "reviews": list(self.reviews),
            "unreadable": list(self.unreadable),
            "verdict": verdict(self),
        }


def _definition(item: DefinitionChange) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "slug": item.slug,
        "name": item.name,
        "what": item.what,
        "material": item.material,
        "versions": list(item.versions) if item.versions else None,
        "holders": None if item.holders is None else _people(item.holders),
        "changes": [
            {"field": c.field, "old": c.old, "new": c.new, "material": c.material, "why": c.why} for c in item.changes
        ],
    }


def _people(count: int) -> dict[str, Any]:
    """A count that is told only where it points at nobody."""
    return {"text": few(count), "count": count if count == 0 or count >= MIN_SHOWN else None}


def _reach(reach: Reach | None) -> dict[str, Any] | None:
    if reach is None:
        return None
    return {
        "met": reach.met,
        "ects": reach.ects,
        "hours": reach.hours,
        "achievements": reach.achievements,
        "ways": reach.ways,
    }


def verdict(difference: Difference) -> str:
    """One sentence that says what to think of it."""
    if difference.errors:
        number = len(difference.errors)
        return (
            f"{number} {'error' if number == 1 else 'errors'}: what was awarded would be altered, so do not merge this."
        )
    if difference.unreadable:
        return "Some files cannot be read: mend what `laurels check` says, then look again."
    material = [d for d in difference.definitions if d.kind == "achievement" and d.material and d.what != "added"]
    if material:
        held = any(item.holders for item in material)
        number = len(material)
        noun = "definition changes" if number == 1 else "definitions change"
        # No total: beside the numbers of each it could give a small one away.
        kept = "under a new version; who holds it keeps what they have" if held else "and nobody holds what it was"
        return f"{number} {noun} materially, {kept}."
    if any(stack.effect in ("harder", "unreachable", "removed") for stack in difference.stacks):
        return "Nothing that anybody holds changes, but a stack becomes harder to complete, or goes."
    if not (difference.definitions or difference.records or difference.stacks):
        return "Nothing in the catalogue or the records changes."
    return "Nothing that anybody holds changes."
