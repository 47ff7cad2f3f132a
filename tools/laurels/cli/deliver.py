"""`laurels deliver`: send each learner the link to their badge."""

from __future__ import annotations

from pathlib import Path

import click

from laurels.cli.options import registrar, report_format, repository


@click.command("deliver")
@click.option(
    "--to",
    "target",
    required=True,
    metavar="csv:FILE|eml:DIR|smtp://USER@HOST:587",
    help="A table for mail merge, a folder of letters, or a mail server.",
)
@registrar
@click.option(
    "--from", "from_", metavar="ADDRESS", help='Who the letters are from: "Registry <registry@school.example>".'
)
@click.option("--batch", "batches", multiple=True, metavar="NAME", help="Only awards of this batch; can be repeated.")
@click.option("--since", metavar="DATE", help="Only awards signed on that day or later, such as 2026-06-30.")
@click.option("--id", "ids", multiple=True, metavar="ID", help="Only this award; can be repeated.")
@click.option("--again", is_flag=True, help="Send those awards again that --id names, even if they were sent.")
@click.option(
    "--state",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where it is noted what was sent. Without it: in your state folder (~/.local/state/laurels).",
)
@click.option(
    "--ca",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Authorities (PEM) to trust in place of the system's, for the mail server's certificate.",
)
@click.option("--dry-run", is_flag=True, help="Say how many letters there are; send and write nothing.")
@report_format()
@repository
def command(
    target: str,
    registrar: str | None,
    from_: str | None,
    batches: tuple[str, ...],
    since: str | None,
    ids: tuple[str, ...],
    again: bool,
    state: Path | None,
    ca: Path | None,
    dry_run: bool,
    format_: str,
    root: Path,
) -> None:
    """Send each learner the link to their badge. Needs the registrar's key.

    Sealed awards only, and none that is revoked or suspended. By smtp:// each letter is noted before and after it leaves,
    so that a run that was cut short goes on where it stopped, and nobody gets a letter twice. STARTTLS and a certificate
    that verifies are required. Exit code: 0 all sent, 1 some were refused or the server stopped.

    Example: laurels deliver --to csv:../letters.csv --registrar file:registrar.key
    """
    import os
    import sys
    from datetime import UTC, datetime

    from laurels.cli.passphrase import ask_registrar, ask_smtp
    from laurels.cli.progress import bar
    from laurels.encoding.timestamps import parse_date
    from laurels.errors import UsageError
    from laurels.office.deliver.addressed import Selection
    from laurels.office.deliver.run import Order, deliver
    from laurels.signers.registrar import open_registrar

    try:
        day = parse_date(since) if since else None
    except ValueError as error:
        raise UsageError(f"--since: {error}", hint="Write it like 2026-06-30.") from error
    if again and not ids:
        raise UsageError("--again sends again what --id names.", hint="Add --id ID for each.")
    order = Order(
        target=target,
        sender=from_,
        selection=Selection(batches, day, [name.removeprefix("urn:uuid:").lower() for name in ids]),
        again=again,
        state=state,
        authorities=ca,
        dry_run=dry_run,
    )
    opener = open_registrar(registrar, passphrase=ask_registrar, environment=os.environ)
    with bar("Sending") as progress:
        done = deliver(
            root,
            order,
            opener=opener,
            environment=os.environ,
            password=ask_smtp,
            clock=lambda: datetime.now(UTC),
            progress=progress,
        )
    click.echo(done.as_json() if format_ == "json" else done.as_text())
    sys.exit(1 if done.sent.refused or done.sent.stopped else 0)
