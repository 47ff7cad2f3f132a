"""A sealed page opened without a browser: the twin of `site_src/app/sealing/open.ts`."""

from __future__ import annotations

from pydantic import ValidationError

from laurels.credential.ledger import LedgerError, restore, template_digest
from laurels.encoding import jcs, strict_json
from laurels.model.ledger import AwardLine, TemplateLine
from laurels.sealing.text import SealingError
from laurels.sealing.values import open_values

_NO_ROW = "0" * 64
"""What leads from the page back to the row in Git is not published."""


def open_page(award: bytes, template: bytes, page_key: bytes) -> bytes:
    """The canonical bytes of the credential, as it was signed.

    Args:
        award: the page's `sealed.json`.
        template: the file of the template that it names.
        page_key: the key in the link's fragment, as 32 bytes.

    Raises `SealingError`: another key, or something was altered.
    """
    try:
        data, shared = strict_json.loads(award), TemplateLine.model_validate(strict_json.loads(template))
        line = AwardLine.model_validate({**data, "row": _NO_ROW} if isinstance(data, dict) else data)
        if line.sealed is None or template_digest(shared) != line.template:
            raise SealingError("the award and the template do not belong together")
        values = open_values(line.sealed, identifier=line.id, page_key=page_key)
        return jcs.canonical_bytes(restore(shared, line, values))
    except (strict_json.JsonError, ValidationError, LedgerError):
        # The cause would quote what was opened.
        raise SealingError("what the site holds of it was altered") from None
