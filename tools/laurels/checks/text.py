"""Text that people read: plain text, whatever it is put into."""

# ruff: noqa: ARG001 - every check takes the same arguments
from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from laurels.checks.problem import Problem
from laurels.encoding import pointer as json_pointer
from laurels.model.base import Definition
from laurels.model.catalogue import Catalogue

MARKUP = re.compile(
    r"</?[a-z][\w:-]*(?:\s[^<>]*|/)?>|<[a-z][\w:-]*[\s/]+[\w:-]+\s*=|<!--|<!\[CDATA\[|<!doctype|<\?xml", re.IGNORECASE
)
SCRIPT_ADDRESS = re.compile(r"(?:java|vb)script:\S|data:[a-z]+/[a-z]", re.IGNORECASE)
# Overrides and embeddings of direction, byte order marks inside a text, and tag characters: they make text read unlike what it is.
_DECEPTIVE = re.compile("[\u202a-\u202e\ufeff\U000e0000-\U000e007f]")


def markup(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """Text holds no HTML."""
    for kind, slug, pointer, match in _matches(catalogue, MARKUP, lambda source: "<" in source):
        message = f"`{match[0][:40]}` is markup; text is shown as it is written."
        yield Problem(kind, slug, pointer, message, "Say it in words, without tags.")


def script_address(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """Text holds no address that runs or embeds something."""
    for kind, slug, pointer, match in _matches(catalogue, SCRIPT_ADDRESS, _may_hold_script):
        yield Problem(
            kind,
            slug,
            pointer,
            f"`{match[0][:40]}…` is an address that runs something.",
            "Remove it, or write an https address.",
        )


def deceptive_character(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """Text holds no invisible character that changes how the rest is read."""
    for kind, slug, pointer, match in _matches(catalogue, _DECEPTIVE, lambda source: not source.isascii()):
        message = f"The invisible character U+{ord(match[0]):04X} changes how this text is read."
        yield Problem(kind, slug, pointer, message, "Delete it.")


def unfit(text: str) -> str:
    """Why a text from elsewhere cannot go into a definition, in a sentence; empty where it can."""
    if match := MARKUP.search(text):
        return f"`{match[0][:40]}` is markup; text is shown as it is written."
    if match := SCRIPT_ADDRESS.search(text):
        return f"`{match[0][:40]}…` is an address that runs something."
    if match := _DECEPTIVE.search(text):
        return f"The invisible character U+{ord(match[0]):04X} changes how this text is read."
    return ""


def _may_hold_script(source: str) -> bool:
    # A search for a word costs a hundredth of the pattern; where YAML joins lines it puts a blank between them.
    small = source.lower()
    return "script:" in small or "data:" in small


def _matches(
    catalogue: Catalogue, pattern: re.Pattern[str], may_match: Callable[[str], bool]
) -> Iterator[tuple[str, str, str, re.Match[str]]]:
    """The first match in every text. Files whose source cannot hold one, and no escape that could hide one, are passed over."""
    for kind, definitions in _definitions(catalogue):
        for slug, definition in definitions.items():
            read = catalogue.sources.get((kind, slug))
            source = read.text if read else "\\"
            if "\\" in source or may_match(source):
                for path, text in _texts(definition.as_data(), ()):
                    if match := pattern.search(text):
                        yield kind, slug, json_pointer.join(path), match


def _definitions(catalogue: Catalogue) -> Iterator[tuple[str, dict[str, Definition]]]:
    yield "issuer", dict(catalogue.issuers)
    yield "achievement", dict(catalogue.achievements)
    yield "stack", dict(catalogue.stacks)
    yield "skills", dict(catalogue.frameworks)
    yield "role", dict(catalogue.roles)
    yield "recognition", dict(catalogue.recognition)
    yield "trust", dict(catalogue.trust)
    yield "award", dict(catalogue.batches)
    yield "status", dict(catalogue.status_changes)


def _texts(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, (*path, index))
