"""A small koers (small_koers.py), so that these tests are about orchestration alone; the real rooms meet in tests/pipeline.

Belongs here: fixtures. Does not belong here: what the small koers is made of.
"""

import json
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import duckdb
import pytest
from dagster import Definitions

from orchestration.dbt import prepare
from orchestration.rooms import Rooms
from orchestration.settings import Settings
from tests.integration.orchestration.small_koers import FakeDoor, make_settings, rooms_of, settings_in, write_project


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
    return settings_in(prepared, tmp_path)


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


@pytest.fixture
def door() -> FakeDoor:
    return FakeDoor()


@pytest.fixture
def rooms(door: FakeDoor) -> Rooms:
    return rooms_of(door)
