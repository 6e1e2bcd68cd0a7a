"""Building: names of files, and what the browser checks rest on."""

import json
from pathlib import Path

from dashboards.slugs import contract_page, ledger_page, slug

ROOT = Path(__file__).parents[3]


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
