"""Completion factors against numpy and against the truth they estimate, on the real models in memory.

What belongs here: a simulated stream of declarations of which the end is known. Not here: the rules one by one (unit tests of the models).

Simulated: 24 months of delivery (2024-01 to 2025-12) of 8 contracts, 60 to 140 lines of 1,000 to 30,000 cents a month. A line is
declared one month after delivery in 70 of 100 cases, after two in 20, after three in 10: 0.70, 0.90 and 1.00 of the money on average.
What is dated after the peildatum of 2025-12-31 does not exist yet. Every declaration is answered; one line in twenty is rejected.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import pytest

MONTHS, CONTRACTS, DELAYS, SHARES, LAST = 24, 8, (1, 2, 3), (0.70, 0.20, 0.10), 23
TRUTH = np.cumsum((0.0, *SHARES))  # by months of delay
MAX_DELAY, MIN_MONTHS = 12, 6


def month(number: int) -> date:
    return date(2024 + number // 12, number % 12 + 1, 1)


def simulated(seed: int) -> np.ndarray:
    """Accepted cents by contract, month of delivery and delay (8 x 24 x 4), the future included."""
    rng, cents = np.random.default_rng(seed), np.zeros((CONTRACTS, MONTHS, 4), dtype=np.int64)
    for contract, delivered in np.ndindex(CONTRACTS, MONTHS):
        lines = rng.integers(60, 141)
        np.add.at(cents[contract, delivered], rng.choice(DELAYS, size=lines, p=SHARES), rng.integers(1_000, 30_001, size=lines))
    return cents


def landed(cents: np.ndarray, last: int = LAST) -> dict[str, list[dict[str, Any]]]:
    """The stream as rows: a line per contract, month and delay, each with a rejected twin of a twentieth; a month is one message.

    last: number of the last month of which the declarations are in.
    """
    rows: dict[str, list[dict[str, Any]]] = {
        name: [] for name in ("contracten", "aanbieders", "bericht", "declaratie", "declaratieregel", "declaratieantwoord", "antwoordregel")
    }
    for contract in range(CONTRACTS):
        of = {"contractnummer": f"K{contract}", "_delivery_id": "c", "_source_row": 2, "_row_id": f"c{contract}"}
        terms = {"wet": "Wmo", "berichten": "323, 325", "ingangsdatum": date(2020, 1, 1)}
        rows["contracten"].append(of | terms)
        rows["aanbieders"].append(of | {"agb_code": f"4242000{contract}", "geldig_vanaf": date(2020, 1, 1)})
        for sent in range(last + 1):
            message(rows, cents[contract], contract, sent)
    return rows


def message(rows: dict[str, list[dict[str, Any]]], cents: np.ndarray, contract: int, sent: int) -> None:
    """What a contract declares in one month, and the answer to it."""
    name, key = f"K{contract}M{sent}", {"wet": "Wmo", "gemeentecode": "0119", "agb_code": f"4242000{contract}"}
    own = key | {"bericht_identificatie": name, "_delivery_id": name, "_source_row": 1}
    lines = list(lines_of(cents, name, sent))
    total, rejected = sum(line["bedrag_cent"] for line in lines), [line for line in lines if line["referentie_pseudo"].endswith("x")]
    head = {"_row_id": f"b{name}", "_delivery_id": name, "identificatie": name, "berichttype": "323", "verwerkt": True}
    rows["bericht"].append(key | head | {"dagtekening": month(sent)})
    rows["declaratie"].append(own | {"_row_id": f"d{name}", "dagtekening": month(sent), "totaal_cent": total})
    rows["declaratieregel"] += [own | line for line in lines]
    answer = own | {"_delivery_id": f"A{name}", "declaratie_identificatie": name}
    totals = {"totaal_ingediend_cent": total, "totaal_toegekend_cent": total - sum(line["bedrag_cent"] for line in rejected)}
    codes = {"header_retourcodes": "0200", "antwoord_retourcodes": "0200", "n_regels": len(rejected)}
    rows["declaratieantwoord"].append(answer | totals | codes | {"_row_id": f"a{name}"})
    of_line = ("referentie_pseudo", "bedrag_cent")
    back = [{field: line[field] for field in of_line} | {"_row_id": f"w{line['_row_id']}", "retourcodes": "0611"} for line in rejected]
    rows["antwoordregel"] += [answer | line for line in back]


def lines_of(cents: np.ndarray, name: str, sent: int) -> Iterator[dict[str, Any]]:
    for delay in DELAYS:
        amount = int(cents[sent - delay, delay]) if sent >= delay else 0
        for twin, part in (("", amount), ("x", amount // 20)):
            own = {"referentie_pseudo": f"{name}D{delay}{twin}", "_row_id": f"r{name}D{delay}{twin}", "bedrag_cent": part}
            if part:
                yield own | {"productcategorie": "01", "bsn_pseudo": "p", "productperiode_begin": month(sent - delay), "volume": 1}


def oracle(cents: np.ndarray) -> tuple[np.ndarray, np.ndarray, int]:
    """Chain ladder and Mack in numpy: (completion, relative variance parts (process, estimate)) by delay, and the horizon.

    Mack (1993), ASTIN Bulletin 23: mse = E^2 * sum over steps of sigma^2 / f^2 * (1 / C_step + 1 / S_step).
    """
    age = np.arange(MAX_DELAY + 1)
    padded = np.concatenate([cents, np.zeros((CONTRACTS, MONTHS, MAX_DELAY - 3))], axis=2)
    run = np.cumsum(padded, axis=2)
    seen = age[None, :] + np.arange(MONTHS)[:, None] <= LAST
    factors, sigmas, sums, horizon = [np.nan], [np.nan], [np.nan], MAX_DELAY
    for step in range(1, MAX_DELAY):
        rows = np.broadcast_to(seen[:, step + 1], (CONTRACTS, MONTHS))
        now, then = run[:, :, step][rows], run[:, :, step + 1][rows]
        if seen[:, step + 1].sum() < MIN_MONTHS:
            horizon = step
            break
        factors.append(then.sum() / now.sum())
        sigmas.append((now * (then / now - factors[-1]) ** 2).sum() / (len(now) - 1))
        sums.append(now.sum())
    done = np.ones(horizon + 1)
    variance = np.zeros((horizon + 1, 2))
    for delay in range(horizon - 1, 0, -1):
        done[delay] = done[delay + 1] / factors[delay]
    for delay in range(1, horizon):
        part = [sigmas[k] / factors[k] ** 2 for k in range(delay, horizon)]
        variance[delay, 0] = sum(p * done[delay] / done[k] for p, k in zip(part, range(delay, horizon), strict=True))
        variance[delay, 1] = sum(p / sums[k] for p, k in zip(part, range(delay, horizon), strict=True))
    return done, variance, horizon


def test_the_factors_are_those_of_numpy_and_close_to_the_truth(money):
    cents = simulated(20251231)
    money.build(landed(cents))
    done, variance, horizon = oracle(cents)
    found = money.ask("""select vertraging_maanden, voltooiing, variantie_proces, variantie_schatting, horizon_maanden, niveau
        from intermediate.int_declaratie__voltooiing where vertraging_maanden >= 1 order by 1""")
    assert [row[0] for row in found] == list(range(1, horizon + 1))
    assert {row[4:] for row in found} == {(horizon, "productcategorie")}
    assert np.array([row[1] for row in found]) == pytest.approx(done[1:], rel=1e-9)
    assert np.array([row[2:4] for row in found]) == pytest.approx(variance[1:], rel=1e-6, abs=1e-12)
    assert np.array([row[1] for row in found[:3]]) == pytest.approx(TRUTH[1:], abs=0.01)


def test_the_interval_holds_the_amount_that_was_to_come_about_as_often_as_it_says(money):
    # 20 streams of 8 contracts with two open months each: 320 intervals of 95 percent; 5 standard deviations of chance under that is 89.
    held, n, worst = 0, 0, 0.0
    for seed in range(20):
        cents = simulated(seed)
        money.build(landed(cents))
        final = cents.sum(axis=2)
        rows = money.ask("""select contractnummer, maand, verwacht_cent, marge_cent from intermediate.int_declaratie__verwachting
            where reden_code is null and leeftijd_maanden between 1 and 2""")
        assert len(rows) == CONTRACTS * 2
        for contract, delivered, expected, margin in rows:
            truth = final[int(contract[1:]), (delivered.year - 2024) * 12 + delivered.month - 1]
            held, n, worst = held + (abs(truth - expected) <= margin), n + 1, max(worst, margin / expected)
    assert 0.89 <= held / n <= 0.995, held / n
    assert worst < 0.35


def test_recent_months_do_not_read_as_a_fall(money):
    cents = simulated(20251231)
    money.build(landed(cents))
    accepted, expected = money.ask("""select sum(d.geaccepteerd_cent), sum(v.verwacht_cent) from intermediate.int_declaratie__verwachting v
        join intermediate.int_declaratie__driehoek d using (contractnummer, maand)
        where v.maand = '2025-11-01' and d.vertraging_maanden = 1""")[0]
    final = cents[:, 22].sum()
    assert accepted / final == pytest.approx(0.70, abs=0.03)
    assert expected / final == pytest.approx(1.0, abs=0.03)
    # December is known for no part yet: the declarations of January are still to come.
    assert (
        money.ask("select distinct reden_code, verwacht_cent from intermediate.int_declaratie__verwachting where maand >= '2025-12-01'")
        == []
    )


def test_credits_are_joined_whatever_order_the_messages_come_in(money):
    rows = landed(simulated(1))
    line = rows["declaratieregel"][0]
    own = {"_row_id": "credit", "referentie_pseudo": "c", "_delivery_id": "K0M9", "bericht_identificatie": "K0M9"}
    of_debit = {"bedrag_cent": -line["bedrag_cent"], "vorig_referentie_pseudo": line["referentie_pseudo"]}
    rows["declaratieregel"].append(line | own | of_debit)
    money.build(rows)
    first = money.ask("select * from intermediate.int_declaratie__credits")
    assert [(row[0], row[1], row[-1]) for row in first] == [("credit", line["_row_id"], None)]
    everything = money.ask("select * from intermediate.int_declaratie__verwachting order by all")
    money.build({table: list(reversed(of_table)) for table, of_table in rows.items()})
    assert money.ask("select * from intermediate.int_declaratie__credits") == first
    assert money.ask("select * from intermediate.int_declaratie__verwachting order by all") == everything


def test_the_trial_of_an_earlier_month_knows_what_was_in_by_then_and_nothing_else(money):
    """The factors of the end of August 2025, from all messages, are those of a warehouse that never saw a later one; to the last digit."""
    cents, columns = (
        simulated(7),
        "wet, productcategorie, vertraging_maanden, niveau, horizon_maanden, maanden_n, voltooiing, variantie_proces",
    )
    money.build(landed(cents))
    then = money.ask(f"select {columns} from intermediate.int_prognose__proef_voltooiing where stand_maand = '2025-08-01' order by all")
    money.build(landed(cents, 19))  # 2025-08
    assert then == money.ask(f"select {columns} from intermediate.int_declaratie__voltooiing order by all")
    assert len(then) > 6


def test_a_trial_holds_the_amount_that_came_about_as_often_as_its_band_says(money):
    """10 streams of 8 contracts: what was expected of the open months at the end of each of some nine months, beside what they became."""
    held, n = np.zeros(2), 0
    for seed in range(10):
        cents = simulated(100 + seed)
        final = cents.sum(axis=2)
        money.build(landed(cents))
        rows = money.ask("""select stand_maand, contractnummer, van, tot_en_met, uitkomst_cent, prognose_laag80_cent, prognose_hoog80_cent,
            prognose_laag_cent, prognose_hoog_cent from intermediate.int_prognose__proef_gedeclareerd""")
        # December 2025 is the last month known; a month is complete after three, so the last trial is of the end of October.
        assert {row[0] for row in rows} <= {month(number) for number in range(11, 22)} and len(rows) >= 8 * CONTRACTS
        for _, contract, first, last, became, low80, high80, low, high in rows:
            months = slice(*((day.year - 2024) * 12 + day.month - 1 + end for day, end in ((first, 0), (last, 1))))
            assert became == final[int(contract[1:]), months].sum()
            held, n = held + np.array([low80 <= became <= high80, low <= became <= high]), n + 1
    assert np.abs(held / n - [0.80, 0.95]).max() <= 0.05, held / n
