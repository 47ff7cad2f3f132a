"""Security policy and outline: what is read out of finished HTML."""

from __future__ import annotations

import pytest

from laurels.site.outline import Heading, headings
from laurels.site.policy import inline_scripts, policy, shape


@pytest.mark.parametrize(
    ("html", "scripts"),
    [
        ("<p>none</p>", ()),
        ("<script>a()</script><SCRIPT type=module>b()</SCRIPT>", ("a()", "b()")),
        ("<script>a()</script><script>a()</script>", ("a()",)),
        ('<script src="x.js"></script>', ()),
        ('<script type="application/json">{"a": 1}</script>', ()),
        ("<script>if (a < b && c) d('&amp;')</script>", ("if (a < b && c) d('&amp;')",)),
    ],
)
def test_inline_scripts(html: str, scripts: tuple[str, ...]) -> None:
    assert inline_scripts(html) == scripts


def test_policy_names_a_hash_for_each_script_and_nothing_unsafe() -> None:
    # printf 'a()' | openssl dgst -sha256 -binary | base64
    made = policy(["a()"])
    assert "script-src 'self' 'sha256-qVpDBgj7bpq5hMAcGp3AOc79J3Y1Z4HvySTwKrWDoy4='" in made
    assert made.startswith("default-src 'none'")
    assert "unsafe" not in made
    assert policy(["a()", "b()"]) == policy(["b()", "a()"])


@pytest.mark.parametrize(
    ("script", "same"),
    [
        ('x=new URL("../..",location),y', True),
        ('x=new URL(".",location),y', True),
        ('x=new URL("/awards/",location),y', True),
        ('x=new URL("",location),alert(1),y', False),
        ('x=new URL("");alert(1)//",location),y', False),
    ],
)
def test_shape_forgets_only_the_depth(script: str, same: bool) -> None:
    assert (shape(script) == shape('x=new URL("..",location),y')) is same


def test_headings() -> None:
    html = '<h1 id="top">A</h1><h2 id="b">B <em>&amp; b</em></h2><h3>none</h3><h3 id="c">\n C\n</h3>'
    assert headings(html) == (Heading(2, "b", "B & b"), Heading(3, "c", "C"))
