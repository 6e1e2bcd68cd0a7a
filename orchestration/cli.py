"""`koers …`: every command in a few lines, and errors as Dutch sentences with an exit code (docs/exit-codes.md).

What belongs here: names, options and help of the commands. Not here: what they do, how it is drawn (screen.py). A library that is slow to
import is imported inside the command that needs it, so that `koers releases list` answers at once.
"""

import atexit
import gc
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from orchestration import screen
from orchestration.accept import acceptances
from orchestration.cli_contracts import contracts_app
from orchestration.cli_export import export_app
from orchestration.cli_releases import releases_app
from orchestration.errors import FINDINGS, OK, KoersError, UnusableCall, unexpected
from orchestration.lock import run_lock
from orchestration.settings import DEMO_NOTICE, ROOT, Settings, prepare_environment, usable_xsd_dir

app = typer.Typer(
    name="koers", no_args_is_help=True, add_completion=False, help="Van een inbox met leveringen naar een gepubliceerde uitgave."
)
app.add_typer(releases_app, name="releases")
app.add_typer(contracts_app, name="contracts")
app.add_typer(export_app, name="export")
Paths = Annotated[list[Path] | None, typer.Argument(help="Bestanden of mappen.")]


@app.command()
def run(
    inbox: Annotated[list[Path] | None, typer.Option(help="Map met leveringen; mag vaker. Anders KOERS_INBOX of var/inbox.")] = None,
    accept: Annotated[list[str] | None, typer.Option(help="Laat deze levering of bevinding door; mag vaker.")] = None,
    reason: Annotated[str | None, typer.Option(help="Waarom u dit doorlaat.")] = None,
    by: Annotated[str | None, typer.Option(help="Wie dit doorlaat.")] = None,
    strict: Annotated[bool, typer.Option(help="Geef exitcode 1 als er een levering is geweigerd.")] = False,
) -> int:
    """De nachtelijke run: leveringen ontvangen, controleren, doorrekenen en publiceren."""
    from orchestration.run import full_run

    wanted, settings = acceptances(accept or [], reason, by), _settings()
    with screen.progress() as report:
        summary = full_run(settings, _existing(inbox or []), wanted, report, debug=debugging())
    screen.run_table(summary)
    if summary.exit_code:
        screen.complain(summary.sentence or "De run is gestopt.")
    return summary.exit_code or (FINDINGS if strict and summary.geweigerd else OK)


@app.command()
def receive(
    paths: Paths = None,
    ggm: Annotated[Path | None, typer.Option(help="GGM-laag: een DuckDB-bestand, of een map met Parquet of CSV.")] = None,
    gemeente: Annotated[str | None, typer.Option(help="Gemeentecode van vier cijfers bij --ggm.")] = None,
    periode: Annotated[str | None, typer.Option(help="Alleen deze periode van --ggm, zoals 2025H1. Anders elk jaar apart.")] = None,
) -> int:
    """Alleen ontvangen: kopieer nieuwe leveringen naar landing, zonder ze te lezen. Met --ggm: maak ze uit een GGM-laag."""
    from orchestration.receive import receive_asked

    settings, wanted = _settings(), _existing(paths or [])
    with run_lock(settings.var / "lock"), screen.progress() as report:
        intake, sentences = receive_asked(settings, wanted, (ggm, gemeente, periode), report)
    for sentence in sentences:
        screen.say(sentence)
    screen.intake(intake)
    return OK


@app.command()
def check(
    paths: Paths = None,
    xsd: Annotated[Path | None, typer.Option(help="Map met de officiële XSD-schema's van iWmo en iJw 3.2. Anders KOERS_XSD_DIR.")] = None,
) -> int:
    """Beoordeel leveringen voordat u ze verstuurt. Er wordt niets bewaard."""
    from orchestration.check import judge_all

    settings = _settings()
    if not paths:
        raise UnusableCall("Noem een of meer bestanden: koers check zrm_0484_2025H1.csv")
    if xsd is not None:
        settings = settings.model_copy(update={"xsd_dir": usable_xsd_dir(xsd)})
    judged = judge_all(settings.for_ingest(), _existing(paths))
    screen.judgements(judged)
    return FINDINGS if any(not judgement.is_clean for judgement in judged) else OK


