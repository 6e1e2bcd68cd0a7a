"""A small koers: one contract, a small dbt project of the same shape as dbt_project, and a door and pages that do just enough.

So these tests are about orchestration alone; the real rooms meet in tests/pipeline.
"""

import json
import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import duckdb
import polars as pl
import pytest
from dagster import Definitions

from ingest.delivery import Intake
from ingest.receipt import Receipt, read_receipts
from ingest.result import Result, write_result
from orchestration.dbt import prepare
from orchestration.rooms import Rooms
from orchestration.settings import Settings

FILES = {
    "dbt_project.yml": """
name: proef
version: "1.0"
profile: koers
flags: {send_anonymous_usage_stats: false}
models:
  +persist_docs: {relation: true, columns: true}
  proef: {staging: {+schema: staging, +materialized: view}, marts: {+schema: marts, +materialized: table}}
""",
    "profiles.yml": """
koers:
  target: candidate
  outputs:
    candidate: {type: duckdb, path: "{{ env_var('KOERS_DUCKDB_PATH') }}", schema: main, threads: 2}
""",
    "macros/generate_schema_name.sql": "{% macro generate_schema_name(name, node) %}{{ name or target.schema }}{% endmacro %}",
    "models/landing/sources.yml": """
sources:
  - {name: landing, tables: [{name: proef}]}
  - {name: meta, tables: [{name: delivery}, {name: run}]}
""",
    "models/staging/stg_proef.sql": "select code, bsn_pseudo, bedrag_cent from {{ source('landing', 'proef') }}",
    "models/marts/mart_proef.sql": "select code, sum(bedrag_cent) as bedrag_cent from {{ ref('stg_proef') }} group by code",
    "models/marts/mart_proef.yml": """
models:
  - name: mart_proef
    columns: [{name: code, data_tests: [not_null, unique]}]
  - name: stg_proef
    columns: [{name: bedrag_cent, data_tests: [not_null: {config: {severity: warn}}]}]
""",
    "tests/bedrag_is_positief.sql": "select code, bsn_pseudo, bedrag_cent from {{ ref('stg_proef') }} where bedrag_cent < 0",
}
STAGING = """
select code, bsn_pseudo, bedrag_cent from {{ source('landing', 'proef') }} semi join {{ source('meta', 'delivery') }} as d
on d.delivery_id = _delivery_id and d.status = 'geaccepteerd'
"""
AANSLUITING = """
select delivery_id, 'geleverd' as post, rijen_geleverd as rijen_n, 0 as bedrag_cent from {{ source('meta', 'delivery') }}
union all
select delivery_id, status, rijen_geleverd, 0 from {{ source('meta', 'delivery') }}
"""
PARAMETER = """
{{ config(schema='seeds', materialized='table') }}
select parameter, 10 as waarde, date '1900-01-01' as geldig_vanaf, cast(null as date) as geldig_tot
from (values ('audit_rijen_verlies_max_pct'), ('audit_totaal_wijziging_max_pct'), ('levering_respijt_dagen')) as p(parameter)
"""
CONTRACT = """
name: proef
title: Proef
description: Een proeflevering.
one_row_is: one row
primary_key: [code]
max_quarantine_pct: 5
threshold_reason: test
fields:
  - {name: code, from: Code, title: Code, description: Een code.}
  - {name: bsn_pseudo, from: BSN, pseudonym: persoon, personal_data: direct, title: BSN, description: Een pseudoniem.}
  - {name: bedrag_cent, from: Bedrag, type: cents, title: Bedrag, description: Een bedrag.}
"""


def write_project(folder: Path) -> Path:
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def make_settings(folder: Path) -> Settings:
    """Settings around the small project; mart_aansluiting included, as a run needs it."""
    project = write_project(folder / "dbt_project")
    (project / "models/marts/mart_aansluiting.sql").write_text(AANSLUITING)
    (project / "models/staging/stg_proef.sql").write_text(STAGING)
    (project / "models/seeds").mkdir()
    (project / "models/seeds/parameter.sql").write_text(PARAMETER)
    for name in ("contracts", "inbox"):
        (folder / name).mkdir()
    (folder / "contracts/proef.yml").write_text(CONTRACT)
    return Settings(var=folder / "var", inbox=folder / "inbox", dbt_project=project, contracts=folder / "contracts")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A dbt project: one source, one view, one mart, tests that pass, warn or fail."""
    return write_project(tmp_path / "dbt_project")


@pytest.fixture
def database(tmp_path: Path) -> Callable[..., Path]:
    """A candidate database with landing.proef; each call makes another."""
    numbers = iter(range(100))

    def make(*rows: tuple[str | None, str, int | None]) -> Path:
        path = tmp_path / f"kandidaat{next(numbers)}" / "koers.duckdb"
        path.parent.mkdir()
        with closing(duckdb.connect(str(path))) as con:
            con.execute("create schema landing; create table landing.proef(code text, bsn_pseudo text, bedrag_cent bigint)")
            con.executemany("insert into landing.proef values (?, ?, ?)", rows or [("01", "p1", 100)])
        return path

    return make


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The small koers with its dbt project parsed; nobody writes in it."""
    made = make_settings(tmp_path_factory.mktemp("voorbereid"))
    prepare(made.dbt_project, made.dbt_target)
    return made


