"""From a JSON-LD document to the canonical text that a signature covers, guarded.

PyLD turns the document into RDF. Left alone it drops undefined terms without a word (shown, but not signed) and
resolves relative IRIs against an address of its own. Two sentinels make both visible in one run: an undefined term
gets a vocabulary and a relative IRI gets a base that no honest document can contain.
"""

from __future__ import annotations

import json
import re
from collections.abc import Hashable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from frozendict import frozendict
from pyld import jsonld

from laurels.proof import rdfc10

Contexts = Mapping[str, Any]
"""Context URL → context document. Contexts are never fetched."""

_VOCABULARY = "x-undefined:"
_GUARD = "x-undefined:context"
"""Name of a context of our own that gives undefined terms their vocabulary; by name, so that PyLD can keep it processed."""
_BASE = "x-relative://x/"
_BASE_SCHEME = "x-relative:"
_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
_LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
# RDF 1.2 N-Quads §4.2, IRIREF: what would end an address early, and let one text stand for two datasets.
# And every white space of Unicode: PyLD and jsonld.js drop statements whose IRI holds any, each by its own list.
_WHITE_SPACE = r"\x00-\x20\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_NOT_IN_IRI = re.compile(rf"[{_WHITE_SPACE}<>\"{{}}|^`\\]")
_NOT_IN_TERM = re.compile(rf"[{_WHITE_SPACE}]")
_ABSOLUTE_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:", re.ASCII)
_BLANK = re.compile(r"_:[A-Za-z0-9_.-]+", re.ASCII)
_BEYOND = re.compile("[\U00010000-\U0010ffff]")
_BEHIND = re.compile("[\ue000-\uffff]")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*", re.ASCII)


MAX_VALUES = 10_000
"""Texts, numbers, lists and objects in one document. An honest badge has a hundred or two."""
MAX_CONTEXTS = 64
"""Contexts that a document names in all: each costs about as much as a badge."""


class CanonicalizationError(Exception):
    """The document has no canonical text that may be signed or trusted. `code` is a code of the `proof` step."""

    def __init__(self, code: str, **detail: Any) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail


def canonical_lines(document: Mapping[str, Any], contexts: Contexts, *, utf16: bool = False) -> list[str]:
    """The canonical N-Quads lines of a document (RDFC-1.0 §4, Data Integrity EdDSA Cryptosuites v1.0 §3.2.3).

    `document` has a top-level `@context` whose URLs are all in `contexts`. Raises `CanonicalizationError` for undefined
    terms, relative IRIs, poison graphs, and anything that PyLD refuses. `utf16` sorts as the standard does not, to tell a signature
    that was made that way.
    """
    context = document.get("@context", [])
    _refuse_size(document)
    _refuse_dropped(document)
    guarded = {
        **_without_null(document),
        "@context": [_GUARD, *(context if isinstance(context, list) else [context])],
    }
    options = {"base": _BASE, "documentLoader": _loader(contexts)}
    try:
        quads = _quads(_GuardedProcessor().to_rdf(guarded, options))
        return rdfc10.canonicalize(quads, order=rdfc10.by_utf16_unit if utf16 else None)
    except jsonld.JsonLdError as error:
        raise CanonicalizationError("proof.unreadable", reason=_reason(error)) from error
    except rdfc10.TooComplexError as error:
        raise CanonicalizationError("proof.too-complex") from error


_MAX_SCOPED = 256
_scoped: dict[tuple[Hashable, ...], tuple[Any, Any, Any]] = {}
"""Contexts within contexts, as processed: identities of what was combined, and how → both of these, and what came out."""


class _GuardedProcessor(jsonld.JsonLdProcessor):  # type: ignore[misc]  # published without types
    """PyLD, with a look at the expanded form on its way to RDF."""

    def _process_context(self, active: Any, local: Any, options: Any, *more: Any, **named: Any) -> Any:
        # PyLD keeps the contexts of a document processed, but not those that hold for a type or a property alone, which it asks
        # for with `propagate` or `override_protected`: it works them out again for each object, half of its time.
        if not named or "cycles" in named or not isinstance(active, frozendict):
            return super()._process_context(active, local, options, *more, **named)
        key = (id(active), id(local), options["base"], *more, *named.items())
        if key not in _scoped:
            made = super()._process_context(active, local, options, *more, **named)
            if len(_scoped) >= _MAX_SCOPED:
                _scoped.clear()
            _scoped[key] = active, local, made
        return _scoped[key][2]

    def expand(self, input_: Any, options: Any) -> list[Any]:
        expanded: list[Any] = super().expand(input_, options)
        _refuse_unsigned(expanded)
        return expanded


def _refuse_size(document: Mapping[str, Any]) -> None:
    values = contexts = 0
    stack: list[Any] = [document]
    while stack and values <= MAX_VALUES and contexts <= MAX_CONTEXTS:
        item = stack.pop()
        values += 1
        if isinstance(item, Mapping):
            stack.extend(item.values())
            named = item.get("@context")
            contexts += len(named) if isinstance(named, list) else named is not None
        elif isinstance(item, list):
            stack.extend(item)
    if stack:
        raise CanonicalizationError("proof.too-complex")


