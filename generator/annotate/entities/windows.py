"""A fast path of the entity model: the windows of a text that may contain a name.

Labelling every word dominates the time of the automatic pass, and nearly all words get the label `O`. The model is
linear: it prefers other labels for a row of words only if the gains of those words and of their transitions add up to
more than 0. So the gains are added up first (`gains`), and only rows that can reach the threshold go to the tagger, with
the words around them up to the first that is hardly part of a name. They are added up only near words that gain
something by themselves (`Word.gaining`), of which a name nearly always has one: in two fifths of a text.

The gains are rounded and some rows are abandoned early, so `SLACK` and `REST` add tolerance. If the tagger finds a
name at the edge of a window, the window is enlarged (`model`).
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from generator.annotate.entities.features import Word
from generator.annotate.entities.gains import (
    BEGINS,
    ENDS,
    INSIDE,
    KINDS,
    LABELS,
    LANE,
    LEAVE,
    NEVER,
    SCALE,
    SINGLE,
    STEP,
    Gains,
    at_least,
    steps,
    together,
)
from generator.annotate.entities.pairs import Meetings

SLACK = SCALE
"""Steps by which a row may fall short of the threshold."""
REST = 4 * SCALE
"""Steps that the remaining words of a name may still add."""
LACKING = 5 * SCALE, 6 * SCALE, 5 * SCALE, 2 * SCALE
"""Steps that a word lacks to begin a name, to be one, to end one, and to be inside one, if it is hardly part of any. With
these, of 14,040 names of 1,000 articles and the PKU test file 87 have another score than in the whole text labelled, 3 are
missing and 1 is new (`tests/annotate/entities/test_finder.py` bounds this).
"""
BEFORE, AFTER = 4, 3
"""Words before and after a gaining one in which a name is looked for. Of 9,483 names of 1,000 articles 15 have another
score than with the gains of all words added up, 7 are missing and 1 is new.
"""
LONGEST = 120
"""Maximum words in a row, so that repetitive text does not take quadratic time. On content/ and docs/ the windows are the
same as without a limit; with 80 a few differ.
"""
LONG, CROWD = LONGEST // 2, 200
"""After so many rows of more words than LONG, one after another, none is followed within the last: the text repeats
itself, and following each would take LONGEST steps a word. No text in content/ or docs/ has such a crowd.
"""
Window = tuple[int, int]


class Windows:
    """Finds the windows of texts by the gains of one model."""

    def __init__(self, gains: Gains) -> None:
        self._meetings = Meetings(gains)
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
        self._alone = at_least(alone)
        self._first = at_least({**alone, **{kind: -REST - enter[kind] for kind in lanes}})
        self._alive = at_least({kind: -REST - enter[kind] for kind in lanes})
        enough = [-SLACK - enter[kind] - leave[ENDS + kind] for kind in lanes]
        self._begin_ends, _ = at_least({kind: enough[kind] - self._begin_end[kind] for kind in lanes})
        self._inside_ends, _ = at_least({kind: enough[kind] - self._inside_end[kind] for kind in lanes})
        self._begin_goes_on, self._inside_goes_on = together(self._begin_inside), together(self._inside_inside)
        begins, single, ends, inside = LACKING
        self._part = at_least(
            {BEGINS + kind: -begins - enter[BEGINS + kind] for kind in lanes}
            | {SINGLE + kind: -single - enter[SINGLE + kind] - leave[SINGLE + kind] for kind in lanes}
            | {ENDS + kind: -ends - leave[ENDS + kind] for kind in lanes}
            | {INSIDE + kind: -inside for kind in lanes}
        )

    def of(self, words: Sequence[Word]) -> list[Window]:
        """The windows of texts as sorted word ranges that neither overlap nor touch. `words` has an edge, which is in no
        window, before, between and after the texts.
        """
        found: list[Window] = []
        edge = words[0]
        part, mask = self._part
        for low, high in _regions(words):
            totals = [NEVER, *self._totals(words[low - 1 : high + 1])[1:-1], NEVER, NEVER]
            before = low - 1  # words before that of the first total
            for start, end in self._rows(totals):
                first = start if words[before + start - 1] is edge else start - 1
                while totals[first - 1] + part & mask:
                    first -= 1
                last = end if words[before + end] is edge else end + 1
                while totals[last] + part & mask:
                    last += 1
                if found and before + first <= found[-1][1]:
                    found[-1] = found[-1][0], max(before + last, found[-1][1])
                else:
                    found.append((before + first, before + last))
        return found

    def _totals(self, words: Sequence[Word]) -> list[int]:
        """The packed gains of each word in context."""
        meetings = self._meetings
        found: list[int] = []
        _, _, _, last, sofar, left, _, after, following, _ = words[0]
        for _, kind, first, last_here, as_here, as_left, right, after_here, following_here, _ in islice(words, 1, None):
            _, _, to_left, to_here = after[kind]
            if first in following:
                _, _, more_left, more_here = meetings[last + first]
                to_left += more_left
                to_here += more_here
            found.append(sofar + to_left + right)
            sofar = as_here + left + to_here
            last, left, after, following = last_here, as_left, after_here, following_here
        return [*found, sofar]

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


def _regions(words: Sequence[Word]) -> Iterator[Window]:
    """The ranges of words around the gaining ones, without the first and the last word of all."""
    low = high = 1
    for at in [at for at, word in enumerate(words) if word.gaining]:
        if at - BEFORE > high:
            if high > low:
                yield low, high
            low = at - BEFORE
        high = at + AFTER + 1
    if high > low:
        yield low, min(high, len(words) - 1)
