"""Identity: of files by their path, of the site by its address, of issuers by their DID."""

# ruff: noqa: ARG001 - every check takes the same arguments
from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from laurels.checks.problem import Problem
from laurels.model.catalogue import Catalogue, Site

RESERVED = re.compile(
    r"index|all|assets|feed|latest|new|tags|v[0-9]+"  # addresses that the site needs beside the definitions' own
    r"|con|prn|aux|nul|com[0-9]|lpt[0-9]"  # names that Windows cannot check out
)
_HOST_NAME = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*(?=[a-z0-9-]*[a-z])[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
)


def reserved_name(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """A file does not take a name that the site or an operating system needs for itself."""
    for kind, slug in sorted(catalogue.sources):
        name = slug.rpartition("/")[2]
        if RESERVED.fullmatch(name):
            yield Problem(kind, slug, "", f"`{name}` is a reserved name.", "Rename the file, and what refers to it.")


def site_address(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """The site has an https address with a host name: `site_url` in mkdocs.yml, from which every DID follows."""
    if not catalogue.site.url:
        hint = "Add `site_url: https://…` to mkdocs.yml as plain text, without a tag such as !ENV."
        yield Problem("site", "mkdocs", "", "mkdocs.yml gives no `site_url`.", hint)
    elif reason := _unfit(catalogue.site):
        hint = "Write the address that people will type, like `site_url: https://laurels.example/`."
        yield Problem("site", "mkdocs", "/site_url", f"`site_url` {reason}.", hint)


def issuer_did(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """The DID of an issuer follows from the site's address, or lies below it."""
    if not catalogue.site.url or _unfit(catalogue.site):
        return
    expected = catalogue.site.did
    for slug, issuer in catalogue.issuers.items():
        if issuer.id != expected and not issuer.id.startswith(expected + ":"):
            message = f"`id` is `{issuer.id}`, which does not follow from `site_url` ({catalogue.site.url})."
            yield Problem(
                "issuer", slug, "/id", message, f"Write `id: {expected}`, or correct `site_url` in mkdocs.yml."
            )


def shared_did(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """No two issuers have the same DID."""
    first: dict[str, str] = {}
    for slug, issuer in catalogue.issuers.items():
        other = first.setdefault(issuer.id, slug)
        if other != slug:
            hint = f"Give one of the two a path below it, like `{issuer.id}:{slug}`."
            yield Problem("issuer", slug, "/id", f"The issuer `{other}` has the same DID.", hint)


def _unfit(site: Site) -> str:
    """Why an address cannot be a site's, or nothing."""
    try:
        parts = urlsplit(site.url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return "is not an address"
    if parts.scheme != "https":
        return "does not start with https://"
    if not _HOST_NAME.fullmatch(host) or parts.netloc != parts.netloc.lower():
        return "has no host name in lower case (an IP address cannot be in a DID)"
    if "@" in parts.netloc or parts.query or parts.fragment:
        return "holds more than a host and a path"
    return ""
