"""Walks through one message as a stream and gives the records of its classes, one by one, in the order in which they end.

What belongs here: XML, its dangers and its mistakes. Not here: what the values mean. No tree is built: defusedxml's parser calls the walker
below, which keeps the text of the current record and its parents and nothing else, so a message of a million lines needs no more memory
than one of ten. A DOCTYPE refuses the message, so entities never exist. Elements are known by local name and parent, in either of the two
namespaces of the message.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError

from ingest.messages.catalogue import Berichtsoort, Refused, namespaces, recognise
from ingest.messages.shapes import klassen
from ingest.messages.values import ALLES, Klasse

CHUNK = 1 << 16
# expat: no element found, unclosed token, partial character, unclosed CDATA section. All four mean that the file ends too early.
_TRUNCATED = {3, 5, 6, 20}


class Record:
    """One occurrence of a class: raw text per path below it (a list for RetourCode), the record around it, its first line in the file."""

    __slots__ = ("klasse", "line", "parent", "values")

    def __init__(self, klasse: Klasse, parent: "Record | None", line: int) -> None:
        self.klasse, self.parent, self.line = klasse, parent, line
        self.values: dict[str, Any] = {}


class _Node:
    """One place in the structure of a message: what may stand below it, and whether it is a class or a field.

    `ongelezen` names what may stand below it too and is passed by: names, addresses and free text are not even kept in memory.
    """

    __slots__ = ("by_tag", "children", "klasse", "many", "ongelezen", "veld")

    def __init__(self) -> None:
        self.children: dict[str, _Node] = {}
        self.by_tag: dict[str, _Node] = {}  # children by full tag, as far as met
        self.klasse: Klasse | None = None
        self.ongelezen: tuple[str, ...] = ()
        self.veld = ""
        self.many = False

    def at(self, path: str) -> "_Node":
        node = self
        for name in path.split("/"):
            node = node.children.setdefault(name, _Node())
        return node


@cache
def _structure(soort: Berichtsoort) -> _Node:
    root = _Node()
    for klasse in klassen(soort).values():
        place = root.at(klasse.pad)
        place.klasse = klasse
        for path in klasse.ongelezen:
            parent, _, name = path.rpartition("/")
            inside = place.at(parent) if parent else place
            inside.ongelezen += (name,)
        for veld in klasse.velden:
            leaf = place.at(veld.pad)
            leaf.veld, leaf.many = veld.pad, veld.pad.rpartition("/")[2] == "RetourCode"
    return root


class _Walker:
    """The target of the parser. Unknown elements refuse the message; what a class names as unread is passed by."""

    def __init__(self) -> None:
        self.soort: Berichtsoort | None = None
        self.done: list[Record] = []
        self.text: list[str] = []
        self.data = self.text.append
        self.position: Any = None  # expat's parser, for line numbers
        self._stack: list[_Node] = []
        self._node: _Node | None = None
        self._record: Record | None = None
        self._unread = 0
        self._once: set[str] = set()

    def attach(self, expat: Any) -> None:
        """Listen to expat itself: the two wrappers in between cost as much as the walk. What defusedxml forbids stays forbidden."""
        self.position = expat
        expat.StartElementHandler, expat.EndElementHandler = self.start, self.end

    def start(self, tag: str, _attributes: list[str]) -> None:
        if self._unread:
            self._unread += 1
            return
        if self._node is None:
            self._open_message(tag)
            return
        node = self._node.by_tag.get(tag) or self._child(self._node, tag)
        if node is None:
            return
        self._stack.append(self._node)
        self._node = node
        self.text.clear()
        if node.klasse is not None:
            self._open_record(node.klasse)

    def end(self, _tag: str) -> None:
        if self._unread:
            self._unread -= 1
            if not self._unread:
                self.position.CharacterDataHandler = self.data
            return
        node, record = self._node, self._record
        if record is not None and node is not None:
            if node.veld:
                self._keep(node, record)
            elif node.klasse is not None:
                self.done.append(record)
                self._record = record.parent
        if self._stack:  # empty at the end of Bericht
            self._node = self._stack.pop()

    def close(self) -> None:
        """Nothing is built, so nothing is handed over."""

    def _open_message(self, tag: str) -> None:
        self.soort = recognise(tag)
        self._node = _structure(self.soort)

    def _open_record(self, klasse: Klasse) -> None:
        if klasse.eenmalig and klasse.naam in self._once:
            raise Refused("XSD", f"{klasse.naam} staat er twee keer in. Vraag de afzender om een goed bericht.", klasse.naam, self._line())
        self._once.add(klasse.naam)
        self._record = Record(klasse, self._record, self._line())

    def _keep(self, node: _Node, record: Record) -> None:
        text = "".join(self.text)
        if node.many:
            record.values.setdefault(node.veld, []).append(text)
        elif node.veld in record.values:
            raise Refused("XSD", f"{node.veld} staat twee keer bij elkaar. Vraag de afzender om een goed bericht.", node.veld, self._line())
        else:
            record.values[node.veld] = text

    def _child(self, node: _Node, tag: str) -> _Node | None:
        """The place of an element by its local name in either namespace; None when it is to be passed by unread. Raises Refused."""
        assert self.soort is not None
        namespace, _, name = tag.removeprefix("{").rpartition("}")
        ours = namespace in namespaces(self.soort)
        child = node.children.get(name) if ours else None
        if child is not None:
            node.by_tag[tag] = child
            return child
        if not ours or (name not in node.ongelezen and node.ongelezen != ALLES):
            raise self._unknown(self.soort.naam)
        self._unread = 1
        self.position.CharacterDataHandler = None  # what is not read is not kept in memory either
        return None

    def _unknown(self, naam: str) -> Refused:
        return Refused(
            "XSD",
            f"hier staat een onderdeel dat niet in een {naam} van release 3.2 hoort. Vraag de afzender om een goed bericht.",
            None,
            self._line(),
        )

    def _line(self) -> int:
        return int(self.position.CurrentLineNumber)


class Message:
    """One message file. Iterate over it for its records; `soort` is known from the first record on. Raises Refused while iterating.

    `max_bytes` caps what is read: a larger file is refused before it is opened, and one that grows meanwhile as soon as it does.
    """

    def __init__(self, path: Path, max_bytes: int) -> None:
        self.path, self.max_bytes = path, max_bytes
        self._walker = _Walker()

    @property
    def soort(self) -> Berichtsoort:
        """The message type. Raises Refused when the file holds no message at all."""
        if self._walker.soort is None:
            raise Refused("XML", "het bestand is leeg. Lever het bericht opnieuw aan.")
        return self._walker.soort

    def __iter__(self) -> Iterator[Record]:
        if self.path.stat().st_size > self.max_bytes:
            raise self._too_large()
        parser = DefusedXMLParser(target=self._walker, forbid_dtd=True)
        self._walker.attach(parser.parser)
        read = 0
        with self.path.open("rb") as file:
            while chunk := file.read(CHUNK):
                read += len(chunk)
                if read > self.max_bytes:
                    raise self._too_large()
                yield from self._feed(parser, chunk)
        yield from self._feed(parser, None)

    def _feed(self, parser: Any, chunk: bytes | None) -> list[Record]:
        try:
            if chunk is None:
                parser.close()
            else:
                parser.feed(chunk)
        except DefusedXmlException:
            line = int(parser.parser.CurrentLineNumber)
            raise Refused(
                "DTD",
                "het bestand bevat een DOCTYPE; dat mag niet in een bericht. Vraag de afzender om een bericht zonder DOCTYPE.",
                None,
                line,
            ) from None
        except ParseError as error:
            raise _not_xml(error) from None
        except (ValueError, LookupError):  # an encoding that expat does not know
            raise Refused(
                "XML", "de tekencodering van het bestand is onbekend. Vraag de afzender om een bericht in UTF-8.", None, 1
            ) from None
        records = self._walker.done
        self._walker.done = []
        return records

    def _too_large(self) -> Refused:
        return Refused("omvang", f"het bestand is groter dan {self.max_bytes // 1_000_000} MB. Vraag de afzender om kleinere berichten.")


def _not_xml(error: ParseError) -> Refused:
    line = int(error.position[0])
    if error.code in _TRUNCATED:
        return Refused("XML", "het bericht houdt te vroeg op; het is afgebroken. Lever het bericht opnieuw en volledig aan.", None, line)
    return Refused("XML", "dit is geen geldige XML. Vraag de afzender om het bericht opnieuw te maken.", None, line)
