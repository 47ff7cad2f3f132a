"""The JSON-LD contexts that came with the package; nothing is ever fetched."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from laurels.errors import LaurelsError
from laurels.proof.canonical import Contexts


@cache
def bundled() -> Contexts:
    """Context URL → context document, as pinned by digest when the package was built."""
    folder = files("laurels") / "_bundled" / "contexts"
    try:
        index: dict[str, str] = json.loads((folder / "index.json").read_bytes())
        found: dict[str, Any] = {url: json.loads((folder / name).read_bytes()) for url, name in index.items()}
    except FileNotFoundError as error:
        raise LaurelsError(
            "The JSON-LD contexts are missing from this installation.",
            hint="Install the package again: pip install --force-reinstall laurels (in a checkout: make install).",
        ) from error
    return MappingProxyType(found)
