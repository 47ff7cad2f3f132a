"""The headings of a piece of HTML, for a table of contents."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading that can be linked to."""

    level: int
    id: str
    text: str
    """Plain text, white space collapsed."""


class _Headings(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Heading] = []
        self.open: tuple[int, str, list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        identifier = dict(attrs).get("id")
        if tag in ("h2", "h3") and identifier:
            self.open = (int(tag[1]), identifier, [])

    def handle_endtag(self, tag: str) -> None:
        if self.open and tag == f"h{self.open[0]}":
            level, identifier, parts = self.open
            self.found.append(Heading(level, identifier, " ".join("".join(parts).split())))
            self.open = None

    def handle_data(self, data: str) -> None:
        if self.open:
            self.open[2].append(data)


def headings(html: str) -> tuple[Heading, ...]:
    """Every second- and third-level heading that has an id, in order."""
    parser = _Headings()
    parser.feed(html)
    parser.close()
    return tuple(parser.found)
