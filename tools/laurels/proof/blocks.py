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
from typing import Any, NamedTuple

Slots = Sequence[str] | Mapping[int, str]
"""What one document puts into each slot: the texts of its holes, then the labels of its blank nodes."""

_LITERAL = r'"(?:[^"\\]|\\.)*"(?:@[A-Za-z0-9-]+|\^\^<[^<>"\s]*>)?'
_LINE = re.compile(rf"(<[^<>\s]*>|_:\w+) (<[^<>\s]*>) (<[^<>\s]*>|_:\w+|{_LITERAL}) \.\n")
MAX_BLANKS = 1000
LABELS = [f"_:c14n{number}" for number in range(MAX_BLANKS)]
"""Canonical labels of blank nodes, by number."""
LABEL_ORDER = {label: place for place, label in enumerate(sorted(LABELS, key=lambda label: label + " "))}
"""Label → its place among all labels as lines are sorted, with the space that follows it."""


class Slot(NamedTuple):
    """A term that varies: a slot, and what stands around its text."""

    before: str
    number: int
    after: str


Term = str | Slot


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
    """Text with slots, written in one go: `form.text % form.take(slots)` where it has any."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self.slots = [term.number for term in terms if isinstance(term, Slot)]
        """The slots in the order in which they stand."""
        text = "".join(
            f"{_plain(term.before)}%s{_plain(term.after)}" if isinstance(term, Slot) else _plain(term) for term in terms
        )
        self.text = text if self.slots else text % ()
        self.take: Callable[[Any], Any] = itemgetter(*self.slots) if self.slots else _nothing

    def __call__(self, slots: Slots) -> str:
        return self.text % self.take(slots) if self.slots else self.text


def _nothing(_slots: Any) -> tuple[()]:
    return ()


def _plain(text: str) -> str:
    return text.replace("%", "%%")


class Block:
    """The lines of one subject: forms, and between them groups of lines that must be sorted each time."""

    def __init__(self, triples: Sequence[Triple], *, first_label: int) -> None:
        self.slots = {term.number for triple in triples for term in triple if isinstance(term, Slot)}
        """The slots on which its text depends."""
        self.parts: list[list[Term] | Callable[[Slots], str]] = []
        """What it is made of: terms that stand as they are, and functions that sort."""
        plain: list[Term] = []
        by_predicate: dict[str, list[Triple]] = {}
        for triple in triples:
            by_predicate.setdefault(triple.predicate, []).append(triple)
        for predicate in sorted(by_predicate):
            group = by_predicate[predicate]
            objects = in_order([triple.object for triple in group])
            if objects is None:
                self.parts += [plain] if plain else []
                plain = []
                self.parts.append(_sorted([group[0].subject, f" {predicate} "], [t.object for t in group], first_label))
                continue
            for object_ in objects:
                plain += [group[0].subject, f" {predicate} ", object_, " .\n"]
        if plain:
            self.parts.append(plain)
        self._written = [Form(part) if isinstance(part, list) else part for part in self.parts]

    def text(self, slots: Slots) -> str:
        """The lines in their order. Raises `RepeatedLineError`."""
        parts = self._written
        return parts[0](slots) if len(parts) == 1 else "".join([part(slots) for part in parts])


def in_order(terms: Sequence[Term]) -> list[Term] | None:
    """Terms sorted once and for all, or None where their order depends on the slots.

    Two of them cannot change places where their constant beginnings differ before either ends.
    """
    made = sorted(terms, key=_beginning)
    for one, other in pairwise(made):
        a, b = _beginning(one), _beginning(other)
        if isinstance(one, str) and isinstance(other, str):
            continue
        if b.startswith(a) if isinstance(one, Slot) else isinstance(other, Slot) and a.startswith(b):
            return None
    return made


def _beginning(term: Term) -> str:
    return term.before if isinstance(term, Slot) else f"{term} .\n"


def _sorted(beginning: Sequence[Term], objects: Sequence[Term], first_label: int) -> Callable[[Slots], str]:
    """Writes the lines that begin alike, sorted by their objects."""
    start = Form(beginning)
    if all(isinstance(item, Slot) and item.number >= first_label for item in objects):
        labels = itemgetter(*[item.number for item in objects if isinstance(item, Slot)])

        def write_labels(slots: Slots) -> str:
            first = start(slots)
            return first + f" .\n{first}".join(sorted(labels(slots), key=LABEL_ORDER.__getitem__)) + " .\n"

        return write_labels
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
