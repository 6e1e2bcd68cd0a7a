"""Which tests belong together when two workers share the work (`make test`), and which go first.

All pipeline tests read one real night and all tests of the dbt project one parsed project, so these are two groups, and the longest: they
start first, one on each worker. Tests of one file share what the file sets up; the pages are built once for a folder.
"""

from pathlib import Path

import pytest

TESTS = Path(__file__).parent
SHARED = ("pipeline", "integration/dbt_project", "unit/dashboards")


def _group(path: Path) -> str:
    place = path.relative_to(TESTS).as_posix()
    return next((folder for folder in SHARED if place.startswith(f"{folder}/")), place)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: (*SHARED[:2], "").index(_group(item.path) if _group(item.path) in SHARED[:2] else ""))
    for item in items:
        item.add_marker(pytest.mark.xdist_group(_group(item.path)))
