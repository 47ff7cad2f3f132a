"""Where rules draw their lines: tables of what is a finding and what is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from laurels.findings import Finding

Find = Callable[..., list[Finding]]
ISSUER = "catalogue/issuers/example-college.yaml"
ACHIEVEMENT = "catalogue/achievements/next-steps.yaml"
JUNE, JULY = "issued/awards/2026/june.yaml", "issued/awards/2026/july.yaml"
STATUS = "issued/status/2026.yaml"


def change(root: Path, name: str, old: str, new: str) -> None:
    text = (root / name).read_text(encoding="utf-8")
    assert text.count(old) == 1, (name, old)
    (root / name).write_text(text.replace(old, new), encoding="utf-8")


def codes(found: list[Finding]) -> list[str]:
    return [finding.code for finding in found]


DESCRIPTION = [
    ("Write to registrar@college.example for more.", ["PRV002"]),
    ("Write to registrar＠college.example for more.", ["PRV002"]),
    ("Write to registrar%40college.example for more.", ["PRV002"]),
    ('"Write to registrar\\u0040college.example for more."', ["PRV002"]),
    ("Write to registrar&#64;college.example for more.", ["PRV002"]),
    ("Write to o.b+x_y@mail.college.example, please.", ["PRV002"]),
    ("Write to ünï@cöllege.example, please.", ["PRV002"]),
    ("The at sign @ is in addresses.", []),
    ("Follow us at https://social.example/@college for more.", []),
    ("The package tool@1.2.3 is needed for it.", []),
    ("Learn to say less than with 1 < 2 and 3 > 2.", []),
    ("Learn List<int> and what it is for.", ["TXT001"]),
    ("Learn what <img src=x onerror=go() does.", ["TXT001"]),
    ("Learn what <!-- hidden --> means.", ["TXT001"]),
    ("Learn </script> and what it is for.", ["TXT001"]),
    ("Languages are *not* **set** in [stone](page).", []),
    ("Languages - JavaScript - and what they do.", []),
    ('"Languages: JavaScript: the basics of it."', []),
    ('"Go to JAVASCRIPT:alert(1) and see."', ["TXT002"]),
    ('"Go to vbscript:x and see what is up."', ["TXT002"]),
    ('"Embeds data:text/html,hello as it is."', ["TXT002"]),
    ('"Work with data: clean it and keep it."', []),
    ('"A text with \\uFEFF in its middle."', ["TXT003"]),
    ('"An Arabic mark \\u200F is in order."', []),
    ("fifteen letters", []),
    ("fourteen chars", ["DEF008"]),
    ("{en: How to go on., fr: Non}", ["DEF008", "DEF008"]),
]


@pytest.mark.parametrize(("text", "expected"), DESCRIPTION)
def test_descriptions(text: str, expected: list[str], minimal: Path, findings: Find) -> None:
    change(minimal, ACHIEVEMENT, "How to go on once the first steps are taken.", text)
    assert codes(findings(minimal)) == expected


OUTCOMES = [
    ("TODO", ["DEF010"]),
    ("tbc", ["DEF010"]),
    ("n/a", ["DEF010"]),
    ("…", ["DEF010"]),
    ("To be confirmed by the board", ["DEF010"]),
    ("Todos los pasos", []),
    ("Natural walking", []),
]


@pytest.mark.parametrize(("text", "expected"), OUTCOMES)
def test_placeholders(text: str, expected: list[str], minimal: Path, findings: Find) -> None:
    change(minimal, ACHIEVEMENT, "Take a hundred steps without looking down.", text)
    assert codes(findings(minimal)) == expected


WORKLOADS = [
    (50, "2", []),
    (60, "2", []),
    (49, "2", ["DEF002"]),
    (61, "2", ["DEF002"]),
    (13, "0.5", []),
    (50, "1.5", ["DEF002", "STK003"]),
]


@pytest.mark.parametrize(("hours", "ects", "expected"), WORKLOADS)
def test_workload(hours: int, ects: str, expected: list[str], minimal: Path, findings: Find) -> None:
    change(minimal, ACHIEVEMENT, "hours: 50\n  ects: 2", f"hours: {hours}\n  ects: {ects}")
    if ects == "0.5":
        change(minimal, "catalogue/stacks/walking.yaml", "credits: 3", "credits: 1.5")
    if expected[1:]:
        assert codes(findings(minimal)) == expected
    else:
        assert set(codes(findings(minimal))) == set(expected)


SITES = [
    ("https://badges.college.example", "did:web:badges.college.example", []),
    ("https://badges.college.example/", "did:web:badges.college.example:library", []),
    ("https://badges.college.example/a/b/", "did:web:badges.college.example:a:b", []),
    ("https://badges.college.example:8443/", "did:web:badges.college.example%3A8443", []),
    ("https://badges.college.example/a/", "did:web:badges.college.example", ["IDS004"]),
    ("https://badges.college.example/", "did:web:badges.college.example.evil.example", ["IDS004"]),
    ("https://127.0.0.1/", "did:web:127.0.0.1", ["SIT001"]),
    ("https://[::1]/", "did:web:x", ["SIT001"]),
    ("https://Badges.College.example/", "did:web:badges.college.example", ["SIT001"]),
    ("https://user@badges.college.example/", "did:web:badges.college.example", ["SIT001"]),
    ("https://badges.college.example/?a=b", "did:web:badges.college.example", ["SIT001"]),
    ("https://badges.college.example:x/", "did:web:badges.college.example", ["SIT001"]),
    ("ftp://badges.college.example/", "did:web:badges.college.example", ["SIT001"]),
]


@pytest.mark.parametrize(("url", "did", "expected"), SITES)
def test_site_and_did(url: str, did: str, expected: list[str], minimal: Path, findings: Find) -> None:
    change(minimal, "mkdocs.yml", "https://badges.college.example/", url)
    change(minimal, ISSUER, "id: did:web:badges.college.example", f"id: {did}")
    # What is signed keeps its issuer, so another DID has more to it than this table asks.
    about_identity = [code for code in codes(findings(minimal)) if code.startswith(("SIT", "IDS"))]
    assert about_identity == expected


def test_site_without_configuration(minimal: Path, findings: Find) -> None:
    (minimal / "mkdocs.yml").unlink()
    (found,) = findings(minimal)
    assert (found.code, found.path, found.line) == ("SIT001", "mkdocs.yml", 1)


IMAGES = [
    ('<circle r="1"/>', []),
    ('<use href="#g"/>', []),
    ('<filter id="f"><feColorMatrix values="0 0 0 0 0"/></filter>', []),
    ('<path style="fill: url(#g)"/>', []),
    ("<title>Über</title><desc>x</desc>", []),
    ("""<path style="fill: url( '#g' ); stroke: url(&quot;#g&quot;)"/>""", []),
    ("<script>go()</script>", ["IMG002"]),
    ('<x:script xmlns:x="http://www.w3.org/2000/svg">go()</x:script>', ["IMG002"]),
    ('<script xmlns="http://www.w3.org/1999/xhtml">go()</script>', ["IMG002"]),
    ("<foreignObject/>", ["IMG002"]),
    ('<image href="https://elsewhere.example/x.png"/>', ["IMG002"]),
    ('<image xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="//elsewhere.example/x.png"/>', ["IMG002"]),
    ('<image href="data:image/svg+xml,x"/>', ["IMG002"]),
    ('<a href="javascript:go()"/>', ["IMG002"]),
    ('<circle ONLOAD="go()"/>', ["IMG002"]),
    ('<animate attributeName="href" to="x"/>', ["IMG002"]),
    ('<path fill="url(https://elsewhere.example/#g)"/>', ["IMG002"]),
    ("<style>@import 'x';</style>", ["IMG002"]),
    ("<style>a { background: u\\72l(x) }</style>", ["IMG002"]),
    ("<style>" + " " * 9000 + "a { fill: url( 'x' ) }</style>", ["IMG002"]),
    ("<?xml-stylesheet href='x'?>", ["IMG002"]),
    ("<circle>", ["IMG001"]),
    ("&undefined;", ["IMG001"]),
]


@pytest.mark.parametrize(("inside", "expected"), IMAGES)
def test_images(inside: str, expected: list[str], minimal: Path, findings: Find) -> None:
    image = f'<svg xmlns="http://www.w3.org/2000/svg"><linearGradient id="g"/>{inside}</svg>'
    (minimal / "catalogue/images/first-steps.svg").write_text(image, encoding="utf-8")
    assert codes(findings(minimal)) == expected


WHOLE_IMAGES = [
    (b"", ["IMG001"]),
    (b"\x89PNG\r\n\x1a\n", ["IMG001"]),
    (b"<html/>", ["IMG001"]),
    (b"<svg/>", ["IMG001"]),
    (b'<?xml version="1.0" encoding="klingon"?><svg xmlns="http://www.w3.org/2000/svg"/>', ["IMG001"]),
    (b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>', ["IMG002"]),
    (b'<!DOCTYPE svg SYSTEM "file:///etc/passwd"><svg xmlns="http://www.w3.org/2000/svg"/>', ["IMG002"]),
    (b'<svg xmlns="http://www.w3.org/2000/svg"><!-- me@college.example --></svg>', ["PRV002"]),
    (b'<svg xmlns="http://www.w3.org/2000/svg">' + b"<g>" * 50_000, ["IMG001"]),
    # Time that grows faster than the text would not end here.
    (b'<svg xmlns="http://www.w3.org/2000/svg"><style>' + b"url(" + b" " * 1_000_000 + b")</style></svg>", []),
]


@pytest.mark.parametrize(
    ("image", "expected"), WHOLE_IMAGES, ids=lambda value: value[:24] if isinstance(value, bytes) else None
)
def test_whole_images(image: bytes, expected: list[str], minimal: Path, findings: Find) -> None:
    (minimal / "catalogue/images/first-steps.svg").write_bytes(image)
    assert codes(findings(minimal)) == expected


NAMES = [
    ("index", True), ("con", True), ("lpt1", True), ("v2", True), ("assets", True),
    ("indexes", False), ("console", False), ("v2x", False), ("a-v2", False), ("com", False),
]  # fmt: skip


@pytest.mark.parametrize(("name", "reserved"), NAMES)
def test_reserved_names(name: str, reserved: bool, minimal: Path, findings: Find) -> None:
    (minimal / "catalogue/trust/other-college.yaml").rename(minimal / f"catalogue/trust/{name}.yaml")
    assert codes(findings(minimal)) == (["IDS003"] if reserved else [])


def test_what_is_missing_is_missing_once(minimal: Path, findings: Find) -> None:
    """A file that is gone is one finding, however many files name it and by however many keys."""
    (minimal / ISSUER).unlink()
    (found,) = findings(minimal)
    assert found.code == "REF001"
    assert found.message == (
        "There is no issuer `example-college`; 3 more places name it, such as catalogue/achievements/next-steps.yaml."
    )
    (minimal / "catalogue/skills/local.yaml").unlink()
    assert [(found.code, found.hint) for found in findings(minimal)] == [
        ("REF001", "Add catalogue/issuers/example-college.yaml, or correct the name."),
        ("REF002", "Add catalogue/skills/local.yaml: `laurels skills import` makes one."),
    ]


def test_a_broken_definition_is_the_only_finding(minimal: Path, findings: Find) -> None:
    """What refers to a file that cannot be read is no dangling reference, nor is anything that follows from it."""
    for name in (ISSUER, ACHIEVEMENT, "catalogue/skills/local.yaml"):
        (minimal / name).write_text("name: [", encoding="utf-8")
    assert sorted((found.code, found.path) for found in findings(minimal)) == [
        ("YML001", ACHIEVEMENT),
        ("YML001", ISSUER),
        ("YML001", "catalogue/skills/local.yaml"),
    ]


def test_a_broken_batch_ledger_or_key_is_the_only_finding(minimal: Path, findings: Find) -> None:
    for name in (JUNE, "keys/public/college-2026.yaml", "issued/ledger/sequence.yaml"):
        (minimal / name).write_text("name: [", encoding="utf-8")
    (minimal / "issued/ledger/2026/june.jsonl").write_text("{}\n", encoding="utf-8")
    assert {found.code for found in findings(minimal)} == {"YML001", "LDG001"}


def test_what_is_signed_does_not_follow_its_definition(minimal: Path, findings: Find) -> None:
    """A retired achievement, a new version with another rubric: rows that are signed already are left alone."""
    name = "catalogue/achievements/first-steps.yaml"
    change(minimal, name, "version: 1", "version: 2")
    change(minimal, name, "status: active", "status: retired")
    change(minimal, name, "id: balance", "id: poise")
    assert findings(minimal) == []


def test_two_people_of_one_name_are_told_apart_by_their_ids(minimal: Path, findings: Find) -> None:
    change(
        minimal, JULY, "recipient: {name: Sample Learner 02}", "recipient: {name: Sample Learner 01, id: did:key:z6MkA}"
    )
    assert findings(minimal) == []


def test_one_id_under_two_names_is_one_recipient(minimal: Path, findings: Find) -> None:
    change(
        minimal, JULY, "recipient: {name: Sample Learner 01}", "recipient: {name: Sample Learner 01, id: did:key:z6MkA}"
    )
    change(
        minimal, JULY, "recipient: {name: Sample Learner 02}", "recipient: {name: Sample Learner 02, id: did:key:z6MkA}"
    )
    assert codes(findings(minimal)) == ["AWD002"]


def test_cycle_through_two_stacks(minimal: Path, findings: Find) -> None:
    other = (minimal / "catalogue/stacks/walking.yaml").read_text(encoding="utf-8").split("rule:")[0]
    (minimal / "catalogue/stacks/back.yaml").write_text(
        other.replace("grants: walker", "grants: first-steps") + "rule:\n  any: [{all: [walker]}, next-steps]\n",
        encoding="utf-8",
    )
    (found,) = findings(minimal)
    assert (found.code, found.path, found.pointer) == ("STK001", "catalogue/stacks/back.yaml", "/rule/any/0/all/0")
    assert "first-steps → walker → first-steps" in found.message


STATES = [
    (["suspend", "reinstate", "suspend", "revoke"], []),
    (["revoke"], []),
    (["suspend", "suspend"], ["STA002"]),
    (["suspend", "reinstate", "reinstate"], ["STA002"]),
    (["revoke", "revoke"], ["STA003"]),
    (["suspend", "revoke", "suspend"], ["STA003"]),
]


@pytest.mark.parametrize(("actions", "expected"), STATES)
def test_changes_of_status(actions: list[str], expected: list[str], minimal: Path, findings: Find) -> None:
    entries = "".join(
        f"  - {{credential: 00000000-0000-4000-8000-000000000003, action: {action}, date: 2026-07-21, reason: other}}\n"
        for action in actions
    )
    (minimal / STATUS).write_text("changes:\n" + entries, encoding="utf-8")
    assert codes(findings(minimal)) == expected


def test_days_count_in_utc_and_include_today(minimal: Path, findings: Find) -> None:
    assert findings(minimal, date(2026, 7, 15)) == []
    assert codes(findings(minimal, date(2026, 7, 14))) == ["DAT001"]


def test_ten_thousand_addresses_cost_one_pass(minimal: Path, findings: Find) -> None:
    rows = "".join(f"  - {{recipient: {{name: a{n}@college.example {'x' * 100}}}}}\n" for n in range(10_000))
    (minimal / JULY).write_text("achievement: next-steps\nawardedDate: 2026-07-15\nawards:\n" + rows, encoding="utf-8")
    found = findings(minimal)
    assert [finding.line for finding in found] == list(range(4, 10_004))
    assert set(codes(found)) == {"PRV002"}


def test_misspelt_skills_among_thousands(minimal: Path, findings: Find) -> None:
    skills = "".join(
        f"  skill-{n:05}:\n    uri: https://college.example/skills/{n}\n    name: Skill {n}\n" for n in range(5_000)
    )
    with (minimal / "catalogue/skills/local.yaml").open("a", encoding="utf-8") as file:
        file.write(skills)
    wrong = ", ".join(f"local/skil-{n:05}" for n in range(0, 5_000, 100))
    change(minimal, ACHIEVEMENT, "skills: [local/walking, local/turning]", f"skills: [{wrong}]")
    found = findings(minimal)
    assert codes(found) == ["REF002"] * 50
    assert all(finding.hint.startswith("Did you mean `local/skill-") for finding in found)


def test_ten_thousand_findings_cost_one_pass(minimal: Path, findings: Find) -> None:
    """Looking a place up again from the start for each finding would take minutes here."""
    rows = "".join(
        f"  - {{recipient: {{name: Learner {n}}}, results: [{{criterion: nothing, level: x}}]}}\n"
        for n in range(10_000)
    )
    (minimal / JULY).write_text("achievement: next-steps\nawardedDate: 2026-07-15\nawards:\n" + rows, encoding="utf-8")
    found = findings(minimal)
    assert [finding.line for finding in found] == list(range(4, 10_004))
    assert set(codes(found)) == {"AWD003"}
