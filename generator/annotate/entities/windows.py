"""Where in a text the entity model may find a name at all.

Labelling every word costs most of the time of the automatic pass, and nearly all words get the label `O`. The model
is linear: labels other than `O` are chosen for a row of words only where the gains of those words and of the
transitions between them add up to more than nought. So the gains of every word are added first (`gains`), rows of
words that can reach the threshold are looked for, and only those, with some words around them, go to the tagger.

The gains are rounded and a few rows are given up early, so `SLACK` and `PADDING` leave room; where the tagger labels
the outermost word of a window as part of a name, the whole text is labelled (`model`).
"""

from collections.abc import Iterator, Sequence

from generator.annotate.entities.features import Word
from generator.annotate.entities.gains import BIAS, LABELS, LANE, LEAVE, MIDDLE, SCALE, STEP, Gains, steps

PADDING = 6
"""Words on each side of a row that go to the tagger with it."""
SLACK = SCALE
"""Steps by which a row may miss the threshold."""
REST = 4 * SCALE
"""Steps that later words of a name may still add to what its first words have."""
LONGEST = 120
"""Words in one row at most: without an end, repetitive text costs the square of its length. The windows of the texts in
content/ and docs/ are the same with this as without; with 80 a few differ.
"""
LONG, CROWD = LONGEST // 2, 200
"""After so many rows of more words than LONG, one after another, none is followed within the last: the text repeats
itself, and following each would take LONGEST steps a word. No text in content/ or docs/ has such a crowd.
"""
KINDS = 3
BEGINS, ALONE, ENDS, INSIDE = range(0, 4 * KINDS, KINDS)
"""The first lane of each kind of label."""
Window = tuple[int, int]


class Windows:
    """Finds the windows of texts, with the gains of one model."""

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
        alone = {ALONE + kind: -SLACK - enter[ALONE + kind] - leave[ALONE + kind] for kind in lanes}
        self._alone = _threshold(alone)
        self._first = _threshold({**alone, **{kind: -REST - enter[kind] for kind in lanes}})
        self._alive = _threshold({kind: -REST - enter[kind] for kind in lanes})
        enough = [-SLACK - enter[kind] - leave[ENDS + kind] for kind in lanes]
        self._begin_ends, _ = _threshold({kind: enough[kind] - self._begin_end[kind] for kind in lanes})
        self._inside_ends, _ = _threshold({kind: enough[kind] - self._inside_end[kind] for kind in lanes})
        self._begin_goes_on, self._inside_goes_on = _sum(self._begin_inside), _sum(self._inside_inside)
        self._entering = _sum([*enter[: ALONE + KINDS], *[0] * (len(LABELS) - ALONE - KINDS)])
        self._leaving = _sum([0] * ALONE + list(leave[ALONE : ENDS + KINDS]))
        self._kinds: dict[str, tuple[int, int]] = {}

    def of(self, words: Sequence[Word]) -> list[Window]:
        """The windows of a text in order, as ranges of words that neither overlap nor touch."""
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
        """The packed gains of each word in its place. At the edges of a text nothing is paid for entering or leaving a
        name, so that is given back there.
        """
        kinds, pair = self._kinds, self._pair
        chars = self._gains.chars
        found = []
        left = self._edge
        sofar = 0
        for here in words:
            to_left, to_here = kinds.get(left.kind + "|" + here.kind) or pair(left.kind, here.kind)
            known = chars.get(left.last + here.first)
            if known:
                to_left += known[0]
                to_here += known[1]
            found.append(sofar + to_left + here.right)
            sofar = here.here + left.left + to_here
            left = here
        edge = self._edge
        found.append(sofar + pair(left.kind, edge.kind)[0] + edge.right + chars.get(left.last + edge.first, (0, 0))[0])
        found[1] -= self._entering
        found[-1] -= self._leaving
        return found[1:]

    def _pair(self, left: str, here: str) -> tuple[int, int]:
        """What the kinds of two neighbours give: to the left one, and to the right one."""
        gains = self._gains
        found = self._kinds[left + "|" + here] = gains[f"b{left}|{here}"], gains[f"a{left}|{here}"]
        return found

    def _rows(self, totals: Sequence[int]) -> Iterator[Window]:
        """Rows of words, by their starts, whose gains reach the threshold; nothing is unpacked to find the starts."""
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
        """The end of the best row from `start`; of the longest such, as each kind of name has its own. `unpacked` keeps
        the gains of words for other rows.
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
    """What is added to a packed integer, and the bits of which one is set then where a lane is at least `least`."""
    return BIAS - _sum([least.get(lane, 0) for lane in range(len(LABELS))]), _sum(
        [MIDDLE * (lane in least) for lane in range(len(LABELS))]
    )


def _sum(lanes: Sequence[int]) -> int:
    """Numbers by lane as one packed integer."""
    return sum(step << LANE * lane for lane, step in enumerate(lanes))
