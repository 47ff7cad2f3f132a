"""What a check yields: where a rule is broken, without the rule's code; and the words that checks share."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from laurels.model.catalogue import Catalogue

_MAX_COMPARED = 200


@dataclass(frozen=True, slots=True)
class Problem:
    """One place where a rule is broken."""

    kind: str
    """Kind of file: a name in `model.kinds`, or ledger, list, image or site."""
    slug: str
    """Which file of that kind."""
    pointer: str
    """JSON Pointer into the file, empty for the whole file."""
    message: str
    """One sentence in the author's own key names."""
    hint: str = ""
    """What to do."""
    key: bool = False
    """Whether the place is the key at the pointer instead of its value."""
    line: int = 0
    """The line, for files that are not YAML; 0 where the pointer tells it."""
    missing: str = ""
    """What is referred to and not there, such as `issuer/x`: it is missing once, however many places name it."""


def did_you_mean(word: str, known: Iterable[str], otherwise: str) -> str:
    """A hint that offers the nearest known name, or says something else where none is near."""
    close = difflib.get_close_matches(word, _candidates(word, list(known)), n=1, cutoff=0.6)
    return f"Did you mean `{close[0]}`?" if close else otherwise


def _candidates(word: str, known: list[str]) -> list[str]:
    """What is worth a comparison: of thousands of names, those that begin or end alike and are about as long."""
    if len(known) <= _MAX_COMPARED:
        return known
    about = [name for name in known if abs(len(name) - len(word)) <= 2]
    return [name for name in about if name[:2] == word[:2] or name[-2:] == word[-2:]][:_MAX_COMPARED]


def exists(catalogue: Catalogue, kind: str, slug: str, definitions: Mapping[str, object]) -> bool:
    """Whether something is there to refer to, be it broken: that has a finding of its own."""
    return slug in definitions or catalogue.exists(kind, slug)


def any_broken(catalogue: Catalogue, kind: str) -> bool:
    """Whether a file of a kind could not be read, so that nothing can be said about the kind as a whole."""
    return any(name == kind for name, _ in catalogue.broken)


def cycles(edges: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, ...]]:
    """Shortest cycles of a graph, each from its first name in alphabetical order; loops of one are left out."""
    for start in sorted(edges):
        found = _way_back(edges, start)
        if len(found) > 1 and start == min(found):
            yield found


def _way_back(edges: Mapping[str, Iterable[str]], start: str) -> tuple[str, ...]:
    came_from: dict[str, str] = {}
    queue = [start]
    for node in queue:
        for following in edges.get(node, ()):
            if following == start and node != start:
                return _trace(came_from, start, node)
            if following not in came_from and following != start:
                came_from[following] = node
                queue.append(following)
    return ()


def _trace(came_from: Mapping[str, str], start: str, end: str) -> tuple[str, ...]:
    way = [end]
    while way[-1] != start:
        way.append(came_from[way[-1]])
    return tuple(reversed(way))
