"""Reads the content of a 323: the declaration and its lines, judged by the rules that one message alone can prove.

What belongs here: the order of those steps. Not here: the rules (rules.py, message_rules.py) and writing (land.py).
"""

from typing import Any

from ingest.messages.care_shapes import CLIENT
from ingest.messages.catalogue import Refused
from ingest.messages.content import Content, LineReader
from ingest.messages.identities import Identities
from ingest.messages.message_rules import MESSAGE_RULES, SET_RULES
from ingest.messages.problems import Problem, Problems, shown
from ingest.messages.reader import Record
from ingest.messages.records import Declaratie, Kop, Prestatie
from ingest.messages.rules import LINE_RULES
from ingest.messages.shapes import DECLARATIE, PRESTATIE, klassen
from ingest.messages.values import CREDIT, typed


class DeclarationReader:
    """One 323. Lines are judged as they come; sums and contradictions at the end."""

    def __init__(self, kop: Kop, identities: Identities, problems: Problems) -> None:
        self._kop, self._problems, self._identities = kop, problems, identities
        self._reader = LineReader(kop, identities, problems)
        self._declaratie: Declaratie | None = None
        self._has_declaratie = False
        self._n_clienten = 0
        self._lines: list[Prestatie] = []

    def take(self, record: Record) -> None:
        naam = record.klasse.naam
        if naam == PRESTATIE:
            self._take_line(record)
        elif naam == CLIENT:
            self._n_clienten += 1
            self._identities.person(record)
        elif naam == DECLARATIE:
            self._read_declaratie(record)

    def finish(self) -> Content:
        """The content; whatever refuses the message is in the problems."""
        som = sum(line.bedrag_cent for line in self._lines)
        if not self._reader.seen:
            self._problems.refuse(
                Refused("XSD", "de declaratie bevat geen prestaties. Vraag de aanbieder om een volledig bericht.", "Clienten")
            )
        elif self._declaratie is not None and len(self._lines) == self._reader.seen:
            self._judge_message(self._declaratie, som)
        aside = self._problems.set_aside()
        return Content(
            n_clienten=self._n_clienten,
            n_regels=self._reader.seen,
            n_onleesbaar=self._reader.seen - len(self._lines),
            bedrag_cent=som,
            rows={"declaratie": _row(self._declaratie)} if self._declaratie else {},
            lines=[line for line in self._lines if line.nummer not in aside],
            set_aside=[line for line in self._lines if line.nummer in aside],
        )

    def _take_line(self, record: Record) -> None:
        client = record.parent
        if not self._has_declaratie and client is not None and client.parent is not None:
            self._read_declaratie(client.parent)
        line = self._reader.read(record)
        if line is None:
            return
        self._lines.append(line)
        if self._declaratie is None:
            return
        for rule in LINE_RULES:
            if sentence := rule.check(line, self._declaratie):
                value = shown(rule.column, record.values.get(rule.column))
                self._problems.add(Problem("fout", rule.code, sentence, rule.column, value, line.nummer, line.line))

    def _read_declaratie(self, record: Record) -> None:
        """Once: with the first line, because what the lines are judged by stands before them, or at the end when there are no lines."""
        if self._has_declaratie:
            return
        self._has_declaratie = True
        wrong: list[Refused] = []
        nummer, begin, eind, dagtekening, totaal, sign = typed(
            klassen(self._kop.soort)[DECLARATIE].velden, record.values, wrong, record.line
        )
        for error in wrong:
            self._problems.refuse(error)
        if not wrong:
            is_credit = sign == CREDIT
            self._declaratie = Declaratie(nummer, begin, eind, dagtekening, -totaal if is_credit else totaal, is_credit)

    def _judge_message(self, declaratie: Declaratie, som_cent: int) -> None:
        for message_rule in MESSAGE_RULES:
            if sentence := message_rule.check(self._kop, declaratie, som_cent):
                self._problems.add(Problem(message_rule.ernst, message_rule.code, sentence, message_rule.column))
        for rule in SET_RULES:
            for line in rule.check(self._lines):
                self._problems.add(Problem("fout", rule.code, rule.sentence, rule.column, None, line.nummer, line.line))


def _row(declaratie: Declaratie) -> dict[str, Any]:
    return {
        "declaratienummer": declaratie.declaratienummer,
        "periode_begin": declaratie.begin,
        "periode_eind": declaratie.eind,
        "dagtekening": declaratie.dagtekening,
        "totaal_cent": declaratie.totaal_cent,
    }
