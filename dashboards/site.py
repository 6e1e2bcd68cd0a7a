"""Builds the whole site of one release: all pages in Dutch and English, their files, the shared chart library.

Belongs here: the order of work and what is written where. Does not belong here: content (pages/), reading (read.py).
"""

import shutil
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path

from dashboards.blocks import Page
from dashboards.files import csv_text
from dashboards.formats import Formats
from dashboards.ledger import Ledger
from dashboards.pages import (
    aanbieders,
    aansluiting,
    begrippen,
    bereik,
    betrouwbaarheid,
    contract,
    controle,
    doelen,
    ervaringen,
    geld,
    geld_contract,
    geld_en_resultaat,
    instroom,
    keten,
    overzicht,
    resultaat,
    scenario,
    verloop,
    wijken,
)
from dashboards.portfolio import Contract, portfolio
from dashboards.read import Marts, read_marts
from dashboards.render import BUNDLE, render
from dashboards.sheet import Desk, Sheet
from dashboards.slugs import contract_page, ledger_page, money_page, use_ledger, use_page
from dashboards.texts import Texts
from dashboards.theme import ASSETS

LICENCE = "plotly-basic.LICENSE.txt"
Progress = Callable[[int, int], None]
Build = Callable[[Sheet], Page]


class SiteError(RuntimeError):
    """The site cannot be built; the message is a Dutch sentence."""


def build_site(db_path: Path, out_dir: Path, made_at: datetime, progress: Progress | None = None, only: Collection[str] = ()) -> list[Path]:
    """Write the site of the release in db_path to out_dir and return every file, sorted.

    db_path: a koers.duckdb with schema marts, opened read-only. made_at: printed on every page; the rest depends on the marts alone.
    progress: called with (pages done, pages in all). only: file names of the pages to draw ("geld.html"), for who works on a
    page: their links may lead nowhere, and a controle page lists what the drawn pages printed. Errors: SiteError, ThemeError, TextError,
    duckdb.Error; nothing is half-published because out_dir belongs to a candidate.
    """
    marts = read_marts(db_path)
    _check_names(marts)
    written = _assets(out_dir)
    desks = [
        (Desk(marts, Texts(language), Formats(language), Ledger(), made_at), folder)
        for language, folder in (("nl", out_dir), ("en", out_dir / "en"))
    ]
    work = [(desk, folder, build) for desk, folder in desks for build in _chosen(_builders(desk), only)]
    for done, (desk, folder, build) in enumerate(work, 1):
        sheet = Sheet(desk)
        written += _write(desk, build(sheet), sheet, folder)
        if progress:
            progress(done, len(work))
    return sorted(written)


def _check_names(marts: Marts) -> None:
    names = [contract_page(str(cell["contractnummer"])) for cell in marts["mart_contract"]]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise SiteError(f"Twee contractnummers geven dezelfde pagina ({twice[0]}). Kies contractnummers die meer verschillen.")


def _chosen(builders: Mapping[str, Build], only: Collection[str]) -> list[Build]:
    if unknown := sorted(set(only) - set(builders)):
        raise SiteError(f"Er is geen pagina {unknown[0]}. Kies uit: {', '.join(builders)}.")
    return [build for name, build in builders.items() if not only or name in only]


def _builders(desk: Desk) -> dict[str, Build]:
    """Return what makes each page, by file name; the controle pages last, because they print the numbers that the others printed."""
    contracts: list[Contract] = portfolio(desk)
    return {
        "index.html": partial(overzicht.build, contracts=contracts),
        "resultaat.html": partial(resultaat.build, contracts=contracts),
        "geld.html": partial(geld.build, contracts=contracts),
        "aansluiting.html": partial(aansluiting.build, contracts=contracts),
        "geld-en-resultaat.html": partial(geld_en_resultaat.build, contracts=contracts),
        "doelen.html": partial(doelen.build, contracts=contracts),
        "scenario.html": partial(scenario.build, contracts=contracts),
        "keten.html": keten.build,
        "instroom.html": partial(instroom.build, contracts=contracts),
        "verloop.html": partial(verloop.build, contracts=contracts),
        "bereik.html": partial(bereik.build, contracts=contracts),
        "ervaringen.html": partial(ervaringen.build, contracts=contracts),
        "aanbieders.html": partial(aanbieders.build, contracts=contracts),
        "wijken.html": partial(wijken.build, contracts=contracts),
        "betrouwbaarheid.html": partial(betrouwbaarheid.build, contracts=contracts),
        "begrippen.html": begrippen.build,
        **{contract_page(one.number): partial(contract.build, contract=one) for one in contracts},
        **{use_page(one.number): partial(instroom.build_contract, contract=one) for one in contracts},
        **{money_page(one.number): partial(geld_contract.build, contract=one) for one in contracts},
        **{ledger_page(one.number): partial(controle.build_contract, contract=one) for one in contracts},
        **{use_ledger(ledger_page(one.number)): partial(controle.build_contract_use, contract=one) for one in contracts},
        "controle.html": partial(controle.build, contracts=contracts),
        f"{controle.SOURCES}.html": controle.build_sources,
        **{href: partial(controle.build_part, href=href, title=title) for href, title in controle.PARTS.items()},
    }


def _write(desk: Desk, page: Page, sheet: Sheet, folder: Path) -> list[Path]:
    written = []
    files = {f"{page.slug}.html": render(desk, page, sheet)}
    files |= {f"csv/{table.id}.csv": csv_text(desk, table) for table in page.tables}
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
        written.append(path)
    return written


def _assets(out_dir: Path) -> list[Path]:
    """Copy the chart library with its licence; style and boot script stand in the pages, so that a mailed page keeps its looks."""
    folder = out_dir / "assets"
    folder.mkdir(parents=True, exist_ok=True)
    return [Path(shutil.copyfile(ASSETS / name, folder / name)) for name in (BUNDLE, LICENCE)]
