"""Whether the header of a file fits its contract, and where each field then is.

What belongs here: matching headers to fields, long or wide, and the one sentence when they do not fit. Not here: rows (conform.py).
"""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.contract import Contract, ContractField
from ingest.findings import Finding, listed
from ingest.masking import displayable_header
from ingest.refusal import Refusal
from ingest.seeds import read_seed

_CLOSE = 0.75  # similarity from which a found header is taken for a misspelt one


@dataclass(frozen=True)
class Layout:
    """Where the fields are: `fields` by name and, in a wide file, `spread` by header, both to a position (0-based).

    `findings` are warnings about columns that are not taken in. Fields that are dropped are not in `fields`: nobody reads them.
    """

    fields: dict[str, int]
    spread: dict[str, int]
    findings: list[Finding]

    @property
    def positions(self) -> set[int]:
        """Every position that is read."""
        return {*self.fields.values(), *self.spread.values()}


def spread_headers(contract: Contract, seeds: Path) -> list[str]:
    """The headers a wide file may have instead of a name and a value column; none for a contract without a wide layout."""
    if not contract.wide:
        return []
    source = contract.wide.headers_from
    return read_seed(seeds, source.seed)[source.column].unique(maintain_order=True).to_list()


def expected_headers(contract: Contract, seeds: Path) -> list[str]:
    """Every header that may occur, long and wide."""
    return [*(field.source for field in contract.fields), *spread_headers(contract, seeds)]


def match_headers(contract: Contract, headers: Sequence[str], seeds: Path) -> Layout:
    """Find every field. Errors: Refusal with one sentence when a column is missing, renamed or there twice."""
    wide = contract.wide
    spread = {name: headers.index(name) for name in spread_headers(contract, seeds) if name in headers}
    apart = {wide.name_field, wide.value_field} if wide else set()
    is_wide = bool(spread) and not any(field.source in headers for field in contract.fields if field.name in apart)
    wanted = [field for field in contract.fields if not (is_wide and field.name in apart)]
    missing = [field.source for field in wanted if field.source not in headers]
    if missing:
        raise Refusal(_missing(missing, headers, [field.source for field in contract.fields]), "kolom_ontbreekt")
    known = [*(field.source for field in wanted), *(spread if is_wide else ())]
    twice = [name for name in known if headers.count(name) > 1]
    if twice:
        raise Refusal(f"Kolom {listed(twice)} staat twee keer in het bestand. Houd er één over en lever opnieuw.", "kolom_dubbel")
    return Layout(
        {field.name: headers.index(field.source) for field in wanted if not field.drop},
        spread if is_wide else {},
        _extra(headers, set(known)),
    )


def _missing(missing: Sequence[str], headers: Sequence[str], expected: Sequence[str]) -> str:
    spare = {name.lower(): (name, position) for position, name in enumerate(headers, 1) if name and name not in expected}
    hints = []
    for name in missing:
        for close in difflib.get_close_matches(name.lower(), spare, 1, _CLOSE):
            hints.append(f"{displayable_header(*spare[close])} lijkt op {name}")
    which = f"Kolom {missing[0]} ontbreekt" if len(missing) == 1 else f"De kolommen {listed(list(missing))} ontbreken"
    hint = f" ({listed(hints)})" if hints else ""
    found = "" if any(name in expected for name in headers) else " Geen enkele kolomkop in rij 1 is bekend."
    return f"{which}{hint}.{found} Gebruik de kolomkoppen precies zoals in de leveranciersgids en lever het hele bestand opnieuw."


def _column(header: str, position: int) -> str:
    """A column at the start of a sentence: Kolom 'Opmerking', or Kolom 23 when its header is not shown."""
    shown = displayable_header(header, position)
    return f"Kolom {shown}" if shown.startswith("'") else shown.capitalize()


def _extra(headers: Sequence[str], known: set[str]) -> list[Finding]:
    extra = [(name, position) for position, name in enumerate(headers, 1) if name and name not in known]
    return [
        Finding(
            rule="kolom_extra",
            column=displayable_header(name, position).strip("'"),
            sentence=f"{_column(name, position)} hoort niet bij deze levering en is niet overgenomen. Haal de kolom weg.",
            severity="waarschuwing",
        )
        for name, position in extra
    ]


def code_headers(contract: Contract) -> set[str]:
    """Headers whose cells must be text in Excel: codes and numbers of persons. A list such as 2013, 2017 is harmless."""
    return {field.source for field in contract.landed() if field.type == "string" and not _is_harmless_as_number(field)}


def _is_harmless_as_number(field: ContractField) -> bool:
    allowed = field.constraints.enum
    return allowed is not None and all(value == str(int(value)) if value.isdigit() else True for value in allowed)
