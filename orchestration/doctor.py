"""Is this koers healthy: Python, versions, key, var/, disk, lock, the release readers see, dbt.

What belongs here: looking and saying what to do. Not here: repairing. Nothing is changed, and nothing is read from landing.
"""

import shutil
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from orchestration import dbt
from orchestration.errors import UnusableCall
from orchestration.lock import is_held, read_holder
from orchestration.release import current_release, verify
from orchestration.settings import Settings
from orchestration.summary import read_summaries

# Where behaviour was measured (architecture.md, facts); another minor version may be fine, and then this list changes.
VERSIONS = {"duckdb": ("1.5", "2"), "dbt-core": ("1.11",), "dbt-duckdb": ("1",), "dagster": ("1",), "polars": ("2",)}
ENOUGH_DISK = 2 * 1024**3


class Check(NamedTuple):
    """One look: what was looked at, whether it is well, and a Dutch sentence with what to do when it is not."""

    name: str
    is_well: bool
    sentence: str


def examine(settings: Settings) -> list[Check]:
    """All checks, in a fixed order."""
    looks: list[Callable[[Settings], Iterator[Check]]] = [_python, _versions, _key, _var, _disk, _lock, _last_run, _current, _dbt]
    return [check for look in looks for check in look(settings)]


def _python(_: Settings) -> Iterator[Check]:
    found = sys.version.split()[0]
    yield Check("Python", sys.version_info >= (3, 11), f"Python {found}; nodig is 3.11 of nieuwer.")


def _versions(_: Settings) -> Iterator[Check]:
    for name, wanted in VERSIONS.items():
        try:
            found = version(name)
        except PackageNotFoundError:
            yield Check(name, False, f"{name} ontbreekt. Installeer met make setup.")
            continue
        yield Check(name, found.startswith(tuple(f"{w}." for w in wanted)), f"{name} {found}; getest met {' en '.join(wanted)}.")


def _key(settings: Settings) -> Iterator[Check]:
    if settings.is_demo_key:
        yield Check("sleutel", True, "De openbare demonstratiesleutel: alleen voor testnummers, niet voor echte leveringen.")
    else:
        yield Check("sleutel", True, f"Eigen sleutel met kenmerk {settings.for_ingest().key_id}.")


def _var(settings: Settings) -> Iterator[Check]:
    if not settings.var.exists():
        yield Check("map var", True, "De map var is er nog niet; de eerste run maakt haar.")
        return
    is_closed = not settings.landing.exists() or not settings.landing.stat().st_mode & 0o077
    advice = (
        "Landing is alleen voor deze gebruiker." if is_closed else "Landing is leesbaar voor anderen. Geef de map rechten 0700 (chmod 700)."
    )
    yield Check("map var", is_closed, advice)


def _disk(settings: Settings) -> Iterator[Check]:
    place = next(folder for folder in (settings.var, *settings.var.parents) if folder.exists())
    free = shutil.disk_usage(place).free
    yield Check("schijf", free > ENOUGH_DISK, f"{free / 1024**3:.1f} GB vrij; nodig is minstens {ENOUGH_DISK // 1024**3} GB.")


def _lock(settings: Settings) -> Iterator[Check]:
    lock = settings.var / "lock"
    holder = read_holder(lock) if is_held(lock) else None
    yield Check("slot", True, f"Er loopt een run (proces {holder.pid})." if holder else "Er loopt geen run.")


def _last_run(settings: Settings) -> Iterator[Check]:
    reports = read_summaries(settings.runs) if settings.runs.exists() else []
    if reports:
        last = reports[-1]
        yield Check("laatste run", last.status in ("gepubliceerd", "bezig"), f"{last.run_id}: {last.sentence or last.status}")


def _current(settings: Settings) -> Iterator[Check]:
    try:
        release = current_release(settings)
    except UnusableCall as error:
        yield Check("uitgave", False, str(error))
        return
    if release is None:
        yield Check("uitgave", True, "Er is nog geen uitgave.")
        return
    problems = verify(release)
    advice = (
        f"{len(problems)} bestanden kloppen niet: {problems[0]} Kies een andere uitgave of draai koers run." if problems else "is heel."
    )
    yield Check("uitgave", not problems, f"{release.name} {advice}")


def _dbt(settings: Settings) -> Iterator[Check]:
    if not (settings.dbt_project / "dbt_project.yml").is_file():
        yield Check("dbt", False, f"Er is geen dbt-project in {_short(settings.dbt_project)}.")
        return
    is_ready = (settings.dbt_target / dbt.fingerprint(settings.dbt_project) / "manifest.json").is_file()
    yield Check("dbt", True, "Het dbt-project is ingelezen." if is_ready else "Het dbt-project wordt bij de volgende run ingelezen.")


def _short(path: Path) -> str:
    return "/".join(path.parts[-2:])
