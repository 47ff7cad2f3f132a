"""A page of the site as data: what any generator needs to know about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SitePage:
    """One page below the site's common header and footer."""

    path: str
    """Its address relative to the site's root, with a final slash: `catalogue/sql-foundations/`."""
    title: str
    """Plain text."""
    description: str
    """Plain text, one or two sentences, for search engines and previews."""
    html: str
    """The article, heading included; every text from a definition is escaped."""
    section: str
    """The part of the site it belongs to: `catalogue`, `stacks` or `roles`."""
    outline: bool = False
    """Whether its headings are worth a table of contents beside it."""

    @property
    def uri(self) -> str:
        """The Markdown file a generator would have made it from."""
        return f"{self.path}index.md"
