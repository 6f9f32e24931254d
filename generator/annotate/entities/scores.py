"""Calibrated scores: the measured probability that both edges and the type of a guess are right.

A logistic regression over the model's own probability, the form of the name and its context. `training/calibrate.py` fits
its weights, which are package data, on sentences unseen by the model; `docs/quality-entities.md` has the calibration
table.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from math import exp, log
from typing import Any

from generator.annotate.entities import foreign, persons, places
from generator.annotate.entities.guess import Guess
from generator.core.tables import FOLDER

FILE = "entities.json"
MAX_CONFIDENCE = 0.999
"""Model probabilities are clipped to this."""
SUFFIXED_PLACE = 3
"""Least length of a place whose last character counts as a suffix (清河县, not 河县)."""
MAX_LENGTH = 8
"""Longer names share one feature."""
NAMES = {"PER": "person", "LOC": "place", "ORG": "organization"}


def stored() -> dict[str, Any]:
    """The packaged weights: `version`, and feature weights by engine (`own`, `joined`)."""
    return dict(json.loads((FOLDER / FILE).read_text("utf-8")))


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
    yield f"{kind} prev {text[guess.start - 1] if guess.start else '^'}", 1.0
    yield f"{kind} next {text[guess.end : guess.end + 1] or '$'}", 1.0
    yield f"{kind} len {min(size, MAX_LENGTH)}", 1.0
    if guess.common:
        yield f"{kind} common", 1.0
    yield from ((name, 1.0) for name in FORMS[kind](guess, text))


def _person(guess: Guess, text: str) -> Iterator[str]:
    """The form of a person's name, and whether a title is adjacent."""
    name = text[guess.start : guess.end]
    if "·" in name:
        form = "dotted"
    elif len(name) in (2, 3) and name[0] in persons.SURNAMES:
        form = "surname"
    elif name[:2] in persons.DOUBLE or name[:2] in persons.JAPANESE:
        form = "double"
    else:
        form = "foreign" if foreign.CHARS.issuperset(name) else "other"
    yield f"person form {form} {min(len(name), 4)}"
    if persons.titled(text, guess):
        yield "person titled"


def _place(guess: Guess, text: str) -> Iterator[str]:
    """Whether a place is well known, and what follows it; else its suffix."""
    name = text[guess.start : guess.end]
    known = places.fame(name)
    if known:
        yield f"place {known}"
        yield f"listed after {guess.after}"
    elif len(name) >= SUFFIXED_PLACE and name[-1] in places.SUFFIXES:
        yield "place suffix"
        yield f"place suffix {name[-1]}"


def _organization(guess: Guess, text: str) -> Iterator[str]:
    """The ending of an organisation."""
    ending = places.ENDING.search(text, guess.start, guess.end)
    yield f"organization ends {ending[0] if ending else '-'}"


FORMS: dict[str, Callable[[Guess, str], Iterator[str]]] = {
    "person": _person,
    "place": _place,
    "organization": _organization,
}
"""By kind, the features of a name's form."""


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
