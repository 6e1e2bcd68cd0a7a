"""The ledger of numbers: one decision about showing each, and queries that name what the marts describe."""

import re
from pathlib import Path

import pytest
import yaml

from dashboards.columns import MARTS, SUMMARIES
from dashboards.columns_trust import TRUST_MARTS, TRUST_SUMMARIES
from dashboards.columns_use import USE_MARTS, USE_SUMMARIES
from dashboards.disclosure import count, plain
from dashboards.ledger import Ledger
from dashboards.read import Cell

ROOT = Path(__file__).parents[3]


def test_one_number_cannot_be_shown_in_one_place_and_hidden_in_another():
    cell = Cell("mart_x", "cell_id = 'a'", {"n": "n"}, {"cell_id": "a", "n": 4})
    ledger = Ledger()
    ledger.enter(cell, "n", "aantal", count(4))
    with pytest.raises(ValueError, match="two decisions"):
        ledger.enter(cell, "n", "aantal", plain(4))


def test_a_query_quotes_what_it_looks_for():
    cell = Cell("mart_x", "bron = 'a''b'", {"n": "sum(n)"}, {"n": 4})
    assert cell.sql(["n"]) == "select sum(n) as n from marts.mart_x where bron = 'a''b'"


def test_pages_use_only_columns_the_marts_describe():
    marts, summaries = MARTS | USE_MARTS | TRUST_MARTS, SUMMARIES | USE_SUMMARIES | TRUST_SUMMARIES
    for name in {*marts, *(summary.mart for summary in summaries.values())}:
        described = yaml.safe_load((ROOT / f"dbt_project/models/marts/{name}.yml").read_text(encoding="utf-8"))["models"][0]["columns"]
        names = {column["name"] for column in described}
        texts = [*marts[name].columns.values()] if name in marts else []
        texts += [e for s in summaries.values() if s.mart == name for e in [*s.keys.values(), *s.columns.values(), s.only]]
        words = {word for text in texts for word in re.findall(r"[a-z_][a-z0-9_]*", re.sub(r"'[^']*'", "", text))}
        functions = {
            "round",
            "nullif",
            "sum",
            "max",
            "min",
            "count",
            "ceil",
            "bigint",
            "double",
            "split_part",
            "case",
            "when",
            "then",
            "else",
            "end",
            "in",
            "and",
            "year",
        }
        assert words - names - functions == set(), name
