import os
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from orchestration import release as releases
from orchestration.errors import UnusableCall
from orchestration.release import (
    Manifest,
    activate,
    clean_up,
    current_database,
    current_release,
    find_release,
    list_releases,
    prune,
    publish,
    verify,
)
from orchestration.release_diff import TableDiff, contents, diff
from orchestration.settings import Settings


@pytest.fixture
def settings(tmp_path) -> Settings:
    return Settings(var=tmp_path / "var", inbox=tmp_path / "inbox")


def manifest(release_id: str) -> Manifest:
    return Manifest(
        release_id=release_id,
        made_at=datetime(2026, 11, 21, 2, 0, tzinfo=UTC),
        koers_version="0.1.0",
        peildatum=date(2025, 6, 30),
        is_demo=True,
        sleutel_id="abcd1234",
        contracts_sha256="c",
        seeds_sha256="s",
    )


def candidate(settings: Settings, name: str, value: int = 1) -> Path:
    folder = settings.candidates / name
    (folder / "site" / "assets").mkdir(parents=True)
    (folder / "site" / "index.html").write_text("pagina")
    (folder / "site" / "assets" / "a.css").write_text("css")
    with closing(duckdb.connect(str(folder / "koers.duckdb"))) as con:
        con.execute(f"create table cijfer as select {value} as n")
    return folder


def release(settings: Settings, name: str, value: int = 1) -> Path:
    return publish(settings, candidate(settings, name, value), manifest(name))


def test_a_published_release_is_complete_read_only_and_current(settings):
    folder = release(settings, "2026-11-21T020003Z-aaaaaa")
    assert current_release(settings) == folder
    assert verify(folder) == []
    assert sorted(releases.read_manifest(folder).files) == ["koers.duckdb", "site/assets/a.css", "site/index.html"]
    modes = {path.stat().st_mode & 0o777 for path in folder.rglob("*") if path.is_file()}
    assert modes == {0o444}
    assert {path.stat().st_mode & 0o777 for path in [folder, *folder.rglob("*")] if path.is_dir()} == {0o555}
    with closing(duckdb.connect(str(current_database(settings)), read_only=True)) as con:
        assert con.execute("select n from cijfer").fetchall() == [(1,)]
    assert list(settings.candidates.iterdir()) == []


@pytest.mark.parametrize("step", ["hash_files", "_freeze", "point"])
def test_a_publication_that_breaks_off_leaves_current_as_it_was(settings, monkeypatch, step):
    first = release(settings, "2026-11-20T020000Z-aaaaaa")
    before = settings.current.read_bytes()

    def breaks(*_args):
        raise OSError("schijf vol")

    monkeypatch.setattr(releases, step, breaks)
    with pytest.raises(OSError, match="schijf vol"):
        release(settings, "2026-11-21T020000Z-bbbbbb")
    monkeypatch.undo()
    assert settings.current.read_bytes() == before
    assert current_release(settings) == first
    assert verify(first) == []
    clean_up(settings)
    assert list(settings.candidates.iterdir()) == []


def test_a_reader_with_an_open_release_keeps_seeing_it_after_the_next_one(settings):
    release(settings, "2026-11-20T020000Z-aaaaaa", 1)
    with closing(duckdb.connect(str(current_database(settings)), read_only=True)) as con:
        release(settings, "2026-11-21T020000Z-bbbbbb", 2)
        assert con.execute("select n from cijfer").fetchall() == [(1,)]
        with closing(duckdb.connect(str(current_database(settings)), read_only=True)) as fresh:
            assert fresh.execute("select n from cijfer").fetchall() == [(2,)]


def test_a_changed_a_missing_and_a_foreign_file_are_each_named(settings):
    folder = release(settings, "2026-11-21T020000Z-aaaaaa")
    for path in (folder, folder / "site", folder / "site" / "assets"):
        path.chmod(0o755)
    (folder / "site" / "index.html").chmod(0o644)
    (folder / "site" / "index.html").write_text("paginA")
    (folder / "site" / "assets" / "a.css").unlink()
    (folder / "site" / "vreemd.html").write_text("x")
    assert verify(folder) == [
        "site/index.html is veranderd sinds de publicatie.",
        "site/assets/a.css ontbreekt.",
        "site/vreemd.html hoort niet bij de uitgave.",
    ]
    with pytest.raises(UnusableCall, match="niet heel"):
        activate(settings, "2026-11-21")


def test_an_older_release_can_be_shown_again_by_the_start_of_its_name(settings):
    first = release(settings, "2026-11-20T020000Z-aaaaaa")
    release(settings, "2026-11-21T020000Z-bbbbbb")
    assert activate(settings, "2026-11-20") == first == current_release(settings)
    assert find_release(settings, "CURRENT") == first
    for name, words in (("2026-11", "2 uitgaven"), ("2027", "geen uitgave")):
        with pytest.raises(UnusableCall, match=words):
            find_release(settings, name)


def test_before_the_first_release_there_is_nothing_to_read(settings):
    assert current_release(settings) is None
    with pytest.raises(UnusableCall, match="koers run"):
        current_database(settings)


def test_a_pointer_to_a_release_that_is_gone_is_reported(settings):
    settings.var.mkdir()
    settings.current.write_text("weg\n")
    with pytest.raises(UnusableCall, match="releases activate"):
        current_release(settings)


