"""What planted.yml claims is really in the files: recomputed from the deliveries with Polars, intervals from statsmodels.

Whether koers finds the same is the matter of tests/pipeline; this is what it can be compared with.
"""

import re
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml

PLANTED = yaml.load(Path(__file__).parents[3].joinpath("data_samples", "planted.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
CONTRACTS: dict[str, dict[str, Any]] = PLANTED["contracten"]
MEASURED = [contract for contract, truth in CONTRACTS.items() if "per_jaar" in truth and not truth.get("te_klein")]
LARGE = [contract for contract in MEASURED if sum(truth["paren_n"] for truth in CONTRACTS[contract]["per_jaar"].values()) > 200]
VERDICTS = [
    (contract, year, codes)
    for contract, truth in CONTRACTS.items()
    for year, codes in truth.get("oordeel_resultaat", {}).items()
    if "niet_getoond" not in codes
]


def share(values: list[bool]) -> float:
    return sum(values) / len(values)


def better(changes: list[float], samples: Any) -> list[bool]:
    return [change > samples.threshold for change in changes]


@pytest.mark.parametrize("contract", MEASURED)
def test_what_planted_yml_says_is_in_the_files_is_in_the_files(contract: str, samples: Any) -> None:
    for year, truth in CONTRACTS[contract]["per_jaar"].items():
        changes = samples.changes(contract, year)
        # A handful of rows carry a deliberate mistake; they may move a count by a few and a mean by little.
        assert abs(samples.pairs(contract).filter(pl.col("jaar") == year).height - truth["in_aanmerking_n"]) <= 3
        assert abs(len(changes) - truth["paren_n"]) <= 3
        assert sum(changes) / len(changes) == pytest.approx(truth["gezien_gemiddeld"], abs=0.02)
        assert 100 * share(better(changes, samples)) == pytest.approx(truth["betrouwbaar_beter_pct"], abs=max(1.5, 150 / len(changes)))


@pytest.mark.parametrize("contract", [contract for contract in LARGE if not CONTRACTS[contract]["ophoping_op_4"]])
def test_the_observed_mean_is_the_planted_change_plus_regression_to_the_mean_and_selection(contract: str) -> None:
    planned = CONTRACTS[contract]["geplante_verandering"]
    total = pairs_n = 0.0
    for year, truth in CONTRACTS[contract]["per_jaar"].items():
        known = planned[min(max(year, min(planned)), max(planned))]
        total += truth["paren_n"] * (truth["gezien_gemiddeld"] - known)
        pairs_n += truth["paren_n"]
    assert 0.0 < total / pairs_n < 0.19


@pytest.mark.parametrize("contract", LARGE)
def test_the_true_change_of_all_who_ended_is_the_planned_one(contract: str) -> None:
    planned = CONTRACTS[contract]["geplante_verandering"]
    for year, truth in CONTRACTS[contract]["per_jaar"].items():
        known = planned[min(max(year, min(planned)), max(planned))]
        # SD .38 latent is about .35 level; four standard errors, and a little for who is left out of the count (deaths, moves).
        assert truth["ware_verandering_alle"] == pytest.approx(known, abs=0.04 + 4 * 0.35 / truth["in_aanmerking_n"] ** 0.5)


def test_the_provider_without_true_change_shows_noise_and_nothing_else(samples: Any) -> None:
    contract = next(c for c, truth in CONTRACTS.items() if truth.get("niemand_verandert_echt"))
    assert {truth["ware_verandering_alle"] for truth in CONTRACTS[contract]["per_jaar"].values()} == {0.0}
    changes = samples.pairs(contract)["verandering"].drop_nulls().to_list()
    assert len(changes) > 500
    assert abs(sum(changes) / len(changes)) < 0.1
    assert share(better(changes, samples)) < 0.06
    assert share(better([-change for change in changes], samples)) < 0.06


@pytest.mark.parametrize("order", PLANTED["ordeningen"], ids=lambda o: f"{o['maat']}-{o['hoger']['contract']}-{o['lager']['contract']}")
def test_the_planted_orderings_are_visible_in_the_files(order: dict[str, Any], samples: Any) -> None:
    higher, lower = (value_of(order["maat"], {"jaar": order.get("jaar")} | order[side], samples) for side in ("hoger", "lager"))
    assert higher > lower


def value_of(measure: str, place: dict[str, Any], samples: Any) -> float:
    if measure == "clienten_n":
        mine = samples.trajects.filter((pl.col("Contractnummer") == place["contract"]) & (pl.col("begin") <= date(place["jaar"], 9, 30)))
        active = mine.filter(pl.col("einde").is_null() | (pl.col("einde") >= date(place["jaar"], 1, 1)))
        return float(active["Clientnummer"].n_unique())
    rows = samples.pairs(place["contract"]).drop_nulls("verandering")
    for column, key in (("jaar", "jaar"), ("Wijkcode", "wijk")):
        if place.get(key):
            rows = rows.filter(pl.col(column) == place[key])
    changes = rows["verandering"].to_list()
    return float(sum(changes) / len(changes)) if measure == "gezien_gemiddeld" else share(better(changes, samples))


@pytest.mark.parametrize(("contract", "year", "codes"), VERDICTS)
def test_the_expected_verdict_follows_from_the_files_with_newcombes_interval(
    contract: str, year: int, codes: list[str], samples: Any
) -> None:
    from statsmodels.stats.proportion import confint_proportions_2indep  # 2 s of cpu, which every worker that collects would pay

    now, before = (better(samples.changes(contract, y), samples) for y in (year, year - 1))
    low, high = confint_proportions_2indep(sum(now), len(now), sum(before), len(before), compare="diff", method="newcomb")
    found = {"duidelijk_beter"} if low > 0 else {"duidelijk_slechter"} if high < 0 else {"geen_duidelijk_verschil", "nog_niet_te_zeggen"}
    assert found & set(codes)
    ended = samples.pairs(contract).filter(pl.col("jaar") == year).height
    assert len(now) / ended > 0.5, "below this coverage koers gives no verdict"


def test_one_contract_is_too_small_to_show(samples: Any) -> None:
    assert [contract for contract, truth in CONTRACTS.items() if truth.get("te_klein")] == ["MP-LOG-2024"]
    per_year = [len(samples.changes("MP-LOG-2024", year)) for year in (2024, 2025, 2026)]
    assert 0 < max(per_year) < 10


def test_who_walks_out_is_seldom_measured(samples: Any) -> None:
    everybody = pl.concat([samples.pairs(contract) for contract in MEASURED])
    coverage = {r: share(everybody.filter(pl.col("reden") == r)["verandering"].is_not_null().to_list()) for r in ("19", "21")}
    assert coverage["19"] > 0.55
    assert coverage["21"] < 0.25


def test_the_heaped_provider_gives_a_four_everywhere_and_others_do_not(samples: Any) -> None:
    ends = samples.scores.filter((pl.col("Meetmoment") == "eind") & pl.col("niveau").is_not_null())
    levels = ends.group_by("Trajectnummer").agg(pl.col("niveau").n_unique())
    of_contract = levels.join(samples.trajects.select("Trajectnummer", "Contractnummer"), on="Trajectnummer")
    all_equal = dict(of_contract.group_by("Contractnummer").agg((pl.col("niveau") == 1).mean()).iter_rows())
    heaped = next(contract for contract, truth in CONTRACTS.items() if truth.get("ophoping_op_4"))
    assert all_equal.pop(heaped) == pytest.approx(CONTRACTS[heaped]["ophoping_op_4"], abs=0.06)
    assert max(all_equal.values()) < 0.02


def test_intake_scores_have_the_published_internal_consistency(samples: Any) -> None:
    intakes = samples.scores.filter((pl.col("Meetmoment") == "intake") & (pl.col("ZRM-versie") == "2017"))
    wide = intakes.unique(["Trajectnummer", "Domein"]).pivot("Domein", index="Trajectnummer", values="niveau")
    matrix = wide.drop("Trajectnummer").drop_nulls().to_numpy()
    n, k = matrix.shape
    alpha = k / (k - 1) * (1 - matrix.var(axis=0, ddof=1).sum() / matrix.sum(axis=1).var(ddof=1))
    assert (k, n > 1000) == (13, True)
    assert 0.82 < alpha < 0.91


def test_two_to_four_percent_of_the_scores_are_missing_and_about_eight_percent_of_the_raters_change(samples: Any) -> None:
    ordinary = samples.scores.filter(~pl.col("Domein").is_in(samples.aow_domains))
    assert 0.02 < share(ordinary["niveau"].is_null().to_list()) < 0.045
    raters = samples.scores.filter(pl.col("Informant") == "professional").unique(["Trajectnummer", "Meetmoment"], keep="any")
    both = raters.filter(pl.col("Meetmoment") == "intake").join(raters.filter(pl.col("Meetmoment") == "eind"), on="Trajectnummer")
    assert 0.04 < share((both["Beoordelaar"] != both["Beoordelaar_right"]).to_list()) < 0.1


def test_a_trajectory_number_is_unique_within_its_municipality_and_every_score_has_a_trajectory(samples: Any) -> None:
    assert samples.trajects.select("Gemeentecode", "Trajectnummer").is_duplicated().sum() == 0
    assert samples.scores.join(samples.trajects, on="Trajectnummer", how="anti").height == 0


def test_a_trajectory_comes_in_the_period_it_started_in_and_a_measurement_in_the_period_it_was_done_in(samples: Any) -> None:
    for bron, column in (("trajecten", "Begindatum"), ("zrm", "Meetdatum")):
        for leverancier, periode, rows in samples.in_force(bron):
            if re.fullmatch("[0-9]{4}H[12]", periode):
                day = pl.col(column).str.to_date(strict=False)
                half = rows.select(p=pl.format("{}H{}", day.dt.year(), (day.dt.month() + 5) // 6))["p"].drop_nulls()
                assert set(half) <= {periode}, f"{bron} {leverancier} {periode}"


def test_the_second_delivery_of_a_period_completes_end_dates_and_changes_nothing_else(samples: Any) -> None:
    name, ends = "trajecten_0484_2026H1.csv", ["Einddatum", "Reden beëindiging"]
    early, later = (samples.table(samples.inbox / "alphen_aan_den_rijn" / step / name) for step in ("1_eerste_levering", "2_correctie"))
    assert early.drop(ends).equals(later.drop(ends))
    assert (later["Einddatum"] != "").sum() > (early["Einddatum"] != "").sum() > 0
