"""Dagster's web server and daemon on this machine: `koers ui`.

What belongs here: starting and stopping those two processes. Not here: what they show (definitions.py).
"""

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from orchestration import dbt
from orchestration.errors import UnusableCall
from orchestration.settings import Settings, prepare_environment

DAGSTER_YAML = Path(__file__).parent / "dagster.yaml"
HOST = "127.0.0.1"  # the loopback address only: the web server has no passwords
MODULE = "orchestration.definitions"


def commands(port: int, with_daemon: bool) -> list[list[str]]:
    """The command lines: the web server, and the daemon that the schedule and the inbox sensor need."""
    own_bin = Path(sys.executable).parent
    server = [str(own_bin / "dagster-webserver"), "-h", HOST, "-p", str(port), "-m", MODULE]
    daemon = [str(own_bin / "dagster-daemon"), "run", "-m", MODULE]
    return [server, daemon] if with_daemon else [server]


def serve(settings: Settings, port: int, with_daemon: bool) -> int:
    """Run until somebody stops it with ctrl-c or one of the two ends. Returns the exit code of the one that ended."""
    prepare_environment(settings)
    install_dagster_yaml(settings)
    dbt.prepare(settings.dbt_project, settings.dbt_target)
    # A service manager stops with SIGTERM: without this the two processes would outlive koers. ctrl-c is set too, since a shell
    # that starts koers in the background has it ignored.
    for stop in (signal.SIGTERM, signal.SIGINT):
        signal.signal(stop, signal.default_int_handler)
    processes = [subprocess.Popen(command) for command in _existing(commands(port, with_daemon))]
    try:
        while all(process.poll() is None for process in processes):
            time.sleep(0.5)
    except KeyboardInterrupt:
        pass
    finally:
        for process in processes:
            process.terminate()
        codes = [process.wait() for process in processes]
    return max(codes)


def install_dagster_yaml(settings: Settings) -> None:
    """Put the committed configuration (usage statistics off) where Dagster looks for it."""
    settings.dagster_home.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(DAGSTER_YAML, settings.dagster_home / "dagster.yaml")


def _existing(wanted: Sequence[Sequence[str]]) -> Sequence[Sequence[str]]:
    missing = [Path(command[0]).name for command in wanted if not Path(command[0]).is_file()]
    if missing:
        raise UnusableCall(f"{missing[0]} staat niet naast deze koers. Installeer koers opnieuw met make setup.")
    return wanted
