"""Building: names of files, what the browser checks rest on, and a file that is no release."""

import json
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from dashboards.site import build_site
from dashboards.slugs import contract_page, ledger_page, slug

ROOT = Path(__file__).parents[3]


def test_a_file_that_is_no_release_stops_the_build(tmp_path: Path):
    duckdb.connect(str(tmp_path / "other.duckdb")).close()
    with pytest.raises(duckdb.Error):
        build_site(tmp_path / "other.duckdb", tmp_path / "site", datetime(2026, 11, 21))


def test_names_of_pages_are_safe_file_names():
    assert slug("ALP/2015 Ö.1") == "alp-2015-o-1"
    assert slug("../../etc") == "etc"
    assert contract_page("AR-1") == "contract-ar-1.html"
    assert ledger_page("geen") == ledger_page(None) == "controle.html"


def test_the_browser_checks_are_locked_without_an_address():
    lock = json.loads((ROOT / "tests/browser/package-lock.json").read_text(encoding="utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert set(packages) == {"node_modules/axe-core", "node_modules/playwright-core"}
    assert all("integrity" in entry and "resolved" not in entry for entry in packages.values())
