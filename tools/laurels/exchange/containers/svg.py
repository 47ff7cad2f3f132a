"""A badge baked into an SVG picture.

Open Badges 3.0 §5.3.2.2: an element `credential` holds the credential's JSON, or its attribute `verify` the compact JWS; Open Badges
2.0 Baking: an element `assertion` in the same manner, `verify` perhaps an address. Documents that declare entities are refused:
nothing that a picture needs is lost, and nothing is expanded or fetched.
"""

from __future__ import annotations

from xml.parsers import expat

from laurels.exchange.containers.contents import ContainerError

MAX_BYTES = 10 * 1024 * 1024
MAX_DEPTH = 200
_SEPARATOR = " "
_ELEMENTS = (
    "https://purl.imsglobal.org/ob/v3p0 credential",
    "http://openbadges.org assertion",
    "https://openbadges.org assertion",
)


def read(data: bytes) -> bytes:
    """The text that was baked in. Raises `ContainerError`."""
    if len(data) > MAX_BYTES:
        raise ContainerError("decode.too-large", bytes=len(data), limit=MAX_BYTES)
    reader = _Reader()
    try:
        reader.parser.Parse(data, True)
    except (expat.ExpatError, ValueError) as error:
        if isinstance(error, ContainerError):
            raise
        raise ContainerError("decode.svg", reason="it is not well-formed XML") from error
    if not reader.texts:
        raise ContainerError("decode.picture", format="SVG")
    if len(reader.texts) > 1:
        raise ContainerError("decode.several", count=len(reader.texts))
    return reader.texts[0].encode("utf-8")


class _Reader:
    def __init__(self) -> None:
        self.texts: list[str] = []
        self.depth = 0
        self.inside = 0
        """Depth of the badge's element, 0 outside of one."""
        self.attribute: str | None = None
        self.parts: list[str] = []
        self.parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.SkippedEntityHandler = self._declared
        self.parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise ContainerError("decode.svg", reason="it is nested too deeply")
        if self.inside:
            raise ContainerError("decode.svg", reason="there are elements inside the badge")
        if name in _ELEMENTS:
            self.inside, self.attribute, self.parts = self.depth, attributes.get("verify"), []

    def _end(self, _name: str) -> None:
        if self.depth == self.inside:
            text = "".join(self.parts).strip()
            # Where both are there, the text is the badge; Open Badges 2.0 repeats its address in the attribute.
            self.texts.append(text or (self.attribute or "").strip())
            self.inside = 0
        self.depth -= 1

    def _characters(self, text: str) -> None:
        if self.inside:
            self.parts.append(text)

    def _doctype(self, _name: str, _system: str | None, _public: str | None, has_subset: int) -> None:
        if has_subset:
            self._declared()

    def _declared(self, *_: object) -> None:
        raise ContainerError("decode.svg", reason="it declares or needs entities")
