"""The columns pages may use of the marts that lay the books beside something else (other sources, CBS), of rules
about deliveries of money, and of how contract amounts are built up.

Belongs here: names, units and rounding, as in columns.py, which holds the marts about results and money. Does not belong here: reading.
"""

from dashboards.columns import Mart, Summary, as_is

GROUPS = ("boeken", "tegenbron", "verklaard", "nog_te_komen", "zonder_tegenbron", "onverklaard")

STEPS = ("begin", "onverklaard", "afbouw", "indexatie", "taakmutatie", "aanloopinvestering")


def group(name: str) -> str:
    """Return the SQL of the amount of one group of posts, in euros."""
    return f"coalesce(round(sum(bedrag_cent) filter (groep = '{name}') / 100.0, 2), 0)"


def step(name: str) -> str:
    """Return the SQL of one step in the build-up of a contract amount, in euros; the first step goes by two names."""
    names = "'begin', 'vorig_jaar'" if name == "begin" else f"'{name}'"
    return f"coalesce(round(sum(stap_cent) filter (stap in ({names})) / 100.0, 2), 0)"


_GROUPS = {f"{name}_eur": group(name) for name in GROUPS}
# Plus and minus on different taakvelden must not cancel out where a reader looks for what nobody can explain.
_GROSS = {"onverklaard_los_eur": "coalesce(round(sum(abs(bedrag_cent)) filter (groep = 'onverklaard') / 100.0, 2), 0)"}
_SOURCES, _REPORTS = "vergelijking = 'bronnen'", "vergelijking <> 'bronnen'"
_CBS = {f"{name}_eur": group(name) for name in ("boeken", "tegenbron", "onverklaard")} | {
    "afronding_eur": "coalesce(round(sum(bedrag_cent) filter (post = 'afronding') / 100.0, 2), 0)"
}

BOOKS_MARTS: dict[str, Mart] = {
    "mart_geldbevinding": Mart(
        "ernst, regel, gemeentecode, boekjaar, onderwerp",
        as_is("regel gemeentecode boekjaar onderwerp ernst zin bevindingen_n") | {"bedrag_eur": "round(bedrag_cent / 100.0, 2)"},
    ),
}

BOOKS_SUMMARIES: dict[str, Summary] = {
    "boeken_per_jaar": Summary("mart_boekhouding", as_is("boekjaar"), _GROUPS | _GROSS, _SOURCES),
    "boeken_per_gemeente": Summary("mart_boekhouding", as_is("gemeentecode boekjaar"), _GROUPS | _GROSS, _SOURCES),
    "boeken_per_taakveld": Summary(
        "mart_boekhouding", as_is("gemeentecode boekjaar contractnummer taakveld_code taakveld_naam"), _GROUPS, _SOURCES
    ),
    "opbouw_per_jaar": Summary(
        "mart_contractbudget_opbouw",
        as_is("contractnummer gemeentecode jaar basisjaar"),
        {f"{name}_eur": step(name) for name in STEPS}
        | {"geleverd_eur": "round(sum(stap_cent) / 100.0, 2)", "reeel_eur": "round(max(structureel_reeel_cent) / 100.0, 2)"},
    ),
    "boeken_en_cbs": Summary("mart_boekhouding", as_is("gemeentecode boekjaar vergelijking lasten_baten"), _CBS, _REPORTS),
    "boeken_en_cbs_per_taakveld": Summary(
        "mart_boekhouding", as_is("gemeentecode boekjaar vergelijking taakveld_code taakveld_naam lasten_baten"), _CBS, _REPORTS
    ),
}
