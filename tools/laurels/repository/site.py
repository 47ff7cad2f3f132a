"""Address and name of the site, from MkDocs' own configuration file.

That file need not be strict YAML: MkDocs allows tags in it, and this package does not load MkDocs to read two texts.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from laurels.encoding import strict_yaml
from laurels.errors import RepositoryError
from laurels.model.catalogue import Site, SourceFile

PATH = "mkdocs.yml"
MAX_FILE_BYTES = 1024 * 1024


def source_of(root: Path) -> SourceFile | None:
    """The text of mkdocs.yml, or None where there is none. Raises `RepositoryError` where it cannot be read."""
    path = root / PATH
    if not path.exists():
        return None
    try:
        if not path.is_file() or path.stat().st_size > MAX_FILE_BYTES:
            raise RepositoryError(
                f"{PATH} is not a file of at most {MAX_FILE_BYTES:,} bytes.", hint="Put MkDocs' configuration there."
            )
        return SourceFile(PATH, path.read_bytes().decode("utf-8").removeprefix("\ufeff"))
    except UnicodeDecodeError as error:
        raise RepositoryError(f"{PATH} is not UTF-8 text (byte {error.start}).", hint="Save it as UTF-8.") from error
    except OSError as error:
        raise RepositoryError(f"{PATH} cannot be read: {error.strerror}.", hint="Check its permissions.") from error


def site_of(root: Path) -> Site:
    """Address and name of the site from mkdocs.yml; tags that MkDocs allows there are ignored."""
    return site_in(source_of(root))


def site_in(source: SourceFile | None) -> Site:
    """The site that a text of mkdocs.yml describes. Raises `RepositoryError` where it is no YAML."""
    if source is None:
        return Site()
    try:
        found = _texts(source.text)
    except strict_yaml.YamlError as error:
        problem = error.problem
        raise RepositoryError(
            f"{PATH}:{problem.line}:{problem.column}: {problem.message}", hint=problem.hint
        ) from error
    url = found.get("site_url", "")
    return Site(
        url=url + "/" if url and not url.endswith("/") else url,
        name=found.get("site_name", "Catalogue"),
        repository=found.get("extra.repository", "").rstrip("/"),
        branch=found.get("extra.branch", "main"),
    )


def _texts(text: str) -> dict[str, str]:
    """The scalars of the outermost mapping, and of its `extra` with `extra.` before their keys; all else is passed over."""
    found: dict[str, str] = {}
    depth = 0
    prefixes = {1: ""}
    keys: dict[int, str | None] = {}
    for event in strict_yaml.events(text):
        kind = type(event)
        if kind in (yaml.SequenceEndEvent, yaml.MappingEndEvent):
            depth -= 1
        elif kind in (yaml.SequenceStartEvent, yaml.MappingStartEvent):
            name = keys.get(depth)
            keys[depth] = None
            depth += 1
            if depth == 2:
                inside = name == "extra" and kind is yaml.MappingStartEvent
                prefixes = {1: "", 2: "extra."} if inside else {1: ""}
            keys[depth] = None
            _refuse_depth(depth, event)
        elif depth in prefixes and kind in (yaml.ScalarEvent, yaml.AliasEvent):
            value = event.value if kind is yaml.ScalarEvent else ""
            name = keys.get(depth)
            if name is None:
                keys[depth] = value
            else:
                found[prefixes[depth] + name], keys[depth] = value, None
    return found


def _refuse_depth(depth: int, event: Any) -> None:
    if depth > strict_yaml.MAX_DEPTH:
        mark = event.start_mark
        raise strict_yaml.YamlError(
            strict_yaml.YamlProblem("depth", "It is nested too deep.", mark.line + 1, mark.column + 1)
        )
