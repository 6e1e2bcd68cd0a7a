"""Small hand-made landings, built once per session by the real dbt project.

What belongs here: writing rows as the loader would and building. Not here: what should come out (the test modules, with the arithmetic).
"""

import hashlib
import os
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any, ClassVar

import duckdb
import pyarrow as pa
import pytest

from ingest.contract import load_contracts
from ingest.messages.columns import LINES
from orchestration import dbt
from orchestration.load import connect, create
from orchestration.tables import DELIVERY, FINDING, QUARANTINE_ROW, RUN, landing_tables

PROJECT = Path(__file__).parents[3] / "dbt_project"
Rows = Sequence[Mapping[str, Any]]
Query = Callable[..., list[tuple[Any, ...]]]


class Landing:
    """A candidate database before dbt: `deliver` adds one delivery that counts unless told otherwise; `run` is the row of meta.run."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "koers.duckdb"
        self.number = 0
        with closing(connect(self.database)) as con:
            for table in [*landing_tables(load_contracts()), QUARANTINE_ROW, FINDING, DELIVERY, RUN]:
                create(con, table)
            run = {
                "run_id": "proef",
                "gestart_op": datetime(2026, 1, 2),
                "koers_versie": "0",
                "is_demo": True,
                "peildatum": date(2025, 12, 31),
            }
            insert(con, "meta.run", [run])

    def deliver(self, table: str, leverancier: str, periode: str, rows: Rows, money: str = "", **meta: Any) -> str:
        """Write rows into landing.<table> under a new delivery and return its id. `money` is the column that counts in euros."""
        self.number += 1
        delivery_id, count, cents = f"{table}__{periode}__{self.number:012d}", len(rows), sum(row[money] for row in rows) if money else None
        receipt = {"delivery_id": delivery_id, "bron": table, "leverancier": leverancier, "periode": periode, "volgnummer": self.number}
        counts = {"rijen_geleverd": count, "rijen_geaccepteerd": count, "rijen_quarantaine": 0}
        amounts = {"bedrag_geleverd_cent": cents, "bedrag_geaccepteerd_cent": cents, "bedrag_quarantaine_cent": 0 if money else None}
        with closing(connect(self.database)) as con:
            insert(con, "meta.delivery", [{**receipt, **counts, **amounts, "status": "geaccepteerd", **meta}])
            if meta.get("status") != "geweigerd":
                insert(con, f"landing.{table}", [technical(delivery_id, number, row) for number, row in enumerate(rows, 2)])
        return delivery_id

    def add(self, table: str, delivery_id: str, rows: Rows) -> None:
        """Write rows of a second landing table under a delivery that exists (messages)."""
        with closing(connect(self.database)) as con:
            insert(con, f"landing.{table}", [technical(delivery_id, number, row) for number, row in enumerate(rows, 1)])


def technical(delivery_id: str, number: int, row: Mapping[str, Any]) -> dict[str, Any]:
    return {"_row_id": f"{delivery_id[-4:]}-{number}", "_delivery_id": delivery_id, "_source_row": number, "_source_part": "", **row}


def insert(con: duckdb.DuckDBPyConnection, table: str, rows: Rows) -> None:
    for row in rows:
        con.execute(f"insert into {table} ({', '.join(row)}) values ({', '.join('?' * len(row))})", list(row.values()))


def query_of(landing: Landing) -> Query:
    """A function that asks the database and returns rows; the database is free again after each call."""

    def query(sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
        with closing(connect(landing.database)) as con:
            return con.execute(sql, list(parameters)).fetchall()

    return query


@pytest.fixture(scope="session")
def target(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where dbt keeps its parsed project; shared by all builds."""
    return tmp_path_factory.mktemp("dbt")


@pytest.fixture(scope="session")
def new_landing(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Landing]:
    return lambda: Landing(tmp_path_factory.mktemp("landing"))


@pytest.fixture(scope="session")
def ask() -> Callable[[Landing], Query]:
    return query_of


@pytest.fixture(scope="session")
def build(target: Path) -> Callable[[Landing], Query]:
    """Build everything; a failing test shows what it found."""

    def run(landing: Landing) -> Query:
        results = dbt.build(PROJECT, target, landing.database)
        bad = [f"{r.name}: {r.message}\n{dbt.first_failing_rows(landing.database, r)}" for r in results if r.status in dbt.BAD]
        assert not bad, "\n".join(bad)
        return query_of(landing)

    return run


