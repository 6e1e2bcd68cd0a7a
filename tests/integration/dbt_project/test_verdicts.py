"""An auditor can recompute every verdict: the SQL of docs/oordeel.md on mart_oordeel and seeds.parameter alone.

The verdicts come from a landing with every reason in it: K1 (clear rise), K2 (stability is the goal), K3 (too little coverage), K4 (few
pairs) and K5 (two years alike, too few to say).
"""

import re
from contextlib import closing
from datetime import date
from pathlib import Path

import duckdb
import pytest

from orchestration.load import connect

ROOT = Path(__file__).parents[3]
MODEL = ROOT / "dbt_project/models/marts/mart_oordeel_herrekend.sql"
DOMAINS = (
    "Financiën", "Werk & Opleiding", "Tijdsbesteding", "Huisvesting", "Huiselijke relaties", "Geestelijke gezondheid",
    "Lichamelijke gezondheid", "Middelengebruik", "Basale ADL", "Instrumentele ADL", "Sociaal netwerk",
    "Maatschappelijke participatie", "Justitie",
)  # fmt: skip
# contract: {year: (pairs that rose a level on every domain, pairs that fell, pairs that stayed, trajectories without an end score)}
PLAN = {
    "K1": {2024: (4, 0, 16, 0), 2025: (12, 3, 5, 3)},
    "K2": {2024: (0, 12, 8, 0), 2025: (0, 2, 18, 4)},
    "K3": {2024: (5, 5, 10, 0), 2025: (5, 0, 7, 15)},
    "K4": {2024: (5, 5, 10, 0), 2025: (2, 2, 5, 0)},
    "K5": {2024: (5, 5, 10, 0), 2025: (6, 5, 9, 13)},
}


def contract(name: str) -> dict:
    return {
        "contractnummer": name, "contract_naam": "Proef", "wet": "Wmo", "uitvoeringsvariant": "taakgericht",
        "ingangsdatum": date(2020, 1, 1), "inkoopschaal": "lokaal", "berichten": "geen",
    }  # fmt: skip


def trajectory(name: str, number: str, year: int) -> dict:
    # K2 says nothing itself: the direction of its target group counts (ouderen: stabiliseren).
    return {
        "gemeentecode": "0119", "clientnummer_pseudo": f"client-{name}", "trajectnummer_pseudo": name, "contractnummer": number,
        "wet": "Wmo", "productcategorie": "02", "leveringsvorm": "zin", "begindatum": date(year - 1, 9, 1), "einddatum": date(year, 4, 30),
        "reden_beeindiging_code": "19", "wijkcode": "WK011901", "geboortejaar": 1980, "doelgroep": "ouderen" if number == "K2" else None,
    }  # fmt: skip


def measurement(name: str, moment: str, day: date, score: int) -> list[dict]:
    return [
        {
            "gemeentecode": "0119", "clientnummer_pseudo": f"client-{name}", "trajectnummer_pseudo": name, "zrm_versie": "2017",
            "meetmoment": moment, "meetdatum": day, "informant": "professional", "beoordelaar_pseudo": "m1", "domein_naam": domain,
            "score": score, "score_reden": None,
        }
        for domain in DOMAINS
    ]  # fmt: skip


def people(number: str, year: int, up: int, down: int, same: int, unmeasured: int) -> tuple[list[dict], list[dict]]:
    """Trajectories and scores of one contract and year; a first score is always 3."""
    last = [4] * up + [2] * down + [3] * same + [0] * unmeasured
    trajectories, scores = [], []
    for index, score in enumerate(last):
        name = f"{number}-{year}-{index}"
        trajectories.append(trajectory(name, number, year))
        scores += measurement(name, "intake", date(year - 1, 9, 1), 3)
        scores += measurement(name, "eind", date(year, 4, 30), score) if score else []
    return trajectories, scores


@pytest.fixture(scope="module")
def landing(new_landing):
    landing = new_landing()
    made = [people(number, year, *counts) for number, years in PLAN.items() for year, counts in years.items()]
    landing.deliver("contracten", "0119", "2025", [contract(number) for number in PLAN])
    landing.deliver("trajecten", "0119", "2025H1", [row for trajectories, _ in made for row in trajectories])
    landing.deliver("zrm", "0119", "2025H1", [row for _, scores in made for row in scores])
    return landing


