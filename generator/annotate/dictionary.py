"""A word dictionary in jieba's form (`word frequency tag`, one a line), read in parts.

jieba itself parses all 349,000 lines before the first cut. Here the file is only indexed by first character (the
index is kept in the cache folder, so later runs spend a few milliseconds), and the words that begin with a character
are parsed when that character first turns up. The numbers are those that jieba works with: `log(frequency) - log(sum
of all frequencies)`.

This module, with `words.py`, is the only home of jieba; of its package only the data files are read, since importing
it costs more than all of our segmentation.
"""

import hashlib
import re
from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from importlib.util import find_spec
from math import log
from pathlib import Path

from generator.core.errors import Place, Problem, SiteError, Text
from generator.store import cache

INDEX_VERSION = "3"
TOTALS = {"7197c3211ddd98962b036cdf40324d1ea2bfaa12bd028e68faa70111a88e12a8": 60_101_967}
"""SHA-256 of a dictionary → the sum of its frequencies: jieba 0.42.1's own. Others are summed up, which takes a tenth of
a second."""
Index = dict[str, list[tuple[int, int]]]
"""First character → the byte ranges `[start, end)` of the file that hold its words."""

RUN = re.compile(rb"^([\x00-\x7f]|[\xc2-\xdf].|[\xe0-\xef]..|[\xf0-\xf4]...).*\n(?:\1.*\n)*", re.MULTILINE)
"""Neighbouring lines whose words begin with one character."""
LINE = re.compile(rb"^[^ \n]+ (\d+)(?: [^\n]*)?$", re.MULTILINE)


def jieba_file(name: str) -> Path:
    """The path of a data file of the installed jieba package, such as `dict.txt` or `analyse/idf.txt`."""
    spec = find_spec("jieba")
    assert spec is not None, "jieba is a dependency of this package"
    assert spec.origin is not None, "jieba is a package with a file"
    return Path(spec.origin).parent / name


class Dictionary:
    """The words of one dictionary file with their weights and tags.

    `path` is the file ("" for jieba's own), `cache` the folder that keeps the index ("" for none). Raises SiteError
    where the file cannot be read or is not a dictionary.
    """

    def __init__(self, path: str = "", cache: str = "") -> None:
        self._named = path
        self._data = _read(Path(path) if path else jieba_file("dict.txt"), named=path)
        self._folder = Path(cache) if cache else None
        self.total: int
        """The sum of all frequencies."""
        self.total, self._index = self._indexed()
        self.words: Mapping[str, Mapping[str, int]] = _Buckets(self._data, self._index)
        """Character → the words that begin with it, each with its frequency, which is never 0."""
        self.reaches: Mapping[str, int] = _Reaches(self.words)
        """Two characters → the length of the longest word that begins with them; 1 where none does."""
        self._tags: dict[str, dict[str, str]] = {}
        self.log_total = log(self.total or 1)
        """The weight of a word is the natural logarithm of its frequency, less this."""
        self.unknown = -self.log_total
        """The weight of a single character that is no word: as if it had been seen once."""

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the dictionary, hex."""
        return hashlib.sha256(self._data).hexdigest()

    def weight(self, word: str) -> float | None:
        """The natural logarithm of the word's probability; None where it is unknown."""
        count = self.words[word[:1]].get(word)
        return None if count is None else log(count) - self.log_total

    def tag(self, word: str) -> str:
        """The word's part of speech as in the dictionary (`n`, `nr`, `v` …); empty where it is unknown or untagged."""
        tags = self._tags.get(word[:1])
        if tags is None:
            lines = _lines(self._data, self._index, word[:1])
            tags = self._tags[word[:1]] = dict(zip(lines[::3], lines[2::3], strict=True))
        return tags.get(word, "")

    def _indexed(self) -> tuple[int, Index]:
        if self._folder is None:
            return _index(self._data, self._named, TOTALS.get(self.digest))
        file = self._folder / f"words-{INDEX_VERSION}-{self.digest[:32]}.json"
        kept = cache.load(file, tuple[int, Index])
        if kept is None:
            kept = _index(self._data, self._named, TOTALS.get(self.digest))
            with suppress(OSError):  # a folder that cannot be written only costs time
                cache.save(file, kept)
        return kept


class _Buckets(dict[str, Mapping[str, int]]):
    """Filled on demand. They know nothing of their dictionary, so that its memory comes back when it is let go of."""

    def __init__(self, data: bytes, index: Index) -> None:
        super().__init__()
        self._data = data
        self._index = index

    def __missing__(self, char: str) -> Mapping[str, int]:
        lines = _lines(self._data, self._index, char)
        counts = dict(zip(lines[::3], map(int, lines[1::3]), strict=True))
        words = self[char] = (
            counts if 0 not in counts.values() else {word: count for word, count in counts.items() if count}
        )
        return words


def _lines(data: bytes, index: Index, char: str) -> list[str]:
    """Word, frequency, tag, word, … of the words that begin with `char`."""
    text = "".join(data[start:end].decode("utf-8", "replace") for start, end in index.get(char, ()))
    fields = text.split()
    if len(fields) == 3 * text.count("\n"):
        return fields
    return [field for line in text.splitlines() for field in (*line.split(" "), "", "")[:3]]


class _Reaches(dict[str, int]):
    """Filled on demand, by all words of a character."""

    def __init__(self, words: Mapping[str, Mapping[str, int]]) -> None:
        super().__init__()
        self._words = words
        self._known: set[str] = set()

    def __missing__(self, pair: str) -> int:
        char = pair[:1]
        if char not in self._known:
            longest: dict[str, int] = {}
            for word in self._words[char]:
                if len(word) > longest.get(word[:2], 1):
                    longest[word[:2]] = len(word)
            self.update(longest)
            self._known.add(char)  # only now: another thread may ask meanwhile
        return self.setdefault(pair, 1)


def _read(path: Path, named: str) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        message = Text(f"词典读不出来：{error.strerror}", f"the dictionary cannot be read: {error.strerror}")
        raise SiteError([Problem("error", "dictionary", Place(named or str(path)), message)]) from error
    data = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    return data if data.endswith(b"\n") or not data else data + b"\n"


def _index(data: bytes, named: str, total: int | None) -> tuple[int, Index]:
    counts = LINE.findall(data) if total is None else []
    if total is None and len(counts) != data.count(b"\n"):
        wrong = next(number for number, line in enumerate(data.split(b"\n"), 1) if not LINE.fullmatch(line))
        message = Text("词典的每一行应是“词 频次 词性”", "each line of a dictionary is “word frequency tag”")
        raise SiteError([Problem("error", "dictionary", Place(named, wrong), message)])
    runs: Index = {}
    for run in RUN.finditer(data):
        runs.setdefault(run[1].decode("utf-8", "replace"), []).append(run.span())
    return sum(map(int, counts)) if total is None else total, runs