def _refuse_dropped(value: Any) -> None:
    """Refuse what expansion would drop without a trace (JSON-LD 1.1 API §5.1.2 steps 13.3 and 18): keys that cannot become
    part of an address, and a language without a text."""
    if isinstance(value, list):
        for item in value:
            _refuse_dropped(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if _NOT_IN_TERM.search(key) or (key == "@language" and "@value" not in value):
                raise CanonicalizationError("proof.undefined-term", term=key)
            if key != "@context":
                _refuse_dropped(item)


def _without_null(value: Any) -> Any:
    """The value with null replaced by an empty list: the same to JSON-LD, but its key survives expansion and is seen."""
    if isinstance(value, dict):
        return {key: [] if item is None else _without_null(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_without_null(item) for item in value if item is not None]
    return value


def _refuse_unsigned(expanded: list[Any]) -> None:
    """Refuse everything in an expanded document that would be shown to people but not reach the signed RDF.

    JSON-LD 1.1 API §8.1 (Deserialize JSON-LD to RDF) drops what has no absolute IRI, no well-formed language tag,
    or only an index.
    """
    for item in expanded:
        if not isinstance(item, dict):
            continue
        for key, value in item.items():
            if key in ("@id", "@type"):
                for iri in value if isinstance(value, list) else [value]:
                    _refuse_unsigned_address(iri, is_literal="@value" in item)
            elif key == "@language":
                if not _LANGUAGE.fullmatch(value):
                    raise CanonicalizationError("proof.unreadable", reason="a language tag is malformed")
            elif key in ("@index", "@reverse", "@included", "@direction"):
                raise CanonicalizationError("proof.undefined-term", term=key)
            elif key != "@value":
                if key.startswith("_:"):  # §8.1.3: a property without an address is left out of the RDF
                    raise CanonicalizationError("proof.undefined-term", term=key)
                if not key.startswith("@"):
                    _node(key)
                _refuse_unsigned(value if isinstance(value, list) else [value])


def _refuse_unsigned_address(iri: Any, *, is_literal: bool) -> None:
    if not isinstance(iri, str):  # PyLD's answer to a text like @this
        raise CanonicalizationError("proof.unreadable", reason="an address is a reserved word")
    if iri.startswith("_:"):  # labels are given anew before signing: whatever this one says is not covered
        raise CanonicalizationError("proof.undefined-term", term=iri)
    if iri != "@json" or not is_literal:
        _node(iri)


def _loader(contexts: Contexts) -> Any:
    known = {**contexts, _GUARD: {"@context": {"@vocab": _VOCABULARY}}}

    def load(url: str, _options: Any) -> dict[str, Any]:
        if url not in known:
            raise jsonld.JsonLdError(f"the context {url} is not known", "jsonld.LoadDocumentError")
        # "static" lets PyLD keep the processed context between calls.
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": url,
            "document": known[url],
            "tag": "static",
        }

    return load


def _reason(error: BaseException) -> str:
    while isinstance(error.__cause__, jsonld.JsonLdError):
        error = error.__cause__
    return str(getattr(error, "type", "") or "not JSON-LD").removeprefix("jsonld.")


def _quads(dataset: Mapping[str, Any]) -> Iterator[rdfc10.Quad]:
    for name, triples in dataset.items():
        graph = "" if name == "@default" else _node(name)
        for triple in triples:
            subject, predicate, object_ = triple["subject"], triple["predicate"], triple["object"]
            yield rdfc10.Quad(
                _node(subject["value"]),
                _node(predicate["value"]),
                _literal(object_) if object_["type"] == "literal" else _node(object_["value"]),
                graph,
            )


def _node(value: str) -> str:
    if value.startswith("_:"):
        if not _BLANK.fullmatch(value):
            raise CanonicalizationError("proof.unreadable", reason="a blank node label is malformed")
        return value
    if value.startswith(_VOCABULARY):
        raise CanonicalizationError("proof.undefined-term", term=value.removeprefix(_VOCABULARY))
    if _NOT_IN_IRI.search(value):
        raise CanonicalizationError("proof.unreadable", reason="an address contains a character that no address may")
    if value.startswith(_BASE_SCHEME):
        raise CanonicalizationError("proof.relative-iri", iri=value.removeprefix(_BASE))
    if not _ABSOLUTE_IRI.match(value):
        raise CanonicalizationError("proof.relative-iri", iri=value)
    return f"<{value}>"


def _literal(term: Mapping[str, str]) -> str:
    text = f'"{rdfc10.escape(term["value"])}"'
    if language := term.get("language"):
        return f"{text}@{language}"
    datatype = term.get("datatype", _XSD_STRING)
    return text if datatype in (_XSD_STRING, _LANG_STRING) else f"{text}^^{_node(datatype)}"


def is_portable(lines: list[str]) -> bool:
    """Whether software that sorts by UTF-16 code unit, as much JavaScript does, orders these lines alike."""
    return all(rdfc10.by_utf16_unit(a) <= rdfc10.by_utf16_unit(b) for a, b in pairwise(lines))


def has_two_orders(document: Mapping[str, Any]) -> bool:
    """Whether a document has characters that code points and UTF-16 units sort differently: some beyond the Basic Multilingual
    Plane, and some behind the surrogates in it."""
    text = json.dumps(document, ensure_ascii=False)
    return bool(_BEYOND.search(text) and _BEHIND.search(text))
