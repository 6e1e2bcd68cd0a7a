"""One full run: what `koers run` does, in this process, through the same Dagster job that the schedule starts.

What belongs here: opening a run, executing the job, handing back its report. Not here: the steps (steps/), the screen (cli.py).
"""

from collections.abc import Sequence
from pathlib import Path

from orchestration.accept import Acceptance
from orchestration.errors import KoersError, RunFailed
from orchestration.night import Order, Progress, Run, open_run, silent
from orchestration.rooms import Rooms
from orchestration.settings import Settings, prepare_environment
from orchestration.summary import RunSummary


def full_run(
    settings: Settings,
    inbox: Sequence[Path] | None = None,
    accept: Sequence[Acceptance] = (),
    progress: Progress = silent,
    rooms: Rooms | None = None,
    debug: bool = False,
) -> RunSummary:
    """Run everything once and return the report; a run that stopped has status `mislukt` and a sentence, and CURRENT is as it was.

    Errors: Busy or UnusableCall when the run could not even begin; nothing was changed then. With `debug` the original error of a run
    that stopped; it may quote delivered values.
    """
    prepare_environment(settings)
    order = Order(tuple(inbox or [settings.inbox]), accept, progress, rooms or Rooms())
    run: Run | None = None
    try:
        with open_run(settings, order) as run:
            execute(settings, run)
    except KoersError:
        if run is None:
            raise
        if debug and run.error is not None:
            raise run.error from None
    assert run is not None
    return run.summary


def execute(settings: Settings, run: Run) -> None:
    """Execute the nightly job around a run in progress. Errors: RunFailed with the sentence of the step that stopped."""
    from orchestration.definitions import JOB, build_definitions
    from orchestration.quiet_dagster import forgetful_instance

    with run.step("klaarzetten"):
        job = build_definitions(settings, night=run).resolve_job_def(JOB)
    # A run started by the schedule or in the web server is kept under var/dagster; what koers run did is in var/runs.
    with forgetful_instance() as dagster:
        quiet = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
        result = job.execute_in_process(instance=dagster, raise_on_error=False, run_config=quiet)
    if not result.success:
        raise RunFailed(run.summary.sentence or "De run is gestopt zonder melding. Bekijk de run met koers ui.")
