"""Frameworks' files: add skills to one, without touching the lines that are there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from laurels.checks.faults import faults
from laurels.checks.schemas import schemas
from laurels.drafting.layout import page
from laurels.drafting.skills import NotInsertableError, inserted
from laurels.encoding import strict_yaml
from laurels.errors import RepositoryError, UsageError
from laurels.model.base import SLUG_PATTERN
from laurels.model.kinds import KIND
from laurels.model.skill import Framework
from laurels.repository.write import write_file, write_new_file

Skills = Mapping[str, Mapping[str, Any]]
MAX_BYTES = 4 * 1024 * 1024
"""No larger file of the catalogue is read (`repository.load`)."""


def read_framework(root: Path, slug: str) -> tuple[str, Framework] | None:
    """Text and content of a framework's file; None where there is none. Raises `RepositoryError` where it cannot be read."""
    path = root / KIND["skills"].folder / f"{slug}.yaml"
    if not path.is_file() or path.is_symlink():
        return None
    try:
        text = path.read_text(encoding="utf-8")
        return text, Framework.model_validate(strict_yaml.loads(text))
    except (OSError, ValueError) as error:
        raise RepositoryError(
            f"catalogue/skills/{slug}.yaml cannot be read.", hint="`laurels check` says why; mend it first."
        ) from error


def add_skills(root: Path, slug: str, skills: Skills, head: Mapping[str, Any] | None = None) -> str:
    """Add skills to a framework's file, or begin it; the path that was written.

    Args:
        root: the repository.
        slug: the framework's file name.
        skills: key → skill as data.
        head: for a framework that has no file yet, the keys of the file but for `skills`.

    Raises:
        UsageError: a key cannot be one or is there already, a skill is not complete, or there is no such framework.
        RepositoryError: the file cannot be read, would be too large, or has a form that nothing can be put into.
    """
    where = f"{KIND['skills'].folder}/{slug}.yaml"
    for key in skills:
        if not re.fullmatch(SLUG_PATTERN, key):
            raise UsageError(f"`{slug}/{key}` cannot name a skill.", hint="Write framework/key, like esco/sparql.")
    found = read_framework(root, slug)
    if found is None and head is None:
        known = ", ".join(sorted(path.stem for path in (root / KIND["skills"].folder).glob("*.yaml"))) or "none yet"
        raise UsageError(f"There is no framework `{slug}`.", hint=f"Known: {known}. `laurels skills import` makes one.")
    schema = schemas()["skills.schema.json"]
    if found is None:
        data = {**(head or {}), "skills": dict(sorted(skills.items()))}
        _refuse_faults(data, where)
        text = page("skills", slug, schema, data)
    else:
        _refuse_known(slug, found[1], skills)
        _refuse_faults({**found[1].as_data(), "skills": dict(skills)}, where)
        try:
            text = inserted(found[0], skills, schema)
        except NotInsertableError as error:
            raise RepositoryError(
                f"Nothing can be added to {where} as it is written.",
                hint="Write `skills:` with one key a line, indented.",
            ) from error
    if len(text.encode()) > MAX_BYTES:
        raise RepositoryError(
            f"{where} would have {len(text.encode()):,} bytes; at most {MAX_BYTES:,} are read.",
            hint="Take only the skills that the catalogue uses, with --select.",
        )
    (write_new_file if found is None else write_file)(root / where, text.encode())
    return where


def _refuse_known(slug: str, framework: Framework, skills: Skills) -> None:
    addresses = {skill.uri: key for key, skill in framework.skills.items()}
    for key, skill in skills.items():
        other = key if key in framework.skills else addresses.get(str(skill.get("uri")))
        if other is not None:
            raise UsageError(f"`{slug}/{other}` is there already.", hint=f"Use it, or choose another key than `{key}`.")


def _refuse_faults(data: dict[str, Any], where: str) -> None:
    try:
        Framework.model_validate(data)
    except ValidationError as error:
        path, fault = next(iter(faults(error, KIND["skills"], data)))
        whose = f"`{path[1]}`: " if len(path) > 2 else f"{where}: "
        raise UsageError(whose + fault.message, hint=fault.hint) from error
