"""A small valid 323 and 325, settings, and a way to spoil a message in one place."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from data_samples.bericht import (
    Declaratie,
    Declaratieantwoord,
    DeclaratieRegel,
    bsns_of_test_range,
    write_323,
    write_325,
)
from ingest.delivery import receive
from ingest.messages import ingest_message
from ingest.result import IngestSettings, Result

BSN = bsns_of_test_range()
ANNA, BRAM = next(BSN), next(BSN)
MARCH = {"begin": date(2025, 3, 1), "eind": date(2025, 3, 31)}


@pytest.fixture
def settings(tmp_path: Path) -> IngestSettings:
    """Settings with a demonstration key."""
    return IngestSettings(
        key=b"d" * 32, is_demo_key=True, seeds=tmp_path, corrections=tmp_path, max_bytes=5_000_000, today=date(2026, 6, 30)
    )


@pytest.fixture
def declaratie() -> Declaratie:
    return Declaratie("42420001", "0119", "M2503A", date(2025, 4, 5), "D2503", **MARCH)


@pytest.fixture
def antwoord() -> Declaratieantwoord:
    """An answer that rejects a line of 50 euros out of 580."""
    return Declaratieantwoord("42420001", "0119", "A2503A", date(2025, 4, 10), "M2503A", date(2025, 4, 5), "D2503", 58_000, 53_000)


@pytest.fixture
def regel() -> DeclaratieRegel:
    """Four hours at 12.50 euros."""
    return DeclaratieRegel(ANNA, "R1", "2001", "01", "01A03", **MARCH, volume=4, eenheid="04", tarief_cent=1250, bedrag_cent=5000)


@pytest.fixture
def regels(regel: DeclaratieRegel) -> list[DeclaratieRegel]:
    """Two clients, four good lines: hours, minutes under an hour tariff, euros, and a credit of an earlier month. Together 10,180 cents."""
    return [
        regel,
        replace(regel, referentie="R2", toewijzing="2002", code="01A04", volume=100, eenheid="01", tarief_cent=67, bedrag_cent=6667),
        replace(
            regel,
            bsn=BRAM,
            referentie="R3",
            toewijzing="2003",
            code="08A01",
            categorie="08",
            volume=1013,
            eenheid="83",
            tarief_cent=None,
            bedrag_cent=1013,
        ),
        replace(
            regel,
            bsn=BRAM,
            referentie="R4",
            toewijzing="2004",
            begin=date(2025, 2, 1),
            eind=date(2025, 2, 28),
            volume=2,
            bedrag_cent=2500,
            credit=True,
            vorige_referentie="R0",
        ),
    ]


@pytest.fixture
def bericht_323(tmp_path: Path, declaratie: Declaratie, regels: list[DeclaratieRegel]) -> Path:
    return write_323(tmp_path / "goed.xml", "Wmo", declaratie, regels)


@pytest.fixture
def bericht_325(tmp_path: Path, antwoord: Declaratieantwoord, regel: DeclaratieRegel) -> Path:
    return write_325(tmp_path / "antwoord.xml", "Wmo", antwoord, [replace(regel, retourcodes=("9307",))])


Spoil = Callable[..., Path]


@pytest.fixture
def spoil(tmp_path: Path) -> Spoil:
    """Copy of a message in which one text is replaced by another; the text must occur."""

    def spoiled(path: Path, old: str, new: str, count: int = 1) -> Path:
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old} does not occur"
        copy = tmp_path / "fout.xml"
        copy.write_text(text.replace(old, new, count), encoding="utf-8")
        return copy

    return spoiled


Ingest = Callable[[Path], tuple[Result, Path]]


@pytest.fixture
def ingest(tmp_path: Path, settings: IngestSettings) -> Ingest:
    """Receive a file and ingest it; gives the result and the landing folder."""

    def done(path: Path) -> tuple[Result, Path]:
        (receipt,) = receive([path], tmp_path / "landing", datetime(2026, 1, 1, tzinfo=UTC))
        return ingest_message(receipt.folder, settings), receipt.folder

    return done


CODES = {"301": ("414", "436"), "305": ("418", "438"), "307": ("420", "440"), "315": ("444", "446"), "317": ("480", "486")}
CODES |= {
    "319": ("482", "488"),
    "302": ("415", "437"),
    "306": ("419", "439"),
    "316": ("445", "447"),
    "318": ("481", "487"),
    "320": ("483", "489"),
}
FROM_MUNICIPALITY = {"301", "302", "319", "320"}
Zorgbericht = Callable[..., Path]


@pytest.fixture
def zorgbericht(tmp_path: Path) -> Zorgbericht:
    """Writes a message about care: `body` is what follows the header, `retour` what a retour adds to the header."""

    def written(kind: str, body: str, wet: str = "Wmo", dagtekening: str = "2025-04-05", retour: str = "") -> Path:
        standard, stem = ("iwmo", "wmo") if wet == "Wmo" else ("ijw", "jw")
        root = f"http://www.istandaarden.nl/{standard}/3_2"
        parties = ("0119", "42420001") if kind in FROM_MUNICIPALITY else ("42420001", "0119")
        head = "".join(
            f"<{name}>{value}</{name}>"
            for name, value in {
                "BerichtCode": CODES[kind][wet != "Wmo"],
                "BerichtVersie": "3",
                "BerichtSubversie": "2",
                "Afzender": parties[0],
                "Ontvanger": parties[1],
                "BerichtIdentificatie": f"<Identificatie>M1</Identificatie><Dagtekening>{dagtekening}</Dagtekening>",
            }.items()
        )
        path = tmp_path / f"{stem}{kind}.xml"
        path.write_text(f'<Bericht xmlns="{root}/{stem}{kind}/schema"><Header>{head}{retour}</Header>{body}</Bericht>', encoding="utf-8")
        return path

    return written


def elements(values: dict[str, str | None]) -> str:
    """XML of nested elements from paths: {'Product/Categorie': '01'}; None leaves an element out."""
    tree: dict[str, list[tuple[str, str | None]]] = {}
    for path, value in values.items():
        first, _, rest = path.partition("/")
        if value is not None:
            tree.setdefault(first, []).append((rest, value))
    return "".join(
        f"<{name}>{elements(dict(below)) if below[0][0] else below[0][1]}</{name}>"
        for name, below in tree.items()
        if below[0][1] is not None
    )


CLIENT = {"Bsn": ANNA, "Geboortedatum/Datum": "1950-06-01", "Geboortedatum/DatumGebruik": None, "Geslacht": "2"}
LINE: dict[str, dict[str, str | None]] = {
    "301": {
        "ToewijzingNummer": "1001",
        "ReferentieAanbieder": None,
        "Product/Categorie": "02",
        "Product/Code": "02A01",
        "Toewijzingsdatum": "2025-04-01",
        "Toewijzingstijd": "12:00:00",
        "Ingangsdatum": "2025-04-01",
        "Einddatum": "2025-12-31",
        "RedenWijziging": None,
        "Omvang/Volume": "2",
        "Omvang/Eenheid": "04",
        "Omvang/Frequentie": "2",
        "Budget": None,
    },
    "305": {
        "ToewijzingNummer": "1001",
        "Product/Categorie": "02",
        "Product/Code": "02A01",
        "ToewijzingIngangsdatum": "2025-04-01",
        "Begindatum": "2025-04-02",
        "StatusAanlevering": "1",
    },
    "307": {
        "ToewijzingNummer": "1001",
        "Product/Categorie": "02",
        "Product/Code": "02A01",
        "ToewijzingIngangsdatum": "2025-01-01",
        "Begindatum": "2025-01-02",
        "RedenBeeindiging": "19",
        "Einddatum": "2025-04-01",
        "StatusAanlevering": "1",
    },
    "315": {
        "ReferentieAanbieder": "V1",
        "Product/Categorie": "02",
        "Product/Code": "02A01",
        "ToewijzingIngangsdatum": "2025-04-01",
        "ToewijzingEinddatum": "2025-12-31",
        "Omvang/Volume": "2",
        "Omvang/Eenheid": "04",
        "Omvang/Frequentie": "2",
        "Budget": None,
        "Verwijzer/Type": "01",
    },
    "319": {"ReferentieAanbieder": "V1", "VerzoekAntwoord": "2", "RedenAfwijzingVerzoek": None, "Woonplaatsbeginsel/Gemeente": None},
}
AROUND = {
    "301": ("ToegewezenProducten", "ToegewezenProduct"),
    "305": ("StartProducten", "StartProduct"),
    "307": ("StopProducten", "StopProduct"),
    "315": ("AangevraagdeProducten", "AangevraagdProduct"),
}
Zorg = Callable[..., Path]


@pytest.fixture
def zorg(zorgbericht: Zorgbericht) -> Zorg:
    """A valid 301, 305, 307, 315 or 319 with one line per change given: each changes elements of the good line of that type."""

    def written(kind: str, *changes: dict[str, str | None], client: dict[str, str | None] | None = None, **header: str) -> Path:
        lines = [elements(LINE[kind] | change) for change in changes or ({},)]
        if kind == "319":
            return zorgbericht(kind, "".join(f"<Antwoord>{line}</Antwoord>" for line in lines), **header)
        outer, inner = AROUND[kind]
        products = "".join(f"<{inner}>{line}</{inner}>" for line in lines)
        return zorgbericht(kind, f"<Client>{elements(CLIENT | (client or {}))}<{outer}>{products}</{outer}></Client>", **header)

    return written


Wens = dict[str, list[dict[str, str | None]]]


@pytest.fixture
def wijziging(zorgbericht: Zorgbericht) -> Zorg:
    """A 317 with products per kind: `ongewijzigd`, `gewijzigd` and `nieuw` are lists of elements."""
    around = {
        "ongewijzigd": ("OngewijzigdeProducten", "OngewijzigdProduct"),
        "gewijzigd": ("TeWijzigenProducten", "TeWijzigenProduct"),
        "nieuw": ("NieuweProducten", "NieuwProduct"),
    }

    def written(**products: list[dict[str, str | None]]) -> Path:
        body = "".join(
            f"<{around[kind][0]}>{''.join(f'<{around[kind][1]}>{elements(one)}</{around[kind][1]}>' for one in found)}</{around[kind][0]}>"
            for kind, found in products.items()
        )
        request = f"<Verzoek><ReferentieAanbieder>V1</ReferentieAanbieder><RedenVerzoek>1</RedenVerzoek>{body}</Verzoek>"
        return zorgbericht("317", f"<Client><Bsn>{ANNA}</Bsn>{request}</Client>")

    return written
