"""A difference as plain text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from laurels.credential.versions import few
from laurels.diff.difference import DefinitionChange, Difference, verdict
from laurels.diff.shown import EFFECTS, heading, line, pairs, reach


def as_text(difference: Difference) -> str:
    """Errors first, then definitions, stacks, likenesses, records; the verdict last."""
    return "\n".join([*_lines(difference), verdict(difference)])


def _lines(difference: Difference) -> Iterator[str]:
    for error in difference.errors:
        yield f"error {error.code} {line(error.path)}:{error.line}"
        yield f"  {line(error.message, 400)}"
        yield f"      {line(error.hint, 400)}"
    for path in difference.unreadable:
        yield f"cannot be read: {line(path)}"
    for item in difference.definitions:
        yield from _definition(item)
    for stack in difference.stacks:
        yield f"stack {stack.slug} {EFFECTS[stack.effect]}"
        yield f"  {reach(stack.before)} → {reach(stack.after)}"
        yield from (f"      {line(why)}" for why in stack.why)
    for alike in difference.similar:
        yield f"{alike.slug} is much like {alike.other}"
        yield f"  {alike.skills:.0%} of their skills in common; words alike by {alike.words:.0%}: {line(', '.join(alike.shared_words))}"
    if difference.reviews:
        yield "reviewed by " + ", ".join(line(name, 80) for name in difference.reviews)
    for record in difference.records:
        yield f"recorded: {line(record)}"
    if difference != Difference(difference.base, difference.head):
        yield ""


def _definition(item: DefinitionChange) -> Iterator[str]:
    held = f" ({few(item.holders)})" if item.holders else ""
    yield f"{item.kind} {item.slug} {heading(item)}{held}"
    for change in item.changes:
        weight = (
            "material " if change.material else "editorial" if item.kind in ("achievement", "stack") else "         "
        )
        yield f"  {weight} {change.field}: it {change.why}" if change.material else f"  {weight} {change.field}"
        for where, old, new in pairs(change.old, change.new):
            if where:
                yield f"      {line(where)}"
            yield f"      - {old}"
            yield f"      + {new}"
