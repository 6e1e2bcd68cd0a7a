"""Deliberate mistakes in the samples, each written down with what koers must do about it (data_samples/defects.yml).

A mistake is made in rows that are already complete, so that the planted truths stay those of the untouched measurements. Not here: mistakes
in the scenario folders of tests/.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

from makers.levering import LATE, WRONG, Cell, Delivery, Row

Outcome = Literal["quarantaine", "geweigerd", "vervangen", "overgeslagen", "geaccepteerd", "waarschuwing", "bevinding"]


@dataclass(slots=True)
class Defect:
    """One mistake. `rijen` are line numbers as a person sees them (header = 1); `aantal` is how many rows must be set aside.

    `verwacht` 'bevinding': accepted at the door, and found when messages are laid side by side.
    """

    id: str
    bestand: str
    wat: str
    regel: str
    verwacht: Outcome
    aantal: int = 0
    rijen: list[int] = field(default_factory=list)
    kolom: str = ""

    def as_dict(self) -> dict[str, Any]:
        """For YAML, without empty fields."""
        return {key: value for key, value in asdict(self).items() if value not in (0, "", [])}


def spoil(
    delivery: Delivery, id: str, rows: Sequence[int], column: str, value: Cell, regel: str, wat: str, verwacht: Outcome = "quarantaine"
) -> Defect:
    """Write a wrong cell in these rows (0-based positions in the delivery)."""
    for position in rows:
        delivery.rows[position] = delivery.rows[position] | {column: value}
    lines = [position + 2 for position in rows]
    count = len(rows) if verwacht == "quarantaine" else 0
    return Defect(id, delivery.path.as_posix(), wat, regel, verwacht, count, lines, column)


def repeat_row(delivery: Delivery, id: str, position: int) -> Defect:
    """Deliver one row twice; the copy comes at the end of the file."""
    delivery.rows.append(dict(delivery.rows[position]))
    lines = [position + 2, len(delivery.rows) + 1]
    wat = "Een rij staat twee keer in het bestand. Houd er hoogstens één over."
    return Defect(id, delivery.path.as_posix(), wat, "dubbel", "quarantaine", 1, lines)


def renamed_header(source: Delivery, id: str, old: str, new: str) -> tuple[Delivery, Defect]:
    """The same delivery with another name for one column."""
    rows: list[Row] = [{new if key == old else key: value for key, value in row.items()} for row in source.rows]
    headers = [new if header == old else header for header in source.headers]
    wrong = replace(source, stap=WRONG, rows=rows, headers=headers)
    wat = f"De kolom {old} heet {new}. De levering van hetzelfde tijdvak die al binnen is, blijft gelden."
    return wrong, Defect(id, wrong.path.as_posix(), wat, "kolom_ontbreekt", "geweigerd", kolom=old)


def extra_column(delivery: Delivery, id: str, header: str) -> Defect:
    """A column that does not belong; its text must not come out anywhere."""
    delivery.headers = [*delivery.headers, header]
    delivery.rows = [row | {header: f"VERBODEN-TEKST-EXTRA-{number}"} for number, row in enumerate(delivery.rows)]
    wat = f"De kolom {header} hoort niet bij deze levering en mag niet worden overgenomen."
    return Defect(id, delivery.path.as_posix(), wat, "kolom_extra", "waarschuwing", kolom=header)


def over_threshold(source: Delivery, id: str, column: str, value: Cell, every: int) -> tuple[Delivery, Defect]:
    """The same delivery with a wrong cell in one of every so many rows, more than its contract allows."""
    rows: list[Row] = [row | ({column: value} if number % every == 0 else {}) for number, row in enumerate(source.rows)]
    wrong = replace(source, stap=WRONG, rows=rows)
    bad = list(range(2, len(rows) + 2, every))
    wat = f"Meer foute rijen dan het contract toestaat ({len(bad)} van {len(rows)}). De eerdere levering blijft gelden."
    return wrong, Defect(id, wrong.path.as_posix(), wat, "drempel", "geweigerd", kolom=column)


def same_bytes(source: Delivery, id: str) -> tuple[Delivery, Defect]:
    """The same file once more, in another folder."""
    copy = replace(source, stap=WRONG)
    wat = f"Precies dezelfde bytes als {source.path.as_posix()}. Telt niet nog een keer."
    return copy, Defect(id, copy.path.as_posix(), wat, "bytes_bekend", "overgeslagen")


def late(source: Delivery, id: str) -> tuple[Delivery, Defect]:
    """The delivery arrives after all others of its kind; moves it in place of the punctual one."""
    moved = replace(source, stap=LATE)
    wat = "De levering komt later binnen dan die van latere tijdvakken."
    return moved, Defect(id, moved.path.as_posix(), wat, "te_laat", "geaccepteerd")


def superseded(old: Delivery, new: Delivery, id: str, wat: str) -> Defect:
    """The first delivery is replaced by a later one of the same scope."""
    return Defect(id, old.path.as_posix(), f"{wat} Opgevolgd door {new.path.as_posix()}.", "opvolging", "vervangen")
