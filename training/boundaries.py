"""Makes `generator/data/boundaries.crf`: where words end, as a second opinion for the margin rule.

    python -m training.boundaries --train zh_gsdsimp-ud-train.iob2 --dev zh_gsdsimp-ud-dev.iob2

The data is the words of Universal NER's Chinese GSDSimp (CC BY-SA 4.0). Each sentence is read twice: with jieba's whole
dictionary, and without a quarter of its words, which then are the glossary's, since an author's terms are mostly new.
The same input gives the same file.
"""

import argparse
import tempfile
from collections.abc import Iterator
from hashlib import sha1
from pathlib import Path

import pycrfsuite

from generator.annotate.matching.boundary import BOUNDARY, MODEL, Boundaries, features
from generator.annotate.matching.lattice import Lattice
from generator.annotate.normalize import fold, is_han
from generator.annotate.segmenting.dictionary import jieba_file
from generator.annotate.segmenting.words import Words

NO = "0"
PARAMETERS = {"c1": 0.5, "c2": 0.1, "max_iterations": 80, "feature.minfreq": 2}
STRUCK = 4
"""One word in so many is new in the second reading."""
LONGEST = 7

Sentence = list[str]
Place = tuple[Lattice, int, bool]
"""A text, a place in it, and whether a word ends there."""


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--train", type=Path, required=True)
    ask.add_argument("--dev", type=Path, required=True)
    ask.add_argument(
        "--half", type=int, choices=(0, 1), help="leave out every other sentence: the even (0), the odd (1)"
    )
    ask.add_argument("--out", type=Path, default=Path(__file__).parent.parent / "generator" / "data" / MODEL)
    said = ask.parse_args()
    gold = sentences(said.train)
    fit([each for number, each in enumerate(gold) if number % 2 != said.half], said.out)
    right = [tried(Boundaries(said.out.read_bytes()), places(Words(), each)) for each in sentences(said.dev)]
    wrong, total = sum(all_ - good for good, all_ in right), sum(all_ for _, all_ in right)
    print(
        f"{said.out.name}: {said.out.stat().st_size // 1000} kB; dev: {100 - 100 * wrong / total:.2f} % of {total} places"
    )


def sentences(path: Path) -> list[Sentence]:
    """The words of the sentences of an IOB2 file."""
    blocks = path.read_text("utf-8").split("\n\n")
    rows = ([line.split("\t")[1] for line in block.splitlines() if line[:1].isdigit()] for block in blocks)
    return [[word.replace(" ", "") for word in words] for words in rows if words]


def fit(gold: list[Sentence], out: Path) -> None:
    """Trains on `gold` and writes the weights to `out`."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(PARAMETERS)
    struck = {word for each in gold for word in each if len(word) > 1 and _is_struck(word)}
    with tempfile.TemporaryDirectory() as folder:
        for words in (Words(), _without(struck, Path(folder) / "dictionary.txt")):
            for each in gold:
                for lattice, at, ends in places(words, each, struck):
                    trainer.append([features(lattice, at)], [BOUNDARY if ends else NO])
    trainer.train(str(out))


def places(words: Words, sentence: Sentence, terms: frozenset[str] | set[str] = frozenset()) -> Iterator[Place]:
    """The places between two Han characters of a sentence. `terms` that the dictionary lacks are the glossary's."""
    text = fold("".join(sentence)).text
    if len(text) != sum(map(len, sentence)):
        return
    spans = ((at, to) for at in range(len(text)) for to in range(at + 2, min(at + LONGEST, len(text)) + 1))
    new = [(at, to) for at, to in spans if text[at:to] in terms and not words.known(text[at:to])]
    lattice, edges, at = Lattice(words, text, new), set(), 0
    for word in sentence:
        at += len(word)
        edges.add(at)
    for at in range(1, len(text)):
        if is_han(text[at - 1]) and is_han(text[at]):
            yield lattice, at, at in edges


def tried(model: Boundaries, gold: Iterator[Place]) -> tuple[int, int]:
    """How many places the model is right about, and how many there are."""
    found = [((model.odds(lattice, at) or 0.0) > 0) == ends for lattice, at, ends in gold]
    return sum(found), len(found)


def _is_struck(word: str) -> bool:
    return int(sha1(word.encode(), usedforsecurity=False).hexdigest(), 16) % STRUCK == 0


def _without(struck: set[str], path: Path) -> Words:
    lines = jieba_file("dict.txt").read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if line.split(" ", 1)[0] not in struck), "utf-8")
    words = Words(str(path))
    _ = words.dictionary  # reads the file before its folder goes
    return words


if __name__ == "__main__":
    main()
