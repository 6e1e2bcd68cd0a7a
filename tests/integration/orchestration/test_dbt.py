import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import duckdb
import orjson
import pytest
from dbt_common.events import base_types, event_manager
from dbt_common.events.base_types import BaseEvent
from dbt_common.events.event_manager_client import get_event_manager

from orchestration.compiled_dbt import COMPILED
from orchestration.dbt import arguments, build, fingerprint, first_failing_rows, prepare
from orchestration.errors import RunFailed

PROJECT = Path(__file__).parents[3] / "dbt_project"


def statuses(results):
    return {result.name: result.status for result in results}


def test_a_build_leaves_a_closed_complete_file_and_an_untouched_checkout(project, database, tmp_path):
    here, before, seen = Path.cwd(), sorted(project.rglob("*")), []
    path = database(("01", "p1", 100), ("01", "p2", 50))
    results = build(project, tmp_path / "var", path, lambda done, total: seen.append((done, total)))
    assert set(statuses(results).values()) == {"success", "pass"}
    assert not Path(f"{path}.wal").exists()
    moved = path.rename(tmp_path / "koers.duckdb")
    with closing(duckdb.connect(str(moved), read_only=True)) as con:
        assert con.execute("select * from marts.mart_proef").fetchall() == [("01", 150)]
    assert sorted(project.rglob("*")) == before
    assert Path.cwd() == here
    assert seen[-1] == (len(results), len(results)) == (6, 6)


def test_two_builds_in_one_process_each_read_their_own_database(project, database, tmp_path):
    for amount in (1, 2):
        path = database(("01", "p1", amount))
        build(project, tmp_path / "var", path)
        with closing(duckdb.connect(str(path), read_only=True)) as con:
            assert con.execute("select bedrag_cent from marts.mart_proef").fetchall() == [(amount,)]


def test_every_connection_of_a_build_works_with_the_settings_of_the_real_profile(project, database, tmp_path, monkeypatch):
    monkeypatch.setattr("orchestration.dbt.memory_limit", lambda: "700MB")
    (project / "profiles.yml").write_text((PROJECT / "profiles.yml").read_text())
    hook = next(line for line in (PROJECT / "dbt_project.yml").read_text().splitlines() if line.startswith("on-run-start"))
    (project / "dbt_project.yml").write_text((project / "dbt_project.yml").read_text() + hook)
    wanted = ("TimeZone", "checkpoint_threshold", "disabled_compression_methods", "memory_limit")
    for name in ("een", "twee"):
        (project / f"models/marts/mart_{name}.sql").write_text(
            "{{ config(materialized='table') }} select name, value from duckdb_settings() where name in " + str(wanted)
        )
    path = database()
    build(project, tmp_path / "var", path)
    with closing(duckdb.connect(str(path), read_only=True)) as con:
        for name in ("een", "twee"):
            found = dict(con.execute(f"select name, value from marts.mart_{name}").fetchall())
            assert (found["TimeZone"], found["checkpoint_threshold"], found["memory_limit"]) == ("UTC", "3.7 GiB", "667.5 MiB")
            assert set(found["disabled_compression_methods"].replace(" ", "").lower().split(",")) == {"fsst", "dict_fsst", "zstd"}


def test_a_failing_test_is_told_with_its_first_rows_and_without_pseudonyms(project, database, tmp_path):
    path = database(("01", "geheim-pseudoniem", -5), ("02", "p2", None))
    results = build(project, tmp_path / "var", path)
    found = statuses(results)
    assert found["bedrag_is_positief"] == "fail"
    assert found["not_null_stg_proef_bedrag_cent"] == "warn"
    assert found["mart_proef"] == "skipped"
    (failed,) = [result for result in results if result.name == "bedrag_is_positief"]
    assert failed.failures == 1
    assert first_failing_rows(path, failed) == [{"code": "01", "bsn_pseudo": "•••", "bedrag_cent": "-5"}]


def test_what_dbt_warns_of_reaches_its_log_and_the_rest_of_what_it_says_is_not_even_made(project, database, tmp_path, monkeypatch):
    made, filled, fill, usual = [], [], base_types.ParseDict, BaseEvent.__init__
    monkeypatch.setattr(base_types, "ParseDict", lambda said, form: filled.append(type(form).__name__) or fill(said, form))
    make = event_manager.msg_from_base_event
    monkeypatch.setattr(event_manager, "msg_from_base_event", lambda e, level=None: made.append(type(e).__name__) or make(e, level))
    before = get_event_manager()
    prepare(project, tmp_path / "var")
    made.clear()
    filled.clear()
    results = build(project, tmp_path / "var", database(("01", "p1", 1), ("02", "p2", None)))
    assert statuses(results)["not_null_stg_proef_bedrag_cent"] == "warn"
    assert "not_null_stg_proef_bedrag_cent" in (tmp_path / "var" / "logs" / "dbt.log").read_text()
    assert made.count("NodeFinished") == len(results)
    assert "LogTestResult" in made  # the warning
    assert "NodeFinished" in filled
    assert not {"SQLQuery", "NodeStart", "NodeCompiling"} & (set(made) | set(filled))
    assert BaseEvent.__init__ is usual
    assert get_event_manager() is before


