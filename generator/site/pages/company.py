"""The company of an entry: the entries that are mentioned in the same articles."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from generator.core.article import Article
from generator.core.library import EntryRef, Library

MAX_COOCCURRING = 12
"""How many co-occurring entries a page lists."""


class Company:
    """Counts, for one library, how many articles entries have in common.

    An article is a number with a bit for each entry that it mentions. Such numbers are added up bit by bit for all entries
    at once: `planes[k]` has bit k of each entry's count. This takes a few operations an article however many entries it
    mentions.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._masks: dict[str, int] = {}

    @cached_property
    def _refs(self) -> tuple[EntryRef, ...]:
        """The entries by their bit: in the order of their ids, which decides among equal counts."""
        views = sorted(self._library.entries.values(), key=lambda view: view.entry.id)
        return tuple([EntryRef(view.entry.id, view.entry.name, view.entry.type, view.url) for view in views])

    @cached_property
    def _places(self) -> dict[str, int]:
        return {ref.id: place for place, ref in enumerate(self._refs)}

    def of(self, entry: str, articles: Iterable[Article]) -> tuple[tuple[EntryRef, int], ...]:
        """The MAX_COOCCURRING other entries that most of `articles` mention, and in how many, most first."""
        planes: list[int] = []
        for carry in map(self._mask, articles):
            for place, plane in enumerate(planes):
                planes[place] = plane ^ carry
                carry &= plane  # noqa: PLW2901 — what is left to add
                if not carry:
                    break
            else:
                planes.append(carry)
        own = 1 << self._places[entry]
        found = _most([plane & ~own for plane in planes])
        return tuple([(self._refs[place], count) for place, count in found])

    def _mask(self, article: Article) -> int:
        """A bit for each entry that the article mentions, without its own terms."""
        if article.url not in self._masks:
            places = [self._places[ref] for ref in article.counts if ref in self._places]
            mask = bytearray(len(self._places) // 8 + 1)
            for place in places:
                mask[place >> 3] |= 1 << (place & 7)
            self._masks[article.url] = int.from_bytes(mask, "little")
        return self._masks[article.url]


def _most(planes: list[int]) -> list[tuple[int, int]]:
    """Bit and count of the MAX_COOCCURRING highest counts above 0, the lowest bits first among equal ones."""
    best: list[tuple[int, int]] = []
    every = 0
    for plane in planes:
        every |= plane
    todo = [(len(planes), every, 0)]
    """Groups of bits whose counts are equal from this plane on, and what these planes make; the highest last."""
    while todo and len(best) < MAX_COOCCURRING:
        level, group, count = todo.pop()
        if level:
            above = group & planes[level - 1]
            if group != above:
                todo.append((level - 1, group ^ above, count))
            if above:
                todo.append((level - 1, above, count | 1 << (level - 1)))
        else:
            best += ((bit, count) for bit in _bits(group, MAX_COOCCURRING - len(best)))
    return best


def _bits(mask: int, most: int) -> Iterator[int]:
    """The places of the lowest `most` bits of `mask`."""
    while mask and most:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest
        most -= 1
