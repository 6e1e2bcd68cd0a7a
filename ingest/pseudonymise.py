"""Pseudonyms: numbers of persons become keyed codes at the door, and numbers that are no BSN are found.

What belongs here: HMAC over purpose and number, the elfproef, the official test range. Not here: which column is what (contract).
A plain hash is no protection: some ninety million numbers pass the elfproef, a table of all of them is made in seconds (reference.md §7.2).
"""

import hashlib
import hmac

import polars as pl

TEST_RANGE = (999_900_006, 999_999_990)  # BSNs that are never given to anybody
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_LENGTH = 32  # hexadecimal characters, 128 bits

# The Dutch sentence for each rule about a BSN, after “Rij 14, kolom BSN: ”; the number itself is never shown.
BSN_FAULTS = {
    "bsn": "dit is geen geldig BSN. Een BSN heeft negen cijfers en voldoet aan de elfproef. Controleer het nummer bij de bron.",
    "voorloopnul": "dit BSN heeft maar acht cijfers; de voorloopnul is waarschijnlijk weg. Zet de kolom op tekst en vul negen cijfers in.",
    "bsn_elders": "hier staat een BSN. Zet een BSN alleen in de kolom BSN; hier hoort een ander nummer.",
    "onleesbaar_teken": "in dit nummer staat een teken dat bij het opslaan verloren ging. Lever opnieuw als CSV UTF-8.",
}


def pseudonym(key: bytes, purpose: str, number: str) -> str:
    """32 hexadecimal characters: HMAC-SHA-256 over `purpose|number`. Equal numbers of different purposes never meet."""
    return hmac.digest(key, f"{purpose}|{number}".encode(), hashlib.sha256).hex()[:_LENGTH]


def pseudonymise_column(key: bytes, purpose: str | pl.Series, numbers: pl.Series) -> pl.Series:
    """Pseudonyms of a whole column, for one purpose or a purpose per row; null where the number is null; name of `numbers`.

    Each distinct pair is computed once; the keyed state is copied for each, which halves the time of a fresh HMAC.
    """
    keyed = hmac.new(key, digestmod=hashlib.sha256)
    if isinstance(purpose, str):
        keyed.update(f"{purpose}|".encode())
        pairs = numbers.rename("pair").to_frame()
    else:
        pairs = pl.DataFrame({"pair": purpose + "|" + numbers})
    distinct = pairs["pair"].drop_nulls().unique()
    codes = pl.DataFrame({"pair": distinct, "code": pl.Series([_finish(keyed, pair) for pair in distinct], dtype=pl.String)})
    return pairs.join(codes, on="pair", how="left", maintain_order="left")["code"].rename(numbers.name)


def bsn_faults(numbers: pl.Series) -> pl.Series:
    """Per number the rule of BSN_FAULTS it breaks, null when it is a BSN or null."""
    distinct = numbers.drop_nulls().unique()
    faults = pl.Series([bsn_fault(number) for number in distinct], dtype=pl.String)
    return numbers.replace_strict(distinct, faults, default=None, return_dtype=pl.String)


def bsn_fault(number: str) -> str | None:
    """The rule of BSN_FAULTS that one text breaks, None when it is a BSN."""
    if is_bsn(number):
        return None
    return "voorloopnul" if len(number) == 8 and is_bsn("0" + number) else "bsn"


def is_bsn(text: str) -> bool:
    """Nine digits as text that pass the elfproef; 000000000 passes the sum and is none."""
    if len(text) != 9 or not (text.isascii() and text.isdigit()) or text == "000000000":
        return False
    return sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, text, strict=True)) % 11 == 0


def in_test_range(text: str) -> bool:
    """Whether a BSN lies in the official test range."""
    return text.isascii() and text.isdigit() and TEST_RANGE[0] <= int(text) <= TEST_RANGE[1]


def could_be_real(text: str) -> bool:
    """A BSN outside the test range, also when written with separators or without its leading zero."""
    digits = "".join(sign for sign in text if sign not in " .-")
    return is_bsn(digits.zfill(9)) and len(digits) >= 8 and not in_test_range(digits)


def _finish(keyed: hmac.HMAC, text: str) -> str:
    code = keyed.copy()
    code.update(text.encode())
    return code.hexdigest()[:_LENGTH]
