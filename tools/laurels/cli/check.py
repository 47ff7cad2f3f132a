"""`laurels check`: check every definition, award and key."""

from __future__ import annotations

from pathlib import Path

import click

from laurels.cli.options import report_format, repository


@click.command("check")
@repository
@report_format("github", "sarif")
@click.option("--today", metavar="DATE", help="Check as of this day instead of today (UTC), such as 2026-06-30.")
@click.option("--no-cache", is_flag=True, help="Read every file again, changed or not.")
@click.pass_context
def command(context: click.Context, root: Path, format_: str, today: str | None, no_cache: bool) -> None:
    """Check every definition, award and key.

    Exit code: 0 no errors, 1 errors were found, 2 wrong usage, 3 the repository could not be read.

    Example: laurels check --format github
    """
    import os
    from datetime import UTC, date, datetime

    from laurels.checks.reports import REPORTERS
    from laurels.encoding.timestamps import parse_date
    from laurels.repository import cache
    from laurels.repository.reported import reported

    try:
        day: date = parse_date(today) if today else datetime.now(UTC).date()
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--today") from error
    store = None if no_cache else cache.folder(os.environ, Path.home())
    made = reported(root, day, store)
    click.echo(REPORTERS[format_](made))
    context.exit(0 if made.ok else 1)
