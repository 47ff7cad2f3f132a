"""Text into HTML, addresses into links, codes into words."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest
from jinja2 import UndefinedError

from laurels.model.achievement import Participation
from laurels.model.assessment import AssessmentType
from laurels.model.award import ReasonCode
from laurels.render import words
from laurels.render.environment import environment, is_web, prose, relative, weblink


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One.", "<p>One.</p>"),
        ("One.\nstill one.\n\nTwo.", "<p>One. still one.</p>\n<p>Two.</p>"),
        ("<b>&\"'", "<p>&lt;b&gt;&amp;&#34;&#39;</p>"),
        ("Outcomes:\n- a <i>\n- b\n\nEnd", "<p>Outcomes:</p>\n<ul><li>a &lt;i&gt;</li><li>b</li></ul>\n<p>End</p>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ({"fr": "Un", "en": "One"}, "<p>One</p>"),
        ("\r\n\r\n", ""),
    ],
)
def test_prose(text: str | dict[str, str], html: str) -> None:
    assert prose(text) == html


@pytest.mark.parametrize(
    ("url", "web"),
    [
        ("https://example.org/a?b=c#d", True),
        ("http://data.europa.eu/esco/skill/1", True),
        ("javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("https:\n//example.org", False),
        (" https://example.org", False),
        ("data:text/html,x", False),
        ("urn:uuid:1", False),
        ("//example.org/", False),
        ("https://", False),
        ("https://[", False),
        ("", False),
    ],
)
def test_only_web_addresses_become_links(url: str, web: bool) -> None:
    assert is_web(url) is web
    assert ("<a " in weblink("text", url)) is web


def test_weblink_escapes_both() -> None:
    assert (
        weblink("<b>", 'https://a.example/"onclick="x')
        == '<a href="https://a.example/&#34;onclick=&#34;x">&lt;b&gt;</a>'
    )
    assert weblink("<b>", None) == "&lt;b&gt;"


@pytest.mark.parametrize(
    ("page", "target", "address"),
    [
        ("", "", "./"),
        ("", "catalogue/", "catalogue/"),
        ("verify/", "", "../"),
        ("catalogue/", "catalogue/", "./"),
        ("catalogue/sql/", "catalogue/", "../"),
        ("catalogue/sql/", "catalogue/#eqf-5", "../#eqf-5"),
        ("catalogue/sql/", "catalogue/data/", "../data/"),
        ("catalogue/sql/", "images/sql.svg", "../../images/sql.svg"),
        ("b/1/", "assets/laurels/badge.css", "../../assets/laurels/badge.css"),
        ("catalogue/sql/", "catalogue/sql/", "./"),
    ],
)
def test_relative(page: str, target: str, address: str) -> None:
    assert relative(page, target) == address


def test_a_missing_name_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        environment().from_string("{{ nothing }}").render()


@pytest.mark.parametrize(
    ("text", "words_"),
    [
        ("P1Y", "1 year"),
        ("P3Y", "3 years"),
        ("P18M", "1 year and 6 months"),
        ("P90D", "90 days"),
        ("P1Y2M3D", "1 year, 2 months and 3 days"),
    ],
)
def test_duration(text: str, words_: str) -> None:
    assert words.duration(text) == words_


def test_words() -> None:
    assert words.day(date(2026, 6, 30)) == "30 June 2026"
    assert [words.number(n) for n in (2.0, 2.5, 240)] == ["2", "2.5", "240"]
    assert [words.count(n, "credit") for n in (1, 1.5, 2)] == ["1 credit", "1.5 credits", "2 credits"]
    assert [words.language(tag) for tag in ("en", "fr-BE", "xx")] == ["English", "French (fr-BE)", "xx"]
    assert [words.country(code) for code in ("IE", "ZZ")] == ["Ireland", "ZZ"]
    names = ("MicroCredential", "CertificateOfCompletion", "ext:MyType", "")
    assert [words.achievement_type(n) for n in names] == [
        "Micro-credential",
        "Certificate of completion",
        "My type",
        "",
    ]


@pytest.mark.parametrize(
    ("codes", "table"),
    [
        (get_args(AssessmentType), words.ASSESSMENT),
        (get_args(Participation), words.PARTICIPATION),
        (get_args(ReasonCode), words.STATUS_REASON),
    ],
)
def test_every_code_of_the_model_has_words(codes: tuple[str, ...], table: dict[str, str]) -> None:
    assert set(codes) <= table.keys()
