"""`laurels award`: make a batch from a spreadsheet."""

from __future__ import annotations

from pathlib import Path

import click

from laurels.cli.options import registrar, report_format, repository


@click.command("award")
@click.argument("achievement")
@click.option(
    "--from",
    "source",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The spreadsheet: .csv or .xlsx, one row a learner.",
)
@click.option("--batch", metavar="NAME", help="Name of the batch. Without it: the achievement and the month.")
@click.option("--awarded", metavar="DATE", help="The day of the award, such as 2026-06-30. Without it: today.")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=HEADER",
    help='Which column holds what, where its header does not say: --column name="Full name", or its letter.',
)
@click.option("--again", is_flag=True, help="Award those too who hold it already, such as for a better result.")
@click.option("--renew", is_flag=True, help="Each row renews the person's newest award, as the definition allows.")
@click.option("--sealed", is_flag=True, help="Seal the rows even where the issuer's policy is public.")
@click.option("--key", metavar="ID", help="Which registrar's key to seal for, where several are in use.")
@registrar
@click.option("--dry-run", is_flag=True, help="Look at every row and write nothing.")
@report_format()
@repository
def command(
    achievement: str,
    source: Path,
    batch: str | None,
    awarded: str | None,
    columns: tuple[str, ...],
    again: bool,
    sealed: bool,
    renew: bool,
    key: str | None,
    registrar: str | None,
    dry_run: bool,
    format_: str,
    root: Path,
) -> None:
    """Make a batch of awards from a spreadsheet, every row sealed for the registrar.

    Columns are found by their headers: name (or first and last name), email, and if you like id (did:key), evidence
    (https addresses, SHA-256 digests), language, and one for each criterion. All rows are looked at, and all problems
    listed at once. The spreadsheet itself is not kept. Exit code: 0 ready, 1 rows need you.

    Example: laurels award sql-foundations --from cohort.csv --dry-run
    """
    import os
    import sys
    from datetime import UTC, datetime

    from laurels.cli.awards import as_json, as_text
    from laurels.cli.passphrase import ask_registrar
    from laurels.encoding.timestamps import parse_date
    from laurels.errors import UsageError
    from laurels.exchange.sheet import read_sheet
    from laurels.office.award.run import Order, prepare
    from laurels.repository.load import load
    from laurels.repository.write import write_new_file
    from laurels.signers.registrar import open_registrar

    now = datetime.now(UTC).replace(microsecond=0)
    try:
        day = parse_date(awarded) if awarded else now.date()
    except ValueError as error:
        raise UsageError(f"--awarded: {error}", hint="Write it like 2026-06-30.") from error
    told = dict(item.partition("=")[::2] for item in columns)
    if any("=" not in item for item in columns):
        raise UsageError("--column needs FIELD=HEADER.", hint='Such as --column name="Full name".')
    catalogue = load(root).catalogue
    sheet = read_sheet(source)
    opener = open_registrar(registrar, passphrase=ask_registrar, environment=os.environ) if registrar else None
    order = Order(achievement, day, batch, told, key, again=again, sealed=sealed, renew=renew)
    prepared = prepare(catalogue, sheet, order, now=now, random_bytes=os.urandom, opener=opener)
    written = prepared.data is not None and not dry_run
    if written and prepared.data is not None:
        write_new_file(root / prepared.path, prepared.data)
    click.echo((as_json if format_ == "json" else as_text)(prepared, written=written))
    sys.exit(0 if prepared.data is not None else 1)
