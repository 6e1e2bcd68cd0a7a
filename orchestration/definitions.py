"""The only Definitions: every asset, check, job, schedule and sensor, assembled in one place and overridable in tests.

What belongs here: assembling. Not here: what an asset does (assets/, steps/). Everything runs in one process: one run holds one lock and
one candidate, and Dagster's default executor would cost 3.3 s a step.
"""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dagster import (
    AssetSelection,
    DefaultScheduleStatus,
    DefaultSensorStatus,
    Definitions,
    ResourceDefinition,
    RunRequest,
    ScheduleDefinition,
    SensorDefinition,
    SensorEvaluationContext,
    SkipReason,
    define_asset_job,
    definitions,
    in_process_executor,
    resource,
)
from dagster._core.definitions.unresolved_asset_job_definition import UnresolvedAssetJobDefinition

from ingest.contract import load_contracts
from orchestration import dbt
from orchestration.assets import landing, publication, warehouse
from orchestration.lock import is_held
from orchestration.night import Order, Run, open_run
from orchestration.outcomes import MESSAGES
from orchestration.settings import Settings, prepare_environment
from orchestration.tables import MESSAGE_TABLES, contract_table

JOB = "nachtelijke_run"
NIGHTLY = "0 2 * * *"
# A file that is still being copied must not be taken in half.
QUIET = timedelta(seconds=60)


def build_definitions(settings: Settings, night: Run | None = None) -> Definitions:
    """Assemble everything for these settings. `night` is a run already in progress (koers run); without it each job opens its own.

    Errors: RunFailed when the dbt project does not parse.
    """
    contracts = load_contracts(settings.contracts)
    models = warehouse.dbt_models(dbt.prepare(settings.dbt_project, settings.dbt_target) / "manifest.json")
    tables = {name: [contract_table(contract)] for name, contract in contracts.items()} | {MESSAGES: list(MESSAGE_TABLES)}
    sources = [landing.source(bron, of_source) for bron, of_source in tables.items()]
    marts = [key for key, group in models.group_names_by_key.items() if group == warehouse.MARTS]
    job = define_asset_job(JOB, selection=AssetSelection.all(), executor_def=in_process_executor)
    return Definitions(
        assets=[
            landing.inbox(),
            *sources,
            landing.bookkeeping(key for source in sources for key in source.keys),
            models,
            publication.site(marts),
            publication.look(),
            publication.release(),
        ],
        jobs=[job],
        schedules=[nightly(job)],
        sensors=[inbox_sensor(job, settings)],
        resources={"night": ResourceDefinition.hardcoded_resource(night) if night else opening(settings)},
        executor=in_process_executor,
    )


def opening(settings: Settings) -> ResourceDefinition:
    """A run that opens when a job starts and ends with it: how the web server and the schedule run koers."""

    @resource(description="De run: het slot, de kandidaat en het verslag.")
    def night(_context: object) -> Iterator[Run]:
        with open_run(settings, Order(inbox=(settings.inbox,))) as run:
            yield run

    return night


def nightly(job: UnresolvedAssetJobDefinition) -> ScheduleDefinition:
    """Every night at two, Dutch time. Off until somebody switches it on in the web server: nothing starts unasked."""
    return ScheduleDefinition(
        name="elke_nacht",
        job=job,
        cron_schedule=NIGHTLY,
        execution_timezone="Europe/Amsterdam",
        default_status=DefaultScheduleStatus.STOPPED,
    )


def inbox_sensor(job: UnresolvedAssetJobDefinition, settings: Settings) -> SensorDefinition:
    """Start a run when the inbox changed and has been quiet for a minute. Off until somebody switches it on."""

    def look(context: SensorEvaluationContext) -> RunRequest | SkipReason:
        state, newest = inbox_state(settings.inbox)
        if newest is None or state == context.cursor:
            return SkipReason("Geen nieuwe leveringen.")
        if datetime.now(UTC) - newest < QUIET:
            return SkipReason("Er wordt nog iets in de inbox gezet.")
        if is_held(settings.var / "lock"):
            return SkipReason("Er loopt al een run.")
        context.update_cursor(state)
        return RunRequest(run_key=state)

    return SensorDefinition(
        name="nieuwe_leveringen",
        job=job,
        evaluation_fn=look,
        minimum_interval_seconds=300,
        default_status=DefaultSensorStatus.STOPPED,
    )


def inbox_state(inbox: Path) -> tuple[str, datetime | None]:
    """A fingerprint of names, sizes and times of all files (never their content), and the time of the newest; None when empty."""
    found = sorted((str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in inbox.rglob("*") if path.is_file())
    newest = max((datetime.fromtimestamp(time / 1e9, UTC) for _, _, time in found), default=None)
    return hashlib.sha256(repr(found).encode()).hexdigest()[:16], newest


@definitions
def defs() -> Definitions:
    """What `dagster-webserver -m orchestration.definitions` loads; a function, so that importing this module costs nothing."""
    settings = Settings.from_environment()
    prepare_environment(settings)
    return build_definitions(settings)
