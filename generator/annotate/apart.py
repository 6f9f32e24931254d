"""Finds that read as two words by their neighbours: 都｜会 in 我都会做, 中｜将 in 比赛中将使用.

Pairs of words tell it: 我｜都, 都｜会 and 会｜做 gain more than 都会 is likelier than its halves. Only words that name
something are asked about. 一个 and 最大 are written as one word or two without another meaning.
"""

from generator.annotate.lattice import Lattice, readings_around
from generator.annotate.pairs import Pairs, weigh
from generator.annotate.words import Words
from generator.core.errors import Text

NEEDED, NEEDED_ADVERB = 4.0, 8.0
"""How much better two words must be, in natural logarithms; the latter for adverbs, which often mean what their halves
mean, and for words that jieba lacks.
"""
AT_REST = -3.0
"""Without context: if two words are worse than this, no context makes them better by NEEDED."""
FUNCTION = "mrcupbqfs"
"""Tags of numerals, pronouns, conjunctions, particles, prepositions, attributes, measures and places."""
ADVERBS = "mrd"
"""Tags of first halves whose finds are phrases (最近, 各国, 已有), unless the dictionary has a noun. After an adjective even
a noun is one (大国), and so is what ends with a particle, 不 or 是 (看着, 绝不).
"""


class Apart:
    """Judges finds of two characters; remembers which of them can fall apart at all."""

    def __init__(self, pairs: Pairs) -> None:
        self._pairs = pairs
        self._may: dict[str, bool] = {}

    def reason(self, lattice: Lattice, start: int, end: int) -> Text | None:
        """Why `text[start:end]` is not a word here, or None."""
        text = lattice.text
        if end - start != 2 or not self._possible(lattice.words, text[start:end]):
            return None
        around = readings_around(lattice, start, end)
        weighed = weigh(lattice, self._pairs, (around.start, around.end), (start, end))
        needed = NEEDED_ADVERB if lattice.words.tag(text[start:end])[:1] in ("d", "") else NEEDED
        if weighed.split - weighed.whole < needed:
            return None
        one, other = text[start], text[start + 1]
        return Text(f"这里读作 {one}｜{other}", f"it falls apart here: {one}｜{other}")

    def _possible(self, words: Words, find: str) -> bool:
        if find not in self._may:
            self._may[find] = self._names(words, find) and self._at_rest(words, find) > AT_REST
        return self._may[find]

    def _at_rest(self, words: Words, find: str) -> float:
        one, other, both = (words.weight(word) or words.dictionary.unknown for word in (*find, find))
        return one + other + self._pairs.gain(find[0], find[1]) - both

    def _names(self, words: Words, find: str) -> bool:
        """Whether this is a word, and neither a function word nor a phrase."""
        tag = words.tag(find)
        if not words.known(find):
            return find in self._pairs.words
        first, last = words.tag(find[0])[:1], words.tag(find[1])[:1]
        return (
            tag[:1] not in FUNCTION
            and first != "a"
            and last != "u"
            and find[1] not in "不是"
            and (tag[:1] in "nd" or first not in ADVERBS)
        )
