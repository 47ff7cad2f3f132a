"""Canonical forms that many documents share: learned once from the canonicaliser, then filled in microseconds.

Documents of one shape have the same keys and the same constants, and differ in some texts. One run of `canonical_lines` on a
probe, with a mark in place of each such text, gives the lines with holes. Two things are left to decide for each document: in
which order its blank nodes are numbered, which follows from their first-degree hashes (RDFC-1.0 §4.4.3 step 4), and in which
order those subjects come that are addresses and vary. For each answer to both, the lines are laid out once: a constant beginning,
which is hashed, and the rest as one text to fill.

Nothing here guesses. Where a text could mean more than itself (an address that is not plain, a character that other software
sorts otherwise), where two blank nodes look alike, or where two lines come out the same, the answer is None, and the caller
goes the long way, which decides.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any

from laurels.proof import rdfc10
from laurels.proof.blocks import (
    LABELS,
    Blank,
    Form,
    Part,
    RepeatedLineError,
    Slot,
    Slots,
    Triple,
    block,
    by_subject,
)
from laurels.proof.nodes import Node
from laurels.proof.subjects import Subjects

SCHEMES = ("did", "https", "urn")
"""Addresses with these mean themselves whatever the contexts say, as long as no term is called like one of them."""
_BEGINNINGS = ("urn:uuid:", "https://", "did:key:", "did:web:")
_IN_ADDRESS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._~/?#=&%+:@!$'()*,;-"
_IN_TEXT = bytes(set(range(0x20, 0x7F)) - set(b'"\\'))
"""ASCII that is written as it is in N-Quads."""
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_HIGH = re.compile(r"[\ue000-\uffff]")
_ASTRAL = re.compile(r"[\U00010000-\U0010ffff]")
"""UTF-16 sorts these before those of `_HIGH`, code points after: together they may part what is portable from what is not."""
_MAX_LAYOUTS = 16
"""A shape in which people differ by one blank node has two or four of them; each is as long as a credential."""


class UnfitError(Exception):
    """A shape whose documents only the canonicaliser can tell apart."""


def is_plain_address(text: str) -> bool:
    """Whether an address means itself, and has no character that means something in N-Quads."""
    return _begins_plainly(text) and _is_plain(text)


def _begins_plainly(address: str) -> bool:
    return address.startswith(_BEGINNINGS) and (not address.startswith("https://") or address[8:9].isalnum())


def _is_plain(text: str) -> bool:
    """Whether addresses, or parts of some, hold nothing but characters that mean themselves."""
    return text.isascii() and not text.encode("ascii").translate(None, _IN_ADDRESS)


class Layout:
    """The lines of documents whose blank nodes and subjects come in one certain order."""

    def __init__(self, parts: Sequence[Part]) -> None:
        joined: list[Part] = []
        for part in parts:
            if isinstance(part, list) and joined and isinstance(joined[-1], list):
                joined[-1] += part
            else:
                joined.append(list(part) if isinstance(part, list) else part)
        head = ""
        if joined and isinstance(joined[0], list):
            head, joined[0] = _parted(joined[0])
        self._head = hashlib.sha256(head.encode("utf-8"))
        self._forms = [Form(part) if isinstance(part, list) else part for part in joined]

    def sha256(self, slots: Slots) -> bytes:
        """SHA-256 of the lines of one document. Raises `RepeatedLineError`."""
        forms = self._forms
        text = forms[0](slots) if len(forms) == 1 else "".join([form(slots) for form in forms])
        total = self._head.copy()
        total.update(text.encode("utf-8"))
        return total.digest()


class Template:
    """The canonical form of every document of one shape. Made by `laurels.proof.learning`.

    Raises `UnfitError` where two blank nodes that never vary look alike, or the constant text may not be portable.
    """

    def __init__(self, triples: Sequence[Triple], blanks: int, reserved: frozenset[str]) -> None:
        self._reserved = reserved
        terms = [term for triple in triples for term in triple]
        slots = {term for term in terms if isinstance(term, Slot)}
        self._addresses = sorted({slot.number for slot in slots if slot.before == "<"})
        self._take_plain = _taking({slot.number for slot in slots if slot.before.startswith("<")})
        self._texts = sorted({slot.number for slot in slots if slot.before.startswith('"')})
        self._take_texts = _taking(self._texts)
        constant = "".join(term for term in terms if isinstance(term, str))
        self._high, self._astral = bool(_HIGH.search(constant)), bool(_ASTRAL.search(constant))
        if self._high and self._astral:
            raise UnfitError
        self._lines = by_subject(triples)
        self._subjects = Subjects([subject for subject in self._lines if not isinstance(subject, Blank)])
        nodes = [Node(number, triples) for number in range(blanks)]
        self._constant = sorted((node for node in nodes if node.constant), key=lambda node: node.constant)
        self._constant_hashes = [node.constant for node in self._constant]
        if len(set(self._constant_hashes)) < len(self._constant_hashes):
            raise UnfitError
        self._varying = [node for node in nodes if not node.constant]
        self._layouts: dict[Any, Layout] = {}

    def sha256(self, values: Sequence[str], *, plain: bool = False) -> bytes | None:
        """SHA-256 of the canonical form with these texts in the holes, in the order in which they were named.

        `plain` says that the caller has seen to it that they are ASCII that N-Quads write as it is.

        None where only the canonicaliser itself can tell: it may refuse the document.
        """
        slots = self._slots(values, plain)
        if slots is None:
            return None
        ranks = self._ranks(slots)
        order = None if ranks is None else self._subjects.order(slots)
        if ranks is None or order is None:
            return None
        layout = self._layouts.get((order, ranks))
        try:
            return (layout or self._lay_out(order, ranks)).sha256(slots)
        except RepeatedLineError:
            return None

    def _slots(self, values: Sequence[str], plain: bool) -> Slots | None:
        """The texts as they are written."""
        if not _is_plain("".join(self._take_plain(values))):
            return None
        for number in self._addresses:
            address = values[number]
            if not _begins_plainly(address) or address in self._reserved:
                return None
        if plain:
            return values
        texts = "".join(self._take_texts(values))
        if texts.isascii() and not texts.encode("ascii").translate(None, _IN_TEXT):
            return values
        if _SURROGATE.search(texts):
            return None
        if (self._high or _HIGH.search(texts)) and (self._astral or _ASTRAL.search(texts)):
            return None
        slots = list(values)
        for number in self._texts:
            slots[number] = rdfc10.escape(values[number])
        return slots

    def _ranks(self, slots: Slots) -> tuple[int, ...] | None:
        """For each blank node that varies its place in the order of all; None where two look alike."""
        constant = self._constant_hashes
        if len(self._varying) == 1:
            if not constant:
                return (0,)  # it is the only one: whatever its hash, there is none to compare it with
            hash_ = self._varying[0].hash(slots)
            place = bisect_left(constant, hash_)
            return None if place < len(constant) and constant[place] == hash_ else (place,)
        hashes = [node.hash(slots) for node in self._varying]
        every = sorted([*constant, *hashes])
        ranks = tuple([bisect_left(every, hash_) for hash_ in hashes])
        return ranks if len(set(every)) == len(every) else None

    def _lay_out(self, order: int, ranks: tuple[int, ...]) -> Layout:
        taken = dict(zip(ranks, self._varying, strict=True))
        rest = iter(self._constant)
        nodes = [taken.get(rank) or next(rest) for rank in range(len(self._constant) + len(taken))]
        labels = [""] * len(nodes)
        for label, node in zip(LABELS, nodes, strict=False):
            labels[node.number] = label
        parts: list[Part] = []
        for subject in self._subjects.arranged(order):
            parts += block(subject, self._lines[subject], labels)
        for number in sorted(range(len(labels)), key=lambda number: labels[number] + " "):
            parts += block(labels[number], self._lines.get(Blank(number), ()), labels)
        if len(self._layouts) >= _MAX_LAYOUTS:
            self._layouts.clear()
        made = self._layouts[order, ranks] = Layout(parts)
        return made


def _parted(terms: Sequence[str | Slot]) -> tuple[str, list[str | Slot]]:
    """The constant text with which some terms begin, and the rest of them."""
    for number, term in enumerate(terms):
        if isinstance(term, Slot):
            rest = [Slot("", term.number, term.after), *terms[number + 1 :]]
            return "".join(map(str, terms[:number])) + term.before, rest
    return "".join(map(str, terms)), []


def _taking(numbers: Any) -> Callable[[Sequence[str]], Any]:
    """Some of a document's texts, to be joined."""
    return itemgetter(*sorted(numbers)) if numbers else _nothing


def _nothing(_values: Any) -> str:
    return ""
