"""Reading a small YAML file that people edit by hand: blocks with values for all years, and a line of levers per year.

What belongs here: from YAML to rows of text with the line they stand on. Not here: what a value means (conform.py, rules.py). Only a list
of blocks is read: no anchors, no types, nothing nested deeper; every other shape gets a sentence with its line.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl
import yaml

from ingest.findings import listed
from ingest.readers.table import CELLS, ROW, cell
from ingest.refusal import Refusal

MAX_BYTES = 1_000_000
YEARS, YEAR = "jaren", "Jaar"
_SHAPE = "Begin elk scenario met een streepje en schrijf daaronder regels als 'contractnummer: MVS-WMO-2020'."


@dataclass
class YamlTable:
    """A RawTable over a YAML file. `_cells` is never set; a key that is absent is an empty cell."""

    headers: list[str]
    dialect: dict[str, Any]
    _rows: pl.DataFrame = field(repr=False)

    @property
    def is_number(self) -> Collection[int]:
        """Everything is text: a scalar is taken as it is written."""
        return ()

    def check(self, codes: Collection[str], wanted: Collection[str]) -> None:
        """Nothing can go wrong with a whole column."""

    def batches(self, positions: Collection[int], only: Collection[int] | None = None) -> Iterator[pl.DataFrame]:
        """See RawTable."""
        rows = self._rows if only is None else self._rows.filter(pl.col(ROW).is_in(list(only)))
        yield rows.select(pl.lit(None, dtype=pl.Int32).alias(CELLS), ROW, *(cell(p) for p in sorted(positions)))


def read_yaml(path: Path, headers: Sequence[str]) -> YamlTable:
    """Open a YAML delivery; `headers` are the columns of its contract, written in any case. Errors: Refusal with the line."""
    top = _compose(path)
    if top is None or (isinstance(top, yaml.SequenceNode) and not top.value):
        raise Refusal("Het bestand is leeg. Zet er minstens één scenario in.", "bestand_leeg")
    if not isinstance(top, yaml.SequenceNode):
        raise Refusal(f"Regel {_line(top)}: dit is geen lijst van scenario's. {_SHAPE}", "yaml_vorm")
    names = {name.lower(): name for name in headers}
    rows = [row for block in top.value for row in _rows(block, names)]
    made = {cell(i): [values.get(name, "") for _, values in rows] for i, name in enumerate(headers)}
    lines = pl.Series(ROW, [line for line, _ in rows], dtype=pl.Int64)
    frame = pl.DataFrame([lines, *(pl.Series(name, texts, dtype=pl.String) for name, texts in made.items())])
    return YamlTable(list(headers), {"soort": "yml", "blokken": len(top.value)}, frame)


def _compose(path: Path) -> yaml.Node | None:
    raw = path.read_bytes()
    if len(raw) > MAX_BYTES:
        raise Refusal("Het bestand is groter dan 1 MB. Een scenario past op een bladzijde; lever de rest als CSV.", "bestand_te_groot")
    try:
        text = raw.decode("utf-8-sig")
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise Refusal(f"Regel {_number(event.start_mark)}: & en * leest koers niet. Schrijf de waarde uit.", "yaml_verwijzing")
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except UnicodeDecodeError:
        raise Refusal("Het bestand is geen UTF-8. Sla het op als UTF-8 en lever opnieuw.", "codering") from None
    except yaml.MarkedYAMLError as error:  # its message may quote what was written
        line = _number(error.problem_mark or error.context_mark)
        raise Refusal(f"Rond regel {line} klopt de opmaak niet. Kijk naar inspringen, dubbele punten en haakjes.", "yaml_opmaak") from None
    except yaml.YAMLError:
        raise Refusal("In het bestand staat een teken dat koers niet kan lezen. Sla het op als UTF-8.", "yaml_opmaak") from None


def _rows(block: yaml.Node, names: dict[str, str]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of one block: line and values. Without `jaren` the block itself is one row."""
    if not isinstance(block, yaml.MappingNode):
        raise Refusal(f"Regel {_line(block)}: hier hoort een scenario te staan. {_SHAPE}", "yaml_vorm")
    entries = _entries(block)
    years = entries.pop(YEARS, None)
    shared = _values(entries, names)
    if years is None:
        yield _line(block), shared
        return
    if not isinstance(years, yaml.MappingNode) or not years.value:
        raise Refusal(f"Regel {_line(years)}: onder jaren hoort per jaar een regel, zoals 2027: {{afbouw: 3}}.", "yaml_vorm")
    for year, levers in _entries(years, keep=True).items():
        if not isinstance(levers, yaml.MappingNode):
            raise Refusal(f"Regel {_line(levers)}: bij dit jaar horen knoppen, zoals {{afbouw: 3, indexatie: 4}}.", "yaml_vorm")
        own = _values(_entries(levers), names)
        twice = sorted(name for name in own if name in shared) + [YEAR] * (YEAR in own or YEAR in shared)
        if twice:
            raise Refusal(f"Regel {_line(levers)}: {listed(twice)} staat bij het jaar en erboven. Houd er één over.", "yaml_dubbel")
        yield _line(levers), shared | {YEAR: year} | own


def _entries(node: yaml.MappingNode, keep: bool = False) -> dict[str, yaml.Node]:
    """Keys (lower case unless `keep`) with their nodes. Errors: Refusal for a key that is there twice: YAML would let the last one win."""
    found: dict[str, yaml.Node] = {}
    for key, value in node.value:
        name = str(key.value).strip() if keep else str(key.value).strip().lower()
        if name in found:
            raise Refusal(f"Regel {_line(key)}: dezelfde naam staat er twee keer. Houd er één over.", "yaml_dubbel")
        found[name] = value
    return found


def _values(entries: dict[str, yaml.Node], names: dict[str, str]) -> dict[str, str]:
    for name, node in entries.items():
        if name not in names:
            allowed = listed([*(other for other in names if other != YEAR.lower()), YEARS], "of")
            comma = " Een getal met een komma hoort tussen aanhalingstekens." if name.isdigit() else ""
            raise Refusal(f"Regel {_line(node)}: deze naam kent koers niet. Gebruik {allowed}.{comma}", "yaml_naam")
        if not isinstance(node, yaml.ScalarNode):
            raise Refusal(f"Regel {_line(node)}: bij {names[name]} hoort één waarde.", "yaml_vorm")
    empty = {"~", "null"}
    scalars = {names[name]: str(node.value).strip() for name, node in entries.items()}
    return {name: "" if text.lower() in empty else text for name, text in scalars.items()}


def _line(node: yaml.Node) -> int:
    return _number(node.start_mark)


def _number(mark: Any) -> int:
    """The line as a person counts; 1 when the parser cannot say."""
    return int(mark.line) + 1 if mark else 1
