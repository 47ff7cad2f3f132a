"""`laurels init`: a repository of one's own."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("init")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@click.option("--name", metavar="TEXT", help="The institution's name.")
@click.option("--url", metavar="URL", help="Where the site will be, such as https://badges.example.edu/.")
@click.option("--country", metavar="CODE", help="Its country, two letters.")
@click.option(
    "--forge",
    type=click.Choice(["github", "gitlab", "none"]),
    default="github",
    show_default=True,
    help="Whose CI signs and publishes.",
)
def command(folder: Path, name: str | None, url: str | None, country: str | None, forge: str) -> None:
    """Start an institution's own repository: one issuer, one example badge, a site.

    Asks for what no option says. What is there already is never overwritten. Example:

        laurels init badges --name "Example College" --url https://badges.example.edu/ --country IE
    """
    import shlex

    from laurels.office.start import files, institution, start

    who = institution(
        _ask(name, "--name", "What is the institution called?"),
        _ask(url, "--url", "Where will the site be (https://…)? It cannot be changed after the first award."),
        _ask(country, "--country", "In which country is it (two letters)?"),
    )
    made = files(who, forge)
    start(folder, made)
    click.echo(f"Wrote {len(made)} files to {folder}. It can be built already; README.md goes through the rest.")
    click.echo(f"Next: cd {shlex.quote(str(folder))} && git init && laurels check")


def _ask(given: str | None, option: str, question: str) -> str:
    import sys

    from laurels.errors import UsageError

    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise UsageError(f"{option} is missing, and there is nobody to ask.", hint=f"{question} Say it with {option}.")
    answer: str = click.prompt(question, err=True)
    return answer
