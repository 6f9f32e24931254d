"""Features: what the entity model sees of each word.

Building them in Python is what the automatic pass costs, so the model reads words, not characters, the templates are few, and
what depends on one word alone is made once a word. Names of features are short because each is hashed for each word.
"""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from generator.annotate.entities.lexicon import Lexicon

NAMES = frozenset({"nr", "nrt", "nrfg", "ns", "nt", "nz", "j"})
"""Parts of speech that say "name" in jieba's dictionary."""
LONGEST_HEAD = 5
"""Code points of the longest place that is looked for at the head of a longer word."""


class Word(NamedTuple):
    """A word and what is known of it."""

    text: str
    kind: str
    """The lexicon's kind, or the dictionary's part of speech."""


class Segmenter(Protocol):
    """What is needed of `generator.annotate.words.Words`."""

    def cut(self, text: str, *, hmm: bool = True) -> list[tuple[int, int]]:
        """The words of `text` as offsets."""

    def tag(self, word: str) -> str:
        """A word's part of speech."""


def tagged(text: str, words: Segmenter, lexicon: Lexicon) -> list[Word]:
    """The words of `text`, which together cover it, each with its kind.

    Unknown characters stay single (no hidden Markov model): the entity model joins names itself and does better on them so.
    Where jieba's dictionary says "name" and the lexicon does not confirm it, the kind says so by a closing `-`. A long word that
    begins with a place (日本天皇) is cut after it.
    """
    kinds = lexicon.kinds
    found = []
    for start, end in words.cut(text, hmm=False):
        word = text[start:end]
        kind = kinds.get(word)
        if kind is None or kind in ("nz", "nw"):
            head = _place_head(word, lexicon) if end - start > 2 else 0
            if head:
                found.append(Word(word[:head], "LOC"))
                word = word[head:]
                kind = kinds.get(word)
        found.append(Word(word, kind or _part(word, words)))
    return found


def _part(word: str, words: Segmenter) -> str:
    tag = words.tag(word)
    return tag + "-" if len(word) > 1 and tag in NAMES else tag


def _place_head(word: str, lexicon: Lexicon) -> int:
    """The length of the longest known place that `word` begins with; 0 without one."""
    kinds = lexicon.kinds
    return next((size for size in range(min(LONGEST_HEAD, len(word) - 1), 1, -1) if kinds.get(word[:size]) == "LOC"), 0)


EDGE = ("^", "^", "^", "^", "_", "_")
Seen = tuple[str, str, str, str, str, str]
"""Text, kind, first and last character, their clusters."""


def rows(words: Sequence[Word], lexicon: Lexicon) -> list[list[str]]:
    """One list of features for each word."""
    cluster = lexicon.clusters.get
    seen: list[Seen] = [(w, k, w[0], w[-1], cluster(w[0], "_"), cluster(w[-1], "_")) for w, k in words]
    line = [EDGE, EDGE, *seen, EDGE, EDGE]
    return list(map(_row, line, line[1:], line[2:], line[3:], line[4:]))


def _row(before: Seen, left: Seen, here: Seen, right: Seen, after: Seen) -> list[str]:
    """The features of the word `here` between its neighbours."""
    word, kind, first, last, first_cluster, last_cluster = here
    return [
        "w" + word,
        "k" + kind,
        "p" + left[0],
        "q" + right[0],
        f"a{left[1]}|{kind}",
        f"b{kind}|{right[1]}",
        "c" + last,
        "d" + left[3],
        "e" + right[2],
        "f" + first,
        f"g{first_cluster}|{len(word)}",
        "h" + last_cluster,
        "i" + left[5],
        "j" + right[4],
        "l" + left[3] + first,
        "m" + last + right[2],
        "t" + before[0],
        "u" + after[0],
        "v" + word[-2:],
    ]