@app.command()
def template(
    name: Annotated[str, typer.Argument(help="Naam van de levering, zoals zrm.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="Waar het bestand komt.")],
    layout: Annotated[Literal["long", "wide"], typer.Option(help="long: een rij per score; wide: een kolom per leefgebied.")] = "long",
) -> int:
    """Maak een leeg Excel-bestand met koppen, keuzelijsten en uitleg."""
    from orchestration.check import write_template

    write_template(_settings(), name, out, wide=layout == "wide")
    screen.say(f"{out} is gemaakt. Het tweede blad legt elke kolom uit.")
    return OK


@app.command()
def quarantine(
    delivery: Annotated[str | None, typer.Option(help="Naam of begin van de naam van een levering.")] = None,
    limit: Annotated[int, typer.Option(help="Hoeveel bevindingen.", min=1)] = 50,
) -> int:
    """Toon wat er mis of opvallend was aan leveringen."""
    from orchestration.findings import read_findings

    found, total = read_findings(_settings().landing, delivery, limit)
    screen.findings(found, total)
    return OK


@app.command()
def sql(
    query: Annotated[str, typer.Argument(help="Bijvoorbeeld: select * from marts.mart_resultaat")],
    csv: Annotated[bool, typer.Option("--csv", help="Alle rijen als CSV.")] = False,
    limit: Annotated[int, typer.Option(help="Hoeveel rijen in de tabel.", min=1)] = 100,
) -> int:
    """Stel een vraag aan de huidige uitgave (alleen lezen)."""
    from orchestration.query import ask

    headers, rows, more = ask(_settings(), query, None if csv else limit)
    screen.as_csv(headers, rows) if csv else screen.answer(headers, rows, more)
    return OK


@app.command()
def trace(
    mart: Annotated[str, typer.Argument(help="Tabel, zoals mart_resultaat.")],
    cell_id: Annotated[str, typer.Argument(help="Kenmerk uit de kolom cell_id.")],
    limit: Annotated[int, typer.Option(help="Hoeveel regels uit bestanden.", min=1)] = 20,
) -> int:
    """Loop van een cijfer terug naar bestand en regel."""
    from orchestration.release import current_database
    from orchestration.trace import trace as walk

    screen.traced(walk(current_database(_settings()), mart, cell_id, limit))
    return OK


@app.command()
def doctor() -> int:
    """Kijk of deze koers gezond is."""
    from orchestration.doctor import examine

    found = examine(_settings(notice=False))
    screen.checks(found)
    return OK if all(check.is_well for check in found) else FINDINGS


@app.command()
def sample(
    messages: Annotated[int | None, typer.Option(help="Maak zoveel iWmo-berichten voor een belastingproef, in plaats daarvan.")] = None,
    lines: Annotated[int | None, typer.Option(help="Hoeveel declaratieregels daarin, over alle declaraties samen.")] = None,
    out: Annotated[Path | None, typer.Option(help="Nieuwe map voor die berichten. Anders de map load onder KOERS_VAR.")] = None,
    seed: Annotated[int, typer.Option(help="Een ander getal geeft andere cliënten.")] = 0,
) -> int:
    """Maak de synthetische voorbeelddata opnieuw (data_samples), of met --messages geldige berichten voor een belastingproef."""
    from orchestration.sample import make_messages, regenerate

    if messages is None:
        regenerate(ROOT)
    else:
        make_messages(ROOT, out or _settings(notice=False).var / "load", messages, lines, seed)
    return OK


@app.command()
def ui(
    port: Annotated[int, typer.Option(help="Poort op deze machine.", min=1, max=65535)] = 3000,
    daemon: Annotated[bool, typer.Option(help="Start ook de daemon voor schema en inbox.")] = True,
) -> int:
    """Start de webserver van Dagster op 127.0.0.1."""
    from orchestration.web import HOST, serve

    settings = _settings()
    screen.say(f"De webserver komt op http://{HOST}:{port}; stop met ctrl-c.")
    return serve(settings, port, daemon)


def debugging() -> bool:
    return "--debug" in sys.argv


def _settings(notice: bool = True) -> Settings:
    settings = Settings.from_environment()
    prepare_environment(settings)
    if notice and settings.is_demo_key:
        screen.complain(DEMO_NOTICE)
    return settings


def _existing(paths: list[Path]) -> list[Path]:
    missing = [path for path in paths if not path.exists() and not path.is_symlink()]
    if missing:
        raise UnusableCall(f"{missing[0]} bestaat niet. Controleer de naam en de map.")
    return paths


def main() -> int:
    """Entry point. Returns the exit code; a traceback shows with --debug only, because it may quote delivered values."""
    args = [argument for argument in sys.argv[1:] if argument != "--debug"]
    # Dagster, dbt and their project are a million objects that live until the end. Python looked for garbage among them a tenth of a night.
    gc.set_threshold(100_000, 50, 100)
    # At its end Python looks through all of them once more, though the process lets them go anyway: 1.2 s.
    atexit.register(gc.freeze)
    try:
        return app(args=args, standalone_mode=False) or OK
    except (KeyboardInterrupt, typer.Abort):
        screen.complain("Afgebroken. CURRENT is niet veranderd.")
        return 130
    except Exception as error:  # noqa: BLE001 - the last place where an error becomes a sentence
        return _told(error)


def _told(error: Exception) -> int:
    if debugging() and not isinstance(error, KoersError):
        raise error
    if hasattr(error, "format_message"):  # typer's own: a wrong option or a missing argument
        error = UnusableCall(f"Deze aanroep klopt niet: {error.format_message()} Zie koers --help.")
    told = error if isinstance(error, KoersError) else unexpected(error, "deze opdracht")
    screen.complain(str(told))
    return told.exit_code