@pytest.fixture(scope="session")
def run_dbt(target: Path) -> Callable[..., dict[str, str]]:
    """Call dbt on a built database (`test --select …`) and return the status of each node by name."""

    def run(landing: Landing, *arguments: str) -> dict[str, str]:
        from dbt.cli.main import dbtRunner
        from dbt.contracts.graph.manifest import Manifest

        manifest = Manifest.from_msgpack((dbt.prepare(PROJECT, target) / "manifest.msgpack").read_bytes())
        manifest.build_flat_graph()
        os.environ[dbt.DATABASE_VARIABLE] = str(landing.database)
        outcome = dbtRunner(manifest).invoke([*arguments, *dbt.arguments("test", PROJECT, target)[1:]])
        dbt.close(landing.database)
        assert outcome.result is not None, outcome.exception
        return {result.node.name: str(result.status) for result in outcome.result.results}

    return run


@pytest.fixture(scope="session")
def empty(new_landing: Callable[[], Landing], build: Callable[[Landing], Query]) -> Landing:
    """Nothing was ever delivered; built."""
    landing = new_landing()
    build(landing)
    return landing


class Post:
    """Messages as landing rows. `send` adds one; what a line does not say is as in DEFAULTS. A delivery is named after what is in it."""

    KEYS: ClassVar[dict[str, str]] = {"wet": "Wmo", "gemeentecode": "0119", "agb_code": "42420001"}
    DEFAULTS: ClassVar[dict[str, dict[str, Any]]] = {
        "301": {
            "bsn_pseudo": "p1", "toewijzing_pseudo": "t1", "productcategorie": "02", "productcode": "02A01", "geboortejaar": 1960,
            "toewijzingsdatum": date(2025, 1, 1), "toewijzingstijd": "12:00:00", "ingangsdatum": date(2025, 1, 1),
        },
        "305": {
            "bsn_pseudo": "p1", "toewijzing_pseudo": "t1", "productcategorie": "02", "productcode": "02A01", "geboortejaar": 1960,
            "toewijzing_ingangsdatum": date(2025, 1, 1), "begindatum": date(2025, 1, 10), "status_aanlevering": "1",
        },
        "307": {
            "bsn_pseudo": "p1", "toewijzing_pseudo": "t1", "productcategorie": "02", "productcode": "02A01", "status_aanlevering": "1",
            "toewijzing_ingangsdatum": date(2025, 1, 1), "begindatum": date(2025, 1, 10), "einddatum": date(2025, 6, 30),
            "reden_beeindiging_code": "19",
        },
        "315": {"bsn_pseudo": "p1", "referentie_aanbieder_pseudo": "v1", "soort": "nieuw", "berichttype": "315"},
        "317": {"bsn_pseudo": "p1", "referentie_aanbieder_pseudo": "v1", "soort": "gewijzigd", "berichttype": "317"},
        "319": {"referentie_aanbieder_pseudo": "v1", "antwoord_code": "2"},
        "323": {
            "bsn_pseudo": "p1", "toewijzing_pseudo": "t1", "productcategorie": "02", "productcode": "02A01", "referentie_pseudo": "r1",
            "productperiode_begin": date(2025, 2, 1), "productperiode_eind": date(2025, 2, 28), "volume": 10, "eenheid": "04",
            "tarief_cent": 100, "bedrag_cent": 1_000,
        },
    }  # fmt: skip
    TABLE = LINES | {"302": "retour", "306": "retour", "308": "retour", "325": "declaratieantwoord"}

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, Any]]] = {}

    def send(self, kind: str, day: date, *lines: Mapping[str, Any], identificatie: str = "", **keys: str) -> "Post":
        """One message of type `kind` with Dagtekening `day`; `keys` replace law, municipality or provider."""
        own = self.KEYS | keys
        named = hashlib.sha256(repr((kind, day, lines, sorted(own.items()), identificatie)).encode()).hexdigest()[:12]
        head = {"identificatie": identificatie or named, "berichttype": kind, "dagtekening": day, "n_regels": len(lines), "verwerkt": True}
        self._add("bericht", named, 0, own | head)
        if kind == "323":
            number = next((line.get("declaratienummer") for line in lines), None)
            self._add(
                "declaratie",
                named,
                0,
                own | {"bericht_identificatie": head["identificatie"], "declaratienummer": number, "dagtekening": day},
            )
        for number, line in enumerate(lines or ({},), 1):
            row = own | {"bericht_identificatie": head["identificatie"]} | self.DEFAULTS.get(kind, {}) | line
            self._add(self.TABLE[kind], named, number, row)
        return self

    def answer(self, day: date, answer: Mapping[str, Any], rejected: Sequence[Mapping[str, Any]], **keys: str) -> None:
        """A 325 with the lines it rejects."""
        self.send("325", day, answer, **keys)
        named = self.rows["declaratieantwoord"][-1]["_delivery_id"]
        for number, line in enumerate(rejected, 1):
            own = self.KEYS | {k: v for k, v in keys.items() if k != "identificatie"}
            about = {k: answer[k] for k in ("declaratie_identificatie", "declaratienummer")}
            self._add("antwoordregel", named, number, own | about | {"bericht_identificatie": keys["identificatie"]} | line)

    def _add(self, table: str, delivery: str, number: int, row: Mapping[str, Any]) -> None:
        row_id = hashlib.sha256(f"{delivery}|{table}|{number}".encode()).hexdigest()[:16]
        self.rows.setdefault(table, []).append({"_row_id": row_id, "_delivery_id": delivery, "_source_row": number, **row})

    def contract(self, number: str, berichten: str, agb_code: str = "42420001", wet: str = "Wmo") -> "Post":
        """A contract and the role of its provider, from 2020 on."""
        of = {"_source_row": 2, "contractnummer": number, "_delivery_id": f"contract-{number}"}
        terms = {"wet": wet, "ingangsdatum": date(2020, 1, 1), "berichten": berichten, "uitvoeringsvariant": "inspanningsgericht"}
        self.rows.setdefault("contracten", []).append(of | terms | {"_row_id": f"c-{number}"})
        role = {"agb_code": agb_code, "geldig_vanaf": date(2020, 1, 1), "_row_id": f"a-{number}"}
        self.rows.setdefault("aanbieders", []).append(of | role)
        return self


