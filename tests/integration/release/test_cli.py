import json
import sys
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import polars as pl
import pytest

from orchestration import cli, screen
from orchestration.lock import run_lock
from orchestration.release import Manifest, current_database, publish
from orchestration.settings import Settings
from orchestration.trace import trace


@pytest.fixture
def var(tmp_path, monkeypatch) -> Path:
    for name in ("KOERS_INBOX", "KOERS_PSEUDONYM_KEY", "KOERS_PSEUDONYM_KEY_FILE", "KOERS_MAX_BYTES", "KOERS_TODAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("KOERS_VAR", str(tmp_path / "var"))
    return tmp_path / "var"


@pytest.fixture
def koers(var, monkeypatch, capsys):
    """Call the command line; returns exit code, standard output and standard error."""
    for console in (screen.out, screen.err):
        monkeypatch.setattr(console, "_width", 200)

    def call(*args: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["koers", *args])
        code = cli.main()
        return code, *capsys.readouterr()

    return call


@pytest.fixture
def release(var):
    """Publish a release with one mart whose figure has one contribution of two delivered rows."""

    def make(release_id: str, value: int = 7) -> None:
        settings = Settings(var=var, inbox=var / "inbox")
        folder = settings.candidates / release_id
        (folder / "site").mkdir(parents=True)
        (folder / "site/index.html").write_text("x")
        with closing(duckdb.connect(str(folder / "koers.duckdb"))) as con:
            for statement in (
                "create schema marts; create schema intermediate; create schema landing",
                f"create table marts.mart_proef as select 'c1' as cell_id, {value} as paren_n",
                "create table marts.mart_afgeleid as select 'c8' as cell_id, 'duidelijk_beter' as oordeel_code, 'c1' as bron_cell_id",
                "create table marts.mart_samen as select 'c9' as cell_id, 'c8' as resultaat_cell_id, null as budget_cell_id",
                "create table marts.mart_lijst as select 'c7' as cell_id, 'z' as parameter",
                "create table landing.zrm as select * from (values ('r1', 'd1', 'zrm_0484_2025H1.csv', 14, 'Financiën'), "
                "('r2', 'd1', 'zrm_0484_2025H1.csv', 15, '')) t(_row_id, _delivery_id, _source_file, _source_row, _source_part)",
                "create table intermediate.int_proef__bijdragen as "
                "select 'c1' as cell_id, 'paren_n' as measure, 7 as contribution, ['r1', 'r2'] as _row_ids",
                "create table marts.mart_genoemd as select 'c6' as cell_id, 2 as scores_n",
                "create table intermediate.int_genoemd__bijdragen as select * from (values ('c6', 'scores_n', 1, 'venster|s1'), "
                "('c6', 'scores_n', 1, 'venster|s2')) t(cell_id, measure, contribution, rijen_sleutel)",
                "create table intermediate.int_resultaat__rijen as select * from (values ('venster', 'venster|s1', 'r1'), "
                "('venster', 'venster|s3', 'r2')) t(soort, rijen_sleutel, _row_id)",
            ):
                con.execute(statement)
        manifest = Manifest(
            release_id=release_id,
            made_at=datetime(2026, 11, 21, tzinfo=UTC),
            koers_version="0.1.0",
            peildatum=date(2025, 6, 30),
            is_demo=True,
            sleutel_id="abcd1234",
            contracts_sha256="c",
            seeds_sha256="s",
        )
        publish(settings, folder, manifest)

    return make


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["bestaat-niet"], "Deze aanroep klopt niet"),
        (["sql"], "Deze aanroep klopt niet"),
        (["run", "--accept", "x"], "reden en een naam"),
        (["run", "--accept", "x", "--reason", "y"], "reden en een naam"),
        (["run", "--accept", "x", "--by", "z"], "reden en een naam"),
        (["run", "--reason", "y"], "horen bij --accept"),
        (["run", "--inbox", "/bestaat/niet"], "/bestaat/niet bestaat niet"),
        (["check"], "Noem een of meer bestanden"),
        (["check", "/bestaat/niet.csv"], "bestaat niet"),
        (["template", "iets", "-o", "x.xlsx"], "Er is geen levering iets. Kies uit: aanbieders"),
        (["template", "zrm", "-o", "x.csv"], "Noem een .xlsx-bestand"),
        (["template", "pgb", "-o", "x.xlsx", "--layout", "wide"], "heeft maar één indeling"),
        (["sql", "select 1"], "nog geen uitgave"),
        (["trace", "mart_x", "c"], "nog geen uitgave"),
        (["releases", "show"], "nog geen uitgave"),
        (["releases", "activate", "weg"], "geen uitgave met de naam weg"),
        (["releases", "prune", "--keep", "0"], "Deze aanroep klopt niet"),
        (["quarantine", "--delivery", "weg"], "geen levering weg"),
        (["receive", "--periode", "2025"], "horen bij --ggm"),
        (["receive", "--ggm", "/bestaat/niet.duckdb"], "/bestaat/niet.duckdb bestaat niet"),
        (["export", "ggm", "-o", "x.duckdb"], "nog geen uitgave"),
        (["export", "ggm"], "Deze aanroep klopt niet"),
    ],
)
def test_an_unusable_call_gets_a_sentence_and_exit_code_2(koers, args, words):
    code, out, err = koers(*args)
    assert code == 2
    assert words in err
    assert "Traceback" not in out + err


