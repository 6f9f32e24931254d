"""Makes `generator/data/entities.json`: what a model's probability is worth.

    python -m training.calibrate --train zh_gsdsimp-ud-train.iob2

The training sentences are cut into parts; a model trained on the others guesses each part, and a logistic regression learns which
guesses the gold annotation bears out. It is the gold annotation as published: what news would mark and it does not (the country
in 美国人) counts as wrong, which errs on the side of showing less. Needs `zhushu[ner]`; the same input gives the same file.
"""

import argparse
import hashlib
import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from generator.annotate.entities import rules, scores
from generator.annotate.entities.guess import Guess
from generator.annotate.entities.joined import Joined
from generator.annotate.entities.lexicon import Lexicon
from generator.annotate.entities.model import MODEL, Model
from generator.annotate.normalize import fold
from generator.annotate.words import Words
from training import corpus, train

DATA = Path(__file__).parent.parent / "generator" / "data"
PARTS = 3
PULL = 1.0
"""How strongly weights are drawn to nought: as if each were known with a variance of one."""
Case = tuple[Guess, str, bool]
"""A guess, its text, and whether it is right."""


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--train", type=Path, required=True)
    gold = corpus.read(ask.parse_args().train)
    found: dict[str, list[Case]] = {"own": [], "joined": []}
    for part in range(PARTS):
        for engine, cases in judged(gold, part).items():
            found[engine] += cases
    weights = {engine: fitted(cases) for engine, cases in found.items()}
    digest = hashlib.sha256(b"".join((DATA / name).read_bytes() for name in (MODEL, "entities.lexicon"))).hexdigest()[:12]
    said = {"version": digest, **weights}
    (DATA / scores.FILE).write_text(json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
    for engine, cases in found.items():
        print(f"{engine}: {len(cases)} guesses, {sum(right for *_, right in cases) / len(cases):.3f} right")


def judged(gold: Sequence[corpus.Sentence], part: int) -> dict[str, list[Case]]:
    """The guesses of both engines in one part, by a model that was trained on the rest."""
    asked = [sentence for i, sentence in enumerate(gold) if _part(i, len(gold)) == part]
    rest = [sentence for i, sentence in enumerate(gold) if _part(i, len(gold)) != part]
    lexicon = Lexicon()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / MODEL
        train.fit(train.sentences(rest, lexicon), lexicon, file)
        model = Model(Words(), file.read_bytes())
    return {name: list(cases(engine, asked)) for name, engine in (("own", model), ("joined", Joined(model)))}


def _part(i: int, of: int) -> int:
    """Neighbouring sentences are of one document, so parts are whole stretches."""
    return i * PARTS // of


def cases(engine: Model | Joined, asked: Sequence[corpus.Sentence]) -> Iterator[Case]:
    """The engine's guesses, each with whether gold has it."""
    texts = [fold(text).text for text, _ in asked]
    for text, (_, spans), guesses in zip(texts, asked, engine.find(texts), strict=True):
        for guess in rules.mended(text, guesses):
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


if __name__ == "__main__":
    main()
