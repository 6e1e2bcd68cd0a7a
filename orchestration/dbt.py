"""dbt inside this process: the compiled project kept under var/, one pure list of arguments, one build, and no lock or wal left behind.

What belongs here: calling dbt and putting its results in our words. Not here: models (dbt_project), Dagster (assets/warehouse.py).
Measured: parsing and compiling cost seconds and depend on the project only, so both are kept per fingerprint of the project and handed to
dbtRunner. A run always has its own database path; dbt would parse everything again for that alone (the path is part of its profile).
"""

import hashlib
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from orchestration.errors import RunFailed
from orchestration.load import connect, memory_limit
from orchestration.lock import take_turns

DATABASE_VARIABLE = "KOERS_DUCKDB_PATH"  # what dbt_project/profiles.yml looks for
MEMORY_VARIABLE = "KOERS_DUCKDB_MEMORY"
PROJECT_FILES = (".sql", ".yml", ".yaml", ".csv", ".md", ".py")
NOT_PROJECT = {"target", "logs", "dbt_packages"}
BAD = {"error", "fail", "runtime error"}
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class NodeResult:
    """Outcome of one dbt node. `failures` counts the rows a test returned; `sql` is the compiled query."""

    unique_id: str
    status: str
    seconds: float
    failures: int
    message: str
    sql: str = field(repr=False, default="")

    @property
    def name(self) -> str:
        return self.unique_id.split(".")[2]

    @property
    def is_test(self) -> bool:
        return self.unique_id.startswith("test.")


