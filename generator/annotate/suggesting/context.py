"""Evidence about a candidate in the rest of the article."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import log

from generator.annotate.rarity import HAN
from generator.annotate.segmenting.words import Words
from generator.annotate.suggesting.candidates import MOST_OFFSET, OFFSET_BITS, Candidate
from generator.annotate.suggesting.everyday import UNSURE, zipf

BEFORE_VERB = frozenset("会要能可不未没再来去想将应需被")
AFTER_VERB = frozenset("了着过到出")
AFTER_SUBJECT = frozenset("是指叫")
"""Characters before and after verbs, and after subjects: 不切换, 中台是."""
NAME_PARTS = re.compile("[· ]")
"""The separators in a foreign name."""


def inside(candidates: Mapping[str, Candidate]) -> Mapping[str, tuple[int, int]]:
    """Surface → mean and maximum count of the longer candidates (seen twice or more) that contain it."""
    counts: defaultdict[str, list[int]] = defaultdict(list)
    for surface, candidate in candidates.items():
        count = len(candidate.places)
        if count > 1:
            for part in {
                surface[start:end] for start in range(len(surface)) for end in range(start + 2, len(surface) + 1)
            }:
                if part != surface and part in candidates:
                    counts[part].append(count)
    return {part: (sum(found) // len(found), max(found)) for part, found in counts.items()}


def new_heads(candidates: Mapping[str, Candidate], words: Words) -> frozenset[str]:
    """Two-character heads, rare or unknown in the dictionary, that at least two compounds share: 数据中台, 技术中台."""
    ends = Counter(
        candidate.surface[-2:]
        for candidate in candidates.values()
        if (candidate.group != "ranked" or len(candidate.places) > 1) and ends_in_two(candidate.words)
    )
    return frozenset(end for end, count in ends.items() if count > 1 and zipf(end, words) < UNSURE)


def ends_in_two(parts: Sequence[str]) -> bool:
    """Whether a compound ends in a word, or two words, of two Han characters in total."""
    ending = parts[-1] if parts and len(parts[-1]) == 2 else "".join(parts[-2:])
    return len(parts) > 1 and ending != "".join(parts) and len(ending) == 2 and all(map(HAN.match, ending))


def neighbours(candidate: Candidate, texts: Mapping[int, str]) -> Mapping[str, float]:
    """Measures of the characters before and after its places."""
    left, right = [], []
    size = len(candidate.surface)
    for place in candidate.places:
        text, start = texts[place >> OFFSET_BITS], place & MOST_OFFSET
        left.append(text[start - 1] if start else "")
        right.append(text[start + size : start + size + 1])
    count = len(left)
    acted = sum(char in BEFORE_VERB for char in left) + sum(char in AFTER_VERB for char in right)
    return {
        "freedom": min(_entropy(Counter(left)), _entropy(Counter(right))) if count > 1 else 0.0,
        "acted": acted / count,
        "told of": sum(char in AFTER_SUBJECT for char in right) / count,
    }


def _entropy(counted: Counter[str]) -> float:
    total = counted.total()
    return -sum(count / total * log(count / total) for count in counted.values())


def parts_of_name(candidate: Candidate) -> list[str]:
    """The parts of a foreign name, with dots or in Latin letters; of other candidates none."""
    if candidate.group == "latin" or "person" in candidate.signs:
        parts = NAME_PARTS.split(candidate.surface)
        return parts if len(parts) > 1 else []
    return []
