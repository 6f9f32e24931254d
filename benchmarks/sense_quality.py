"""Which meaning is meant: measured on `form<TAB>sense<TAB>sentence` lines, each sentence alone, through the annotator.

    python -m benchmarks.sense_quality [GOLD.tsv] [--glossary FILE] [--mistakes] [--half 0|1]

Without a path the project's own gold is read: 300 minimal pairs in 60 forms (tests/cases/senses.tsv with the glossary
senses.csv). Without a glossary another file's entries are made of its forms and senses alone. The gold of a sentence is
the sense of its first mention of the form. Precision is the share of right choices among those made, coverage the share
of mentions for which one was made; the baseline always takes the most frequent sense of each form in the file itself.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from generator import annotate
from generator.core.entry import Entry, Glossary
from generator.core.passage import Passage
from generator.core.settings import AnnotateSettings
from generator.glossary.load import assemble, load_file

CASES = Path(__file__).parents[1] / "tests" / "cases"


class Gold(NamedTuple):
    """A sentence in which `form` has the meaning `sense`."""

    form: str
    sense: str
    sentence: str


class Told(NamedTuple):
    """What was made of a sentence."""

    gold: Gold
    said: str
    """The sense that was chosen; empty where it was left open, `-` where the form was not marked."""
    score: float
    why: str


def read(path: Path) -> list[Gold]:
    """The sentences of a file."""
    lines = path.read_text("utf-8-sig").splitlines()
    return [Gold(*line.split("\t")[:3]) for line in lines if line.count("\t") >= 2 and not line.startswith("#")]


def made_of(gold: Iterable[Gold]) -> Glossary:
    """A glossary of the forms and senses of a file, without any other evidence."""
    pairs = dict.fromkeys((one.form, one.sense) for one in gold)
    entries = [
        Entry(name, name, name, forms=(name, form), sense=sense)
        for form, sense in pairs
        for name in (f"{form}（{sense}）",)
    ]
    return assemble(entries)[0]


def measure(gold: Iterable[Gold], glossary: Glossary) -> list[Told]:
    """What the annotator says of each sentence."""
    annotator = annotate.annotator(glossary, AnnotateSettings("listed"))
    told = []
    for one in gold:
        spans = annotator([Passage(0, one.sentence)])
        first = next((span for span in spans if span.reason is None and span.text == one.form), None)
        if first is None:
            told.append(Told(one, "-", 0.0, ""))
            continue
        said = "" if first.choices else glossary.entries[first.ref or ""].sense
        told.append(Told(one, said, first.score, first.note.zh if first.note else ""))
    return told


def summary(told: list[Told]) -> str:
    """Precision, coverage and the baseline in one line."""
    chosen = [one for one in told if one.said not in ("", "-")]
    right = sum(one.said == one.gold.sense for one in chosen)
    senses: dict[str, Counter[str]] = defaultdict(Counter)
    for one in told:
        senses[one.gold.form][one.gold.sense] += 1
    usual = sum(max(count.values()) for count in senses.values())
    missed = sum(one.said == "-" for one in told)
    return (
        f"{len(told)} sentences, {len(senses)} forms: precision {100 * right / max(1, len(chosen)):.1f}, "
        f"coverage {100 * len(chosen) / max(1, len(told)):.1f} ({missed} not marked at all); "
        f"most frequent sense: precision {100 * usual / max(1, len(told)):.1f}, coverage 100"
    )


def calibration(told: list[Told]) -> str:
    """How often choices of a score are right."""
    bands = defaultdict(list)
    for one in told:
        if one.said not in ("", "-"):
            bands[min(9, int(one.score * 20) - 10)].append(one.said == one.gold.sense)
    return "\n".join(
        f"  score {0.5 + band / 20:.2f}-: {len(right):4} choices, {100 * sum(right) / len(right):.1f} % right"
        for band, right in sorted(bands.items())
    )


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("gold", nargs="?", type=Path)
    parser.add_argument("--glossary", type=Path)
    parser.add_argument("--mistakes", action="store_true", help="print what was wrong or left open")
    parser.add_argument("--half", type=int, choices=(0, 1), help="only every second form")
    asked = parser.parse_args()
    gold = read(asked.gold or CASES / "senses.tsv")
    if asked.half is not None:
        forms = list(dict.fromkeys(one.form for one in gold))
        kept = set(forms[asked.half :: 2])
        gold = [one for one in gold if one.form in kept]
    source = asked.glossary or (None if asked.gold else CASES / "senses.csv")
    told = measure(gold, load_file(source) if source else made_of(gold))
    print(summary(told))
    print(calibration(told))
    if asked.mistakes:
        for one in told:
            if one.said != one.gold.sense:
                print(f"{one.said or '?'}\t{one.gold.form}\t{one.gold.sense}\t{one.gold.sentence}\t{one.why}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
