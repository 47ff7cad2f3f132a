"""A file of the catalogue that reads like a form: each key with a line that says what it is for, what may be left out commented out.

Layout and comments come from the JSON Schema of the kind of file, so that the command line and the page on the site write the
same file from the same data.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from laurels.encoding import strict_yaml, yaml_text
from laurels.model.kinds import KIND

MAX_CHOICES = 12
"""More choices than these are not listed in a comment; the schema has them."""
_SHORT_LIST = 100

Schema = Mapping[str, Any]


def head(kind: str, slug: str) -> str:
    """The line that tells an editor which schema a file has: the first line of every file that is written."""
    up = "../" * (f"{KIND[kind].folder}/{slug}".count("/"))
    return f"# yaml-language-server: $schema={up}schemas/{kind}.schema.json"


def page(kind: str, slug: str, schema: Schema, data: Mapping[str, Any], remarks: Iterable[str] = ()) -> str:
    """The whole text of a file.

    Args:
        kind: name of a kind of file (`model.kinds`).
        slug: the file's name, which decides how far up the schema is.
        schema: the JSON Schema of the kind (`checks.schemas`).
        data: what the file says; None stands for what is still to be filled in.
        remarks: lines of comment below the first line.

    Raises:
        ValueError: the data has keys that the schema does not know, or text that no file can hold.
    """
    lines = [head(kind, slug), *(f"# {remark}" for remark in remarks)]
    for block in _blocks(schema, schema, data, 0, explain=True, inside=kind != "award"):
        lines += ["", *block]
    text = "\n".join(lines) + "\n"
    if strict_yaml.loads(text) != _plain(data):
        raise ValueError("the text does not say what was asked for")
    return text


def skill_lines(schema: Schema, key: str, skill: Mapping[str, Any]) -> list[str]:
    """The lines of one skill, as they stand below `skills:` in a framework's file."""
    return _entry(schema, {"$ref": "#/$defs/Skill"}, key, skill, 2, explain=False)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value


def _blocks(
    root: Schema, schema: Schema, data: Mapping[str, Any], indent: int, *, explain: bool, inside: bool = True
) -> Iterator[list[str]]:
    """The lines of each key of a group, in the schema's order; `explain`: with comments, `inside`: also within groups."""
    part = _resolved(root, schema, data)
    known: Mapping[str, Any] = part.get("properties", {})
    for key in data:
        if key not in known and "patternProperties" not in part:
            raise ValueError(f"there is no key {key!r}")
    for key, field in known.items():
        comments = [_at(indent, f"# {line}") for line in _comment(root, field)] if explain else []
        if key in data:
            yield comments + _entry(root, field, key, data[key], indent, explain=explain and inside)
        elif explain and isinstance(field, Mapping) and field.get("examples"):
            example = _entry(root, field, key, field["examples"][0], 0, explain=False)
            yield comments + [_at(indent, f"# {line}") for line in example]
    item: Schema = next(iter(part.get("patternProperties", {}).values()), {})
    for key, value in data.items():
        if key not in known:
            yield _entry(root, item, key, value, indent, explain=False)


def _comment(root: Schema, field: Any) -> list[str]:
    if not isinstance(field, Mapping) or not field.get("description"):
        return []
    choices = _resolved(root, field, "").get("enum", ())
    if 1 < len(choices) <= MAX_CHOICES and not all(str(choice) in field["description"] for choice in choices):
        return [field["description"], f"One of: {', '.join(map(str, choices))}."]
    return [field["description"]]


def _entry(root: Schema, field: Schema, key: str, value: Any, indent: int, *, explain: bool) -> list[str]:
    name = key if yaml_text.scalar(key) == key else yaml_text.quoted(key)
    part = _resolved(root, field, value)
    if value is None:
        return [_at(indent, f"{name}:")]
    if isinstance(value, Mapping):
        inner = [line for lines in _blocks(root, part, value, indent + 2, explain=explain) for line in lines]
        return [_at(indent, f"{name}:"), *inner] if inner else [_at(indent, f"{name}: {{}}")]
    if isinstance(value, list | tuple):
        return _list(root, part, name, value, indent, explain=explain)
    first, *rest = _scalar(part, value, indent + 2, indent + len(name) + 2)
    return [_at(indent, f"{name}: {first}"), *rest]


def _list(root: Schema, part: Schema, name: str, values: Any, indent: int, *, explain: bool) -> list[str]:
    item: Schema = part.get("items", {})
    simple = all(isinstance(value, str | int | float) for value in values)
    if simple and "maxLength" not in _deep(_resolved(root, item, "")):
        words = ", ".join(yaml_text.scalar(value, in_list=True) for value in values)
        if indent + len(name) + len(words) + 4 <= _SHORT_LIST:
            return [_at(indent, f"{name}: [{words}]")]
    lines = [_at(indent, f"{name}:")]
    for number, value in enumerate(values):
        lines += _item(root, item, value, indent + 2, explain=explain and number == 0)
    return lines


def _item(root: Schema, item: Schema, value: Any, indent: int, *, explain: bool) -> list[str]:
    if isinstance(value, Mapping):
        blocks = [line for lines in _blocks(root, item, value, indent + 2, explain=explain) for line in lines]
        start = next(number for number, line in enumerate(blocks) if not line.lstrip().startswith("#"))
        # Comments go above the dash, so that the dash stands before the first key.
        above = [line[2:] for line in blocks[:start]]
        return [*above, _at(indent, f"- {blocks[start].lstrip()}"), *blocks[start + 1 :]]
    if value is None:
        return [_at(indent, "-")]
    first, *rest = _scalar(_resolved(root, item, value), value, indent + 2, indent + 2)
    return [_at(indent, f"- {first}"), *rest]


def _scalar(part: Schema, value: Any, indent: int, used: int) -> list[str]:
    if isinstance(value, str):
        if "pattern" in part or "enum" in part or "format" in part:
            return [yaml_text.token(value)]
        return yaml_text.lines(value, indent, used)
    return [yaml_text.scalar(value)]


def _resolved(root: Schema, schema: Schema, value: Any) -> Schema:
    """The part of a schema that describes a value: references followed, of alternatives the one of its type."""
    if "$ref" in schema:
        found: Any = root
        for name in schema["$ref"].removeprefix("#/").split("/"):
            found = found[name]
        return _resolved(root, found, value)
    wanted = "object" if isinstance(value, Mapping) else "array" if isinstance(value, list | tuple) else "string"
    for choice in (*schema.get("anyOf", ()), *schema.get("oneOf", ())):
        resolved = _resolved(root, choice, value)
        if resolved.get("type") == wanted and _fits(resolved, value):
            return resolved
    return schema


def _fits(schema: Schema, value: Any) -> bool:
    return not isinstance(value, Mapping) or "properties" not in schema or set(value) <= set(schema["properties"])


def _deep(schema: Schema) -> set[str]:
    """The keywords of a schema for one text, its limit among them only where the text is long."""
    return {key for key in schema if key != "maxLength" or schema[key] > 200}


def _at(indent: int, line: str) -> str:
    return " " * indent + line if line else ""
