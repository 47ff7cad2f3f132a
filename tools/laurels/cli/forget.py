"""`laurels forget`: take out what is kept of an award."""

from __future__ import annotations

from pathlib import Path

import click

from laurels.cli.options import moment, repository


@click.command("forget")
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option("--dry-run", is_flag=True, help="Say which files would change; write nothing.")
@click.option(
    "--replacements",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Also write what was taken out, for `git filter-repo --replace-text`; outside the repository.",
)
@click.option("--requested-by", default="", metavar="WHO", help="Who asks for it: a name or a role in the office.")
@click.option("--approved-by", default="", metavar="WHO", help="Who else agreed; needed for more than ten a day.")
@moment("--now", "Forget as of this instant instead of now, such as 2026-11-01T00:00:00Z.")
@repository
def command(
    ids: tuple[str, ...],
    dry_run: bool,
    replacements: Path | None,
    requested_by: str,
    approved_by: str,
    now: object,
    root: Path,
) -> None:
    """Take out what is kept of an award, at the holder's request.

    Row and values go, a tombstone stays, and the credential is revoked. Its page then says that it was removed. ID is the UUID
    in the page's address. What Git's history still holds, and how to purge it, is printed.

    Example: laurels forget 123e4567-e89b-42d3-a456-426614174000
    """
    from datetime import UTC, datetime

    from laurels.cli.forgetting import as_text
    from laurels.office.deliver.files import refuse_inside, write_private
    from laurels.office.forget import plan
    from laurels.office.forget import replacements as listed
    from laurels.repository.load import load
    from laurels.repository.remains import remains
    from laurels.repository.write import write_files

    moment_ = now if isinstance(now, datetime) else datetime.now(UTC)
    names = [name.strip().rstrip("/").rpartition("/")[2].removeprefix("urn:uuid:").lower() for name in ids]
    catalogue = load(root).catalogue
    ledgers = {slug: (root / "issued" / "ledger" / f"{slug}.jsonl").read_bytes() for slug in catalogue.ledgers}
    found = plan(catalogue, ledgers, names, moment_.date(), requested_by=requested_by, approved_by=approved_by)
    if replacements is not None:
        refuse_inside(root, replacements)
    if not dry_run:
        if replacements is not None:
            write_private(replacements, listed(found))
        write_files(root, found.files)
    click.echo(as_text(found, remains(root, list(found.files)), replacements, dry_run=dry_run))
