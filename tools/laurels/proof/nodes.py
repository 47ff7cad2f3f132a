"""The blank nodes of a template: how each is told apart."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from laurels.proof.blocks import Blank, Form, Slot, Slots, Term, Triple


class Node:
    """A blank node and its first-degree hash (RDFC-1.0 §4.6.3)."""

    def __init__(self, number: int, triples: Sequence[Triple]) -> None:
        def seen(term: Term) -> str | Slot:
            if isinstance(term, Blank):
                return "_:a" if term.number == number else "_:z"
            return term

        self.number = number
        node = Blank(number)
        lines = [Triple(seen(t.subject), t.predicate, seen(t.object)) for t in triples if node in (t.subject, t.object)]
        self._lines = [Form([line.subject, f" {line.predicate} ", line.object, " .\n"]) for line in lines]
        above = [line for line in lines if line.subject != "_:a"]
        below = sorted((line for line in lines if line.subject == "_:a"), key=lambda line: line.predicate)
        self._whole: Form | None = None
        if len(above) == 1 and above[0].subject != "_:z" and len({line.predicate for line in below}) == len(below):
            # One line that begins with an address, then its own, each with another predicate: they are in order as they are.
            self._whole = Form([term for s, p, o in [*above, *below] for term in (s, f" {p} ", o, " .\n")])
        varies = any(isinstance(term, Slot) for line in lines for term in line)
        self.constant = b"" if varies else self.hash(())
        """The hash, where it is the same in every document; else empty."""

    def hash(self, slots: Slots) -> bytes:
        """The hash in one document."""
        whole = self._whole
        text = "".join(sorted([line(slots) for line in self._lines])) if whole is None else whole(slots)
        return sha256(text.encode("utf-8")).digest()
