"""The Content-Security-Policy of a page: which of its inline scripts may run.

Content Security Policy Level 3 §6.7.2 (hashes). Only scripts that the theme itself brings are allowed: a script
that came in by a page's text never gets a hash.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from html.parser import HTMLParser

_SCRIPT_TYPES = frozenset({"", "module", "importmap", "text/javascript", "application/javascript"})
# The theme writes the page's distance to the site's root into one script: the same script with another number of dots.
_SCOPE = re.compile(r'new URL\("[./\w%~-]*",location\)')


class _Inline(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "script" and "src" not in given and (given.get("type") or "").strip().lower() in _SCRIPT_TYPES:
            self.inside = True
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.found[-1] += data


def inline_scripts(html: str) -> tuple[str, ...]:
    """The text of every script written into a page, each once; data blocks are no scripts."""
    parser = _Inline()
    parser.feed(html)
    parser.close()
    return tuple(dict.fromkeys(parser.found))


def shape(script: str) -> str:
    """What a script is, whatever the depth of the page it stands on."""
    return _SCOPE.sub('new URL("",location)', script)


def policy(scripts: Iterable[str], *, asks_others: bool = False) -> str:
    """A policy that lets these inline scripts run and nothing else that does not come from the site itself.

    `asks_others` lets the page fetch over https from other hosts, as verifying foreign badges needs; it asks the visitor first.
    """
    hashes = sorted(base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    return "; ".join(
        [
            "default-src 'none'",
            " ".join(["script-src 'self'", *(f"'sha256-{value}'" for value in hashes)]),
            "style-src 'self'",
            "img-src 'self' data:",
            f"connect-src 'self'{' https:' if asks_others else ''}",
            "worker-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )
