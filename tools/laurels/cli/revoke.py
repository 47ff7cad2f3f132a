"""`laurels revoke`: withdraw awards for good."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from laurels.cli import standing


@click.command("revoke")
@standing.options(None)
def command(root: Path, **given: Any) -> None:
    """Withdraw awards for good.

    Name ids, a file of ids, or what the awards have in common. Everything is checked before anything is
    written. Nothing brings a revoked award back; suspend what may come back. Example:

        laurels revoke 99e30ad4-b42a-488c-85d3-f788e89766a9 --reason issued-in-error
    """
    standing.run("revoke", root, **given)
