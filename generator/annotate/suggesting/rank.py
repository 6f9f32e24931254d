"""Ranks candidates by how much readers need an explanation of them, with a logistic model."""

from collections.abc import Mapping, Sequence
from math import exp

from msgspec import Struct

from generator.annotate.segmenting.words import Words
from generator.annotate.suggesting.candidates import Candidate
from generator.annotate.suggesting.measures import measured
from generator.annotate.suggesting.weights import WEIGHTS
from generator.core.passage import Passage


class Measured(Struct, frozen=True):
    """A candidate with its probability of being worth an entry."""

    candidate: Candidate
    score: float
    """0 to 1."""


def measure(
    candidates: Mapping[str, Candidate], passages: Sequence[Passage], words: Words, least: float
) -> list[Measured]:
    """The candidates with scores of at least `least`, best first, without those that occur only in longer candidates."""
    scored = []
    for candidate, measures in measured(candidates, passages, words):
        odds = sum(WEIGHTS.get(name, 0.0) * value for name, value in measures.items() if value)
        score = 1 / (1 + exp(-odds))
        if score >= least:
            scored.append(Measured(candidate, score))
    return sorted(scored, key=lambda one: (-one.score, one.candidate.places[0], one.candidate.surface))
