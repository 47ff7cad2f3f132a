"""Letters by post: SMTP with STARTTLS and a certificate that was verified, or not at all (RFC 5321, RFC 3207, RFC 8314)."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import unquote, urlsplit

from laurels.errors import UsageError, WriteError
from laurels.office.deliver.outbox import Outbox

TIMEOUT_SECONDS = 30
DEFAULT_PORT = 587  # RFC 6409, message submission


@dataclass(frozen=True, slots=True)
class Server:
    """Where letters are handed in."""

    host: str
    port: int
    user: str | None


@dataclass(frozen=True, slots=True, repr=False)
class Outgoing:
    """One letter on its way."""

    id: str
    email: str
    message: EmailMessage


@dataclass(slots=True)
class Sent:
    """What became of the letters."""

    sent: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    """Ids of letters whose recipient or content the server refused."""
    stopped: str = ""
    """Why the rest was not sent, in a sentence that quotes nothing of a letter."""


def server(uri: str) -> Server:
    """Read `smtp://user@host:587`. Raises `UsageError`."""
    hint = "Write it like smtp://user@host:587; the password comes from LAURELS_SMTP_PASSWORD or a prompt."
    try:
        parts = urlsplit(uri)
        port = parts.port or DEFAULT_PORT
    except ValueError:
        raise UsageError("The address of the mail server cannot be read.", hint=hint) from None
    if parts.scheme != "smtp" or not parts.hostname or parts.path.strip("/") or parts.query or parts.fragment:
        raise UsageError("The address of the mail server cannot be read.", hint=hint)
    if parts.password is not None:
        raise UsageError("A password does not belong into a command line, where others can see it.", hint=hint)
    return Server(parts.hostname, port, unquote(parts.username) if parts.username else None)


def send(
    letters: Iterable[Outgoing],
    where: Server,
    *,
    sender: str,
    password: Callable[[], str],
    outbox: Outbox,
    clock: Callable[[], datetime],
    context: ssl.SSLContext,
    progress: Callable[[int, int], None] | None = None,
) -> Sent:
    """Send letters one after the other over one connection; each is noted before and after it leaves.

    Raises `WriteError` where the server cannot be reached, offers no STARTTLS, has a certificate that does not verify, or
    refuses the password: then nothing was sent.
    """
    result = Sent()
    waiting = list(letters)
    if not waiting:
        return result
    connection = _connected(where, password, context)
    try:
        for done, letter in enumerate(waiting):
            if progress is not None:
                progress(done, len(waiting))
            _send_one(connection, letter, sender, outbox, clock, result)
    except (smtplib.SMTPException, OSError) as error:
        result.stopped = f"The mail server stopped taking letters ({_reason(error)})."
    finally:
        _close(connection)
    return result


def _connected(where: Server, password: Callable[[], str], context: ssl.SSLContext) -> smtplib.SMTP:
    try:
        connection = smtplib.SMTP(where.host, where.port, timeout=TIMEOUT_SECONDS)
    except (smtplib.SMTPException, OSError) as error:
        raise WriteError(
            f"The mail server {where.host}:{where.port} cannot be reached ({_reason(error)}).", hint="Nothing was sent."
        ) from None
    try:
        connection.ehlo()
        if not connection.has_extn("starttls"):
            raise WriteError(
                f"The mail server {where.host} offers no STARTTLS: letters and password would be readable on the way.",
                hint="Nothing was sent. Use the provider's port for submission, mostly 587.",
            )
        connection.starttls(context=context)
        connection.ehlo()
        if where.user is not None:
            connection.login(where.user, password())
    except smtplib.SMTPAuthenticationError:
        _close(connection)
        raise WriteError(
            "The mail server refused user name or password.", hint="Nothing was sent. Set LAURELS_SMTP_PASSWORD."
        ) from None
    except ssl.SSLError as error:
        _close(connection)
        raise WriteError(
            f"The certificate of {where.host} does not verify ({_reason(error)}).",
            hint="Nothing was sent. Name the authority that signed it: --ca FILE.",
        ) from None
    except (smtplib.SMTPException, OSError) as error:
        _close(connection)
        raise WriteError(
            f"The mail server {where.host} cannot be used ({_reason(error)}).", hint="Nothing was sent."
        ) from None
    except WriteError:
        _close(connection)
        raise
    return connection


def _send_one(
    connection: smtplib.SMTP, letter: Outgoing, sender: str, outbox: Outbox, clock: Callable[[], datetime], result: Sent
) -> None:
    """Hand in one letter (RFC 5321 §3.3). An answer in the 400s or to the sender ends the run; one about the recipient does not."""
    code, _ = connection.mail(sender)
    if code != 250:
        raise smtplib.SMTPResponseException(code, "")
    code, _ = connection.rcpt(letter.email)
    if 500 <= code < 600:
        connection.rset()
        outbox.record(letter.id, "refused", clock())
        result.refused.append(letter.id)
        return
    if code not in (250, 251):
        raise smtplib.SMTPResponseException(code, "")
    outbox.record(letter.id, "sending", clock())
    try:
        code, _ = connection.data(letter.message.as_bytes(policy=SMTP))
    except smtplib.SMTPDataError as error:  # the server would not even begin to take it
        code = error.smtp_code
    if code == 250:
        outbox.record(letter.id, "sent", clock())
        result.sent.append(letter.id)
        return
    outbox.record(letter.id, "refused", clock())
    if not 500 <= code < 600:
        raise smtplib.SMTPResponseException(code, "")
    result.refused.append(letter.id)
    connection.rset()


def _reason(error: Exception) -> str:
    """What went wrong, without what a server may have echoed of a letter."""
    if isinstance(error, smtplib.SMTPResponseException):
        return f"answer {error.smtp_code}"
    if isinstance(error, ssl.SSLCertVerificationError):
        return error.verify_message
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return "connection lost"
    return error.strerror or type(error).__name__ if isinstance(error, OSError) else type(error).__name__


def _close(connection: smtplib.SMTP) -> None:
    try:
        connection.quit()
    except (smtplib.SMTPException, OSError):
        connection.close()
