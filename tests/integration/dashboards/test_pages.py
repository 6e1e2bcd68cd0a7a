"""The rules every page keeps: frame, policy, links, weight, disclosure, twins."""

import base64
import csv
import hashlib
import io
import json
import re
from pathlib import Path

import pytest

MAIN = (
    "index",
    "resultaat",
    "geld",
    "geld-en-resultaat",
    "doelen",
    "scenario",
    "keten",
    "instroom",
    "verloop",
    "bereik",
    "ervaringen",
    "aanbieders",
    "wijken",
    "betrouwbaarheid",
    "begrippen",
    "controle",
)
STATUSES = {"getoond", "te_weinig", "beschermd", "geen_meting"}


def csp_hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def policy(page) -> str:
    return next(e.attrs["content"] for e in page.all("meta") if e.attrs.get("http-equiv") == "Content-Security-Policy")


def test_all_main_pages_exist_in_both_languages(site: Path):
    for name in MAIN:
        assert (site / f"{name}.html").is_file()
        assert (site / "en" / f"{name}.html").is_file()


def test_each_page_has_a_twin_in_the_other_language_and_links_to_it(site: Path):
    dutch = {path.name for path in site.glob("*.html")}
    assert dutch == {path.name for path in (site / "en").glob("*.html")}
    for path in site.rglob("*.html"):
        target = re.search(r'<link rel="alternate" hreflang="\w\w" href="([^"]+)"', path.read_text(encoding="utf-8"))
        assert target and (path.parent / target[1]).resolve().is_file(), path


def test_every_internal_link_and_anchor_exists(pages: list):
    ids = {page.path.resolve(): {e.attrs["id"] for e in page.elements if "id" in e.attrs} for page in pages}
    for page in pages:
        for link in (e.attrs["href"] for e in page.all("a")):
            assert not link.startswith(("http", "//")), link
            file, _, anchor = link.partition("#")
            target = (page.path.parent / file).resolve() if file else page.path.resolve()
            assert target.is_file(), f"{page.path.name}: {link}"
            assert not anchor or anchor in ids[target], f"{page.path.name}: {link}"


def test_the_policy_holds_exactly_the_hashes_of_what_is_inline_and_nothing_unsafe(pages: list):
    for page in pages:
        text = policy(page)
        style = next(part for part in text.split("; ") if part.startswith("style-src"))
        script = next(part for part in text.split("; ") if part.startswith("script-src"))
        assert style.split()[1:] == [csp_hash(page.all("style")[0].text), csp_hash("")]
        runs = [e for e in page.all("script") if "src" not in e.attrs and e.attrs.get("type") != "application/json"]
        assert script.split()[1:] == ["'self'", *(csp_hash(e.text) for e in runs)]
        assert "default-src 'none'" in text and "connect-src 'none'" in text
        assert "unsafe" not in text
        assert not any("style" in e.attrs or any(name.startswith("on") for name in e.attrs) for e in page.elements)


def test_pages_stay_light(pages: list):
    for page in pages:
        assert len(page.html.encode()) <= 150 * 1024, page.path
        assert len(page.elements) < 4500, page.path
        assert len(page.all("figure")) <= 7, page.path
        assert int(next(e for e in page.all("main")).attrs["data-charts"]) == len(page.all("figure"))


def test_our_own_stylesheet_is_under_twelve_kilobytes(pages: list):
    assert max(len(page.all("style")[0].text.encode()) for page in pages) < 12_000


def test_every_page_says_up_to_when_and_when_it_was_made(pages: list):
    for page in pages:
        if page.path.parent.name == "en":
            assert "Figures up to and including 31 October 2026. Made on 21 November 2026, 02:14." in page.visible
        else:
            assert "Cijfers tot en met 31 oktober 2026. Gemaakt op 21 november 2026, 02:14." in page.visible


def test_every_page_of_sample_data_says_so(pages: list, empty_pages: list):
    assert all("synthetische voorbeelddata" in page.visible for page in pages)
    assert not any("synthetische voorbeelddata" in page.visible for page in empty_pages)


def test_each_page_has_one_question_as_its_heading(pages: list):
    for page in pages:
        assert len(page.all("h1")) == 1
        assert page.all("h1")[0].text.endswith("?")


