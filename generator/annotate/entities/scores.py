"""Calibrated scores: the measured probability that both edges and the type of a guess are right.

A logistic regression over the model's own probability and the name's context. `training/calibrate.py` fits its weights,
which are package data, on sentences unseen by the model; `docs/quality-entities.md` has the calibration table.
"""

import json
from collections.abc import Iterator, Mapping
from math import exp, log
from pathlib import Path
from typing import Any

from generator.annotate.entities.guess import Guess

FILE = "entities.json"
MAX_CONFIDENCE = 0.999
"""Model probabilities are clipped to this."""
NAMES = {"PER": "person", "LOC": "place", "ORG": "organization"}


def stored() -> dict[str, Any]:
    """The packaged weights: `version`, and feature weights by engine (`own`, `joined`)."""
    return dict(json.loads((Path(__file__).parents[2] / "data" / FILE).read_text("utf-8")))


def features(guess: Guess, text: str) -> Iterator[tuple[str, float]]:
    """The features of a guess by name; missing features are 0."""
    kind, size = guess.kind, guess.end - guess.start
    sure = min(max(guess.low, 1 - MAX_CONFIDENCE), MAX_CONFIDENCE)
    yield kind, 1.0
    yield f"{kind} sure", log(sure / (1 - sure))
    yield f"{kind} {_known(guess)}", 1.0
    yield f"{kind} {'one' if size == 1 else 'two' if size == 2 else 'long' if size > 6 else 'some'}", 1.0
    yield f"{kind} before {_class(guess.before)}", 1.0
    yield f"{kind} after {_class(guess.after)}", 1.0
    if text[guess.end : guess.end + 1] in ("人", "军", "语", "族", "籍", "裔", "式"):
        yield f"{kind} people", 1.0


def _known(guess: Guess) -> str:
    said = NAMES.get(guess.known)
    return "unknown" if said is None else "known" if said == guess.kind else "other"


def _class(kind: str) -> str:
    """The class of a word's kind."""
    if kind in NAMES:
        return "name"
    return {"": "stop", "x": "stop", "n": "noun", "v": "verb", "p": "of", "u": "of", "f": "side", "s": "side"}.get(
        kind[:1], "else"
    )


def chance(guess: Guess, text: str, weights: Mapping[str, float]) -> float:
    """The guess's score, from 0 to 1."""
    if guess.kind not in weights:
        return guess.low
    return 1 / (1 + exp(-sum(value * weights.get(name, 0.0) for name, value in features(guess, text))))
