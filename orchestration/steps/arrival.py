"""From inbox to candidate: receive, judge and parse each delivery, load what counts.

What belongs here: these steps as plain functions over a Run; Dagster only orders them (assets/landing.py), a test calls them without.
Not here: how rows are judged (ingest), which columns a table has (tables.py).
"""

from contextlib import closing
from datetime import UTC, date
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from ingest.delivery import Intake
from ingest.result import IngestSettings
from orchestration import history, load
from orchestration.errors import unexpected
from orchestration.figures_then import figures_then
from orchestration.night import Run, require_candidate
from orchestration.outcomes import MESSAGES, Outcome, peildatum, read_outcome, superseded_by
from orchestration.provenance import fingerprint, git_commit
from orchestration.release import release_in_sight
from orchestration.repeats import refuse_repeats
from orchestration.summary import Refused
from orchestration.tables import MESSAGE_TABLES, Table, contract_table

LAST_MESSAGE = "select max(dagtekening) from landing.bericht"
# Every contract in data_samples says so in its name; loaded with a real key, its pages must still say "synthetisch".
SYNTHETIC = "select count(*) from landing.contracten where contains(contract_naam, '(voorbeeld)')"


class SourceReport(NamedTuple):
    """What one source amounts to: deliveries by outcome, how many were parsed now, and what Great Expectations found."""

    deliveries: int
    refused: int
    parsed: int
    rows: int
    quarantined: int
    expectations: int
    failed: int


def receive(run: Run) -> Intake:
    """Copy what is new from the inbox into landing. An absent inbox folder is an empty one."""
    with run.step("leveringen ontvangen"):
        paths = [path for path in run.order.inbox if path.exists()]
        limit = run.settings.max_bytes
        intake = run.order.rooms.take_in(paths, run.settings.landing, run.summary.started_at, run.counted("leveringen ontvangen"), limit)
        for receipt in intake.receipts:
            run.outcomes[receipt.delivery_id] = read_outcome(receipt.folder)
        run.summary.ontvangen = len(intake.receipts)
        run.summary.overgeslagen = [f"{skipped.name}: {skipped.sentence}" for skipped in intake.skipped]
        return intake


def ingest_source(run: Run, bron: str) -> SourceReport:
    """Judge and parse every delivery of one source that needs it, in order of receipt."""
    doing = f"leveringen lezen: {bron}"
    with run.step(doing):
        settings, rooms, parsed = run.settings.for_ingest(), run.order.rooms, 0
        outcomes = run.of_source(bron)
        for done, outcome in enumerate(outcomes, 1):
            if rooms.needs_ingest(outcome.folder, settings):
                run.outcomes[outcome.delivery_id] = _ingest_one(run, outcome, settings)
                parsed += 1
            run.order.progress(doing, done, len(outcomes))
        if bron == MESSAGES:
            run.outcomes.update(refuse_repeats(run.of_source(bron)))
        run.summary.gelezen += parsed
        return _report(run, run.of_source(bron), parsed)


def _ingest_one(run: Run, outcome: Outcome, settings: IngestSettings) -> Outcome:
    # One delivery that trips over our own mistake must not cost the municipality its night; without result.json it is tried again.
    try:
        run.order.rooms.ingest(outcome.folder, settings)
    except Exception as error:  # noqa: BLE001
        run.error = error
        reason = str(unexpected(error, f"het lezen van {outcome.bestandsnaam}")).replace(
            "Niets is gepubliceerd", "De levering telt niet mee"
        )
        return outcome.model_copy(update={"status": "geweigerd", "reden": reason, "door_drempel": False})
    return read_outcome(outcome.folder)


