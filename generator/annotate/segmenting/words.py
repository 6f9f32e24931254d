"""Word segmentation by jieba's dictionary and model.

`Words.cut` returns what `jieba.cut` does (tests compare the two), by our own shortest-path loop over the dictionary, so
that jieba need not be imported. With jieba's own dictionary, runs of Han characters go to rjieba, which returns the same
words faster. Glossary forms are never added to the dictionary: that would change the segmentation of unrelated text.

Offsets are code points of the given text, which should be folded first (`normalize.fold`).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from math import log
from typing import ParamSpec, TypeVar, cast

from generator.annotate.segmenting import hmm as model
from generator.annotate.segmenting.dictionary import Dictionary
from generator.core.han import JIEBA

Range = tuple[int, int]

BLOCK = re.compile(rf"[{JIEBA}a-zA-Z0-9+#&._%\-]{{1,65536}}")
"""A run that jieba cuts into words; every other character is a word by itself. The length limit bounds memory."""
OTHER = re.compile(r"[a-zA-Z0-9+#&._%\-]")
"""Characters of a block that are not Han."""
PART = re.compile(r"[^a-zA-Z0-9+#&._%\-]+|[a-zA-Z0-9]+(?:\.[0-9]+)?%?|[+#&._%\-]+")
"""The parts into which jieba splits a block before its model of unknown words cuts the Han ones."""
LATIN = re.compile(r"[a-zA-Z0-9]")
BREAK = "\n"
"""A word by itself for jieba, too."""
RJIEBA_AFTER = 20_000
"""Characters to cut before rjieba is loaded: loading it takes as long as our own loop over this many."""


Given = ParamSpec("Given")
Told = TypeVar("Told")
_forgetting: list[Callable[[], None]] = []


def kept(size: int) -> Callable[[Callable[Given, Told]], Callable[Given, Told]]:
    """Like `lru_cache`, for functions that take a Words. As their caches would keep the dictionary in memory, `forget`
    empties them.
    """

    def keeping(function: Callable[Given, Told]) -> Callable[Given, Told]:
        cached = lru_cache(maxsize=size)(function)
        _forgetting.append(cached.cache_clear)
        return cast("Callable[Given, Told]", cached)  # typed more loosely by the library

    return keeping


def forget() -> None:
    """Empty the caches of all functions that are `kept`."""
    for empty in _forgetting:
        empty()


class Words:
    """A segmenter over one dictionary, which loads lazily.

    `dictionary` is the path of a dictionary in jieba's form ("" for jieba's own), `cache` the folder for its index.
    """

    def __init__(self, dictionary: str = "", cache: str = "") -> None:
        self._file = dictionary
        self._cache = cache
        self._cut_so_far = 0

    @cached_property
    def dictionary(self) -> Dictionary:
        """The dictionary, opened on first use."""
        return Dictionary(self._file, self._cache)

    def expect(self, size: int) -> None:
        """Announce that `size` characters will be cut, so that rjieba is loaded at once if they are many."""
        self._cut_so_far += size

    def weight(self, word: str) -> float | None:
        """The natural logarithm of a word's probability; None if the dictionary lacks it."""
        return self.dictionary.weight(word)

    def known(self, word: str) -> bool:
        """Whether the dictionary has this word."""
        return self.dictionary.weight(word) is not None

    def tag(self, word: str) -> str:
        """The word's part of speech; empty if it is unknown."""
        return self.dictionary.tag(word)

    def cut(self, text: str, *, hmm: bool = True) -> list[Range]:
        """The word ranges of `text`, in order and without gaps.

        With `hmm`, jieba's model of unknown words joins characters that the dictionary leaves single.
        """
        found: list[Range] = []
        last = 0
        for block in BLOCK.finditer(text):
            start, end = block.span()
            found.extend((at, at + 1) for at in range(last, start))
            found.extend(self._block(text, start, end, hmm=hmm))
            last = end
        found.extend((at, at + 1) for at in range(last, len(text)))
        return found

    def pieces(self, runs: Sequence[str]) -> list[str]:
        """The words of runs of Han characters by the dictionary alone (`cut` without `hmm`, faster), with BREAK between two
        runs.
        """
        self._cut_so_far += sum(map(len, runs))
        # Whole texts meet most of the dictionary, which our own loop would have to parse first.
        if self._cut_so_far > RJIEBA_AFTER // 2 and not self._file:
            return self._rjieba(BREAK.join(runs), False)  # noqa: FBT003 — rjieba has no keywords
        found: list[str] = []
        for run in runs:
            found += [run[start:end] for start, end in self._block(run, 0, len(run), hmm=False)]
            found.append(BREAK)
        return found[:-1]

    def _block(self, text: str, start: int, end: int, *, hmm: bool) -> Iterator[Range]:
        self._cut_so_far += end - start
        if self._cut_so_far > RJIEBA_AFTER and not self._file and not OTHER.search(text, start, end):
            at = start
            for word in self._rjieba(text[start:end], hmm):
                yield at, at + len(word)
                at += len(word)
            return
        alone = start
        for first, last in self._path(text, start, end):
            if last - first > 1 or not (hmm or LATIN.match(text, first)):
                yield from self._singles(text, alone, first, hmm=hmm)
                yield first, last
                alone = last
        yield from self._singles(text, alone, end, hmm=hmm)

    def _singles(self, text: str, start: int, end: int, *, hmm: bool) -> Iterator[Range]:
        """The words in a run that the dictionary path left as single characters; without `hmm` all of them are Latin."""
        if end - start < 2 or (hmm and self.known(text[start:end])):
            yield from ((at, at + 1) for at in range(start, end))
        elif not hmm:
            yield start, end
        else:
            for part in PART.finditer(text, start, end):
                if not OTHER.match(part[0]):
                    yield from ((part.start() + first, part.start() + last) for first, last in model.cut(part[0]))
                else:
                    yield part.span()

    @cached_property
    def _rjieba(self) -> Callable[[str, bool], list[str]]:
        import rjieba

        cut: Callable[[str, bool], list[str]] = rjieba.cut
        return cut

    def _path(self, text: str, start: int, end: int) -> list[Range]:
        """The most probable segmentation of `text[start:end]` by the dictionary alone, as in jieba's `calc`."""
        dictionary = self.dictionary
        known, reaches, less = dictionary.words, dictionary.reaches, dictionary.log_total
        best = [0.0] * (end - start + 1)
        step = [0] * (end - start + 1)
        for at in range(end - 1, start - 1, -1):
            char = text[at]
            words = known[char]
            choices = [
                (log(count) - less + best[to - start], to)
                for to in range(at + 1, min(end, at + reaches[char].get(text[at : at + 2], 2)) + 1)
                if (count := words.get(text[at:to])) is not None
            ]
            best[at - start], step[at - start] = (
                max(choices) if choices else (dictionary.unknown + best[at + 1 - start], at + 1)
            )
        path = []
        at = start
        while at < end:
            path.append((at, step[at - start]))
            at = step[at - start]
        return path
