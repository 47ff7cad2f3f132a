"""A difference as Markdown for a comment on a pull or merge request.

Everything that an author wrote stands in code spans, where neither HTML nor mentions, links or emphasis are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from laurels.credential.versions import few
from laurels.diff.difference import DefinitionChange, Difference, verdict
from laurels.diff.shown import EFFECTS, KINDS, heading, line, pairs, reach

MAX_CHARACTERS = 65_536
"""GitHub takes no longer comment."""
MAX_PAIRS = 20
"""Of one field no more differences are shown."""
_RESERVE = 600
_WORDS = re.compile(r"(?!.*(?:www\.|GH-|//))[\w ,.;:%()’→…?+/-]*", re.IGNORECASE)
MARK = "<!-- laurels diff -->"
"""The first line: by it a workflow finds its own comment again."""


def as_markdown(difference: Difference) -> str:
    """The comment: errors in full view, details folded, one sentence at the end; never over 65,536 characters."""
    last = f"**Verdict:** {verdict(difference)}"
    parts = [MARK, f"### What this changes, compared with {code(difference.base)}"]
    used = sum(map(len, parts)) + len(last)
    left = 0
    for section in _sections(difference):
        if used + len(section) + _RESERVE > MAX_CHARACTERS:
            left += 1
            continue
        parts.append(section)
        used += len(section) + 2
    if left:
        parts.append(f"*{left} more {'part' if left == 1 else 'parts'} would not fit here: run `laurels diff`.*")
    return "\n\n".join([*parts, last]) + "\n"


def code(text: str, limit: int = 160) -> str:
    """A text as a code span: one line, whatever it holds."""
    flat = line(text, limit) or " "
    longest = max((len(run) for run in re.findall("`+", flat)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if flat.startswith("`") or flat.endswith("`") else ""
    return f"{fence}{pad}{flat}{pad}{fence}"


def _sections(difference: Difference) -> Iterator[str]:
    if difference.errors:
        yield "#### ⛔ Must not be merged"
        for error in difference.errors:
            yield f"- {code(f'{error.path}:{error.line}')} {_words(error.message)} {_words(error.hint)} ({code(error.code)})"
    if difference.unreadable:
        yield "#### Cannot be read\n\n" + "\n".join(f"- {code(path)}" for path in difference.unreadable[:100])
    for kind, items in groupby(difference.definitions, key=lambda item: item.kind):
        yield f"#### {KINDS[kind]}"
        yield from (_definition(item) for item in items)
    if difference.stacks:
        yield "#### What becomes of stacks"
        yield "\n".join(
            f"- {code(stack.slug)} **{EFFECTS[stack.effect]}**: {reach(stack.before)} → {reach(stack.after)}."
            + "".join(f" {_words(why)}" for why in stack.why)
            for stack in difference.stacks[:200]
        )
    if difference.similar:
        yield "#### Much like what is there"
        yield "\n".join(
            f"- {code(item.slug)} and {code(item.other)}: {item.skills:.0%} of their skills in common"
            + (f" ({', '.join(code(skill) for skill in item.shared_skills)})" if item.shared_skills else "")
            + f", words alike by {item.words:.0%} ({', '.join(code(word, 40) for word in item.shared_words)})"
            for item in difference.similar[:100]
        )
    if difference.reviews:
        named = ", ".join(code(name, 80) for name in difference.reviews[:20])
        yield f"#### Reviewed by\n\n{named}, as the commits say."
    if difference.records:
        yield "#### Records\n\n" + "\n".join(f"- {_words(record)}" for record in difference.records[:100])


def _definition(item: DefinitionChange) -> str:
    held = f"; {few(item.holders)} hold it" if item.holders else "; nobody holds it" if item.holders == 0 else ""
    title = f"{code(item.slug)} **{heading(item)}**{held}"
    if not item.changes:
        return f"- {title}: {code(item.name)}"
    rows = []
    for change in item.changes:
        weight = f"**material**: it {_words(change.why)}" if change.material else "editorial"
        rows.append(f"- {code(change.field)}" + (f" ({weight})" if item.kind in ("achievement", "stack") else ""))
        shown = list(pairs(change.old, change.new))
        for where, old, new in shown[:MAX_PAIRS]:
            at = f"{code(where)} " if where else ""
            rows += [f"  - {at}before: {code(old, 400)}", f"  - {at}after: {code(new, 400)}"]
        if len(shown) > MAX_PAIRS:
            rows.append(f"  - and {len(shown) - MAX_PAIRS} more")
    number = len(item.changes)
    fields = f"{number} {'field' if number == 1 else 'fields'}"
    return f"- {title}\n\n<details><summary>{fields}</summary>\n\n" + "\n".join(rows) + "\n\n</details>"


def _words(sentence: str) -> str:
    """A sentence of ours: what it quotes between backticks is code, the rest is words. One that has other signs, and so was
    not written here, is code as a whole: a backslash before an @ keeps no forge from notifying people."""
    flat = line(sentence, 400)
    pieces = flat.split("`")
    if len(pieces) % 2 == 0 or not all(_WORDS.fullmatch(piece) for piece in pieces[::2]):
        return code(flat, 400)
    return "".join(code(piece) if index % 2 else piece for index, piece in enumerate(pieces) if piece)
