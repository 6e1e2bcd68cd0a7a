"""Charts: plain dicts that Plotly accepts, with tables, spoken points and nothing that phones home."""

import json
from typing import Any

import plotly.graph_objects as go


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
