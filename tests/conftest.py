"""Which tests belong together when two workers share the work (`make test`), and which go first.

The tests of the pipeline read one real night over the samples or one over the national messages alone, those of the dbt project one
compiled project, those of drawn pages one site. Tests of one file share what the file sets up. The longest groups start first, so that the
two workers end together. Seconds of cpu (November 2026, all tests 1,000): the nights over messages, ten of them killed, 190; those over
the samples and what reads them 205; the dbt project 200; then files of 25 to 40.
"""

import gc
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

TESTS = Path(__file__).parent
gc.set_threshold(100_000, 50, 100)  # as koers itself does (orchestration/cli.py)
# Else each of the thirty processes of a session compiles all of koers and its tests again (0.7 s of cpu each). Git ignores what is written.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
FOLDERS = ("pipeline/messages_alone", "pipeline", "integration/dbt_project", "integration/dashboards")
FIRST = (*FOLDERS[:3], "integration/orchestration/test_run.py", "integration/statistics/test_comparison_simulations.py")


@pytest.fixture(scope="session")
def with_compiled_project(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Puts the real dbt project, compiled, where a run or a build keeps it: that costs 15 s of cpu and four groups of tests begin with it.

    Made once for both workers. How koers does it, and that it does so again after a change: integration/orchestration/test_dbt.py.
    """
    from orchestration import dbt

    here = tmp_path_factory.getbasetemp()
    shared = (here.parent if "PYTEST_XDIST_WORKER" in os.environ else here) / "dbt_compiled"

    def put(target: Path) -> Path:
        found = dbt.prepare(TESTS.parent / "dbt_project", shared)
        shutil.copytree(found, target / found.name)
        return target

    return put


def _group(place: str) -> str:
    """The folder that is run by one worker, or the file itself. place: path under tests/."""
    return next((folder for folder in FOLDERS if place.startswith(f"{folder}/")), place)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    groups = {item: _group(item.path.relative_to(TESTS).as_posix()) for item in items}
    items.sort(key=lambda item: FIRST.index(groups[item]) if groups[item] in FIRST else len(FIRST))


def pytest_collection_finish() -> None:
    """What was imported and collected stays until the end; pytest looks through all of it five times when it closes (1 s)."""
    gc.freeze()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Groups by folder. The mark xdist_group does nothing with pytest 9.2 (xdist 3.8 writes a `_nodeid` that pytest no longer reads): both
    workers made the one night, and all tests took 21 minutes."""
    from xdist.scheduler import LoadScopeScheduling

    class Together(LoadScopeScheduling):  # type: ignore[misc]
        def _split_scope(self, nodeid: str) -> str:
            return _group(nodeid.partition("::")[0].removeprefix("tests/"))

    return Together(config, log)
