from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from orchestration.accept import acceptances
from orchestration.errors import Busy, UnusableCall
from orchestration.load import DATABASE
from orchestration.lock import run_lock
from orchestration.night import open_run
from orchestration.release import current_database, current_release, list_releases, read_manifest, verify
from orchestration.release_diff import diff
from orchestration.run import full_run
from orchestration.summary import read_summaries

ROWS = [(f"{n:02d}", f"pseudoniem{n}", 100 + n) for n in range(20)]


@pytest.fixture
def run(settings, rooms):
    return lambda **options: full_run(settings, rooms=rooms, **options)


def rows(settings, sql):
    with closing(duckdb.connect(str(current_database(settings)), read_only=True)) as con:
        return con.execute(sql).fetchall()


def test_a_run_publishes_everything_but_the_refused_delivery(settings, deliver, run):
    seen = []
    deliver("goed", *ROWS)
    deliver("slecht", ("99", "p", 1), refused="De kolom Score ontbreekt.")
    summary = run(progress=lambda *step: seen.append(step))
    assert (summary.status, summary.exit_code, summary.sentence) == ("gepubliceerd", 0, None)
    assert (summary.ontvangen, summary.gelezen, summary.geaccepteerd) == (2, 2, 1)
    assert [refused.reden for refused in summary.geweigerd] == ["De kolom Score ontbreekt."]
    assert (summary.tests_passed, summary.tests_warned, summary.tests_failed) == (4, 0, 0)
    assert summary.site_index.read_text().startswith("<h1>")
    assert verify(current_release(settings)) == []
    assert rows(settings, "select count(*), sum(bedrag_cent) from marts.mart_proef") == [(20, sum(r[2] for r in ROWS))]
    assert rows(settings, "select count(*) from landing.bericht") == [(0,)]
    assert "### marts.mart_proef" in (current_release(settings) / "docs/woordenboek.md").read_text()
    assert {doing for doing, _, _ in seen} >= {"leveringen ontvangen", "leveringen lezen: proef", "cijfers berekenen", "publiceren"}


def test_a_run_opens_its_candidate_once_before_dbt_and_leaves_nothing_open_whatever_happens(settings, rooms, deliver, monkeypatch):
    """Opening it for each of forty tables was 2 s of a night over messages. A file that stays open cannot be read by who comes next."""
    opened, real = [], duckdb.connect

    def connect(path=":memory:", *args, **options):
        before = held(settings)
        con = real(path, *args, **options)
        opened.append(held(settings) - before)
        return con

    def breaks(*_args):
        raise RuntimeError

    monkeypatch.setattr(duckdb, "connect", connect)
    deliver("goed", *ROWS)
    full_run(settings, rooms=rooms)
    assert held(settings) == 0
    assert opened.count(1) <= 5, "the candidate: for loading, by dbt, and for pages, audit and manifest; the release before it"
    assert full_run(settings, rooms=type(rooms)(**{**rooms.__dict__, "build_site": breaks})).exit_code == 3
    assert held(settings) == 0
    with open_run(settings) as run:
        run.keep_open()
        assert held(settings) == 1
    assert held(settings) == 0


