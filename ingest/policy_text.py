"""Texts about policy that land and are printed: what may not be in them, because it points to a person.

What belongs here: finding e-mail addresses, telephone numbers and numbers that may be a BSN in a sentence. Not here: which columns are
such texts (the contract says `policy_text`), how long they may be (max_length), and names: no pattern knows those.
"""

import re

import polars as pl

from ingest.pseudonymise import is_bsn

# The Dutch sentence for each rule, after “Rij 3, kolom Verhaal: ”; the text itself is never repeated.
POLICY_FAULTS = {
    "mail_in_tekst": "er staat een e-mailadres in de tekst. Haal het weg: deze tekst komt op een pagina.",
    "telefoon_in_tekst": "er staat een telefoonnummer in de tekst. Haal het weg: deze tekst komt op een pagina.",
    "bsn_in_tekst": "er staat een nummer in de tekst dat een BSN kan zijn. Haal het weg; schrijf een bedrag als € 1,2 miljoen.",
}
_MAIL = re.compile(r"[^\s@]@[^\s@]+\.[^\s@]|\bmailto:", re.I)
# Ten digits from 0, or +31/0031 and nine: 06-12345678, (0299) 12 34 56, +31 6 1234 5678. Marks between the digits do not hide it.
_PHONE = re.compile(r"(?<![\d€])(?:\+31|0031|0)(?:[\s().\-/]*\d){9}(?![\d])")
# Eight digits have lost their leading zero. Grouped in threes an amount of eight digits reads 12.345.678 and is none.
_NUMBER = re.compile(r"(?<!\d)\d(?:[ .\-]?\d){7,8}(?![\d])")
_GROUPED_AMOUNT = re.compile(r"\d{1,2}(?:\.\d{3}){2}")


def text_fault(text: str) -> str | None:
    """The rule of POLICY_FAULTS that a text breaks first, None when it breaks none."""
    if _MAIL.search(text):
        return "mail_in_tekst"
    if _PHONE.search(text):
        return "telefoon_in_tekst"
    return "bsn_in_tekst" if any(_may_be_bsn(found) for found in _NUMBER.findall(text)) else None


def text_faults(texts: pl.Series) -> pl.Series:
    """Per text the rule it breaks, null when it breaks none or is null; each distinct text is read once."""
    distinct = texts.drop_nulls().unique()
    faults = pl.Series([text_fault(text) for text in distinct], dtype=pl.String)
    return texts.replace_strict(distinct, faults, default=None, return_dtype=pl.String)


def _may_be_bsn(written: str) -> bool:
    digits = re.sub(r"\D", "", written)
    return not _GROUPED_AMOUNT.fullmatch(written) and is_bsn(digits.zfill(9))
