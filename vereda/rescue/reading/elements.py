"""XML from outside as a stream: no tree is built, no definition opened, no link followed."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import NamedTuple

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, XMLParser

from vereda.rescue.errors.map_file import MapFileBroken, MapFileUnsafe

PIECE = 64 * 1024  # [bytes]
DEEPEST = 100  # elements within one another; map programs need a dozen


class Element(NamedTuple):
    """The begin or the end of an element. tag: without its namespace; text: of a wanted element, at its end."""

    begins: bool
    tag: str
    attributes: dict[str, str]
    text: str


class _Taking:
    """What the parser tells, until somebody fetches it."""

    def __init__(self, wanted: Set[str]) -> None:
        self.wanted = wanted
        self.told: list[Element] = []
        self.text: list[str] | None = None
        self.depth = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise ValueError
        name = tag.rpartition("}")[2]
        self.text = [] if name in self.wanted else None
        self.told.append(Element(True, name, attributes, ""))

    def end(self, tag: str) -> None:
        self.depth -= 1
        self.told.append(Element(False, tag.rpartition("}")[2], {}, "".join(self.text or ())))
        self.text = None

    def data(self, text: str) -> None:
        if self.text is not None:
            self.text.append(text)

    def close(self) -> None:
        """Nothing is built: nothing is returned."""


def elements(content: bytes, name: str, wanted: Set[str]) -> Iterator[Element]:
    """Yield begins and ends of the elements of a document, as they come.

    wanted  tags whose text is needed
    Raises MapFileUnsafe for definitions and entities, MapFileBroken for what is no whole XML.
    """
    taking = _Taking(wanted)
    parser = XMLParser(target=taking, forbid_dtd=True)
    try:
        for start in range(0, len(content), PIECE):
            parser.feed(content[start : start + PIECE])
            yield from taking.told
            taking.told.clear()
        parser.close()
        yield from taking.told
    except DefusedXmlException:
        raise MapFileUnsafe(name=name) from None
    except (ParseError, ValueError, LookupError):  # LookupError: an encoding that nobody knows
        raise MapFileBroken(name=name) from None
