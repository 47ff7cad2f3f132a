"""Add skills to a framework's file: its lines stay as they are, the new ones go where the alphabet puts them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from laurels.drafting.layout import Schema, skill_lines
from laurels.encoding import strict_yaml


class NotInsertableError(ValueError):
    """The file is written in a way that lines cannot be put into, such as `skills: {…}`."""


def inserted(text: str, skills: Mapping[str, Mapping[str, Any]], schema: Schema) -> str:
    """The text of a framework's file with more skills in it.

    Args:
        text: the file as it is; strict YAML with `skills:` as a block.
        skills: key → skill as data, none of which is in the file.
        schema: the JSON Schema of such files.

    Raises:
        NotInsertableError: the result would not say what the file said, and these skills.
    """
    before = strict_yaml.loads(text)
    lines = text.split("\n")
    keys = list(before["skills"])
    places = dict(zip(keys, strict_yaml.locate_all(text, [(f"/skills/{key}", True) for key in keys]), strict=True))
    ordered = keys == sorted(keys)
    end = _end(text, before)
    for key in sorted(skills, reverse=True):
        following = next((other for other in keys if other > key), None) if ordered else None
        at = places[following][0] - 1 if following else end
        while following and lines[at - 1].lstrip().startswith("#"):
            at -= 1  # a comment above a skill belongs to it
        lines[at:at] = skill_lines(schema, key, skills[key])
    made = "\n".join(lines)
    try:
        after = strict_yaml.loads(made)
    except strict_yaml.YamlError as error:
        raise NotInsertableError from error
    if after != {**before, "skills": {**before["skills"], **skills}}:
        raise NotInsertableError
    return made


def _end(text: str, data: Mapping[str, Any]) -> int:
    """The number of the line, from 0, before which the last skill's lines end."""
    tops = list(data)
    later = tops[tops.index("skills") + 1 :]
    lines = text.split("\n")
    end = strict_yaml.locate(text, f"/{later[0]}", key=True)[0] - 1 if later else len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    return end
