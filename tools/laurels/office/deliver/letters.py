"""The letter, in the learner's language: plain text, and the same as minimal HTML.

A repository can bring its own words: `letters/<language>.txt` and `.html`, whose first line is the subject. They are filled in a
sandbox, because they come from files that others write, and a registrar's key is open beside them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from functools import lru_cache
from pathlib import Path

from jinja2 import StrictUndefined, Template, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from laurels.errors import RepositoryError, UsageError
from laurels.office.award import cells
from laurels.office.deliver.addressed import Addressed

OWN = Path(__file__).parents[2] / "render" / "letters"
FALLBACK = "en"
MAX_TEMPLATE_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Sender:
    """Who the letter is from."""

    name: str
    user: str
    domain: str

    @property
    def address(self) -> str:
        """The address alone."""
        return f"{self.user}@{self.domain}"


def sender(text: str) -> Sender:
    """Read `Office <office@school.example>` or an address alone. Raises `UsageError`."""
    name, _, rest = text.rpartition("<")
    try:
        address = cells.address(rest.rstrip("> ") if name else text)
        shown = cells.clean(name.strip().strip('"')) if name.strip() else ""
    except cells.CellError as error:
        raise UsageError(
            f"--from: {error.message}", hint='Such as --from "Registry <registry@school.example>".'
        ) from None
    user, _, domain = address.rpartition("@")
    return Sender(shown, user, domain)


class Letters:
    """The templates of one repository, read when they are needed."""

    def __init__(self, folder: Path) -> None:
        self._folders = (folder, OWN)
        self._template: Callable[[str, str], Template | None] = lru_cache(self._read)

    def message(self, letter: Addressed, sender: Sender, date: datetime) -> EmailMessage:
        """The letter, ready to be sent. Raises `RepositoryError` for a template that cannot be filled."""
        subject, text = self._filled(letter, "txt")
        made = EmailMessage()
        made["From"] = Address(sender.name, sender.user, sender.domain)
        user, _, domain = letter.email.rpartition("@")
        made["To"] = Address(letter.name, user, domain)
        made["Subject"] = subject
        made["Date"] = format_datetime(date)
        made["Message-ID"] = f"<{letter.id}@{sender.domain}>"
        made["Auto-Submitted"] = "auto-generated"  # RFC 3834 §5: nobody's absence answers it
        made.set_content(text)
        made.add_alternative(self._filled(letter, "html")[1], subtype="html")
        made["Content-Language"] = self.language(letter)  # after the parts, which would take it over
        return made

    def language(self, letter: Addressed) -> str:
        """The language in which there is a letter: the learner's, its main language, else English."""
        wanted = (letter.language, letter.language.partition("-")[0], FALLBACK)
        return next(name for name in wanted if self._template(name, "txt") is not None)

    def _filled(self, letter: Addressed, form: str) -> tuple[str, str]:
        """Subject and body."""
        language = self.language(letter)
        template = self._template(language, form) or self._template(FALLBACK, form)
        try:
            text = (
                template.render(
                    name=letter.name,
                    achievement=letter.achievement,
                    issuer=letter.issuer,
                    contact=letter.contact,
                    awarded=letter.awarded.isoformat(),
                    link=letter.link,
                )
                if template
                else ""
            )
        except TemplateError:
            # What Jinja says can hold what was filled in.
            raise RepositoryError(
                f"The letter {language}.{form} cannot be filled.", hint="Look at its names in {{ }}."
            ) from None
        subject, _, body = text.partition("\n")
        return " ".join(subject.split()), body.lstrip("\n")

    def _read(self, language: str, form: str) -> Template | None:
        for folder in self._folders:
            path = folder / f"{language}.{form}"
            if not path.is_file():
                continue
            try:
                data = path.read_bytes()
                if len(data) > MAX_TEMPLATE_BYTES:
                    raise RepositoryError(f"{path} is too large to be a letter.", hint="Shorten it.")
                return _environment(html=form == "html").from_string(data.decode())
            except (OSError, UnicodeDecodeError, TemplateError) as error:
                raise RepositoryError(
                    f"The letter {path} cannot be read.", hint="Look at its braces; it is UTF-8 text."
                ) from error
        return None


def _environment(*, html: bool) -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(autoescape=html, undefined=StrictUndefined, keep_trailing_newline=True)
