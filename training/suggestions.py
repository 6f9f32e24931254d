"""Fit the weights of `generator/annotate/suggesting/rank.py`, and print them.

    pip install numpy
    python -m training.suggestions FOLDER_OF_MARKDOWN_ARTICLES [ARTICLE ...]

Two logistic models are fitted and added. One tells what is worth an entry, from `judged.txt`: a line for each article,
its file's name and the candidates that a reader needs explained (all others are not; a blank in a name is `_`). The
articles are looked for in the folder, in `tests/cases/suggestions`, in `content/articles` and among those named. The other tells
what authors mark, by `benchmarks.suggest_quality`, from candidates that say nothing of marks themselves.
"""

import argparse
from collections.abc import Iterable, Mapping, Sequence
from math import log
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.suggest_quality import articles
from generator.annotate import words_of
from generator.annotate.suggesting import gather
from generator.annotate.suggesting.rank import measured
from generator.cli.articles import finds_in
from generator.core.passage import Passage
from generator.core.settings import AnnotateSettings

MARKED = 0.7
"""How much the second model counts."""
OFFSETS = {"once": -1.0, "ranked": 0.5, "quoted": 1.2, "latin": -0.5, "latin words": 0.8, "english": 1.5}
"""Added by hand, with MARKED: recall of marked terms against precision by judgement, both on articles left out."""
MOST = {"work": 2.5}
"""Measures of which there were too few to fit."""
SHAPE = frozenset(
    "frequency,spread,freedom,inside,unknown,common,everyday,rare,compound,rarest,commonest,head,edge,long,bond,loose,single,many,"
    "verb,other,idiom,long word,ends in verb,begins with verb,name tag,by chance,whole common".split(",")
)
"""What the second model may weigh: its articles have lost quotation marks, headings and names."""
REGULAR = 2.0
"""Weight of the squared coefficients, each for one standard deviation of its measure."""
BOILERPLATE = frozenset({"掘金"})
"""What every article of one source names in its last line."""
Row = tuple[Mapping[str, float], bool]
Vector = Any


def main() -> None:
    """Fit and print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("folder", type=Path)
    ask.add_argument("articles", type=Path, nargs="*")
    said = ask.parse_args()
    one, two = list(judged(said.folder, said.articles)), list(marked(said.folder))
    names = sorted({name for measures, _ in one + two for name in measures})
    weights = fit(one, names) + MARKED * fit(two, names) * np.array([name in SHAPE for name in names])
    by_name = {name: float(weight) + OFFSETS.get(name, 0.0) for name, weight in zip(names, weights, strict=True)}
    for name, weight in sorted(by_name.items(), key=lambda pair: -abs(pair[1])):
        if abs(weight) >= 0.05:
            print(f'    "{name}": {min(weight, MOST.get(name, weight)):.2f},')


def judged(folder: Path, named: Sequence[Path]) -> Iterable[Row]:
    """The candidates of the judged articles."""
    files = {
        file.stem if file.stem != "index" else file.parent.name: file
        for place in (folder, Path("tests/cases/suggestions"), Path("content/articles"))
        for file in place.rglob("*.md")
    } | {file.stem: file for file in named}
    for line in (Path(__file__).parent / "judged.txt").read_text("utf-8").splitlines():
        name, *rest = line.split()
        worth = {one.replace("_", " ") for one in rest}
        for _, finds, settings in finds_in(Path(), [str(files[name])]):
            passages, words = finds.draft.body.passages, words_of(settings)
            for candidate, measures in measured(gather(passages, finds.spans, words), passages, words):
                yield measures, candidate.surface in worth


def marked(folder: Path) -> Iterable[Row]:
    """The candidates, seen three times or more, of articles whose marks were taken away."""
    words = words_of(AnnotateSettings())
    for text, gold in articles(1000, folder):
        passages = [Passage(number, line) for number, line in enumerate(text.split("\n"))]
        for candidate, measures in measured(gather(passages, (), words), passages, words):
            frequent = measures["frequency"] >= log(3)
            if frequent and candidate.group == "ranked" and candidate.surface not in BOILERPLATE:
                yield measures, candidate.surface in gold


def fit(rows: Sequence[Row], names: Sequence[str]) -> Vector:
    """The weights of a regularised logistic regression, by Newton's method."""
    at = {name: number for number, name in enumerate(names)}
    seen, right = np.zeros((len(rows), len(names))), np.array([float(good) for _, good in rows])
    for number, (measures, _) in enumerate(rows):
        for name, value in measures.items():
            seen[number, at[name]] = value
    scale, penalty = seen.std(0), np.full(len(names), REGULAR)
    scale[scale == 0] = 1.0
    penalty[at["base"]] = 0.01
    seen /= scale
    weights = np.zeros(len(names))
    for _ in range(30):
        guess = 1 / (1 + np.exp(-seen @ weights))
        slope = seen.T @ (guess - right) + penalty * weights
        weights -= np.linalg.solve((seen.T * (guess * (1 - guess))) @ seen + np.diag(penalty + 1e-6), slope)
    return weights / scale


if __name__ == "__main__":
    main()
