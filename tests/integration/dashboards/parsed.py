"""A page as its elements, so that tests ask for elements instead of searching in text.

Belongs here: parsing. Does not belong here: what should be on a page.
"""

from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path

VOID = {"meta", "link", "br", "circle", "path", "hr", "img", "input"}


@dataclass(eq=False)
class Element:
    """One element of a page: tag, attributes, its own and all inner text, and what it stands in.

    Two elements are the same only when they are one: comparing them by content would compare their parents with all they hold.
    """

    tag: str
    attrs: dict[str, str]
    parents: list["Element"]
    text: str = ""
    children: list["Element"] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    def inside(self, tag: str) -> bool:
        """True when an ancestor has this tag."""
        return any(parent.tag == tag for parent in self.parents)


class Page(HTMLParser):
    """A parsed page: its elements in document order."""

    def __init__(self, path: Path) -> None:
        super().__init__(convert_charrefs=True)
        self.path, self.html = path, path.read_text(encoding="utf-8")
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(self.html)
        for element in self.elements:
            element.text = "".join(element.parts)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, list(self._open))
        self.elements.append(element)
        if self._open:
            self._open[-1].children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            closed = self._open.pop()
            assert closed.tag == tag, f"{self.path.name}: <{closed.tag}> closed by </{tag}>"

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.parts.append(data)

    def all(self, tag: str) -> list[Element]:
        """Return the elements with a tag."""
        return [element for element in self.elements if element.tag == tag]

    @cached_property
    def visible(self) -> str:
        """Return all text a reader can meet, without scripts and styles."""
        hidden = [e.text for e in self.elements if e.tag in ("script", "style") and e.text]
        text = next(e for e in self.elements if e.tag == "body").text
        for part in hidden:
            text = text.replace(part, " ")
        return " ".join(text.split())
