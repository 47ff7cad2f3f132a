"""The Jinja2 environment of every page that is ours: escaping on, missing names are errors."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from laurels.model.base import pick
from laurels.render import words

TEMPLATES = Path(__file__).parent / "templates"


@cache
def environment() -> Environment:
    """The one environment: templates of `render/templates`, filters `prose`, `weblink`, `words`."""
    found = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    found.filters |= {
        "prose": prose,
        "weblink": weblink,
        "text": pick,
        "number": words.number,
        "duration": words.duration,
        "day": words.day,
    }
    found.globals["words"] = words
    return found


def prose(text: str | dict[str, str]) -> Markup:
    """Plain text as HTML, escaped: blank lines part paragraphs, lines that begin with `- ` are a list."""
    blocks = [block.strip("\n") for block in pick(text).replace("\r\n", "\n").split("\n\n")]
    return Markup("\n").join(_block(block.split("\n")) for block in blocks if block.strip())


def _block(lines: list[str]) -> Markup:
    done, items, words_ = [], [], []
    for line in [*lines, ""]:
        if line.startswith("- "):
            items.append(Markup("<li>{}</li>").format(line[2:].strip()))
            continue
        if items and not line.strip():
            continue
        words_.append(line.strip())
    if any(words_):
        done.append(Markup("<p>{}</p>").format(" ".join(word for word in words_ if word)))
    if items:
        done.append(Markup("<ul>{}</ul>").format(Markup("").join(items)))
    return Markup("\n").join(done)


def weblink(text: object, url: str | None, *, rel: str = "") -> Markup:
    """Text, as a link where the address is plain http or https; any other address is dropped."""
    shown = escape(text)
    if url is None or not is_web(url):
        return shown
    return Markup('<a href="{}"{}>{}</a>').format(url, Markup(' rel="{}"').format(rel) if rel else "", shown)


def is_web(url: str) -> bool:
    """Whether an address is http or https with a host, free of characters that browsers silently drop."""
    if any(character <= " " or character == "\x7f" for character in url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def relative(page: str, target: str) -> str:
    """The relative address of a path of the site as seen from a page's path.

    Both are relative to the site's root, without a leading slash; a folder ends in `/` and the root is empty.
    `relative("catalogue/sql/", "verify/")` is `../../verify/`.
    """
    here = page.split("/")[:-1]
    path, mark, rest = target.partition("#")
    there = path.split("/")
    shared = 0
    while shared < len(here) and shared < len(there) - 1 and here[shared] == there[shared]:
        shared += 1
    return ("../" * (len(here) - shared) + "/".join(there[shared:]) or "./") + mark + rest
