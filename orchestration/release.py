"""Releases: a finished candidate becomes a read-only folder, and one small file says which release readers see.

What belongs here: publishing, listing, verifying, activating and pruning. Not here: whether a candidate deserves it (audit.py), comparing
two releases (release_diff.py). A release is complete or invisible: the folder gets its name by a rename, CURRENT by os.replace.
"""

import hashlib
import os
import shutil
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from orchestration.accept import Acceptance
from orchestration.errors import UnusableCall
from orchestration.load import DATABASE
from orchestration.settings import Settings

MANIFEST = "manifest.json"
TRASH = ".weg-"  # a release on its way out: no longer listed, removed by whoever comes by
SCRATCH = ".ggm-"  # rows between a GGM and the door (ggm/receive.py)


class FileEntry(BaseModel):
    sha256: str
    bytes: int


class Manifest(BaseModel):
    """What a release is made of and what it rests on. `files` holds every file of the folder but this one."""

    model_config = ConfigDict(extra="forbid")

    release_id: str
    made_at: datetime
    koers_version: str
    git_commit: str | None = None
    peildatum: date
    is_demo: bool
    sleutel_id: str
    contracts_sha256: str
    seeds_sha256: str
    deliveries: list[dict[str, Any]] = Field(default_factory=list)
    forecasts_from: str | None = None  # release that the forecasts of earlier nights were carried from
    accepted: list[Acceptance] = Field(default_factory=list)
    tests: dict[str, int] = Field(default_factory=dict)
    audit: list[dict[str, Any]] = Field(default_factory=list)
    files: dict[str, FileEntry] = Field(default_factory=dict)


def publish(settings: Settings, candidate: Path, manifest: Manifest) -> Path:
    """Turn a finished candidate into the current release. Returns its folder. Before the last line readers see nothing of it."""
    complete = manifest.model_copy(update={"files": hash_files(candidate)})
    (candidate / MANIFEST).write_text(complete.model_dump_json(indent=1), encoding="utf-8")
    _freeze(candidate)
    settings.releases.mkdir(parents=True, exist_ok=True)
    release = settings.releases / manifest.release_id
    candidate.rename(release)
    release.chmod(0o555)  # only now: renaming a folder needs write permission on the folder itself
    _sync(settings.releases)
    point(settings, manifest.release_id)
    return release


def point(settings: Settings, release_id: str) -> None:
    """Make `release_id` the release readers see, in one step that cannot be half done."""
    temporary = settings.var / f".CURRENT.{os.getpid()}.tmp"
    with temporary.open("w", encoding="utf-8") as file:
        file.write(release_id + "\n")
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(settings.current)
    _sync(settings.var)


def current_release(settings: Settings) -> Path | None:
    """Folder of the release readers see, None before the first. Errors: UnusableCall when CURRENT points nowhere."""
    if not settings.current.exists():
        return None
    release = settings.releases / settings.current.read_text(encoding="utf-8").strip()
    if not (release / MANIFEST).is_file():
        raise UnusableCall(f"CURRENT wijst naar {release.name}, en die uitgave is er niet. Kies een andere met koers releases activate.")
    return release


def release_in_sight(settings: Settings) -> Path | None:
    """As current_release, but None when CURRENT points to a release that somebody removed: the next release repairs that."""
    try:
        return current_release(settings)
    except UnusableCall:
        return None


def current_database(settings: Settings) -> Path:
    """The database readers see. Errors: UnusableCall before the first release."""
    release = current_release(settings)
    if release is None:
        raise UnusableCall("Er is nog geen uitgave. Maak er een met koers run.")
    return release / DATABASE


def read_manifest(release: Path) -> Manifest:
    return Manifest.model_validate_json((release / MANIFEST).read_bytes())


def list_releases(settings: Settings) -> list[Path]:
    """Folders of all releases, oldest first (a release id sorts by time)."""
    return sorted(path.parent for path in settings.releases.glob(f"*/{MANIFEST}") if not path.parent.name.startswith("."))


