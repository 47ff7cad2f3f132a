"""What one verification may leave to the next of the same run: documents of issuers, status lists, and shapes of credentials.

Two hundred badges of one batch name the same key and the same two lists. Each of these is fetched, read and proven once. Nothing
is kept that a single verification would find differently: a memory serves one instant, one network, one set of contexts and one
trust list, and forgets everything when it meets another.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from laurels.proof.canonical import Contexts
from laurels.proof.familiar import Familiar
from laurels.verification.fetching import Fetched, Fetcher, Unavailable
from laurels.verification.recognition import Recognition

T = TypeVar("T")
MAX_KEPT = 256


class Memory:
    """Answers by question, for as long as the circumstances stay the same."""

    def __init__(self) -> None:
        self._circumstances: tuple[Any, ...] = ()
        self._answers: dict[Hashable, tuple[Any, list[tuple[str, Fetched | Unavailable]]]] = {}
        self._noting: list[list[tuple[str, Fetched | Unavailable]]] = []
        self._familiar: Familiar | None = None
        self._recognition: Recognition | None = None

    def under(self, *circumstances: Any) -> Memory:
        """This memory, emptied if these are not the very objects that it was filled under."""
        before = self._circumstances
        if len(before) != len(circumstances) or any(a is not b for a, b in zip(before, circumstances, strict=True)):
            self._circumstances = circumstances
            self._answers.clear()
            self._familiar = self._recognition = None
        return self

    def watched(self, fetch: Fetcher) -> Fetcher:
        """The same fetcher; what it is asked is noted down with the answers that are being worked out."""

        def get(url: str) -> Fetched | Unavailable:
            answer = fetch(url)
            for noted in self._noting:
                noted.append((url, answer))
            return answer

        return get

    def once(self, question: Hashable, fetch: Fetcher, answer: Callable[[], T]) -> T:
        """The answer to a question, worked out the first time, and again where the network answers otherwise.

        `fetch` is the watched fetcher of the verification that asks. It is asked for the same addresses as the first time, so
        that a credential may not make us ask for more of them than it could alone.
        """
        if question in self._answers:
            found, noted = self._answers[question]
            for url, before in noted:
                answer_now = fetch(url)
                if answer_now is not before and answer_now != before:
                    break
            else:
                kept: T = found
                return kept
        fresh: list[tuple[str, Fetched | Unavailable]] = []
        self._noting.append(fresh)
        try:
            made = answer()
        finally:
            self._noting.pop()
        if len(self._answers) >= MAX_KEPT:
            self._answers.clear()
        self._answers[question] = made, fresh
        return made

    def familiar(self, contexts: Contexts) -> Familiar:
        """The shapes of credentials that were seen, read with these contexts."""
        self._familiar = self._familiar or Familiar(contexts)
        return self._familiar

    def recognition(self, contexts: Contexts) -> Recognition:
        """The forms of credentials that were seen, read with these contexts."""
        self._recognition = self._recognition or Recognition(self.familiar(contexts))
        return self._recognition
