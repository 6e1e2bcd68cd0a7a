"""How sentences are judged: words that are not used, words that name a cause, and how easily a text reads.

Belongs here: the measures. Does not belong here: which texts are held to them (the test modules here and in integration/dashboards).
"""

import re

FORBIDDEN = {
    "nl": r"significant\w*|betrouwbaarheidsinterval\w*|outcome\w*|percentiel\w*|realisatie|prestatie\w*|dankzij|leid(?:t|de|den) tot|"
    r"zorg(?:t|de|den) voor|effectief|"
    r"effectieve|veroorza\w*|levert op|door (?!toeval\b|het jaar\b)\w+",
    "en": r"significant\w*|confidence interval\w*|outcome\w*|percentile\w*|performance|thanks to|leads? to|led to|made this|"
    r"effective\w*|caus\w*|because of|results? in",
}
CAUSE = {"nl": r"zorgde voor|veroorza\w*|leid(?:t|de|den) tot|dankzij", "en": r"made this|caus\w*|led to|thanks to"}


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?])\s+", text) if part]


def syllables(word: str) -> int:
    """Count groups of vowels, the usual approximation for Dutch."""
    return max(1, len(re.findall(r"aa|ee|oo|uu|ie|oe|eu|ui|ij|ei|ou|au|[aeiouyéëïöü]", word.lower())))


def flesch_douma(text: str) -> float:
    words = re.findall(r"[A-Za-zÀ-ÿ'-]+|\d+", text)
    return 206.84 - 77 * sum(syllables(w) for w in words) / len(words) - 0.93 * len(words) / max(len(sentences(text)), 1)
