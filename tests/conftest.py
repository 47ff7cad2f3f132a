"""Fixtures that several folders of tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from support.vectors import FOLDER

settings.register_profile("laurels", derandomize=True, deadline=None, database=None)
settings.load_profile("laurels")


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or writes the cache of whoever runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LAURELS_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def vectors() -> Path:
    """The published conformance data. In CI a test that needs them may not be passed over."""
    if not FOLDER.is_dir():
        message = f"{FOLDER} is missing: these tests read published vectors there"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(message)
    return FOLDER
