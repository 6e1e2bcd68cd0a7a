"""Wide layouts: one header per leefgebied becomes one row per leefgebied.

What belongs here: turning spread columns into rows, and which of them belong to an edition. Not here: finding headers (headers.py).
"""

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from ingest.contract import WideLayout
from ingest.findings import listed
from ingest.readers.table import PART, ROW
from ingest.refusal import Refusal
from ingest.seeds import read_seed


def spread_column(header: str) -> str:
    """The name of a spread column while it is still a column; no field name begins with a colon."""
    return f":{header}"


def core_columns(layout: WideLayout, seeds: Path) -> pl.DataFrame:
    """Per edition (the `match` columns of the seed) the headers every measurement has; a seed that marks a core keeps the rest optional."""
    seed = read_seed(seeds, layout.headers_from.seed)
    core = seed.filter(pl.col("is_kern") == "true") if "is_kern" in seed.columns else seed
    return core.select(*layout.headers_from.match, layout.headers_from.column).unique(maintain_order=True)


def check_editions(rows: pl.DataFrame, layout: WideLayout, core: pl.DataFrame, spread: Sequence[str]) -> None:
    """Errors: Refusal when the file has no column for a leefgebied of an edition that occurs in `rows` (raw text, before spreading)."""
    match = layout.headers_from.match
    editions = rows.select(pl.col(name).str.strip_chars().alias(column) for column, name in match.items()).unique()
    needed = core.join(editions, on=list(match), how="semi")[layout.headers_from.column].unique(maintain_order=True).to_list()
    missing = [name for name in needed if name not in spread]
    if missing:
        which = f"Kolom {missing[0]} ontbreekt" if len(missing) == 1 else f"De kolommen {listed(missing)} ontbreken"
        raise Refusal(
            f"{which}, terwijl er metingen zijn van een editie met die leefgebieden. Voeg toe en lever opnieuw.", "kolom_ontbreekt"
        )


def to_long(rows: pl.DataFrame, layout: WideLayout, core: pl.DataFrame, spread: Sequence[str]) -> pl.DataFrame:
    """One row per spread column, its header in `_source_part` and in the name field. No row of the file disappears.

    Left out are only empty cells under a header that the row's own edition does not have, or has as an optional extra.
    """
    by, column = layout.headers_from.match, layout.headers_from.column
    long = rows.unpivot(
        on=[spread_column(header) for header in spread],
        index=[name for name in rows.columns if not name.startswith(":")],
        variable_name=PART,
        value_name=layout.value_field,
    ).with_columns(pl.col(PART).str.strip_prefix(spread_column("")))
    own = long.select(*(pl.col(name).str.strip_chars().alias(key) for key, name in by.items()), pl.col(PART).alias(column))
    belongs = _is_in(own, core)
    knows_edition = _is_in(own.select(list(by)), core.select(list(by)).unique())
    is_empty = long[layout.value_field].fill_null("").str.strip_chars() == ""
    kept = long.with_columns(pl.col(PART).alias(layout.name_field)).filter(belongs | ~knows_edition | ~is_empty)
    return kept.sort(ROW, maintain_order=True)


def _is_in(rows: pl.DataFrame, listing: pl.DataFrame) -> pl.Series:
    marked = rows.join(listing.with_columns(pl.lit(True).alias("_in")), on=rows.columns, how="left", maintain_order="left")
    return marked["_in"].fill_null(False)
