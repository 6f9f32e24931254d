"""Names of foreign letters in parentheses after a name: 尼尔马尔（Nirmal）. They are the same name, of the same kind."""

import re
from collections.abc import Iterator, Sequence

from generator.annotate.entities.guess import Guess

Sure = tuple[Guess, float]
"""A guess with its score."""
LETTER = "a-z\u00df-\u00f6\u00f8-\u024f"
GLOSS = re.compile(
    rf"\((?:[\u4e00-\u9fff]{{0,3}}[文语名称]:)?((?:[{LETTER}]|(?<=[{LETTER}])['’&\- ](?=[{LETTER}])|\b[{LETTER}]\. ?(?=[{LETTER}]))+)[),;]"
)
"""A name in folded text, after the name that it glosses: its own words, or what language they are of first."""
SHORTEST = {"person": 5, "place": 4, "organization": 2}
"""Least length of a gloss by kind, in code points: a person's may be a title (CEO), a place's a class (A股)."""


def glossed(text: str, sure: Sequence[Sure]) -> Iterator[Sure]:
    """The glosses of the names in `sure`, with their scores. Where a find already overlaps, there is none."""
    for guess, score in sure:
        gloss = GLOSS.match(text, guess.end) if guess.kind in SHORTEST else None
        if gloss and len(gloss[1]) >= SHORTEST[guess.kind]:
            start, end = gloss.span(1)
            if not any(other.start < end and start < other.end for other, _ in sure):
                yield Guess(start, end, guess.kind, guess.low), score
