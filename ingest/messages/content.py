"""What stays of one message after reading: counts, amounts and rows for landing and quarantine. And the shape all readers of content share.

What belongs here: these shapes, and building a line of a 323 or 325 from a record. Not here: the readers themselves (declaration.py,
answer.py, care.py, retour.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from ingest.messages.care_records import CareLine
from ingest.messages.identities import Identities
from ingest.messages.problems import Problems
from ingest.messages.reader import Record
from ingest.messages.records import Kop, Prestatie
from ingest.messages.shapes import PRESTATIE, klassen
from ingest.messages.values import CREDIT, typed

Row = dict[str, Any]
Line = Prestatie | CareLine


@dataclass
class Content:
    """Counts of a message, the signed sum of its lines in cents (None where the type has no money), and what lands.

    `n_onleesbaar` lines did not fit the schema and are not in the sum. `rows` holds one row per message-level table; `lines` the accepted
    lines and `set_aside` those for quarantine.
    """

    n_clienten: int = 0
    n_regels: int = 0
    n_onleesbaar: int = 0
    bedrag_cent: int | None = None
    rows: dict[str, Row] = field(default_factory=dict)
    lines: Sequence[Line] = field(default_factory=list)
    set_aside: Sequence[Line] = field(default_factory=list)

    @property
    def bedrag_apart_cent(self) -> int:
        """The signed sum of the lines set aside, in cents; only a Prestatie has an amount."""
        return sum(line.bedrag_cent for line in self.set_aside if isinstance(line, Prestatie))


class ContentReader(Protocol):
    """Takes the records of one message after its header, in order, and then gives the content."""

    def take(self, record: Record) -> None: ...

    def finish(self) -> Content: ...


class LineReader:
    """Builds the lines of a 323 or 325 and numbers them from 1."""

    def __init__(self, kop: Kop, identities: Identities, problems: Problems) -> None:
        self._velden = klassen(kop.soort)[PRESTATIE].velden
        self._identities, self._problems = identities, problems
        self.seen = 0

    def read(self, record: Record) -> Prestatie | None:
        """The line, or None when it does not fit the schema: then the problems refuse the message."""
        self.seen += 1
        wrong: list[Any] = []
        values = typed(self._velden, record.values, wrong, record.line)
        person = self._identities.person(record.parent or record)
        if wrong:
            for error in wrong:
                self._problems.refuse(error, self.seen)
            return None
        reference, earlier, allocation, categorie, code, begin, eind, volume, eenheid, tarief, bedrag, sign, *codes = values
        is_credit = sign == CREDIT
        return Prestatie(
            self.seen,
            record.line,
            person,
            self._identities.reference(reference),
            None if earlier is None else self._identities.reference(earlier),
            self._identities.allocation(allocation),
            categorie,
            code,
            begin,
            eind,
            volume,
            eenheid,
            tarief,
            -bedrag if is_credit else bedrag,
            is_credit,
            (codes[0] or ()) if codes else (),
        )
