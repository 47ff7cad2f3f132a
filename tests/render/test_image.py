"""Pictures drawn from definitions."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from laurels.render import image
from laurels.render.image import COLOURS, SIZE, TEXT_COLOUR, draw

SVG = "{http://www.w3.org/2000/svg}"
NAMES = [
    "SQL foundations",
    "X",
    "A " * 90,
    "W" * 200,
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "データ分析の基礎と応用統計学入門",
    "</text><script>alert(1)</script>",
    "Quotes \" and ' & ampersands <b>",
    "control \x01\x0b\ufffe characters",
    "e\u0301" * 40,
]


def drawn(name: str, **changes: object) -> ElementTree.Element:
    given = {"slug": "sample", "issuer": "Sample issuer", "level": 5} | changes
    return ElementTree.fromstring(draw(name=name, **given))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", NAMES)
def test_well_formed_and_inert(name: str) -> None:
    root = drawn(name)
    assert root.tag == f"{SVG}svg"
    assert {element.tag.removeprefix(SVG) for element in root.iter()} == {"svg", "title", "path", "g", "circle", "text"}
    for element in root.iter():
        for attribute, value in element.attrib.items():
            assert not attribute.startswith("on")
            assert "href" not in attribute
            assert "url(" not in value


@pytest.mark.parametrize("name", NAMES)
def test_text_stays_on_the_disc(name: str) -> None:
    lines = list(drawn(name).iter(f"{SVG}text"))
    assert 3 <= len(lines) <= 7
    for line in lines:
        assert 80 < float(line.attrib["y"]) < 320
        assert float(line.attrib["font-size"]) >= 5


def test_no_letter_is_wider_than_it_is_taken_for() -> None:
    """Advance widths of DejaVu Serif in thousandths of an em."""
    widths = {
        "j": 310, "i": 320, "l": 320, "f": 370, "t": 402, "r": 478, "s": 513, "z": 527, "c": 560, "y": 565, "e": 592, "o": 602,
        "a": 596, "k": 606, "b": 640, "n": 644, "w": 856, "m": 948, "I": 395, "L": 664, "T": 667, "S": 685, "A": 722, "E": 730,
        "R": 753, "C": 765, "G": 799, "D": 802, "O": 820, "U": 843, "H": 872, "N": 875, "M": 1024, "W": 1028, "0": 636, "-": 338,
        "ä": 596, "ß": 668, "…": 1000, "ш": 930,
    }  # fmt: skip
    assert {letter: width for letter, width in widths.items() if image._width(letter) < width / 1000} == {}


def test_title_holds_the_whole_name() -> None:
    root = drawn("A long name " * 20)
    title = root.find(f"{SVG}title")
    assert title is not None
    assert title.text == f"{' '.join(['A long name'] * 20)}, Sample issuer, EQF level 5"
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"] == title.attrib["id"]


@pytest.mark.parametrize("level", range(1, 9))
def test_leaves_count_the_level(level: int) -> None:
    leaves = [path for path in drawn("Sample", level=level).iter(f"{SVG}path") if "transform" in path.attrib]
    assert len(leaves) == 2 * level


def test_same_definition_same_bytes_and_another_slug_another_picture() -> None:
    one = draw(slug="one", name="Same", issuer="Same", level=3)
    assert one == draw(slug="one", name="Same", issuer="Same", level=3)
    assert len({draw(slug=f"s{n}", name="Same", issuer="Same", level=3) for n in range(50)}) > 40


def test_numbers_are_short() -> None:
    assert len(draw(slug="one", name="Same", issuer="Same", level=8)) < 24_000
    assert f'viewBox="0 0 {SIZE} {SIZE}"'.encode() in draw(slug="one", name="Same", issuer="Same", level=8)
    assert not re.search(
        rb"\d\.\d\d",
        draw(slug="one", name="Same", issuer="Same", level=8).split(b"<g fill", 1)[0].split(b"stroke", 1)[0],
    )


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("ground", "tint"), COLOURS)
def test_contrast(ground: str, tint: str) -> None:
    dark = _luminance(ground) + 0.05
    assert (_luminance(TEXT_COLOUR) + 0.05) / dark >= 7
    assert (_luminance(tint) + 0.05) / dark >= 4.5
