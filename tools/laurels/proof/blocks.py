"""Canonical N-Quads with holes, kept as text: what `proof.template` fills.

A block is the lines of one subject. Lines of a dataset are sorted by subject, then predicate, then object, and no term that is
not a literal is the beginning of another; so blocks never mix, and within a block neither do predicates. What is left to sort
are the objects of a predicate that has several.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

Slots = Sequence[str]
"""What one document puts into each slot: the texts of its holes, as they are written."""

_LITERAL = r'"(?:[^"\\]|\\.)*"(?:@[A-Za-z0-9-]+|\^\^<[^<>"\s]*>)?'
_LINE = re.compile(rf"(<[^<>\s]*>|_:\w+) (<[^<>\s]*>) (<[^<>\s]*>|_:\w+|{_LITERAL}) \.\n")
MAX_BLANKS = 1000
LABELS = [f"_:c14n{number}" for number in range(MAX_BLANKS)]
"""Canonical labels of blank nodes, by number."""


class Slot(NamedTuple):
    """A term that varies: a slot, and what stands around its text."""

    before: str
    number: int
    after: str


class Blank(NamedTuple):
    """A blank node, by the number that a template gives it: its label differs from document to document."""

    number: int


Term = str | Slot | Blank


class Triple(NamedTuple):
    """One line."""

    subject: Term
    predicate: str
    object: Term


class RepeatedLineError(Exception):
    """Two lines came out alike: the dataset has one of them only, and other things may be different too."""


def parse(lines: Sequence[str]) -> list[tuple[str, str, str]] | None:
    """Subject, predicate and object of each line; None where one names a graph."""
    found = []
    for line in lines:
        match = _LINE.fullmatch(line)
        if match is None:
            return None
        found.append((match[1], match[2], match[3]))
    return found


class Form:
    """Text with slots, written in one go."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self.slots = [term.number for term in terms if isinstance(term, Slot)]
        """The slots in the order in which they stand."""
        pieces = [""]
        for term in terms:
            if isinstance(term, Slot):
                pieces[-1] += term.before
                pieces += ("", term.after)
            else:
                pieces[-1] += str(term)
        self._pieces = pieces
        self._take: Callable[[Slots], Sequence[str]] = (
            itemgetter(*self.slots) if len(self.slots) > 1 else lambda slots: [slots[number] for number in self.slots]
        )

    def __call__(self, slots: Slots) -> str:
        made = self._pieces[:]
        made[1::2] = self._take(slots)
        return "".join(made)


Part = list[str | Slot] | Callable[[Slots], str]
"""Terms that stand as they are, or lines that must be sorted each time. The latter may raise `RepeatedLineError`."""


def block(subject: str | Slot, triples: Sequence[Triple], labels: Sequence[str]) -> list[Part]:
    """The lines of one subject in their order; `labels` are those of the blank nodes by number."""
    parts: list[Part] = []
    plain: list[str | Slot] = []
    by_predicate: dict[str, list[str | Slot]] = {}
    for triple in triples:
        object_ = labels[triple.object.number] if isinstance(triple.object, Blank) else triple.object
        by_predicate.setdefault(triple.predicate, []).append(object_)
    for predicate in sorted(by_predicate):
        objects = in_order(by_predicate[predicate])
        if objects is None:
            parts += [plain] if plain else []
            plain = []
            parts.append(_sorted([subject, f" {predicate} "], by_predicate[predicate]))
            continue
        for object_ in objects:
            plain += [subject, f" {predicate} ", object_, " .\n"]
    return [*parts, plain] if plain else parts


def in_order(terms: Sequence[str | Slot]) -> list[str | Slot] | None:
    """Terms sorted once and for all, or None where their order depends on the slots.

    Two of them cannot change places where their constant beginnings differ before either ends, nor where they have beginning and
    slot in common and differ in what follows.
    """
    made = sorted(terms, key=_by_constants)
    for one, other in pairwise(made):
        a, b = _beginning(one), _beginning(other)
        if isinstance(one, Slot) and isinstance(other, Slot) and one[:2] == other[:2]:
            continue
        if b.startswith(a) if isinstance(one, Slot) else isinstance(other, Slot) and a.startswith(b):
            return None
    return made


def _beginning(term: str | Slot) -> str:
    return term.before if isinstance(term, Slot) else f"{term} .\n"


def _by_constants(term: str | Slot) -> tuple[str, int, str]:
    return (term.before, term.number, f"{term.after} .\n") if isinstance(term, Slot) else (f"{term} .\n", -1, "")


def _sorted(beginning: Sequence[str | Slot], objects: Sequence[str | Slot]) -> Callable[[Slots], str]:
    """Writes the lines that begin alike, sorted by their objects."""
    start = Form(beginning)
    ends = [Form([item, " .\n"]) for item in objects]

    def write(slots: Slots) -> str:
        lines = sorted([end(slots) for end in ends])
        if len(set(lines)) < len(lines):
            raise RepeatedLineError
        first = start(slots)
        return first + first.join(lines)

    return write


def by_subject(triples: Sequence[Triple]) -> Mapping[Term, list[Triple]]:
    """Subject → its triples."""
    found: dict[Term, list[Triple]] = {}
    for triple in triples:
        found.setdefault(triple.subject, []).append(triple)
    return found
