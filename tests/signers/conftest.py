"""A real OpenSSH agent, of its own for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from support.openssh import OpenSsh, running


@pytest.fixture
def agent() -> Iterator[OpenSsh]:
    with running() as made:
        yield made
