"""What one situation hands over: deliveries, messages, planted truths and deliberate mistakes; and the short lists every one has.

Not here: the contents of a situation (alphen.py, heerlen.py, mvs.py, meppel.py, dementie.py).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from makers.defects import Defect, superseded
from makers.levering import Delivery, Row


@dataclass(slots=True)
class Bestand:
    """A file that is not a table: the bytes of a message. Path relative to the inbox."""

    path: Path
    content: bytes


@dataclass(slots=True)
class Situatie:
    """Everything one situation contributes."""

    naam: str
    deliveries: list[Delivery] = field(default_factory=list)
    bestanden: list[Bestand] = field(default_factory=list)
    planted: dict[str, Any] = field(default_factory=dict)
    defects: list[Defect] = field(default_factory=list)

    def find(self, bron: str, leverancier: str, periode: str) -> Delivery:
        """The newest delivery of this scope so far."""
        found = [d for d in self.deliveries if (d.bron, d.leverancier, d.periode) == (bron, leverancier, periode)]
        return found[-1]

    def note_succession(self, bron: str, leverancier: str, periode: str, wat: str) -> None:
        """Write down that the first delivery of this scope is replaced by the second."""
        first, second = (d for d in self.deliveries if (d.bron, d.leverancier, d.periode) == (bron, leverancier, periode))
        self.defects.append(superseded(first, second, f"opvolging-{leverancier}-{bron}-{periode}", wat))

    def note_budget_succession(self, leverancier: str) -> None:
        """The budget of 2026 comes twice in every municipality."""
        self.note_succession("begroting", leverancier, "2026Q3", "Eerst alleen de primitieve begroting, later met wijziging 1.")


def contract_row(
    nummer: str, naam: str, wet: str, variant: str, ingang: date, einde: date | None, verband: str = "", *, schaal: str = "lokaal",
    berichten: str = "geen",
) -> Row:  # fmt: skip
    """One contract; every name says that it is an example."""
    return {
        "Contractnummer": nummer, "Naam": f"{naam} (voorbeeld)", "Wet": wet, "Uitvoeringsvariant": variant, "Ingangsdatum": ingang,
        "Einddatum": einde, "Samenwerkingsverband": verband, "Inkoopschaal": schaal, "Berichten": berichten,
    }  # fmt: skip


def aanbieder_row(
    agb: str, letter: str, rol: str, verband: str, contract: str, vanaf: date, tot: date | None = None
) -> Row:  # fmt: skip
    """One role of one invented provider, e.g. "Aanbieder A1 (voorbeeld)"."""
    return {
        "AGB-code": agb, "Naam": f"Aanbieder {letter} (voorbeeld)", "Rol": rol, "Samenwerkingsverband": verband,
        "Contractnummer": contract, "Geldig vanaf": vanaf, "Geldig tot": tot,
    }  # fmt: skip


def doel_row(
    code: str, ouder: str, effect: str, doel: str, indicator: str = "", richting: str = "", norm: str = "", streefjaar: int | None = None,
    taakvelden: Sequence[str] = (), contract: str = "",
) -> Row:  # fmt: skip
    """One node of the goal tree."""
    return {
        "Doelcode": code, "Bovenliggend doel": ouder, "Maatschappelijk effect": effect, "Doel": doel, "Indicator": indicator,
        "Richting": richting, "Norm": Decimal(norm) if norm else None, "Streefjaar": streefjaar, "Taakvelden": ", ".join(taakvelden),
        "Contractnummer": contract,
    }  # fmt: skip


def agb(gemeente: str, number: int) -> str:
    """An AGB code that is recognisable as invented: 99, the municipality, a number."""
    return f"99{gemeente}{number:02d}"


def even(names: Sequence[str], *weights: float) -> Mapping[str, float]:
    """Weights per name, equal when none are given."""
    return dict(zip(names, weights or [1.0] * len(names), strict=True))
