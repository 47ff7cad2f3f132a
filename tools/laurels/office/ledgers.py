"""Ledger files to come: what was there, new lines behind it, and the sequence that covers them all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from laurels.credential import ledger
from laurels.encoding.timestamps import format_timestamp
from laurels.model.catalogue import Catalogue
from laurels.office.press import Made


class LedgerWriter:
    """Collects the lines of one run."""

    def __init__(self, catalogue: Catalogue, before: Mapping[str, bytes], now: datetime) -> None:
        """`before` are the ledger files as they are: batch slug → bytes."""
        self._catalogue = catalogue
        self._before = before
        self._now = now
        self._issued = format_timestamp(now)
        self._lines: dict[str, bytes] = {}
        self._digests = {line.id: line.digest for _, _, line in catalogue.signed()}

    def append(self, made: Made) -> None:
        """The lines of one batch."""
        if made.ledger:
            self._lines[made.slug] = made.ledger
        self._digests.update((identifier, digest) for _, identifier, digest in made.issued)

    def files(self) -> dict[str, bytes]:
        """The ledger files that change: path → content."""
        return {f"issued/ledger/{slug}.jsonl": self._whole(slug) + lines for slug, lines in sorted(self._lines.items())}

    def _whole(self, slug: str) -> bytes:
        before = self._before.get(slug, b"")
        return before if not before or before.endswith(b"\n") else before + b"\n"

    def sequence(self, *, always: bool) -> dict[str, bytes]:
        """`issued/ledger/sequence.yaml`, where something was issued or it does not cover what is there; else nothing."""
        before = self._catalogue.sequence
        head = ledger.head(self._digests)
        behind = before.head != head if before is not None else bool(self._digests)
        if not always and not behind:
            return {}
        lines = (
            "# yaml-language-server: $schema=../../schemas/sequence.schema.json",
            "# Written by `laurels issue`, never by hand. Two runs on two branches conflict here: keep one run's files, then run",
            "# `laurels issue` again for the rest.",
            f"run: {(before.run if before else 0) + 1}",
            f"issued: {len(self._digests)}",
            f"last: {self._issued}",
            f'head: "{head}"',
        )
        return {"issued/ledger/sequence.yaml": ("\n".join(lines) + "\n").encode()}
