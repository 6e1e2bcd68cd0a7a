"""Money in the samples: codes of their year, planted over- and underspending, and a ledger that reconciles with the messages."""

from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml

ROOT = Path(__file__).parents[3]
CONTRACTS: dict[str, dict[str, Any]] = yaml.load((ROOT / "data_samples" / "planted.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)[
    "contracten"
]
RECONCILED = [contract for contract, truth in CONTRACTS.items() if "aansluiting_2026" in truth]


def valid_codes(year: int) -> set[str]:
    seed = pl.read_csv(ROOT / "dbt_project" / "seeds" / "iv3_taakveld.csv", infer_schema=False)
    day = f"{year}-01-01"
    in_force = (pl.col("geldig_vanaf") <= day) & (pl.col("geldig_tot").is_null() | (pl.col("geldig_tot") > day))
    return set(seed.filter(in_force)["taakveld_code"])


def test_ledger_and_budget_use_the_codes_of_their_year_except_the_planted_mistake(samples: Any) -> None:
    valid = {year: valid_codes(year) for year in range(2022, 2027)}
    for bron, known in (("grootboek", [("2025", "6.71b")]), ("begroting", [])):
        rows = pl.concat([rows for _, _, rows in samples.in_force(bron)]).select("Boekjaar", "Taakveld")
        assert [(year, code) for year, code in rows.iter_rows() if code not in valid[int(float(year))]] == known
        assert set(rows["Boekjaar"].cast(pl.Float64)) == set(range(2022, 2027))


def newest_budget(samples: Any) -> dict[tuple[str, int], int]:
    versions: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    for _, _, rows in samples.in_force("begroting"):
        for row in rows.filter(pl.col("Lasten of baten") == "lasten").iter_rows(named=True):
            versions[row["Contractnummer"], int(float(row["Boekjaar"]))][row["Vastgesteld op"]] += samples.cents(row["Bedrag"])
    return {key: amounts[max(amounts)] for key, amounts in versions.items()}


def test_spending_against_budget_is_as_planted(samples: Any) -> None:
    spent, budget = samples.spent(), newest_budget(samples)
    seen = set()
    for contract, truth in CONTRACTS.items():
        for year, codes in truth.get("oordeel_geld", {}).items():
            part = spent[contract, year] * (12 / 10 if year == 2026 else 1) / budget[contract, year]
            fits = {"binnen_budget": part <= 1.0, "boven_budget": part > 1.03, "nog_niet_te_zeggen": 0.97 < part < 1.03}
            assert fits[codes[0]], f"{contract} {year}: {part:.3f}"
            seen.add(codes[0])
    assert seen == {"binnen_budget", "boven_budget", "nog_niet_te_zeggen"}


def test_a_lump_sum_is_booked_in_equal_instalments_that_add_up_to_the_contract(samples: Any) -> None:
    spent = samples.spent()
    for leverancier, _, rows in samples.in_force("contractbudget"):
        for contract in {"AR-WMO-2015", "HL-WMO-2017", "MVS-WMO-2020", "AR-DEM-2022"} & set(rows["Contractnummer"]):
            year = rows.filter((pl.col("Contractnummer") == contract) & (pl.col("Jaar") == "2024"))
            assert spent[contract, 2024] == sum(samples.cents(amount) for amount in year["Bedrag"]), f"{leverancier} {contract}"


def test_the_first_year_investment_is_visible_in_the_history_of_the_contract(samples: Any) -> None:
    rows = next(rows for leverancier, periode, rows in samples.in_force("contractbudget") if (leverancier, periode) == ("0484", "2026Q1"))
    for contract in ("AR-WMO-2015", "AR-JGD-2018"):
        extra = rows.filter((pl.col("Contractnummer") == contract) & (pl.col("Soort") == "aanloopinvestering"))
        found = {int(row["Jaar"]): samples.cents(row["Bedrag"]) for row in extra.iter_rows(named=True)}
        assert found == CONTRACTS[contract]["aanloopinvestering"]


def test_the_budget_tapers_every_year_while_the_clients_grow(samples: Any) -> None:
    rows = next(rows for leverancier, _, rows in samples.in_force("contractbudget") if leverancier == "0622")
    taper = rows.filter(pl.col("Soort") == "afbouw")
    assert set(taper["Jaar"]) == {str(year) for year in range(2021, 2027)}
    assert all(samples.cents(amount) < 0 for amount in taper["Bedrag"])
    truth = CONTRACTS["MVS-WMO-2020"]
    clients = [truth[f"clienten_{year}_01_01"] for year in range(2023, 2027)]
    assert clients == sorted(clients)
    assert sum(clients) / 4 == pytest.approx(truth["clienten_ongeveer"], rel=0.1)
    assert truth["dagbesteding_eigen_wijk_pct"][2026] - truth["dagbesteding_eigen_wijk_pct"][2020] > 15


def test_personal_budgets_fall_while_the_algemene_voorziening_grows(samples: Any) -> None:
    months = pl.concat([rows for leverancier, _, rows in samples.in_force("pgb") if leverancier == "0917"])
    per_year = dict(months.group_by(jaar=pl.col("Maand").str.head(4)).agg(pl.len()).sort("jaar").iter_rows())
    full = [per_year[str(year)] for year in range(2022, 2026)]
    assert full == sorted(full, reverse=True)
    started = samples.trajects.filter(pl.col("Contractnummer") == "HL-WMO-2017").with_columns(jaar=pl.col("begin").dt.year())
    general = dict(started.group_by("jaar").agg((pl.col("Leveringsvorm") == "algemene_voorziening").mean()).iter_rows())
    assert general[2026] - general[2022] > 0.25


def declared(agb: str, samples: Any) -> tuple[int, int, int, int]:
    """From the messages of one provider about 2026: accepted and open cents, lines and credit lines. The 325 names what was awarded."""
    awarded = {}
    for answer in samples.messages(f"*325_{agb}_2026*").values():
        awarded[samples.values(answer, "Identificatie")[1]] = int(samples.values(answer, "TotaalBedrag")[1])
    accepted = still_open = lines = credits = 0
    for root in samples.messages(f"*323_{agb}_2026*").values():
        signs = samples.values(root, "DebetCredit")[1:]
        amounts = [int(a) * (-1 if sign == "C" else 1) for a, sign in zip(samples.values(root, "Bedrag"), signs, strict=True)]
        assert sum(amounts) == int(samples.values(root, "TotaalBedrag")[0])
        identification = samples.values(root, "Identificatie")[0]
        accepted += awarded.get(identification, 0)
        still_open += 0 if identification in awarded else sum(amounts)
        lines, credits = lines + len(amounts), credits + signs.count("C")
    return accepted, still_open, lines, credits


@pytest.mark.parametrize("contract", RECONCILED)
def test_the_ledger_of_meppel_is_what_was_accepted_plus_the_known_items(contract: str, samples: Any) -> None:
    items = CONTRACTS[contract]["aansluiting_2026"]
    ledger = pl.concat(
        [rows for leverancier, periode, rows in samples.in_force("grootboek") if leverancier == "0119" and "2026" in periode]
    )
    mine = ledger.filter(pl.col("Contractnummer") == contract)
    accepted, still_open, lines, credits = declared(mine["AGB-code"][0], samples)
    expected = ("geaccepteerd_jan_sep_cent", "open_declaraties_cent", "regels_n", "creditregels_n")
    assert [accepted, still_open, lines, credits] == [items[key] for key in expected]
    explained = accepted + still_open + items["factuur_buiten_berichten_cent"] + items["schatting_oktober_cent"]
    assert sum(samples.cents(amount) for amount in mine["Bedrag"]) == explained
    assert items["onverklaard_cent"] == 0


def test_two_to_four_percent_of_the_lines_are_credits_and_each_names_an_earlier_debit_of_the_same_amount(samples: Any) -> None:
    debits: dict[str, int] = {}
    credits: list[tuple[str, int]] = []
    for root in samples.messages("*323_*").values():
        for line in (element for element in root.iter() if element.tag.endswith("}Prestatie")):
            amount, previous = int(samples.values(line, "Bedrag")[0]), samples.values(line, "VorigReferentieNummer")
            if previous:
                credits.append((previous[0], amount))
            else:
                debits[samples.values(line, "ReferentieNummer")[0]] = amount
    assert all(debits[reference] == amount for reference, amount in credits)
    assert 0.015 < len(credits) / (len(credits) + len(debits)) < 0.04
