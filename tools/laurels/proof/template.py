"""Canonical forms that many documents share: learned once from the canonicaliser, then filled in microseconds.

Documents of one shape have the same keys and the same constants, and differ in some texts. One run of `canonical_lines` on a
probe, with a mark in place of each such text, gives the lines with holes. A document's own lines are those with its texts, in
their order, its blank nodes numbered by their first-degree hashes (RDFC-1.0 §4.4.3 step 4).

Nothing here guesses. Where a text could mean more than itself (an address that is not plain, a character that other software
sorts otherwise), where two blank nodes look alike, or where two lines come out the same, the answer is None, and the caller
goes the long way, which decides.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Callable, Sequence

from laurels.proof import rdfc10
from laurels.proof.blocks import (
    LABELS,
    Block,
    Form,
    RepeatedLineError,
    Slot,
    Slots,
    Term,
    Triple,
    by_subject,
    in_order,
)
from laurels.proof.nodes import Arrangement, Node

SCHEMES = ("did", "https", "urn")
"""Addresses with these mean themselves whatever the contexts say, as long as no term is called like one of them."""
_SAFE = r"[A-Za-z0-9._~/?#=&%+:@!$'()*,;-]"
_ADDRESS = rf"(?:urn:uuid:|https://[A-Za-z0-9]|did:(?:key|web):){_SAFE}*"
_ADDRESSES = re.compile(rf"(?:{_ADDRESS}(?:\n{_ADDRESS})*)?", re.ASCII)
_ENDS = re.compile(rf"{_SAFE}*", re.ASCII)
_ESCAPED = re.compile(r'[\x00-\x1f"\\\x7f]')
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_HIGH = re.compile(r"[\ue000-\uffff]")
_ASTRAL = re.compile(r"[\U00010000-\U0010ffff]")
"""UTF-16 sorts these before those of `_HIGH`, code points after: together they may part what is portable from what is not."""
_MAX_ARRANGEMENTS = 4096

Parts = list[Form | Callable[[Slots], str]]


class UnfitError(Exception):
    """A shape whose documents only the canonicaliser can tell apart."""


def is_plain_address(text: str) -> bool:
    """Whether an address means itself, and has no character that means something in N-Quads."""
    return "\n" not in text and _ADDRESSES.fullmatch(text) is not None


class Template:
    """The canonical form of every document of one shape. Made by `laurels.proof.learning`.

    Raises `UnfitError` where two blank nodes that never vary look alike, or the constant text may not be portable.
    """

    def __init__(self, triples: Sequence[Triple], holes: int, blanks: int, reserved: frozenset[str]) -> None:
        self._holes = holes
        self._blanks = blanks
        self._reserved = reserved
        terms = [term for triple in triples for term in triple]
        slots = {term for term in terms if isinstance(term, Slot)}
        self._addresses = sorted({slot.number for slot in slots if slot.before == "<"})
        self._ends = sorted({slot.number for slot in slots if slot.before.startswith("<") and slot.before != "<"})
        self._texts = sorted({slot.number for slot in slots if slot.before.startswith('"')})
        constant = "".join(term for term in terms if isinstance(term, str))
        self._high, self._astral = bool(_HIGH.search(constant)), bool(_ASTRAL.search(constant))
        if self._high and self._astral:
            raise UnfitError
        subjects = by_subject(triples)
        self._fixed = sorted(subject for subject in subjects if isinstance(subject, str))
        self._fixed_blocks = [Block(subjects[subject], first_label=holes) for subject in self._fixed]
        own = [subject for subject in subjects if isinstance(subject, Slot) and subject.number < holes]
        self._own_terms = [Form([subject]) for subject in own]
        self._own_blocks = [Block(subjects[subject], first_label=holes) for subject in own]
        self._pair = self._only_doubt(own)
        self._nodes = [Node(Slot("", holes + number, ""), triples, holes) for number in range(blanks)]
        self._constant = sorted((node for node in self._nodes if node.constant), key=lambda node: node.constant)
        self._constant_hashes = [node.constant for node in self._constant]
        if len(set(self._constant_hashes)) < len(self._constant_hashes):
            raise UnfitError
        self._settled = {node.slot for node in self._constant}
        self._varying = [node for node in self._nodes if not node.constant]
        self._hash_of = [node.hash for node in self._varying]
        self._layouts: dict[tuple[int, ...], tuple[Parts, Parts]] = {}
        self._arrangements: dict[tuple[int, ...], Arrangement] = {}

    def sha256(self, values: Sequence[str]) -> bytes | None:
        """SHA-256 of the canonical form with these texts in the holes, in the order in which they were named.

        None where only the canonicaliser itself can tell: it may refuse the document.
        """
        slots = self._slots(values)
        if slots is None:
            return None
        arranged = self._arranged(slots)
        order = None if arranged is None else self._order(slots)
        if arranged is None or order is None:
            return None
        arrangement, ranked = arranged
        head, tail = self._layouts.get(order) or self._lay_out(order)
        total = arrangement.heads.get(order)
        try:
            if total is None:
                total = hashlib.sha256("".join([part(slots) for part in head]).encode("utf-8"))
                arrangement.heads[order] = total
            total = total.copy()
            made = [part(slots) for part in tail]
            for part in arrangement.parts:
                if type(part) is str:
                    made.append(part)
                else:
                    block = ranked[part] if type(part) is int else part
                    if block is not None:
                        made.append(block.text(slots))  # type: ignore[union-attr]
        except RepeatedLineError:
            return None
        total.update("".join(made).encode("utf-8"))
        digest: bytes = total.digest()
        return digest

    def _slots(self, values: Sequence[str]) -> list[str] | None:
        """The texts as they are written, with room for the blank nodes' labels behind them."""
        addresses = [values[number] for number in self._addresses]
        if not _ADDRESSES.fullmatch("\n".join(addresses)) or not self._reserved.isdisjoint(addresses):
            return None
        if "\n" in "".join(addresses) or not _ENDS.fullmatch("".join([values[number] for number in self._ends])):
            return None
        slots = [*values, *LABELS[: self._blanks]]
        texts = "".join([values[number] for number in self._texts])
        if texts.isascii() and not _ESCAPED.search(texts):
            return slots
        if _SURROGATE.search(texts):
            return None
        if (self._high or _HIGH.search(texts)) and (self._astral or _ASTRAL.search(texts)):
            return None
        for number in self._texts:
            slots[number] = rdfc10.escape(values[number])
        return slots

    def _arranged(self, slots: list[str]) -> tuple[Arrangement, list[Block | None]] | None:
        """How the blank nodes are numbered, their labels put into the slots, and the blocks of those that vary by rank.

        None where two look alike.
        """
        constant = self._constant_hashes
        found = sorted([(hash_(slots), number) for number, hash_ in enumerate(self._hash_of)])
        places = tuple([bisect_left(constant, hash_) for hash_, _ in found])
        before = b""
        for place, (hash_, _) in zip(places, found, strict=True):
            if hash_ == before or (place < len(constant) and constant[place] == hash_):
                return None
            before = hash_
        arrangement = self._arrangements.get(places)
        if arrangement is None:
            if len(self._arrangements) >= _MAX_ARRANGEMENTS:
                self._arrangements.clear()
            arrangement = self._arrangements[places] = Arrangement(self._constant, places, self._holes)
        slots[self._holes :] = arrangement.labels
        ranked = []
        for index, (_, number) in enumerate(found):
            node = self._varying[number]
            slots[node.slot] = LABELS[places[index] + index]
            ranked.append(node.block)
        return arrangement, ranked

    def _only_doubt(self, own: Sequence[Slot]) -> tuple[int, int, dict[bool, tuple[int, ...]]] | None:
        """Where all but two of the subjects that vary have their place whatever their texts: these two, and the order for
        either answer to which of them comes first."""
        settled = [in_order([subject, fixed]) for subject in own for fixed in self._fixed]
        doubts = [
            (one, other)
            for one in range(len(own))
            for other in range(one + 1, len(own))
            if in_order([own[one], own[other]]) is None
        ]
        if None in settled or len(doubts) != 1:
            return None
        one, other = doubts[0]

        def order(*, swapped: bool) -> tuple[int, ...]:
            key = {number: subject.before for number, subject in enumerate(own)}
            made = sorted(key, key=lambda number: (key[number], number == (one if swapped else other)))
            places = [bisect_left(self._fixed, key[number]) for number in made]
            return tuple(item for pair in zip(made, places, strict=True) for item in pair)

        return one, other, {False: order(swapped=False), True: order(swapped=True)}

    def _order(self, slots: Slots) -> tuple[int, ...] | None:
        """Where the subjects that vary stand among those that do not: number and place of each, in order."""
        if self._pair is not None:
            one, other, orders = self._pair
            a, b = self._own_terms[one](slots), self._own_terms[other](slots)
            return None if a == b else orders[a > b]
        fixed = self._fixed
        order: list[int] = []
        before = ""
        for term, number in sorted([(term(slots), number) for number, term in enumerate(self._own_terms)]):
            place = bisect_left(fixed, term)
            if term == before or (place < len(fixed) and fixed[place] == term):
                return None
            order += (number, place)
            before = term
        return tuple(order)

    def _lay_out(self, order: tuple[int, ...]) -> tuple[Parts, Parts]:
        """The lines with an address for a subject: what depends on nothing but the arrangement, and the rest."""
        blocks: list[Block] = []
        before = 0
        for number, place in zip(order[::2], order[1::2], strict=True):
            blocks += [*self._fixed_blocks[before:place], self._own_blocks[number]]
            before = place
        blocks += self._fixed_blocks[before:]
        first = next((index for index, block in enumerate(blocks) if not block.slots <= self._settled), len(blocks))
        if len(self._layouts) >= _MAX_ARRANGEMENTS:
            self._layouts.clear()
        made = _merged(blocks[:first]), _merged(blocks[first:])
        self._layouts[order] = made
        return made


def _merged(blocks: Sequence[Block]) -> Parts:
    """The parts of some blocks, neighbours that need no sorting joined."""
    made: Parts = []
    terms: list[Term] = []
    for part in [part for block in blocks for part in block.parts]:
        if isinstance(part, list):
            terms += part
        else:
            made += [Form(terms)] if terms else []
            terms = []
            made.append(part)
    return [*made, Form(terms)] if terms else made
