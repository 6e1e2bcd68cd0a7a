"""The real dbt project as SQL: dbt compiles it once, DuckDB builds it over any rows in two seconds instead of twenty-five.

What belongs here: building models and asking data tests without dbt. Not here: what dbt adds itself (enforced contracts, comments, seeds
from CSV), which the session's one real build (`empty`) and the pipeline tests go through.
"""

import importlib.util
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import orjson

from ingest.contract import load_contracts
from orchestration import dbt
from orchestration.compiled_dbt import COMPILED
from orchestration.load import create
from orchestration.tables import DELIVERY, FORECAST, RUN, landing_tables
from tests.integration.dbt_project.landing import ONE_THREAD, Landing, Rows, many, transaction

PROJECT = Path(__file__).parents[3] / "dbt_project"


class Project:
    """Every model and data test of the project with the SQL kept in `target`. `seeds_from`: a database in which dbt loaded the seeds."""

    def __init__(self, seeds_from: Path, target: Path) -> None:
        from dbt.contracts.graph.manifest import Manifest

        prepared = dbt.prepare(PROJECT, target)
        nodes = Manifest.from_msgpack((prepared / "manifest.msgpack").read_bytes()).nodes
        for name, compiled in orjson.loads((prepared / COMPILED).read_bytes()).items():
            nodes[name].compiled_code = compiled
        self.seeds_from = seeds_from
        self.models = list(_in_order({name: node for name, node in nodes.items() if node.resource_type == "model"}))
        self.tests = [node for node in nodes.values() if node.resource_type == "test"]

    def behind(self, *names: str) -> list[Any]:
        """The named models and all models behind them, in the order in which they build."""
        wanted = set(names)
        for node in reversed(self.models):
            if node.name in wanted:
                wanted |= {parent.split(".")[-1] for parent in node.depends_on.nodes}
        return [node for node in self.models if node.name in wanted]

    def sql_behind(self, *names: str) -> list[tuple[str, str]]:
        """(schema.name, SQL) of the named models and all models behind them, in the order in which they build."""
        return [(f"{node.schema}.{node.name}", node.compiled_code) for node in self.behind(*names)]

    def build(self, landing: Landing, *names: str) -> None:
        """Build every model, or the named ones and what is behind them, into a landing; a failing data test shows what it found."""
        chosen = self.behind(*names) if names else self.models
        con = landing.connection()
        copy_seeds(con, self.seeds_from)
        with transaction(con):
            for node in chosen:
                con.execute(f"create schema if not exists {node.schema}")
                _make(con, node)
        bad = self.failing(landing, *(test.name for test in self._tests_of({node.unique_id for node in chosen})))
        assert not bad, "\n".join(f"{name}: {rows}" for name, rows in bad.items())

    def failing(self, landing: Landing, *names: str) -> dict[str, list[tuple[Any, ...]]]:
        """The named data tests that fail, each with the first rows it returned; a test that only warns never fails."""
        chosen = [test for test in self.tests if test.name in names]
        assert len(chosen) == len(names), f"no such test among {names}"
        found = {test.name: landing.ask(f"select * from ({test.compiled_code}) limit 5") for test in chosen}
        return {test.name: found[test.name] for test in chosen if found[test.name] and test.config.severity.lower() == "error"}

    def _tests_of(self, models: set[str]) -> Iterator[Any]:
        for test in self.tests:
            asked = {name for name in test.depends_on.nodes if name.startswith("model.")}
            if asked and asked <= models:
                yield test


def copy_seeds(con: duckdb.DuckDBPyConnection, seeds_from: Path) -> None:
    """Make the seeds as dbt loaded them in another database."""
    con.execute(f"set timezone = 'UTC'; create schema if not exists seeds; attach '{seeds_from}' as bron (read_only)")
    names = con.execute("select table_name from duckdb_tables() where database_name = 'bron' and schema_name = 'seeds'").fetchall()
    for (name,) in names:
        con.execute(f"create or replace table seeds.{name} as select * from bron.seeds.{name}")
    con.execute("detach bron")


