"""One cell at a time: text to a name, an address, an identifier, evidence, a result. `CellError` says what is wrong, never what is there."""

from __future__ import annotations

import re
import unicodedata

from pydantic import TypeAdapter, ValidationError

from laurels.encoding import multibase
from laurels.model.assessment import Criterion
from laurels.model.award import Evidence, Result
from laurels.model.base import LANGUAGE_PATTERN, WebUrl
from laurels.office.award.columns import fold

MAX_NAME_CHARACTERS = 200
MAX_ADDRESS_CHARACTERS = 254  # RFC 5321 §4.5.3.1.3, without the angle brackets
MAX_EVIDENCE = 50
MAX_POINTS = 100_000
_FORMULA = re.compile(r"[=@\t]|[+-](?![\d.,]+%?$)")
"""How a cell begins that spreadsheet programs would work out."""
# HTML §4.10.5.1.5, the addresses that browsers accept, and a dot in the domain.
_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])"
)
_DIGEST = re.compile(r"(?:sha-?256[:=])?([0-9A-Fa-f]{64})", re.IGNORECASE)
_STATUS = {
    fold(word): word for word in ("Completed", "Enrolled", "Failed", "InProgress", "OnHold", "Provisional", "Withdrew")
}
_ACHIEVED = ("Completed", "Provisional")
_WEB: TypeAdapter[str] = TypeAdapter(WebUrl)


class CellError(ValueError):
    """A cell cannot be used."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint


def clean(text: str, limit: int = MAX_NAME_CHARACTERS, *, lines: bool = False) -> str:
    """Text in its composed form, blanks made one. Raises `CellError` for formulas, invisible characters and what is too long."""
    if _FORMULA.match(text):
        raise CellError(
            "formula", "The cell begins like a formula.", "Write plain text; remove the sign at its beginning."
        )
    composed = unicodedata.normalize("NFC", text)
    kept = "\n" if lines else ""
    if any(
        unicodedata.category(character) in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp")
        and character not in kept + "\u200c\u200d\r"
        for character in composed
    ):
        raise CellError(
            "invisible-character", "The cell holds a line break, or a character that cannot be seen.", "Type it again."
        )
    joined = (
        "\n".join(" ".join(line.split()) for line in composed.splitlines()) if lines else " ".join(composed.split())
    )
    if len(joined) > limit:
        raise CellError("too-long", f"The text has {len(joined):,} characters; {limit:,} are allowed.", "Shorten it.")
    return joined


def name(text: str) -> str:
    """A learner's name."""
    found = clean(text)
    if not found:
        raise CellError("no-name", "The row has no name.")
    if "@" in found:
        raise CellError(
            "name-is-address", "The name holds an @: an address does not belong there.", "Are two columns swapped?"
        )
    return found


def address(text: str) -> str:
    """An e-mail address, as it is written to."""
    found = text.strip().strip("\u00a0\u200b\ufeff")
    if not found:
        raise CellError("no-address", "The row has no e-mail address.", "The link has to go somewhere.")
    if _FORMULA.match(found):
        raise CellError("formula", "The cell begins like a formula.", "Write the address alone.")
    if len(found) > MAX_ADDRESS_CHARACTERS or len(found.rpartition("@")[0]) > 64:
        raise CellError(
            "bad-address", "The address is too long.", f"At most {MAX_ADDRESS_CHARACTERS} characters, 64 before the @."
        )
    if _ADDRESS.fullmatch(found):
        return found
    if "@" not in found:
        raise CellError("bad-address", "The address has no @.")
    if found.count("@") > 1 or re.search(r"[\s<>,;:]", found):
        raise CellError(
            "bad-address",
            "The cell holds more than one address, or more than an address.",
            "One address, without name, blanks or brackets.",
        )
    if not found.isascii():
        raise CellError(
            "bad-address", "The address has letters beside a to z.", "Write an international domain in its form xn--…."
        )
    raise CellError("bad-address", "This is no e-mail address.", "Look at the dots, and at what stands after the @.")


def mailbox(found: str) -> str:
    """What two spellings of one address have in common."""
    return unicodedata.normalize("NFKC", found).casefold()


