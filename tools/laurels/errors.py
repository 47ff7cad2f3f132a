"""What can go wrong when a question could not be asked.

LaurelsError                 the root; a command prints it and stops
├── UsageError               the call itself makes no sense                         (exit 2)
├── FindingsError            the repository has errors that must be mended first    (exit 1)
├── RepositoryError          the repository cannot be read or is not one            (exit 3)
├── SignerError              a key cannot be used: missing, locked, refused, wrong  (exit 3)
├── CredentialError          a credential cannot be built as asked                  (exit 3)
│   └── UnportableTextError  it could be signed, but widespread verifiers would reject it
└── WriteError               the result could not be written                        (exit 3)

"Not valid" and "has findings" are answers, not errors: see `verification.Report` and `findings.Finding`.
"""

from __future__ import annotations


class LaurelsError(Exception):
    """A question that could not be asked.

    `message` says what is wrong and where; `hint` says what to do about it.
    Neither may ever hold a secret: both are printed.
    """

    exit_code = 3

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(LaurelsError):
    """The arguments do not fit together."""

    exit_code = 2


class FindingsError(LaurelsError):
    """The repository has errors, so nothing is signed or published."""

    exit_code = 1


class RepositoryError(LaurelsError):
    """The repository is missing something it cannot work without, or cannot be read."""


class SignerError(LaurelsError):
    """A key cannot be used."""


class CredentialError(LaurelsError):
    """A credential cannot be built or signed as asked."""


class UnportableTextError(CredentialError):
    """A credential whose canonical lines widespread verifiers would order differently."""


class WriteError(LaurelsError):
    """A result could not be written; what was there before is untouched."""
