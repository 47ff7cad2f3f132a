"""Ledger files as they are read: lines in, templates and awards out, and a finding for each line that is neither."""

from __future__ import annotations

from types import MappingProxyType

from pydantic import ValidationError

from laurels.credential.ledger import template_digest
from laurels.encoding import pointer as json_pointer
from laurels.encoding import strict_json
from laurels.errors import CredentialError
from laurels.findings import Finding, Severity, printable
from laurels.model.catalogue import LedgerFile
from laurels.model.ledger import AwardLine, TemplateLine

MAX_LINE_BYTES = 256 * 1024
_RESTORE = "Restore the file from Git; only `laurels issue` writes it."


class _LineError(ValueError):
    """A line that is no line of a ledger: code of the finding and message."""


def read_ledger(raw: bytes, where: str) -> tuple[LedgerFile, tuple[Finding, ...]]:
    """The lines of one ledger file, and what is wrong with those that cannot be read.

    Args:
        raw: the file's bytes.
        where: its path in the repository, for findings.
    """
    templates: dict[str, TemplateLine] = {}
    awards: list[AwardLine] = []
    numbers: list[int] = []
    findings: list[Finding] = []
    for number, line in enumerate(raw.split(b"\n"), start=1):
        if not line:
            continue
        try:
            read = _line(line)
        except _LineError as error:
            code, message = error.args
            findings.append(Finding(code, Severity.ERROR, message, where, number, hint=_RESTORE))
            continue
        if isinstance(read, TemplateLine):
            templates[read.template] = read
        else:
            awards.append(read)
            numbers.append(number)
    return LedgerFile(MappingProxyType(templates), tuple(awards), tuple(numbers)), tuple(findings)


def _line(raw: bytes) -> TemplateLine | AwardLine:
    try:
        data = strict_json.loads(raw, max_bytes=MAX_LINE_BYTES)
        if not isinstance(data, dict) or "credential" not in data:
            return AwardLine.model_validate(data)
        template = TemplateLine.model_validate(data)
        digest = template_digest(template)
    except strict_json.JsonError as error:
        raise _LineError("LDG001", f"This ledger line is not strict JSON ({error.code}).") from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        reason = f"{printable(json_pointer.join(first['loc'])) or 'the line'}: {first['msg']}"
        raise _LineError("LDG001", f"This ledger line cannot be read: {reason}.") from error
    except CredentialError as error:
        raise _LineError("LDG001", error.message) from error
    if digest != template.template:
        raise _LineError("LDG002", "This template's name is not the digest of what it holds: it was changed.")
    return template
