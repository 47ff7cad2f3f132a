"""A reader of N-Quads (RDF 1.2 N-Quads §2), as far as the published tests go."""

from __future__ import annotations

import re
from collections.abc import Iterator

from laurels.proof.rdfc10 import Quad, escape

_TERM = re.compile(
    r'[ \t]*(?:<(?P<iri>[^>]*)>|(?P<blank>_:[^\s<"]+)|"(?P<text>(?:[^"\\]|\\.)*)"(?:\^\^<(?P<datatype>[^>]*)>|@(?P<language>[A-Za-z0-9-]+))?)'
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_NAMED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}
_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"


def _plain(text: str) -> str:
    return _ESCAPE.sub(lambda match: _NAMED[match[3]] if match[3] else chr(int(match[1] or match[2], 16)), text)


def _term(match: re.Match[str]) -> str:
    if match["iri"] is not None:
        return f"<{_plain(match['iri'])}>"
    if match["blank"]:
        return match["blank"]
    literal = f'"{escape(_plain(match["text"]))}"'
    if match["language"]:
        return f"{literal}@{match['language']}"
    datatype = _plain(match["datatype"] or _XSD_STRING)
    return literal if datatype == _XSD_STRING else f"{literal}^^<{datatype}>"


def read_quads(text: str) -> Iterator[Quad]:
    """Every quad of a document; terms as the canonicaliser takes them. Raises `ValueError` for a line it does not know."""
    for line in re.split(r"[\r\n]+", text):
        terms, at = [], 0
        while match := _TERM.match(line, at):
            terms.append(_term(match))
            at = match.end()
        rest = line[at:].strip()
        if terms and len(terms) in (3, 4) and re.fullmatch(r"\.\s*(#.*)?", rest):
            yield Quad(*terms)
        elif terms or (rest and not rest.startswith("#")):
            raise ValueError(f"not N-Quads: {line!r}")
