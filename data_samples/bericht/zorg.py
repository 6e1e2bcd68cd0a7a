"""Writes valid messages 301 (toewijzing), 305 (start) and 307 (stop), and the retours 302, 306 and 308 on them.

What belongs here: the XML of these types. Not here: the header (kop.py), requests (verzoek.py), who gets what (the makers). Names and
addresses are markers that begin with VERBODEN-TEKST, so that tests can search every output of koers for them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .kop import Kop, Retour, Vorm, bericht

ACHTERNAAM, STRAAT, PLAATS, VRIJE_TEKST = (f"VERBODEN-TEKST-{what}" for what in ("NAAM", "STRAAT", "PLAATS", "VRIJ"))


@dataclass(frozen=True, slots=True)
class Client:
    """The client of a message. `datumgebruik` 1 day unknown, 2 day and month, 3 everything (then the date is 1900-01-01)."""

    bsn: str
    geboortedatum: date
    geslacht: str
    datumgebruik: str | None = None
    retourcodes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Omvang:
    """How much: a volume in a unit per frequency (1 day, 2 week, 4 month, 6 total)."""

    volume: int
    eenheid: str
    frequentie: str


@dataclass(frozen=True, slots=True)
class Toewijzing:
    """One ToegewezenProduct. `code` asks for an `omvang`; a `budget_cent` (cents) excludes it and asks for an `einddatum`."""

    nummer: str
    categorie: str
    code: str | None
    toewijzingsdatum: date
    toewijzingstijd: str
    ingangsdatum: date
    einddatum: date | None = None
    reden: str | None = None
    omvang: Omvang | None = None
    budget_cent: int | None = None
    referentie: str | None = None
    retourcodes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Start:
    """One StartProduct; without `nummer` (a task contract) product and begin date are its key. `status` 1 deliver, 3 delete."""

    nummer: str | None
    categorie: str
    code: str | None
    ingangsdatum: date | None
    begin: date
    status: str = "1"
    retourcodes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stop:
    """One StopProduct: the key of its start, why it stopped, and the last day."""

    start: Start
    reden: str
    einde: date
    status: str = "1"
    retourcodes: tuple[str, ...] = ()


def bericht_301(kop: Kop, client: Client, lines: Sequence[Toewijzing], retour: Retour | None = None) -> str:
    """All current and changed allocations of one client at one provider (OP087), or the 302 on them."""
    return bericht("301", kop, retour, lambda vorm: _client_301(vorm, client, [_toewijzing(vorm, line) for line in lines]))


def bericht_305(kop: Kop, client: Client, lines: Sequence[Start], retour: Retour | None = None) -> str:
    """Starts of one client, or the 306 on them."""
    return bericht("305", kop, retour, lambda vorm: _levering(vorm, client, "Start", [_start(vorm, line) for line in lines]))


def bericht_307(kop: Kop, client: Client, lines: Sequence[Stop], retour: Retour | None = None) -> str:
    """Stops of one client, or the 308 on them."""
    return bericht("307", kop, retour, lambda vorm: _levering(vorm, client, "Stop", [_stop(vorm, line) for line in lines]))


def persoon(vorm: Vorm, client: Client, short_name: bool) -> str:
    """Bsn up to and including Naam, as most messages have it; `short_name` without NaamGebruik."""
    birth = vorm.van_basis("Datum", client.geboortedatum.isoformat()) + vorm.van_basis("DatumGebruik", client.datumgebruik)
    name = f"<{vorm.basis}:Geslachtsnaam>{vorm.van_basis('Achternaam', ACHTERNAAM)}</{vorm.basis}:Geslachtsnaam>"
    usage = "" if short_name else vorm.van_basis("NaamGebruik", "1")
    parts = vorm.eigen("Bsn", client.bsn), vorm.groep("Geboortedatum", birth), vorm.eigen("Geslacht", client.geslacht)
    return "".join(parts) + vorm.groep("Naam", name, usage)


def product(vorm: Vorm, categorie: str | None, code: str | None) -> str:
    """Product: a category, with or without a code."""
    return vorm.groep("Product", vorm.van_basis("Categorie", categorie), vorm.van_basis("Code", code))


def hoeveel(vorm: Vorm, omvang: Omvang | None, budget_cent: int | None) -> str:
    """Omvang and Budget, of which at most one is there."""
    size = "" if omvang is None else vorm.van_basis("Volume", str(omvang.volume)) + vorm.van_basis("Eenheid", omvang.eenheid)
    per = "" if omvang is None else vorm.van_basis("Frequentie", omvang.frequentie)
    return vorm.groep("Omvang", size, per) + vorm.eigen("Budget", None if budget_cent is None else str(budget_cent))


def iso(day: date | None) -> str | None:
    """A date as XML has it."""
    return None if day is None else day.isoformat()


def _client_301(vorm: Vorm, client: Client, lines: Sequence[str]) -> str:
    address = vorm.van_basis("Postcode", "9999XX") + vorm.van_basis("Straatnaam", STRAAT) + vorm.van_basis("Plaatsnaam", PLAATS)
    contact = vorm.klasse("Contact", vorm.eigen("Soort", "01"), vorm.groep("Adres", address))
    around = persoon(vorm, client, False), vorm.eigen("Commentaar", VRIJE_TEKST), vorm.groep("Contactgegevens", contact)
    return vorm.klasse("Client", *around, vorm.groep("ToegewezenProducten", *lines), codes=client.retourcodes)


def _toewijzing(vorm: Vorm, line: Toewijzing) -> str:
    return vorm.klasse(
        "ToegewezenProduct",
        vorm.eigen("ToewijzingNummer", line.nummer),
        vorm.eigen("ReferentieAanbieder", line.referentie),
        product(vorm, line.categorie, line.code),
        vorm.eigen("Toewijzingsdatum", iso(line.toewijzingsdatum)),
        vorm.eigen("Toewijzingstijd", line.toewijzingstijd),
        vorm.eigen("Ingangsdatum", iso(line.ingangsdatum)),
        vorm.eigen("Einddatum", iso(line.einddatum)),
        vorm.eigen("RedenWijziging", line.reden),
        hoeveel(vorm, line.omvang, line.budget_cent),
        codes=line.retourcodes,
    )


def _levering(vorm: Vorm, client: Client, what: str, lines: Sequence[str]) -> str:
    return vorm.klasse("Client", persoon(vorm, client, True), vorm.groep(f"{what}Producten", *lines), codes=client.retourcodes)


def _sleutel(vorm: Vorm, start: Start) -> str:
    return (
        vorm.eigen("ToewijzingNummer", start.nummer)
        + product(vorm, start.categorie, start.code)
        + vorm.eigen("ToewijzingIngangsdatum", iso(start.ingangsdatum))
        + vorm.eigen("Begindatum", iso(start.begin))
    )


def _start(vorm: Vorm, line: Start) -> str:
    return vorm.klasse("StartProduct", _sleutel(vorm, line), vorm.eigen("StatusAanlevering", line.status), codes=line.retourcodes)


def _stop(vorm: Vorm, line: Stop) -> str:
    return vorm.klasse(
        "StopProduct",
        _sleutel(vorm, line.start),
        vorm.eigen("RedenBeeindiging", line.reden),
        vorm.eigen("Einddatum", iso(line.einde)),
        vorm.eigen("StatusAanlevering", line.status),
        codes=line.retourcodes,
    )
