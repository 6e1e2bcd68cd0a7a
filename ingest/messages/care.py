"""Reads the messages about care (301, 305, 307, 315, 317, 319): the client and its products, judged by what one message alone can prove.

What belongs here: the order of those steps. Not here: building a line (care_lines.py), the rules (care_rules.py, care_size_rules.py,
care_set_rules.py, birth.py) and writing (land.py).
Client and Verzoek stand before their products, so a line finds them in the record around it.
"""

from ingest.messages.birth import BIRTH_RULES, birth_year
from ingest.messages.care_lines import BUILDERS, EENHEID, FREQUENTIE, SIZE, VOLUME, Around, Values
from ingest.messages.care_records import CareLine, Persoon
from ingest.messages.care_rules import RULES
from ingest.messages.care_set_rules import SET_RULES, empty_request
from ingest.messages.care_shapes import CLIENT, CONTACT, VERZOEK
from ingest.messages.catalogue import Refused
from ingest.messages.content import Content
from ingest.messages.identities import Identities
from ingest.messages.problems import Problem, Problems, shown
from ingest.messages.reader import Record
from ingest.messages.records import Kop
from ingest.messages.shapes import klassen
from ingest.messages.values import Klasse, Veld, typed
from ingest.messages.wijken import ADDRESSES, Wijken

NOBODY = Persoon("")


