"""A fast path of the entity model: the windows of a text that may contain a name.

Labelling every word dominates the time of the automatic pass, and nearly all words get the label `O`. The model is
linear: it prefers other labels for a row of words only if the gains of those words and of their transitions add up to
more than 0. So the gains are added up first (`gains`), and only rows that can reach the threshold go to the tagger, with
some words around them.

The gains are rounded and some rows are abandoned early, so `SLACK` and `PADDING` add tolerance. If the tagger finds a
name at the edge of a window, the window is enlarged (`model`).
"""

from collections.abc import Iterator, Sequence

from generator.annotate.entities.features import Word
from generator.annotate.entities.gains import BIAS, LABELS, LANE, LEAVE, MIDDLE, SCALE, STEP, Gains, steps

PADDING = 6
"""Words of context on each side of a row."""
SLACK = SCALE
"""Steps by which a row may fall short of the threshold."""
REST = 4 * SCALE
"""Steps that the remaining words of a name may still add."""
LONGEST = 120
"""Maximum words in a row, so that repetitive text does not take quadratic time. On content/ and docs/ the windows are the
same as without a limit; with 80 a few differ.
"""
LONG, CROWD = LONGEST // 2, 200
"""After so many rows of more words than LONG, one after another, none is followed within the last: the text repeats
itself, and following each would take LONGEST steps a word. No text in content/ or docs/ has such a crowd.
"""
KINDS = 3
BEGINS, SINGLE, ENDS, INSIDE = range(0, 4 * KINDS, KINDS)
"""The first lane of each position."""
Window = tuple[int, int]
NO_CHARS: dict[str, tuple[int, int]] = {}


class After(dict[str, tuple[int, int]]):
    """Kind of the word after one of the kind `left` → the gains for the left and for the right word."""

    def __init__(self, gains: Gains, left: str) -> None:
        self._gains, self._left = gains, left

    def __missing__(self, here: str) -> tuple[int, int]:
        found = self[here] = self._gains[f"b{self._left}|{here}"], self._gains[f"a{self._left}|{here}"]
        return found


class Pairs(dict[str, After]):
    """Kind of a word → what the kind of the next adds."""

    def __init__(self, gains: Gains) -> None:
        self._gains = gains

    def __missing__(self, left: str) -> After:
        found = self[left] = After(self._gains, left)
        return found


