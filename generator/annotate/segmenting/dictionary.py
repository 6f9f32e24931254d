"""A word dictionary in jieba's form (`word frequency tag`, one a line), read in parts.

jieba itself parses all 349,000 lines before the first cut. Here the file is only indexed by first character, and the
words of a character are parsed when it is first needed. The index is cached, so later runs spend a few milliseconds.
Weights are jieba's: `log(frequency) - log(sum of all frequencies)`.

Only this module and `words.py` know jieba. Only its data files are read, since importing the package costs more than all
of our segmentation.
"""

import hashlib
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from importlib.util import find_spec
from math import log
from pathlib import Path

from generator.core.errors import Place, Problem, SiteError, Text, because
from generator.core.groups import grouped
from generator.store import cache, scan

GENERATIONS = 4
"""Indices that are kept in a cache folder: of other dictionaries and versions."""
INDEX_VERSION = "3"
KNOWN_TOTALS = {"7197c3211ddd98962b036cdf40324d1ea2bfaa12bd028e68faa70111a88e12a8": 60_101_967}
"""SHA-256 of a dictionary → sum of its frequencies, for jieba 0.42.1. Summing up another dictionary takes 0.1 s."""
Index = dict[str, list[tuple[int, int]]]
"""First character → byte ranges `[start, end)` of the file with its words."""

RUN = re.compile(rb"^([\x00-\x7f]|[\xc2-\xdf].|[\xe0-\xef]..|[\xf0-\xf4]...).*\n(?:\1.*\n)*", re.MULTILINE)
"""Consecutive lines whose words begin with the same character."""
LINE = re.compile(rb"^[^ \n]+ (\d+)(?: [^\n]*)?$", re.MULTILINE)


def jieba_file(name: str) -> Path:
    """The path of a data file of the installed jieba package, such as `dict.txt` or `analyse/idf.txt`."""
    spec = find_spec("jieba")
    assert spec is not None, "jieba is a dependency of this package"
    assert spec.origin is not None, "jieba is a package with a file"
    return Path(spec.origin).parent / name


class Dictionary:
    """The words of one dictionary file with their weights and tags.

    `path` is the file ("" for jieba's own), `cache` the folder for the index ("" for none). Raises SiteError if the
    file cannot be read or is not a dictionary.
    """

    def __init__(self, path: str = "", cache: str = "") -> None:
        self._named = path
        self._data = _read(Path(path) if path else jieba_file("dict.txt"), named=path)
        self._folder = Path(cache) if cache else None
        self.total: int
        """The sum of all frequencies."""
        self.total, self._index = self._indexed()
        self.words: Mapping[str, Mapping[str, int]] = _Buckets(self._data, self._index)
        """Character → words that begin with it → frequency, never 0."""
        self.reaches: Mapping[str, Mapping[str, int]] = _Reaches(self.words)
        """Character → it and the next one → length of the longest word of three characters or more that begins so."""
        self._tags: dict[str, dict[str, str]] = {}
        self.log_total = log(self.total or 1)
        """A word's weight is the natural logarithm of its frequency minus this."""
        self.unknown = -self.log_total
        """Weight of a single character that is not a word: that of frequency 1."""

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the dictionary, hex."""
        return hashlib.sha256(self._data).hexdigest()

    def weight(self, word: str) -> float | None:
        """The natural logarithm of the word's probability; None if it is unknown."""
        count = self.words[word[:1]].get(word)
        return None if count is None else log(count) - self.log_total

    def tag(self, word: str) -> str:
        """The word's part of speech (`n`, `nr`, `v` …); empty if it is unknown or untagged."""
        tags = self._tags.get(word[:1])
        if tags is None:
            lines = _lines(self._data, self._index, word[:1])
            tags = self._tags[word[:1]] = dict(zip(lines[::3], lines[2::3], strict=True))
        return tags.get(word, "")

    def _indexed(self) -> tuple[int, Index]:
        if self._folder is None:
            return _index(self._data, self._named, KNOWN_TOTALS.get(self.digest))
        file = self._folder / f"words-{INDEX_VERSION}-{self.digest[:32]}.json"
        kept = cache.load(file, tuple[int, Index])
        if kept is None:
            kept = _index(self._data, self._named, KNOWN_TOTALS.get(self.digest))
            with suppress(OSError):  # a read-only cache folder only costs time
                cache.save(file, kept)
                for old in sorted(self._folder.glob("words-*.json"), key=os.path.getmtime)[:-GENERATIONS]:
                    old.unlink(missing_ok=True)
        return kept


class _Buckets(dict[str, Mapping[str, int]]):
    """Filled lazily. Holds no reference to its dictionary, so that no cycle keeps the dictionary in memory."""

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
    """Word, frequency, tag, word, … for the words that begin with `char`."""
    text = "".join(data[start:end].decode("utf-8", "replace") for start, end in index.get(char, ()))
    fields = text.split()
    if len(fields) == 3 * text.count("\n"):
        return fields
    return [field for line in text.splitlines() for field in (*line.split(" "), "", "")[:3]]


class _Reaches(dict[str, Mapping[str, int]]):
    """Filled lazily, for all words of a character at once."""

    def __init__(self, words: Mapping[str, Mapping[str, int]]) -> None:
        super().__init__()
        self._words = words

    def __missing__(self, char: str) -> Mapping[str, int]:
        longest: dict[str, int] = {}
        for word in self._words[char]:
            size = len(word)
            if size > 2 and size > longest.get(word[:2], 2):
                longest[word[:2]] = size
        self[char] = longest  # last, as another thread may look at the same time
        return longest


def _read(path: Path, named: str) -> bytes:
    try:
        data = scan.read(path)
    except OSError as error:
        message = because(error, "词典读不出来", "the dictionary cannot be read")
        raise SiteError([Problem("error", "dictionary", Place(named or str(path)), message)]) from error
    data = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    return data if data.endswith(b"\n") or not data else data + b"\n"


def _index(data: bytes, named: str, total: int | None) -> tuple[int, Index]:
    counts = LINE.findall(data) if total is None else []
    if total is None and len(counts) != data.count(b"\n"):
        wrong = next(number for number, line in enumerate(data.split(b"\n"), 1) if not LINE.fullmatch(line))
        message = Text("词典的每一行应是“词 频次 词性”", 'each line of a dictionary is "word frequency tag"')
        raise SiteError([Problem("error", "dictionary", Place(named, wrong), message)])
    runs = grouped((run[1].decode("utf-8", "replace"), run.span()) for run in RUN.finditer(data))
    return sum(map(int, counts)) if total is None else total, runs
