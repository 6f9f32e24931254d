"""Makes `generator/data/entities.json`: what a model's probability is worth.

    python -m training.calibrate --train zh_gsdsimp-ud-train.iob2 --dev zh_gsdsimp-ud-dev.iob2

A logistic regression learns which guesses the gold annotation bears out. Two models, each trained on half of the train
part, give the guesses: each of the sentences that it has not seen. So the dev part serves for the report alone: a table of
how true the scores are there, with the full models. It is the gold annotation as published: what news would mark and it
does not (the country in 美国人) counts as wrong, which errs on the side of showing less. Run it after `training.train`.
Needs `zhushu[ner]`; the same input gives the same file. `--halves` is a folder for the two models, which are made if they
are not there.
"""

import argparse
import hashlib
import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from generator.annotate.entities import rules, scores
from generator.annotate.entities.guess import Guess
from generator.annotate.entities.joined import Joined
from generator.annotate.entities.lexicon import GROUPS, Lexicon
from generator.annotate.entities.model import MODEL, Model
from generator.annotate.segmenting.words import Words
from training import corpus, train

DATA = Path(__file__).parent.parent / "generator" / "data"
PULL = 5.0
"""How strongly weights are drawn to nought: the inverse of their prior variance."""
RARE = 6
"""A feature seen in fewer guesses has no weight."""
BANDS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)
Case = tuple[Guess, str, bool]
"""A guess, its text, and whether it is right."""
Engines = dict[str, Model | Joined]


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--train", type=Path, required=True)
    ask.add_argument("--dev", type=Path, required=True)
    ask.add_argument("--halves", type=Path)
    told = ask.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        unseen = list(halves(corpus.read(told.train), told.halves or Path(folder)))
    read = b"".join((DATA / name).read_bytes() for name in (MODEL, "entities.lexicon", GROUPS))
    digest = hashlib.sha256(read).hexdigest()[:12]
    said: dict[str, object] = {"version": digest}
    dev = corpus.read(told.dev)
    for name, engine in engines().items():
        found = [case for engines_of, gold in unseen for case in cases(engines_of[name], gold)]
        said[name] = weights = fitted(found)
        print(f"{name}: {len(found)} guesses, {len(weights)} weights\n  score       guesses  mean score  right")
        for line in reliability(list(cases(engine, dev)), weights):
            print("  " + line)
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    (DATA / scores.FILE).write_text(text.replace('},"', '},\n"') + "\n", "utf-8")


def engines(weights: bytes | None = None, gains: bytes | None = None) -> Engines:
    """The model of a plain install and that of `zhushu[ner]`; with the packaged weights unless given."""
    model = Model(Words(), weights, gains)
    return {"own": model, "joined": Joined(model)}


def halves(gold: Sequence[corpus.Sentence], folder: Path) -> Iterator[tuple[Engines, Sequence[corpus.Sentence]]]:
    """Twice the models of one half of `gold`, and the other half."""
    lexicon = Lexicon()
    for part in (0, 1):
        file = folder / f"half{part}.crf"
        if not file.is_file():
            train.fit(train.sentences(list(gold[1 - part :: 2]), lexicon), lexicon, file)
            train.gains_of(file)
        yield engines(file.read_bytes(), file.with_suffix(".gains").read_bytes()), gold[part::2]


def cases(engine: Model | Joined, asked: Sequence[corpus.Sentence]) -> Iterator[Case]:
    """The engine's guesses, each with whether gold has it."""
    sentences = list(map(corpus.folded, asked))
    for (text, spans), guesses in zip(sentences, engine.find([text for text, _ in sentences]), strict=True):
        for guess in rules.corrected(text, guesses):
            yield guess, text, (guess.start, guess.end, guess.kind) in spans


def fitted(found: Sequence[Case]) -> dict[str, float]:
    """The weights of a logistic regression with a Gaussian prior, by Newton's method."""
    given = [dict(scores.features(guess, text)) for guess, text, _ in found]
    counts = Counter(name for row in given for name in row)
    names = sorted(name for name, count in counts.items() if count >= RARE)
    table = np.array([[row.get(name, 0.0) for name in names] for row in given])
    right = np.array([float(case[2]) for case in found])
    weights = np.zeros(len(names))
    for _ in range(30):
        chance = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (right - chance) - PULL * weights
        bend = (table * (chance * (1 - chance))[:, None]).T @ table + PULL * np.eye(len(names))
        weights += np.linalg.solve(bend, slope)
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}


def reliability(found: Sequence[Case], weights: Mapping[str, float]) -> Iterator[str]:
    """By band of scores: how many guesses, their mean score, and the share that is right."""
    scored = [(scores.chance(guess, text, weights), right) for guess, text, right in found]
    for low, high in pairwise(BANDS):
        band = [(score, right) for score, right in scored if low <= score < high]
        if band:
            mean, true = sum(score for score, _ in band) / len(band), sum(right for _, right in band) / len(band)
            yield f"{low:.2f}–{min(high, 1):.2f}  {len(band):8d}  {mean:10.2f}  {true:5.2f}"


if __name__ == "__main__":
    main()
