"""Where an export lands: a DuckDB file or a folder of Parquet files, written under another name and given its own at the end.

What belongs here: refusing, finishing and clearing up. Not here: what is in it (export.py). It is personal data, so for its owner only.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from ingest.ggm.model import ggm_model
from orchestration.errors import UnusableCall

Counts = dict[str, int]  # table -> rows
MARK, README = "KOERS_EXPORT.parquet", "LEESMIJ.md"


@contextmanager
def finished(out: Path, as_folder: bool, overwrite: bool) -> Iterator[Path]:
    """A path to write to; on leaving without an error it becomes `out`. Errors: UnusableCall when `out` is in the way."""
    _usable(out, as_folder, overwrite)
    unfinished = out.with_name(f".{out.name}.ggm-tmp")
    _remove(unfinished)
    if as_folder:
        unfinished.mkdir(mode=0o700)
    try:
        yield unfinished
        _put_in_place(unfinished, out)
    finally:
        for left in (unfinished, unfinished.with_name(f"{unfinished.name}.wal"), spill(unfinished)):
            _remove(left)


def spill(unfinished: Path) -> Path:
    """Where DuckDB may put what does not fit in memory: beside the export, never in whatever folder the user stands in."""
    return unfinished.with_name(f"{unfinished.name}.uitloop")


def _put_in_place(unfinished: Path, out: Path) -> None:
    old = out.with_name(f".{out.name}.ggm-oud")
    if not out.is_dir():
        unfinished.replace(out)
        return
    _remove(old)
    out.rename(old)  # a folder that is not empty cannot be replaced in one step
    try:
        unfinished.rename(out)
    except OSError:
        old.rename(out)
        raise
    _remove(old)


def tidy_database(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Everything in the one file, closed, for its owner only."""
    path.chmod(0o600)
    con.execute("checkpoint ggm")
    con.execute("use memory")
    con.execute("detach ggm")


def into_folder(con: duckdb.DuckDBPyConnection, folder: Path, counts: Counts, notice: str) -> None:
    """Each table to a Parquet file of its name, and a LEESMIJ.md that says what the comments say in a DuckDB file."""
    for table in ggm_model().tables.values():
        target = folder / f"{table.name}.parquet"
        quoted = str(target).replace("'", "''")
        con.execute(f"copy (from {table.name} order by {table.key or 'all'}) to '{quoted}' (format parquet, compression zstd)")
        target.chmod(0o600)
    lines = [f"| {name} | {rows} | {ggm_model().tables[name].comment} |" for name, rows in counts.items()]
    title = f"# Export volgens het Gemeentelijk Gegevensmodel {ggm_model().version}"
    text = "\n".join([title, "", notice, "", "| tabel | rijen | inhoud |", "|---|---:|---|", *lines, ""])
    (folder / README).write_text(text, encoding="utf-8")
    (folder / README).chmod(0o600)


def _usable(out: Path, as_folder: bool, overwrite: bool) -> None:
    if not out.parent.is_dir():
        raise UnusableCall(f"De map {out.parent} bestaat niet. Maak hem eerst.")
    if not as_folder and out.suffix.lower() != ".duckdb":
        raise UnusableCall("Noem een .duckdb-bestand, of schrijf naar een map met --parquet.")
    if not out.exists() and not out.is_symlink():
        return
    if not overwrite:
        raise UnusableCall(f"{out} bestaat al. Kies een andere naam of geef --overwrite.")
    if out.is_symlink() or out.is_dir() != as_folder:
        raise UnusableCall(f"{out} is geen {'map' if as_folder else 'bestand'}. Kies een andere naam.")
    if as_folder and not (out / MARK).is_file():  # never throw away a folder that koers did not write
        raise UnusableCall(f"{out} is geen eerdere export van koers en wordt niet overschreven. Kies een andere naam.")


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    elif path.exists() or path.is_symlink():
        os.unlink(path)
