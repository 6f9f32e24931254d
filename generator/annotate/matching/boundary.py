"""A trained model of word boundaries: a second opinion where the lattice is in doubt.

The lattice scores words one by one. The model also sees the surrounding characters, the adjacent words, their parts of
speech and the word that would straddle the boundary. So it knows that 年底 rarely follows 去 and that 尝鲜 is one word.
It is a logistic regression, run as CRFsuite with sequences of one item. `training/boundaries.py` trains it;
`generator/data/boundaries.md` is the model card.
"""

from functools import cache, cached_property
from math import log
from threading import Lock
from typing import Any

from generator.annotate.crf import opened
from generator.annotate.matching.lattice import IMPOSSIBLE, Lattice, Readings, readings_around
from generator.annotate.normalize import is_han

MODEL = "boundaries.crf"
BOUNDARY = "1"
"""The label of a word boundary."""
MAX_LOG_ODDS = 6.0
"""Log odds are clipped to this."""
MAX_WORD = 5
"""Longest adjacent word, in characters, that is a feature by its text."""
WINDOW = 3
"""Characters on each side that are features."""
MARGIN_SCALE = 4.0
"""Divides the margin, so that its weight has the same magnitude as the others."""
MAX_MARGIN_FEATURE = 12
"""The rounded margin, clipped to this, is also a categorical feature."""
MAX_MARGIN = 8.0
"""Margins are clipped to this."""


class Boundaries:
    """The model. Its weights (the packaged ones unless given) load lazily, in a few milliseconds."""

    def __init__(self, weights: bytes | None = None) -> None:
        self._given = weights
        self._lock = Lock()
        """The tagger is stateful: `marginal` answers for the last sequence set."""

    def odds(self, lattice: Lattice, at: int) -> float | None:
        """Natural log odds of a word boundary before `text[at]`, clipped to ±MAX_LOG_ODDS. None unless both neighbours
        are Han characters.
        """
        text = lattice.text
        if not 0 < at < len(text) or not is_han(text[at - 1]) or not is_han(text[at]):
            return None
        row = features(lattice, at)
        with self._lock:
            self._tagger.set([row])
            chance = self._tagger.marginal(BOUNDARY, 0)
        return max(-MAX_LOG_ODDS, min(MAX_LOG_ODDS, log(max(chance, 1e-9) / max(1 - chance, 1e-9))))

    @cached_property
    def _tagger(self) -> Any:  # noqa: ANN401 — as `crf.opened` gives it
        tagger, self._weights = opened(MODEL, self._given)
        return tagger


@cache
def packaged() -> Boundaries:
    """The model with the packaged weights."""
    return Boundaries()


def features(lattice: Lattice, at: int) -> dict[str, float]:
    """Feature name → value for the possible boundary before `text[at]`."""
    around = readings_around(lattice, at, at)
    text, tag = lattice.text, lattice.words.tag
    before = text[max(around.start, at - WINDOW) : at].rjust(WINDOW, "^")
    after = text[at : min(around.end, at + WINDOW)].ljust(WINDOW, "$")
    sizes = range(min(MAX_WORD, at - around.start), 0, -1)
    ends = next(size for size in sizes if size == 1 or _is_word(lattice, at - size, at))
    begins = max((to - at for to, _ in lattice[at] if to <= around.end), default=1)
    margin, first, last = _margin(around, at)
    shape = f"{ends}{begins}"
    one, other = tag(text[at - ends : at])[:2], tag(text[at : at + begins])[:2]
    names = [
        "bias",
        f"m{max(-MAX_MARGIN_FEATURE, min(MAX_MARGIN_FEATURE, round(margin)))}",
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
    return {"margin": margin / MARGIN_SCALE, **dict.fromkeys(names, 1.0)}


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


def _is_word(lattice: Lattice, start: int, end: int) -> bool:
    return any(to == end for to, _ in lattice[start])


def _margin(around: Readings, at: int) -> tuple[float, int, int]:
    """The margin of the best reading with a boundary at `at` over the best one with a word across it, and that word's
    range (0, 0 if there is none).
    """
    best, first, last = IMPOSSIBLE, 0, 0
    for start in range(around.start, at):
        for end, weight in around.lattice[start]:
            if at < end <= around.end and (total := around.up_to(start) + weight + around.from_offset(end)) > best:
                best, first, last = total, start, end
    with_edge = around.up_to(at) + around.from_offset(at)
    if best == IMPOSSIBLE:
        return MAX_MARGIN, 0, 0
    return max(-MAX_MARGIN, min(MAX_MARGIN, with_edge - best)) if with_edge != IMPOSSIBLE else -MAX_MARGIN, first, last
