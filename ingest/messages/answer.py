"""Reads the content of a 325: the answer to a declaration and the lines it rejects, judged by what one message alone can prove.

What belongs here: the order of those steps. Not here: the rules (answer_rules.py) and writing (land.py).
"""

from typing import Any

from ingest.messages.answer_rules import ANSWER_RULES, NO_REMARK, NOT_JUDGED, broken_lines
from ingest.messages.care_shapes import CLIENT, RETOUR
from ingest.messages.catalogue import Refused
from ingest.messages.content import Content, LineReader
from ingest.messages.identities import Identities
from ingest.messages.problems import Problem, Problems
from ingest.messages.reader import Record
from ingest.messages.records import Antwoord, Kop, Prestatie
from ingest.messages.shapes import ANTWOORD, PRESTATIE, klassen
from ingest.messages.values import CREDIT, Veld, typed


class AnswerReader:
    """One 325. The codes of a client come after its lines; a line that was not judged (0233) gets them as its reason."""

    def __init__(self, kop: Kop, identities: Identities, problems: Problems) -> None:
        self._kop, self._problems, self._identities = kop, problems, identities
        self._reader = LineReader(kop, identities, problems)
        self._antwoord: Antwoord | None = None
        self._n_clienten = 0
        self._of_client: list[Prestatie] = []
        self._lines: list[Prestatie] = []

    def take(self, record: Record) -> None:
        naam = record.klasse.naam
        if naam == PRESTATIE:
            line = self._reader.read(record)
            if line is not None:
                self._of_client.append(line)
        elif naam == CLIENT:
            self._take_client(record)
        elif naam == ANTWOORD:
            self._antwoord = self._read_antwoord(record)

    def finish(self) -> Content:
        """The content; whatever refuses the message is in the problems."""
        if not self._problems.refused:
            self._judge()
        som = sum(line.bedrag_cent for line in self._lines)
        row = _row(self._antwoord, self._kop, len(self._lines))
        unread = self._reader.seen - len(self._lines)
        return Content(self._n_clienten, self._reader.seen, unread, som, {"declaratieantwoord": row}, self._lines)

    def _take_client(self, record: Record) -> None:
        self._n_clienten += 1
        self._identities.person(record)
        codes = self._typed(record, (RETOUR,))[0] or ()
        why = tuple(code for code in codes if code != NO_REMARK)
        for line in self._of_client:
            extra = why if NOT_JUDGED in line.retourcodes else ()
            self._lines.append(line._replace(retourcodes=line.retourcodes + extra))
        self._of_client = []

    def _read_antwoord(self, record: Record) -> Antwoord | None:
        values = self._typed(record, klassen(self._kop.soort)[ANTWOORD].velden)
        if None in values[:5]:
            return None
        nummer, ingediend, ingediend_dc, toegekend, toegekend_dc, codes = values
        ingediend_is_credit, toegekend_is_credit = ingediend_dc == CREDIT, toegekend_dc == CREDIT
        return Antwoord(
            nummer,
            -ingediend if ingediend_is_credit else ingediend,
            -toegekend if toegekend_is_credit else toegekend,
            ingediend_is_credit,
            toegekend_is_credit,
            codes or (),
        )

    def _typed(self, record: Record, velden: tuple[Veld, ...]) -> tuple[Any, ...]:
        wrong: list[Refused] = []
        values = typed(velden, record.values, wrong, record.line)
        for error in wrong:
            self._problems.refuse(error)
        return values

    def _judge(self) -> None:
        for rule in ANSWER_RULES:
            if sentence := rule.check(self._kop, self._antwoord, self._lines):
                self._problems.add(Problem(rule.ernst, rule.code, sentence, rule.column))
        for line_rule, line, sentence in broken_lines(self._lines):
            self._problems.add(Problem("waarschuwing", line_rule.code, sentence, line_rule.column, None, line.nummer, line.line))


def _row(antwoord: Antwoord | None, kop: Kop, n_regels: int) -> dict[str, Any]:
    return {
        "declaratie_identificatie": kop.declaratie_identificatie,
        "declaratienummer": antwoord and antwoord.declaratienummer,
        "totaal_ingediend_cent": antwoord and antwoord.ingediend_cent,
        "totaal_toegekend_cent": antwoord and antwoord.toegekend_cent,
        "header_retourcodes": ",".join(kop.retourcodes) or None,
        "antwoord_retourcodes": (",".join(antwoord.retourcodes) or None) if antwoord else None,
        "n_regels": n_regels,
    }