def identifier(text: str) -> str:
    """A learner's own did:key (did:key §2)."""
    found = text.strip()
    if not found.startswith("did:key:"):
        raise CellError(
            "bad-id",
            "The id is no did:key.",
            "A learner's own identifier begins with did:key:z. Leave the cell empty if there is none.",
        )
    try:
        data = multibase.decode_base58btc(found.removeprefix("did:key:"))
    except multibase.MultibaseError:
        data = b""
    if not 34 <= len(data) <= 100:
        raise CellError("bad-id", "The did:key is cut off or mistyped.", "Copy it whole.")
    return found


def evidence(text: str) -> tuple[Evidence, ...]:
    """Web addresses, each perhaps followed by the SHA-256 of what it shows, and digests alone: receipts."""
    found: list[dict[str, str]] = []
    for word in text.replace("|", " ").split():
        digest = _DIGEST.fullmatch(word.strip("(),;"))
        if digest:
            if found and "id" in found[-1] and "digest" not in found[-1]:
                found[-1]["digest"] = digest[1].lower()
            else:
                found.append({"digest": digest[1].lower()})
        elif _is_web(word):
            found.append({"id": word})
        elif re.fullmatch(r"(?:sha-?\d+[:=])?[0-9A-Fa-f]{32,}", word, re.IGNORECASE):
            raise CellError("bad-digest", "A digest has not the form of SHA-256.", "64 digits 0 to 9 and a to f.")
        elif word.casefold().startswith("http://"):
            raise CellError(
                "bad-evidence", "The address of the evidence is not encrypted (http).", "Use its https:// address."
            )
        elif re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", word):
            raise CellError(
                "bad-evidence", "The evidence is a link that is not https.", "Only https:// addresses can be given."
            )
        else:
            raise CellError("bad-evidence", "The evidence is neither an https:// address nor a SHA-256 digest.")
    if len(found) > MAX_EVIDENCE:
        raise CellError("too-long", f"There are more than {MAX_EVIDENCE} pieces of evidence.")
    return tuple(Evidence.model_validate(item) for item in found)


def _is_web(word: str) -> bool:
    try:
        _WEB.validate_python(word, strict=True)
    except ValidationError:
        return False
    return all(" " < character != "\x7f" and character not in '"<>\\^`{|}' for character in word)


def language(text: str) -> str:
    """A language tag (BCP 47)."""
    found = text.strip().replace("_", "-")
    head, _, rest = found.partition("-")
    found = f"{head.lower()}-{rest}" if rest else head.lower()
    if not re.fullmatch(LANGUAGE_PATTERN, found):
        raise CellError("bad-language", "The language is no language tag.", "Write en, de, fr, pt-BR and the like.")
    return found


def result(criterion: Criterion, text: str, mark: str) -> Result | None:
    """The result for one criterion: a level by id or name, or a status of Open Badges; and a mark. None where both are empty."""
    data: dict[str, str] = {"criterion": criterion.id}
    if text.strip():
        levels: dict[str, str] = {}
        for level in criterion.levels:
            names = [level.name] if isinstance(level.name, str) else list(level.name.values())
            levels |= {fold(word): level.id for word in [*names, level.id]}
        wanted, order = fold(text), [level.id for level in criterion.levels]
        if wanted in levels:
            data["level"] = levels[wanted]
            if order.index(levels[wanted]) < order.index(criterion.required):
                raise CellError(
                    "not-reached",
                    f"The level is below “{criterion.required}”, which is required.",
                    "Correct it, or take the row out.",
                )
        elif wanted in _STATUS:
            data["status"] = _STATUS[wanted]
            if data["status"] not in _ACHIEVED:
                raise CellError(
                    "not-reached",
                    "The result says that the learner has yet to succeed.",
                    "Correct it, or take the row out.",
                )
        else:
            raise CellError(
                "unknown-result", "The result is no level of this criterion.", "Levels: " + ", ".join(order) + "."
            )
    if mark.strip():
        data["value"] = clean(mark)
    return Result.model_validate(data) if len(data) > 1 else None


def points(text: str) -> int:
    """Points that count towards a renewal. Raises `CellError`."""
    if not re.fullmatch(r"[0-9]{1,6}(?:\.0+)?", text.strip(), re.ASCII) or float(text) > MAX_POINTS:
        raise CellError("bad-points", "Points are a whole number.", "Write digits, such as 12.")
    return int(float(text))
