"""Progress on stderr for what takes more than a second; silence where nobody watches."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

PATIENCE_SECONDS = 1.0


@contextmanager
def bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """A function to call with (done, total); it shows something only on a terminal, and only after a second."""
    started = time.monotonic()
    shown = False

    def show(done: int, total: int) -> None:
        nonlocal shown
        if sys.stderr.isatty() and time.monotonic() - started > PATIENCE_SECONDS:
            shown = True
            click.echo(f"\r{label} {done} of {total}", err=True, nl=False)

    yield show
    if shown:
        click.echo("\r\033[K", err=True, nl=False)
