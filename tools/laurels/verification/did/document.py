"""What a DID document says of its keys. Controlled Identifiers v1.0 §2.2 and §2.3.2."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def of_one_key(did: str, fragment: str, method: Mapping[str, Any]) -> dict[str, Any]:
    """The document of a DID that is nothing but a key: one verification method, good for signing credentials."""
    id_ = f"{did}#{fragment}"
    return {
        "id": did,
        "verificationMethod": [{"id": id_, "controller": did, **method}],
        "assertionMethod": [id_],
    }


def methods(document: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Absolute id → verification method, from the document's own list and those embedded in `assertionMethod`."""
    found: dict[str, Mapping[str, Any]] = {}
    for name in ("verificationMethod", "assertionMethod"):
        for entry in _list(document.get(name)):
            if isinstance(entry, dict) and isinstance(entry.get("id"), str):
                found.setdefault(_absolute(document, entry["id"]), entry)
    return found


def assertion_methods(document: Mapping[str, Any]) -> set[str]:
    """Absolute ids of the methods that may sign credentials (§2.3.2)."""
    ids = [entry.get("id") if isinstance(entry, dict) else entry for entry in _list(document.get("assertionMethod"))]
    return {_absolute(document, id_) for id_ in ids if isinstance(id_, str)}


def _absolute(document: Mapping[str, Any], identifier: str) -> str:
    return f"{document.get('id')}{identifier}" if identifier.startswith("#") else identifier


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
