"""Reads a retour (302, 306, 308, 316, 318, 320): which message it answers, and how many of its lines are rejected.

What belongs here: counting return codes. Not here: what was rejected (the line itself stands in the message that was sent, and the retour
only echoes it). A retour with a header and nothing else and without codes says that everything was accepted; lines without errors are not
returned (OP065). A code that refuses the whole message (0001) stands in the header, and then no line comes back. Source: reference.md §5.4.
"""

from ingest.messages.answer_rules import rejects
from ingest.messages.care_shapes import CLIENT, RETOUR, RETOUR_ENKEL, VERZOEK
from ingest.messages.catalogue import Refused
from ingest.messages.content import Content, Row
from ingest.messages.identities import Identities
from ingest.messages.problems import Problems
from ingest.messages.reader import Record
from ingest.messages.records import Kop
from ingest.messages.values import typed


class RetourReader:
    """One retour. A line is rejected when it, its Verzoek or its Client carries a rejecting code; those of the outer two come later."""

    def __init__(self, kop: Kop, identities: Identities, problems: Problems) -> None:
        self._kop, self._identities, self._problems = kop, identities, problems
        self._n_clienten = 0
        self._open: list[bool] = []  # of each line since the last Client: is it rejected
        self._closed: list[bool] = []

    def take(self, record: Record) -> None:
        naam = record.klasse.naam
        rejected = rejects(self._codes(record))
        if naam == CLIENT:
            self._n_clienten += 1
            self._identities.person(record)
            self._closed += [line or rejected for line in self._open]
            self._open = []
        elif naam == VERZOEK:
            self._open = [line or rejected for line in self._open]
        else:
            self._open.append(rejected)

    def finish(self) -> Content:
        lines = self._closed + self._open
        return Content(self._n_clienten, len(lines), rows={"retour": self._row(lines)})

    def _row(self, lines: list[bool]) -> Row:
        kop = self._kop
        return {
            "berichttype": kop.soort.berichttype,
            "beantwoord_berichttype": kop.soort.retour_op,
            "beantwoord_identificatie": kop.identificatie,
            "retour_identificatie": kop.retour_identificatie,
            "retour_dagtekening": kop.retour_dagtekening,
            "header_retourcodes": ",".join(kop.retourcodes) or None,
            "n_regels": len(lines),
            "n_afgewezen": sum(lines),
        }

    def _codes(self, record: Record) -> tuple[str, ...]:
        wrong: list[Refused] = []
        around, bare = typed((RETOUR, RETOUR_ENKEL), record.values, wrong, record.line)
        for error in wrong:
            self._problems.refuse(error)
        return (around or ()) + (bare or ())