class CareReader:
    """One message about care. Lines are judged as they come, contradictions between lines at the end."""

    def __init__(self, kop: Kop, identities: Identities, problems: Problems, wijken: Wijken | None = None) -> None:
        self._kop, self._identities, self._problems, self._wijken = kop, identities, problems, wijken
        self._wijk_at: dict[str, str] = {}
        self._velden = {naam: _without_bsn(klasse) for naam, klasse in klassen(kop.soort).items()}
        self._persoon, self._verzoek = NOBODY, Values()
        self._seen_outer: set[str] = set()
        self._seen = 0
        self._lines: list[CareLine] = []

    def take(self, record: Record) -> None:
        if record.klasse.naam in (CLIENT, VERZOEK):
            self._read_outer(record)
        elif record.klasse.naam == CONTACT:
            self._read_contact(record)
        else:
            self._take_line(record)

    def finish(self) -> Content:
        """The content; whatever refuses the message is in the problems."""
        self._judge_message()
        aside = self._problems.set_aside()
        return Content(
            n_clienten=int(CLIENT in self._seen_outer),
            n_regels=self._seen,
            n_onleesbaar=self._seen - len(self._lines),
            lines=[line for line in self._lines if line.nummer not in aside],
            set_aside=[line for line in self._lines if line.nummer in aside],
        )

    def _take_line(self, record: Record) -> None:
        self._seen += 1
        if record.parent is not None:
            self._read_outer(record.parent)
        values = self._typed(record, self._seen)
        if values is None:
            return
        around = Around(self._seen, record.line, self._persoon, self._verzoek, self._identities, self._wijk())
        line = BUILDERS[record.klasse.naam](around, values)
        self._lines.append(line)
        for rule in RULES[type(line)]:
            if sentence := rule.check(line, self._kop):
                value = shown(rule.column, record.values.get(rule.column))
                self._problems.add(Problem(rule.ernst, rule.code, sentence, rule.column, value, line.nummer, line.line))

    def _read_outer(self, record: Record) -> None:
        """Client and Verzoek, each once: with the first line below it, or at its end when there is none."""
        if record.klasse.naam in self._seen_outer:
            return
        self._seen_outer.add(record.klasse.naam)
        if record.parent is not None:
            self._read_outer(record.parent)
        values = self._typed(record)
        if record.klasse.naam == CLIENT:
            self._read_client(record, values or {})
        else:
            self._verzoek = values or {}

    def _read_client(self, record: Record, values: Values) -> None:
        birth, gebruik = values.get("Geboortedatum/Datum"), values.get("Geboortedatum/DatumGebruik")
        pseudo = self._identities.person(record)
        if birth is None:
            self._persoon = Persoon(pseudo)
            return
        dagtekening = self._kop.dagtekening
        self._persoon = Persoon(pseudo, birth_year(birth, gebruik, dagtekening), values["Geslacht"])
        for rule in BIRTH_RULES:
            if sentence := rule.check(birth, gebruik, dagtekening):
                self._problems.add(Problem("waarschuwing", rule.code, sentence, rule.column, None, None, record.line))

    def _read_contact(self, record: Record) -> None:
        """Keep the wijk of an address where somebody lives, and forget the postcode."""
        soort = record.values.get("Soort", "")
        if self._wijken is not None and soort in ADDRESSES and (wijk := self._wijken.wijk(record.values.get("Adres/Postcode"))):
            self._wijk_at.setdefault(soort, wijk)

    def _wijk(self) -> str | None:
        return next((self._wijk_at[soort] for soort in ADDRESSES if soort in self._wijk_at), None)

    def _typed(self, record: Record, nummer: int | None = None) -> Values | None:
        """The values by path, None when one of them does not fit the schema: then the problems refuse the message."""
        wrong: list[Refused] = []
        velden, pads = self._velden[record.klasse.naam]
        found = dict(zip(pads, typed(velden, record.values, wrong, record.line), strict=True))
        if not _is_complete(record.values):
            wrong += _incomplete(record.values, record.line)
        for error in wrong:
            self._problems.refuse(error, nummer)
        return None if wrong else found

    def _judge_message(self) -> None:
        kind = self._kop.soort.berichttype
        if kind == "319" and not self._seen:
            self._refuse_empty("geen antwoord", "Antwoord")
        elif kind != "319" and CLIENT not in self._seen_outer:
            self._refuse_empty("geen cliënt", CLIENT)
        elif kind == "317" and VERZOEK not in self._seen_outer:
            self._refuse_empty("geen verzoek", VERZOEK)
        elif kind not in ("317", "319") and not self._seen:
            self._refuse_empty("geen product", CLIENT)
        elif len(self._lines) == self._seen:
            self._judge_lines()

    def _judge_lines(self) -> None:
        for rule in SET_RULES.get(self._kop.soort.berichttype, ()):
            for line in rule.check(self._lines):
                self._problems.add(Problem(rule.ernst, rule.code, rule.sentence, rule.column, None, line.nummer, line.line))
        if self._kop.soort.berichttype == "317":
            for code, sentence in empty_request(self._lines):
                self._problems.add(Problem("waarschuwing", code, sentence, VERZOEK))

    def _refuse_empty(self, what: str, column: str) -> None:
        self._problems.refuse(Refused("XSD", f"in het bericht staat {what}. Vraag de afzender om een volledig bericht.", column))


def _without_bsn(klasse: Klasse) -> tuple[tuple[Veld, ...], tuple[str, ...]]:
    """The elements of a class with their paths; the BSN is judged by identities."""
    velden = tuple(veld for veld in klasse.velden if veld.pad != "Bsn")
    return velden, tuple(veld.pad for veld in velden)


def _is_complete(values: Values) -> bool:
    """Omvang is volume, unit and frequency together; a product code stands with its category."""
    parts = (VOLUME in values) + (EENHEID in values) + (FREQUENTIE in values)
    return parts in (0, len(SIZE)) and ("Product/Code" not in values or "Product/Categorie" in values)


def _incomplete(values: Values, line: int) -> list[Refused]:
    """What is missing of a line that is not complete."""
    wrong = []
    if any(pad in values for pad in SIZE) and not all(pad in values for pad in SIZE):
        wrong.append(("Omvang", "Omvang heeft volume, eenheid en frequentie nodig, alle drie."))
    if "Product/Code" in values and "Product/Categorie" not in values:
        wrong.append(("Product/Categorie", "bij de productcode ontbreekt de productcategorie."))
    return [Refused("XSD", f"{what} Vraag de afzender om een bericht dat klopt met het schema.", pad, line) for pad, what in wrong]
