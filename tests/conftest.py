"""Which tests belong together when two workers share the work (`make test`), and which go first.

The tests of the pipeline read one real night over the samples or one over the national messages alone, those of the dbt project one
compiled project: three groups, and the longest, so they start first. Tests of one file share what the file sets up; pages are built once.
"""

from pathlib import Path
from typing import Any

import pytest

TESTS = Path(__file__).parent
FIRST = ("pipeline/messages_alone", "pipeline", "integration/dbt_project")
TOGETHER = (*FIRST, "integration/dashboards")


def _group(place: str) -> str:
    """The folder that is run by one worker, or the file itself. place: path under tests/."""
    return next((folder for folder in TOGETHER if place.startswith(f"{folder}/")), place)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    groups = {item: _group(item.path.relative_to(TESTS).as_posix()) for item in items}
    items.sort(key=lambda item: FIRST.index(groups[item]) if groups[item] in FIRST else len(FIRST))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Groups by folder. The mark xdist_group does nothing with pytest 9.2 (xdist 3.8 writes a `_nodeid` that pytest no longer reads): both
    workers made the one night, and all tests took 21 minutes."""
    from xdist.scheduler import LoadScopeScheduling

    class Together(LoadScopeScheduling):  # type: ignore[misc]
        def _split_scope(self, nodeid: str) -> str:
            return _group(nodeid.partition("::")[0].removeprefix("tests/"))

    return Together(config, log)
