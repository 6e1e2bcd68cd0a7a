import html
import re
from functools import cache
from typing import Any, NamedTuple

import pytest

GROUP = re.compile(r'<tbody class="group">(.*?)</tbody>', re.S)
MART = re.compile(r'data-mart="([\w.]+)" data-cell="(\w*)"')
QUERY = re.compile(r"<code>(.*?)</code>", re.S)
ROW = re.compile(
    r'<tr id="(k-[0-9a-f]+)"><th scope="row">[^<]*</th><td>(\w+)</td>'
    r'<td class="n"><data value="([^"]*)">[^<]*</data></td><td class="n">([^<]*)</td>'
)
PRINTED = re.compile(r'<a class="k" href="([\w./-]+)#(k-[0-9a-f]+)"[^>]*><data value="([^"]*)"')


class Entry(NamedTuple):
    """One number of the audit trail: where it comes from, what is printed, and the ends of its band (none or two)."""

    mart: str
    cell_id: str
    query: str
    column: str
    value: str
    band: tuple[float, ...]


def number(text: str, language: str) -> float:
    """A printed number, Dutch (1.234,5) or English (1,234.5), with a true minus sign."""
    plain = re.sub(r"[^0-9.,−-]", "", text).replace("−", "-")
    return float(plain.replace(".", "").replace(",", ".") if language == "" else plain.replace(",", ""))


def entries(text: str, language: str) -> dict[str, Entry]:
    found = {}
    for group in GROUP.findall(text):
        mart, cell_id = MART.search(group).groups()
        query = html.unescape(QUERY.search(group)[1])
        for key, column, value, band in ROW.findall(group):
            ends = tuple(number(end, language) for end in band.split(" – ")) if " – " in band else ()
            found[key] = Entry(mart, cell_id, query, column, value, ends)
    return found


def pages(night):
    """(language, name, text) of every page."""
    for language in ("", "en/"):
        for page in sorted((night.made / "site" / language).glob("*.html")):
            yield language, page.name, page.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def ledger(night):
    """Per language and controle page its numbers, by id."""
    found = {(language, name): entries(text, language) for language, name, text in pages(night) if name.startswith("controle")}
    assert sum(map(len, found.values())) > 100
    rows = sum(text.count('<tr id="k-') for _, name, text in pages(night) if name.startswith("controle"))
    assert rows == sum(map(len, found.values())), "a row of the audit trail was not understood by this test"
    return found


def same(printed: str | float, found: object) -> bool:
    return found is not None and float(found) == pytest.approx(float(printed), rel=1e-9, abs=1e-9)


@cache
def answer(night, query: str) -> dict[str, Any]:
    """The one row that a query gives, asked once: both languages and every number of a row print the same query."""
    (row,) = night.rows(query, night.made)
    return row


def test_every_query_of_the_audit_trail_returns_the_printed_value_from_a_mart(night, ledger):
    wrong = []
    for page, found in ledger.items():
        for key, entry in found.items():
            assert re.search(r"\bfrom marts\.mart_\w+", entry.query)
            if entry.value and not same(entry.value, answer(night, entry.query)[entry.column]):
                wrong.append((page, key, entry.value, answer(night, entry.query)[entry.column]))
    assert wrong == []


def bounds(row: dict[str, float | None]) -> list[float]:
    """The bounds in a mart row in every unit a page prints: as they are, in euros, in percent of the budget; an index as a whole number."""
    ends = [float(value) for name, value in row.items() if re.search("laag|hoog|grens", name) and value is not None]
    budget = row.get("begroting_actueel_cent") or row.get("begroting_cent")
    shares = [round(100 * end / budget, 1) for end in ends] if budget else []
    whole = [round(end) for end in (row.get("effect_index_laag"), row.get("effect_index_hoog")) if end is not None]
    return [*(round(end, digits) for end in ends for digits in (1, 2)), *(round(end / 100, 2) for end in ends), *shares, *whole]


def test_both_ends_of_every_band_come_from_the_same_mart_row(night, ledger):
    wrong, count = [], 0
    for page, found in ledger.items():
        for key, entry in found.items():
            if entry.band:
                count += 1
                # A sum over rows has no cell of its own: its query gives the ends of the band too.
                row = answer(night, f"from {entry.mart} where cell_id = '{entry.cell_id}'" if entry.cell_id else entry.query)
                if not all(any(same(end, bound) for bound in bounds(row)) for end in entry.band):
                    wrong.append((page, key, entry.column, entry.band, bounds(row)))
    assert wrong == []
    assert count > 20


def test_every_number_on_every_page_links_to_the_audit_trail_and_equals_it(night, ledger):
    wrong, count = [], 0
    for language, name, text in pages(night):
        for target, key, value in PRINTED.findall(text):
            count += 1
            entry = ledger.get((language, target), {}).get(key)
            if entry is None or (value != entry.value and not (value and any(same(value, end) for end in entry.band))):
                wrong.append((language + name, key, value, entry))
    assert wrong == []
    assert count > 200


def test_a_figure_can_be_walked_back_to_file_and_line(night):
    (cell_id, pairs), *_ = night.query(
        "select cell_id, paren_n from marts.mart_resultaat where paren_n > 0 order by paren_n desc", night.made
    )
    traced = night.koers("trace", "mart_resultaat", cell_id, "--limit", "100000")
    assert traced.code == 0, traced.err
    lines = re.findall(r"│ paren_n\s*│ (\S+)\s*│\s*(\d+) │", traced.out)
    assert len(lines) >= pairs
    files = dict(night.query("select bestandsnaam, rijen_geleverd from meta.delivery", night.made))
    assert all(2 <= int(row) <= files[file] + 1 for file, row in lines)


def test_contributions_add_up_to_the_marts_in_both_directions(night):
    """The generic dbt test says so too; here it is asked of the published file itself, for one mart and one measure."""
    difference = """
        with c as (
            select cell_id, sum(contribution) as n from intermediate.int_resultaat__bijdragen where measure = 'paren_n' group by 1
        )
        select cell_id from c full join marts.mart_resultaat m using (cell_id) where coalesce(c.n, 0) <> coalesce(m.paren_n, 0)
    """
    assert night.query(difference, night.made) == []
