"""Cases of the `proof` step: documents that say more than was signed, or that cannot be read without doubt."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from conformance.world import Case, badge, edited, signed

_SUBJECT = "credentialSubject"


def _unsigned() -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    undefined, relative, unreadable = "proof.undefined-term", "proof.relative-iri", "proof.unreadable"
    yield (
        "undefined-term",
        "A word that no context knows is shown, but not signed.",
        undefined,
        {**signed(), "honours": "Passed with distinction"},
    )
    yield "undefined-null", "The same with null.", undefined, {**signed(), "honours": None}
    yield "undefined-empty", "The same with an empty list.", undefined, {**signed(), "honours": []}
    yield (
        "undefined-nested",
        "The same deep inside.",
        undefined,
        edited(signed(), _SUBJECT, "achievement", "criteria", "honours", to="Distinction"),
    )
    yield (
        "undefined-spaces",
        "A word with spaces cannot be part of an address, and would be dropped.",
        undefined,
        {**signed(), "Passed with distinction": True},
    )
    yield (
        "undefined-no-break-space",
        "Nor can one with a space that does not break.",
        undefined,
        {**signed(), "Passed\u00a0with\u00a0distinction": True},
    )
    yield (
        "undefined-next-line",
        "Nor one with any white space that one language knows, and the other does not.",
        undefined,
        {**signed(), "Passed\u0085\ufeff": True},
    )
    yield (
        "undefined-proto",
        "A key that means something to JavaScript.",
        undefined,
        {**signed(), "__proto__": "Passed with distinction"},
    )
    yield (
        "direction",
        "This suite does not sign the direction of a text.",
        undefined,
        edited(signed(), "name", to={"@value": "SQL foundations", "@direction": "rtl"}),
    )
    yield (
        "json-type",
        "@json is a type of values, not of things.",
        relative,
        edited(signed(), _SUBJECT, "type", to=["AchievementSubject", "@json"]),
    )
    yield "keyword-id", "A keyword is no address.", relative, signed_as("@type")
    label = "_:Passed-with-distinction"
    yield (
        "blank-label",
        "The label of a blank node is given anew before signing, so it could say anything.",
        undefined,
        edited(signed(), _SUBJECT, "achievement", "criteria", "id", to=label),
    )
    yield (
        "undefined-type",
        "A type that no context knows.",
        undefined,
        edited(signed(), "type", to=[*badge()["type"], "HonoursCredential"]),
    )
    yield (
        "undefined-in-proof",
        "The proof's own words are signed, and must be known too.",
        undefined,
        edited(signed(), "proof", 0, "note", to="Good."),
    )
    yield (
        "relative-id",
        "A relative address means different things in different places.",
        relative,
        signed_as("report.html"),
    )
    yield "relative-root", "A rooted path is relative too.", relative, signed_as("/report.html")
    for name, why, iri in (
        ("iri-spaces", "Spaces end an address early in N-Quads.", "https://issuer.example/a b"),
        (
            "iri-brackets",
            "Brackets could close the address and begin a statement.",
            'https://issuer.example/> "distinction" <https://x.example/',
        ),
        ("iri-quote", "So could quotes.", 'https://issuer.example/"'),
        ("iri-backslash", "A backslash begins an escape.", "https://issuer.example/\\u003E"),
        (
            "iri-no-break-space",
            "White space that is not of ASCII drops the statement that holds it.",
            "https://issuer.example/a\u00a0b",
        ),
        ("iri-next-line", "Whichever of them: this one is known to Python alone,", "https://issuer.example/a\u0085b"),
        ("iri-mark", "and this one to JavaScript alone.", "https://issuer.example/a\ufeffb"),
        ("iri-relative-spaces", "A relative address with spaces is none at all.", "report of the year"),
        ("iri-control", "So could a line break.", "https://issuer.example/\nx"),
    ):
        yield name, why, unreadable, signed_as(iri)
    tag = {"@value": "Les bases", "@language": "not a language"}
    yield (
        "language-tag",
        "A malformed language tag drops the text from what is signed.",
        unreadable,
        edited(signed(), "name", to=tag),
    )
    yield (
        "reserved-id",
        "A text that looks like a keyword means nothing, and would be dropped.",
        unreadable,
        signed_as("@foo"),
    )
    yield (
        "reserved-type",
        "So does a type.",
        unreadable,
        edited(signed(), _SUBJECT, "type", to=["AchievementSubject", "@foo"]),
    )


def signed_as(iri: str) -> dict[str, Any]:
    """The badge with evidence at an address that cannot be signed, under a signature for another."""
    return {**badge(evidence=[{"id": iri, "type": ["Evidence"]}]), "proof": signed()["proof"]}


def _poison() -> dict[str, Any]:
    """Two organisations that nothing tells apart, each below ten others that nothing tells apart."""
    creator = [{"type": ["Profile"], "parentOrg": [{"type": ["Profile"]}] * 10}] * 2
    return {**edited(badge(), _SUBJECT, "achievement", "creator", to=creator), "proof": signed()["proof"]}


def cases() -> Iterator[Case]:
    for name, why, code, document in _unsigned():
        yield Case(f"proof-{name}", why, {"json": document}, "invalid", (code,))
    yield Case(
        "proof-poison",
        "Labelling these blank nodes would take ten factorial steps.",
        {"json": _poison()},
        "indeterminate",
        ("proof.too-complex",),
    )
