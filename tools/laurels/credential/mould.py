"""A mould: what a batch's credentials of one shape have in common, in both canonical forms, with holes for each one's texts."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from laurels.credential import ledger
from laurels.encoding import jcs, pointer
from laurels.errors import CredentialError
from laurels.model.ledger import TemplateLine
from laurels.proof.learning import Hole, learn
from laurels.proof.prover import Prover
from laurels.proof.template import Template

MAX_SHAPES = 1024
"""Templates that one run keeps."""
_PROOF: Hole = [("/proof/0/proofValue", "")]


class Mould:
    """Takes texts as JSON writes them, without quotes, the proof's value last."""

    def __init__(
        self, line: TemplateLine, template: Template | None, options_hash: bytes, signed: _Pattern, values: _Pattern
    ) -> None:
        self.line = line
        """The ledger template."""
        self.template = template
        """The canonical N-Quads; None where only the canonicaliser can tell."""
        self.options_hash = options_hash
        """SHA-256 of the canonical proof options."""
        self.signed: Callable[[Sequence[bytes]], bytes] = signed.filled
        """The canonical bytes of the signed credential."""
        self.values: Callable[[Sequence[bytes]], bytes] = values.filled
        """What it brings to the ledger template, a canonical JSON list."""


class _Pattern:
    """Canonical JSON with holes, filled in one go."""

    def __init__(self, marked: Any, mark: str) -> None:
        pieces = re.split(rf"{mark}([0-9]+)\.".encode(), jcs.canonical_bytes(marked))
        self._take = itemgetter(*map(int, pieces[1::2]))
        self._text = b"%b".join([piece.replace(b"%", b"%%") for piece in pieces[::2]])

    def filled(self, texts: Sequence[bytes]) -> bytes:
        """The bytes with these texts in the holes, as JSON writes them, without quotes."""
        made: bytes = self._text % self._take(texts)
        return made


def cast(
    document: Mapping[str, Any],
    holes: Sequence[Hole],
    shared: Sequence[Hole],
    status: Mapping[str, int],
    prover: Prover,
    shapes: dict[str, Template | None],
) -> Mould:
    """The mould of an unsigned credential.

    Args:
        document: one credential of the shape.
        holes: the texts that a credential brings itself, its UUID first; the mould takes them in this order.
        shared: those of the batch; the mould's template takes them first.
        status: the status lists on which the credential has places, in the order of `holes` from the fourth on.
        prover: makes the proofs.
        shapes: the templates that are known, by the digest of what has a shape; what is learned is added.

    Raises `CredentialError`.
    """
    mark = "hole"
    while mark in jcs.canonical_bytes(document).decode("utf-8"):
        mark += "-"
    marks = [f"{mark}{number}." for number in range(len(holes) + 1)]
    blank: dict[str, Any] = copy.deepcopy({**document, "proof": [{**prover.options, "proofValue": ""}]})
    for name, hole in zip(marks, [*holes, _PROOF], strict=True):
        for place, beginning, *end in hole:
            pointer.put(blank, place, "".join([beginning, name, *end]))
    issued = prover.options["created"]
    places = dict(zip(status, marks[3:], strict=False))
    # A place is a number in the ledger; here it is the mark of one.
    line, values = ledger.split(blank, identifier=marks[0], issued=issued, status=places)
    if line.holes != ledger.HOLES or line.follows is None or line.entries is None:
        raise CredentialError("The credential does not have the parts that every award has.", hint="Report this.")
    every = [*shared, *holes]
    name = _shape(document, every)
    if name not in shapes:
        if len(shapes) >= MAX_SHAPES:
            shapes.clear()
        shapes[name] = learn(document, every, prover.contexts)
    return Mould(line, shapes[name], prover.options_hash(document), _Pattern(blank, mark), _Pattern(values, mark))


def _shape(document: Mapping[str, Any], holes: Sequence[Hole]) -> str:
    """The name of a shape: the document without its texts, and where they were."""
    blank = copy.deepcopy(dict(document))
    for hole in holes:
        for place, *_ in hole:
            pointer.put(blank, place, None)
    return jcs.digest([blank, [list(map(list, hole)) for hole in holes]])
