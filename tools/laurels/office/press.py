"""Where the awards of one run are signed, batch by batch, in this process or in several.

Batches have nothing to do with each other once their places on status lists are drawn. Where both keys are in this process's
memory, and there are many awards, its children sign them: they have all that it has, and give back lines for the ledger.
"""

from __future__ import annotations

import gc
import hashlib
import multiprocessing
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field

from laurels.credential import ledger
from laurels.credential.build import Allocation
from laurels.credential.series import Series, sign
from laurels.encoding import jcs
from laurels.errors import CredentialError
from laurels.model.catalogue import Catalogue
from laurels.model.ledger import TemplateLine
from laurels.office.opening import Desk, Opened, Waiting
from laurels.office.pending import Row
from laurels.proof.prover import Prover
from laurels.proof.template import Template
from laurels.sealing.values import seal_bytes

TOGETHER = 64
"""Credentials that are signed in one go."""
SELDOM = 100_000
"""New objects that are still there, after which garbage is looked for: those of five thousand awards."""
Draw = Callable[[str], Sequence[Allocation]]
"""Batch → what is drawn for each of its rows."""


@dataclass(slots=True)
class Made:
    """What became of one batch."""

    slug: str
    ledger: bytes = b""
    """Lines for the ledger, in order: one piece, for that is what a process can hand to another quickly."""
    issued: list[tuple[int, str, str]] = field(default_factory=list)
    """Row, UUID and digest of each credential."""
    waiting: list[Waiting] = field(default_factory=list)


class Press:
    """Signs the waiting rows of a run."""

    def __init__(self, catalogue: Catalogue, desk: Desk, prover: Prover, rows: Mapping[str, Sequence[Row]]) -> None:
        self._catalogue = catalogue
        self._desk = desk
        self._prover = prover
        self._rows = rows
        self._issued = prover.options["created"]
        self._shapes: dict[str, Template | None] = {}

    def run(self, draw: Draw, processes: int = 1) -> Iterator[Made]:
        """One batch after another, each drawn for when its turn comes. Raises `CredentialError`, `SignerError`."""
        if processes < 2 or not hasattr(os, "fork"):
            for slug in self._rows:
                yield self.make(slug, draw(slug))
            return
        global _press
        _press = self
        try:
            fork = multiprocessing.get_context("fork")
            with ProcessPoolExecutor(processes, mp_context=fork, initializer=_begin) as pool:
                yield from pool.map(_make, self._rows, map(draw, self._rows))
        finally:
            _press = None

    def make(self, slug: str, drawn: Sequence[Allocation]) -> Made:
        """Open, sign and write down the rows of one batch. Raises `CredentialError`, `SignerError`."""
        rows = self._rows[slug]
        opened, waiting = self._desk.open(slug, rows)
        of_row = {row.number: allocation for row, allocation in zip(rows, drawn, strict=True)}
        before = self._catalogue.ledgers.get(slug)
        known = set(before.templates) if before else set()
        every: dict[tuple[str, ...], Series] = {}
        made, lines = Made(slug, waiting=waiting), list[bytes]()
        for start in range(0, len(opened), TOGETHER):
            block = opened[start : start + TOGETHER]
            drafts = []
            for item in block:
                allocation = of_row[item.row.number]
                names = tuple(allocation.status)
                if names not in every:
                    every[names] = Series(self._catalogue, self._catalogue.batches[slug], self._prover, self._shapes)
                try:
                    drafts.append(every[names].draft(item.award, allocation))
                except CredentialError as error:
                    raise type(error)(f"{slug}, row {item.row.number}: {error.message}", hint=error.hint) from error
            for item, draft, minted in zip(block, drafts, sign(drafts, self._prover), strict=True):
                allocation, template = of_row[item.row.number], draft.mould.line
                if template.template not in known:
                    known.add(template.template)
                    lines.append(jcs.canonical_bytes(ledger.template_data(template)))
                digest = hashlib.sha256(minted.data).hexdigest()
                lines.append(self._line(item, allocation, template, digest, minted.values))
                made.issued.append((item.row.number, allocation.id, digest))
        made.ledger = b"\n".join([*lines, b""])
        return made

    def _line(self, item: Opened, drawn: Allocation, template: TemplateLine, digest: str, values: bytes) -> bytes:
        """An award's line; its values are sealed where its page has a key."""
        places = ",".join([f'"{name}":{drawn.status[name]}' for name in sorted(drawn.status)])
        # Written out in the order of RFC 8785: a hundred thousand lines with the same keys.
        start = f'{{"digest":"{digest}","id":"{drawn.id}","issued":"{self._issued}","row":"{item.row.digest}",'
        end = f'"status":{{{places}}},"template":"{template.template}"'
        if item.page_key is None:
            return f'{start}{end},"values":'.encode() + values + b"}"
        sealed = seal_bytes(values, identifier=drawn.id, page_key=item.page_key)
        return f'{start}"sealed":"{sealed}",{end}}}'.encode()


_press: Press | None = None


def _begin() -> None:
    """In a child, at its start: garbage is looked for seldom, and never among what the parent has. Nearly all that is made for a
    batch stays until the batch is done: looking among it, every 700 objects, takes 3 % of the time and finds nothing."""
    gc.freeze()
    gc.set_threshold(SELDOM)


def _make(slug: str, drawn: Sequence[Allocation]) -> Made:
    """In a child: one batch."""
    assert _press is not None  # noqa: S101 - children inherit it
    return _press.make(slug, drawn)
