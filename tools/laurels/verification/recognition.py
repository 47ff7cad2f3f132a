"""Credentials whose form was met before: read by comparing bytes, and hashed by filling in.

Two ways, one answer. What is remembered of a form is what the careful way found out about its first credentials: that the text is
strict JSON, that the structure fits, and how to come to the bytes that are signed. Whatever leaves a doubt goes the careful way.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from laurels.encoding import pointer
from laurels.encoding.json_form import Gap, JsonForm, JsonForms
from laurels.proof import eddsa_rdfc_2022
from laurels.proof.familiar import Familiar
from laurels.proof.template import Template
from laurels.verification.report import Step, passed
from laurels.verification.structure import entries, is_uri

MAX_FORM_BYTES = 64 * 1024
"""A badge has four to ten thousand; what is longer is read as if for the first time."""
MAX_KNOWN_BYTES = 6 * 1024 * 1024
"""Text whose forms are remembered; it takes tenfold room."""
MAX_TIMES = 512
MAX_SPELLINGS = 4
"""Forms of one shape: with and without white space, or a proof in a list."""


class AsSigned(Mapping[str, Any]):
    """A credential whose JSON is read when somebody looks into it, for whoever asks anew: nobody else holds the same lists."""

    __slots__ = ("_data", "_document", "_whole")

    def __init__(self, data: bytes, document: Mapping[str, Any]) -> None:
        self._data = data
        self._document = document
        self._whole: dict[str, Any] | None = None

    def __getitem__(self, key: str) -> Any:
        value = self._document[key]
        if type(value) is str:
            return value
        if self._whole is None:
            self._whole = json.loads(self._data.decode("utf-8"))
        return self._whole[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._document)

    def __len__(self) -> int:
        return len(self._document)


_Copy = Callable[[Any, Sequence[str]], Any]
"""A value and the texts of the gaps → a copy with these texts; what holds no gap is not copied."""


def _copier(value: Any, gaps: Sequence[tuple[list[str], str, int, str]]) -> _Copy:
    """How to copy a value; `gaps` are path, what stands before the text, its number, and what stands behind it."""
    texts: list[tuple[Any, str, int, str]] = []
    below: dict[Any, list[tuple[list[str], str, int, str]]] = {}
    for path, before, number, after in gaps:
        key = int(path[0]) if isinstance(value, list) else path[0]
        if len(path) == 1:
            texts.append((key, before, number, after))
        else:
            below.setdefault(key, []).append((path[1:], before, number, after))
    parts = [(key, _copier(value[key], inner)) for key, inner in below.items()]

    def copy(value: Any, values: Sequence[str]) -> Any:
        made = value.copy()
        for key, beginning, number, ending in texts:
            made[key] = beginning + values[number] + ending
        for key, part in parts:
            made[key] = part(value[key], values)
        return made

    return copy


@dataclass(frozen=True, slots=True)
class _Known:
    """What the credentials of one form have in common."""

    document: Mapping[str, Any]
    """One of them. Parts of it are parts of all of them in here: they are never given out."""
    copy: _Copy
    structure: str
    """The code of its `structure` step, which passed."""
    template: Template
    option_hashes: dict[str, bytes]
    """Time of signing → hash of the proof's options."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A credential of a known form."""

    document: Mapping[str, Any]
    """What it says; only to be read, and to be read in here."""
    credential: AsSigned
    """The same, for whoever asked."""
    structure: Step
    """What `check_structure` says of it."""
    _known: _Known
    _values: list[str]
    """The texts that differ: those of the template, then the time of signing and the value of the proof."""

    def hash_data(self, options_hash: Callable[[], bytes]) -> bytes | None:
        """What its one proof signs, by eddsa-rdfc-2022; None where only the canonicaliser can tell.

        `options_hash` gives the hash of the proof's options; it is asked once for each time of signing. Raises what that raises.
        """
        *values, created, _ = self._values
        hashes = self._known.option_hashes
        if created not in hashes:
            if len(hashes) >= MAX_TIMES:
                hashes.clear()
            hashes[created] = options_hash()
        found = self._known.template.sha256(values)
        return None if found is None else hashes[created] + found


class Recognition:
    """The forms of credentials that were met, with the templates of a `Familiar`."""

    def __init__(self, familiar: Familiar) -> None:
        self._familiar = familiar
        self._forms: JsonForms[_Known] = JsonForms()
        self._spellings: dict[Template, int] = {}
        self._room = MAX_KNOWN_BYTES

    def recognise(self, data: bytes) -> Recognised | None:
        """The credential in some bytes, if it is of a form that was remembered."""
        if len(data) > MAX_FORM_BYTES:
            return None
        found = self._forms.find(data)
        if found is None:
            return None
        known, values = found
        document = known.copy(known.document, values)
        # All else that its structure depends on stands outside the gaps, or is a text whatever the text.
        if "id" in document and not is_uri(document["id"]):
            return None
        return Recognised(document, AsSigned(data, document), passed(known.structure), known, values)

    def remember(self, data: bytes, document: Mapping[str, Any], structure: Step) -> None:
        """Learn the form of a credential that was read carefully, if it is one that can be filled in by now.

        `document` is what `data` says, whose structure passed, and whose proof was found right.
        """
        proofs = entries(document.get("proof"))
        if len(proofs) != 1 or len(data) > min(MAX_FORM_BYTES, self._room):
            return
        proof = proofs[0]
        suite = eddsa_rdfc_2022.SUITE
        if (proof.get("type"), proof.get("cryptosuite")) != (suite.type, suite.cryptosuite):
            return
        shape = self._familiar.template({name: value for name, value in document.items() if name != "proof"})
        if shape is None:
            return
        template, holes = shape
        tried = self._spellings.get(template, 0)
        if tried == MAX_SPELLINGS:
            return
        self._spellings[template] = tried + 1
        above = "/proof/0" if isinstance(document["proof"], list) else "/proof"
        gaps: list[Gap] = [*holes, [(f"{above}/created", "")], [(f"{above}/proofValue", "")]]
        try:
            form = JsonForm(data, document, gaps)
        except LookupError:
            return
        own = json.loads(data.decode("utf-8"))  # whoever asked holds the other, and may change it
        paths = [
            (pointer.split(place), before, number, "".join(after))
            for number, gap in enumerate(gaps)
            for place, before, *after in gap
        ]
        self._room -= len(data)
        self._forms.add(form, _Known(own, _copier(own, paths), structure.code, template, {}))
