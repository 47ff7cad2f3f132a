"""RDF Dataset Canonicalization, RDFC-1.0 (W3C Recommendation, 21 May 2024), with a limit on the work.

Terms are N-Quads text: `<iri>`, `"literal"…` or a blank node `_:label`. Text is compared by code point, as §2 asks;
Python's own order of strings is that order. Steps are numbered as in the Recommendation; the debugging aids (§5) and
hash algorithms other than SHA-256 are left out.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import permutations
from typing import Any, NamedTuple

WORK_LIMIT = 10_000
"""Permutations tried in all. The published tests need about 2,900; honest credentials a handful."""

DEPTH_LIMIT = 256
"""Blank nodes followed one from another; keeps the recursion within the stack."""

_ESCAPES = {
    **{chr(code): f"\\u{code:04X}" for code in (*range(0x20), 0x7F)},
    "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\",
}  # fmt: skip
_ESCAPE_TABLE = str.maketrans(_ESCAPES)


class TooComplexError(Exception):
    """Labelling the blank nodes would take more work than allowed."""


class Quad(NamedTuple):
    """Subject, predicate, object and graph (empty for the default graph), as N-Quads terms."""

    subject: str
    predicate: str
    object: str
    graph: str = ""


def escape(text: str) -> str:
    """A literal's text as canonical N-Quads writes it (RDF 1.2 N-Quads, canonical form; RDFC-1.0 §5 note on control characters)."""
    return text.translate(_ESCAPE_TABLE)


def by_utf16_unit(line: str) -> bytes:
    """Sorts lines as JavaScript does, and much software built on it: not the order of the Recommendation."""
    return line.encode("utf-16-be", "surrogatepass")


def canonicalize(
    quads: Iterable[Quad], *, work_limit: int = WORK_LIMIT, order: Callable[[str], Any] | None = None
) -> list[str]:
    """The canonical N-Quads lines of a dataset, each ending in a newline. Raises `TooComplexError`.

    `order` is None for that of the Recommendation, or what lines are sorted by.
    """
    return _State(set(quads), work_limit, order).lines()


def canonical_labels(quads: Iterable[Quad], *, work_limit: int = WORK_LIMIT) -> dict[str, str]:
    """Blank node label → canonical label, both without `_:` (§4.4.3, the issued identifiers map)."""
    state = _State(set(quads), work_limit)
    state.lines()
    return {old[2:]: new[2:] for old, new in state.canonical.issued.items()}