def test_a_broken_model_is_told_without_the_value_it_stumbled_over(project, database, tmp_path):
    (project / "models/staging/stg_proef.sql").write_text(
        "select cast(bsn_pseudo as integer) as code, 1 as bedrag_cent from {{ source('landing', 'proef') }}"
    )
    (project / "models/marts/mart_proef.sql").write_text("select code, bedrag_cent from {{ ref('stg_proef') }}")
    (project / "tests/bedrag_is_positief.sql").unlink()
    results = build(project, tmp_path / "var", database(("01", "geheim-pseudoniem", 1)))
    (failed,) = [result for result in results if result.status == "error"]
    assert failed.name == "mart_proef"
    assert "Conversion Error" in failed.message
    assert "geheim-pseudoniem" not in failed.message


def test_the_project_is_parsed_again_only_when_it_changed(project, tmp_path):
    first = prepare(project, tmp_path / "var")
    made = (first / "manifest.json").stat().st_mtime_ns
    assert prepare(project, tmp_path / "var") == first
    assert (first / "manifest.json").stat().st_mtime_ns == made
    (project / "models/marts/mart_proef.sql").write_text("select code, 1 as bedrag_cent from {{ ref('stg_proef') }}")
    assert prepare(project, tmp_path / "var") != first
    assert not first.exists()


def test_dbt_builds_with_the_sql_that_was_kept_and_it_is_the_sql_dbt_makes_itself(project, database, tmp_path):
    kept = prepare(project, tmp_path / "var") / COMPILED
    with_kept = {r.unique_id: r.sql for r in build(project, tmp_path / "var", database(("01", "p1", 1)))}
    everything = orjson.loads(kept.read_bytes())
    kept.write_bytes(b"{}")
    made_by_dbt = {r.unique_id: r.sql for r in build(project, tmp_path / "var", database(("01", "p1", 1)))}
    assert with_kept == made_by_dbt
    assert set(everything) == {name for name in with_kept if name.split(".")[0] in ("model", "test")} != set()
    (mart,) = [name for name in everything if name.endswith("mart_proef")]
    kept.write_bytes(orjson.dumps({mart: "select '07' as code, 7 as bedrag_cent"}))
    build(project, tmp_path / "var", path := database(("01", "p1", 1)))
    with closing(duckdb.connect(str(path), read_only=True)) as con:
        assert con.execute("select * from marts.mart_proef").fetchall() == [("07", 7)]


def test_a_model_that_asks_the_database_while_its_sql_is_made_stops_the_run_with_a_sentence(project, tmp_path):
    (project / "models/marts/mart_proef.sql").write_text("select {{ run_query('select 1').rows[0][0] if execute else 0 }} as code")
    with pytest.raises(RunFailed, match=r"mart_proef.*zonder de database iets te vragen"):
        prepare(project, tmp_path / "var")


def test_two_processes_that_prepare_at_the_same_moment_both_get_a_manifest(project, tmp_path):
    code = (
        f"from pathlib import Path; from orchestration.dbt import prepare; prepare(Path({str(project)!r}), Path({str(tmp_path / 'var')!r}))"
    )
    both = [subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE, text=True) for _ in range(2)]
    errors = [process.communicate()[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], errors
    assert (prepare(project, tmp_path / "var") / "manifest.msgpack").is_file()


def test_a_project_that_does_not_parse_stops_the_run_with_a_sentence(project, tmp_path):
    (project / "models/marts/mart_proef.sql").write_text("select * from {{ ref('bestaat_niet') }}")
    with pytest.raises(RunFailed, match="dbt-project klopt niet"):
        prepare(project, tmp_path / "var")


def test_dbt_is_asked_to_stay_quiet_and_out_of_the_checkout(tmp_path):
    args = arguments("build", Path("p"), tmp_path)
    assert args[0] == "build"
    assert {"--no-print", "--exclude-resource-type"} <= set(args)
    assert [args[args.index(flag) + 1] for flag in ("--target-path", "--log-path")] == [str(tmp_path / "target"), str(tmp_path / "logs")]


def test_the_fingerprint_follows_content_and_not_dbt_s_own_output(project):
    before = fingerprint(project)
    (project / "target").mkdir()
    (project / "target" / "x.sql").write_text("select 1")
    os.utime(project / "dbt_project.yml", (0, 0))
    assert fingerprint(project) == before
    (project / "macros" / "nieuw.sql").write_text("{% macro x() %}{% endmacro %}")
    assert fingerprint(project) != before
