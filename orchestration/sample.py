"""Making the synthetic samples again.

What belongs here: calling the generator. Not here: the generator (data_samples/generate.py), which imports nothing of koers.
"""

import subprocess
import sys
from pathlib import Path

from orchestration.errors import RunFailed, UnusableCall


def regenerate(root: Path) -> None:
    """Run data_samples/generate.py in a process of its own. Errors: UnusableCall when it is not there, RunFailed when it stops."""
    generator = root / "data_samples" / "generate.py"
    if not generator.is_file():
        raise UnusableCall("data_samples/generate.py ontbreekt. Haal de broncode opnieuw op.")
    if code := subprocess.run([sys.executable, str(generator)], cwd=root, check=False).returncode:
        raise RunFailed(f"Het maken van de voorbeelddata is mislukt (code {code}).")
