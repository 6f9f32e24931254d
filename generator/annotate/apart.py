"""Finds of two characters that read as two words by their neighbours: 首｜都 in 这几首都很好听, 会｜长 in 孩子会长高的.

Pairs of words tell it: 几｜首 and 都｜很 gain more than 首都 is likelier than its halves. Only words that are likelier than
their halves where nothing stands beside them are asked about. Others (一个, 最大, 岛上) are written as one word or as two
without another meaning.
"""

from generator.annotate.lattice import DIGITS, Lattice, readings_around
from generator.annotate.pairs import LONGEST_WORD, MOST_GAIN, Pairs, weigh
from generator.annotate.words import Words
from generator.core.errors import Text

NEEDED, NEEDED_NOUN, NEEDED_NEW, NEVER = 2.0, 1.0, 4.0, float("inf")
"""How much better two words must be, in natural logarithms; the third for words of `Pairs.words`."""
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
            return None
        at_rest, needed = self._alone.get(text[start:end]) or self._by_itself(lattice.words, text[start:end])
        if not self._gained(lattice, start, end, needed - at_rest):
            return None
        around = readings_around(lattice, start, end)
        weighed = weigh(lattice, self._pairs, (around.start, around.end), (start, end))
        if weighed.split - weighed.whole < needed:
            return None
        halves = "｜".join(text[start:end])
        return Text(f"这里读作 {halves}", f"it falls apart here: {halves}")

    def _gained(self, lattice: Lattice, start: int, end: int, needed: float) -> bool:
        """Whether words before and after a find can make its halves likelier by `needed`. Spares most finds `weigh`.

        What `weigh` cannot read as one word is not looked up in the table: that takes longest.
        """
        if not needed <= 2 * MOST_GAIN:  # or not a number, of a find that the lattice cannot read at all
            return False
        text, gain, words, may_read = lattice.text, self._pairs.gain, self._pairs.words, lattice.may_read
        before, one, other = 0.0, text[start], text[end - 1]
        for at in range(max(0, start - LONGEST_WORD), start):
            word = text[at:start]
            if at == start - 1 or may_read(word, at) or word in words:
                before = max(before, gain(word, one))
        if before + MOST_GAIN < needed:
            return False
        after = 0.0
        for to in range(end + 1, min(len(text), end + LONGEST_WORD) + 1):
            word = text[end:to]
            if to == end + 1 or may_read(word, end) or word in words:
                after = max(after, gain(other, word))
        return before + after >= needed

    def _by_itself(self, words: Words, find: str) -> tuple[float, float]:
        """How much better two words are than one if nothing stands beside them, and how much they must be here."""
        known, noun = words.known(find), words.tag(find).startswith("n")
        weighed = weigh(Lattice(words, find), self._pairs, (0, len(find)), (0, len(find)))
        at_rest = weighed.split - weighed.whole
        needed = NEEDED_NEW if not known else NEEDED_NOUN if noun else NEEDED
        phrase = find[0] in DIGITS or words.tag(find[0]) == "r"  # 三四, 此案
        new = not known and find not in self._pairs.words
        if phrase or new or at_rest >= (AT_REST if known and not noun else AT_REST_NOUN):
            needed = NEVER
        self._alone[find] = at_rest, needed
        return at_rest, needed
