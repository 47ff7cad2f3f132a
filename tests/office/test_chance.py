"""Numbers from the system's chance: in range, each as likely as another, and never the same bytes twice."""

from __future__ import annotations

import struct
import uuid
from collections import Counter

import pytest

from laurels.office import chance
from laurels.office.chance import SystemChance


@pytest.mark.parametrize("limit", [1, 2, 3, 131_072, 3 * 2**30, 2**32])
def test_numbers_are_below_the_limit(limit: int) -> None:
    system = SystemChance()
    found = [system.below(limit) for _ in range(3000)]
    assert min(found) >= 0
    assert max(found) < limit
    assert len(set(found)) > (2900 if limit > 10**9 else 2000 if limit > 1000 else limit - 1)


def test_a_number_that_would_make_some_likelier_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter([2**32 - 1, 2**32 - 2**30 - 1, *[7] * 1022])
    monkeypatch.setattr(chance.os, "urandom", lambda size: struct.pack(f"{size // 4}I", *drawn))
    # Of 2^32 numbers the last quarter would fall on the first 2^30 of three quarters once more.
    assert SystemChance().below(3 * 2**30) == 2**32 - 2**30 - 1


def test_each_is_about_as_likely_as_another() -> None:
    system = SystemChance()
    counts = Counter(system.below(8) for _ in range(8000))
    # Nine standard deviations of 29.6: it does not happen by chance.
    assert all(abs(count - 1000) < 267 for count in counts.values())
    assert len(counts) == 8


def test_uuids_are_random_and_say_so() -> None:
    system = SystemChance()
    found = {uuid.UUID(system.uuid4()) for _ in range(1000)}
    assert len(found) == 1000
    assert {(made.version, made.variant) for made in found} == {(4, "specified in RFC 4122")}
    assert all(any(made.int >> bit & 1 for made in found) for bit in range(128) if bit not in (62, 76, 77, 79))


def test_uuids_are_written_as_the_standard_library_writes_them(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[bytes] = []
    ask = chance.os.urandom
    monkeypatch.setattr(chance.os, "urandom", lambda size: drawn.append(ask(size)) or drawn[-1])
    system = SystemChance()
    made = [system.uuid4() for _ in range(600)]
    used = b"".join(drawn)
    assert made == [str(uuid.UUID(bytes=used[16 * at : 16 * at + 16], version=4)) for at in range(600)]
