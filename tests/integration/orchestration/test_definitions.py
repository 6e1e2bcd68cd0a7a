import os
from datetime import UTC, datetime

import yaml
from dagster import AssetKey, DagsterInstance, DefaultScheduleStatus, RunRequest, SkipReason, build_sensor_context

from orchestration.assets.publication import AUDIT, RELEASE, SITE
from orchestration.definitions import JOB, build_definitions, inbox_state
from orchestration.lock import run_lock
from orchestration.night import Order, open_run
from orchestration.quiet_dagster import forgetful_instance
from orchestration.release import current_release
from orchestration.web import DAGSTER_YAML, HOST, commands, install_dagster_yaml


def groups(definitions):
    found: dict[str, set[str]] = {}
    for asset in definitions.assets:
        for key, group in asset.group_names_by_key.items():
            found.setdefault(group, set()).add(key.to_user_string())
    return found


def test_every_landing_source_model_page_and_publication_is_an_asset_in_the_group_of_its_layer(definitions):
    found = groups(definitions)
    money = ("bericht", "declaratie", "declaratieregel", "declaratieantwoord", "antwoordregel")
    care = ("toewijzing", "levering_start", "levering_stop", "verzoek", "verzoekantwoord", "retour")
    messages = {f"landing/{name}" for name in money + care}
    assert found == {
        "ontvangst": {"ontvangst/inbox"},
        "landing": {"landing/proef"} | messages,
        "quarantine": {"quarantine/rij", "quarantine/bevinding"},
        "meta": {"meta/delivery", "meta/prognose_eerder", "meta/run", "meta/oordeel_toen"},
        "seeds": {"seeds/parameter"},
        "staging": {"staging/stg_proef"},
        "marts": {"marts/mart_proef", "marts/mart_aansluiting"},
        "site": {"site/paginas"},
        "publicatie": {"publicatie/controle", "publicatie/uitgave"},
    }


def test_dbt_tests_the_door_and_the_audit_are_asset_checks(definitions):
    found = {(key.asset_key.to_user_string(), key.name) for asset in definitions.assets for key in asset.check_keys}
    assert found >= {
        ("landing/proef", "deur"),
        ("landing/bericht", "deur"),
        ("marts/mart_proef", "unique_mart_proef_code"),
        ("staging/stg_proef", "bedrag_is_positief"),  # a test of its own, without a model it is attached to
        ("publicatie/controle", "aansluiting"),
        ("publicatie/controle", "vergelijking"),
    }


def test_pages_wait_for_every_mart_the_audit_for_the_pages_and_publication_for_the_audit(definitions):
    graph = definitions.resolve_asset_graph()
    assert graph.get(SITE).parent_keys == {AssetKey(["marts", "mart_proef"]), AssetKey(["marts", "mart_aansluiting"])}
    assert graph.get(AUDIT).parent_keys == {SITE}
    assert graph.get(RELEASE).parent_keys == {AUDIT}
    assert AssetKey(["landing", "proef"]) in graph.get(AssetKey(["staging", "stg_proef"])).parent_keys


def test_the_nightly_schedule_is_at_two_dutch_time_and_off_until_asked_for(definitions):
    (schedule,) = definitions.schedules
    assert (schedule.cron_schedule, schedule.execution_timezone) == ("0 2 * * *", "Europe/Amsterdam")
    assert schedule.default_status == DefaultScheduleStatus.STOPPED


def untold(instance, job):
    """Assets and checks of the job that the web server would show nothing of."""
    graph = job.asset_layer.asset_graph
    checks = instance.event_log_storage.get_latest_asset_check_execution_by_key(list(graph.asset_check_keys))
    silent = {key for key in graph.asset_check_keys if key not in checks or checks[key].evaluation is None}
    return silent | {key for key in graph.materializable_asset_keys if instance.get_latest_materialization_event(key) is None}