def test_a_key_that_cannot_be_used_is_an_unusable_call(koers, monkeypatch):
    monkeypatch.setenv("KOERS_PSEUDONYM_KEY", "te-kort-maar-geheim")
    code, out, err = koers("releases", "list")
    assert code == 2
    assert "te kort" in err
    assert "te-kort-maar-geheim" not in out + err


def test_a_run_in_progress_is_exit_code_4(koers, var):
    with run_lock(var / "lock"):
        for args in (["receive", str(var)], ["releases", "prune"]):
            code, _, err = koers(*args)
            assert code == 4
            assert "Er loopt al een run (proces" in err


def test_an_unexpected_error_shows_its_place_but_not_its_text(koers, monkeypatch):
    def breaks(_settings):
        raise ValueError("999900006 Jansen")

    monkeypatch.setattr("orchestration.doctor.examine", breaks)
    code, out, err = koers("doctor")
    assert code == 3
    assert "ValueError" in err
    assert "Jansen" not in out + err
    with pytest.raises(ValueError, match="Jansen"):
        koers("doctor", "--debug")


def test_the_demonstration_key_is_announced(koers, monkeypatch):
    assert "demonstratiesleutel" in koers("quarantine")[2]
    monkeypatch.setenv("KOERS_PSEUDONYM_KEY", "k" * 40)
    assert koers("quarantine")[2] == ""


def test_sql_answers_in_a_table_and_in_csv(koers, release):
    release("2026-11-21T020000Z-aaaaaa")
    code, out, _ = koers("sql", "select * from marts.mart_proef")
    assert code == 0
    assert "paren_n" in out
    assert koers("sql", "--csv", "select * from marts.mart_proef")[1] == "cell_id,paren_n\r\nc1,7\r\n"
    assert "meer dan 3 rijen" in koers("sql", "--limit", "3", "from range(9)")[1]


@pytest.mark.parametrize("query", ["selekt 1", "create table x as select 1", "select * from read_text('{var}/accepted.jsonl')"])
def test_sql_only_reads_and_only_the_release(koers, release, var, query):
    release("2026-11-21T020000Z-aaaaaa")
    (var / "accepted.jsonl").write_text("geheim")
    code, out, err = koers("sql", query.format(var=var))
    assert code == 2
    assert "DuckDB kan deze vraag niet beantwoorden" in err
    assert "geheim" not in out


def test_trace_walks_from_a_figure_to_file_and_line(koers, release):
    release("2026-11-21T020000Z-aaaaaa")
    code, out, _ = koers("trace", "mart_proef", "c1")
    assert code == 0
    assert [word in out for word in ("int_proef__bijdragen", "zrm_0484_2025H1.csv", "14", "Financiën", "15")] == [True] * 5
    assert "En nog 1 regels" in koers("trace", "mart_proef", "c1", "--limit", "1")[1]
    assert "Achter dit cijfer staan geen geleverde rijen" in koers("trace", "mart_lijst", "c7")[1]
    for args, words in (
        (("mart_proef", "c2"), "geen cel c2"),
        (("mart_weg", "c1"), "Kies uit: mart_afgeleid, mart_genoemd, mart_lijst, mart_proef, mart_samen"),
    ):
        code, _, err = koers("trace", *args)
        assert (code, words in err) == (2, True)


