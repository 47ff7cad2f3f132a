"""`laurels issue`: sign the awards that are not signed yet."""

from __future__ import annotations

from pathlib import Path

import click

from laurels.cli.options import moment, report_format, repository, signer


@click.command("issue")
@repository
@signer
@click.option("--dry-run", is_flag=True, help="Report every row and write nothing; needs no signer.")
@moment("--now", "Sign as of this instant instead of now, such as 2026-06-30T09:00:00Z.")
@report_format()
def command(root: Path, signer: str | None, dry_run: bool, now: object, format_: str) -> None:
    """Sign the awards that are not signed yet, once and for all.

    Only appends to issued/ledger, writes the status lists and the sequence; running it again does nothing.

    Example: laurels issue --signer file:laurels-2026.key
    """
    import json
    import os
    from datetime import UTC, datetime

    from laurels.cli.passphrase import ask
    from laurels.cli.progress import bar
    from laurels.office.pending import rows
    from laurels.office.run import issuable, issue
    from laurels.signers import open_signer

    moment_ = now if isinstance(now, datetime) else datetime.now(UTC)
    if dry_run:
        found = [
            {"batch": row.batch, "row": row.number, "state": "signed" if row.signed else "ready", "id": row.signed}
            for row in rows(issuable(root, moment_))
        ]
        ready = sum(row["state"] == "ready" for row in found)
        if format_ == "json":
            click.echo(json.dumps({"rows": found, "ready": ready, "written": []}, indent=2))
        else:
            for row in found:
                click.echo(f"{row['batch']}  row {row['row']}  {row['state']}")
            click.echo(f"{len(found)} rows · {ready} ready · {len(found) - ready} signed before. Nothing was written.")
        return
    opened = open_signer(signer, passphrase=ask, environment=os.environ)
    with bar("Signing") as progress:
        result = issue(root, signer=opened, now=moment_, progress=progress)
    if format_ == "json":
        made = [{"batch": item.batch, "row": item.number, "id": item.id} for item in result.issued]
        click.echo(json.dumps({"issued": made, "written": list(result.files)}, indent=2))
        return
    for item in result.issued:
        click.echo(f"{item.batch}  row {item.number}  urn:uuid:{item.id}")
    if result.other_issuer:
        click.echo(f"{len(result.other_issuer)} rows wait for the key of another issuer.", err=True)
    if not result.files:
        click.echo("Nothing to sign: every award is signed and every status list is up to date.")
    else:
        lists = sum(name.startswith("issued/lists/") for name in result.files)
        click.echo(
            f"Signed {len(result.issued)} awards and {lists} status lists. Commit them: git add issued && git commit"
        )