def fingerprint(project: Path) -> str:
    """16 characters over all that dbt reads, the versions of dbt and the place of the project (a manifest holds absolute paths)."""
    versions = ",".join(version(package) for package in ("dbt-core", "dbt-duckdb"))
    digest = hashlib.sha256(f"{project.resolve()}|{versions}".encode())
    for path in sorted(p for p in project.rglob("*") if p.suffix in PROJECT_FILES and p.is_file()):
        relative = path.relative_to(project)
        if not NOT_PROJECT & set(relative.parts):
            digest.update(relative.as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def arguments(command: str, project: Path, target: Path) -> list[str]:
    """The command line of `dbt compile`, `dbt build` or another: nothing to the screen, nothing into the checkout."""
    places = ["--project-dir", str(project), "--profiles-dir", str(project), "--target-path", str(target / "target")]
    quiet = ["--log-path", str(target / "logs"), "--log-level", "none", "--log-level-file", "warn", "--no-print", "--no-use-colors"]
    # Unit tests of models prove the code, not tonight's data; `make test` runs them.
    extra = {
        "build": ["--exclude-resource-type", "unit_test", "--no-write-json"],
        # Not the Python models: dbt needs a connection to compile one, so the build does that.
        "compile": ["--select", "file:*.sql", "resource_type:test", "--no-introspect", "--no-populate-cache"],
    }
    return [command, *places, *quiet, *extra.get(command, [])]


def prepare(project: Path, target: Path) -> Path:
    """Folder with manifest.json, manifest.msgpack and compiled.json of the project as it is now; made only when the project changed.

    Errors: RunFailed when the project does not parse or compile.
    """
    prepared = target / fingerprint(project)
    with take_turns(target / "lock"):
        if not prepared.is_dir():
            _prepare(project, target, prepared)
    return prepared


def _prepare(project: Path, target: Path, prepared: Path) -> None:
    for old in target.glob("*"):
        if old.is_dir() and old.name != "logs":
            shutil.rmtree(old)
    from orchestration import compiled_dbt

    nodes = _compile(project, target)
    fresh = target / f".{prepared.name}.tmp"
    fresh.mkdir()
    compiled_dbt.keep(nodes, fresh)
    (target / "target" / "manifest.json").rename(fresh / "manifest.json")
    (target / "target" / "partial_parse.msgpack").rename(fresh / "manifest.msgpack")
    fresh.rename(prepared)


def build(project: Path, target: Path, database: Path, progress: Progress = lambda done, total: None) -> list[NodeResult]:
    """One `dbt build` into `database`, which afterwards is closed and has no wal. Results in the order of execution.

    A failing test is a result, not an error. Errors: RunFailed when dbt could not start or left a wal behind.
    """
    from dbt.cli.main import dbtRunner
    from dbt.contracts.graph.manifest import Manifest

    from orchestration.compiled_dbt import kept_sql
    from orchestration.quiet_dbt import quiet_events

    prepared = prepare(project, target)
    manifest = Manifest.from_msgpack((prepared / "manifest.msgpack").read_bytes())
    manifest.build_flat_graph()
    total = sum(node.resource_type in ("model", "seed", "test") for node in manifest.nodes.values())
    with _surroundings(database), quiet_events(), kept_sql(prepared):
        outcome = dbtRunner(manifest, [_counting(progress, total)]).invoke(arguments("build", project, target))
        close(database)
    if outcome.result is None:
        raise RunFailed(f"dbt kon niet beginnen: {_first_line(str(outcome.exception))}")
    return [_node_result(result) for result in outcome.result.results]


def close(database: Path) -> None:
    """Let go of the file dbt wrote. Errors: RunFailed when a wal remains: a file moved without its wal is empty."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager

    DuckDBConnectionManager.close_all_connections()
    if Path(f"{database}.wal").exists():
        # Opening and closing writes the wal into the file; still there means that something else holds it.
        connect(database).close()
    if Path(f"{database}.wal").exists():
        raise RunFailed("De database van de run is niet netjes gesloten (er staat nog een .wal naast). Er is niets gepubliceerd.")


def first_failing_rows(database: Path, result: NodeResult, limit: int = 5) -> list[dict[str, str]]:
    """What a failing test returned, at most `limit` rows, never a pseudonym or delivered value."""
    if not result.is_test or not result.sql:
        return []
    with closing(connect(database, read_only=True)) as con:
        cursor = con.execute(f"select * from ({result.sql.rstrip().rstrip(';')}) limit {int(limit)}")
        names = [column[0] for column in cursor.description or []]
        return [{name: _shown(name, value) for name, value in zip(names, row, strict=True)} for row in cursor.fetchall()]


def _shown(name: str, value: Any) -> str:
    return "•••" if re.search(r"pseudo|waarde", name) else str(value)[:80]


def _compile(project: Path, target: Path) -> list[Any]:
    """Every model and test with its SQL. dbt opens a database for it, asks nothing of it and leaves it empty."""
    from dbt.cli.main import dbtRunner

    from orchestration.quiet_dbt import quiet_events

    empty = target / "koers.duckdb"
    with _surroundings(empty), quiet_events():
        outcome = dbtRunner().invoke(arguments("compile", project, target))
        close(empty)
    empty.unlink(missing_ok=True)
    if outcome.success:
        return [result.node for result in outcome.result.results]
    broken = next((result for result in getattr(outcome.result, "results", []) if str(result.status) in BAD), None)
    reason = f"{broken.node.name}: {broken.message}" if broken else str(outcome.exception)
    asked = ". SQL moet uit het project alleen volgen, zonder de database iets te vragen" if "connection never acquired" in reason else ""
    raise RunFailed(f"Het dbt-project klopt niet: {_first_line(reason)}{asked}")


@contextmanager
def _surroundings(database: Path) -> Iterator[None]:
    # dbt changes the working directory and does not always put it back.
    here = Path.cwd()
    os.environ[DATABASE_VARIABLE] = str(database)
    os.environ[MEMORY_VARIABLE] = memory_limit()
    try:
        yield
    finally:
        os.chdir(here)


def _counting(progress: Progress, total: int) -> Callable[[Any], None]:
    done = 0

    def count(event: Any) -> None:
        nonlocal done
        if event.info.name == "NodeFinished":
            done += 1
            progress(done, total)

    return count


def _node_result(result: Any) -> NodeResult:
    return NodeResult(
        unique_id=result.node.unique_id,
        status=str(result.status),
        seconds=result.execution_time or 0.0,
        failures=result.failures or 0,
        message=_first_line(result.message or ""),
        sql=getattr(result.node, "compiled_code", None) or "",
    )


def _first_line(text: str) -> str:
    """The first telling line; quoted values hidden, because a database names the value it stumbled over."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return re.sub(r"'[^']*'", "'…'", " ".join(lines[:2]))[:300]
