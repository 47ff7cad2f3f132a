"""`laurels suspend`: withdraw awards for a while."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from laurels.cli import standing


@click.command("suspend")
@standing.options(None)
def command(root: Path, **given: Any) -> None:
    """Withdraw awards for a while.

    Name ids, a file of ids, or what the awards have in common. Everything is checked before anything is
    written. Until they are reinstated or revoked, every verifier says that they are suspended. Example:

        laurels suspend --achievement sql-foundations --awarded 2026-05-01.. --reason under-review
    """
    standing.run("suspend", root, **given)
