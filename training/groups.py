"""Makes `generator/data/entities.groups`: words that stand near the same words, in groups.

    python -m training.groups

The words are the most frequent ones of `vectors.txt`, grouped by their vectors (spherical k-means). The same input gives
the same file.
"""

from pathlib import Path

import numpy as np

from generator.annotate.entities.lexicon import FIRST, GROUPS
from generator.annotate.senses.vectors import packaged

OUT = Path(__file__).parent.parent / "generator" / "data" / GROUPS
MOST, COUNT, ROUNDS = 60_000, 320, 40
"""How many words, in how many groups."""


def main() -> None:
    vectors = packaged()
    words = vectors.words()[:MOST]
    table = np.array([vectors.of(word) for word in words], dtype="float32")
    groups = grouped(table)
    sure = sorted((word, chr(FIRST + group)) for word, group in zip(words, groups, strict=True) if "\ufffd" not in word)
    OUT.write_text(f"{' '.join(word for word, _ in sure)}\n{''.join(group for _, group in sure)}\n", "utf-8")
    print(f"{OUT.name}: {OUT.stat().st_size // 1000} kB")


def grouped(table: np.ndarray) -> np.ndarray:
    """The number of the group of each row of `table`, whose rows have the length 1."""
    chance = np.random.default_rng(0)
    centres = table[chance.choice(len(table), COUNT, replace=False)]
    for _ in range(ROUNDS):
        nearest = (table @ centres.T).argmax(1)
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, table)
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        centres = np.where(lengths > 0, sums / np.maximum(lengths, 1e-9), centres)
    return (table @ centres.T).argmax(1)


if __name__ == "__main__":
    main()
