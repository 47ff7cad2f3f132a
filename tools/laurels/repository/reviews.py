"""Who reviewed what, as the trailers of Git's commits say: `Reviewed-by: Name <address>` and `Approved-by: …`.

They are read when somebody asks, and never while a site is built: what is published follows from the files of one commit,
and a shallow clone has no history. Addresses are left out, since what is told here ends up in comments.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from laurels.findings import printable
from laurels.repository.history import History

TRAILERS = ("Reviewed-by", "Approved-by")
MAX_COMMITS = 1_000
MAX_NAME_CHARACTERS = 80
_FORMAT = "%x1e%cs%x1f" + "".join(f"%(trailers:key={key},valueonly,unfold,separator=%x1f)%x1f" for key in TRAILERS)


@dataclass(frozen=True, slots=True)
class Review:
    """One name in one commit."""

    date: str
    """Of the commit: YYYY-MM-DD."""
    name: str


def reviews(history: History, revisions: str, *paths: str) -> Iterator[Review]:
    """The reviews in some commits, the newest first; the same name on the same day once.

    Args:
        history: where to look.
        revisions: hashes, as `git log` takes them: `a..b`, or one for all before it.
        paths: only commits that touch these files.
    """
    told: set[Review] = set()
    for commit in history.log(revisions, _FORMAT, MAX_COMMITS, *paths).split("\x1e")[1:]:
        date, *values = commit.strip("\n").split("\x1f")
        for value in values:
            name = printable(" ".join(value.partition("<")[0].split()))[:MAX_NAME_CHARACTERS]
            review = Review(date, name)
            if name and review not in told:
                told.add(review)
                yield review
