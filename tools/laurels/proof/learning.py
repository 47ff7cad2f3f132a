"""How `proof.template` comes to know a shape: one run of the canonicaliser on a probe, with a mark wherever documents differ."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from laurels.encoding import pointer
from laurels.proof.blocks import MAX_BLANKS, Blank, Slot, Term, Triple, parse
from laurels.proof.canonical import CanonicalizationError, Contexts, canonical_lines
from laurels.proof.template import SCHEMES, Template, UnfitError, is_plain_address

Place = tuple[str, str] | tuple[str, str, str]
"""JSON Pointer, and what comes before and after a text there. In most places that is nothing."""
Hole = Sequence[Place]
"""Where one text stands."""
_MARK = "urn:uuid:ffffffff-ffff-ffff-ffff-"
_DIGITS = 12


def learn(document: Mapping[str, Any], holes: Sequence[Hole], contexts: Contexts) -> Template | None:
    """The template of a document's shape, or None where its shape is not one that can be filled.

    Args:
        document: one document of the shape, with its `@context`; what stands in its holes does not matter.
        holes: the texts that differ from document to document; `Template.sha256` takes them in this order.
        contexts: the known contexts.
    """
    names = document.get("@context")
    terms = _terms(names if isinstance(names, list) else [names], contexts)
    if terms is None or not terms.isdisjoint(SCHEMES) or _MARK in json.dumps(document):
        return None
    probe = copy.deepcopy(dict(document))
    marks = [f"{_MARK}{number:0{_DIGITS}x}" for number in range(len(holes))]
    try:
        for hole, mark in zip(holes, marks, strict=True):
            for place, beginning, *end in hole:
                if type(pointer.get(probe, place)) is not str:
                    return None
                pointer.put(probe, place, "".join([beginning, mark, *end]))
        lines = canonical_lines(probe, contexts)
        ends = frozenset("".join(end) for hole in holes for _, _, *end in hole)
        template = _template(lines, marks, ends, frozenset(term for term in terms if ":" in term))
    except (CanonicalizationError, UnfitError, LookupError, ValueError, TypeError):
        return None
    # The probe is a document of its own shape: what comes out for it must be what the canonicaliser made of it.
    whole = hashlib.sha256("".join(lines).encode("utf-8")).digest()
    return template if template.sha256(marks) == whole else None


def _template(lines: Sequence[str], marks: Sequence[str], ends: frozenset[str], reserved: frozenset[str]) -> Template:
    parsed = parse(lines)
    if parsed is None:
        raise UnfitError
    number_of = {mark: number for number, mark in enumerate(marks)}
    labels = sorted({term for line in parsed for term in line if term.startswith("_:")}, key=lambda text: int(text[6:]))
    blank_of = {label: Blank(number) for number, label in enumerate(labels)}
    seen: set[int] = set()

    def read(term: str) -> Term:
        if term in blank_of:
            return blank_of[term]
        if _MARK not in term:
            return term
        start = term.index(_MARK)
        end = start + len(_MARK) + _DIGITS
        slot = Slot(term[:start], number_of.get(term[start:end], -1), term[end:])
        is_address = term.startswith("<")
        beginning, after = slot.before[1:], slot.after.rpartition(">" if is_address else '"')[0]
        if slot.number < 0 or after not in ends:
            raise UnfitError  # the mark stands inside something else
        if is_address and not _is_free(beginning, after, reserved):
            raise UnfitError  # what stands around it could be a term
        seen.add(slot.number)
        return slot

    triples = [Triple(read(s), p, read(o)) for s, p, o in parsed]
    if len(seen) < len(marks) or len(labels) > MAX_BLANKS or any(_MARK in triple.predicate for triple in triples):
        raise UnfitError
    return Template(triples, len(labels), reserved)


def _is_free(beginning: str, end: str, reserved: frozenset[str]) -> bool:
    """Whether every address that begins and ends like this and is plain between means itself."""
    if not beginning:  # the template looks at the whole of each
        return not end
    return is_plain_address(beginning + "x" + end) and not any(term.startswith(beginning) for term in reserved)


def _terms(names: Sequence[Any], contexts: Contexts) -> set[str] | None:
    """Every key of some contexts, at any depth; None where one is not known by name."""
    found: set[str] = set()
    waiting: list[Any] = []
    for name in names:
        if not isinstance(name, str) or name not in contexts:
            return None
        waiting.append(contexts[name])
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            found.update(value)
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
    return found
