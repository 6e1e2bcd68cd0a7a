"""Which code, contracts and code lists a release rests on, as fingerprints.

What belongs here: taking those fingerprints. Not here: where they are kept (meta.run, the manifest).
"""

import hashlib
import subprocess
from collections.abc import Iterable
from pathlib import Path

from orchestration.settings import ROOT


def fingerprint(files: Iterable[Path]) -> str:
    """sha256 over the names and contents of files, whatever their order."""
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def git_commit() -> str | None:
    """The commit of the checkout, None when it is no checkout or git is not there."""
    try:
        asked = subprocess.run(["git", "-C", str(ROOT), "rev-parse", "HEAD"], capture_output=True, text=True, check=False, timeout=10)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return asked.stdout.strip() if asked.returncode == 0 else None
