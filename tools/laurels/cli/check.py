"""`laurels check`: check every definition, award and key."""

from __future__ import annotations

from pathlib import Path

import click

from laurels.cli.options import report_format, repository


@click.command("check")
@repository
@report_format("github", "sarif")
@click.option("--today", metavar="DATE", help="Check as of this day instead of today (UTC), such as 2026-06-30.")
@click.pass_context
def command(context: click.Context, root: Path, format_: str, today: str | None) -> None:
    """Check every definition, award and key.

    Exit code: 0 no errors, 1 errors were found, 2 wrong usage, 3 the repository could not be read.

    Example: laurels check --format github
    """
    from datetime import UTC, date, datetime

    from laurels import __version__
    from laurels.checks import in_order, run
    from laurels.checks.reports import REPORTERS, report
    from laurels.encoding.timestamps import parse_date
    from laurels.repository.load import load

    try:
        day: date = parse_date(today) if today else datetime.now(UTC).date()
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--today") from error
    loaded = load(root)
    found = in_order([*loaded.findings, *run(loaded.catalogue, day)])
    made = report(loaded.catalogue, found, __version__)
    click.echo(REPORTERS[format_](made))
    context.exit(0 if made.ok else 1)
