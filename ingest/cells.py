"""From the raw text of one column to its type: the value, or the rule that the text breaks.

What belongs here: strings, whole numbers, dates, months, yes and no, and missing reasons; decimal numbers are in amounts.py.
Not here: pseudonyms (pseudonymise.py), and whether a well-formed value is allowed (rules.py).
"""

from typing import NamedTuple

import polars as pl

from ingest import amounts
from ingest.contract import ContractField

# The Dutch sentence for each rule; it follows “Rij 14, kolom Score: ”, and {waarde} is the displayable cell.
FAULTS = {
    "heel_getal": "{waarde} is geen heel getal. Schrijf alleen cijfers, zonder punt of komma.",
    "getal": "{waarde} is geen getal. Schrijf bijvoorbeeld 1234,50.",
    "dubbelzinnig": "bij {waarde} is niet te zien of de punt of komma duizendtallen of decimalen scheidt, want de kolom schrijft "
    "dat niet op één manier. Schrijf alle getallen zonder duizendtalteken en met twee cijfers achter de komma, bijvoorbeeld 1234,50.",
    "decimalen": "{waarde} heeft te veel cijfers achter de komma. Rond af: euro's op hele centen, andere getallen op vier cijfers.",
    "datum": "{waarde} is geen bestaande datum. Schrijf dd-mm-jjjj of jjjj-mm-dd, bijvoorbeeld 31-01-2025.",
    "maand": "{waarde} is geen bestaande maand. Schrijf jjjj-mm of mm-jjjj, bijvoorbeeld 2025-01.",
    "ja_nee": "{waarde} is niet ja of nee. Vul ja of nee in.",
}
_DECIMALS = {"cents": 2, "decimal": 4}
_FIRST_SERIAL, _LAST_SERIAL = 21_916, 73_415  # Excel's day numbers of 1-1-1960 and 31-12-2100
_TEXT = "text"
_EXCEL_DAY_ZERO = pl.date(1899, 12, 30)


class Typed(NamedTuple):
    """One column as read: the values, the missing reasons (or None) and the broken rules (null where none is)."""

    value: pl.Series
    reason: pl.Series | None
    fault: pl.Series


def typed(texts: pl.Series, field: ContractField, spellings: dict[str, str], notation: amounts.Notation, is_excel: bool) -> Typed:
    """Read the raw text of one field; blank text gives null in all three.

    `spellings` maps lower-case text to the landed value (contract and code list); `is_excel` also reads Excel's day numbers as dates.
    """
    text, reason = _spelled(texts.rename(_TEXT).str.strip_chars(), field, spellings)
    if field.type in _DECIMALS:
        value, fault = amounts.read(text, notation, _DECIMALS[field.type], field.times)
        if field.type == "decimal":
            value = value.to_frame("value").select(_decimal(pl.col("value"))).to_series()
    else:
        read = text.to_frame().with_columns(value=_value(field.type, pl.col(_TEXT), is_excel))
        wrong = (pl.col(_TEXT) != "") & pl.col("value").is_null()
        value, fault = read.select("value", fault=pl.when(wrong).then(pl.lit(_rule(field.type))))
    if reason is not None:
        value, fault = (one.set(reason.is_not_null(), None) for one in (value, fault))
    return Typed(value, reason, fault)


def _spelled(text: pl.Series, field: ContractField, spellings: dict[str, str]) -> tuple[pl.Series, pl.Series | None]:
    """The text as koers spells it, and why it is missing for a field that may say so."""
    if not spellings and not field.missing:
        return text, None
    low = text.str.to_lowercase().str.replace_all(r"\s+", " ")
    reason = (
        low.replace_strict(list(field.missing), list(field.missing.values()), default=None, return_dtype=pl.String)
        if field.missing
        else None
    )
    return low.replace_strict(
        list(spellings), list(spellings.values()), default=text, return_dtype=pl.String
    ) if spellings else text, reason


def _rule(kind: str) -> str:
    return {"integer": "heel_getal", "date": "datum", "month": "maand", "boolean": "ja_nee"}.get(kind, "tekst")


def _value(kind: str, text: pl.Expr, is_excel: bool) -> pl.Expr:
    if kind == "integer":
        return pl.when(text.str.contains(r"^[+-]?[0-9]{1,18}$")).then(text.str.strip_chars_start("+")).cast(pl.Int64, strict=False)
    if kind == "date":
        return _date(text, is_excel)
    if kind == "month":
        month = pl.when(text.str.contains(r"^[0-9]{4}-[0-9]{1,2}$")).then(text + "-01")
        first = month.when(text.str.contains(r"^[0-9]{1,2}-[0-9]{4}$")).then("01-" + text).otherwise(text)
        return _date(first, is_excel).dt.month_start()
    if kind == "boolean":
        return text.str.to_lowercase().replace_strict(["true", "false"], [True, False], default=None, return_dtype=pl.Boolean)
    return pl.when(text != "").then(text.str.normalize("NFC"))


def _date(text: pl.Expr, is_excel: bool) -> pl.Expr:
    """`dd-mm-jjjj` or `jjjj-mm-dd`, with or without a time; only days that exist. Two-digit years and slashes are not guessed."""
    day = text.str.replace(r"[ T][0-2][0-9]:[0-5][0-9](:[0-5][0-9](\.[0-9]+)?)?$", "")
    dutch = pl.when(day.str.contains(r"^[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}$")).then(day).str.to_date("%d-%m-%Y", strict=False)
    iso = pl.when(day.str.contains(r"^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}$")).then(day).str.to_date("%Y-%m-%d", strict=False)
    if not is_excel:
        return pl.coalesce(dutch, iso)
    serial = pl.when(day.str.contains(r"^[0-9]{5}$")).then(day).cast(pl.Int32, strict=False)
    known = pl.when(serial.is_between(_FIRST_SERIAL, _LAST_SERIAL)).then(_EXCEL_DAY_ZERO + pl.duration(days=serial))
    return pl.coalesce(dutch, iso, known)


def _decimal(units: pl.Expr) -> pl.Expr:
    """Ten-thousandths as DECIMAL(18,4), by way of text: dividing would pass through floating point."""
    digits = units.abs().cast(pl.String).str.pad_start(5, "0")
    sign = pl.when(units < 0).then(pl.lit("-")).otherwise(pl.lit(""))
    return pl.concat_str(sign, digits.str.head(-4), pl.lit("."), digits.str.tail(4)).cast(pl.Decimal(18, 4), strict=False)