def find_release(settings: Settings, name: str) -> Path:
    """A release by its id, the start of its id, or `CURRENT`. Errors: UnusableCall when there is none or more than one."""
    if name.upper() == "CURRENT":
        return current_database(settings).parent
    found = [path for path in list_releases(settings) if path.name.startswith(name)]
    exact = [path for path in found if path.name == name]
    if len(exact or found) != 1:
        how_many = "geen uitgave" if not found else f"{len(found)} uitgaven"
        raise UnusableCall(f"Er is {how_many} met de naam {name}. De namen staan in koers releases list.")
    return (exact or found)[0]


def verify(release: Path) -> list[str]:
    """Dutch sentences about files that differ from the manifest, are missing or do not belong; empty when all is well."""
    listed, found = read_manifest(release).files, hash_files(release)
    changed = [f"{name} is veranderd sinds de publicatie." for name in listed if name in found and listed[name] != found[name]]
    missing = [f"{name} ontbreekt." for name in listed if name not in found]
    return changed + missing + [f"{name} hoort niet bij de uitgave." for name in found if name not in listed]


def activate(settings: Settings, name: str) -> Path:
    """Let readers see another release. Errors: UnusableCall when it is unknown or damaged."""
    release = find_release(settings, name)
    if problems := verify(release):
        raise UnusableCall(f"Uitgave {release.name} is niet heel en wordt niet getoond: {problems[0]}")
    point(settings, release.name)
    return release


def prune(settings: Settings, keep: int, also: Collection[Path] = ()) -> list[str]:
    """Remove all but the last `keep` releases; never the current one nor those in `also`. Returns the ids that went."""
    current = current_release(settings)
    kept = {*also, *([current] if current else [])}
    releases = [path for path in list_releases(settings) if path not in kept]
    spare = max(keep - len(kept), 0)
    gone = releases[: len(releases) - spare]
    for release in gone:
        remove(release, settings.releases / f"{TRASH}{release.name}")
    return [path.name for path in gone]


def remove(folder: Path, trash: Path) -> None:
    """Remove a read-only folder; renamed first, so that a kill leaves no half release under its own name."""
    folder.chmod(0o755)
    folder.rename(trash)
    remove_tree(trash)


def remove_tree(folder: Path) -> None:
    """shutil.rmtree that also works on the read-only folders of a release."""
    for parent, _, _ in os.walk(folder):
        Path(parent).chmod(0o755)
    shutil.rmtree(folder)


def clean_up(settings: Settings) -> list[str]:
    """Throw away what a killed run left behind: candidates, half-removed releases, temporary files. Call it under the lock only."""
    left = [*settings.candidates.glob("*"), *settings.releases.glob(f"{TRASH}*"), *settings.var.glob(f"{SCRATCH}*")]
    for folder in left:
        remove_tree(folder)
    pointers = list(settings.var.glob(".CURRENT.*.tmp"))
    for pointer in pointers:
        pointer.unlink()
    return [path.name for path in (*left, *pointers)]


def hash_files(folder: Path) -> dict[str, FileEntry]:
    """sha256 and size of every file under `folder` but its manifest, by relative path, sorted."""
    return {path.relative_to(folder).as_posix(): _entry(path) for path in _files(folder) if path != folder / MANIFEST}


def _entry(path: Path) -> FileEntry:
    with path.open("rb") as file:
        return FileEntry(sha256=hashlib.file_digest(file, "sha256").hexdigest(), bytes=path.stat().st_size)


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _freeze(candidate: Path) -> None:
    # To disk before the rename: after a power cut a release may be absent, never present and hollow.
    for path in _files(candidate):
        _sync(path)
        path.chmod(0o444)
    folders: Sequence[Path] = [path for path in candidate.rglob("*") if path.is_dir()]
    for folder in sorted(folders, reverse=True):
        folder.chmod(0o555)
    _sync(candidate)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
