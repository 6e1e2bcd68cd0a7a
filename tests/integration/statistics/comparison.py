"""The models of the fair comparison over hand-made pairs, without dbt.

What belongs here: putting pairs in and running SQL and Python models in their order. Not here: what should come out.
"""

import importlib.util
from types import ModuleType
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from tests.integration.statistics.rendering import PROJECT, build

START = (
    "case when x < 2.5 then 'onder_2.5' when x < 3 then 'van_2.5_tot_3' when x < 3.5 then 'van_3_tot_3.5' when x < 4 then 'van_3.5_tot_4' \
else 'vanaf_4' end"
)


def fitting() -> ModuleType:
    """The Python model as a module."""
    spec = importlib.util.spec_from_file_location("kansen", PROJECT / "models/intermediate/int_vergelijking__kansen.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Dbt:
    """What a Python model sees of dbt."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self.con = con

    def config(self, **_: Any) -> None:
        """Settings do not matter here."""

    def ref(self, name: str) -> duckdb.DuckDBPyRelation:
        return self.con.table(name)


def compare(con: duckdb.DuckDBPyConnection) -> None:
    """Every model from int_vergelijking__paren (made by the test) up to the marts."""
    build(con, *(f"int_vergelijking__{name}" for name in ("groepen", "namen", "per_jaar", "cellen", "eenheden", "profielen")))
    made = fitting().model(Dbt(con), con)
    con.register("made", made)
    con.execute("create or replace table int_vergelijking__kansen as select * from made")
    con.unregister("made")
    con.execute("create table if not exists int_contract__contracten (contractnummer varchar, contract_naam varchar)")
    con.execute("create table if not exists stg_levering__aanbieders (agb_code varchar, aanbieder_naam varchar, _volgorde varchar)")
    names = ("int_vergelijking__overlap", "int_vergelijking__verwacht", "int_vergelijking__binomiaal", "int_vergelijking__afwijking")
    build(
        con,
        *names,
        "int_vergelijking__projectie",
        "int_vergelijking__ancova",
        "mart_vergelijking",
        "mart_vergelijking_model",
        "mart_vergelijking_ijking",
    )


def pairs(
    con: duckdb.DuckDBPyConnection, group: Any, unit: Any, first: Any, last: Any, reached: Any, more: dict[str, Any] | None = None
) -> None:
    """Make int_vergelijking__paren: arrays of one length; `more` are further adjusters by name, whole numbers."""
    extra = more or {}
    columns = {"g": group, "u": unit, "x": np.round(first, 6), "y": np.round(last, 6), "k": reached, **extra}
    con.register("made", pa.table({name: pa.array(value) for name, value in columns.items()}))
    profile = "".join(f" || '|{name}=' || {name}" for name in extra)
    con.execute(f"""create or replace table int_vergelijking__paren as
        select row_number() over () spell_id, cast(g as varchar) gemeentecode, 'Wmo' wet, 'verbeteren' doelrichting,
            2025 jaar,
            'K' || lpad(cast(u as varchar), 3, '0') contractnummer, cast(null as varchar) wijkcode, cast(null as varchar) agb_code,
            true is_paar, k is_doel_gehaald, cast(x as decimal(18, 6)) eerste_gemiddeld, cast(y as decimal(18, 6)) laatste_gemiddeld,
            'start=' || {START}{profile} as profiel from made""")
    con.unregister("made")
