"""Which years of a scenario are printed: all of a short path; of a long one the first, every tenth, and on request each moved lever."""

from types import SimpleNamespace

from dashboards.panels.scenario import LEVERS, shown


def path(first: int, last: int, cut_from: int = 9999):
    """Years with equal levers, but a cut of 3 percent from one year on."""
    return [
        SimpleNamespace(
            cell={"jaar": year}, levers={name: SimpleNamespace(value=3 if name == "afbouw" and year >= cut_from else 0) for name in LEVERS}
        )
        for year in range(first, last + 1)
    ]


def years(found):
    return [one.cell["jaar"] for _, one in found]


def test_every_year_of_a_short_path_stands_there():
    assert years(shown(path(2026, 2031))) == list(range(2026, 2032))


def test_of_a_long_path_the_first_and_every_tenth_stand_there_at_their_own_place():
    assert [(place, one.cell["jaar"]) for place, one in shown(path(2026, 2040))] == [(0, 2026), (4, 2030), (14, 2040)]


def test_a_year_in_which_a_lever_moves_is_no_year_to_leave_out_of_the_assumptions():
    long = path(2026, 2040, cut_from=2032)
    assert years(shown(long, with_changes=True)) == [2026, 2030, 2032, 2040]
    assert years(shown(long)) == [2026, 2030, 2040]