@pytest.fixture(scope="module")
def query(landing, build):
    return build(landing, "mart_oordeel", "mart_oordeel_herrekend")


def documented() -> str:
    found = re.search(r"```sql\n(.*?)```", (ROOT / "docs/oordeel.md").read_text(encoding="utf-8"), re.S)
    assert found
    return found.group(1)


def test_the_sql_in_the_document_is_the_sql_in_the_release():
    model = MODEL.read_text(encoding="utf-8")
    model = model.replace("{{ ref('parameter') }}", "seeds.parameter").replace("{{ ref('mart_oordeel') }}", "marts.mart_oordeel")
    assert documented().strip() == model[model.index("with p as") :].strip()


def test_every_verdict_of_a_release_is_recomputed_from_its_row_and_the_parameters(landing, query):
    """In a database that holds those two tables and nothing else."""
    with closing(duckdb.connect()) as con:
        con.execute(f"attach '{landing.database}' as release (read_only); create schema marts; create schema seeds")
        for table in ("marts.mart_oordeel", "seeds.parameter"):
            con.execute(f"create table {table} as select * from release.{table}")
        con.execute("detach release")
        again = con.execute(f"select oordeel_id, herrekend, extra_metingen_n from ({documented()}) order by 1").fetchall()
    told = query("select oordeel_id, oordeel_code || coalesce(':' || reden_code, ''), extra_metingen_n from marts.mart_oordeel order by 1")
    assert again == told and len(told) >= 2 * len(PLAN)


def test_the_headline_of_a_contract_that_wants_stability_is_about_stability(query):
    found = query("select contractnummer, indicator, oordeel_code from marts.mart_oordeel where is_hoofdoordeel and jaar = 2025 order by 1")
    assert [row[:2] for row in found] == [(k, "stabiel_of_beter" if k == "K2" else "betrouwbaar_beter") for k in PLAN]
    # Nobody rose in K2, but 18 of 20 held on where 8 of 20 did a year earlier.
    assert {k: code for k, _, code in found}["K2"] == "duidelijk_beter"


def test_each_reason_for_not_saying_is_there_with_its_code(query):
    found = dict(query("select contractnummer, reden_code from marts.mart_oordeel where is_hoofdoordeel and jaar = 2025"))
    assert found == {
        "K1": None,
        "K2": None,
        "K3": "dekking_te_laag",  # 12 of 27
        "K4": "te_weinig_metingen",  # 9 pairs
        "K5": "ook_vorig_jaar_te_weinig",
    }


def test_under_the_floor_the_verdict_gives_way_to_its_bounds(query):
    # K3: 5 of 12 pairs, 15 unmeasured, 27 in all: 5/27 = 18.518519 up to (5 + 15)/27 = 74.074074. K5: 20 of 33 is above 60 percent.
    columns = "oordeel_code, ondergrens_pct, bovengrens_pct, is_met_grenzen"
    (row,) = query(f"select {columns} from marts.mart_oordeel where contractnummer = 'K3' and jaar = 2025")
    assert row == ("niet_getoond", pytest.approx(18.518519, abs=1e-6), pytest.approx(74.074074, abs=1e-6), True)
    assert query("select is_met_grenzen from marts.mart_oordeel where contractnummer = 'K5' and jaar = 2025") == [(False,)]


def test_a_verdict_that_was_typed_in_by_hand_stops_the_night(landing, query, project):
    name = "mart_oordeel_herrekend_holds"
    assert not project.failing(landing, name)
    for change in ("oordeel_code = 'duidelijk_beter', reden_code = null", "teller = 19"):
        with closing(connect(landing.database)) as con:
            con.execute("create or replace table goed as select * from marts.mart_oordeel")
            con.execute(f"update marts.mart_oordeel set {change} where contractnummer in ('K1', 'K5') and jaar = 2025")
        assert project.failing(landing, name), change
        with closing(connect(landing.database)) as con:
            con.execute("delete from marts.mart_oordeel")
            con.execute("insert into marts.mart_oordeel select * from goed")
    assert not project.failing(landing, name)


def test_no_threshold_of_the_verdict_is_written_in_the_sql_itself():
    macros = (ROOT / "dbt_project/macros/verdict.sql").read_text(encoding="utf-8")
    assert not re.findall(r"(?<![\w.])(?:10|50|60|0\.8416\d*|1\.96\d*)(?![\w.])", re.sub(r"\{#.*?#\}", "", macros, flags=re.S))
