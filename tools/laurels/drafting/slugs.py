"""A file's name from what it is called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

MAX_CHARACTERS = 63
# Letters that do not come apart into a letter and a mark.
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ŋ": "n"}
)


def suggest(name: str, taken: Container[str] = (), *, otherwise: str = "new") -> str:
    """A name of lower-case letters, digits and hyphens that is not taken; `otherwise` where nothing of the text remains."""
    folded = unicodedata.normalize("NFKD", re.sub(r"(?<=\w)[+#]+", _sign, name.casefold()).translate(_LETTERS))
    letters = "".join(c for c in folded if not unicodedata.combining(c)).replace("&", " and ")
    words = re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’]", "", letters)).strip("-")
    slug = _cut(words, MAX_CHARACTERS) or otherwise
    number = 2
    made = slug
    while made in taken:
        ending = f"-{number}"
        made, number = _cut(slug, MAX_CHARACTERS - len(ending)) + ending, number + 1
    return made


def _sign(match: re.Match[str]) -> str:
    # C# and C++ are not C.
    return "".join(" sharp" if sign == "#" else " plus" for sign in match[0])


def _cut(words: str, length: int) -> str:
    """The first words, as many as fit."""
    if len(words) <= length:
        return words
    return (words[: length + 1].rpartition("-")[0] or words[:length]).strip("-")
