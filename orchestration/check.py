"""Before a delivery is sent: judging files without storing anything, and the empty template.

What belongs here: calling the door's judges for `koers check` and the template writer. Not here: judging (ingest), drawing (screen.py).
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ingest.contract import load_contracts
from ingest.result import IngestSettings, Judgement
from orchestration.errors import UnusableCall
from orchestration.settings import Settings


class Judged(NamedTuple):
    """One file with its judgement. Clean: nothing to refuse and no error; warnings are allowed."""

    path: Path
    judgement: Judgement

    @property
    def is_clean(self) -> bool:
        return self.judgement.refused_reason is None and not any(f.severity == "fout" for f in self.judgement.findings)


def judge_all(settings: IngestSettings, paths: Sequence[Path]) -> list[Judged]:
    """Judge every file, folders included, in order; great_expectations is imported once for all of them."""
    return [Judged(path, _judge(path, settings)) for path in _files(paths)]


def write_template(settings: Settings, name: str, out: Path, wide: bool = False) -> None:
    """Write the XLSX template of one contract, or its wide layout. Errors: UnusableCall for an unknown name, a layout the delivery does
    not have, or a place that cannot be written."""
    from ingest.render.xlsx_template import write

    contracts = load_contracts(settings.contracts)
    if name not in contracts:
        raise UnusableCall(f"Er is geen levering {name[:40]}. Kies uit: {', '.join(contracts)}.")
    if out.suffix.lower() != ".xlsx" or not out.parent.is_dir():
        raise UnusableCall(f"Noem een .xlsx-bestand in een map die bestaat, bijvoorbeeld -o {name}.xlsx")
    if wide and contracts[name].wide is None:
        raise UnusableCall(f"De levering {name} heeft maar één indeling. Laat --layout weg.")
    write(contracts[name], out, settings.seeds, wide)


def _judge(path: Path, settings: IngestSettings) -> Judgement:
    if path.suffix.lower() == ".xml":
        from ingest.messages import judge_message

        return judge_message(path, settings)
    from ingest.pipeline import judge

    return judge(path, settings)


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