def _in_order(nodes: Mapping[str, Any]) -> Iterator[Any]:
    placed: set[str] = set()

    def place(name: str) -> Iterator[Any]:
        if name in placed or name not in nodes:
            return
        placed.add(name)
        for parent in sorted(nodes[name].depends_on.nodes):
            yield from place(parent)
        yield nodes[name]

    for name in sorted(nodes):
        yield from place(name)


def _make(con: duckdb.DuckDBPyConnection, node: Any) -> None:
    make(con, node.name, f"{node.schema}.{node.name}", node.language, node.original_file_path, node.config.materialized, node.compiled_code)


def make(con: duckdb.DuckDBPyConnection, name: str, place: str, language: str, file: str, materialized: str, sql: str) -> None:
    """Build one model as dbt would: a view, a table, or the table that a Python model (`file`) returns."""
    if language == "python":
        spec = importlib.util.spec_from_file_location(name, PROJECT / file)
        assert spec and spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        schemas = dict(con.execute("select table_name, schema_name from duckdb_tables()").fetchall())
        dbt_object = SimpleNamespace(ref=lambda name: con.table(f"{schemas[name]}.{name}"), config=lambda **_: None)
        made = module.model(dbt_object, con)  # noqa: F841 - DuckDB reads it by its name
        con.execute(f"create or replace table {place} as select * from made")
        return
    con.execute(f"create or replace {'view' if materialized == 'view' else 'table'} {place} as {sql}")


class Memory:
    """The real models over hand-made rows, without files: dbt compiles once, DuckDB runs the SQL for each set of rows.

    `models` are (schema.name, SQL) in the order in which they build. Codes and contracts come from a database that dbt built.
    """

    def __init__(self, database: Path, models: Sequence[tuple[str, str]]) -> None:
        self.models = dict(models)
        self.con = duckdb.connect()
        self.con.execute(f"attach ':memory:' as koers; use koers; set timezone = 'UTC'; {ONE_THREAD}")
        for schema in ("staging", "intermediate", "marts"):
            self.con.execute(f"create schema koers.{schema}")
        self.tables = [*landing_tables(load_contracts()), DELIVERY]
        for table in [*self.tables, RUN, FORECAST]:
            create(self.con, table)
        copy_seeds(self.con, database)
        self.con.execute(f"attach '{database}' as bron (read_only)")
        self.con.execute("insert into koers.meta.run by name select * from bron.meta.run; detach bron")

    def build(self, rows: Mapping[str, Rows], change: Mapping[str, tuple[str, str]] | None = None, wanted: str | None = None) -> None:
        """Replace all rows (per landing table, technical columns included; every delivery counts) and build every model again.

        `change` breaks a model on purpose: its SQL with one text replaced by another. `wanted`: SQL that is going to be asked; only the
        models that it names, and those behind them, are built.
        """
        delivered = {row["_delivery_id"]: row.get("_volgnummer", 1) for table in rows.values() for row in table}
        for table in self.tables:
            self.con.execute(f"delete from {table.full_name}")
        receipts = [
            {"delivery_id": name, "status": "geaccepteerd", "volgnummer": number, "periode": "2025M01", "leverancier": "0119"}
            for name, number in delivered.items()
        ]
        many(self.con, "meta.delivery", receipts)
        for table, table_rows in rows.items():
            many(self.con, f"landing.{table}", [{k: v for k, v in row.items() if k != "_volgnummer"} for row in table_rows])
        for name in self.models if wanted is None else self._behind(wanted):
            sql = self.models[name]
            old, new = (change or {}).get(name, ("", ""))
            assert old in sql, f"{name} holds no {old}"
            self.con.execute(f"create or replace table koers.{name} as {sql.replace(old, new) if old else sql}")

    def _behind(self, wanted: str) -> list[str]:
        """The models named in a text and all models behind them, in the order in which they build."""
        found: set[str] = set()
        for name, sql in reversed(self.models.items()):
            table = name.partition(".")[2]
            if re.search(rf"\b{table}\b", wanted):
                found.add(name)
                wanted += sql
        return [name for name in self.models if name in found]

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        return self.con.execute(sql).fetchall()
