"""Which tests belong together when two workers share the work (`make test`), and which go first.

All pipeline tests read one real night, so they are one group, and the longest: it starts first. Tests of one file share what the file sets
up; the pages and the dbt project are set up once for a folder.
"""

from pathlib import Path

import pytest

TESTS = Path(__file__).parent
SHARED = ("pipeline", "unit/dashboards")


def _group(path: Path) -> str:
    place = path.relative_to(TESTS).as_posix()
    return next((folder for folder in SHARED if place.startswith(f"{folder}/")), place)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: _group(item.path) != "pipeline")
    for item in items:
        item.add_marker(pytest.mark.xdist_group(_group(item.path)))
