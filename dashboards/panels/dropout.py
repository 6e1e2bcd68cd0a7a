"""The table of who lacks a second measurement in one contract: per reason, per first score, per way of ending.

Belongs here: this one table. Does not belong here: coverage and bounds (results.py), how the groups are made (dbt).
"""

from dashboards import dropout
from dashboards.blocks import TableBlock
from dashboards.panels.frame import row, table
from dashboards.panels.scoring import cells_of
from dashboards.portfolio import Contract
from dashboards.sheet import Sheet
from dashboards.slugs import slug

TRAITS = ("eerste_score", "reden_beeindiging")


def without_second(sheet: Sheet, contract: Contract) -> TableBlock | None:
    """Who has no second measurement in the year of the headline; None when everybody or nobody was eligible."""
    now, t, ledger = contract.now, sheet.desk.texts, sheet.desk.ledger
    if now is None or not now.cell["zonder_paar_n"]:
        return None
    rows = [
        row(t(f"zonder_paar.{name}"), [number, t("algemeen.nvt")])
        for name, number in dropout.reasons(ledger, now.cell).items()
        if now.cell[f"{name}_n"]
    ]
    cells = [cell for cell in cells_of(sheet, "mart_dekking_groep", contract) if cell["jaar"] == now.cell["jaar"]]
    for trait in TRAITS:
        for part in dropout.parts(ledger, [cell for cell in cells if cell["kenmerk"] == trait]):
            name = t("zonder_paar.groep", kenmerk=t(f"zonder_paar.{trait}"), groep=t(f"zonder_paar.{part.cell['groep']}"))
            rows.append(row(name, [part.missing, part.share]))
    ident, year = f"zonder-tweede-{slug(contract.number)}", now.cell["jaar"]
    made = table(sheet, "zonder_tweede", "wie", ["zonder_tweede", "zonder_deel"], rows, ident, naam=contract.label, jaar=year)
    intro = [t("fig.zonder_tweede.lead", jaar=year), t("fig.zonder_tweede.lezen1")]
    return TableBlock(ident, t("fig.zonder_tweede.titel"), list(intro), made)
