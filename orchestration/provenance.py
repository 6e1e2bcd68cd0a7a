"""Which code, contracts and code lists a release rests on, as fingerprints.

What belongs here: taking those fingerprints. Not here: where they are kept (meta.run, the manifest).
"""

import hashlib
import subprocess
from collections.abc import Iterable
from pathlib import Path

from orchestration.settings import ROOT

CHANGED = "+gewijzigd"


def fingerprint(files: Iterable[Path]) -> str:
    """sha256 over the names and contents of files, whatever their order."""
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def git_commit(root: Path = ROOT) -> str | None:
    """The commit of the checkout, with CHANGED when tracked files differ from it; None when it is no checkout or git is not there.

    Without the mark two releases of different code could claim the same commit, and an auditor would rebuild the wrong one.
    """
    commit = _git(root, "rev-parse", "HEAD")
    if not commit:
        return None
    return commit + CHANGED if _git(root, "status", "--porcelain", "--untracked-files=no") else commit


def _git(root: Path, *words: str) -> str | None:
    # No optional locks: a look may never stand in the way of somebody who is committing.
    command = ["git", "--no-optional-locks", "-C", str(root), *words]
    try:
        asked = subprocess.run(command, capture_output=True, text=True, check=False, timeout=10)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return asked.stdout.strip() if asked.returncode == 0 else None
