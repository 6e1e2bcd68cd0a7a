"""The dictionary that goes with a release: every table and column with its description, as the release itself holds them.

What belongs here: writing candidate/docs, the dictionary from the comments in the database.
Not here: the descriptions (contracts, tables.py, the yml files of the models), the text of the supplier guide (ingest/render).
"""

from contextlib import closing
from itertools import groupby
from pathlib import Path

from orchestration.load import connect

SCHEMAS = {
    "marts": "Cijfers op de pagina's",
    "intermediate": "Tussenstappen en bijdragen per rij",
    "staging": "Landing met de namen van het domein",
    "landing": "Aangeleverde rijen",
    "quarantine": "Apart gezette rijen en bevindingen",
    "meta": "Leveringen en de run",
    "seeds": "Codelijsten en parameters",
}


def write_docs(database: Path, folder: Path, supplier_guide: str) -> list[Path]:
    """Write woordenboek.md and leveranciersgids.md. Returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written = {"woordenboek.md": dictionary(database), "leveranciersgids.md": supplier_guide}
    for name, text in written.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in written]


def dictionary(database: Path) -> str:
    """Markdown: per schema its tables, per table its columns with type and description."""
    with closing(connect(database, read_only=True)) as con:
        described = "select schema_name, {0}_name, comment from duckdb_{0}s() where not internal"
        tables = {(s, t): text or "" for kind in ("table", "view") for s, t, text in con.execute(described.format(kind)).fetchall()}
        columns = con.execute(
            "select schema_name, table_name, column_name, data_type, coalesce(comment, '') from duckdb_columns() "
            "where not internal order by schema_name, table_name, column_index"
        ).fetchall()
    lines = ["# Woordenboek van deze uitgave", "", "Elke tabel en kolom in koers.duckdb. Cijfers op de pagina's komen uit `marts`."]
    for schema, title in SCHEMAS.items():
        lines += ["", f"## {schema}: {title}"]
        for table, rows in groupby((row for row in columns if row[0] == schema), key=lambda row: row[1]):
            lines += [
                "",
                f"### {schema}.{table}",
                "",
                tables.get((schema, table), ""),
                "",
                "| kolom | soort | betekenis |",
                "|---|---|---|",
            ]
            lines += [f"| {name} | {kind} | {_cell(text)} |" for _, _, name, kind, text in rows]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