@pytest.fixture
def settings(tmp_path: Path, prepared: Settings) -> Settings:
    """A var and an inbox of its own around that project; parsing it for every test cost four seconds each."""
    (tmp_path / "inbox").mkdir()
    shutil.copytree(prepared.dbt_target, tmp_path / "var" / "dbt")
    return prepared.model_copy(update={"var": tmp_path / "var", "inbox": tmp_path / "inbox"})


@pytest.fixture(scope="session")
def definitions(tmp_path_factory: pytest.TempPathFactory) -> Definitions:
    """Dagster's definitions of the small koers, assembled once, to look at only."""
    from orchestration.definitions import build_definitions

    return build_definitions(make_settings(tmp_path_factory.mktemp("klein")))


@pytest.fixture
def deliver(settings: Settings) -> Callable[..., None]:
    """Put a delivery in the inbox: its rows as (code, bsn_pseudo, bedrag_cent); `refused` for a reason, `over` its threshold."""

    def put(name: str, *rows: tuple[str, str, int], **how: object) -> None:
        (settings.inbox / f"{name}.json").write_text(json.dumps({"rows": rows, **how}))

    return put


class FakeDoor:
    """Takes in the JSON files of `deliver`; counts what it parsed."""

    def __init__(self) -> None:
        self.parsed: list[str] = []

    def take_in(self, paths, landing, now, progress, _limit) -> Intake:
        known = {receipt.sha256 for receipt in read_receipts(landing)}
        receipts, number = [], len(known)
        for path in sorted(file for folder in paths for file in folder.glob("*.json")):
            digest = sha256(path.read_bytes()).hexdigest()
            if digest in known:
                continue
            number += 1
            bron = "berichten" if path.stem.startswith("bericht") else "proef"
            receipt = Receipt(
                delivery_id=f"{bron}__2025H1__{digest[:12]}",
                bron=bron,
                leverancier="0484",
                periode="2025H1",
                bestandsnaam=path.name,
                sha256=digest,
                bytes=1,
                volgnummer=number,
                ontvangen_op=now.astimezone(UTC),
            ).within(landing)
            receipt.folder.mkdir(parents=True)
            (receipt.folder / "original.bin").write_bytes(path.read_bytes())
            receipt.write()
            receipts.append(receipt)
        return Intake(receipts, len(known), [])

    def needs_ingest(self, folder, _settings) -> bool:
        return not (folder / "result.json").exists()

    def ingest(self, folder, _settings) -> Result:
        self.parsed.append(folder.name)
        asked = json.loads((folder / "original.bin").read_bytes())
        if asked.get("trips"):
            raise ValueError("geheime-waarde 999900006")
        columns = ["code", "bsn_pseudo", "bedrag_cent"]
        rows = [{"_source_row": n, "_source_part": "", **dict(zip(columns, row, strict=True))} for n, row in enumerate(asked["rows"], 2)]
        if rows:
            pl.DataFrame(rows).write_parquet(folder / "rows.parquet")
        return write_result(
            folder,
            Result(
                delivery_id=folder.name,
                status="geweigerd" if asked.get("refused") else "geaccepteerd",
                reden=asked.get("refused"),
                door_drempel=bool(asked.get("over")),
                rijen_geleverd=len(rows),
                rijen_geaccepteerd=len(rows),
            ),
        )

    def build_site(self, _database: Path, out: Path, _made_at: datetime, _progress=None) -> list[Path]:
        out.mkdir(parents=True)
        (out / "index.html").write_text("<h1>Liggen we op koers?</h1>")
        return [out / "index.html"]


@pytest.fixture
def door() -> FakeDoor:
    return FakeDoor()


@pytest.fixture
def rooms(door: FakeDoor) -> Rooms:
    return Rooms(door.take_in, door.needs_ingest, door.ingest, door.build_site, lambda contracts: "# Gids")
