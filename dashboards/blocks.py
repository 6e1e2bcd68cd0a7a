"""What a page is made of: figures, tables, cards, lists. Pages fill these; templates draw them; files.py writes the tables as CSV.

Belongs here: shapes only. Does not belong here: any sentence, number or rule.
"""

from dataclasses import dataclass, field
from typing import ClassVar, Literal

from markupsafe import Markup

from dashboards.figures.drawing import Drawing
from dashboards.ledger import Number

Sign = Literal["up", "down", "same", "good", "mind", "stop", "open"]
Text = str | Markup


@dataclass(frozen=True)
class Column:
    """One column: its header; numeric columns are right-aligned."""

    label: str
    numeric: bool = True


@dataclass(frozen=True)
class Row:
    """One row: its name, its cells, the ledger row its name links to, and the language when it differs from that of the page."""

    name: Text
    cells: list[Number | str]
    href: str | None = None
    lang: str | None = None


@dataclass(frozen=True)
class Table:
    """A table: id (also the name of its file), caption, label of the first column, columns and rows."""

    id: str
    caption: str
    first: str
    columns: list[Column]
    rows: list[Row]

    @property
    def audit(self) -> str:
        """Return the ledger link of the first number that has one."""
        links = [row.href for row in self.rows if row.href] + [c.href for row in self.rows for c in row.cells if isinstance(c, Number)]
        return links[0] if links else "controle.html#grootboek-van-cijfers"


@dataclass(frozen=True)
class Figure:
    """A chart with its words, its table and its file. key: (css class, text) pairs that name the marks; definition: link to its card."""

    template: ClassVar[str] = "figure.html"
    id: str
    title: Text
    lead: Text
    label: str
    key: list[tuple[str, str]]
    drawing: Drawing
    table: Table
    reading: list[Text] = field(default_factory=list)
    definition: str | None = None


@dataclass(frozen=True)
class TableBlock:
    """A table that is itself the message."""

    template: ClassVar[str] = "table.html"
    id: str
    title: Text
    intro: list[Text]
    table: Table


@dataclass(frozen=True)
class Line:
    """One sentence with a sign in front of it."""

    sign: Sign
    text: Text


@dataclass(frozen=True)
class Card:
    """One contract at a glance."""

    name: str
    href: str
    under: str
    lines: list[Line]


@dataclass(frozen=True)
class Place:
    """One municipality with its contracts."""

    id: str
    name: str
    cards: list[Card]


@dataclass(frozen=True)
class Cards:
    """The way in for somebody who looks for one municipality. heads: what the lines of a card are about."""

    template: ClassVar[str] = "cards.html"
    id: str
    title: str
    intro: str
    heads: list[str]
    places: list[Place]


@dataclass(frozen=True)
class Listing:
    """A heading with sentences."""

    id: str
    title: str
    lines: list[Line]


@dataclass(frozen=True)
class Pair:
    """Two or three listings beside each other."""

    template: ClassVar[str] = "pair.html"
    listings: list[Listing]


@dataclass(frozen=True)
class Jump:
    """Links in groups: (name of the group or '', [(address, text)])."""

    template: ClassVar[str] = "jump.html"
    title: str
    groups: list[tuple[str, list[tuple[str, str]]]]


@dataclass(frozen=True)
class Terms:
    """Words and what they mean; entry = (id, term, [(label, text)] or one text)."""

    template: ClassVar[str] = "terms.html"
    id: str
    title: str
    intro: Text
    entries: list[tuple[str, Text]]


@dataclass(frozen=True)
class Definition:
    """The card of one indicator on the page of definitions."""

    template: ClassVar[str] = "definition.html"
    id: str
    title: str
    entries: list[tuple[str, Text]]


@dataclass(frozen=True)
class LedgerGroup:
    """One mart row in the ledger: the query and the numbers it gives."""

    mart: str
    cell_id: str
    sql: str
    numbers: list[Number]


@dataclass(frozen=True)
class LedgerBlock:
    """The numbers of one controle page."""

    template: ClassVar[str] = "ledger.html"
    id: str
    title: str
    intro: list[Text]
    groups: list[LedgerGroup]


Block = Figure | TableBlock | Cards | Pair | Jump | Terms | Definition | LedgerBlock


@dataclass
class Page:
    """One page. nav: the menu entry it belongs to; doubt: what the first headline leaves uncertain; badge: how reliable the figures are."""

    slug: str
    nav: str
    title: str
    h1: Text
    headlines: list[Text]
    badge: Line | None
    blocks: list[Block]
    eyebrow: str = ""
    doubt: Text = ""
    parent: tuple[str, str] | None = None

    @property
    def figures(self) -> list[Figure]:
        """Return the charts of the page."""
        return [block for block in self.blocks if isinstance(block, Figure)]

    @property
    def tables(self) -> list[Table]:
        """Return every table that also exists as a file."""
        return [block.table for block in self.blocks if isinstance(block, Figure | TableBlock)]
