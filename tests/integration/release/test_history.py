from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from orchestration.history import carry
from orchestration.load import DATABASE, connect
from orchestration.tables import FORECAST

SEPTEMBER, OCTOBER = date(2026, 9, 30), date(2026, 10, 31)
COLUMNS = [column.name for column in FORECAST.columns if column.name != "uit_release"]


@pytest.fixture
def night(tmp_path: Path):
    """A night: carry from the current release, then forecast `cents` at a peildatum. Returns the folder of its release."""

    def make(name: str, current: Path | None, peildatum: date, cents: int | None, columns: list[str] = COLUMNS) -> Path:
        folder = tmp_path / name
        folder.mkdir()
        carry(folder / DATABASE, current, peildatum)
        values = dict.fromkeys(COLUMNS) | {
            "contractnummer": "K", "gemeentecode": "0119", "boekjaar": 2026, "methode": "obligo", "is_hoofdmethode": True,
            "maanden_n": peildatum.month, "waarnemingen_n": 3, "prognose_cent": cents, "peildatum": peildatum,
        }  # fmt: skip
        types = {column.name: column.type for column in FORECAST.columns}
        with closing(connect(folder / DATABASE)) as con:
            made = ", ".join(f"cast(${name} as {types[name]}) as {name}" for name in columns)
            con.execute(f"create schema marts; create table marts.mart_prognose as select {made}", {n: values[n] for n in columns})
        return folder

    return make


def kept(release: Path) -> list[tuple]:
    with closing(connect(release / DATABASE, read_only=True)) as con:
        return con.execute("select peildatum, prognose_cent, uit_release from meta.prognose_eerder order by all").fetchall()


def test_the_first_night_has_an_empty_table_with_every_column_described(night):
    first = night("a", None, SEPTEMBER, 100)
    assert kept(first) == []
    with closing(connect(first / DATABASE, read_only=True)) as con:
        silent = "select column_name from duckdb_columns() where table_name = 'prognose_eerder' and coalesce(comment, '') = ''"
        assert con.execute(silent).fetchall() == []


def test_a_forecast_outlives_its_release_under_the_name_of_the_release_that_made_it(night):
    second = night("b", night("a", None, SEPTEMBER, 100), OCTOBER, 110)
    assert kept(second) == [(SEPTEMBER, 100, "a")]
    third = night("c", second, date(2026, 11, 30), 120)
    assert kept(third) == [(SEPTEMBER, 100, "a"), (OCTOBER, 110, "b")]


def test_of_several_nights_on_one_peildatum_the_last_counts_and_each_of_them_carries_the_same(night):
    first = night("a", None, SEPTEMBER, 100)
    second = night("b", first, OCTOBER, 110)
    again = night("c", second, OCTOBER, 111)
    assert kept(second) == kept(again) == [(SEPTEMBER, 100, "a")]
    assert kept(night("d", again, date(2026, 11, 30), 120)) == [(SEPTEMBER, 100, "a"), (OCTOBER, 111, "c")]


def test_what_readers_put_aside_does_not_come_back(night):
    first = night("a", None, SEPTEMBER, 100)
    night("b", first, OCTOBER, 999)  # was put aside: CURRENT points to a again
    assert kept(night("c", first, date(2026, 11, 30), 120)) == [(SEPTEMBER, 100, "a")]


def test_a_peildatum_that_moves_back_loses_nothing(night):
    october = night("b", night("a", None, SEPTEMBER, 100), OCTOBER, 110)
    back = night("c", october, SEPTEMBER, 101)
    assert kept(back) == [(OCTOBER, 110, "b")]
    assert kept(night("d", back, OCTOBER, 112)) == [(SEPTEMBER, 101, "c")]


def test_a_method_without_a_forecast_is_not_kept(night):
    assert kept(night("b", night("a", None, SEPTEMBER, None), OCTOBER, 110)) == []


def test_an_older_release_gives_what_it_has(night, tmp_path):
    without_band = [name for name in COLUMNS if "80" not in name]
    assert kept(night("b", night("a", None, SEPTEMBER, 100, without_band), OCTOBER, 110)) == [(SEPTEMBER, 100, "a")]
    without_amount = [name for name in COLUMNS if name != "prognose_cent"]
    assert kept(night("d", night("c", None, SEPTEMBER, 100, without_amount), OCTOBER, 110)) == []
    (tmp_path / "e").mkdir()
    with closing(connect(tmp_path / "e" / DATABASE)) as con:
        con.execute("create table cijfer as select 1 as n")
    assert kept(night("f", tmp_path / "e", OCTOBER, 110)) == []


def test_carrying_reads_the_release_and_never_writes_to_it(night):
    first = night("a", None, SEPTEMBER, 100)
    (first / DATABASE).chmod(0o444)
    before = (first / DATABASE).read_bytes()
    night("b", first, OCTOBER, 110)
    assert (first / DATABASE).read_bytes() == before
    assert [path.name for path in first.iterdir()] == [DATABASE]
