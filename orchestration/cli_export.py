"""`koers export …`: a release in the shape of another model.

What belongs here: names, options and help of these commands. Not here: what they do (ggm/export.py).
"""

from pathlib import Path
from typing import Annotated

import typer

from orchestration import screen
from orchestration.errors import OK
from orchestration.settings import Settings

export_app = typer.Typer(no_args_is_help=True, help="Schrijf een uitgave in de vorm van een ander model.")


@export_app.callback()
def export() -> None:
    """Schrijf een uitgave in de vorm van een ander model."""


@export_app.command()
def ggm(
    out: Annotated[Path, typer.Option("-o", "--out", help="Een .duckdb-bestand, of een map met --parquet.")],
    parquet: Annotated[bool, typer.Option("--parquet", help="Een map met een Parquet-bestand per tabel.")] = False,
    name: Annotated[str, typer.Option("--release", help="Naam of begin van de naam van een uitgave.")] = "CURRENT",
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Vervang wat er al staat.")] = False,
) -> int:
    """Schrijf de tabellen van het Gemeentelijk Gegevensmodel (GGM) die koers kan vullen."""
    from orchestration.ggm.export import export_ggm
    from orchestration.release import find_release

    release = find_release(Settings.from_environment(), name)
    with screen.progress() as report:
        counts = export_ggm(release, out, parquet, overwrite, report)
    screen.table(("tabel", "rijen"), counts.items())
    screen.say(f"{out} is gemaakt uit {release.name}. Het zijn persoonsgegevens onder pseudoniem: bewaar ze zo.")
    return OK
