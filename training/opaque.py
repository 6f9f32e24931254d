"""Makes `generator/data/opaque.txt`: words that have nothing to do with a shorter word in them, as 阿里山 with 阿里.

    python -m training.opaque

Whether they have is told by the vectors of both (`generator/data/vectors.md`): they point the same way for 互联网公司 and 互联网, for
元宵节 and 元宵. Each line is a word and the longer ones, in which `~` stands for it. The same input gives the same file.
"""

from collections.abc import Collection, Iterator
from pathlib import Path

from generator.annotate.matching.within import LONG, OPAQUE, RARE, STANDS
from generator.annotate.normalize import is_han
from generator.annotate.segmenting.words import Words
from generator.annotate.senses.vectors import Vectors, likeness

OUT = Path(__file__).parent.parent / "generator" / "data" / OPAQUE
SHORTEST, LONGEST = 3, 7
"""Longer words, in characters."""
NAME, SAYING, OTHER = (0.25, 0.2, 0.25, 0.0), (0.05, 0.0, 0.16, -1.0), (0.05, 0.0, -1.0, -1.0)
"""The cosine up to which a name, a saying, another word has nothing in common with a part: one that begins it, one that
ends it; with another word beside it, one that begins it, one that ends it. The parts of names mean least.
"""
BY_TAG = {"ns": NAME, "nr": NAME, "nrt": NAME, "nz": (*NAME[:2], *OTHER[2:]), "m": NAME, "i": SAYING, "l": SAYING}
"""A few names have the tag of numbers (三星堆)."""

SEVERAL, ALIKE, MOST = 10, 0.35, 0.65
"""An ending makes compounds if, of so many words or more, so great a part are so much like what stands before it."""
COMMONER, MUCH = 0.2, 1.75
"""What is added to that for each natural logarithm by which the longer word is more frequent (黄鹤楼 than 黄鹤), and up to how many;
not for compounds of an ending."""


def main() -> None:
    words, vectors, found = Words(), Vectors(), dict[str, list[str]]()
    endings = frozenset(_endings(words, vectors))
    for longer in vectors.words():
        if SHORTEST <= len(longer) <= LONGEST and is_han(longer[0]):
            for start, end in _opaque(words, vectors, longer, endings):
                found.setdefault(longer[start:end], []).append(longer[:start] + STANDS + longer[end:])
    lines = [" ".join([part, *sorted(found[part])]) for part in sorted(found)]
    OUT.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{sum(map(len, found.values()))} words around {len(found)}: {OUT.stat().st_size // 1000} kB")


def _endings(words: Words, vectors: Vectors) -> Iterator[str]:
    """The characters that make compounds of the words before them: 性 in 可读性, 值 in 布尔值."""
    found: dict[str, list[float]] = {}
    for longer in vectors.words():
        if len(longer) == SHORTEST and words.known(longer[:-1]):
            alike = _likeness(vectors, longer, longer[:-1])
            if alike is not None:
                found.setdefault(longer[-1], []).append(alike)
    for ending, likenesses in found.items():
        if len(likenesses) >= SEVERAL and sum(one >= ALIKE for one in likenesses) >= MOST * len(likenesses):
            yield ending


def _opaque(words: Words, vectors: Vectors, longer: str, endings: Collection[str]) -> Iterator[tuple[int, int]]:
    """Where a known word begins or ends a longer one and has nothing to do with it."""
    made = longer[-1] in endings and words.tag(longer) != "ns"
    most = OTHER if made else BY_TAG.get(words.tag(longer), OTHER)
    for size in range(2, min(LONG + 1, len(longer))):
        for start in (0, len(longer) - size):
            part, rest = longer[start : start + size], longer[:start] + longer[start + size :]
            alike, which = _likeness(vectors, longer, part), int(start > 0)
            if alike is None or not words.known(part) or (start == 1 and words.tag(longer) == "nr"):
                continue  # given names are words of their own
            if len(rest) == 1 and not _may_name(words, longer, part) and not words.known(_crossing(longer, start)):
                continue  # one character more makes a compound (英国队) unless it divides otherwise too (大｜熊猫)
            if any(words.known(rest[:more]) or words.known(rest[-more:]) for more in range(2, len(rest) + 1)):
                alike, which = max(alike, _likeness(vectors, longer, rest) or alike), which + 2
            commoner = 0.0
            if which < 2 and words.tag(longer).startswith("n") and not (made and start == 0):
                commoner = max(0.0, min(_weight(words, longer) - _weight(words, part), MUCH))
            if alike < most[which] + COMMONER * commoner:
                yield start, start + size


def _may_name(words: Words, longer: str, part: str) -> bool:
    """Whether `longer` may be a name of its own: by its tag, but the dictionary has compounds of verbs as persons too (平衡木)."""
    tag = words.tag(longer)
    return tag in BY_TAG and BY_TAG[tag] is not SAYING and not (tag == "nr" and words.tag(part)[:1] in ("v", "a"))


def _crossing(longer: str, start: int) -> str:
    """What is left of `longer` if its one character beside the part is taken from the part's other side."""
    return longer[:-1] if start else longer[1:]


def _weight(words: Words, word: str) -> float:
    """The natural logarithm of a word's frequency; of one that jieba's dictionary lacks a low one."""
    return words.weight(word) or RARE


def _likeness(vectors: Vectors, longer: str, part: str) -> float | None:
    """The cosine of two words; None if one has no vector."""
    one, other = vectors.of(longer), vectors.of(part)
    return None if one is None or other is None else likeness(one, other)


if __name__ == "__main__":
    main()
