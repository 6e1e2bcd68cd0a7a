"""One real run of `koers run` over the samples and the national messages, which all tests here read; and a small one to change.

The runs are processes of their own, as a data team starts them: what they print is part of what is tested.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pytest

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "data_samples" / "inbox"
NATIONAL = ROOT.parent / "shared" / "standards" / "messages"
OVER_THRESHOLD = SAMPLES / "heerlen" / "4_fouten" / "zrm_0917_2025H2.csv"


@cache
def opened(release: Path) -> duckdb.DuckDBPyConnection:
    """The database of a release, opened once: nobody writes to it, and opening it for each of 250 questions took 60 s of cpu."""
    con = duckdb.connect(str(release / "koers.duckdb"), read_only=True)
    con.execute("set timezone = 'UTC'")
    return con


@dataclass(frozen=True)
class Finished:
    """A command that ended: exit code, what it printed, seconds and peak memory (MB) of its largest process."""

    code: int
    out: str
    err: str
    seconds: float
    peak_mb: float


@dataclass(frozen=True)
class Place:
    """A KOERS_VAR with the commands one can give in it."""

    var: Path

    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("KOERS_", "DAGSTER_HOME"))}
        return kept | {"KOERS_VAR": str(self.var), "COLUMNS": "250"}

    def start(self, *args: str) -> subprocess.Popen[str]:
        """Start a command in a process group of its own, so that a test can kill all of it."""
        command = [str(Path(sys.executable).parent / "koers"), *args]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen(command, env=self.environment(), text=True, start_new_session=True, **pipes)

    def koers(self, *args: str) -> Finished:
        started = time.monotonic()
        measured = "import resource, subprocess, sys; code = subprocess.run(sys.argv[1:]).returncode; "
        measured += "print('peak', resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr); sys.exit(code)"
        command = [sys.executable, "-c", measured, str(Path(sys.executable).parent / "koers"), *args]
        done = subprocess.run(command, env=self.environment(), text=True, capture_output=True, check=False)
        err, _, peak = done.stderr.rpartition("peak ")
        return Finished(done.returncode, done.stdout, err, time.monotonic() - started, int(peak) / 1024)

    @property
    def release(self) -> Path:
        """The folder readers see."""
        return self.var / "releases" / (self.var / "CURRENT").read_text().strip()

    def query(self, sql: str, release: Path | None = None) -> list[tuple[Any, ...]]:
        return opened(release or self.release).execute(sql).fetchall()

    def rows(self, sql: str, release: Path | None = None) -> list[dict[str, Any]]:
        """As `query`, each row by the names of its columns."""
        cursor = opened(release or self.release).execute(sql)
        names = [column[0] for column in cursor.description or []]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@dataclass(frozen=True)
class Night(Place):
    """A place where a run was done, with what that run printed and the release it made."""

    finished: Finished
    made: Path


def clean_bytes(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def first_run(var: Path, *inbox: Path) -> Night:
    place = Place(var)
    flags = [word for folder in inbox for word in ("--inbox", str(folder))]
    finished = place.koers("run", *flags)
    assert finished.code == 0, finished.out + finished.err
    return Night(var, finished, place.release)


@pytest.fixture(scope="session")
def inboxes() -> list[Path]:
    """Without the national messages these tests fail: a suite that leaves out its kills and says so in a line of dots is not green."""
    assert NATIONAL.is_dir(), "the national example messages are not beside this checkout (../shared/standards/messages)"
    return [SAMPLES, NATIONAL]


@pytest.fixture(scope="session")
def night(tmp_path_factory: pytest.TempPathFactory, inboxes: list[Path], with_compiled_project: Callable[[Path], Path]) -> Night:
    """The one real run. Read it, never write to it."""
    var = tmp_path_factory.mktemp("nacht") / "var"
    with_compiled_project(var / "dbt")
    return first_run(var, *inboxes)


@pytest.fixture(scope="session")
def second_night(night: Night, inboxes: list[Path]) -> Night:
    """The same inbox once more in the same place: nothing is new."""
    return first_run(night.var, *inboxes)


@pytest.fixture(scope="session")
def messages_night(tmp_path_factory: pytest.TempPathFactory, inboxes: list[Path], with_compiled_project: Callable[[Path], Path]) -> Night:
    """A run over the national messages alone; tests that change something take a copy."""
    var = tmp_path_factory.mktemp("berichten") / "var"
    with_compiled_project(var / "dbt")
    return first_run(var, inboxes[-1])


def elements(xml: str, names: str) -> set[str]:
    """The texts of the elements with these names in a message."""
    return {text.strip() for text in re.findall(rf"<(?:\w+:)?(?:{names})>([^<]+)<", xml) if text.strip()}
