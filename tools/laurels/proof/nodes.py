"""The blank nodes of a template: how each is told apart, and what becomes of their lines once they are numbered."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from laurels.proof.blocks import LABELS, Block, Form, Slot, Slots, Term, Triple


class Node:
    """A blank node: its own lines, and its first-degree hash (RDFC-1.0 §4.6.3)."""

    def __init__(self, slot: Slot, triples: Sequence[Triple], holes: int) -> None:
        def seen(term: Term) -> Term:
            if isinstance(term, str) or term.number < holes:
                return term
            return "_:a" if term == slot else "_:z"

        self.slot = slot.number
        own = [triple for triple in triples if triple.subject == slot]
        self.block = Block(own, first_label=holes) if own else None
        """Its lines as a subject; None where it is none."""
        self.is_settled = self.block is not None and self.block.slots == {slot.number}
        self.texts: dict[str, str] = {}
        """For a node whose lines depend on its own label alone: label → lines."""
        lines = [Triple(seen(t.subject), t.predicate, seen(t.object)) for t in triples if slot in (t.subject, t.object)]
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
        if whole is None:
            text = "".join(sorted([line(slots) for line in self._lines]))
        else:
            text = whole.text % whole.take(slots) if whole.slots else whole.text
        return sha256(text.encode("utf-8")).digest()


class Arrangement:
    """One way in which the blank nodes that vary stand among those that do not."""

    def __init__(self, constant: Sequence[Node], places: Sequence[int], holes: int) -> None:
        taken = {place + index: index for index, place in enumerate(places)}
        rest = iter(constant)
        nodes = [taken[n] if n in taken else next(rest) for n in range(len(constant) + len(places))]
        self.labels = [""] * len(nodes)
        """By blank node: its label; empty for one that varies."""
        for number, node in enumerate(nodes):
            if isinstance(node, Node):
                self.labels[node.slot - holes] = LABELS[number]
        self.heads: dict[tuple[int, ...], Any] = {}
        """Order of the subjects → the hash of all that stands before the first text that varies."""
        self.parts: list[str | Block | int] = []
        """The lines of blank nodes: as they are, to be written, or the rank of a node that varies."""
        for number in sorted(range(len(nodes)), key=lambda number: LABELS[number] + " "):
            node = nodes[number]
            if isinstance(node, int):
                self.parts.append(node)
            elif node.is_settled and node.block is not None:
                label = LABELS[number]
                if label not in node.texts:
                    node.texts[label] = node.block.text({node.slot: label})
                if self.parts and isinstance(self.parts[-1], str):
                    self.parts[-1] += node.texts[label]
                else:
                    self.parts.append(node.texts[label])
            elif node.block is not None:
                self.parts.append(node.block)
