"""Hand-made landings and what the real dbt project makes of them: dbt builds the empty one, its compiled SQL builds all others.

What belongs here: fixtures. Not here: how rows are written (landing.py, post.py), how SQL is built (compiled.py), what should come out.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from orchestration import dbt
from tests.integration.dbt_project.compiled import PROJECT, Memory, Project
from tests.integration.dbt_project.landing import Landing, Query
from tests.integration.dbt_project.post import Post


@pytest.fixture(scope="session")
def target(tmp_path_factory: pytest.TempPathFactory, with_compiled_project: Callable[[Path], Path]) -> Path:
    """Where dbt keeps its compiled project; shared by all builds."""
    return with_compiled_project(tmp_path_factory.mktemp("dbt"))


@pytest.fixture(scope="session")
def new_landing(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Landing]:
    return lambda: Landing(tmp_path_factory.mktemp("landing"))


@pytest.fixture(scope="session")
def ask() -> Callable[[Landing], Query]:
    return lambda landing: landing.ask


@pytest.fixture(scope="session")
def built(new_landing: Callable[[], Landing], target: Path) -> tuple[Landing, list[dbt.NodeResult]]:
    """Nothing was ever delivered; built by dbt itself. A failing test shows what it found."""
    landing = new_landing()
    results = dbt.build(PROJECT, target, landing.database)
    bad = [f"{r.name}: {r.message}\n{dbt.first_failing_rows(landing.database, r)}" for r in results if r.status in dbt.BAD]
    assert not bad, "\n".join(bad)
    return landing, results


@pytest.fixture(scope="session")
def empty(built: tuple[Landing, list[dbt.NodeResult]]) -> Landing:
    """Nothing was ever delivered."""
    return built[0]


@pytest.fixture(scope="session")
def project(empty: Landing, target: Path) -> Project:
    """The whole project as dbt compiled it for that build."""
    return Project(empty.database, target)


@pytest.fixture(scope="session")
def build(project: Project) -> Callable[..., Query]:
    """Build everything, or the named models and what is behind them, and ask their data tests; returns a query on the result."""

    def run(landing: Landing, *names: str) -> Query:
        project.build(landing, *names)
        return landing.ask

    return run


@pytest.fixture(scope="session")
def run_dbt(target: Path) -> Callable[..., dict[str, str]]:
    """Call dbt on a built database (`test --select …`) and return the status of each test by name."""

    def run(landing: Landing, *arguments: str) -> dict[str, str]:
        from dbt.cli.main import dbtRunner
        from dbt.contracts.graph.manifest import Manifest

        manifest = Manifest.from_msgpack((dbt.prepare(PROJECT, target) / "manifest.msgpack").read_bytes())
        manifest.build_flat_graph()
        database = landing.database
        os.environ[dbt.DATABASE_VARIABLE] = str(database)
        outcome = dbtRunner(manifest).invoke([*arguments, *dbt.arguments("test", PROJECT, target)[1:]])
        dbt.close(database)
        assert outcome.result is not None, outcome.exception
        results = [result for result in outcome.result.results if result.node.resource_type != "operation"]  # what dbt does at its end
        return {result.node.name: str(result.status) for result in results}

    return run


@pytest.fixture(scope="session")
def new_post() -> Callable[[], Post]:
    return Post


@pytest.fixture(scope="session")
def memory(project: Project) -> Memory:
    """All models about messages over rows in memory."""
    care = ["int_toewijzing__trajecten", "int_bericht__bevindingen", "int_bericht__verwacht", "int_aansluiting__zorgrijen"]
    money = ["int_declaratie__bijdragen", "int_declaratie__afwijzingen", "int_declaratie__verwachting"]
    return Memory(project.seeds_from, project.sql_behind(*care, *money))


@pytest.fixture(scope="session")
def money(project: Project) -> Memory:
    """All models about declarations over rows in memory."""
    return Memory(project.seeds_from, project.sql_behind("int_prognose__proef_gedeclareerd", "int_declaratie__credits"))
