"""Makes `generator/data/vectors.bin` and `vectors.txt`: which words stand near the same words.

    python -m training.vectors words.vector

The file holds vectors of words in word2vec's binary form, most frequent words first: that of the package synonyms 3.10.2
(MIT), trained on the Chinese Wikipedia. `training/README.md` tells how to get it. The same input gives the same files.
"""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from generator.annotate.normalize import plain
from generator.annotate.segmenting.words import Words
from generator.annotate.senses.vectors import BITS, MIDDLE, SIZE, VECTORS, WORDS

DATA = Path(__file__).parent.parent / "generator" / "data"
WORD = re.compile(r"[一-鿿]+|[a-z]{2,}")
UNLISTED = 60_000
"""Up to this rank, words that jieba's dictionary lacks are kept too: an author may name them."""
FREQUENT, MANY = 20_000, 40_000
"""How many of the most frequent words give the mean that is taken off, and the axes that are kept."""
IN_A_ROW = 100
"""Words in a line of the list."""
REACH = 2.2
"""The greatest number that is told apart on an axis, in standard deviations."""


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("vectors", type=Path)
    ask.add_argument("--out", type=Path, default=DATA)
    said = ask.parse_args()
    known, kept = Words().known, {}
    for rank, (written, vector) in enumerate(read(said.vectors)):
        word = plain(written)
        if WORD.fullmatch(word) and word not in kept and (rank < UNLISTED or known(word) or word[0] < "一"):
            kept[word] = vector
    packed = pack(np.array(list(kept.values())))
    (said.out / VECTORS).write_bytes(packed)
    words = list(kept)
    rows = (" ".join(words[at : at + IN_A_ROW]) + "\n" for at in range(0, len(words), IN_A_ROW))
    (said.out / WORDS).write_text("".join(rows), "utf-8")
    print(f"{len(kept)} words, {len(packed) // 1000} kB")


def read(path: Path) -> Iterator[tuple[str, np.ndarray]]:
    """Words and their vectors in a file of word2vec's binary form."""
    with path.open("rb") as file:
        count, size = map(int, file.readline().split())
        for _ in range(count):
            word = bytearray()
            while (char := file.read(1)) != b" ":
                word += char
            yield word.decode("utf-8", "replace").strip(), np.frombuffer(file.read(4 * size), "<f4")


def pack(vectors: np.ndarray) -> bytes:
    """The step of each axis, then half a byte a number: the direction of each vector on the SIZE axes that vary most."""
    units = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    units -= units[:FREQUENT].mean(axis=0)
    axes = np.linalg.svd(units[:MANY], full_matrices=False)[2][:SIZE]
    axes *= np.sign(axes.sum(axis=1, keepdims=True))  # the decomposition leaves the sign open
    turned = units @ axes.T
    turned /= np.linalg.norm(turned, axis=1, keepdims=True)
    most = MIDDLE - 1
    steps = (REACH / most * turned.std(axis=0)).astype("<f4")
    numbers = (np.clip(np.round(turned / steps), -most, most) + MIDDLE).astype(np.uint8)
    return steps.tobytes() + (numbers[:, ::2] | numbers[:, 1::2] << BITS).tobytes()


if __name__ == "__main__":
    main()
