"""`koers releases …`: list, show, diff, activate, prune.

What belongs here: names, options and help of these commands. Not here: what they do (release.py, release_diff.py).
"""

from pathlib import Path
from typing import Annotated

import typer

from orchestration import release, screen
from orchestration.errors import FINDINGS, OK, UnusableCall
from orchestration.lock import run_lock
from orchestration.settings import Settings

releases_app = typer.Typer(no_args_is_help=True, help="De uitgaven: tonen, vergelijken, terugzetten, opruimen.")
Name = Annotated[str, typer.Argument(help="Naam, begin van de naam, of CURRENT.")]


@releases_app.command("list")
def list_() -> int:
    """Toon alle uitgaven, oudste eerst."""
    settings = Settings.from_environment()
    current = release.current_release(settings)
    screen.releases([(path == current, release.read_manifest(path)) for path in release.list_releases(settings)])
    return OK


@releases_app.command()
def show(name: Name = "CURRENT") -> int:
    """Toon waar een uitgave uit bestaat en of zij nog heel is."""
    folder = release.find_release(Settings.from_environment(), name)
    problems = release.verify(folder)
    screen.manifest(release.read_manifest(folder), problems)
    return FINDINGS if problems else OK


@releases_app.command()
def diff(
    before: Annotated[str | None, typer.Argument(help="Eerste uitgave; anders de uitgave voor de tweede.")] = None,
    after: Name = "CURRENT",
) -> int:
    """Vergelijk de gegevens van twee uitgaven, tabel voor tabel."""
    from orchestration.release_diff import diff as compare

    settings = Settings.from_environment()
    right = release.find_release(settings, after)
    left = release.find_release(settings, before) if before else _before(settings, right.name)
    found = compare(left / release.DATABASE, right / release.DATABASE)
    screen.differences(found, left.name, right.name)
    return FINDINGS if found else OK


@releases_app.command()
def activate(name: Name) -> int:
    """Laat lezers een andere uitgave zien."""
    settings = Settings.from_environment()
    with run_lock(settings.var / "lock"):
        folder = release.activate(settings, name)
    screen.say(f"Lezers zien nu {folder.name}.")
    return OK


@releases_app.command()
def prune(keep: Annotated[int, typer.Option(help="Hoeveel uitgaven blijven.", min=1)] = 30) -> int:
    """Ruim oude uitgaven op; de huidige blijft altijd."""
    settings = Settings.from_environment()
    with run_lock(settings.var / "lock"):
        gone = release.prune(settings, keep)
    screen.say(f"{len(gone)} uitgaven opgeruimd." if gone else "Er was niets op te ruimen.")
    return OK


def _before(settings: Settings, name: str) -> Path:
    earlier = [path for path in release.list_releases(settings) if path.name < name]
    if not earlier:
        raise UnusableCall(f"Er is geen uitgave voor {name}. Noem twee uitgaven: koers releases diff <eerste> <tweede>")
    return earlier[-1]
