"""How well entities are found: precision, recall and F1 by type, precision of what is shown, and CPU time.

    python -m benchmarks.entities_quality GOLD.iob2 [--joined] [--published 0.8]

GOLD is IOB2 in columns as Universal NER publishes it (zh_gsdsimp-ud-dev.iob2). Each sentence is an article of its
own. `--joined`
measures `zhushu[ner]`, without it the plain install. docs/quality-entities.md holds what it printed.
"""

import argparse
import time
from collections import Counter
from pathlib import Path

from generator.annotate.entities.finder import Finder
from generator.annotate.segmenting.words import Words
from generator.core.passage import Passage
from generator.core.span import Span
from training.corpus import Sentence, read

TYPES = ("person", "place", "organization")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("gold", type=Path)
    ask.add_argument("--joined", action="store_true")
    ask.add_argument("--published", type=float, default=0.8)
    said = ask.parse_args()
    gold = read(said.gold)
    finder = Finder(Words(), joined=said.joined)
    list(finder.find([Passage(0, text) for text, _ in gold], 1))  # loads what is loaded on demand
    began = time.process_time()
    found = [list(finder.find([Passage(0, text)], said.published)) for text, _ in gold]
    spent = time.process_time() - began
    print("all")
    table(gold, found)
    print(f"shown at {said.published}")
    table(gold, [[span for span in spans if span.published] for spans in found])
    print(f"{spent / sum(len(text) for text, _ in gold) * 3e6:.1f} ms CPU for 3,000 characters")


def table(gold: list[Sentence], found: list[list[Span]]) -> None:
    """Prints precision, recall and F1 by type and over all."""
    right, given, wanted = Counter[str](), Counter[str](), Counter[str]()
    for (_, spans), names in zip(gold, found, strict=True):
        ours = {(name.start, name.end, name.label) for name in names if name.label in TYPES}
        given.update(kind for *_, kind in ours)
        wanted.update(kind for *_, kind in spans)
        right.update(kind for *_, kind in ours & set(spans))
    for kind in TYPES:
        print(f"  {kind:13s} {figures(right[kind], given[kind], wanted[kind])}")
    print(f"  {'all':13s} {figures(right.total(), given.total(), wanted.total())}")


def figures(right: int, given: int, wanted: int) -> str:
    precision, recall = right / max(given, 1), right / max(wanted, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"P {100 * precision:5.1f}  R {100 * recall:5.1f}  F1 {100 * f1:5.1f}  ({given} found, {wanted} in gold)"


if __name__ == "__main__":
    main()
