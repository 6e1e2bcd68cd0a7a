import json
import re
from hashlib import sha256
from pathlib import Path

import pytest
import yaml

from orchestration.release import read_manifest, verify

SAMPLES = Path(__file__).parents[2] / "data_samples"
DEFECTS = yaml.load((SAMPLES / "defects.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)["fouten"]


def test_the_run_ends_with_the_short_table_and_the_page_to_open(night):
    out = night.finished.out
    for label in ("Leveringen geaccepteerd", "Leveringen geweigerd", "Rijen in quarantaine", "Controles", "Uitgave"):
        assert re.search(rf"{label}\s*│\s*\S+", out), label
    assert night.made.name in out
    page = Path(re.search(r"Open de pagina's: (.+)", out)[1].strip())
    assert page == night.made / "site/index.html"
    assert page.is_file()


def test_the_run_stays_within_two_gigabytes(night, second_night):
    assert night.finished.peak_mb < 2048
    assert second_night.finished.peak_mb < 2048


def test_the_release_is_whole_and_its_manifest_says_what_it_rests_on(night):
    manifest = read_manifest(night.made)
    assert verify(night.made) == []
    assert {"koers.duckdb", "site/index.html", "site/en/index.html", "docs/woordenboek.md"} <= set(manifest.files)
    assert len(manifest.deliveries) == night.query("select count(*) from meta.delivery", night.made)[0][0]
    assert manifest.is_demo
    assert manifest.tests["passed"] > 0


def test_one_refused_delivery_does_not_keep_the_others_from_being_published(night):
    statuses = dict(night.query("select status, count(*) from meta.delivery group by 1", night.made))
    assert statuses["geweigerd"] > 0
    assert statuses["geaccepteerd"] > 100
    for (delivery_id,) in night.query("select delivery_id from meta.delivery where status = 'geweigerd'", night.made):
        assert delivery_id in night.finished.out


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect["id"])
def test_every_planted_defect_meets_what_koers_must_do_with_it(night, defect):
    digest = sha256((SAMPLES / "inbox" / defect["bestand"]).read_bytes()).hexdigest()
    found = night.query(f"select delivery_id, status, reden from meta.delivery where sha256 = '{digest}'", night.made)
    assert len(found) == 1, "one content is one delivery"
    delivery_id, status, reason = found[0]
    expected = defect["verwacht"]
    if expected in ("geweigerd", "vervangen"):
        assert status == expected
        assert bool(reason) == (expected == "geweigerd")
    elif expected != "overgeslagen":
        assert status == "geaccepteerd"
    if expected == "quarantaine":
        rows = night.query(f"select distinct _source_row from quarantine.rij where _delivery_id = '{delivery_id}'", night.made)
        assert len({row for (row,) in rows} & set(defect["rijen"])) >= defect["aantal"]
        told = f"_delivery_id = '{delivery_id}' and _source_row in {(*defect['rijen'], -1)} and zin <> ''"
        assert night.query(f"select count(*) from quarantine.bevinding where {told}", night.made)[0][0] >= defect["aantal"]
    if expected == "waarschuwing":
        warned = f"_delivery_id = '{delivery_id}' and ernst = 'waarschuwing'"
        assert night.query(f"select count(*) from quarantine.bevinding where {warned}", night.made)[0][0] > 0


def test_every_delivery_closes_in_rows_and_to_the_cent(night):
    open_ends = night.query(
        """
        select delivery_id from marts.mart_aansluiting group by 1
        having sum(case when post = 'geleverd' then rijen_n else -rijen_n end) <> 0
            or sum(case when post = 'geleverd' then coalesce(bedrag_cent, 0) else -coalesce(bedrag_cent, 0) end) <> 0
        """,
        night.made,
    )
    assert open_ends == []
    assert night.query("select count(distinct delivery_id) from marts.mart_aansluiting", night.made) == night.query(
        "select count(*) from meta.delivery", night.made
    )


def test_every_table_and_column_of_the_marts_has_its_description_in_the_release(night):
    silent = """
        select table_name || '.' || column_name from duckdb_columns()
        where schema_name in ('marts', 'landing', 'meta', 'quarantine') and coalesce(comment, '') = ''
    """
    assert night.query(silent, night.made) == []
    assert (
        night.query("select table_name from duckdb_tables() where schema_name = 'marts' and coalesce(comment, '') = ''", night.made) == []
    )


def test_every_run_leaves_a_report(night):
    report = json.loads((night.var / "runs" / f"{night.made.name}.json").read_text())
    assert (report["status"], report["release_id"]) == ("gepubliceerd", night.made.name)
    assert report["gelezen"] == report["ontvangen"] > 0
