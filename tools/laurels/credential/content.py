"""What a credential is built from: an award of a batch, or a sealed one once it is opened."""

from __future__ import annotations

from typing import Protocol

from laurels.model.award import Evidence, Recipient, Result


class Content(Protocol):
    """What an award says in clear: one of a batch, or a sealed one once it is opened."""

    @property
    def recipient(self) -> Recipient | None:
        """Who receives it; None where it is still sealed."""
        ...

    @property
    def results(self) -> tuple[Result, ...]:
        """Results by criterion."""
        ...

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Work behind it."""
        ...

    @property
    def supersedes(self) -> str | None:
        """UUID of the award that it takes the place of."""
        ...

    @property
    def points(self) -> dict[str, int] | None:
        """Points that counted towards a renewal, by category."""
        ...