@pytest.fixture(scope="session")
def new_post() -> Callable[[], Post]:
    return Post


class Memory:
    """The real models over hand-made rows, without files: dbt compiles once, DuckDB runs the SQL for each set of rows.

    `models` are (schema.name, SQL) in the order in which they build. Codes and contracts come from a database that dbt built.
    """

    def __init__(self, database: Path, models: Sequence[tuple[str, str]]) -> None:
        self.models = dict(models)
        self.con = duckdb.connect()
        self.con.execute("attach ':memory:' as koers; use koers; set timezone = 'UTC'; set threads = 1")
        for schema in ("staging", "intermediate", "seeds"):
            self.con.execute(f"create schema koers.{schema}")
        self.tables = [*landing_tables(load_contracts()), DELIVERY]
        for table in [*self.tables, RUN]:
            create(self.con, table)
        self.con.execute(f"attach '{database}' as bron (read_only)")
        seeds = self.con.execute("select table_name from duckdb_tables() where database_name = 'bron' and schema_name = 'seeds'").fetchall()
        for (seed,) in seeds:
            self.con.execute(f"create table koers.seeds.{seed} as select * from bron.seeds.{seed}")
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


def many(con: duckdb.DuckDBPyConnection, table: str, rows: Rows) -> None:
    """Insert rows of any columns at once; what a row does not name is null."""
    if rows:
        names = sorted({name for row in rows for name in row})
        given = pa.table({name: [row.get(name) for row in rows] for name in names})
        con.register("given", given)
        con.execute(f"insert into {table} by name select * from given")
        con.unregister("given")


def compiled(empty: Landing, target: Path, chosen: Sequence[str]) -> Memory:
    """The chosen models (dbt selectors) as SQL in the order in which they build, over a memory of their own."""
    from dbt.cli.main import dbtRunner

    os.environ[dbt.DATABASE_VARIABLE] = str(empty.database)
    outcome = dbtRunner().invoke(["compile", "--select", *chosen, *dbt.arguments("compile", PROJECT, target)[1:]])
    dbt.close(empty.database)
    assert outcome.result is not None, outcome.exception
    nodes = {r.node.unique_id: r.node for r in outcome.result.results if str(r.node.resource_type) == "model"}
    ordered: list[Any] = []

    def place(node: Any) -> None:
        for parent in sorted(node.depends_on.nodes):
            if parent in nodes and nodes[parent] not in ordered:
                place(nodes[parent])
        if node not in ordered:
            ordered.append(node)

    for name in sorted(nodes):
        place(nodes[name])
    return Memory(empty.database, [(f"{node.schema}.{node.name}", node.compiled_code) for node in ordered])


@pytest.fixture(scope="session")
def memory(empty: Landing, target: Path) -> Memory:
    """All models about messages, compiled."""
    care = ["+int_toewijzing__trajecten", "+int_bericht__bevindingen", "+int_bericht__verwacht", "+int_aansluiting__zorgrijen"]
    return compiled(empty, target, [*care, "+int_declaratie__bijdragen", "+int_declaratie__afwijzingen", "+int_declaratie__verwachting"])


@pytest.fixture(scope="session")
def money(empty: Landing, target: Path) -> Memory:
    """All models about declarations, compiled."""
    return compiled(empty, target, ["+int_declaratie__verwachting", "int_declaratie__credits"])
