"""Privacy: a repository is public, and what was public once stays so."""

# ruff: noqa: ARG001 - every check takes the same arguments
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from laurels.checks.problem import Problem
from laurels.model.catalogue import Catalogue

# An at sign as itself, in full width, percent-encoded, and escaped as YAML, JSON and HTML escape it.
_AT = re.compile(r"@|＠|%40|\\u0040|\\x40|&#0*64;|&#[xX]0*40;|&commat;")
_MARKS = ("@", "＠", "%40", "\\", "&")
"""One of these is in every text that `_AT` finds something in; looking for them costs next to nothing."""
_BEFORE = re.compile(r"[^\W_][\w.+%-]*\Z")
_AFTER = re.compile(r"[^\W_][\w-]{0,62}(?:\.[^\W_][\w-]{0,62}){0,8}\.[^\W\d_]{2,24}(?![\w@])")
_MAX_LOCAL_CHARACTERS = 64  # RFC 5321 §4.5.3.1.1
_PHONE = re.compile(r"(?<![\w+])\+[1-9](?:[ ().-]{0,2}[0-9]){7,14}(?![\w])")


def name_in_clear(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """Nothing about a learner is readable where the issuer's policy is `sealed`."""
    for slug, batch in catalogue.batches.items():
        found = catalogue.issuer_of(batch.achievement)
        if found is not None and found[1].recipient_policy == "sealed":
            index = next((index for index, award in enumerate(batch.awards) if award.recipient is not None), None)
            if index is None:
                continue
            message = f"Recipients are in clear, and the policy of `{found[0]}` is `sealed`."
            hint = f"Remove them, or set `recipientPolicy: public` in catalogue/issuers/{found[0]}.yaml where every learner agreed."
            yield Problem("award", slug, f"/awards/{index}/recipient", message, hint, key=True)


def email_address(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """No file of the repository holds an e-mail address."""
    hint = "Remove it; give the address of a page instead. It stays in Git's history until that is rewritten."
    for (kind, slug), source in catalogue.sources.items():
        if kind != "site":  # MkDocs' configuration is the publisher's own page, and asks for such an address
            for line in _email_lines(source.text):
                yield Problem(kind, slug, "", "This line holds an e-mail address.", hint, line=line)
    for slug, raw in catalogue.images.items():
        for line in _email_lines(raw.decode("utf-8", "replace")):
            yield Problem("image", slug, "", "This line holds an e-mail address.", hint, line=line)
    for slug, ledger in catalogue.ledgers.items():
        signed = [(1, template.credential) for template in ledger.templates.values()]
        for line, value in [*signed, *zip(ledger.lines, (award.values or () for award in ledger.awards), strict=True)]:
            if any(_email_lines(text) for text in _texts(value)):
                yield Problem("ledger", slug, "", "What was signed here holds an e-mail address.", hint, line=line)


def phone_number(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    """No award and no change of status holds a telephone number."""
    for (kind, slug), source in catalogue.sources.items():
        if kind in ("award", "status") and "+" in source.text:
            for line in _lines(source.text, (match.start() for match in _PHONE.finditer(source.text))):
                yield Problem(kind, slug, "", "This line seems to hold a telephone number.", "Remove it.", line=line)


def _email_lines(text: str) -> list[int]:
    """The lines that hold an e-mail address. Looks around each at sign only, so that time grows with the text and no faster."""
    if not any(mark in text for mark in _MARKS):
        return []
    return list(_lines(text, (match.start() for match in _AT.finditer(text) if _is_address(text, match))))


def _is_address(text: str, at: re.Match[str]) -> bool:
    before = text[max(0, at.start() - _MAX_LOCAL_CHARACTERS) : at.start()]
    return _AFTER.match(text, at.end()) is not None and _BEFORE.search(before) is not None


def _lines(text: str, positions: Iterable[int]) -> Iterator[int]:
    """The lines of ascending positions, each line once."""
    line, counted, last = 1, 0, 0
    for position in positions:
        line += text.count("\n", counted, position)
        counted = position
        if line != last:
            last = line
            yield line


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from _texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)
