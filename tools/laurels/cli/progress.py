"""Progress on stderr for what takes more than a second; silence where nobody watches."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol, TextIO

import click

PATIENCE_SECONDS = 1.0
_EVERY_SECONDS = 0.1


class Show(Protocol):
    """Shows how far the work is."""

    def __call__(self, done: int, total: int | None = None, /) -> None:
        """`total` is None where nobody knows."""
        ...


@contextmanager
def bar(label: str, *, beside: TextIO | None = None) -> Iterator[Show]:
    """A function to call with (done, total); it shows something only on a terminal, and only after a second.

    `beside` is where results appear meanwhile: on a terminal they are progress enough.
    """
    due = time.monotonic() + PATIENCE_SECONDS
    shown = False

    def show(done: int, total: int | None = None, /) -> None:
        nonlocal due, shown
        if (now := time.monotonic()) < due:
            return
        due = now + _EVERY_SECONDS
        if sys.stderr.isatty() and not (beside is not None and beside.isatty()):
            shown = True
            click.echo(f"\r{label} {done}" + ("" if total is None else f" of {total}"), err=True, nl=False)

    yield show
    if shown:
        click.echo("\r\033[K", err=True, nl=False)
