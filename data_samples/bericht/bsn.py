"""The BSNs of the official test range: the only ones that may stand in a sample.

Not here: who gets which number (makers/mensen.py).
"""

from collections.abc import Iterator

FIRST_TEST_BSN, LAST_TEST_BSN = 999900006, 999999990


def elfproef(bsn: str) -> bool:
    """Whether nine digits pass the check: weights 9..2 and −1, divisible by 11, not all zeros."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return len(bsn) == 9 and bsn.isdecimal() and bsn != "000000000" and sum(w * int(d) for w, d in zip(weights, bsn, strict=True)) % 11 == 0


def bsns_of_test_range() -> Iterator[str]:
    """All valid BSNs of the official test range 999900006 to 999999990, ascending (9,091 of them)."""
    return (str(number) for number in range(FIRST_TEST_BSN, LAST_TEST_BSN + 1) if elfproef(str(number)))
