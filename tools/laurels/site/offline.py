"""`verify-offline.html`: the verifier as one file, with this site's keys, status lists and the contexts inside.

Opened from a disk, a page may load neither modules nor anything else: so script, styles and data stand in the page itself, under a
policy that lets these very texts run and nothing more.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from importlib.resources import files as package_files
from typing import Any

NAME = "verify-offline.html"
_PLACE = re.compile(r"\{\{(\w+)\}\}")


def offline_files(
    site_url: str, trust: bytes, lists: Mapping[str, bytes], changes: Mapping[str, bytes]
) -> Iterator[tuple[str, bytes]]:
    """The verifier's file, and its hash in the form that `sha256sum --check` reads.

    Args:
        site_url: the site's address.
        trust: the site's trust.json.
        lists: address → signed status list.
        changes: address → when and why bits of a list were set.
    """
    page = offline_page(site_url, trust, lists, changes)
    yield NAME, page
    yield f"{NAME}.sha256", f"{hashlib.sha256(page).hexdigest()}  {NAME}\n".encode()


def offline_page(site_url: str, trust: bytes, lists: Mapping[str, bytes], changes: Mapping[str, bytes]) -> bytes:
    """The file. The same arguments give the same bytes."""
    package = package_files("laurels")
    bundle = package / "_bundled" / "offline"
    template = (package / "render" / "static" / "offline.html").read_text(encoding="utf-8")
    data = {
        "site": site_url,
        "snapshot": _oldest(lists),
        "trust": json.loads(trust),
        "answers": {url: body.decode("utf-8") for url, body in sorted({**lists, **changes}.items())},
        "page": template,
    }
    parts = {
        "style": (bundle / "offline.css").read_text(encoding="utf-8"),
        # `<` could end the element that the text stands in; JSON can write it otherwise, and JavaScript too.
        "data": json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).replace("<", "\\u003c"),
        "script": (bundle / "offline.js").read_text(encoding="utf-8").replace("<!--", "<\\!--"),
    }
    return _PLACE.sub(lambda place: _part(parts, place[1]), template).encode("utf-8")


def _part(parts: Mapping[str, str], name: str) -> str:
    if name in parts:
        return parts[name]
    digest = hashlib.sha256(parts[name.removesuffix("Hash")].encode("utf-8")).digest()
    return base64.b64encode(digest).decode("ascii")


def _oldest(lists: Mapping[str, bytes]) -> str | None:
    dates: list[Any] = [json.loads(body).get("validFrom") for body in lists.values()]
    return min((date for date in dates if isinstance(date, str)), default=None)