def test_figures_have_name_table_file_audit_link_and_keyboard(pages: list):
    for page in pages:
        ids = {e.attrs["id"]: e for e in page.elements if "id" in e.attrs}
        for figure in page.all("figure"):
            inner = [e for e in page.elements if figure in e.parents]
            assert ids[figure.attrs["aria-labelledby"]].text.strip()
            table = next(e for e in inner if e.tag == "table")
            assert next(e for e in inner if e.tag == "caption").text.strip()
            assert all(e.attrs["scope"] == "col" for e in inner if e.tag == "th" and e.inside("thead"))
            assert sum(1 for e in inner if e.tag == "tr" and table in e.parents) > 1
            file = next(e for e in inner if e.tag == "a" and "download" in e.attrs)
            assert (page.path.parent / file.attrs["href"]).is_file()
            assert any(e.tag == "a" and "#k-" in e.attrs["href"] and e.inside("figcaption") for e in inner)
            assert any(e.attrs.get("tabindex") == "0" and "aria-roledescription" in e.attrs for e in inner)
            assert any("aria-live" in e.attrs for e in inner)


def test_no_count_from_one_to_nine_is_marked_on_any_page(pages: list):
    counts = [int(e.attrs["data-n"]) for page in pages for e in page.elements if "data-n" in e.attrs]
    assert len(counts) > 200
    assert not [n for n in counts if 1 <= n <= 9]


def test_planted_small_counts_reach_no_page_table_hover_or_file(site: Path):
    """Meppel 2026: 12 of 60 worse is shown; Heerlen 2026: 8 pairs, 3 better, 1 worse must appear nowhere."""
    for path in [site / "contract-hrl-sb-2017.html", site / "en/contract-hrl-sb-2017.html"]:
        text = path.read_text(encoding="utf-8")
        for share in (r"37\.5", r"12\.5"):  # 3 and 1 of 8
            assert not re.search(rf"(?<![\d.]){share}(?!\d)", text)
        assert not re.search(r'value="(8|3|1)"', text)
    rows = list(csv.reader(io.StringIO((site / "csv/halfjaren-hrl-sb-2017.csv").read_text(encoding="utf-8-sig")), delimiter=";"))
    last = next(row for row in rows if row[0] == "eerste helft 2026")
    assert last[1:5] == ["", "", "", ""]
    assert "Twee keer gemeten: te_weinig" in last[5]


def test_no_text_holds_a_value_that_nobody_explained(pages: list, empty_pages: list):
    for page in [*pages, *empty_pages]:
        assert not re.search(r"\b(NaN|undefined|null|Infinity|None|True|False)\b", page.visible), page.path
        assert not re.search(r"\{\w*\}", page.visible), page.path


def test_no_nine_digits_pass_the_test_of_a_citizen_service_number(site: Path):
    for path in [*site.rglob("*.html"), *site.rglob("*.csv")]:
        for run in re.findall(r"(?<!\w)\d{9}(?!\w)", path.read_text(encoding="utf-8")):
            assert (sum((9 - i) * int(run[i]) for i in range(8)) - int(run[8])) % 11 or run == "000000000", path


def test_files_have_a_byte_order_mark_the_signs_of_their_language_and_a_status(site: Path):
    for folder, sign, status in ((site, ";", "status"), (site / "en", ",", "status")):
        files = sorted((folder / "csv").glob("*.csv"))
        assert len(files) > 25
        for path in files:
            raw = path.read_bytes()
            assert raw.startswith(b"\xef\xbb\xbf")
            header, *rows = csv.reader(io.StringIO(raw.decode("utf-8-sig")), delimiter=sign)
            place = header.index(status)
            for row in rows:
                assert len(row) == len(header)
                assert row[place] == "getoond" or {part.rsplit(": ", 1)[1] for part in row[place].split(" | ")} <= STATUSES


def test_file_and_table_hold_the_same_numbers(site: Path, pages: list):
    page = next(p for p in pages if p.path == site / "contract-mep-rk-2020.html")
    table = next(e for e in page.all("table") if "jaren" in e.parents[-1].attrs.get("aria-label", "") or "per jaar" in e.text)
    shown = [e.attrs["value"] for e in page.all("data") if table in e.parents]
    text = (site / "csv/jaren-mep-rk-2020.csv").read_text(encoding="utf-8-sig").replace(",", ".")
    cells = {cell for row in csv.reader(io.StringIO(text), delimiter=";") for cell in row}
    assert len(shown) > 10
    assert {value for value in shown if value} <= cells


