"""Makes `generator/data/pairs.bin` and `pairs.txt`: which words follow each other, and words that jieba lacks.

    python -m training.pairs --words words.tsv --pairs pairs.tsv

The two files are the language model of libime (Debian's `libime-data-language-model`, LGPL-2.1+) as text: `word, log10 of
its probability, log10 of its backoff` and `word, next word, log10 of the probability of the next`, separated by tabs.
`training/README.md` tells how to write them. The same input gives the same files.
"""

import argparse
import re
from array import array
from collections.abc import Iterator
from heapq import nlargest
from math import exp, log
from pathlib import Path
from typing import NamedTuple

from generator.annotate.matching.pairs import (
    ALONE,
    BUCKETS,
    GAIN_BITS,
    MOST_GAIN,
    PAIRS,
    SAME,
    STEP,
    UNLISTED,
    WORDS,
    key,
)
from generator.annotate.segmenting.words import Words

DATA = Path(__file__).parent.parent / "generator" / "data"
LN_10 = log(10)
LEAST_GAIN = 0.75
"""Pairs that gain less, in natural logarithms, are left out: they would be rounded to 0 or to nothing that counts."""
KEPT = 830_000
"""So many pairs are kept: those that gain most over the whole of the model's text."""
LEAST_WEIGHT = -6.0 * LN_10
"""Words that are rarer are left out of `pairs.txt`."""
HAN_WORD = re.compile("[一-鿿]{2,4}")


class Word(NamedTuple):
    """A word's natural logarithms: of its probability, and of what is left for words that are not listed after it."""

    weight: float
    backoff: float


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--words", type=Path, required=True)
    ask.add_argument("--pairs", type=Path, required=True)
    ask.add_argument("--out", type=Path, default=DATA)
    said = ask.parse_args()
    words = {row[0]: Word(float(row[1]) * LN_10, float(row[2]) * LN_10) for row in _rows(said.words)}
    kept = nlargest(KEPT, _gains(said.pairs, words))
    packed = pack(dict(shifts(words)) | {(one, two): gain for _, one, two, gain in kept})
    (said.out / PAIRS).write_bytes(packed)
    text = unlisted(words)
    (said.out / WORDS).write_text(text, "utf-8")
    print(f"{len(kept)} pairs: {len(packed) // 1000} kB; words: {len(text.encode()) // 1000} kB")


def pack(gains: dict[tuple[str, str], int]) -> bytes:
    """Buckets by the high half of a pair's key: where each begins, then the low halves, then the gains."""
    table = sorted((key(one, two), gain) for (one, two), gain in gains.items())
    starts, at = array("I"), 0
    for bucket in range(BUCKETS + 1):
        while at < len(table) and table[at][0] >> 16 < bucket:
            at += 1
        starts.append(at)
    halves = array("H", [number & 0xFFFF for number, _ in table])
    gained = [gain for _, gain in table] + [0] * (len(table) % 2)
    nibbles = bytes(low | high << GAIN_BITS for low, high in zip(gained[::2], gained[1::2], strict=True))
    return starts.tobytes() + halves.tobytes() + nibbles


def shifts(words: dict[str, Word]) -> Iterator[tuple[tuple[str, str], int]]:
    """What each word's weight in the model, its backoff included, is more than in jieba's dictionary, in steps from SAME."""
    weight = Words().weight
    for word, model in words.items():
        listed = weight(word)
        if listed is not None:
            steps = round((sum(model) - listed) / STEP)
            if steps * STEP != UNLISTED:
                yield (ALONE, word), SAME + max(1 - SAME, min(MOST_GAIN - SAME, steps))


def unlisted(words: dict[str, Word]) -> str:
    """The words that jieba's dictionary lacks, a line for each rounded weight: the weight, then its words."""
    known = Words().known
    lines: dict[int, list[str]] = {}
    for word, model in sorted(words.items()):
        if model.weight >= LEAST_WEIGHT and HAN_WORD.fullmatch(word) and not known(word):
            lines.setdefault(round(sum(model)), []).append(word)
    return "".join(f"{weight} {' '.join(lines[weight])}\n" for weight in sorted(lines, reverse=True))


def _gains(path: Path, words: dict[str, Word]) -> Iterator[tuple[float, str, str, int]]:
    """What each pair gains over the model's text, the pair, and how much likelier the second word is after the first."""
    for one, two, chance in _rows(path):
        after = float(chance) * LN_10
        gain = after - words[two].weight - words[one].backoff
        if gain >= LEAST_GAIN:
            yield exp(words[one].weight + after) * gain, one, two, min(MOST_GAIN, round(gain))


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


if __name__ == "__main__":
    main()
