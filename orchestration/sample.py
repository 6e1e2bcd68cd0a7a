"""The synthetic sample deliveries, made by the generators beside them.

What belongs here: calling the generators. Not here: the generators (data_samples/generate.py and load.py), which import nothing of koers.
"""

import subprocess
import sys
from pathlib import Path

from orchestration.errors import RunFailed, UnusableCall

FEWEST = 10  # below it not every kind of message occurs


def regenerate(root: Path) -> None:
    """Make the samples again. Errors: UnusableCall when the generator is not there, RunFailed when it stops."""
    if code := _run(root, "generate.py"):
        raise RunFailed(f"Het maken van de voorbeelddata is mislukt (code {code}).")


def make_messages(root: Path, out: Path, messages: int, lines: int | None, seed: int) -> None:
    """Write `messages` valid messages with `lines` declaration lines in total (None: twenty per declaration) for load.

    Errors: UnusableCall for too few messages or lines, or a folder that holds something; RunFailed when the generator stops.
    """
    if messages < FEWEST or (lines is not None and lines < messages):
        raise UnusableCall(f"Vraag minstens {FEWEST} berichten, en minstens zoveel declaratieregels als berichten.")
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise UnusableCall("De map voor de berichten is niet leeg. Noem met --out een nieuwe map.")
    wish = [] if lines is None else ["--lines", str(lines)]
    if code := _run(root, "load.py", "--messages", str(messages), "--out", str(out.absolute()), "--seed", str(seed), *wish):
        raise RunFailed(f"Het maken van de berichten is mislukt (code {code}).")


def _run(root: Path, name: str, *arguments: str) -> int:
    generator = root / "data_samples" / name
    if not generator.is_file():
        raise UnusableCall(f"data_samples/{name} ontbreekt. Haal de broncode opnieuw op.")
    return subprocess.run([sys.executable, str(generator), *arguments], cwd=root, check=False).returncode
