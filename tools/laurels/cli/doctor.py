"""`laurels doctor`: whether this computer, repository and CI can do the office's work."""

from __future__ import annotations

from pathlib import Path

import click

from laurels.cli.options import registrar, report_format, repository, signer

MARKS = {"ok": "✓", "note": "·", "warning": "!", "failed": "✗"}


@click.command("doctor")
@repository
@signer
@registrar
@report_format()
@click.pass_context
def command(context: click.Context, root: Path, signer: str | None, registrar: str | None, format_: str) -> None:
    """Say whether everything is there that issuing and publishing need, and what to do where it is not.

    Tries the signer and the registrar's key that are named; writes nothing and asks nothing of the network. The exit code is 1
    where something would fail. Example:

        laurels doctor --signer file:laurels-2026.key --registrar file:registrar-2026.key
    """
    import json
    import os
    from dataclasses import asdict
    from datetime import UTC, datetime

    from laurels.cli.passphrase import ask, ask_registrar
    from laurels.office.doctor import examine
    from laurels.office.surroundings import Surroundings
    from laurels.repository.load import load

    around = Surroundings(datetime.now(UTC), os.environ, signer, registrar, ask, ask_registrar)
    told = list(examine(root, load(root), around))
    if format_ == "json":
        click.echo(json.dumps([asdict(one) for one in told], indent=2))
    else:
        width = max(len(one.about) for one in told)
        for one in told:
            click.echo(f"{MARKS[one.outcome]} {one.about:<{width}}  {one.message}")
            if one.hint:
                click.echo(f"  {'':<{width}}  → {one.hint}")
        counts = {name: sum(one.outcome == name for one in told) for name in MARKS}
        click.echo(f"{counts['failed']} to mend, {counts['warning']} to look at, {counts['ok']} in order.")
    context.exit(1 if any(one.outcome == "failed" for one in told) else 0)
