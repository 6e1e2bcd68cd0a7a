"""What outcomes.py measures and how it tells it: the steps, the models behind each rule, medians and ratios. Not here: running anything."""

import json
import statistics
from pathlib import Path
from typing import Any

# What each step asks for; what is behind it and not yet built counts there. The seeds and the parameters are built beforehand.
STEPS = {
    "pairs": ("int_resultaat__traject",),
    "change": ("mart_resultaat_jaar", "mart_verandering", "mart_dekking"),
    "funnel": ("mart_vergelijking", "mart_vergelijking_model", "mart_vergelijking_ijking"),
    "per domain": ("mart_resultaat_domein",),
}
NIGHT = ("pairs", "change", "funnel")
BARE = ("pairs", "marts", "funnel")  # the last one is ours: funnel.sql
# What the models do and the bare script does not, by the models that do it. What is left is choosing a first and a last score, and figures.
RULES = {
    "one trajectory of what was delivered in parts, what ends it, who it is": ("int_traject__vervolg", "int_traject__spells"),
    "windows around start and end, AOW, a score that came twice": ("int_meting__dubbel", "int_meting__metingen"),
    "threshold of reliable change from own first measurements": ("int_resultaat__intake", "int_resultaat__drempel"),
    "comparison corrected for who was helped, with its model": STEPS["funnel"],
}


def report(bare: list[dict[str, Any]], ours: list[dict[str, Any]], nights: list[dict[str, Any]]) -> str:
    """Medians of every step, the ratio of pairs, change and funnel to the bare steps, and the highest memory of each."""
    lines = []
    for kind in ("cpu", "wall"):
        limit = {step: statistics.median(run[kind][step] for run in bare) for step in BARE}
        medians = {step: statistics.median(run[kind][step] for run in ours) for step in STEPS}
        base = statistics.median(run[kind]["pairs"] + run[kind]["marts"] for run in bare)
        lines += [f"bare {step:<11}{seconds:>8.2f} s {kind}" for step, seconds in limit.items()]
        lines += [f"koers {step:<10}{seconds:>8.2f} s {kind}  {seconds / base:.2f}" for step, seconds in medians.items()]
        one_by_one = statistics.median(sum(run[kind][step] for step in NIGHT) for run in ours)
        night = statistics.median(run[kind]["night"] for run in nights)
        lines.append(f"pairs, change, funnel one after another: {one_by_one:.2f} s / bare {base:.2f} s = {one_by_one / base:.2f} by {kind}")
        lines.append(f"pairs, change, funnel as in a night: {night:.2f} s / bare {base:.2f} s = {night / base:.2f} by {kind}")
        lines.append(f"the same with a bare funnel in the base: {night / (base + limit['funnel']):.2f} by {kind}")
    lines.append("asked: pairs, change, funnel at most 1.5")
    kinds = (("bare", bare), ("koers one by one", ours), ("koers as in a night", nights))
    lines += [f"peak memory {name}: {max(run['peak_rss_mb'] for run in runs)} MB" for name, runs in kinds]
    return "\n".join([*lines, f"pairs, ended trajectories: {ours[0]['pairs']}"])


def per_model(seconds: dict[str, float], work: Path) -> str:
    """The cpu seconds of every model that takes some, and of every rule."""
    lines = [f"{spent:>8.2f} s  {name}" for name, spent in sorted(seconds.items(), key=lambda item: -item[1]) if spent >= 0.02]
    funnel = {model["name"] for model in json.loads((work / "models.json").read_text()) if model["step"] == "funnel"}
    for rule, names in RULES.items():
        spent = sum(seconds[name] for name in (funnel if names == STEPS["funnel"] else names))
        lines.append(f"{spent:>8.2f} s  {rule}")
    return "\n".join(lines)
