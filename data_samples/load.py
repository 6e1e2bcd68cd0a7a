"""Makes many valid messages for load: python data_samples/load.py --messages 5000 --lines 5000000 --out /tmp/load

What belongs here: dividing messages and lines, and writing them one by one. Not here: the XML (bericht/), the samples (generate.py).
They hang together: every provider declares every month for the allocations its 301s hold, answers reject lines of an earlier 323, credits
turn back a line of the month before, stops end starts. Nothing is kept in memory but one message; the same arguments give the same bytes.

Shares of the messages: 30 % 301, 20 % 305, 5 % 307, 15 % 325 and the rest 323. A 323 holds --lines divided by their number.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from bericht import (
    Client,
    Declaratie,
    Declaratieantwoord,
    DeclaratieRegel,
    Kop,
    Omvang,
    Start,
    Stop,
    Toewijzing,
    bericht_301,
    bericht_305,
    bericht_307,
    bsns_of_test_range,
    write_323,
    write_325,
)
from makers.kalender import month_end

GEMEENTE, FIRST_YEAR, MONTHS = "0119", 2023, 36
SHARES = {"301": 0.30, "305": 0.20, "307": 0.05, "325": 0.15}
LINES_EACH = 20  # lines of a 323 when --lines is not given
CATEGORIES = [f"{number:02d}" for number in range(1, 19)]
LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
BEGIN, START, LAST_DAY = date(2022, 12, 15), date(2023, 1, 1), date(2025, 12, 31)


@dataclass(frozen=True, slots=True)
class Plan:
    """How many messages of each kind, over how many providers, and how much each holds."""

    seed: int
    kinds: dict[str, int]
    lines: int

    @property
    def providers(self) -> int:
        return -(-self.kinds["323"] // MONTHS)

    @property
    def clients(self) -> int:
        """Clients of one provider: those with a 301 and at least one."""
        return max(1, self.kinds["301"] // self.providers)

    @property
    def products(self) -> int:
        """Allocations of one client: enough for the largest 323, whose lines each have their own."""
        return -(-self.lines_of(0) // self.clients)

    def lines_of(self, number: int) -> int:
        """Lines of a 323; the total is exact."""
        whole, rest = divmod(self.lines, self.kinds["323"])
        return whole + (number < rest)

    def agb(self, provider: int) -> str:
        return f"99{provider:06d}"

    def bsn(self, provider: int, client: int, bsns: list[str]) -> str:
        return bsns[(self.seed + provider * self.clients + client) % len(bsns)]


def make_plan(messages: int, lines: int | None, seed: int) -> Plan:
    """Divide the messages. Errors: ValueError when there are fewer than ten messages, or fewer lines than declarations."""
    kinds = {kind: int(messages * share) for kind, share in SHARES.items()}
    kinds["323"] = messages - sum(kinds.values())
    lines = LINES_EACH * kinds["323"] if lines is None else lines
    if messages < 10 or lines < kinds["323"]:
        raise ValueError(f"ten messages at least, and a line for each of the {kinds['323']} declarations")
    return Plan(seed, kinds, lines)


def allocation(plan: Plan, provider: int, place: int) -> tuple[str, str, str]:
    """Number, category and code of the allocation at a place in the provider's list: client by client, codes that do not repeat."""
    product = place % plan.products
    kind, rest = divmod(product, len(CATEGORIES))
    code = LETTERS[kind // 1296 % 36] + LETTERS[kind // 36 % 36] + LETTERS[kind % 36]
    return str(1 + provider * plan.clients * plan.products + place), CATEGORIES[rest], CATEGORIES[rest] + code


def lines_of_323(plan: Plan, number: int, bsns: list[str]) -> Iterator[DeclaratieRegel]:
    """The lines of one declaration; one in a hundred is the credit of the line before it in the month before."""
    provider, month = divmod(number, MONTHS)
    for place in range(plan.lines_of(number)):
        is_credit = month > 0 and place % 100 == 99
        of, at = (month - 1, place - 1) if is_credit else (month, place)
        begin = date(FIRST_YEAR + of // 12, of % 12 + 1, 1)
        nummer, categorie, code = allocation(plan, provider, at)
        volume, tariff = 1 + (at * 7 + of) % 20, 4000 + at % 50 * 25
        reference = f"R{provider}M{of}N{at}"
        yield DeclaratieRegel(
            plan.bsn(provider, at // plan.products, bsns), f"{reference}C" if is_credit else reference, nummer, categorie, code, begin,
            month_end(begin.year, begin.month), volume, "04", volume * tariff, tariff, is_credit, reference if is_credit else None,
        )  # fmt: skip


def write_declarations(plan: Plan, out: Path, bsns: list[str]) -> Iterator[Path]:
    """The 323s, and the 325s on the first of them: one line in fifty is rejected, every tenth answer accepts everything."""
    for number in range(plan.kinds["323"]):
        provider, month = divmod(number, MONTHS)
        begin = date(FIRST_YEAR + month // 12, month % 12 + 1, 1)
        last, total = month_end(begin.year, begin.month), sum(line.signed_cent for line in lines_of_323(plan, number, bsns))
        header = Declaratie(plan.agb(provider), GEMEENTE, f"VB{number}", last + timedelta(8), f"DN{number}", begin, last, total)
        yield write_323(out / f"wmo323_{number:06d}.xml", "Wmo", header, lines_of_323(plan, number, bsns))
        if number < plan.kinds["325"]:
            yield _write_answer(plan, out, header, number, bsns)


def _write_answer(plan: Plan, out: Path, header: Declaratie, number: int, bsns: list[str]) -> Path:
    rejected = [] if number % 10 == 0 else [line for line in islice(lines_of_323(plan, number, bsns), 0, None, 50) if not line.credit]
    assert header.totaal_cent is not None
    lost = sum(line.signed_cent for line in rejected)
    codes = ("0200",) if rejected else ("8001",)
    answer = Declaratieantwoord(
        header.agb, GEMEENTE, f"AW{number}", header.dagtekening + timedelta(7), header.identificatie, header.dagtekening,
        header.declaratienummer, header.totaal_cent, header.totaal_cent - lost, antwoord_retourcodes=codes,
    )  # fmt: skip
    returned = [DeclaratieRegel(**{name: getattr(line, name) for name in line.__slots__} | {"retourcodes": ("0611",)}) for line in rejected]
    return write_325(out / f"wmo325_{number:06d}.xml", "Wmo", answer, returned)


def write_care(plan: Plan, out: Path, bsns: list[str]) -> Iterator[Path]:
    """The 301s, one per client of a provider; starts for the first of them, stops for the first of those.

    With more 301s than clients the rest are later copies of the first: the same allocations, sent again.
    """
    everybody = plan.providers * plan.clients
    for kind in ("301", "305", "307"):
        for number in range(plan.kinds[kind]):
            provider, client = divmod(number % everybody, plan.clients)
            text = _care(kind, plan, number, provider, client, plan.bsn(provider, client, bsns))
            path = out / f"wmo{kind}_{number:06d}.xml"
            path.write_text(text, encoding="utf-8", newline="\n")
            yield path


def _care(kind: str, plan: Plan, number: int, provider: int, place: int, bsn: str) -> str:
    client = Client(bsn, date(1940 + number % 60, 1 + number % 12, 1 + number % 28), "12"[number % 2])
    day = {"301": BEGIN, "305": START + timedelta(3), "307": LAST_DAY + timedelta(3)}[kind]
    kop = Kop("Wmo", GEMEENTE, plan.agb(provider), f"ZG{number}", day)
    found = [allocation(plan, provider, place * plan.products + product) for product in range(plan.products)]
    if kind == "301":
        size = Omvang(20, "04", "4")
        return bericht_301(kop, client, [Toewijzing(n, c, code, BEGIN, "09:00:00", BEGIN, None, None, size) for n, c, code in found])
    starts = [Start(nummer, categorie, code, BEGIN, START) for nummer, categorie, code in found]
    return (
        bericht_305(kop, client, starts) if kind == "305" else bericht_307(kop, client, [Stop(start, "19", LAST_DAY) for start in starts])
    )


def generate(out: Path, messages: int, lines: int | None = None, seed: int = 0) -> Plan:
    """Write all messages to a new or empty folder, telling how far it is. Errors: ValueError as make_plan, FileExistsError."""
    plan = make_plan(messages, lines, seed)
    out.mkdir(parents=True, exist_ok=True)
    if any(out.iterdir()):
        raise FileExistsError("the folder is not empty")
    bsns = list(bsns_of_test_range())
    for done, _ in enumerate((path for write in (write_care, write_declarations) for path in write(plan, out, bsns)), 1):
        if done % max(500, messages // 20) == 0:
            print(f"{done} of {messages} messages", file=sys.stderr, flush=True)
    return plan


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Make many valid messages for load.")
    parser.add_argument("--messages", type=int, required=True)
    parser.add_argument("--lines", type=int, help="declaration lines in total, over all 323s")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    plan = generate(arguments.out, arguments.messages, arguments.lines, arguments.seed)
    told = ", ".join(f"{count} of {kind}" for kind, count in sorted(plan.kinds.items()))
    print(f"{arguments.messages} messages ({told}) with {plan.lines} declaration lines in {arguments.out}")


if __name__ == "__main__":
    main()