def test_chart_and_table_hold_the_same_numbers(site: Path, pages: list):
    page = next(p for p in pages if p.path == site / "resultaat.html")
    figure = next(e for e in page.all("figure") if e.attrs["id"] == "vooruit")
    chart = json.loads(next(e.text for e in page.all("script") if figure in e.parents))
    values = chart["data"][2]["x"]
    cells = [e for e in page.all("tr") if figure in e.parents and e.inside("tbody")]
    first = [next(d.attrs["value"] for d in page.all("data") if row in d.parents) for row in cells]
    assert [str(v) if v else "" for v in values] == [f"{float(v):.1f}" if v else "" for v in first]


def test_what_a_share_counts_stands_beside_it_in_chart_table_and_file(site: Path, pages: list):
    page = next(p for p in pages if p.path == site / "resultaat.html")
    for name in ("vooruit", "grenzen"):
        lines = (site / f"csv/{name}.csv").read_text(encoding="utf-8-sig").splitlines()
        place = lines[0].split(";").index("Wat we tellen")
        counted = {line.split(";")[0]: line.split(";")[place] for line in lines[1:]}
        assert counted.pop("Alphen aan den Rijn: Thuis met dementie") == "Stabiel of beter"
        assert set(counted.values()) == {"Duidelijk vooruit"}
    figure = next(e for e in page.all("figure") if e.attrs["id"] == "vooruit")
    chart = json.loads(next(e.text for e in page.all("script") if figure in e.parents))
    texts = [text.strip() for trace in chart["data"] for text in trace.get("text") or []]
    assert "80% gelijk of beter" in texts
    assert not any(re.fullmatch(r"80%", text) for text in texts)


def test_half_years_show_the_share_of_the_headline(site: Path):
    lines = (site / "csv/halfjaren-ar-dem-2022.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("Half jaar;Gelijk gebleven of vooruit;")
    assert lines[-1].startswith("eerste helft 2026;80;")


def test_a_task_contract_has_no_cost_per_person_and_says_why(pages: list):
    page = next(p for p in pages if p.path.name == "geld-en-resultaat.html" and p.path.parent.name != "en")
    table = next(e for e in page.all("table") if "Kosten per inwoner per contract" in e.text)
    rows = [e.text for e in page.all("tr") if table in e.parents and "vast bedrag" in e.text]
    assert len(rows) == 4
    assert all("niet te geven" in row and "bij een vast bedrag bestaan kosten per inwoner niet" in row for row in rows)


def test_the_contract_form_stands_at_every_point_of_the_chart(site: Path, pages: list):
    page = next(p for p in pages if p.path == site / "geld-en-resultaat.html")
    figure = next(e for e in page.all("figure"))
    chart = json.loads(next(e.text for e in page.all("script") if figure in e.parents))
    labels = [note["text"] for note in chart["layout"]["annotations"][4:]]
    assert len(labels) == len(chart["data"][1]["x"]) >= 2
    assert all(text.endswith((", vast bedrag", ", per uur", ", per traject")) for text in labels)


def test_a_council_member_finds_the_own_municipality_from_every_question_page(pages: list):
    for name in ("resultaat", "geld", "geld-en-resultaat"):
        page = next(p for p in pages if p.path.name == f"{name}.html" and p.path.parent.name != "en")
        jump = next(e for e in page.all("nav") if e.attrs.get("class") == "jump")
        for place in ("Alphen aan den Rijn", "Heerlen", "Meppel", "Vlaardingen"):
            assert place in jump.text


@pytest.mark.parametrize("name", MAIN)
def test_messages_alone_give_pages_that_say_so_in_a_full_sentence(empty_site: Path, empty_pages: list, name: str):
    page = next(p for p in empty_pages if p.path == empty_site / f"{name}.html")
    assert page.all("main")[0].attrs["data-charts"] == "0"
    assert not page.all("figure")
    if name in ("index", "resultaat", "geld-en-resultaat"):
        assert "Deze uitgave bevat nog geen gegevens voor deze pagina." in page.visible


def test_money_declared_for_two_people_is_hidden(empty_site: Path):
    text = (empty_site / "geld.html").read_text(encoding="utf-8")
    assert "580" not in text
    assert "te weinig" in text


def test_the_total_of_rejected_lines_does_not_give_a_hidden_code_away(site: Path):
    # 45 lines under 0611 in 2026 and 4 under a second code: with the total of 49 beside it anybody could subtract.
    text = (site / "csv" / "afwijzingen-mep-rk-2020.csv").read_text(encoding="utf-8")
    lines = {line.split(";")[0].split(":")[0]: line for line in text.splitlines()}
    assert ";45;" in lines["0611"] and "te_weinig" in lines["8020"]
    assert "49" not in text and "beschermd" in lines["Alle codes samen"]