class _Issuer:
    """Identifier Issuer (§4.5)."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.issued: dict[str, str] = {}

    def issue(self, label: str) -> str:
        if label not in self.issued:
            self.issued[label] = f"_:{self.prefix}{len(self.issued)}"
        return self.issued[label]

    def copy(self) -> _Issuer:
        twin = _Issuer(self.prefix)
        twin.issued = dict(self.issued)
        return twin


def _line(quad: Iterable[str]) -> str:
    return " ".join(term for term in quad if term) + " .\n"


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _blank(quad: Quad) -> Iterator[tuple[str, str]]:
    for position, term in (("s", quad.subject), ("o", quad.object), ("g", quad.graph)):
        if term.startswith("_:"):
            yield position, term


class _State:
    """Canonicalization state (§4.3) and the algorithms that work on it."""

    def __init__(self, quads: set[Quad], work_limit: int, order: Callable[[str], Any] | None = None) -> None:
        self.quads = quads
        self.order = order
        self.work_left = work_limit
        self.depth = 0
        self.canonical = _Issuer("c14n")
        self.quads_of: dict[str, list[Quad]] = defaultdict(list)
        self.first_degree: dict[str, str] = {}

    def lines(self) -> list[str]:
        """Canonicalization Algorithm (§4.4.3)."""
        for quad in self.quads:  # step 2
            for label in {term for _, term in _blank(quad)}:
                self.quads_of[label].append(quad)
        by_hash: dict[str, list[str]] = defaultdict(list)
        for label in self.quads_of:  # step 3
            by_hash[self._hash_first_degree(label)].append(label)
        shared = []
        for hash_ in sorted(by_hash):  # step 4
            if len(by_hash[hash_]) == 1:
                self.canonical.issue(by_hash[hash_][0])
            else:
                shared.append(hash_)
        for hash_ in shared:  # step 5
            results = []
            for label in by_hash[hash_]:  # steps 5.1 and 5.2
                if label in self.canonical.issued:
                    continue
                issuer = _Issuer("b")
                issuer.issue(label)
                results.append(self._hash_n_degree(label, issuer))
            for _, issuer in sorted(results, key=lambda result: result[0]):  # step 5.3
                for label in issuer.issued:
                    self.canonical.issue(label)
        return sorted((_line(self._relabel(quad)) for quad in self.quads), key=self.order)  # steps 6 and 7

    def _relabel(self, quad: Quad) -> Iterator[str]:
        return (self.canonical.issued[term] if term.startswith("_:") else term for term in quad)

    def _hash_first_degree(self, label: str) -> str:
        """Hash First Degree Quads (§4.6.3)."""
        if label not in self.first_degree:
            lines = (
                _line(("_:a" if term == label else "_:z") if term.startswith("_:") else term for term in quad)
                for quad in self.quads_of[label]
            )
            self.first_degree[label] = _sha256("".join(sorted(lines, key=self.order)))
        return self.first_degree[label]

    def _hash_related(self, related: str, quad: Quad, issuer: _Issuer, position: str) -> str:
        """Hash Related Blank Node (§4.7.3)."""
        text = position if position == "g" else position + quad.predicate
        identifier = self.canonical.issued.get(related) or issuer.issued.get(related)
        return _sha256(text + (identifier or self._hash_first_degree(related)))

    def _hash_n_degree(self, label: str, issuer: _Issuer) -> tuple[str, _Issuer]:
        """Hash N-Degree Quads (§4.8.3)."""
        self.depth += 1
        if self.depth > DEPTH_LIMIT:
            raise TooComplexError
        related_by_hash: dict[str, list[str]] = defaultdict(list)
        for quad in self.quads_of[label]:  # steps 1 to 3
            for position, related in _blank(quad):
                if related != label:
                    related_by_hash[self._hash_related(related, quad, issuer, position)].append(related)
        data = ""
        for hash_ in sorted(related_by_hash):  # step 5
            data += hash_
            chosen_path = ""
            chosen_issuer = issuer
            for permutation in permutations(related_by_hash[hash_]):  # step 5.4
                self._work()
                if (attempt := self._follow(permutation, issuer, chosen_path)) is not None:
                    chosen_path, chosen_issuer = attempt
            data += chosen_path  # step 5.5
            issuer = chosen_issuer  # step 5.6
        self.depth -= 1
        return _sha256(data), issuer  # step 6

    def _follow(self, permutation: tuple[str, ...], issuer: _Issuer, chosen: str) -> tuple[str, _Issuer] | None:
        """Steps 5.4.1 to 5.4.6: the path of one permutation, or None once it cannot beat the chosen one."""
        issuer = issuer.copy()
        path = ""
        recursion = []
        for related in permutation:  # step 5.4.4
            if related in self.canonical.issued:
                path += self.canonical.issued[related]
            else:
                if related not in issuer.issued:
                    recursion.append(related)
                path += issuer.issue(related)
            if _beaten(path, chosen):
                return None
        for related in recursion:  # step 5.4.5
            hash_, result_issuer = self._hash_n_degree(related, issuer)
            path += f"{issuer.issue(related)}<{hash_}>"
            issuer = result_issuer
            if _beaten(path, chosen):
                return None
        return (path, issuer) if not chosen or path < chosen else None  # step 5.4.6

    def _work(self) -> None:
        self.work_left -= 1
        if self.work_left < 0:
            raise TooComplexError


def _beaten(path: str, chosen: str) -> bool:
    return bool(chosen) and len(path) >= len(chosen) and path > chosen
