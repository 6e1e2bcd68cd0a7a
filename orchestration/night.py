"""One run while it lasts: the lock, its candidate folder, its report, and what every step needs to know.

What belongs here: beginning and ending a run, whatever happens in between. Not here: the steps (steps.py), their order (definitions.py).
"""

import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

import duckdb

from ingest.contract import Contract, load_contracts
from orchestration import accept
from orchestration.accept import Acceptance
from orchestration.errors import KoersError, RunFailed, unexpected
from orchestration.load import DATABASE, connect
from orchestration.lock import run_lock
from orchestration.outcomes import Outcome, read_outcomes
from orchestration.release import clean_up, remove_tree
from orchestration.rooms import Rooms
from orchestration.settings import Settings
from orchestration.summary import RunSummary, read_summaries

Progress = Callable[[str, int, int], None]  # what is being done (Dutch), how much of it is done, of how much (0 = unknown)


def silent(_doing: str, _done: int, _total: int) -> None:
    """Progress that nobody looks at."""


@dataclass(frozen=True)
class Order:
    """What was asked for: where deliveries lie, what a person lets through, who looks on. `debug` keeps the original of an error."""

    inbox: tuple[Path, ...] = ()
    acceptances: Sequence[Acceptance] = ()
    progress: Progress = silent
    rooms: Rooms = field(default_factory=Rooms)


@dataclass
class Run:
    """A run in progress. `outcomes` holds what is known of each delivery, by id, and is refreshed by the steps."""

    settings: Settings
    order: Order
    summary: RunSummary
    accepted: dict[str, Acceptance]
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    forecasts_from: str | None = None  # the release that earlier forecasts were carried from
    error: Exception | None = None  # the original of what stopped the run, for --debug only
    _kept: duckdb.DuckDBPyConnection | None = None  # see keep_open

    @property
    def run_id(self) -> str:
        return self.summary.run_id

    @property
    def candidate(self) -> Path:
        return self.settings.candidates / self.run_id

    @property
    def database(self) -> Path:
        return self.candidate / DATABASE

    @property
    def contracts(self) -> dict[str, Contract]:
        return load_contracts(self.settings.contracts)

    def of_source(self, bron: str) -> list[Outcome]:
        """Deliveries of one source in order of receipt."""
        return sorted((o for o in self.outcomes.values() if o.bron == bron), key=lambda o: o.volgnummer)

    def counted(self, doing: str) -> Callable[[int, int], None]:
        """Progress of one step as the other rooms report it."""
        return lambda done, total: self.order.progress(doing, done, total)

    def keep_open(self, read_only: bool = False) -> None:
        """Keep the candidate open from step to step, so that connecting to it costs 1 ms instead of 17. Whoever connects in between says
        `read_only` alike, because DuckDB gives one process one way of opening a file (error: duckdb.ConnectionException)."""
        if self._kept is None:
            self._kept = connect(self.database, read_only)

    def let_go(self) -> None:
        """Close what `keep_open` opened: before dbt opens the file in its own way, and before it moves."""
        if self._kept is not None:
            self._kept.close()
            self._kept = None

    @contextmanager
    def step(self, doing: str) -> Iterator[None]:
        """Time one step and keep what stopped it: a sentence for the report, the original for --debug."""
        started = monotonic()
        self.order.progress(doing, 0, 0)
        try:
            yield
        except Exception as error:  # noqa: BLE001 - turned into a sentence; the original is kept for --debug
            self.error = error
            failure = error if isinstance(error, KoersError) else unexpected(error, doing)
            self.summary.sentence = self.summary.sentence or str(failure)
            # `from None`: Dagster stores the chain of an error, and a library's own message may quote a delivered value.
            raise failure from None
        finally:
            self.summary.seconds[doing] = round(self.summary.seconds.get(doing, 0) + monotonic() - started, 2)


def new_run_id(now: datetime) -> str:
    """Sorts by time; also the name of the release: 2026-11-21T020003Z-1a2b3c."""
    return f"{now.astimezone(UTC):%Y-%m-%dT%H%M%SZ}-{secrets.token_hex(3)}"


@contextmanager
def open_run(settings: Settings, order: Order | None = None, now: datetime | None = None) -> Iterator[Run]:
    """Hold the lock, clear what a killed run left, make a candidate; at the end write the report and drop what was not published.

    Errors: Busy when another run is going on, UnusableCall when something cannot be let through. Nothing was changed then.
    """
    now, order = now or datetime.now(UTC), order or Order(inbox=(settings.inbox,))
    settings.var.mkdir(parents=True, exist_ok=True, mode=0o700)
    with run_lock(settings.var / "lock", now):
        outcomes = {o.delivery_id: o for o in read_outcomes(settings.landing)}
        accept.check_acceptable(order.acceptances, outcomes)
        clear_after_kill(settings)
        accept.append(settings.accepted, order.acceptances)
        summary = RunSummary(run_id=new_run_id(now), started_at=now)
        run = Run(settings, order, summary, accept.read(settings.accepted), outcomes)
        run.candidate.mkdir(parents=True)
        summary.write(settings.runs)
        try:
            yield run
        except KoersError as error:
            summary.sentence = summary.sentence or str(error)
            raise
        finally:
            _end(run)


def clear_after_kill(settings: Settings) -> list[str]:
    """Remove what a killed run left and mark its report. Returns the names of what went. Call it under the lock only."""
    gone = clean_up(settings)
    for report in read_summaries(settings.runs):
        if report.status == "bezig":
            report.model_copy(update={"status": "afgebroken", "sentence": "Deze run is afgebroken."}).write(settings.runs)
    return gone


def require_candidate(run: Run) -> None:
    """A step that builds upon earlier ones cannot be run on its own. Errors: RunFailed."""
    if not run.database.exists():
        raise RunFailed("Deze stap bouwt voort op het laden van de leveringen. Start de hele nachtelijke run.")


def _end(run: Run) -> None:
    summary = run.summary
    run.let_go()
    if summary.status == "bezig":
        summary.status = "mislukt"
    summary.ended_at = datetime.now(UTC)
    summary.write(run.settings.runs)
    if run.candidate.exists():
        remove_tree(run.candidate)
