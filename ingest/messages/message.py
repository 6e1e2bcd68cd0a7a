"""Reads and judges one message from its first byte to its last, and keeps nothing outside memory.

What belongs here: the order of the steps for any type, and the header. Not here: XML (reader.py), the content per type, landing (land.py).
"""

from dataclasses import dataclass, field
from pathlib import Path

from ingest.messages.answer import AnswerReader
from ingest.messages.care import CareReader
from ingest.messages.care_shapes import RETOUR
from ingest.messages.catalogue import Refused, check_header
from ingest.messages.content import Content, ContentReader
from ingest.messages.declaration import DeclarationReader
from ingest.messages.identities import Identities
from ingest.messages.message_rules import tr135
from ingest.messages.problems import Problem, Problems
from ingest.messages.reader import Message, Record
from ingest.messages.records import Kop
from ingest.messages.retour import RetourReader
from ingest.messages.shapes import HEADER, klassen
from ingest.messages.values import day, typed
from ingest.messages.wijken import read_wijken
from ingest.messages.xsd import schema_problems
from ingest.result import IngestSettings

UNKNOWN = "onbekend"
REGELNAAM = {"323": "Prestatie", "325": "Prestatie", "319": "Antwoord"}  # what one line is called in findings; elsewhere it is a product


@dataclass
class Reading:
    """The outcome of reading one message. `kop` is None when the message was refused before or in its header."""

    problems: Problems = field(default_factory=Problems)
    kop: Kop | None = None
    content: Content = field(default_factory=Content)


def read_message(path: Path, settings: IngestSettings) -> Reading:
    """Read one file completely. Never raises on what is delivered: whatever is wrong stands in `problems`."""
    reading = Reading()
    message = Message(path, settings.max_bytes)
    try:
        records = iter(message)
        reading.kop = kop = _header(message, next(records, None), settings, reading.problems)
        identities = Identities(kop, settings, reading.problems)
        reading.problems.regelnaam = REGELNAAM.get(kop.soort.retour_op or kop.soort.berichttype, "Product")
        reader = _content_reader(kop, identities, reading.problems, settings)
        for record in records:
            reader.take(record)
        reading.content = reader.finish()
        _no_bsn_in_the_open(kop, reading.content, identities)
        if settings.xsd_dir is not None and not reading.problems.refused:
            for problem in schema_problems(path, kop.soort, settings.xsd_dir):
                reading.problems.add(problem)
    except Refused as refused:
        reading.problems.refuse(refused)
    return reading


def _header(message: Message, record: Record | None, settings: IngestSettings, problems: Problems) -> Kop:
    """The header, which comes first in every message. Raises Refused when anything in it is wrong: it says whose message this is."""
    soort = message.soort
    if record is None or record.klasse.naam != HEADER:
        raise Refused("XSD", f"de kop ontbreekt of staat niet vooraan in deze {soort.naam}. Vraag de afzender om een goed bericht.", HEADER)
    check_header(soort, record.values)
    wrong: list[Refused] = []
    velden = klassen(soort)[HEADER].velden
    values = dict(zip((veld.pad for veld in velden), typed(velden, record.values, wrong, record.line), strict=True))
    if wrong:
        raise wrong[0]
    kop = Kop(
        soort,
        values["Afzender"],
        values["Ontvanger"],
        values["BerichtIdentificatie/Identificatie"],
        values["BerichtIdentificatie/Dagtekening"],
        values.get("DeclaratieIdentificatie/Identificatie"),
        values.get(RETOUR.pad) or (),
        values.get("IdentificatieRetour"),
        values.get("DagtekeningRetour"),
    )
    if sentence := tr135(kop, settings.today):
        problems.add(Problem("waarschuwing", "TR135", sentence, "BerichtIdentificatie/Dagtekening", str(kop.dagtekening)))
    return kop


def _content_reader(kop: Kop, identities: Identities, problems: Problems, settings: IngestSettings) -> ContentReader:
    if kop.soort.berichttype == "323":
        return DeclarationReader(kop, identities, problems)
    if kop.soort.berichttype == "325":
        return AnswerReader(kop, identities, problems)
    if kop.soort.retour_op:
        return RetourReader(kop, identities, problems)
    return CareReader(kop, identities, problems, read_wijken(settings.postcode_wijk) if settings.postcode_wijk else None)


def _no_bsn_in_the_open(kop: Kop, content: Content, identities: Identities) -> None:
    """What lands as it is must not hold the BSN of somebody in the message. Raises Refused."""
    numbers = [row.get("declaratienummer") for row in content.rows.values()]
    if any(
        identities.name_a_person(text) for text in (kop.identificatie, kop.retour_identificatie, kop.declaratie_identificatie, *numbers)
    ):
        raise Refused(
            "privacy", "een kenmerk van het bericht of de declaratie is het BSN van een cliënt. Vraag de afzender om een ander kenmerk."
        )


def peek_period(path: Path) -> str:
    """The month of Dagtekening as `2023M05`, read from the header alone; `onbekend` for whatever is not a message of release 3.2.

    Errors: OSError when the file cannot be read.
    """
    message = Message(path, path.stat().st_size)
    try:
        first = next(iter(message), None)
    except Refused:
        return UNKNOWN
    if first is None or first.klasse.naam != HEADER:
        return UNKNOWN
    dagtekening = day(first.values.get("BerichtIdentificatie/Dagtekening", ""))
    return f"{dagtekening:%Y}M{dagtekening:%m}" if dagtekening else UNKNOWN
