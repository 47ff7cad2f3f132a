"""The command line: wiring only. One file per command, imported when it is called, so that `--version` is quick."""

from __future__ import annotations

import importlib
import sys

import click

from laurels import __version__
from laurels.errors import LaurelsError

COMMANDS = {
    "answer": "Prove that you hold the key that a badge was awarded to.",
    "award": "Make a batch of awards from a spreadsheet.",
    "build": "Build the site from the repository.",
    "check": "Check every definition, award and key.",
    "deliver": "Send each learner the link to their badge.",
    "demo": "Issue, publish and verify in a working copy of the example.",
    "diff": "Say what a proposal changes.",
    "doctor": "Say whether this computer can do the office's work.",
    "explain": "Say what a code of `laurels check` means and what to do.",
    "forget": "Take out what is kept of an award.",
    "init": "Start an institution's own repository.",
    "issue": "Sign the awards that are not signed yet.",
    "keys": "Make, list, retire and revoke keys.",
    "new": "Write a new file of the catalogue, by a few questions.",
    "owners": "Say who looks after which definition, and write CODEOWNERS.",
    "reinstate": "Give suspended awards back.",
    "renewals": "List the awards that run out soon.",
    "revoke": "Withdraw awards for good.",
    "schemas": "Write the JSON Schemas of every kind of file.",
    "skills": "Find, list, add and import skills.",
    "serve": "Build the site and show it on this computer.",
    "suspend": "Withdraw awards for a while.",
    "verify": "Say whether credentials are valid.",
}
"""Name → summary. A command `x` is `command` in `laurels.cli.x`."""


class _Lazy(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"laurels.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except LaurelsError as error:
            click.echo(f"laurels: {error.message}", err=True)
            if error.hint:
                click.echo(f"  {error.hint}", err=True)
            sys.exit(error.exit_code)


@click.group(cls=_Lazy, name="laurels", context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="laurels", message="%(prog)s %(version)s")
def main() -> None:
    """Turn a Git repository into an awarding body's credential office.

    Definitions, stack rules and awards are YAML; these commands check, sign,
    publish and verify them. Example: laurels check
    """
