"""Images: SVG that shows something and does nothing.

Read by expat as a stream, without building a tree; a document type is refused before any entity could be declared.
"""

# ruff: noqa: ARG001 - every check takes the same arguments
from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from xml.parsers import expat

from laurels.checks.problem import Problem
from laurels.model.catalogue import Catalogue

_SVG = "http://www.w3.org/2000/svg"
_ACTIVE = frozenset(
    ["script", "foreignObject", "iframe", "object", "embed", "audio", "video", "canvas", "handler", "listener", "set",
     "animate", "animateMotion", "animateTransform", "discard"]
)  # fmt: skip
_REFERENCES = frozenset(["href", "src", "base", "data", "action", "formaction"])
_URL = re.compile(r"url\s*\(\s*(?:[\"']\s*)?(?!#)[^)\s\"']", re.IGNORECASE)
_ESCAPING = re.compile(r"@import|\\|expression\s*\(|javascript:", re.IGNORECASE)


class _UnreadableError(Exception):
    """What makes an image unreadable although it is XML."""


class _UnsafeError(Exception):
    """What makes an image unsafe; raised inside expat's callbacks to stop reading."""


def unreadable_image(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """An image is well-formed SVG."""
    for slug, raw in catalogue.images.items():
        problem = _read(raw)
        if problem and not problem[0]:
            yield Problem(
                "image", slug, "", f"This is not SVG: {problem[1]}.", "Save it again as plain SVG.", line=problem[2]
            )


def unsafe_image(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """An image holds no script, no animation, no foreign content, no document type and nothing from elsewhere."""
    for slug, raw in catalogue.images.items():
        problem = _read(raw)
        if problem and problem[0]:
            yield Problem(
                "image", slug, "", f"{problem[1]}.", "Remove it, or save the image again as plain SVG.", line=problem[2]
            )


def _read(raw: bytes) -> tuple[bool, str, int] | None:
    """Whether an image is unsafe rather than unreadable, why, and the line; None for a good one."""
    parser = expat.ParserCreate("utf-8", " ")
    reader = _Reader()
    parser.XmlDeclHandler = reader.declaration
    parser.StartDoctypeDeclHandler = reader.doctype
    parser.StartElementHandler = reader.element
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.ProcessingInstructionHandler = reader.instruction
    parser.buffer_text = True
    try:
        parser.Parse(raw, True)
    except _UnsafeError as error:
        return True, str(error), parser.CurrentLineNumber
    except expat.ExpatError as error:
        return False, expat.ErrorString(error.code), error.lineno
    except _UnreadableError as error:
        return False, str(error), parser.CurrentLineNumber
    return None if reader.is_svg else (False, "its outermost element is not svg", 1)


class _Reader:
    def __init__(self) -> None:
        self.is_svg = False
        self._depth = 0
        self._style: list[str] | None = None

    def declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        # In another encoding a browser may see other markup than we do.
        if encoding is not None and encoding.lower() not in ("utf-8", "us-ascii"):
            raise _UnreadableError("its encoding is not UTF-8")

    def doctype(self, *_: object) -> None:
        raise _UnsafeError("A document type (DOCTYPE) is not allowed in an image")

    def instruction(self, target: str, _: str) -> None:
        raise _UnsafeError(f"A processing instruction ({target[:40]}) is not allowed in an image")

    def element(self, qualified: str, attributes: dict[str, str]) -> None:
        space, _, name = qualified.rpartition(" ")
        self._depth += 1
        if self._depth == 1:
            self.is_svg = space == _SVG and name == "svg"
        if name in _ACTIVE:
            raise _UnsafeError(f"<{name}> is not allowed in an image")
        if name == "style":
            self._style = []
        for attribute, value in attributes.items():
            _refuse_attribute(attribute.rpartition(" ")[2], value)

    def end(self, _: str) -> None:
        self._depth -= 1
        if self._style is not None:
            _refuse_style("".join(self._style))
            self._style = None

    def text(self, text: str) -> None:
        if self._style is not None:  # expat hands a long text over in pieces
            self._style.append(text)


def _refuse_attribute(name: str, value: str) -> None:
    if name.lower().startswith("on"):
        raise _UnsafeError(f"The event handler {name[:40]} is not allowed in an image")
    if name in _REFERENCES and not value.strip().startswith("#"):
        raise _UnsafeError(f"A reference to something elsewhere ({name}) is not allowed in an image")
    _refuse_style(value)


def _refuse_style(text: str) -> None:
    if _URL.search(text) or _ESCAPING.search(text):
        raise _UnsafeError("A style that fetches something, or could, is not allowed in an image")
