"""Terms found in running text, held against gold segmentation.

    python -m benchmarks.matching_quality GOLD… [--size 1000]

GOLD is text with its words apart by blanks, one sentence a line, as in the SIGHAN bakeoffs, or has one word a line in
the second
column (`.iob2`, as in Universal NER). A glossary is drawn from its words
(by SHA-1, so always the same); then each sentence is annotated without its blanks. A find is right where both of its
edges are
edges of words and it is the leftmost-longest such find; it is wrong where it crosses an edge; finds inside one longer
word are
not counted, since standards of segmentation differ in them. Four glossaries make four rows:

    hard            all words that somewhere in the text turn up across an edge by chance
    hard, new       the same, and the segmenter's dictionary does not know them
    random, new     words of two characters and more, unknown to the dictionary
    pairs           two words that stand side by side twice or more, as one term
"""

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha1
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from generator import annotate
from generator.annotate.matching import automaton
from generator.annotate.normalize import is_han
from generator.annotate.segmenting.dictionary import jieba_file
from generator.core.entry import Entry, Glossary
from generator.core.passage import Passage
from generator.core.settings import AnnotateSettings

Range = tuple[int, int]
ROWS = (("hard", False), ("hard", True), ("random", True), ("pairs", False))


class Sentence(NamedTuple):
    """A sentence and the edges of its words."""

    text: str
    words: Sequence[str]
    edges: frozenset[int]


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("gold", nargs="+", type=Path)
    ask.add_argument("--size", type=int, default=1000, help="terms of a glossary at most (default: 1000)")
    said = ask.parse_args()
    print("| data | terms | longest match | Zhushu: precision | recall | F1 |\n|---|---|---|---|---|---|")
    for path in said.gold:
        corpus = [_sentence(words) for words in _words_of(path) if words]
        for kind, new in ROWS:
            terms = _drawn(corpus, kind)[: said.size]
            row = f"{path.stem}, {kind}{', new' if new else ''} | {len(terms)}"
            plain, ours = _measured(corpus, terms, new=new)
            print(f"| {row} | {plain[2]:.2f} | {ours[0]:.2f} | {ours[1]:.2f} | **{ours[2]:.2f}** |")


def _words_of(path: Path) -> Iterator[list[str]]:
    text = path.read_text("utf-8-sig").replace("\u3000", " ")
    if path.suffix == ".iob2":
        for block in text.split("\n\n"):
            yield [line.split("\t")[1].replace(" ", "") for line in block.splitlines() if line[:1].isdigit()]
    else:
        yield from (line.split() for line in text.splitlines())


def _sentence(words: Sequence[str]) -> Sentence:
    ends = [0]
    for word in words:
        ends.append(ends[-1] + len(word))
    return Sentence("".join(words), words, frozenset(ends))


def _drawn(corpus: Sequence[Sentence], kind: str) -> list[str]:
    """The terms of a glossary of this kind, in the order of their SHA-1."""
    words = {word for sentence in corpus for word in sentence.words if len(word) > 1 and all(map(is_han, word))}
    if kind == "pairs":
        pairs = Counter(
            one + other
            for sentence in corpus
            for one, other in pairwise(sentence.words)
            if one in words and other in words
        )
        words = {pair for pair, count in pairs.items() if count > 1}
    elif kind == "hard":
        find = automaton.finder(known := sorted(words))
        words = {
            known[number]
            for sentence in corpus
            for number, start, end in find(sentence.text)
            if _kind(sentence, start, end) == "crossing"
        }
    return sorted(words, key=lambda word: sha1(word.encode()).hexdigest())


def _kind(sentence: Sentence, start: int, end: int) -> str:
    if start in sentence.edges and end in sentence.edges:
        return "gold"
    return "crossing" if any(at in sentence.edges for at in range(start + 1, end)) else "nested"


def _measured(
    corpus: Sequence[Sentence], terms: Sequence[str], *, new: bool
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Precision, recall and F1 of longest match and of our own."""
    find = automaton.finder(terms)
    gold = [
        _longest((start, end) for _, start, end in find(one.text) if _kind(one, start, end) == "gold") for one in corpus
    ]
    longest = [_longest((start, end) for _, start, end in find(one.text)) for one in corpus]
    with tempfile.TemporaryDirectory() as folder:
        ours = list(_annotated(corpus, terms, _without(terms, Path(folder)) if new else ""))
    return _scores(corpus, gold, longest), _scores(corpus, gold, ours)


def _annotated(corpus: Iterable[Sentence], terms: Iterable[str], dictionary: str) -> Iterator[set[Range]]:
    glossary = Glossary({term: Entry(term, term, term, forms=(term,)) for term in terms})
    annotator = annotate.annotator(glossary, AnnotateSettings(entities="listed", dictionary=dictionary))
    for sentence in corpus:
        spans = annotate.choose(annotator([Passage(0, sentence.text)]))
        yield {(span.start, span.end) for span in spans if span.reason is None}


def _without(terms: Iterable[str], folder: Path) -> str:
    """jieba's dictionary without these words."""
    struck, path = set(terms), folder / "dictionary.txt"
    lines = jieba_file("dict.txt").read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if line.split(" ", 1)[0] not in struck), "utf-8")
    return str(path)


def _longest(ranges: Iterable[Range]) -> set[Range]:
    """The leftmost-longest of overlapping ranges."""
    chosen: set[Range] = set()
    last = 0
    for start, end in sorted(ranges, key=lambda place: (place[0], -place[1])):
        if start >= last:
            chosen.add((start, end))
            last = end
    return chosen


def _scores(
    corpus: Sequence[Sentence], gold: Sequence[set[Range]], found: Sequence[set[Range]]
) -> tuple[float, float, float]:
    right = sum(len(one & other) for one, other in zip(gold, found, strict=True))
    wrong = sum(
        _kind(sentence, *place) != "nested"
        for sentence, one, other in zip(corpus, gold, found, strict=True)
        for place in other - one
    )
    precision = right / max(1, right + wrong)
    recall = right / max(1, sum(map(len, gold)))
    return 100 * precision, 100 * recall, 200 * precision * recall / max(1e-9, precision + recall)


if __name__ == "__main__":
    main()
