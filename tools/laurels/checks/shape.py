"""The shape of a kind of file, as its model says it: which keys a group has, and what is written at a place."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from laurels.encoding import yaml_text
from laurels.model.kinds import Kind

Path = tuple[str | int, ...]


def fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """The fields of a model by the author's keys."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def field_at(kind: Kind, path: Path) -> FieldInfo | None:
    """The field at a path, if the model has one there."""
    model = model_at(kind, path[:-1]) if path else None
    return fields(model).get(str(path[-1])) if model else None


def model_at(kind: Kind, path: Path) -> type[BaseModel] | None:
    """The model of the group of keys at a path, as far as one can be told without looking at the data."""
    annotation: Any = kind.model
    for part in path:
        model = model_in(annotation)
        if model is None:
            return None
        if isinstance(part, str):
            field = fields(model).get(part)
            # In a mapping such as `skills` the keys are the author's own and the model stays the one of its values.
            annotation = field.annotation if field is not None else model
    return model_in(annotation)


def model_in(annotation: Any) -> type[BaseModel] | None:
    """The first model that an annotation speaks of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (Annotated, tuple, list, dict, typing.Union, types.UnionType):
        return next((found for item in get_args(annotation) if (found := model_in(item))), None)
    return None


def groups(kind: Kind, path: Path) -> Iterator[tuple[str, type[BaseModel]]]:
    """The keys of the group at a path that hold a group of keys themselves, not a list of them."""
    model = model_at(kind, path)
    for key, field in fields(model).items() if model else ():
        inner = model_in(field.annotation)
        if inner is not None and "tuple[" not in str(field.annotation) and "dict[" not in str(field.annotation):
            yield key, inner


def may_be_map(path: Path, kind: Kind) -> bool:
    """Whether a text at a path may also be a map of language to text."""
    field = field_at(kind, tuple(part for part in path if isinstance(part, str)))
    return field is not None and "dict[" in str(field.annotation)


def example(kind: Kind, path: Path) -> str:
    """What could stand at a path, as it is written in a file; empty where that takes more than a line."""
    field = field_at(kind, path)
    value = field.examples[0] if field is not None and field.examples else None
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return f"[{', '.join(yaml_text.scalar(item, in_list=True) for item in value)}]"
    if value is None or isinstance(value, dict | list):
        return ""
    return yaml_text.token(value) if isinstance(value, str) and " " not in value else yaml_text.scalar(value)
