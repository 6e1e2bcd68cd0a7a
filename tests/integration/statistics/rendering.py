"""The SQL of macros and whole models as dbt would write it, without dbt: a reference becomes the plain name of a table the test makes.

What belongs here: rendering. Not here: the dialect of other engines, and anything that needs dbt's own macros (dbt.datediff).
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pyarrow as pa
from jinja2 import Environment

PROJECT = Path(__file__).parents[3] / "dbt_project"
MACRO_FILES = (
    "dialect", "keys", "intervals", "measures", "change", "verdict", "comparison", "cost_per_result", "forecast", "verloop",
    "decomposition", "indicators", "digits", "completion",
)  # fmt: skip


def _environment() -> Environment:
    environment = Environment(extensions=["jinja2.ext.do"])
    environment.globals |= {"return": lambda value: value, "ref": lambda name: name, "config": lambda **_: ""}
    return environment


_ENVIRONMENT = _environment()
_MACROS = "\n".join((PROJECT / "macros" / f"{name}.sql").read_text(encoding="utf-8") for name in MACRO_FILES)


def _dispatch(name: str) -> Callable[..., Any]:
    return lambda *arguments: getattr(macros, f"default__{name}")(*arguments)


_ENVIRONMENT.globals["adapter"] = SimpleNamespace(dispatch=_dispatch)
macros: Any = _ENVIRONMENT.from_string(_MACROS).module
_ENVIRONMENT.globals |= vars(macros)  # compiled once: with the macros in front of every model each of them took a tenth of a second


def connect() -> duckdb.DuckDBPyConnection:
    """A database in memory with one thread: each core has a worker of pytest; with two the simulations cost 1.7 times the cpu."""
    return duckdb.connect(config={"threads": 1})


@cache
def model(name: str) -> str:
    """The query of one model; every reference is a bare table name."""
    (path,) = PROJECT.glob(f"models/*/{name}.sql")
    return _ENVIRONMENT.from_string(path.read_text(encoding="utf-8")).render()


def build(con: duckdb.DuckDBPyConnection, *names: str) -> None:
    """Make the models as tables, in this order; what they refer to must exist."""
    for name in names:
        con.execute(f"create or replace table {name} as {model(name)}")


def table(con: duckdb.DuckDBPyConnection, name: str, **columns: Any) -> None:
    """Make a table from columns of equal length (numpy arrays or lists)."""
    made = pa.table({key: pa.array(value) for key, value in columns.items()})
    con.register("made", made)
    con.execute(f"create or replace table {name} as select * from made")
    con.unregister("made")


def parameters(con: duckdb.DuckDBPyConnection, **other: float) -> None:
    """Make int_parameter__geldig from seeds/parameter.csv, with some values replaced."""
    seed = con.execute("select parameter, waarde from read_csv(?)", [str(PROJECT / "seeds/parameter.csv")]).fetchall()
    values = {name: float(value) for name, value in seed} | other
    columns = ", ".join(f"cast({value!r} as {'integer' if value == int(value) else 'double'}) as {name}" for name, value in values.items())
    con.execute(f"create or replace table int_parameter__geldig as select {columns}, date '2025-12-31' as peildatum")
