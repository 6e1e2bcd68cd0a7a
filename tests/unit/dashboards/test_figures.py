"""Drawing: hidden values, labels that move apart, a chart library that phones nobody."""

from itertools import pairwise
from pathlib import Path

import pytest

from dashboards.figures.lines import Moment, trend
from dashboards.figures.rows import Axis, Interval, intervals
from dashboards.figures.scatter import Place, fields


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


def test_a_long_remark_left_of_a_high_share_stands_clear_of_the_earlier_mark():
    axis = Axis(0, 100, [0.0, 100.0], ["0%", "100%"], "")
    drawing = intervals([Interval("A", "", "80% gelijk of beter", "A: 80%.", 80.0, 72.0, 88.0, earlier=60.0)], axis)
    trace = next(t for t in drawing.data if any("gelijk of beter" in text for text in t.get("text") or []))
    place = next(i for i, text in enumerate(trace["text"]) if "gelijk of beter" in text)
    assert (trace["x"][place], trace["textposition"][place]) == (60.0, "middle left")


@pytest.mark.parametrize(("labels", "shown"), [
    ([f"{year}<br>{half}e helft" for year in range(2020, 2027) for half in (1, 2)], 7),
    ([str(year) for year in range(2015, 2027)], 12),
    (["x" * 200, "y" * 200], 1),
    ([], 0),
])  # fmt: skip
def test_labels_under_a_chart_lie_flat_fit_and_the_last_is_always_there(labels, shown):
    """Fourteen half-years were turned upright by Plotly and cut off by the edge (seen on 28 November 2026)."""
    axis = trend([Moment(label, "", "", 50.0, 40.0, 60.0) for label in labels], "").layout["xaxis"]
    assert axis["tickangle"] == 0 and len(axis["ticktext"]) == shown
    assert [labels[place] for place in axis["tickvals"]] == axis["ticktext"]
    assert axis["ticktext"][-1:] == labels[-1:]
