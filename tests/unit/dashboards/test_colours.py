"""Colours recomputed from theme.css: contrast on white, and difference between marks for five kinds of sight."""

import math

import pytest

from dashboards import theme

# Machado, Oliveira and Fernandes 2009, severity 1; the identity is normal sight.
SIGHT = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
    "grey": ((0.2126, 0.7152, 0.0722),) * 3,
}


def linear(colour: str) -> list[float]:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]


def lab(colour: str, sight: str) -> tuple[float, float, float]:
    rgb = linear(colour)
    r, g, b = (min(max(sum(m * v for m, v in zip(row, rgb, strict=True)), 0), 1) for row in SIGHT[sight])
    xyz = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883,
    )
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def ciede2000(one: tuple[float, float, float], two: tuple[float, float, float]) -> float:
    (l1, a1, b1), (l2, a2, b2) = one, two
    c_mean = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    g = 0.5 * (1 - math.sqrt(c_mean**7 / (c_mean**7 + 25**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = math.hypot(a1, b1), math.hypot(a2, b2)
    h1, h2 = (math.degrees(math.atan2(b, a)) % 360 if a or b else 0.0 for a, b in ((a1, b1), (a2, b2)))
    dh = 0.0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    d_l, d_c, d_h = l2 - l1, c2 - c1, 2 * math.sqrt(c1 * c2) * math.sin(math.radians(dh / 2))
    l_m, c_m = (l1 + l2) / 2, (c1 + c2) / 2
    h_m = h1 + h2 if c1 * c2 == 0 else (h1 + dh / 2) % 360
    t = 1 - 0.17 * math.cos(math.radians(h_m - 30)) + 0.24 * math.cos(math.radians(2 * h_m))
    t += 0.32 * math.cos(math.radians(3 * h_m + 6)) - 0.20 * math.cos(math.radians(4 * h_m - 63))
    s_l, s_c, s_h = 1 + 0.015 * (l_m - 50) ** 2 / math.sqrt(20 + (l_m - 50) ** 2), 1 + 0.045 * c_m, 1 + 0.015 * c_m * t
    turn = -2 * math.sqrt(c_m**7 / (c_m**7 + 25**7)) * math.sin(math.radians(60 * math.exp(-(((h_m - 275) / 25) ** 2))))
    return math.sqrt((d_l / s_l) ** 2 + (d_c / s_c) ** 2 + (d_h / s_h) ** 2 + turn * d_c / s_c * d_h / s_h)


def smallest_difference(names: list[str]) -> float:
    colours = [theme.colours()[name] for name in names]
    return min(ciede2000(lab(a, s), lab(b, s)) for s in SIGHT for i, a in enumerate(colours) for b in colours[i + 1 :])


def test_the_difference_formula_gives_the_published_check_value():
    assert ciede2000((50, 2.6772, -79.7751), (50, 0, -82.7485)) == pytest.approx(2.0425, abs=0.0005)


def test_the_theme_in_use_has_no_problem():
    assert theme.problems(theme.colours()) == []


def test_better_and_worse_differ_for_everybody_also_on_a_grey_printer():
    assert smallest_difference(["better", "worse"]) >= 30


def test_the_three_verdict_colours_differ_for_everybody():
    assert smallest_difference(["better", "same", "worse"]) >= 16


def test_a_replaced_theme_that_is_too_pale_is_refused_with_a_sentence():
    pale = {**theme.colours(), "link": "#9aa5b1"}
    assert theme.problems(pale) == [
        "Kleur link op page heeft contrast 2.50; nodig is 4.5. Pas theme.css aan.",
        "Kleur link op quiet heeft contrast 2.31; nodig is 4.5. Pas theme.css aan.",
    ]


def test_a_theme_without_a_colour_is_refused():
    assert theme.problems({name: v for name, v in theme.colours().items() if name != "band"}) == [
        "Kleur --koers-color-band ontbreekt in theme.css."
    ]


def test_contrast_is_the_one_of_wcag():
    assert theme.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert theme.contrast("#12436d", "#ffffff") == pytest.approx(10.25, abs=0.01)
