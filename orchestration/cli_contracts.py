"""`koers contracts …`: write or check the files that are generated from the contracts.

What belongs here: names and help of these commands. Not here: what is generated (ingest/render).
"""

import typer

from orchestration import screen
from orchestration.errors import FINDINGS, OK
from orchestration.settings import ROOT

contracts_app = typer.Typer(no_args_is_help=True, help="Bestanden die uit de contracten worden gemaakt.")


@contracts_app.command()
def render() -> int:
    """Schrijf de gemaakte bestanden opnieuw."""
    from ingest.contract import load_contracts
    from ingest.render.generated import write_generated

    changed = write_generated(load_contracts(), ROOT)
    screen.say("\n".join(f"Geschreven: {name}" for name in changed) or "Alles was al gelijk aan de contracten.")
    return OK


@contracts_app.command()
def check() -> int:
    """Kijk of de gemaakte bestanden nog gelijk zijn aan de contracten."""
    from ingest.contract import load_contracts
    from ingest.render.generated import drifted

    wrong = drifted(load_contracts(), ROOT)
    screen.say("\n".join(f"{name} wijkt af. Draai koers contracts render." for name in wrong) or "Alles is gelijk aan de contracten.")
    return FINDINGS if wrong else OK
