"""Finds of two characters that read as two words by their neighbours: 首｜都 in 这几首都很好听, 会｜长 in 孩子会长高的.

Pairs of words tell it: 几｜首 and 都｜很 gain more than 首都 is likelier than its halves. Only words that are likelier than
their halves where nothing stands beside them are asked about. Others (一个, 最大, 岛上) are written as one word or as two
without another meaning.
"""

from generator.annotate.matching.lattice import DIGITS, IMPOSSIBLE, WORDY, Lattice, readings_around
from generator.annotate.matching.pairs import LONGEST_WORD, MOST_GAIN, Pairs, following, weigh
from generator.annotate.segmenting.words import Words
from generator.core.errors import Text

NEEDED, NEEDED_NOUN, NEEDED_NEW, NEVER = 2.5, 1.0, 4.0, float("inf")
"""How much better two words must be, in natural logarithms; the third for words of `Pairs.words`."""
NEEDED_MEASURE = 3.0
MEASURES = frozenset(
    "面头块路行元口把道层级双排对条本项页章节位匹张架艘座辆台部篇首幅封段朵颗粒片根枝支株棵件套束捆串堆群批桶瓶杯碗盘盒箱包袋份"
)
"""Measure words that make words with numbers, as 一面 and 一路 do."""
SIZES = tuple("大小新老旧长短高好白黑红")
LEAST_GAIN = 2.0
AT_REST, AT_REST_NOUN = -2.0, 0.0
"""Without context, two words are worse than one by more than this; a noun is seldom what its halves mean."""


class Apart:
    """Judges finds; remembers what they are by themselves."""

    def __init__(self, pairs: Pairs) -> None:
        self._pairs = pairs
        self._alone: dict[str, tuple[float, float]] = {}

    def reason(self, lattice: Lattice, start: int, end: int) -> Text | None:
        """Why `text[start:end]` is not a word here, or None."""
        text = lattice.text
        if end - start != 2:
            return self._will(lattice, start, end) if text[end - 1] == "会" and end - start == 3 else None
        at_rest, needed = self._alone.get(text[start:end]) or self._by_itself(lattice.words, text[start:end])
        if needed - at_rest > 2 * MOST_GAIN:
            return None
        asked = self._measured if text[start] in DIGITS else self._gained
        if not asked(lattice, start, end, needed - at_rest):
            return None
        if self._gain_apart(lattice, start, end) < needed:
            return None
        return _falls_apart(text[start], text[start + 1])

    def _will(self, lattice: Lattice, start: int, end: int) -> Text | None:
        """The same for 会 as a verb: 剧烈运动｜会 让 膝盖受伤."""
        known = lattice.words.known(lattice.text[start:end])
        if not known or self._gain_apart(lattice, start, end) < NEEDED:
            return None
        return _falls_apart(lattice.text[start : end - 1], "会")

    def _gain_apart(self, lattice: Lattice, start: int, end: int) -> float:
        """How much better several words are than one here."""
        around = readings_around(lattice, start, end)
        weighed = weigh(lattice, self._pairs, (around.start, around.end), (start, end))
        return weighed.split - weighed.whole

    def _measured(self, lattice: Lattice, start: int, end: int, needed: float) -> bool:
        """Whether a find that begins with a number is the measure of what follows: 一｜面 镜子, 一｜块 大石头."""
        text, gain = lattice.text, self._pairs.gain
        measure, find = text[end - 1], text[start:end]
        if measure not in MEASURES or needed > MOST_GAIN:
            return False
        at = end + text.startswith(SIZES, end)
        things = [text[at:to] for to in range(at + 1, min(len(text), at + LONGEST_WORD) + 1)]
        return any(gain(measure, thing) >= NEEDED_MEASURE and not gain(find, thing) for thing in things)

    def _gained(self, lattice: Lattice, start: int, end: int, needed: float) -> bool:
        """Whether words before and after a find can make its halves likelier by `needed`. Spares most finds `weigh`."""
        text, gain, least = lattice.text, self._pairs.gain, max(LEAST_GAIN, needed - MOST_GAIN)
        one, other, known = text[start], text[end - 1], lattice.words.dictionary.words
        before = 0.0
        for at in range(max(0, start - LONGEST_WORD), start):
            word = text[at:start]
            if at == start - 1 or word in known[text[at]] or word in self._pairs.words:
                before = max(before, gain(word, one))
        if before < least:
            return False
        most = min(len(text), end + LONGEST_WORD)
        after = max([gain(other, text[end:to]) for to in range(end + 1, most + 1)], default=0.0)
        return before + after >= needed and (after >= LEAST_GAIN or (before >= 8 and WORDY.match(text, end) is None))

    def _by_itself(self, words: Words, find: str) -> tuple[float, float]:
        """How much better two words are than one if nothing stands beside them, and how much they must be here."""
        lattice, one, other = Lattice(words, find), find[0], find[1]
        first, last = (
            {to: weight for to, _, weight in following(lattice, self._pairs, at, len(find))} for at in (0, 1)
        )
        split = first[1] + self._pairs.gain(one, other) + last[2] if 1 in first else IMPOSSIBLE
        at_rest = split - first.get(2, IMPOSSIBLE)
        known, noun = words.known(find), words.tag(find).startswith("n")
        needed = NEEDED_NEW if not known else NEEDED_NOUN if noun else NEEDED
        phrase = words.tag(one) == "r"  # 此案
        new = not known and find not in self._pairs.words
        if one in DIGITS:
            needed = NEEDED
        elif phrase or new or at_rest >= (AT_REST if known and not noun else AT_REST_NOUN):
            needed = NEVER
        self._alone[find] = at_rest, needed
        return at_rest, needed


def _falls_apart(one: str, other: str) -> Text:
    return Text(f"这里读作 {one}｜{other}", f"it falls apart here: {one}｜{other}")