def _report(run: Run, outcomes: list[Outcome], parsed: int) -> SourceReport:
    return SourceReport(
        deliveries=len(outcomes),
        refused=sum(not o.counts(run.accepted) for o in outcomes),
        parsed=parsed,
        rows=sum(o.rijen_geaccepteerd for o in outcomes if o.counts(run.accepted)),
        quarantined=sum(o.rijen_quarantaine for o in outcomes),
        expectations=sum(o.gx.get("expectations", 0) for o in outcomes),
        failed=sum(o.gx.get("failed", 0) for o in outcomes),
    )


def tables_of(run: Run, bron: str) -> list[Table]:
    """The landing tables that one source fills."""
    return list(MESSAGE_TABLES) if bron == MESSAGES else [contract_table(run.contracts[bron])]


def load_source(run: Run, bron: str) -> dict[str, int]:
    """Fill the landing tables of one source in the candidate. Returns rows per table."""
    with run.step("tabellen laden"):
        outcomes = run.of_source(bron)
        run.keep_open()
        return {t.full_name: load.load_landing(run.database, t, outcomes, run.accepted) for t in tables_of(run, bron)}


def load_bookkeeping(run: Run) -> dict[str, int]:
    """Fill quarantine and meta in the candidate: everything an auditor needs to follow a delivery. Returns rows per table."""
    with run.step("tabellen laden"):
        require_candidate(run)
        run.keep_open()
        outcomes = sorted(run.outcomes.values(), key=lambda o: o.volgnummer)
        replaced = superseded_by(outcomes, run.accepted, {name: c.scope for name, c in run.contracts.items()})
        rows = load.load_quarantine(run.database, outcomes)
        statuses = load.load_deliveries(run.database, outcomes, run.accepted, replaced)
        row = _run_row(run, outcomes)
        load.load_run(run.database, row)
        rows |= {"meta.prognose_eerder": _carry_forecasts(run, row["peildatum"])}
        run.summary.geaccepteerd, run.summary.vervangen = statuses["geaccepteerd"], statuses["vervangen"]
        run.summary.geweigerd = [_refused(run, o) for o in outcomes if not o.counts(run.accepted)]
        run.summary.rijen_quarantaine = rows["quarantine.rij"]
        then = _figures_then(run)
        return {**rows, "meta.delivery": len(outcomes), "meta.run": 1, "meta.oordeel_toen": then}


def _figures_then(run: Run) -> int:
    has_decisions = "besluiten" in run.contracts
    rows = figures_then(run.database, run.settings.releases, release_in_sight(run.settings)) if has_decisions else []
    return load.load_figures_then(run.database, rows)


def _carry_forecasts(run: Run, peildatum: date) -> int:
    current = release_in_sight(run.settings)
    carried = history.carry(run.database, current, peildatum)
    run.forecasts_from = current.name if current and carried else None
    return carried


def _refused(run: Run, outcome: Outcome) -> Refused:
    return Refused(
        delivery_id=outcome.delivery_id,
        bestandsnaam=outcome.bestandsnaam,
        reden=outcome.reden or "",
        kan_door=outcome.door_drempel,
        is_nieuw=outcome.ontvangen_op == run.summary.started_at,
    )


def _run_row(run: Run, outcomes: list[Outcome]) -> dict[str, Any]:
    settings = run.settings
    return {
        "run_id": run.run_id,
        "gestart_op": run.summary.started_at.astimezone(UTC).replace(tzinfo=None),
        "koers_versie": version("koers"),
        "git_commit": git_commit(),
        "contracten_sha256": fingerprint(settings.contracts.glob("*.yml")),
        "seeds_sha256": fingerprint(settings.seeds.glob("*.csv")),
        "sleutel_id": settings.for_ingest().key_id,
        "is_demo": settings.is_demo_key or ("contracten" in run.contracts and bool(_one(run.database, SYNTHETIC))),
        "peildatum": peildatum(outcomes, run.accepted, _one(run.database, LAST_MESSAGE), settings.today),
    }


def _one(database: Path, sql: str) -> Any:
    with closing(load.connect(database)) as con:
        found = con.execute(sql).fetchone()
        return found[0] if found else None
