"""Amounts and other decimal numbers: from the ways people and systems write them to whole units, without guessing.

What belongs here: the shapes of a number, which notation a column uses, and reading a number in that notation.
Not here: the other types (cells.py).

1.234 is one thousand two hundred thirty-four to a Dutch person and one and a bit to a system. Other numbers in the column usually
tell which: 12,50 proves the comma, 12.50 the point. A column without proof, or with both, leaves such a number unread.
"""

from collections.abc import Mapping
from typing import Literal

import polars as pl

Notation = Literal["komma", "punt", "gemengd", "onbekend"]

_WHOLE = r"^[+-]?[0-9]+$"
_EITHER = r"^[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}$"


def _proof(group: str, mark: str) -> str:
    """Numbers that can only be read with `group` between thousands and `mark` before decimals."""
    grouped = f"[0-9]{{1,3}}(?:{group}[0-9]{{3}})"
    not_three = f"[0-9]*{mark}(?:[0-9]{{1,2}}|[0-9]{{4,}})"
    three_but_no_group = f"(?:0[0-9]*|[0-9]{{4,}})?{mark}[0-9]{{3}}"
    return f"^[+-]?(?:{grouped}+{mark}[0-9]*|{grouped}{{2,}}|{not_three}|{three_but_no_group})$"


_COMMA, _POINT = _proof(r"\.", ","), _proof(",", r"\.")
MAX_WHOLE_DIGITS = 14  # with four decimals this fills DECIMAL(18,4); in cents it stays well within BIGINT


def tidy(text: pl.Expr) -> pl.Expr:
    """Without blanks and euro sign, and with the minus in front: `€ 1.234,50-` becomes `-1.234,50`."""
    bare = text.str.replace_all(r"[€\s\u{a0}\u{202f}]", "").str.replace("−", "-", literal=True)
    return pl.when(bare.str.contains(r"^[^+-].*-$")).then(pl.concat_str(pl.lit("-"), bare.str.head(-1))).otherwise(bare)


def proofs(frame: pl.DataFrame) -> dict[str, tuple[int, int]]:
    """Per column of raw text how many numbers prove the comma, and how many the point, as decimal mark."""
    counted = frame.select(
        pl.struct(
            tidy(pl.col(name)).str.contains(_COMMA).sum().alias("komma"), tidy(pl.col(name)).str.contains(_POINT).sum().alias("punt")
        ).alias(name)
        for name in frame.columns
    )
    return {name: (cell["komma"], cell["punt"]) for name, cell in counted.row(0, named=True).items()}


def notation(proof: tuple[int, int]) -> Notation:
    """What the proofs of a whole column say."""
    comma, point = proof
    if comma and point:
        return "gemengd"
    return "komma" if comma else "punt" if point else "onbekend"


def read(text: pl.Series, column: Notation, decimals: int, times: int = 1) -> tuple[pl.Series, pl.Series]:
    """(number, fault): the number times 10^`decimals` as Int64, and the rule that is broken (`getal`, `dubbelzinnig`, `decimalen`).

    `times`: what one unit as written stands for; 1000 in a file in thousands, where 1,5 is fifteen hundred.
    Exactly one of the two is null, both for blank text. No rounding: 0,125 euro is a fault, 12,500 is not.
    """
    # Step by step, each result a column: as one expression every step holds copies of all earlier ones, seconds of planning a column.
    steps = _plain(pl.DataFrame({"text": text}), column)
    unsigned, sign = pl.col("plain").str.strip_chars_start("+-"), pl.col("plain").str.starts_with("-")
    steps = steps.with_columns(
        whole=unsigned.str.extract(r"^([0-9]*)").str.strip_chars_start("0"),
        fraction=unsigned.str.extract(r"\.([0-9]*)$").fill_null("").str.strip_chars_end("0"),
    )
    digits = MAX_WHOLE_DIGITS - len(str(times)) + 1
    is_number = pl.col("plain").is_not_null() & (pl.col("whole").str.len_bytes() <= digits)
    units = pl.concat_str("whole", pl.col("fraction").str.pad_end(decimals, "0")).cast(pl.Int64, strict=False) * times
    steps = steps.with_columns(is_number=is_number, fits=is_number & (pl.col("fraction").str.len_bytes() <= decimals), units=units)
    two_ways = pl.col("either") & pl.col("plain").is_null()
    broken = pl.when(two_ways).then(pl.lit("dubbelzinnig")).when(~pl.col("is_number")).then(pl.lit("getal"))
    read = steps.select(
        number=pl.when("fits").then(pl.when(sign).then(-pl.col("units")).otherwise("units")),
        fault=pl.when(pl.col("text").str.strip_chars() != "").then(broken.when(~pl.col("fits")).then(pl.lit("decimalen"))),
    )
    return read["number"], read["fault"]


def _plain(steps: pl.DataFrame, column: Notation) -> pl.DataFrame:
    """Adds `either` (three digits after its only mark) and `plain`: the number with a point before decimals, null when it is none."""
    bare = pl.col("bare")
    steps = steps.with_columns(bare=tidy(pl.col("text"))).with_columns(either=bare.str.contains(_EITHER))
    as_comma = bare.str.contains(_COMMA) | (pl.col("either") & (column == "komma"))
    as_point = bare.str.contains(_POINT) | (pl.col("either") & (column == "punt"))
    return steps.with_columns(
        plain=pl.when(bare.str.contains(_WHOLE))
        .then(bare)
        .when(as_comma)
        .then(bare.str.replace_all(".", "", literal=True).str.replace(",", ".", literal=True))
        .when(as_point)
        .then(bare.str.replace_all(",", "", literal=True))
    )


def described(notations: Mapping[str, Notation]) -> dict[str, str]:
    """For result.json: per header the decimal mark that was recognised."""
    return {header: found for header, found in notations.items() if found != "onbekend"}
