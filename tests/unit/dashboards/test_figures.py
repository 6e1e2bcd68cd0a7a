"""Charts: plain dicts that Plotly accepts, with tables, spoken points and nothing that phones home."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest

from dashboards.figures.rows import Axis, Interval, intervals
from dashboards.figures.scatter import Place, fields


def charts(pages: list) -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{page.path.name}#{element.parents[-2].attrs.get('id')}", json.loads(element.text))
        for page in pages
        for element in page.all("script")
        if element.attrs.get("type") == "application/json" and element.inside("figure")
    ]


def test_there_are_charts_to_check(pages: list):
    assert len(charts(pages)) > 50


def test_plotly_accepts_every_figure(pages: list):
    for name, chart in charts(pages):
        figure = go.Figure(data=chart["data"], layout=chart["layout"])
        assert figure.data, name


def test_the_house_template_is_one_plotly_accepts(pages: list):
    house = json.loads(next(e for e in pages[0].all("script") if e.attrs.get("id") == "house").text)
    go.Figure(layout={"template": house["template"]})
    assert house["separators"] == ",."


def test_no_chart_uses_a_style_inside_its_text_because_the_policy_refuses_it(pages: list):
    for name, chart in charts(pages):
        texts = json.dumps(chart)
        assert "style=" not in texts, name
        assert not any(tag in texts for tag in ("<b>", "\\u003cb>", "<i>", "<span")), name


def test_every_stop_of_the_arrow_keys_exists_and_says_what_the_tooltip_says(pages: list):
    for name, chart in charts(pages):
        assert chart["points"], name
        for point in chart["points"]:
            trace = chart["data"][point["c"]]
            assert point["p"] < len(trace["x"]), name
            assert trace["hovertext"][point["p"]] == point["t"], name


def test_every_trace_is_either_spoken_or_decoration(pages: list):
    for name, chart in charts(pages):
        assert all(("hovertext" in trace) != (trace.get("hoverinfo") == "skip") for trace in chart["data"]), name


def test_heights_are_reserved_in_the_stylesheet_so_nothing_moves(pages: list):
    for page in pages:
        style = page.all("style")[0].text
        for plot in (e for e in page.all("div") if e.attrs.get("class", "").startswith("plot")):
            height = plot.attrs["class"].split("h-")[1]
            assert f".h-{height}{{min-height:{height}px}}" in style


def test_a_hidden_value_is_drawn_as_an_open_mark_with_its_reason_and_holds_no_number():
    axis = Axis(0, 100, [0.0], ["0%"], "")
    drawing = intervals([Interval("A", "", "te weinig", "A: te weinig.")], axis)
    values = drawing.data[2]
    assert (values["x"], values["marker"]["symbol"]) == ([0], ["x-thin-open"])
    assert any("te weinig" in text for trace in drawing.data[4:] for text in trace["text"])


@pytest.mark.parametrize("n", [1, 4, 9])
def test_labels_of_close_points_move_apart(n: int):
    places = [Place(f"P{i}", f"C{i}", "vast bedrag", "", 0.1 * i, -1, 1, 0.0, -3, 3) for i in range(n)]
    drawing = fields(places, ("x", "y"), ("a", "b", "c", "d"), lambda value, sign: f"{value}{sign}")
    levels = sorted(note["y"] for note in drawing.layout["annotations"][4:])
    low, high = drawing.layout["yaxis"]["range"]
    pixels = (drawing.height - 74) / (high - low)
    assert len(levels) == n
    assert all((later - earlier) * pixels >= 39.9 for earlier, later in pairwise(levels))
    assert low < levels[0] and levels[-1] < high


def test_the_boot_script_keeps_the_mode_bar_and_the_upload_off():
    boot = (Path(__file__).parents[3] / "dashboards/assets/boot.js").read_text(encoding="utf-8")
    for setting in ("displayModeBar: false", "displaylogo: false", "showSendToCloud: false", 'plotlyServerURL: ""'):
        assert setting in boot


def _words(chart: dict[str, Any]) -> list[tuple[float, float, str]]:
    written = [trace for trace in chart["data"] if trace.get("mode") == "text"]
    return [(x, y, text) for trace in written for x, y, text in zip(trace["x"], trace["y"], trace["text"], strict=True)]


def test_every_bar_says_what_it_is_about(pages: list):
    # On 2026-11-21 the bars of money stood without their names: the words were made and not drawn.
    for name, chart in charts(pages):
        for row in {y for trace in chart["data"] if trace["type"] == "bar" and trace.get("orientation") == "h" for y in trace["y"]}:
            assert any(x <= 0 and row < y < row + 1 for x, y, _ in _words(chart)), f"{name}: row {row}"


def test_no_text_is_written_twice_on_one_place(pages: list):
    for name, chart in charts(pages):
        words = _words(chart)
        assert len({(x, y) for x, y, _ in words}) == len(words), name
        assert not any("text" in trace for trace in chart["data"] if trace["type"] == "bar"), name


def test_a_long_remark_left_of_a_high_share_stands_clear_of_the_earlier_mark():
    axis = Axis(0, 100, [0.0, 100.0], ["0%", "100%"], "")
    drawing = intervals([Interval("A", "", "80% gelijk of beter", "A: 80%.", 80.0, 72.0, 88.0, earlier=60.0)], axis)
    trace = next(t for t in drawing.data if any("gelijk of beter" in text for text in t.get("text") or []))
    place = next(i for i, text in enumerate(trace["text"]) if "gelijk of beter" in text)
    assert (trace["x"][place], trace["textposition"][place]) == (60.0, "middle left")
