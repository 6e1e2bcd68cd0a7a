"""Writes valid messages 323 (declaratie) and 325 (declaratieantwoord) from a list of lines.

What belongs here: the XML of these two. Not here: the header (kop.py), the messages about care (zorg.py, verzoek.py), inventing clients or
amounts.

    regels = [DeclaratieRegel(bsn=next(bsns_of_test_range()), referentie="RN0001", toewijzing="20072", categorie="01", code="01A03",
                              begin=date(2025, 1, 1), eind=date(2025, 1, 31), volume=4, eenheid="04", tarief_cent=1250, bedrag_cent=5000)]
    write_323(path, "Wmo", Declaratie(agb="42420001", gemeente="0119", identificatie="M202501", dagtekening=date(2025, 2, 5),
                                      declaratienummer="D202501", begin=date(2025, 1, 1), eind=date(2025, 1, 31)), regels)
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import IO

from .kop import Wet, opening, prefixes, retourcodes, tag, xsd_versie


@dataclass(frozen=True, slots=True)
class DeclaratieRegel:
    """One Prestatie. Money in integer cents, never negative: `credit` carries the sign. `retourcodes` is used in a 325 only.

    A credit repeats the amount of its debit and names it in `vorige_referentie` (CD060). With eenheid '83' volume equals the amount and
    `tarief_cent` is None (CD087); otherwise bedrag_cent = volume × tarief_cent (TR346).
    """

    bsn: str
    referentie: str
    toewijzing: str
    categorie: str
    code: str
    begin: date
    eind: date
    volume: int
    eenheid: str
    bedrag_cent: int
    tarief_cent: int | None = None
    credit: bool = False
    vorige_referentie: str | None = None
    retourcodes: tuple[str, ...] = ()

    @property
    def signed_cent(self) -> int:
        """The amount with its sign: debit positive, credit negative."""
        return -self.bedrag_cent if self.credit else self.bedrag_cent


@dataclass(frozen=True, slots=True)
class Declaratie:
    """The header and the declaration of a 323. `totaal_cent` None = the sum of the lines; another value is written as is (defects)."""

    agb: str
    gemeente: str
    identificatie: str
    dagtekening: date
    declaratienummer: str
    begin: date
    eind: date
    totaal_cent: int | None = None


@dataclass(frozen=True, slots=True)
class Declaratieantwoord:
    """The header and the answer of a 325; `declaratie_identificatie` and `declaratie_dagtekening` are those of the 323's header.

    `ingediend_cent` and `toegekend_cent` are signed. The lines given to write_325 are the rejected ones only: their sum is
    ingediend − toegekend, unless the answer as a whole is rejected (toegekend 0 and no lines). Without `antwoord` only a header is written.
    """

    agb: str
    gemeente: str
    identificatie: str
    dagtekening: date
    declaratie_identificatie: str
    declaratie_dagtekening: date
    declaratienummer: str
    ingediend_cent: int
    toegekend_cent: int
    header_retourcodes: tuple[str, ...] = ("0200",)
    antwoord_retourcodes: tuple[str, ...] = ("0200",)
    antwoord: bool = True
    client_retourcodes: tuple[str, ...] = field(default=("0200",))


def write_323(path: Path, wet: Wet, declaratie: Declaratie, regels: Iterable[DeclaratieRegel]) -> Path:
    """Write a 323; consecutive lines of one BSN become one Client. Streams unless the total must be computed. Returns path."""
    totaal = declaratie.totaal_cent
    if totaal is None:
        regels = list(regels)
        totaal = sum(regel.signed_cent for regel in regels)
    basis, bericht = prefixes(wet, "323")
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(opening(wet, "323", declaratie.agb, declaratie.gemeente, declaratie.identificatie, declaratie.dagtekening))
        out.write(f"</{bericht}:Header><{bericht}:Declaratie>")
        out.write(tag(bericht, "DeclaratieNummer", declaratie.declaratienummer))
        out.write(_periode(basis, bericht, "DeclaratiePeriode", declaratie.begin, declaratie.eind))
        out.write(tag(bericht, "DeclaratieDagtekening", declaratie.dagtekening.isoformat()))
        out.write(_bedrag(basis, bericht, "TotaalIngediendBedrag", "TotaalBedrag", abs(totaal), credit=totaal < 0))
        _write_clients(out, basis, bericht, regels, None)
        out.write(f"</{bericht}:Declaratie></{bericht}:Bericht>\n")
    return path


def write_325(path: Path, wet: Wet, antwoord: Declaratieantwoord, afgewezen: Sequence[DeclaratieRegel] = ()) -> Path:
    """Write a 325 with the rejected lines. Returns path."""
    basis, bericht = prefixes(wet, "325")
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(opening(wet, "325", antwoord.gemeente, antwoord.agb, antwoord.identificatie, antwoord.dagtekening))
        out.write(f"<{bericht}:DeclaratieIdentificatie>" + tag(basis, "Identificatie", antwoord.declaratie_identificatie))
        out.write(tag(basis, "Dagtekening", antwoord.declaratie_dagtekening.isoformat()) + f"</{bericht}:DeclaratieIdentificatie>")
        out.write(xsd_versie(basis, bericht, "XsdVersieDeclaratie") + retourcodes(bericht, antwoord.header_retourcodes))
        out.write(f"</{bericht}:Header>")
        if antwoord.antwoord:
            out.write(f"<{bericht}:DeclaratieAntwoord>" + tag(bericht, "DeclaratieNummer", antwoord.declaratienummer))
            for name, cent in (("TotaalIngediendBedrag", antwoord.ingediend_cent), ("TotaalToegekendBedrag", antwoord.toegekend_cent)):
                out.write(_bedrag(basis, bericht, name, "TotaalBedrag", abs(cent), credit=cent < 0))
            if afgewezen:
                _write_clients(out, basis, bericht, afgewezen, antwoord.client_retourcodes)
            out.write(retourcodes(bericht, antwoord.antwoord_retourcodes) + f"</{bericht}:DeclaratieAntwoord>")
        out.write(f"</{bericht}:Bericht>\n")
    return path


def _write_clients(
    out: IO[str], basis: str, bericht: str, regels: Iterable[DeclaratieRegel], client_retourcodes: Sequence[str] | None
) -> None:
    out.write(f"<{bericht}:Clienten>\n")
    for bsn, of_client in groupby(regels, key=lambda regel: regel.bsn):
        out.write(f"<{bericht}:Client>" + tag(bericht, "Bsn", bsn) + f"<{bericht}:Prestaties>\n")
        for regel in of_client:
            out.write(_prestatie(basis, bericht, regel, with_retourcodes=client_retourcodes is not None))
        codes = "" if client_retourcodes is None else retourcodes(bericht, client_retourcodes)
        out.write(f"</{bericht}:Prestaties>{codes}</{bericht}:Client>\n")
    out.write(f"</{bericht}:Clienten>")


def _prestatie(basis: str, bericht: str, regel: DeclaratieRegel, with_retourcodes: bool) -> str:
    vorige = "" if regel.vorige_referentie is None else tag(basis, "VorigReferentieNummer", regel.vorige_referentie)
    tarief = "" if regel.tarief_cent is None else tag(bericht, "ProductTarief", str(regel.tarief_cent))
    return (
        f"<{bericht}:Prestatie><{bericht}:ProductReferentie>{tag(basis, 'ReferentieNummer', regel.referentie)}{vorige}"
        f"</{bericht}:ProductReferentie>"
        + tag(bericht, "ToewijzingNummer", regel.toewijzing)
        + tag(bericht, "ProductCategorie", regel.categorie)
        + tag(bericht, "ProductCode", regel.code)
        + _periode(basis, bericht, "ProductPeriode", regel.begin, regel.eind)
        + tag(bericht, "GeleverdVolume", str(regel.volume))
        + tag(bericht, "Eenheid", regel.eenheid)
        + tarief
        + _bedrag(basis, bericht, "IngediendBedrag", "Bedrag", regel.bedrag_cent, credit=regel.credit)
        + (retourcodes(bericht, regel.retourcodes) if with_retourcodes else "")
        + f"</{bericht}:Prestatie>\n"
    )


def _periode(basis: str, bericht: str, name: str, begin: date, eind: date) -> str:
    inner = tag(basis, "Begindatum", begin.isoformat()) + tag(basis, "Einddatum", eind.isoformat())
    return f"<{bericht}:{name}>{inner}</{bericht}:{name}>"


def _bedrag(basis: str, bericht: str, name: str, amount: str, cent: int, credit: bool) -> str:
    inner = tag(basis, amount, str(cent)) + tag(basis, "DebetCredit", "C" if credit else "D")
    return f"<{bericht}:{name}>{inner}</{bericht}:{name}>"
