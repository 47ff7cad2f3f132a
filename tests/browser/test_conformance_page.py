"""The verify page in a real browser on every conformance case: the outcome and the sentence that the report stands for."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from browser.conftest import Site, Watch, watched
from conformance import generate
from laurels.encoding.timestamps import parse_timestamp
from laurels.verification import Report, Step
from laurels.verification.headline import headline

pytestmark = pytest.mark.browser

CASES = [json.loads(path.read_bytes()) for path in sorted(generate.FOLDER.glob("*.json"))]

# Drives the element as an embedding page may: whom to ask, whom to trust and what time it is are given to it.
SCRIPT = """
async (cases) => {
  const element = document.querySelector("laurels-verify");
  const bytes = (base64) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const said = [];
  for (const { name, input, now, trust, http, recipient } of cases) {
    element.configure({
      now: () => now,
      trust: trust === null ? null : new TextEncoder().encode(trust),
      resolver: async (url) => (url in http ? { status: http[url].status, body: bytes(http[url].body) } : { unavailable: "offline" }),
    });
    await element.check([{ name, read: async () => bytes(input) }], recipient);
    said.push([element.dataset.outcome ?? null, element.querySelector(".lv-headline").textContent]);
  }
  return said;
}
"""


def for_page(case: dict[str, Any]) -> dict[str, Any]:
    """A case with all content as base64, as the page takes it."""

    def encoded(content: Any) -> str:
        return base64.b64encode(generate.input_bytes(content)).decode()

    moment = parse_timestamp(case["now"])
    return {
        "name": case["name"],
        "input": encoded(case["input"]),
        "now": {"seconds": int(moment.timestamp()), "microseconds": moment.microsecond},
        "trust": None if case["trust"] is None else json.dumps(case["trust"]),
        "http": {
            url: {"status": answer.get("status", 200), "body": encoded(answer)}
            for url, answer in case.get("http", {}).items()
        },
        "recipient": case.get("recipient"),
    }


@pytest.fixture(scope="module")
def said(chromium: Browser, site: Site) -> dict[str, tuple[str | None, str]]:
    """Outcome and sentence of the page by the case's name."""
    context = chromium.new_context()
    page, watch = watched(context, site.address)
    page.goto(site.address + "verify/")
    page.locator(".lv-drop").wait_for()
    found: dict[str, tuple[str | None, str]] = {}
    for start in range(0, len(CASES), 50):
        part = CASES[start : start + 50]
        answers = page.evaluate(SCRIPT, [for_page(case) for case in part])
        found |= {case["name"]: tuple(answer) for case, answer in zip(part, answers, strict=True)}
    context.close()
    assert watch == Watch()
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_page_says_the_same(case: dict[str, Any], said: dict[str, tuple[str | None, str]]) -> None:
    data = case["report"]
    steps = tuple(Step(step["outcome"], step["code"], step["detail"]) for step in data["steps"])
    outcome, sentence = said[case["name"]]
    if any(step.code == "decode.not-json" for step in steps) and "This is a web page" in sentence:
        return  # the page looks what kind of file it is before it is read as JSON, and says more
    assert outcome == data["outcome"]
    doubt = next((step for step in steps if step.outcome == "indeterminate"), None)
    if data["outcome"] == "indeterminate" and doubt is not None and doubt.detail.get("reason") == "offline":
        assert sentence.startswith("Could not be fully checked: what it depends on is at ")
    else:
        assert sentence == headline(Report(steps, data["credential"]), parse_timestamp(case["now"]))


def test_there_are_cases() -> None:
    assert len(CASES) >= 150
    assert {case["report"]["outcome"] for case in CASES} == {"valid", "invalid", "indeterminate", "unknown-issuer"}
    assert Path(generate.__file__).parent == generate.FOLDER