def held(settings):
    """How many databases under this var are open in this process, those that are already gone from the disk included."""
    links = [Path(str(link.readlink()).removesuffix(" (deleted)")) for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
    return len({link for link in links if link.is_relative_to(settings.var) and link.suffix == ".duckdb"})


def test_a_second_run_parses_nothing_and_publishes_the_same_data(settings, deliver, run, door):
    deliver("goed", *ROWS)
    first = run()
    door.parsed.clear()
    second = run()
    assert (second.ontvangen, second.gelezen, door.parsed) == (0, 0, [])
    assert second.release_id > first.release_id or second.release_id[:19] == first.release_id[:19]
    before, after = (settings.releases / s.release_id / DATABASE for s in (first, second))
    assert diff(before, after) == []
    assert rows(settings, "select run_id from meta.run") == [(second.run_id,)]


def test_after_a_publication_old_releases_go_but_never_the_one_readers_saw(settings, rooms):
    made = [full_run(settings.model_copy(update={"keep_releases": keep}), rooms=rooms) for keep in (0, 0, 1)]
    first, second, third = [summary.release_id for summary in made]
    assert [path.name for path in list_releases(settings)] == [second, third]
    assert [summary.opgeruimd for summary in made] == [[], [], [first]]


def test_an_empty_inbox_publishes_empty_tables(settings, run):
    assert run().status == "gepubliceerd"
    assert rows(settings, "select count(*) from marts.mart_proef") == [(0,)]


def test_a_failing_test_stops_publication_and_tells_the_first_rows_without_pseudonyms(settings, deliver, run):
    deliver("goed", *ROWS)
    first = run()
    deliver("fout", ("77", "geheim-pseudoniem", -5))
    summary = run()
    assert (summary.status, summary.exit_code) == ("mislukt", 3)
    assert "bedrag_is_positief" in summary.sentence
    assert "code = 77, bsn_pseudo = •••, bedrag_cent = -5" in summary.sentence
    assert "geheim-pseudoniem" not in summary.model_dump_json()
    assert current_release(settings).name == first.release_id
    assert list(settings.candidates.iterdir()) == []
    assert read_summaries(settings.runs)[-1].sentence == summary.sentence


def test_a_release_that_lost_rows_waits_until_somebody_accepts_it(settings, deliver, run):
    deliver("goed", *ROWS)
    first = run()
    deliver("later", *ROWS[:5])  # same scope: replaces the first delivery
    stopped = run()
    assert stopped.exit_code == 3
    assert "mart_proef heeft 5 rijen; in de huidige uitgave zijn dat er 20." in stopped.sentence
    assert "--accept audit:mart_proef" in stopped.sentence
    assert current_release(settings).name == first.release_id
    passed = run(accept=acceptances(["audit:mart_proef"], "contract beëindigd", "Sanne"))
    assert passed.status == "gepubliceerd"
    manifest = read_manifest(current_release(settings))
    assert [(a.delivery_id, a.reason, a.by) for a in manifest.accepted] == [("audit:mart_proef", "contract beëindigd", "Sanne")]
    assert [f["severity"] for f in manifest.audit if f["accept_id"]] == ["doorgelaten"]


def test_a_delivery_over_its_threshold_can_be_let_through_once_and_for_all(settings, deliver, run, door):
    deliver("veel", *ROWS, refused="Te veel rijen met fouten.", over=True)
    (refused,) = run().geweigerd
    assert refused.kan_door
    door.parsed.clear()
    for wanted in (acceptances([refused.delivery_id], "nagebeld", "Joost"), []):
        summary = run(accept=wanted)
        assert summary.geweigerd == []
        assert rows(settings, "select count(*) from marts.mart_proef") == [(20,)]
        assert rows(settings, "select geaccepteerd_door, geaccepteerd_reden from meta.delivery") == [("Joost", "nagebeld")]
    assert door.parsed == []
    assert [a.by for a in read_manifest(current_release(settings)).accepted] == ["Joost"]


def test_something_unknown_cannot_be_let_through_and_nothing_is_written(settings, run):
    with pytest.raises(UnusableCall, match="geen levering"):
        run(accept=acceptances(["zrm__2025H1__weg"], "nagebeld", "Joost"))
    assert not settings.accepted.exists()
    assert not settings.runs.exists()


def test_a_delivery_that_trips_over_a_mistake_of_koers_costs_only_itself(settings, deliver, run):
    deliver("goed", *ROWS)
    deliver("struikelt", trips=True)
    summary = run()
    assert summary.status == "gepubliceerd"
    (refused,) = summary.geweigerd
    assert "ValueError" in refused.reden
    assert "999900006" not in summary.model_dump_json()
    assert rows(settings, "select count(*) from marts.mart_proef") == [(20,)]


def test_an_unexpected_error_stops_the_run_without_repeating_its_text(settings, rooms, deliver, capfd):
    def breaks(*_args):
        raise RuntimeError("geheime-waarde 999900006")

    summary = full_run(settings, rooms=type(rooms)(**{**rooms.__dict__, "build_site": breaks}))
    assert summary.exit_code == 3
    assert "pagina's maken: RuntimeError" in summary.sentence
    written = [path.read_bytes() for path in settings.var.rglob("*") if path.is_file()]
    assert not any(b"geheime-waarde" in content for content in written)
    assert "geheime-waarde" not in "".join(capfd.readouterr())


def test_a_second_run_at_the_same_time_is_turned_away(settings, run):
    with run_lock(settings.var / "lock"), pytest.raises(Busy):
        run()
    assert list_releases(settings) == []


def test_what_a_killed_run_left_is_cleaned_up_and_its_report_says_so(settings, deliver, run):
    first = run()
    broken = read_summaries(settings.runs)[0].model_copy(update={"run_id": "2026-01-01T000000Z-abcdef", "status": "bezig"})
    broken.write(settings.runs)
    (settings.candidates / broken.run_id / "site").mkdir(parents=True)
    (settings.var / ".CURRENT.1.tmp").write_text("half")
    run()
    assert read_summaries(settings.runs)[0].status == "afgebroken"
    assert list(settings.candidates.iterdir()) == []
    assert not list(settings.var.glob("*.tmp"))
    assert first.release_id in [path.name for path in list_releases(settings)]


def test_a_pointer_to_a_release_that_is_gone_is_repaired_by_the_next_run(settings, run):
    run()
    settings.current.write_text("weg\n")
    summary = run()
    assert current_release(settings).name == summary.release_id


def test_a_run_is_quiet_on_the_screen(settings, run, capfd):
    run()
    assert "".join(capfd.readouterr()) == ""
