"""Writes valid messages 315 (verzoek om toewijzing), 317 (verzoek om wijziging) and 319 (antwoord), and the retours 316, 318 and 320.

What belongs here: the XML of these types. Not here: the header (kop.py), allocations and deliveries (zorg.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .kop import Kop, Retour, Vorm, bericht
from .zorg import Client, Omvang, hoeveel, iso, persoon, product

VERWIJZER = "VERBODEN-TEKST-VERWIJZER"


@dataclass(frozen=True, slots=True)
class Aanvraag:
    """One AangevraagdProduct of a 315; `referentie` is the provider's own number (TR383: one per product)."""

    referentie: str
    categorie: str
    code: str | None
    ingangsdatum: date
    einddatum: date | None
    omvang: Omvang | None
    verwijzer: str = "01"
    retourcodes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wens:
    """One product of a 317: of an existing allocation (`nummer`) or a new one (`categorie`)."""

    ingangsdatum: date
    einddatum: date | None
    omvang: Omvang | None
    nummer: str | None = None
    categorie: str | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Wijziging:
    """A 317: the full desired situation. `reden` 1 the client's situation changed, 2 the care plan did."""

    referentie: str
    reden: str
    ongewijzigd: tuple[str, ...] = ()
    gewijzigd: tuple[Wens, ...] = ()
    nieuw: tuple[Wens, ...] = ()


@dataclass(frozen=True, slots=True)
class Antwoord:
    """A 319: 1 rejected with a reason, 2 under investigation. `gemeente` only in a Jw message with reason 8."""

    referentie: str
    antwoord: str
    reden: str | None = None
    gemeente: str | None = None
    retourcodes: tuple[str, ...] = ()


def bericht_315(kop: Kop, client: Client, lines: Sequence[Aanvraag], retour: Retour | None = None) -> str:
    """Requests for allocation of one client, or the 316 on them."""

    def inhoud(vorm: Vorm) -> str:
        asked = vorm.groep("AangevraagdeProducten", *(_aanvraag(vorm, line) for line in lines))
        return vorm.klasse("Client", persoon(vorm, client, True), asked, codes=client.retourcodes)

    return bericht("315", kop, retour, inhoud)


def bericht_317(kop: Kop, bsn: str, wijziging: Wijziging, retour: Retour | None = None) -> str:
    """A request for change of one client, or the 318 on it."""

    def inhoud(vorm: Vorm) -> str:
        parts = (
            vorm.eigen("ReferentieAanbieder", wijziging.referentie),
            vorm.eigen("RedenVerzoek", wijziging.reden),
            vorm.groep("OngewijzigdeProducten", *(_ongewijzigd(vorm, number) for number in wijziging.ongewijzigd)),
            vorm.groep("TeWijzigenProducten", *(_wens(vorm, "TeWijzigenProduct", one) for one in wijziging.gewijzigd)),
            vorm.groep("NieuweProducten", *(_wens(vorm, "NieuwProduct", one) for one in wijziging.nieuw)),
        )
        return vorm.klasse("Client", vorm.eigen("Bsn", bsn), vorm.klasse("Verzoek", *parts))

    return bericht("317", kop, retour, inhoud)


def bericht_319(kop: Kop, antwoord: Antwoord, retour: Retour | None = None) -> str:
    """The answer of the municipality to a request, or the 320 on it."""

    def inhoud(vorm: Vorm) -> str:
        elsewhere = vorm.klasse("Woonplaatsbeginsel", vorm.eigen("Gemeente", antwoord.gemeente)) if antwoord.gemeente else ""
        answer = (
            vorm.eigen("ReferentieAanbieder", antwoord.referentie),
            vorm.eigen("VerzoekAntwoord", antwoord.antwoord),
            vorm.eigen("RedenAfwijzingVerzoek", antwoord.reden),
        )
        return vorm.klasse("Antwoord", *answer, elsewhere, codes=antwoord.retourcodes)

    return bericht("319", kop, retour, inhoud)


def _aanvraag(vorm: Vorm, line: Aanvraag) -> str:
    referrer = vorm.van_basis("Type", line.verwijzer) + vorm.van_basis("Naam", VERWIJZER)
    return vorm.klasse(
        "AangevraagdProduct",
        vorm.eigen("ReferentieAanbieder", line.referentie),
        product(vorm, line.categorie, line.code),
        vorm.eigen("ToewijzingIngangsdatum", iso(line.ingangsdatum)),
        vorm.eigen("ToewijzingEinddatum", iso(line.einddatum)),
        hoeveel(vorm, line.omvang, None),
        vorm.groep("Verwijzer", referrer),
        vorm.eigen("Raamcontract", "1"),
        codes=line.retourcodes,
    )


def _ongewijzigd(vorm: Vorm, number: str) -> str:
    return vorm.klasse("OngewijzigdProduct", vorm.eigen("ToewijzingNummer", number))


def _wens(vorm: Vorm, name: str, one: Wens) -> str:
    begin, eind = vorm.eigen("GewensteIngangsdatum", iso(one.ingangsdatum)), vorm.eigen("Einddatum", iso(one.einddatum))
    what = vorm.eigen("ToewijzingNummer", one.nummer) + product(vorm, one.categorie, one.code)
    return vorm.klasse(name, what, begin, eind, hoeveel(vorm, one.omvang, None))
