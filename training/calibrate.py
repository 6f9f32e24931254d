"""Makes `generator/data/entities.json`: what a model's probability is worth.

    python -m training.calibrate --dev zh_gsdsimp-ud-dev.iob2

A logistic regression learns from sentences that the models have not seen which guesses the gold annotation bears out.
It is the
gold annotation as published: what news would mark and it does not (the country in 美国人) counts as wrong, which errs
on the side
of showing less. Printed is a table of how true the scores are, each part of the sentences scored by weights fitted to
the others.
Run it after `training.train`. Needs `zhushu[ner]`; the same input gives the same file.
"""

import argparse
import hashlib
import json
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from generator.annotate.entities import rules, scores
from generator.annotate.entities.guess import Guess
from generator.annotate.entities.joined import Joined
from generator.annotate.entities.model import MODEL, Model
from generator.annotate.words import Words
from training import corpus

DATA = Path(__file__).parent.parent / "generator" / "data"
PARTS = 10
PULL = 1.0
"""How strongly weights are drawn to nought: as if each were known with a variance of one."""
BANDS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)
Case = tuple[Guess, str, bool]
"""A guess, its text, and whether it is right."""


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--dev", type=Path, required=True)
    gold = corpus.read(ask.parse_args().dev)
    model = Model(Words())
    digest = hashlib.sha256(b"".join((DATA / name).read_bytes() for name in (MODEL, "entities.lexicon"))).hexdigest()[
        :12
    ]
    said: dict[str, object] = {"version": digest}
    for name, engine in (("own", model), ("joined", Joined(model))):
        found = list(cases(engine, gold))
        said[name] = fitted(found)
        print(f"{name}: {len(found)} guesses\n  score       guesses  mean score  right")
        for line in reliability(found):
            print("  " + line)
    (DATA / scores.FILE).write_text(json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")


def cases(engine: Model | Joined, asked: Sequence[corpus.Sentence]) -> Iterator[Case]:
    """The engine's guesses, each with whether gold has it."""
    sentences = list(map(corpus.folded, asked))
    for (text, spans), guesses in zip(sentences, engine.find([text for text, _ in sentences]), strict=True):
        for guess in rules.corrected(text, guesses):
            yield guess, text, (guess.start, guess.end, guess.kind) in spans


def fitted(found: Sequence[Case]) -> dict[str, float]:
    """The weights of a logistic regression with a Gaussian prior, by Newton's method."""
    given = [dict(scores.features(guess, text)) for guess, text, _ in found]
    names = sorted({name for row in given for name in row})
    table = np.array([[row.get(name, 0.0) for name in names] for row in given])
    right = np.array([float(case[2]) for case in found])
    weights = np.zeros(len(names))
    for _ in range(30):
        chance = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (right - chance) - PULL * weights
        bend = (table * (chance * (1 - chance))[:, None]).T @ table + PULL * np.eye(len(names))
        weights += np.linalg.solve(bend, slope)
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}


def reliability(found: Sequence[Case]) -> Iterator[str]:
    """By band of scores: how many guesses, their mean score, and the share that is right."""
    scored: list[tuple[float, bool]] = []
    for part in range(PARTS):
        edges = part * len(found) // PARTS, (part + 1) * len(found) // PARTS
        weights = fitted([*found[: edges[0]], *found[edges[1] :]])
        scored += [(scores.chance(guess, text, weights), right) for guess, text, right in found[slice(*edges)]]
    for low, high in pairwise(BANDS):
        band = [(score, right) for score, right in scored if low <= score < high]
        if band:
            mean, true = sum(score for score, _ in band) / len(band), sum(right for _, right in band) / len(band)
            yield f"{low:.2f}–{min(high, 1):.2f}  {len(band):8d}  {mean:10.2f}  {true:5.2f}"


if __name__ == "__main__":
    main()
