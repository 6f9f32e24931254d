"""Make `generator/data/everyday.txt`: words that are more common today than jieba's dictionary has them.

    pip install wordfreq jieba
    python -m training.everyday

Each line has a Zipf frequency (log10 of occurrences in 1,000 million words, to a tenth) and the words of it. Chinese words are
listed where wordfreq has them at least COMMON and by MORE above the dictionary; Latin words by the higher of their
frequencies in Chinese and in English texts.
"""

import re
from collections import defaultdict
from math import log10
from pathlib import Path

COMMON = 3.4
MORE = 0.4
LATIN_COMMON = 3.8
OUT = Path("generator/data/everyday.txt")
HAN = re.compile("[\u4e00-\u9fff]{2,}")
LATIN = re.compile("[a-z]{2,}")


def main() -> None:
    """Write the list."""
    import jieba
    from wordfreq import get_frequency_dict

    jieba.initialize()
    known, total = jieba.dt.FREQ, jieba.dt.total
    chinese, english = get_frequency_dict("zh", "large"), get_frequency_dict("en", "large")
    by_zipf: defaultdict[float, list[str]] = defaultdict(list)
    for word in sorted({*chinese, *english}):
        zipf = (
            round(9 + log10(max(chinese.get(word, 0), english.get(word, 0) if LATIN.fullmatch(word) else 0, 1e-10)), 1)
            if (HAN.fullmatch(word) or LATIN.fullmatch(word))
            else 0.0
        )
        count = known.get(word)
        least = max(COMMON, 9 + log10(count / total) + MORE if count else 0) if HAN.fullmatch(word) else LATIN_COMMON
        if zipf >= least:
            by_zipf[zipf].append(word)
    OUT.write_text("".join(f"{zipf} {' '.join(by_zipf[zipf])}\n" for zipf in sorted(by_zipf, reverse=True)), "utf-8")


if __name__ == "__main__":
    main()
