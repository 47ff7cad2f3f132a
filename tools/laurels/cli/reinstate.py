"""`laurels reinstate`: give suspended awards back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from laurels.cli import standing


@click.command("reinstate")
@standing.options("cleared")
def command(root: Path, **given: Any) -> None:
    """Give suspended awards back.

    Name ids, a file of ids, or what the awards have in common. Everything is checked before anything is
    written. What was revoked stays revoked. Example:

        laurels reinstate --from ids.txt
    """
    standing.run("reinstate", root, **given)
