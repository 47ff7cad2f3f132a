"""`laurels renewals`: which awards run out soon."""

from __future__ import annotations

from pathlib import Path

import click

from laurels.cli.options import report_format, repository

WORDS = {
    "renewed": "renewed",
    "waiting": "renewed by a row that is not signed yet",
    "open": "may be renewed now",
    "later": "may be renewed from {opens}",
    "ended": "ran out",
}


@click.command("renewals")
@repository
@click.option("--within", default="P90D", show_default=True, metavar="DURATION", help="How far to look ahead.")
@click.option("--ended", is_flag=True, help="List those that ran out before today as well.")
@click.option("--today", metavar="DATE", help="Count from this day instead of today (UTC), such as 2026-06-30.")
@report_format()
def command(root: Path, within: str, ended: bool, today: str | None, format_: str) -> None:
    """List the awards that run out soon, and what became of each.

    Awards are named by their id: who holds a sealed one, only `laurels deliver`
    can tell, with the registrar's key.

    Example: laurels renewals --within P6M
    """
    import json
    from datetime import UTC, datetime

    from laurels.encoding.timestamps import parse_date, parse_duration
    from laurels.office.renewals import due
    from laurels.repository.checked import checked
    from laurels.repository.load import load

    try:
        day = parse_date(today) if today else datetime.now(UTC).date()
        parse_duration(within)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    found = due(checked(load(root), day), day, within, ended=ended)
    if format_ == "json":
        click.echo(json.dumps({"renewals": [item.as_data() for item in found]}, indent=2))
        return
    for item in found:
        click.echo(f"{item.ends}  {item.id}  {item.achievement}  {WORDS[item.state].format(opens=item.opens)}")
    if not found:
        click.echo("No award runs out in that time.")
