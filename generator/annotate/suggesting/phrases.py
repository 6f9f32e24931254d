"""Candidates among the words of a text: words and compounds of up to MAX_WORDS."""

import re
from collections.abc import Iterator, Sequence

from generator.annotate.rarity import HAN
from generator.annotate.segmenting.pieces import pieces
from generator.annotate.segmenting.words import Words, kept
from generator.annotate.suggesting.candidates import Candidate, at
from generator.annotate.suggesting.common import (
    BEGINNINGS,
    EDGES,
    ENDINGS,
    FUNCTION,
    FUNCTION_ONE,
    INNER,
    NEVER,
    NEVER_ONE,
    NOUNS,
    NUMBERS,
    REPORTING,
    SIDES,
    STOP_LATIN,
)
from generator.annotate.suggesting.everyday import EVERYDAY, zipf
from generator.core.han import BASIC
from generator.core.passage import Passage

Range = tuple[int, int]
CLAUSE = re.compile(rf"(?! )(?>(?:[ ]?[{BASIC}A-Za-z0-9+#.&/\-]++)+)")
"""A run of Han characters and Latin words, without punctuation."""
MAX_WORDS = 4
"""Maximum words in a Chinese candidate."""
MAX_CHARS = 10
"""Maximum characters in one."""
MANY = 50_000
"""With more Chinese candidates than this, those seen once so far are dropped. Few articles have a tenth of them."""
RARE = 2.0
"""Zipf frequency below which the dictionary's words are often mere phrases: 侧重于, 圈子里."""


def phrases(passages: Sequence[Passage], words: Words) -> dict[str, Candidate]:
    """Candidates of one to MAX_WORDS words, by surface."""
    found: dict[str, Candidate] = {}
    most = MANY
    for passage in passages:
        for start, end in pieces(passage.text):
            for clause in CLAUSE.finditer(passage.text, start, end):
                _add_phrases(found, clause[0], at(passage.number, clause.start()), words)
            if len(found) > most:
                found = {surface: one for surface, one in found.items() if len(one.places) > 1}
                most = max(MANY, 2 * len(found))
    return found


def _add_phrases(found: dict[str, Candidate], clause: str, place: int, words: Words) -> None:
    """Add the candidates in a clause that begins at `place`."""
    ranges = _words_of(clause, words)
    said = [clause[start:end] for start, end in ranges]
    kinds = [_kind(word, words) for word in said]
    for first, last in _spans(kinds, ranges, said):
        surface = clause[ranges[first][0] : ranges[last][1]]
        candidate = found.get(surface)
        if candidate is None:
            before, after = said[first - 1] if first else "", said[last + 1] if last + 1 < len(said) else ""
            candidate = found[surface] = Candidate(
                surface, "ranked", words=tuple(said[first : last + 1]), beside=(before, after)
            )
        candidate.places.append(place + ranges[first][0])


def _words_of(clause: str, words: Words) -> list[Range]:
    """The words of a clause, those that the dictionary lacks joined with each other (沙尔｜庞捷), without blanks."""
    ranges: list[Range] = []
    unknown = False
    for start, end in words.cut(clause):
        word = clause[start:end]
        if word.isspace():
            continue
        new = end - start > 1 and _is_new(word, words)
        if new and unknown and ranges[-1][1] == start:
            ranges[-1] = ranges[-1][0], end
        else:
            ranges.append((start, end))
        unknown = new
    return ranges


@kept(20_000)
def _is_new(word: str, words: Words) -> bool:
    """Whether the dictionary lacks this Chinese word."""
    return bool(HAN.match(word)) and not words.known(word)


def _spans(kinds: Sequence[str], ranges: Sequence[Range], said: Sequence[str]) -> Iterator[Range]:
    """First and last word index of each candidate among the words of a run."""
    for first, kind in enumerate(kinds):
        if kind == "x" or said[first] in BEGINNINGS or said[first] in REPORTING:
            continue
        for last in range(first, min(first + MAX_WORDS, len(kinds))):
            if kinds[last] == "x" or ranges[last][1] - ranges[first][0] > MAX_CHARS:
                break
            if said[last] in REPORTING:
                break
            if _allowed(kinds[first : last + 1]) and said[last] not in SIDES:
                yield first, last


@kept(20_000)
def _kind(word: str, words: Words) -> str:
    """The class of a word: `n` noun, `v` other word allowed in a term, `1` allowed single character, `a` Latin, `x` not
    allowed.
    """
    if not HAN.search(word):
        return "a" if word[0].isalpha() and word.lower() not in STOP_LATIN else "x"
    tag = words.tag(word)
    if len(word) == 1:
        return "x" if word in NEVER_ONE or tag in FUNCTION_ONE else "1"
    if (
        word in NEVER
        or word[1:] == "内"  # 行内, 业内: no term
        or (tag[:1] in ("s", "f") and word[-1] in SIDES)
        or (_falls_apart(word, words) and zipf(word, words) < RARE)
    ):
        return "x"
    if tag in FUNCTION:  # 前端, 异步: the dictionary has parts of speech of 1998
        return "v" if tag in ("f", "d", "ad") and zipf(word, words) < EVERYDAY else "x"
    if not tag or tag[0] == "n" or tag in NOUNS:
        return "n"
    return "v" if tag[0] in "vabzisl" else "x"


def _falls_apart(word: str, words: Words) -> bool:
    """Whether a word that the dictionary lacks, or has by chance, is rather a piece of a sentence: 换不换, 对运维, 七钱, 开发新."""
    edges = {word[0], word[-1]}
    return (
        bool(EDGES & edges or INNER & {*word})
        or word[-1] in ENDINGS
        or word[0] in NUMBERS
        or (len(word) > 2 and words.known(word[:-1]) and words.tag(word[-1])[:1] == "a")
        or any(words.tag(edge)[:1] in tuple("pcruy") for edge in edges)
    )


def _allowed(kinds: str | Sequence[str]) -> bool:
    """Whether words of these classes make a candidate: one word, or several with at least one of two characters."""
    if len(kinds) == 1:
        return kinds[0] in ("n", "v")
    return any(kind in ("n", "v") for kind in kinds) or ("a" in kinds and "1" in kinds)
