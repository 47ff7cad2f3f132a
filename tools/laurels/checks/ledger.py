"""The ledger: what was signed is whole, once there, and agrees with the files around it."""

# ruff: noqa: ARG001 - every check takes the same arguments
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from laurels.checks.problem import Problem, any_broken
from laurels.credential.ledger import head, row_digest, tombstone_row
from laurels.credential.splice import SpliceError, Splicer
from laurels.model.catalogue import Catalogue
from laurels.model.ledger import AwardLine
from laurels.status import bitstring, changes

_RESTORE = "Restore the file from Git; only `laurels issue` writes it."


def missing_template(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """The template of an award is in the award's own ledger file."""
    for slug, line, award in _lines(catalogue):
        if award.template not in catalogue.ledgers[slug].templates and ("ledger", slug) not in catalogue.broken:
            yield Problem(
                "ledger",
                slug,
                "",
                f"The template {award.template[:12]}… of this award is missing.",
                _RESTORE,
                line=line,
            )


def altered_award(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """Template and values give the credential that was signed, by its digest."""
    splicers: dict[str, Splicer] = {}
    for slug, line, award in _lines(catalogue):
        template = catalogue.ledgers[slug].templates.get(award.template)
        if template is None or award.values is None:
            continue
        try:
            # A template is named by its digest, so that one of a name is as good as another.
            splicer = splicers.get(award.template) or splicers.setdefault(award.template, Splicer(template))
            splicer.signed(award, award.values)
        except SpliceError as error:
            yield Problem("ledger", slug, "", f"This line was changed: {error}.", _RESTORE, line=line)
            continue
        if reason := _contradiction(award, splicer.part(award, award.values, ("id", "credentialStatus"))):
            yield Problem("ledger", slug, "", f"This line was changed: {reason}.", _RESTORE, line=line)


def repeated_credential(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """Each credential has an id of its own."""
    first: dict[str, str] = {}
    for slug, line, award in _lines(catalogue):
        here = f"issued/ledger/{slug}.jsonl:{line}"
        other = first.setdefault(award.id, here)
        if other != here:
            yield Problem("ledger", slug, "", f"The credential {award.id} is in {other} too.", _RESTORE, line=line)


def repeated_status_index(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """Each credential has a place of its own on each status list."""
    first: dict[tuple[str, int], str] = {}
    for slug, line, award in _lines(catalogue):
        for name, index in award.status.items():
            other = first.setdefault((name, index), award.id)
            if other != award.id:
                message = f"Place {index} of {name} belongs to the credential {other}: revoking one would revoke both."
                yield Problem(
                    "ledger",
                    slug,
                    "",
                    message,
                    "Undo the merge that joined two runs of `laurels issue`, and issue again.",
                    line=line,
                )


def changed_row(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """The recipient of a signed award stays in its batch as it was."""
    for slug, batch in catalogue.batches.items():
        ledger = catalogue.ledgers.get(slug)
        if ledger is None or not ledger.awards:
            continue
        rows = {row_digest(award) for award in batch.awards}
        for award in ledger.awards:
            if award.row not in rows and tombstone_row(award.id) not in rows:
                message = f"The recipient of the credential {award.id} was changed or removed after it was signed."
                hint = "Restore the row from Git; to correct an award, revoke it and add a new row."
                yield Problem("award", slug, "/awards", message, hint, key=True)


def repeated_row(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """A row of a batch is signed once."""
    for slug, ledger in catalogue.ledgers.items():
        first: dict[str, str] = {}
        for line, award in zip(ledger.lines, ledger.awards, strict=True):
            other = first.setdefault(award.row, award.id)
            if other != award.id:
                message = f"The recipient of this credential has the credential {other} from the same row."
                yield Problem("ledger", slug, "", message, "Revoke one of the two.", line=line)


def ledger_without_batch(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """A ledger file belongs to a file of awards of the same name."""
    for slug in catalogue.ledgers:
        if slug not in catalogue.batches and not catalogue.exists("award", slug):
            message = f"There is no issued/awards/{slug}.yaml for what was signed here."
            yield Problem("ledger", slug, "", message, "Restore that file from Git.", line=1)


def missing_list(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """A status list that signed awards name is in issued/lists."""
    told: set[str] = set()
    for slug, line, award in _lines(catalogue):
        for name in award.status:
            if name not in catalogue.lists and not catalogue.exists("list", name) and name not in told:
                told.add(name)
                message = f"This award names the list {name}, and there is no issued/lists/{name}.json."
                yield Problem(
                    "ledger", slug, "", message, "Restore it from Git, or run `laurels issue` again.", line=line
                )


def unreadable_list(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """A file of issued/lists is the status list that its name says, as `laurels issue` wrote it."""
    for name, data in catalogue.lists.items():
        try:
            found = bitstring.read_list(data)
        except bitstring.BitstringError as error:
            yield Problem("list", name, "", f"This status list cannot be read: {error}.", _RESTORE, line=1)
            continue
        if not found.id.endswith(f"/lists/{name}.json"):  # the rest of the address has checks of its own
            yield Problem("list", name, "", f"This is the status list {found.id}.", _RESTORE, line=1)


def unsigned_changes(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """What says when and why bits of a status list were set is what the signed list names."""
    hint = "Run `laurels issue` again if a run was cut short; otherwise restore issued/lists from Git."
    for name in sorted({*catalogue.lists, *catalogue.changes}):
        try:
            named = bitstring.read_list(catalogue.lists[name]).changes if name in catalogue.lists else None
        except bitstring.BitstringError:
            continue
        there = catalogue.changes.get(name)
        if named is not None and there is None:
            yield Problem(
                "list", name, "", f"There is no issued/lists/{name}-changes.json, which it names.", hint, line=1
            )
        elif there is not None and named != changes.digest(there):
            yield Problem("changes", name, "", f"The signed list {name} does not vouch for this file.", hint, line=1)


def wrong_sequence(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """issued/ledger/sequence.yaml counts the awards that the ledger holds, and its head covers them."""
    if any_broken(catalogue, "ledger") or any_broken(catalogue, "sequence"):
        return
    digests = {award.id: award.digest for _, _, award in _lines(catalogue)}
    there = len(digests)
    sequence = catalogue.sequence
    hint = "Run `laurels issue` again if a run was cut short; otherwise restore issued/ledger from Git."
    if sequence is None and there:
        yield Problem("sequence", "sequence", "", f"The ledger holds {there} awards, and nothing counts them.", hint)
    elif sequence is not None and sequence.issued != there:
        message = f"`issued` is {sequence.issued}, and the ledger holds {there} awards."
        yield Problem("sequence", "sequence", "/issued", message, hint)
    elif sequence is not None and sequence.head != head(digests):
        yield Problem("sequence", "sequence", "/head", "`head` does not cover the awards that the ledger holds.", hint)


def _lines(catalogue: Catalogue) -> Iterator[tuple[str, int, AwardLine]]:
    for slug, ledger in catalogue.ledgers.items():
        for line, award in zip(ledger.lines, ledger.awards, strict=True):
            yield slug, line, award


def _contradiction(award: AwardLine, credential: Mapping[str, Any]) -> str:
    """What the line says of the credential that the credential does not say itself."""
    if credential.get("id") != f"urn:uuid:{award.id}":
        return "its id is not the credential's"
    entries = credential.get("credentialStatus")
    places = Counter(
        (
            str(entry.get("statusListCredential", "")).rpartition("/")[2].removesuffix(".json"),
            str(entry.get("statusListIndex")),
        )
        for entry in (entries if isinstance(entries, list) else [])
        if isinstance(entry, dict)
    )
    if places != Counter((name, str(index)) for name, index in award.status.items()):
        return "its places on status lists are not the credential's"
    return ""
