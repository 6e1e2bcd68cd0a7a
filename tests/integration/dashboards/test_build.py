"""Building: the same input gives the same bytes, the library is the right one, wrong input stops with a sentence."""

import hashlib
import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import duckdb
import plotly
import pytest

from dashboards.site import SiteError, build_site


def digest(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.rglob("*") if p.is_file()}


def test_the_same_release_gives_the_same_bytes(release: Path, site: Path, tmp_path: Path):
    build_site(release, tmp_path / "again", datetime(2026, 11, 21, 2, 14))
    assert digest(tmp_path / "again") == digest(site)


def test_only_the_line_of_making_changes_with_the_moment(release: Path, site: Path, tmp_path: Path):
    build_site(release, tmp_path / "later", datetime(2027, 1, 2, 3, 4))
    for path in sorted(site.rglob("*.html")):
        text = (tmp_path / "later" / path.relative_to(site)).read_text(encoding="utf-8")
        changed = text.replace("2 januari 2027, 03:04", "21 november 2026, 02:14").replace(
            "2 January 2027, 03:04", "21 November 2026, 02:14"
        )
        assert changed == path.read_text(encoding="utf-8")


def test_a_file_that_is_no_release_stops_the_build(tmp_path: Path):
    duckdb.connect(str(tmp_path / "other.duckdb")).close()
    with pytest.raises(duckdb.Error):
        build_site(tmp_path / "other.duckdb", tmp_path / "site", datetime(2026, 11, 21))


def test_every_written_file_is_reported_and_progress_reaches_the_end(release: Path, tmp_path: Path):
    steps: list[tuple[int, int]] = []
    written = build_site(release, tmp_path / "site", datetime(2026, 11, 21), lambda done, total: steps.append((done, total)))
    assert written == sorted(p for p in (tmp_path / "site").rglob("*") if p.is_file())
    assert steps[-1][0] == steps[-1][1]
    assert [done for done, _ in steps] == sorted(done for done, _ in steps)


def test_chosen_pages_are_drawn_as_they_are_in_the_whole_site_and_no_others(release: Path, site: Path, tmp_path: Path):
    build_site(release, tmp_path / "some", datetime(2026, 11, 21, 2, 14), only=("geld.html", "contract-mvs-2020.html"))
    some, whole = digest(tmp_path / "some"), digest(site)
    assert {name for name in some if name.endswith(".html")} == {
        f"{folder}{name}.html" for folder in ("", "en/") for name in ("geld", "contract-mvs-2020")
    }
    assert some == {name: whole[name] for name in some}


def test_a_page_that_does_not_exist_stops_the_build_and_the_message_names_those_that_do(release: Path, site: Path, tmp_path: Path):
    with pytest.raises(SiteError, match=r"Er is geen pagina gold\.html") as stopped:
        build_site(release, tmp_path / "site", datetime(2026, 11, 21), only=("gold.html",))
    named = str(stopped.value).partition("Kies uit: ")[2].removesuffix(".").split(", ")
    assert sorted(named) == sorted(path.name for path in site.glob("*.html"))


def test_building_leaves_the_release_untouched_and_needs_no_write_access(release: Path, tmp_path: Path):
    before = hashlib.sha256(release.read_bytes()).hexdigest()
    with duckdb.connect(str(release), read_only=True):
        build_site(release, tmp_path / "site", datetime(2026, 11, 21))
    assert hashlib.sha256(release.read_bytes()).hexdigest() == before


def test_two_contracts_that_would_share_a_page_stop_the_build(build: Callable, rows: dict):
    twin = dict(rows["mart_contract"][0]) | {"contractnummer": "ar jgd 2018"}
    rows["mart_contract"].append(twin)
    with pytest.raises(SiteError, match="Twee contractnummers geven dezelfde pagina"):
        build(rows)


def test_text_from_a_delivery_cannot_become_a_tag_or_a_formula(build: Callable, rows: dict):
    rows["mart_contract"][1]["contract_naam"] = "</script><img src=x onerror=alert(1)>"
    rows["mart_contract"][2]["gemeentenaam"] = "=HEERLEN()"
    site = build(rows)
    for path in site.rglob("*.html"):
        assert "<img" not in path.read_text(encoding="utf-8")
    assert "\n'=HEERLEN()" in (site / "csv/verdeling.csv").read_text(encoding="utf-8-sig")


def test_a_contract_that_ended_long_ago_has_no_page_of_its_own(build: Callable, rows: dict):
    rows["mart_contract"][2]["einddatum"] = date(2019, 12, 31)
    site = build(rows)
    assert not (site / "contract-hrl-sb-2017.html").exists()
    assert (site / "contract-mep-rk-2020.html").exists()


def test_a_result_over_too_few_measured_people_is_hidden_everywhere(build: Callable, rows: dict):
    for row in rows["mart_oordeel"]:
        if row["onderwerp"] == "resultaat" and row["contractnummer"] == "MVS-2020":
            row |= {"oordeel_code": "niet_getoond", "reden_code": "dekking_te_laag", "is_met_grenzen": True}
    site = build(rows, "contract-mvs-2020.html", "resultaat.html")
    text = (site / "contract-mvs-2020.html").read_text(encoding="utf-8")
    assert "bij te veel inwoners ontbreekt de tweede meting" in text
    assert "Van elke 100 inwoners gaat het bij minstens 12 en hoogstens 47 beter." in " ".join(re.sub("<[^>]+>", "", text).split())
    line = next(row for row in (site / "csv/vooruit.csv").read_text(encoding="utf-8-sig").splitlines() if row.startswith("Vlaardingen"))
    assert "Resultaat: te_weinig" in line


def test_the_vendored_library_is_the_one_plotly_speaks_to_and_its_licence_is_beside_it(site: Path):
    head = (site / "assets/plotly-basic.min.js").read_text(encoding="utf-8")[:200]
    full = (Path(plotly.__file__).parent / "package_data/plotly.min.js").read_text(encoding="utf-8")[:200]
    assert "plotly.js (basic - minified) v4.1.1" in head
    assert "plotly.js v4.1.1" in full
    assert "MIT License" in (site / "assets/plotly-basic.LICENSE.txt").read_text(encoding="utf-8")
