"""`laurels explain`: what a code of `laurels check` means."""

from __future__ import annotations

import click


@click.command("explain")
@click.argument("code", required=False)
@click.option(
    "--markdown", "as_markdown", is_flag=True, help="Print the page of the documentation that lists every code."
)
def command(code: str | None, as_markdown: bool) -> None:
    """Say what a code of `laurels check` means and what to do; without CODE, list all.

    Example: laurels explain REF002
    """
    import difflib

    from laurels.checks import pages
    from laurels.checks.table import BY_CODE
    from laurels.errors import UsageError

    if as_markdown:
        click.echo(pages.markdown(), nl=False)
    elif code is None:
        click.echo(pages.terminal_list())
    elif (check := BY_CODE.get(code.upper())) is not None:
        click.echo(pages.terminal_page(check))
    else:
        close = difflib.get_close_matches(code.upper(), BY_CODE, n=1, cutoff=0.6)
        hint = f"Did you mean {close[0]}?" if close else "`laurels explain` lists every code."
        raise UsageError(f"There is no code {code!r}.", hint=hint)
