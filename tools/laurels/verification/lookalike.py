"""Domains that are made to be taken for another: the oldest trick with a name.

A domain is compared by its skeleton, in which letters that look alike are one letter (the idea of Unicode Technical
Standard 39 §4, with a small table of our own), and by whether it wears the other one as a part. One letter more or less is not
looked for: real universities differ by one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

# Letters of other scripts, and digits, that pass for a Latin letter in common fonts; i, l and 1 pass for each other.
_TABLE = (
    ("авԁеһіјкӏмнопрԛгѕстуѵԝх", "abdehljklmhonpqrsctyvwx"),
    ("αβγεικνορτυχωη", "abyelkvoptuxwn"),
    ("օսցհոգ", "oughnq"),
    ("ɡıɩƽɑʏ", "gllsay"),
    ("01i", "oll"),
)
_ALIKE = str.maketrans({letter: like for row in _TABLE for letter, like in zip(*row, strict=True)})
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")
"""Scripts whose letters are mistaken for each other; who mixes them in one word has a reason to."""
_MIN_WORN_CHARACTERS = 8
_SURROGATE = re.compile("[\ud800-\udfff]")


def did_host(did: str) -> str | None:
    """The domain of a did:web, in lower case and without a port."""
    if not did.startswith("did:web:"):
        return None
    return did.removeprefix("did:web:").partition(":")[0].lower().partition("%3a")[0]


def shown(host: str) -> str:
    """The domain as a browser may show it: international labels (RFC 3492) in their own letters."""
    return ".".join(_label(part) for part in host.split("."))


def _label(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        text = label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError, OverflowError):
        return label
    return label if text == "" or _SURROGATE.search(text) else text


def mixes_scripts(host: str) -> bool:
    """Whether one label of a domain mixes letters of scripts that are mistaken for each other."""
    return any(len(_scripts(label)) > 1 for label in shown(host).split("."))


def _scripts(label: str) -> set[str]:
    names = (unicodedata.name(character, "") for character in label if unicodedata.category(character)[0] == "L")
    return {script for name in names for script in _SCRIPTS if name.startswith(script)}


def resembles(host: str, known: Iterable[str]) -> str | None:
    """The first known domain that another one would be taken for; None where it is one of them, or resembles none."""
    hosts = list(known)
    if any(host == other or host.endswith(f".{other}") for other in hosts):
        return None
    return next((other for other in hosts if _resembles(host, other)), None)


def _resembles(host: str, other: str) -> bool:
    if _skeleton(host) == _skeleton(other) or host.startswith(f"{other}."):
        return True
    return len(other) >= _MIN_WORN_CHARACTERS and other.replace(".", "-") in host


def _skeleton(host: str) -> str:
    plain = unicodedata.normalize("NFKD", shown(host).upper().lower())
    letters = "".join(character for character in plain if unicodedata.category(character)[0] != "M")
    return letters.translate(_ALIKE).replace("rn", "m").replace("vv", "w").replace("-", "")