def test_a_job_from_the_web_server_opens_its_own_run_and_publishes(settings, deliver, rooms, monkeypatch):
    from orchestration import definitions as module
    from orchestration.night import Order

    monkeypatch.setattr(module, "Order", lambda inbox: Order(inbox, rooms=rooms))
    deliver("goed", ("01", "p", 1))
    install_dagster_yaml(settings)
    job = build_definitions(settings).resolve_job_def(JOB)
    with DagsterInstance.from_config(str(settings.dagster_home)) as instance:
        assert job.execute_in_process(instance=instance, raise_on_error=False).success
        assert instance.telemetry_enabled is False
        latest = instance.get_latest_materialization_event(AssetKey(["publicatie", "uitgave"]))
        assert untold(instance, job) == set()
    assert latest.asset_materialization.metadata["uitgave"].value == current_release(settings).name


def test_a_run_that_forgets_tells_dagster_no_more_of_the_warehouse_than_later_steps_wait_for(settings, deliver, rooms):
    deliver("goed", ("01", "p", 1))
    with open_run(settings, Order((settings.inbox,), rooms=rooms)) as night, forgetful_instance() as instance:
        result = build_definitions(settings, night).resolve_job_def(JOB).execute_in_process(instance=instance)
        assert not instance.event_log_storage.get_asset_records()
    assert {event.asset_key.path[0] for event in result.get_asset_materialization_events()} >= {
        "landing",
        "meta",
        "marts",
        "site",
        "publicatie",
    }
    told = {event.asset_key for event in result.get_asset_materialization_events() if event.step_key == "warehuis"}
    assert told == {AssetKey(["marts", "mart_proef"]), AssetKey(["marts", "mart_aansluiting"])}
    assert current_release(settings).name == night.run_id


def test_one_landing_source_can_be_read_on_its_own_but_the_rest_only_as_a_whole(settings, deliver, rooms, door, monkeypatch):
    from orchestration import definitions as module
    from orchestration.night import Order

    monkeypatch.setattr(module, "Order", lambda inbox: Order(inbox, rooms=rooms))
    deliver("goed", ("01", "p", 1))
    job = build_definitions(settings).resolve_job_def(JOB)
    alone = [AssetKey(["ontvangst", "inbox"]), AssetKey(["landing", "proef"])]
    assert job.execute_in_process(asset_selection=alone, raise_on_error=False).success
    assert len(door.parsed) == 1
    assert current_release(settings) is None
    stopped = job.execute_in_process(asset_selection=[RELEASE], raise_on_error=False)
    assert not stopped.success
    assert current_release(settings) is None


def test_the_sensor_starts_a_run_once_for_a_changed_and_quiet_inbox(settings, deliver):
    (sensor,) = build_definitions(settings).sensors
    context = build_sensor_context()
    assert isinstance(sensor(context), SkipReason)
    deliver("goed", ("01", "p", 1))
    assert "nog iets in de inbox" in sensor(context).skip_message
    os.utime(settings.inbox / "goed.json", (0, 0))
    with run_lock(settings.var / "lock"):
        assert "loopt al een run" in sensor(context).skip_message
    assert isinstance(sensor(context), RunRequest)
    assert "Geen nieuwe" in sensor(context).skip_message


def test_the_state_of_the_inbox_follows_names_sizes_and_times(settings):
    before, newest = inbox_state(settings.inbox)
    assert newest is None
    (settings.inbox / "a.csv").write_text("1")
    os.utime(settings.inbox / "a.csv", (60, 60))
    after, newest = inbox_state(settings.inbox)
    assert after != before
    assert newest == datetime(1970, 1, 1, 0, 1, tzinfo=UTC)


def test_usage_statistics_are_off_in_what_dagster_reads(settings):
    install_dagster_yaml(settings)
    written = yaml.load((settings.dagster_home / "dagster.yaml").read_text(), yaml.CSafeLoader)
    assert written["telemetry"] == {"enabled": False}
    assert DAGSTER_YAML.read_text() == (settings.dagster_home / "dagster.yaml").read_text()


def test_the_web_server_listens_on_the_loopback_address_only():
    server, daemon = commands(3000, with_daemon=True)
    assert server[server.index("-h") + 1] == HOST == "127.0.0.1"
    assert daemon[0].endswith("dagster-daemon")
    assert commands(3000, with_daemon=False) == [server]
