"""The site of a small release, built once, and a way to build single pages from changed rows.

Belongs here: fixtures. Does not belong here: rows (release.py, *_rows.py), parsing (parsed.py).
"""

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from dashboards.site import build_site
from tests.integration.dashboards.parsed import Page
from tests.integration.dashboards.plans import Rows
from tests.integration.dashboards.release import change_release, empty_rows, full_rows, write_release

MADE_AT = datetime(2026, 11, 21, 2, 14)


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release database with six contracts."""
    return write_release(tmp_path_factory.mktemp("release") / "koers.duckdb", full_rows())


@pytest.fixture(scope="session")
def site(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of that release."""
    out = tmp_path_factory.mktemp("site")
    build_site(release, out, MADE_AT)
    return out


@pytest.fixture(scope="session")
def empty_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a release with messages alone."""
    folder = tmp_path_factory.mktemp("empty")
    build_site(write_release(folder / "koers.duckdb", empty_rows()), folder / "site", MADE_AT)
    return folder / "site"


@pytest.fixture(scope="session")
def pages(site: Path) -> list[Page]:
    """All pages of the full site, parsed."""
    return [Page(path) for path in sorted(site.rglob("*.html"))]


@pytest.fixture(scope="session")
def empty_pages(empty_site: Path) -> list[Page]:
    """All pages of the site with messages alone, parsed."""
    return [Page(path) for path in sorted(empty_site.rglob("*.html"))]


@pytest.fixture
def build(release: Path, tmp_path: Path) -> Callable[..., Path]:
    """Return a function that draws the named pages of changed rows in both languages, all pages when none is named."""

    def make(rows: Rows, *names: str) -> Path:
        changed = change_release(Path(shutil.copyfile(release, tmp_path / "koers.duckdb")), full_rows(), rows)
        build_site(changed, tmp_path / "site", MADE_AT, only=names)
        return tmp_path / "site"

    return make


@pytest.fixture
def rows() -> Rows:
    """Fresh rows of the full release, to be changed by a test."""
    return full_rows()