class Windows:
    """Finds the windows of texts by the gains of one model."""

    def __init__(self, gains: Gains, edge: Word) -> None:
        self._gains = gains
        self._edge = edge
        move = {label: steps(gains[STEP + label]) for label in ("O", *LABELS)}
        self._leave = steps(gains[LEAVE])
        self._enter = move["O"]
        lanes = range(KINDS)
        self._begin_end = [move[LABELS[BEGINS + kind]][ENDS + kind] for kind in lanes]
        self._begin_inside = [move[LABELS[BEGINS + kind]][INSIDE + kind] for kind in lanes]
        self._inside_end = [move[LABELS[INSIDE + kind]][ENDS + kind] for kind in lanes]
        self._inside_inside = [move[LABELS[INSIDE + kind]][INSIDE + kind] for kind in lanes]
        enter, leave = self._enter, self._leave
        alone = {SINGLE + kind: -SLACK - enter[SINGLE + kind] - leave[SINGLE + kind] for kind in lanes}
        self._alone = _threshold(alone)
        self._first = _threshold({**alone, **{kind: -REST - enter[kind] for kind in lanes}})
        self._alive = _threshold({kind: -REST - enter[kind] for kind in lanes})
        enough = [-SLACK - enter[kind] - leave[ENDS + kind] for kind in lanes]
        self._begin_ends, _ = _threshold({kind: enough[kind] - self._begin_end[kind] for kind in lanes})
        self._inside_ends, _ = _threshold({kind: enough[kind] - self._inside_end[kind] for kind in lanes})
        self._begin_goes_on, self._inside_goes_on = _sum(self._begin_inside), _sum(self._inside_inside)
        self._entering = _sum([*enter[: SINGLE + KINDS], *[0] * (len(LABELS) - SINGLE - KINDS)])
        self._leaving = _sum([0] * SINGLE + list(leave[SINGLE : ENDS + KINDS]))
        self._kinds = Pairs(gains)

    def of(self, words: Sequence[Word]) -> list[Window]:
        """The windows of a text as sorted word ranges that neither overlap nor touch."""
        found: list[Window] = []
        size = len(words)
        for start, end in self._rows(self._totals(words)):
            first, last = max(0, start - PADDING), min(size, end + PADDING)
            if found and first <= found[-1][1]:
                found[-1] = found[-1][0], max(last, found[-1][1])
            else:
                found.append((first, last))
        return found

    def _totals(self, words: Sequence[Word]) -> list[int]:
        """The packed gains of each word in context. At the edges of a text there is no transition into or out of a name, so
        its gain is subtracted.
        """
        pairs, chars, none = self._kinds, self._gains.chars, NO_CHARS
        found = []
        edge = self._edge
        sofar, kind_left, last, as_left = 0, edge.kind, edge.last, edge.left
        for _, kind, first, last_here, as_here, left, right in (*words, edge):
            to_left, to_here = pairs[kind_left][kind]
            if known := chars.get(last, none).get(first):
                to_left += known[0]
                to_here += known[1]
            found.append(sofar + to_left + right)
            sofar = as_here + as_left + to_here
            kind_left, last, as_left = kind, last_here, left
        found[1] -= self._entering
        found[-1] -= self._leaving
        return found[1:]

    def _rows(self, totals: Sequence[int]) -> Iterator[Window]:
        """Rows of words whose gains reach the threshold, by start. Starts are found on packed integers."""
        first, mask = self._first
        unpacked: dict[int, Sequence[int]] = {}
        end = crowded = 0
        for at, total in enumerate(totals):
            if total + first & mask and at >= end and self._reaches(totals, at):
                found = self._end(totals, at, unpacked)
                crowded = crowded + 1 if found - at > LONG else 0
                end = found if crowded > CROWD else 0
                yield at, found

    def _reaches(self, totals: Sequence[int], start: int) -> bool:
        """Whether a row of words from `start` reaches the threshold."""
        sofar = totals[start]
        alone, mask = self._alone
        if sofar + alone & mask:
            return True
        alive, mask = self._alive
        ends, goes_on = self._begin_ends, self._begin_goes_on
        for at in range(start + 1, min(start + LONGEST, len(totals))):
            here = totals[at]
            if sofar + (here >> LANE * ENDS) + ends & mask:
                return True
            sofar += (here >> LANE * INSIDE) + goes_on
            if not sofar + alive & mask:
                return False
            ends, goes_on = self._inside_ends, self._inside_goes_on
        return False

    def _end(self, totals: Sequence[int], start: int, unpacked: dict[int, Sequence[int]]) -> int:
        """The end of the best row from `start`: the furthest of the best rows of each kind. `unpacked` caches unpacked
        gains.
        """
        found = start + 1
        begin = steps(totals[start])
        for kind in range(KINDS):
            best, sofar = -SLACK, begin[kind] + self._enter[kind]
            to_end, to_inside = self._begin_end[kind], self._begin_inside[kind]
            for at in range(start + 1, min(start + LONGEST, len(totals))):
                if sofar < -REST:
                    break
                here = unpacked.get(at)
                if here is None:
                    here = unpacked[at] = steps(totals[at])
                whole = sofar + to_end + here[ENDS + kind] + self._leave[ENDS + kind]
                if whole >= best:
                    best, found = whole, max(found, at + 1)
                sofar += to_inside + here[INSIDE + kind]
                to_end, to_inside = self._inside_end[kind], self._inside_inside[kind]
        return found


def _threshold(least: dict[int, int]) -> tuple[int, int]:
    """(addend, mask) for a packed integer: after the addition, a bit of the mask is set if a lane is at least `least`."""
    return BIAS - _sum([least.get(lane, 0) for lane in range(len(LABELS))]), _sum(
        [MIDDLE * (lane in least) for lane in range(len(LABELS))]
    )


def _sum(lanes: Sequence[int]) -> int:
    """The packed integer of these lanes."""
    return sum(step << LANE * lane for lane, step in enumerate(lanes))
