"""`laurels issue`: sign the awards that are not signed yet."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from laurels.cli.options import moment, registrar, report_format, repository, signer

if TYPE_CHECKING:
    from laurels.office.issue import Plan
    from laurels.office.preview import Preview

EXIT_WAITING = 4
"""With `--expect-all`: what could be signed is written, and something waits. Below 4 nothing was written."""
SHOWN = 20
"""Waiting rows that are named one by one."""


@click.command("issue")
@repository
@signer
@registrar
@click.option("--dry-run", is_flag=True, help="Report every row and write nothing; needs no signer.")
@click.option(
    "--expect-all",
    is_flag=True,
    help="Exit with 4 where a row still waits that is not another issuer's, once the others are signed and written.",
)
@moment("--now", "Sign as of this instant instead of now, such as 2026-06-30T09:00:00Z.")
@report_format()
def command(
    root: Path,
    signer: str | None,
    registrar: str | None,
    dry_run: bool,
    expect_all: bool,
    now: object,
    format_: str,
) -> None:
    """Sign the awards that are not signed yet, once and for all.

    Only appends to issued/ledger, writes the status lists and the sequence; running it again does nothing. A row that
    cannot be signed waits, and is named with the reason; the others are signed. That is no failure, unless every row
    is expected to be signed: see --expect-all, for a job in CI.

    Example: laurels issue --signer file:laurels-2026.key --registrar file:registrar-2026.key
    """
    import os
    from datetime import UTC, datetime

    from laurels.cli.passphrase import ask, ask_registrar
    from laurels.cli.progress import bar
    from laurels.office.preview import preview
    from laurels.office.run import issuable, issue
    from laurels.signers import open_signer
    from laurels.signers.registrar import open_registrar

    moment_ = now if isinstance(now, datetime) else datetime.now(UTC)
    opener = open_registrar(registrar, passphrase=ask_registrar, environment=os.environ) if registrar else None
    if dry_run:
        found = preview(issuable(root, moment_), opener)
        _show_preview(found, format_)
        _expect(expect_all, (item.state for item in found))
        return
    opened = open_signer(signer, passphrase=ask, environment=os.environ)
    with bar("Signing") as progress:
        result = issue(root, signer=opened, now=moment_, opener=opener, progress=progress)
    _show_result(result, format_)
    _expect(expect_all, (item.state for item in result.waiting))


def _expect(all_: bool, states: Iterable[str]) -> None:
    """Ends with its own code where a row waits that this run was expected to sign; another issuer's waits for another run."""
    if all_ and not {"ready", "signed", "other-issuer"}.issuperset(states):
        raise SystemExit(EXIT_WAITING)


def _show_preview(found: list[Preview], format_: str) -> None:
    import json

    ready = sum(item.state == "ready" for item in found)
    signed = sum(item.state == "signed" for item in found)
    if format_ == "json":
        data = [
            {
                "batch": item.row.batch,
                "row": item.row.number,
                "state": item.state,
                "id": item.row.signed,
                "reason": item.reason,
            }
            for item in found
        ]
        click.echo(json.dumps({"rows": data, "ready": ready, "written": []}, indent=2))
        return
    for item in found:
        click.echo(
            f"{item.row.batch}  row {item.row.number}  {item.state}" + (f"  {item.reason}" if item.reason else "")
        )
    waiting = len(found) - ready - signed
    more = f" · {waiting} wait" if waiting else ""
    click.echo(f"{len(found)} rows · {ready} ready · {signed} signed before{more}. Nothing was written.")


def _show_result(result: Plan, format_: str) -> None:
    import json

    if format_ == "json":
        made = [{"batch": item.batch, "row": item.number, "id": item.id} for item in result.issued]
        left = [
            {"batch": item.row.batch, "row": item.row.number, "state": item.state, "reason": item.reason}
            for item in result.waiting
        ]
        click.echo(json.dumps({"issued": made, "waiting": left, "written": list(result.files)}, indent=2))
        return
    click.echo("".join(f"{item.batch}  row {item.number}  urn:uuid:{item.id}\n" for item in result.issued), nl=False)
    for item in result.waiting[:SHOWN]:
        click.echo(f"{item.row.batch}  row {item.row.number}  waits: {item.reason}", err=True)
    if len(result.waiting) > SHOWN:
        click.echo(f"{len(result.waiting) - SHOWN:,} more rows wait; --format json lists them.", err=True)
    if not result.files and result.waiting:
        click.echo(f"Nothing was signed: {len(result.waiting):,} rows wait.")
    elif not result.files:
        click.echo("Nothing to sign: every award is signed and every status list is up to date.")
    else:
        lists = sum(name.startswith("issued/lists/") and not name.endswith("-changes.json") for name in result.files)
        click.echo(
            f"Signed {len(result.issued)} awards and {lists} status lists. Commit them: git add issued && git commit"
        )