def test_trace_finds_rows_that_a_contribution_names_without_carrying_them(koers, release, var):
    release("2026-11-21T020000Z-aaaaaa")
    found = trace(current_database(Settings(var=var, inbox=var / "inbox")), "mart_genoemd", "c6")
    assert [(part.table, part.total) for part in found.parts] == [("int_genoemd__bijdragen", 2)]
    assert [source.row for source in found.sources] == [14]


@pytest.mark.parametrize(("mart", "cell", "steps"), [("mart_afgeleid", "c8", ["c1"]), ("mart_samen", "c9", ["c8", "c1"])])
def test_trace_follows_a_figure_made_of_other_figures_to_file_and_line(koers, release, var, mart, cell, steps):
    release("2026-11-21T020000Z-aaaaaa")
    code, out, _ = koers("trace", mart, cell)
    assert code == 0
    assert [word in out for word in ("Berekend uit", "int_proef__bijdragen", "zrm_0484_2025H1.csv", "Financiën")] == [True] * 4
    found = trace(current_database(Settings(var=var, inbox=var / "inbox")), mart, cell)
    assert [step.cell_id for step in found.through] == steps
    assert [(part.measure, part.total, part.contributions) for part in found.parts] == [("paren_n", 7, 1)]
    assert [source.row for source in found.sources] == [14, 15]


def test_releases_are_listed_compared_shown_put_back_and_pruned(koers, release):
    for release_id, value in (("2026-11-20T020000Z-aaaaaa", 1), ("2026-11-21T020000Z-bbbbbb", 2)):
        release(release_id, value)
    assert "→" in next(line for line in koers("releases", "list")[1].splitlines() if "bbbbbb" in line)
    code, out, _ = koers("releases", "diff")
    assert (code, "marts.mart_proef" in out) == (1, True)
    assert koers("releases", "diff", "CURRENT", "CURRENT")[0] == 0
    assert "zoals ze gepubliceerd zijn" in koers("releases", "show")[1]
    assert koers("releases", "activate", "2026-11-20")[0] == 0
    assert "mart_proef" in koers("sql", "select 'mart_proef', * from marts.mart_proef")[1]
    assert koers("releases", "diff")[0] == 2  # nothing before the first
    assert "1 uitgaven opgeruimd" in koers("releases", "prune", "--keep", "1")[1]
    assert "bbbbbb" not in koers("releases", "list")[1]


def test_a_damaged_release_is_a_finding(koers, release, var):
    release("2026-11-21T020000Z-aaaaaa")
    page = var / "releases/2026-11-21T020000Z-aaaaaa/site/index.html"
    page.chmod(0o644)
    page.write_text("anders")
    code, out, _ = koers("releases", "show")
    assert (code, "niet heel" in out) == (1, True)
    code, out, _ = koers("doctor")
    assert (code, "NEE" in out and "site/index.html is veranderd" in out) == (1, True)


def test_a_healthy_koers_is_told_so(koers):
    code, out, _ = koers("doctor")
    assert code == 0
    assert "NEE" not in out


def test_quarantine_shows_sentences_from_landing_errors_first(koers, var):
    folder = var / "landing/zrm/zrm__2025H1__abc"
    folder.mkdir(parents=True)
    receipt = {"delivery_id": "zrm__2025H1__abc", "bron": "zrm", "leverancier": "0484", "periode": "2025H1"}
    receipt |= {"bestandsnaam": "zrm_0484_2025H1.csv", "sha256": "s", "bytes": 1, "volgnummer": 1, "ontvangen_op": "2026-11-21T02:00:00Z"}
    (folder / "receipt.json").write_text(json.dumps(receipt))
    rows = {"_source_row": [3, 2], "_source_part": ["", ""], "regel": ["b", "a"], "kolom": ["Score"] * 2, "waarde": ["6", "7"]}
    rows |= {"zin": ["[red]Let op.", "Score 6 bestaat niet."], "ernst": ["waarschuwing", "fout"], "aantal": [1, 1]}
    pl.DataFrame(rows).write_parquet(folder / "findings.parquet")
    code, out, _ = koers("quarantine", "--delivery", "zrm__2025H1")
    assert code == 0
    assert out.index("Score 6 bestaat niet.") < out.index("[red]Let op.")
    assert "En nog 1" in koers("quarantine", "--limit", "1")[1]
