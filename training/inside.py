"""Makes `generator/data/inside.txt`: which characters stand side by side inside words.

    python -m training.inside

The first line is the digest of jieba's dictionary, each other one a character and those that follow it inside a word of the
dictionary, of `pairs.txt`, or of the well-known names of `names.txt`, or inside a number with its unit. The same input gives
the same file.
"""

import sys
from itertools import chain, pairwise, product
from pathlib import Path

from generator.annotate.matching.inside import INSIDE
from generator.annotate.matching.lattice import DIGITS, UNITS
from generator.annotate.matching.pairs import packaged as pairs
from generator.annotate.matching.within import WELL_KNOWN
from generator.annotate.segmenting.dictionary import Dictionary, jieba_file

OUT = Path(__file__).parent.parent / "generator" / "data" / INSIDE


def main() -> None:
    followers: dict[str, set[str]] = {}
    known = (line.split(" ", 1)[0] for line in jieba_file("dict.txt").read_text("utf-8").splitlines())
    digits = [char for char in map(chr, range(sys.maxunicode + 1)) if char.isdigit()]
    for word in chain(known, pairs.words, WELL_KNOWN, product(DIGITS, DIGITS), product(digits, UNITS)):
        for one, two in pairwise(word):
            followers.setdefault(one, set()).add(two)
    rows = [one + "".join(sorted(followers[one])) for one in sorted(followers)]
    OUT.write_text("\n".join([Dictionary().digest, *rows]) + "\n", "utf-8")
    print(f"{len(rows)} characters, {sum(map(len, rows)) - len(rows)} pairs: {OUT.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
