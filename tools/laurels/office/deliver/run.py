"""One run of `laurels deliver`."""

from __future__ import annotations

import json
import ssl
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from laurels.errors import UsageError
from laurels.office.deliver import files
from laurels.office.deliver.addressed import Addressed, Post, Selection, addressed
from laurels.office.deliver.letters import Letters, Sender, sender
from laurels.office.deliver.outbox import Outbox, alone, default_path
from laurels.office.deliver.post import Outgoing, Sent, send, server
from laurels.repository.load import load
from laurels.sealing.opener import Opener

UNCERTAIN = "sending"


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for."""

    target: str
    """`csv:FILE`, `eml:DIR` or `smtp://user@host:port`."""
    sender: str | None
    selection: Selection
    again: bool = False
    state: Path | None = None
    authorities: Path | None = None
    dry_run: bool = False


@dataclass(slots=True)
class Delivered:
    """What was done. Neither form names anybody."""

    letters: int
    languages: Counter[str]
    left_out: Counter[str]
    sent: Sent = field(default_factory=Sent)
    uncertain: list[str] = field(default_factory=list)
    """Ids of letters that may have been sent by a run that was cut short."""
    written: str = ""
    dry_run: bool = False

    def as_json(self) -> str:
        """One JSON object."""
        return json.dumps(
            {
                "letters": self.letters,
                "languages": dict(sorted(self.languages.items())),
                "leftOut": dict(sorted(self.left_out.items())),
                "sent": self.sent.sent,
                "refused": self.sent.refused,
                "uncertain": self.uncertain,
                "stopped": self.sent.stopped or None,
                "written": self.written or None,
            },
            indent=2,
        )

    def as_text(self) -> str:
        """A few sentences."""
        languages = ", ".join(f"{count} {name}" for name, count in sorted(self.languages.items()))
        lines = [
            f"{self.letters} {'letter' if self.letters == 1 else 'letters'}"
            + (f": {languages}" if languages else "")
            + "."
        ]
        lines += [f"{count} left out: {reason}." for reason, count in sorted(self.left_out.items())]
        lines += [f"Refused by the mail server: {identifier}" for identifier in self.sent.refused]
        lines += [f"May have been sent before: {identifier}" for identifier in self.uncertain]
        if self.uncertain:
            lines.append("A run was cut short there. Ask one of them, or send them again with --id ID --again.")
        if self.sent.stopped:
            lines.append(f"{self.sent.stopped} Run the command again for the rest.")
        end = f"Written: {self.written}" if self.written else f"{len(self.sent.sent)} sent."
        return "\n".join([*lines, "Nothing was sent or written." if self.dry_run else end])


def deliver(
    root: Path,
    order: Order,
    *,
    opener: Opener,
    environment: Mapping[str, str],
    password: Callable[[], str],
    clock: Callable[[], datetime],
    progress: Callable[[int, int], None] | None = None,
) -> Delivered:
    """Make the letters and hand them over. Raises any `LaurelsError`; then nothing was sent."""
    kind, _, place = order.target.partition(":")
    if kind not in ("csv", "eml", "smtp") or not place:
        raise UsageError("--to is csv:FILE, eml:DIR or smtp://USER@HOST:587.", hint="See `laurels deliver --help`.")
    where = server(order.target) if kind == "smtp" else None
    from_ = sender(order.sender) if order.sender else None
    if from_ is None and kind != "csv":
        raise UsageError("Who are the letters from?", hint='Add --from "Registry <registry@school.example>".')
    path = Path(place).expanduser()
    if where is None:
        files.refuse_inside(root, path)
    catalogue = load(root).catalogue
    post = addressed(catalogue, opener, order.selection)
    letters = Letters(root / "letters")
    if where is None or from_ is None:
        return _as_files(kind, path, post, letters, from_, clock(), order)
    state = order.state or default_path(catalogue.site.url, environment)
    files.refuse_inside(root, state)
    with nullcontext() if order.dry_run else alone(state):
        outbox = Outbox(state)
        done = _summary(post, letters, order)
        waiting = list(_waiting(post, outbox, done, order))
        done.letters, done.languages = len(waiting), Counter(map(letters.language, waiting))
        if order.dry_run:
            return done
        outgoing = (Outgoing(item.id, item.email, letters.message(item, from_, clock())) for item in waiting)
        done.sent = send(
            outgoing,
            where,
            sender=from_.address,
            password=password,
            outbox=outbox,
            clock=clock,
            context=_context(order.authorities),
            progress=progress,
        )
        return done


def _summary(post: Post, letters: Letters, order: Order) -> Delivered:
    return Delivered(
        len(post.letters), Counter(map(letters.language, post.letters)), Counter(post.left_out), dry_run=order.dry_run
    )


def _waiting(post: Post, outbox: Outbox, done: Delivered, order: Order) -> Iterator[Addressed]:
    """The letters that are to be sent now."""
    for letter in post.letters:
        state = outbox.state(letter.id)
        if order.again or not state or state == "refused":
            yield letter
        elif state == UNCERTAIN:
            done.uncertain.append(letter.id)
        else:
            done.left_out["sent before"] += 1


def _as_files(
    kind: str, path: Path, post: Post, letters: Letters, from_: Sender | None, now: datetime, order: Order
) -> Delivered:
    done = _summary(post, letters, order)
    if order.dry_run:
        return done
    if kind == "csv":
        files.write_private(path, files.table(post.letters))
    elif from_ is not None:
        messages = [(item.id, letters.message(item, from_, now)) for item in post.letters]
        for name, data in files.eml(messages):
            files.write_private(path / name, data)
    done.written = str(path)
    return done


def _context(authorities: Path | None) -> ssl.SSLContext:
    """Verifies certificate and host name; never anything less."""
    try:
        context = ssl.create_default_context(cafile=str(authorities) if authorities else None)
    except (ssl.SSLError, OSError) as error:
        raise UsageError("The file given to --ca holds no certificates.", hint="It is PEM text.") from error
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
