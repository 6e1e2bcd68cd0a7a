"""Dagster without a memory: what `koers run` executes the nightly job with.

What belongs here: that instance and its event log. Not here: what koers itself tells of a night (summary.py, screen.py). The web server and
the schedule have an instance that keeps everything under var/dagster (web.py).
"""

from collections.abc import Sequence
from typing import Any

from dagster import AssetKey, DagsterInstance
from dagster._core.instance import InstanceType
from dagster._core.launcher.sync_in_memory_run_launcher import SyncInMemoryRunLauncher
from dagster._core.run_coordinator import DefaultRunCoordinator
from dagster._core.storage.event_log import InMemoryEventLogStorage
from dagster._core.storage.noop_compute_log_manager import NoOpComputeLogManager
from dagster._core.storage.root import TemporaryLocalArtifactStorage
from dagster._core.storage.runs import InMemoryRunStorage


class ForgetfulEventLog(InMemoryEventLogStorage):
    """Keeps no event: DagsterInstance.ephemeral() writes each of two thousand to SQLite, asks for it back before the next and drops all at
    the end of the run. Writing them was a tenth of a night over messages."""

    def store_event(self, event: Any) -> None:
        """Nothing is kept; whether the run succeeded comes from the run itself, not from its log."""

    def get_asset_records(self, asset_keys: Sequence[AssetKey] | None = None) -> Sequence[Any]:
        """Nothing was kept."""
        return []


def forgetful_instance() -> DagsterInstance:
    """As DagsterInstance.ephemeral(), with an event log that forgets. Leave it as a context manager."""
    return DagsterInstance(
        instance_type=InstanceType.EPHEMERAL,
        local_artifact_storage=TemporaryLocalArtifactStorage(),
        run_storage=InMemoryRunStorage(),
        event_storage=ForgetfulEventLog(),
        compute_log_manager=NoOpComputeLogManager(),
        run_coordinator=DefaultRunCoordinator(),
        run_launcher=SyncInMemoryRunLauncher(),
    )


def is_forgetful(instance: DagsterInstance) -> bool:
    """Whether nobody can look up later what happened in this instance."""
    return isinstance(instance.event_log_storage, ForgetfulEventLog)
