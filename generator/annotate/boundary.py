"""How likely a word ends between two characters: a second opinion beside the lattice, from a model trained on text.

The lattice weighs words one by one. The model also sees the characters on both sides, the words that end and begin
there, their parts of speech and the word that would cross, so it knows that 年底 hardly follows 去 and that 尝鲜 goes
together.
It is a logistic regression: CRFsuite with sequences of one item. `training/boundaries.py` makes its weights;
`generator/data/boundaries.md` is their card.
"""

from functools import cache, cached_property
from math import log
from threading import Lock
from typing import Any

from generator.annotate.crf import opened
from generator.annotate.lattice import NONE, Readings, Ways, stretch
from generator.annotate.normalize import is_han

MODEL = "boundaries.crf"
YES = "1"
"""The label of a place where a word ends."""
SURE = 6.0
"""The logarithm of odds is cut to this."""
LONGEST = 5
"""Characters of the longest word that ends or begins at the place and is told by name."""
SIDE = 3
"""Characters on each side that the model sees as such."""
SCALE = 4.0
"""What a margin is divided by, so that its weight is of the size of the others."""
STEPS = 12
"""Whole numbers to which a margin is cut and rounded as a feature of its own."""
FAR = 8.0
"""A margin is cut to this."""


class Boundaries:
    """The model. Its weights (the packaged ones unless given) are read at the first question, in some milliseconds."""

    def __init__(self, weights: bytes | None = None) -> None:
        self._given = weights
        self._lock = Lock()
        """The tagger keeps what it labelled last, and answers for that."""

    def odds(self, ways: Ways, at: int) -> float | None:
        """The logarithm of the odds that a word ends before `text[at]`, from -SURE to SURE. None where no Han characters
        meet: there the model knows nothing.
        """
        text = ways.text
        if not 0 < at < len(text) or not is_han(text[at - 1]) or not is_han(text[at]):
            return None
        row = features(ways, at)
        with self._lock:
            self._tagger.set([row])
            chance = self._tagger.marginal(YES, 0)
        return max(-SURE, min(SURE, log(max(chance, 1e-9) / max(1 - chance, 1e-9))))

    @cached_property
    def _tagger(self) -> Any:  # noqa: ANN401 — as `crf.opened` gives it
        tagger, self._weights = opened(MODEL, self._given)
        return tagger


@cache
def packaged() -> Boundaries:
    """The model of this package."""
    return Boundaries()


def features(ways: Ways, at: int) -> dict[str, float]:
    """What the model is told of the place before `text[at]`."""
    around = stretch(ways, at, at)
    text, tag = ways.text, ways.words.tag
    before = text[max(around.start, at - SIDE) : at].rjust(SIDE, "^")
    after = text[at : min(around.end, at + SIDE)].ljust(SIDE, "$")
    sizes = range(min(LONGEST, at - around.start), 0, -1)
    ends = next(size for size in sizes if size == 1 or _is_word(ways, at - size, at))
    begins = max((to - at for to, _ in ways[at] if to <= around.end), default=1)
    margin, first, last = _margin(around, at)
    shape = f"{ends}{begins}"
    one, other = tag(text[at - ends : at])[:2], tag(text[at : at + begins])[:2]
    names = [
        "bias",
        f"m{max(-STEPS, min(STEPS, round(margin)))}",
        *_characters(before, after),
        f"l{shape}",
        f"te{one}",
        f"ts{other}",
        f"tt{one}|{other}",
        f"we{text[at - ends : at]}",
        f"ws{text[at : at + begins]}",
    ]
    if last:
        cross = f"{last - first}{at - first}"
        kind = tag(text[first:last])[:2]
        names += [f"x{cross}", f"xl{cross}{shape}", f"tx{kind}{cross}", f"tt{one}|{other}|{kind}"]
        names.append(f"wx{text[first:last]}{cross}")
    else:
        names += ["x0", f"xl0{shape}"]
    return {"margin": margin / SCALE, **dict.fromkeys(names, 1.0)}


def _characters(before: str, after: str) -> list[str]:
    a, b, c = tuple(before)
    d, e, f = tuple(after)
    return [
        f"b{b}",
        f"c{c}",
        f"d{d}",
        f"e{e}",
        f"bc{b}{c}",
        f"cd{c}{d}",
        f"de{d}{e}",
        f"bd{b}{d}",
        f"ce{c}{e}",
        f"bcd{b}{c}{d}",
        f"cde{c}{d}{e}",
        f"bcde{b}{c}{d}{e}",
        f"abc{a}{b}{c}",
        f"def{d}{e}{f}",
    ]


def _is_word(ways: Ways, start: int, end: int) -> bool:
    return any(to == end for to, _ in ways[start])


def _margin(around: Readings, at: int) -> tuple[float, int, int]:
    """By how much the best reading with a boundary at `at` is better than the best one with a word across it, and that
    word (0, 0 where there is none).
    """
    best, first, last = NONE, 0, 0
    for start in range(around.start, at):
        for end, weight in around.ways[start]:
            if at < end <= around.end and (total := around.up_to(start) + weight + around.onwards(end)) > best:
                best, first, last = total, start, end
    with_edge = around.up_to(at) + around.onwards(at)
    if best == NONE:
        return FAR, 0, 0
    return max(-FAR, min(FAR, with_edge - best)) if with_edge != NONE else -FAR, first, last
