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
