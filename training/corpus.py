"""Reads gold entities: IOB2 in columns, as Universal NER publishes them."""

from collections.abc import Iterator
from pathlib import Path

from generator.annotate.normalize import fold

Span = tuple[int, int, str]
"""Start and end in code points, and the type."""
Sentence = tuple[str, list[Span]]
TYPES = {"PER": "person", "LOC": "place", "ORG": "organization"}


def read(path: Path) -> list[Sentence]:
    """The sentences of an IOB2 file, their tokens joined without spaces."""
    return [_sentence(block) for block in _blocks(path) if block]


def _blocks(path: Path) -> Iterator[list[tuple[str, str]]]:
    block: list[tuple[str, str]] = []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        if line.startswith("#"):
            continue
        if line.strip():
            _, token, tag, *_ = line.split("\t")
            block.append((token, tag))
        else:
            yield block
            block = []


def _sentence(block: list[tuple[str, str]]) -> Sentence:
    text, spans = "", []
    for token, tag in block:
        head, _, label = tag.partition("-")
        start, text = len(text), text + token
        kind = TYPES.get(label)
        if head == "I" and spans and spans[-1][1] == start and spans[-1][2] == kind:
            spans[-1] = (spans[-1][0], len(text), kind)
        elif head in "BI" and kind:
            spans.append((start, len(text), kind))
    return text, spans


def folded(sentence: Sentence) -> Sentence:
    """The sentence as the models read it: widths, case and traditional characters made equal, the spans moved along."""
    text, spans = sentence
    done = fold(text)
    if done.offsets is None:
        return done.text, spans
    places = [done.original(at, at + 1) for at in range(len(done.text))]
    starts = {place[0]: at for at, place in reversed(list(enumerate(places))) if place}
    ends = {place[1]: at + 1 for at, place in enumerate(places) if place}
    return done.text, [
        (starts[start], ends[end], kind) for start, end, kind in spans if start in starts and end in ends
    ]
