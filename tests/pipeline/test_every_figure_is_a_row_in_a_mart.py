import html
import re
from contextlib import closing

import duckdb
import pytest

GROUP = re.compile(r'<tbody class="group">(.*?)</tbody>', re.S)
QUERY = re.compile(r"<code>(.*?)</code>", re.S)
ROW = re.compile(r'<tr id="(k-[0-9a-f]+)">.*?<td>(\w+)</td><td class="n"><data value="([^"]*)">', re.S)
PRINTED = re.compile(r'<a class="k" href="([\w./-]+)#(k-[0-9a-f]+)"[^>]*><data value="([^"]*)"')


@pytest.fixture(scope="module")
def ledger(night):
    """Per language and controle page: id -> (query, column, printed value)."""
    found: dict[tuple[str, str], dict[str, tuple[str, str, str]]] = {}
    for language in ("", "en/"):
        for page in sorted((night.made / "site" / language).glob("*.html")):
            text = page.read_text(encoding="utf-8")
            entries = {}
            for group in GROUP.findall(text):
                query = html.unescape(QUERY.search(group)[1])
                entries |= {key: (query, column, value) for key, column, value in ROW.findall(group)}
            if entries:
                found[language, page.name] = entries
    assert sum(map(len, found.values())) > 100
    return found


def test_every_query_of_the_audit_trail_returns_the_printed_value_from_a_mart(night, ledger):
    wrong = []
    with closing(duckdb.connect(str(night.made / "koers.duckdb"), read_only=True)) as con:
        con.execute("set timezone = 'UTC'")
        answers = {}
        for page, entries in ledger.items():
            for key, (query, column, value) in entries.items():
                assert re.search(r"\bfrom marts\.mart_\w+", query)
                if query not in answers:
                    cursor = con.execute(query)
                    names = [column[0] for column in cursor.description]
                    rows = cursor.fetchall()
                    assert len(rows) == 1, query
                    answers[query] = dict(zip(names, rows[0], strict=True))
                found = answers[query][column]
                if value and (found is None or float(found) != pytest.approx(float(value), rel=1e-9)):
                    wrong.append((page, key, value, found))
    assert wrong == []


def test_every_number_on_every_page_links_to_the_audit_trail_and_equals_it(night, ledger):
    wrong, count = [], 0
    for language in ("", "en/"):
        for page in sorted((night.made / "site" / language).glob("*.html")):
            for target, key, value in PRINTED.findall(page.read_text(encoding="utf-8")):
                count += 1
                entry = ledger.get((language, target), {}).get(key)
                if entry is None or entry[2] != value:
                    wrong.append((language + page.name, key, value, entry))
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
