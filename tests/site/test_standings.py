"""What a page says of an award between a change of its status and the next signed list."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from laurels.model.catalogue import Site
from laurels.publish.build import signed_badges
from laurels.render.badge import Standing
from laurels.render.sealed import sealed_page
from laurels.site.files import site_files
from laurels.site.standing import standings
from support import office

YET = "do not know it yet"
STILL = "still say that it is suspended"


def _page(root: Path, identifier: str) -> str:
    found = office.catalogue(root)
    return dict(site_files(found, dict(signed_badges(found))))[f"b/{identifier}/index.html"].decode()


@pytest.mark.parametrize(
    ("signed", "later", "state", "said"),
    [
        ([], [], None, ""),
        ([], ["suspend"], "Suspended", YET),
        (["suspend"], [], "Suspended", ""),
        (["suspend"], ["reinstate"], "Reinstated", STILL),
        (["suspend"], ["revoke"], "Revoked", YET),
        (["suspend"], ["reinstate", "suspend"], "Suspended", ""),
        (["suspend", "reinstate"], [], None, ""),
        ([], ["suspend", "reinstate"], None, ""),
        ([], ["revoke"], "Revoked", YET),
        (["revoke"], [], "Revoked", ""),
    ],
)
def test_a_page_says_what_the_signed_list_does_not(
    tmp_path: Path, signed: list[str], later: list[str], state: str | None, said: str
) -> None:
    root = office.repository(tmp_path)
    office.run(root)
    identifier = min(office.credentials(root))
    path = root / "issued/status/2026.yaml"
    path.parent.mkdir()
    for actions in (signed, [*signed, *later]):
        entries = "".join(
            f"  - {{credential: {identifier}, action: {action}, date: 2026-11-{day:02}, reason: other}}\n"
            for day, action in enumerate(actions, start=1)
        )
        path.write_text(f"changes:\n{entries or '  []'}\n")
        if actions is signed:
            office.run(root, chance=2)
    page = _page(root, identifier)
    day = len([*signed, *later])
    assert ('class="standing"' in page) is (state is not None)
    assert state is None or f"<strong>{state}</strong> on {day} November 2026: another reason." in page
    assert [words for words in (YET, STILL) if words in page] == ([said] if said else [])
    found = standings(office.catalogue(root))
    assert [standing.told for standing in found.values()] == ([] if state is None else [not said])
    office.run(root, chance=3)
    page = _page(root, identifier)
    assert YET not in page
    assert STILL not in page
    assert ("Reinstated" in page) is False


def test_a_sealed_award_that_was_replaced_says_whom_to_ask_and_links_to_nothing() -> None:
    site = Site(url="https://issuer.example/")
    pages = {
        reason: sealed_page({}, identifier="0" * 36, site=site, standing=Standing("revoked", date(2026, 7, 1), reason))
        for reason in ("superseded", "other")
    }
    hint = "Its holder can give you the link to the award that takes its place."
    assert [hint in page for page in pages.values()] == [True, False]
    assert pages["superseded"].count("<a ") == pages["other"].count("<a ")