@pytest.mark.parametrize(("keep", "left"), [(1, ["a"]), (2, ["a", "d"]), (3, ["a", "c", "d"]), (9, ["a", "b", "c", "d"])])
def test_pruning_keeps_the_last_ones_and_always_the_current_one(settings, keep, left):
    for name in "abcd":
        release(settings, name)
    activate(settings, "a")
    gone = prune(settings, keep)
    assert [path.name for path in list_releases(settings)] == left
    assert sorted(gone + left) == list("abcd")
    assert [p.name for p in settings.releases.iterdir() if p.name not in left] == []


def test_pruning_spares_what_readers_saw_until_now(settings):
    for name in "abcd":
        release(settings, name)
    activate(settings, "d")
    assert prune(settings, 1, [settings.releases / "b"]) == ["a", "c"]
    assert [path.name for path in list_releases(settings)] == ["b", "d"]


def test_the_debris_of_a_killed_run_is_cleaned_up_and_nothing_else(settings):
    kept = release(settings, "a")
    candidate(settings, "b")
    os.rename(release(settings, "c"), settings.releases / ".weg-c")
    activate(settings, "a")
    (settings.var / ".CURRENT.12.tmp").write_text("b")
    assert sorted(clean_up(settings)) == [".CURRENT.12.tmp", ".weg-c", "b"]
    assert list_releases(settings) == [kept]
    assert verify(kept) == []


def test_the_difference_between_releases_is_told_per_table(tmp_path):
    def database(name: str, *statements: str) -> Path:
        with closing(duckdb.connect(str(tmp_path / name))) as con:
            for statement in ("create schema meta", "create schema marts", *statements):
                con.execute(statement)
        return tmp_path / name

    same = "create table marts.gelijk as from (values (1, 'a'), (1, 'a'), (2, null)) t(n, s)"
    left = database(
        "l.duckdb",
        same,
        "create table meta.run as select 'r1' as run_id",
        "create table marts.inhoud as select 1 as n",
        "create table marts.rijen as from range(3)",
        "create table marts.kolom as select 1 as a",
        "create table marts.weg as select 1 as a",
    )
    right = database(
        "r.duckdb",
        same.replace("(1, 'a'), (1, 'a'), (2, null)", "(2, null), (1, 'a'), (1, 'a')"),
        "create table meta.run as select 'r2' as run_id",
        "create table marts.inhoud as select 2 as n",
        "create table marts.rijen as from range(4)",
        "create table marts.kolom as select 1 as b",
        "create table marts.nieuw as select 1 as a",
    )
    assert diff(left, right) == [
        TableDiff("marts.inhoud", 1, 1, "andere inhoud"),
        TableDiff("marts.kolom", 1, 1, "andere kolommen"),
        TableDiff("marts.nieuw", None, 1, "tabel is nieuw"),
        TableDiff("marts.rijen", 3, 4, "ander aantal rijen"),
        TableDiff("marts.weg", 1, None, "tabel is weg"),
    ]
    assert diff(left, left) == []


def test_views_are_read_only_when_a_table_or_a_view_changed(tmp_path):
    made = "create schema marts; create table marts.t as select {n} as n; create view marts.v as select {factor} * n as n from marts.t"
    for name, n, factor in (("first", 1, 2), ("other_row", 2, 2), ("other_view", 1, 3)):
        with closing(duckdb.connect(str(tmp_path / name))) as con:
            con.execute(made.format(n=n, factor=factor))
    assert [d.table for d in diff(tmp_path / "first", tmp_path / "other_row")] == ["marts.t", "marts.v"]
    assert diff(tmp_path / "first", tmp_path / "other_view") == [TableDiff("marts.v", 1, 1, "andere inhoud")]
    with closing(duckdb.connect(str(tmp_path / "first"))) as con:
        con.execute("create view marts.w as select cast('nobody reads this' as integer) as n from marts.t")
    assert diff(tmp_path / "first", tmp_path / "first") == []


def test_two_equal_rows_do_not_cancel_out_in_the_difference(tmp_path):
    for name, rows in (("l", "(1), (1), (3)"), ("r", "(2), (2), (3)")):
        with closing(duckdb.connect(str(tmp_path / name))) as con:
            con.execute(f"create table t as from (values {rows}) t(n)")
    assert [d.what for d in diff(tmp_path / "l", tmp_path / "r")] == ["andere inhoud"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("0.0::double, 1", "-0.0::double, 1"),
        ("1, 2", "2, 1"),
        ("null::int, 1", "1, null::int"),
        ("'a', 'bc'", "'ab', 'c'"),
        ("[1, 2], 0", "[2, 1], 0"),
    ],
    ids=["the sign of nothing", "two columns changed places", "what is unknown", "where a text ends", "the order of a list"],
)
def test_the_difference_sees_the_smallest_change_in_a_row(tmp_path, one, other):
    for name, values in (("l", one), ("r", other)):
        with duckdb.connect(str(tmp_path / name)) as con:
            con.execute(f"create schema marts; create table marts.t as from (values ({values})) v(a, b)")
    left, right = (contents(tmp_path / name)["marts.t"].digest for name in ("l", "r"))
    assert left != right
