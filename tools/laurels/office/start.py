"""A repository of one's own: the files that `laurels init` writes."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from string import Template
from urllib.parse import urlsplit

from laurels import __version__
from laurels.checks.schemas import as_file, schemas
from laurels.drafting.slugs import suggest
from laurels.encoding.yaml_text import scalar, token
from laurels.errors import UsageError, WriteError
from laurels.model.catalogue import Site
from laurels.office.demo import example
from laurels.repository.forges import FORGES as KNOWN_FORGES
from laurels.repository.forges import forge_files
from laurels.repository.write import write_files

FORGES = (*KNOWN_FORGES, "none")
STARTER = Path(__file__).parent / "starter"
_DOT = "dot-"
"""Begins the name of a file or folder that begins with a dot once it is written: packing tools like to leave those out."""
_COPIED = ("verify.md", "propose.md", "assets", "overrides")
_DOCS_LINK = """          <li><a href="{{ 'docs/' | url }}">Docs</a></li>\n"""


@dataclass(frozen=True, slots=True)
class Institution:
    """Who starts a repository."""

    name: str
    url: str
    """Where the site will be, with a final slash."""
    country: str
    """Two letters (ISO 3166-1)."""

    @property
    def slug(self) -> str:
        """Name of its file in catalogue/issuers."""
        return suggest(self.name, otherwise="issuer")


def institution(name: str, url: str, country: str) -> Institution:
    """Check the three answers. Raises `UsageError`."""
    name, country = " ".join(name.split()), country.strip().upper()
    url = url.strip()
    parts = urlsplit(url)
    if not 1 <= len(name) <= 200 or not name.isprintable():
        raise UsageError("The name has 1 to 200 characters.", hint='--name "Example College"')
    plain = all(character.isalnum() or character in ".-:/_" for character in url) and url.isascii()
    if parts.scheme != "https" or not parts.hostname or "." not in parts.hostname or not plain:
        raise UsageError(
            "The address of the site starts with https:// and has a host's name.",
            hint="--url https://badges.example.edu/",
        )
    if len(country) != 2 or not country.isascii() or not country.isalpha():
        raise UsageError("A country is two letters (ISO 3166-1).", hint="--country IE")
    return Institution(name, url if url.endswith("/") else url + "/", country)


def files(who: Institution, forge: str) -> dict[str, bytes]:
    """Path → content of every file of a new repository. Raises `RepositoryError` where this installation lacks its example."""
    said = f"Micro-credentials of {who.name} that anybody can check in their own browser."
    words = {
        "name": who.name,
        "name_quoted": scalar(who.name),
        "name_html": html.escape(who.name),
        "description_quoted": scalar(said),
        "skills_name_quoted": scalar(f"Skills of {who.name}"[:200]),
        "skills_acknowledgement_quoted": scalar(f"Written by {who.name}."),
        "slug": who.slug,
        "slug_quoted": token(who.slug),
        "url": who.url,
        "home": f"https://{urlsplit(who.url).netloc}/",
        "did": Site(who.url).did,
        "country": who.country,
        "version": __version__,
    }
    made: dict[str, bytes] = {}
    for name, data in _tree(STARTER / "common", ""):
        path = re.sub(rf"(^|/){_DOT}", r"\1.", name).replace("issuers/issuer.yaml", f"issuers/{who.slug}.yaml")
        made[path] = Template(data.decode()).substitute(words).encode()
    if forge != "none":
        made.update(forge_files(forge, laurels=f"laurels=={__version__}"))
    source = example() / "site_src"
    for name in _COPIED:
        made.update(_tree(source / name, f"site_src/{name}"))
    page = made["site_src/overrides/main.html"].decode()
    made["site_src/overrides/main.html"] = page.replace(_DOCS_LINK, "").encode()  # a page that is not there
    made.update({f"schemas/{name}": as_file(schema).encode() for name, schema in schemas().items()})
    return dict(sorted(made.items()))


def start(folder: Path, made: Mapping[str, bytes]) -> None:
    """Write a new repository. What is there stays: raises `WriteError`, before anything is written, where a file is in the way."""
    there = [name for name in made if (folder / name).exists() or (folder / name).is_symlink()]
    folders = {parent for name in made for parent in PurePosixPath(name).parents}
    there += [str(name) for name in sorted(folders) if (folder / name).exists() and not (folder / name).is_dir()]
    if there:
        raise WriteError(
            f"{folder} has {there[0]} already" + (f", and {len(there) - 1} more." if len(there) > 1 else "."),
            hint="Name a new folder: nothing is overwritten.",
        )
    write_files(folder, made)


def _tree(path: Path, name: str) -> Iterator[tuple[str, bytes]]:
    """Every file below a path, or the file itself, by its name from there; nothing where there is none."""
    if path.is_dir():
        for entry in sorted(path.iterdir()):
            if entry.name != "__pycache__":
                yield from _tree(entry, f"{name}/{entry.name}" if name else entry.name)
    elif path.is_file():
        yield name, path.read_bytes()
