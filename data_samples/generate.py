"""Makes the synthetic sample deliveries: python data_samples/generate.py --out data_samples/inbox --seed 20261121

The same arguments give the same bytes. Besides the inbox it writes planted.yml (the truths hidden in the data) and defects.yml (the
deliberate mistakes and what koers must do with each) in the folder that holds the inbox. What belongs here: the command and writing files.
Not here: what is in the files (makers/).
"""

import argparse
import shutil
from collections.abc import Sequence
from pathlib import Path

import yaml
from makers import alphen, dementie, heerlen, meppel, mvs
from makers.situatie import Situatie
from makers.verwachting import expected_orderings
from makers.waarheid import DREMPEL

SEED = 20261121
INBOX = Path(__file__).parent / "inbox"
MAKERS = {module.MAP: module.make for module in (alphen, heerlen, mvs, meppel, dementie)}
HEADING = "# Made by data_samples/generate.py with seed {seed}; do not edit. Synthetic: no person, provider or amount here exists.\n"


def generate(out: Path, seed: int = SEED, only: Sequence[str] = ()) -> list[Path]:
    """Write the situations (all, or `only` these) under `out`; returns the files written, in order. Replaces what was there.

    With `only`, planted.yml and defects.yml stay as they are: they tell about all situations together.
    """
    written: list[Path] = []
    made = [MAKERS[name](seed) for name in MAKERS if not only or name in only]
    for situation in made:
        shutil.rmtree(out / situation.naam, ignore_errors=True)
        written += write_situation(situation, out)
    return written if only else written + write_truths(made, out.parent, seed)


def write_truths(made: Sequence[Situatie], folder: Path, seed: int) -> list[Path]:
    """Write planted.yml and defects.yml."""
    truths = {contract: truth for situation in made for contract, truth in situation.planted.items()}
    planted = {"seed": seed, "drempel_zrm": round(DREMPEL, 4), "contracten": truths, "ordeningen": expected_orderings(list(truths))}
    defects = [defect.as_dict() for situation in made for defect in situation.defects]
    written: list[Path] = []
    for name, content in (("planted.yml", planted), ("defects.yml", {"seed": seed, "fouten": defects})):
        body = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=140)
        (folder / name).write_text(HEADING.format(seed=seed) + body, encoding="utf-8", newline="\n")
        written.append(folder / name)
    return written


def write_situation(situation: Situatie, out: Path) -> list[Path]:
    """Write one situation; two deliveries on one path are a mistake in a maker."""
    contents = {delivery.path: delivery.content() for delivery in situation.deliveries}
    contents |= {file.path: file.content for file in situation.bestanden}
    if len(contents) != len(situation.deliveries) + len(situation.bestanden):
        raise ValueError(f"{situation.naam}: two files have the same path")
    for path, content in contents.items():
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_bytes(content)
    return [out / path for path in contents]


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Make the synthetic sample deliveries of koers.")
    parser.add_argument("--out", type=Path, default=INBOX, help="the inbox folder; planted.yml and defects.yml come beside it")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--only", nargs="*", default=[], choices=list(MAKERS), help="only these situations")
    arguments = parser.parse_args()
    written = generate(arguments.out, arguments.seed, arguments.only)
    size = sum(path.stat().st_size for path in written)
    print(f"{len(written)} files, {size / 1e6:.1f} MB in {arguments.out}")


if __name__ == "__main__":
    main()
