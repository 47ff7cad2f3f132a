"""What `laurels forget` prints: what it did, what remains where it cannot reach, and what can be done about it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from laurels.office.forget import Forgotten
    from laurels.repository.remains import Remains


def as_text(found: Forgotten, left: Remains, replacements: Path | None, *, dry_run: bool) -> str:
    """A page of plain text, without names."""
    return "\n".join(_lines(found, left, replacements, dry_run=dry_run))


def _lines(found: Forgotten, left: Remains, replacements: Path | None, *, dry_run: bool) -> Iterator[str]:
    if not found.files:
        yield "Nothing to do: what was named is forgotten already."
        return
    for path in found.files:
        yield f"{'Would change' if dry_run else 'Changed'} {path}"
    if dry_run:
        yield "Nothing was written."
        return
    yield ""
    yield "Now: laurels issue (it signs the status list anew), commit, build and publish."
    yield ""
    yield "What remains, and where this command cannot reach:"
    what = (
        "names, results and evidence, readable by everybody"
        if found.in_clear
        else "ciphertext, which the registrar's key opens, and the page's values with the holder's link"
    )
    if left.commits is None:
        yield "- This folder is no Git repository; if copies of the files exist, they hold what was taken out."
    else:
        yield f"- Git's history: {left.commits} {'commit' if left.commits == 1 else 'commits'} changed these files and may hold {what}."
        if left.remotes:
            yield "- The host, clones and forks hold the same. A host keeps commits reachable by their digest even after"
            yield "  history is rewritten, until its operator removes them."
    yield "- Copies of the published site in caches and archives; the badge's file, where the holder saved or sent it."
    yield "- The spreadsheet, the letters, and what the mail server keeps."
    if left.commits is None:
        return
    yield ""
    yield "To purge Git's history, which gives every later commit another digest:"
    listed = replacements or "FILE"
    if replacements is None:
        yield "  laurels forget … --replacements FILE writes the list of texts, before they are gone: restore the files and run it so."
    yield f"  git filter-repo --replace-text {listed}"
    yield "  git push --force --all && git push --force --tags"
    yield "Then ask the host to remove unreachable commits, have every clone made anew, and delete the list: it holds what was taken out."
