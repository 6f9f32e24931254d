"""Fit the weights of suggestions, and write them to `generator/annotate/suggesting/weights.py`.

    pip install numpy
    python -m training.suggestions FOLDER_OF_MARKDOWN_ARTICLES [ARTICLE ...]

Two logistic models are fitted and added. One tells what is worth an entry, from `judged.txt`: a line for each article,
its file's name and the candidates that a reader needs explained (all others are not; a blank in a name is `_`). The
articles are looked for in the folder, in `training/texts`, `tests/cases/suggestions`, `content/articles` and among those
named. The other tells what authors mark, by `benchmarks.suggest_quality`, from candidates that say nothing of marks
themselves; the articles by which that measures are left out.
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from math import log
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.suggest_quality import articles
from generator.annotate import words_of
from generator.annotate.suggesting.candidates import Candidate
from generator.annotate.suggesting.evidence import NO_BOLD
from generator.annotate.suggesting.gather import gather
from generator.annotate.suggesting.measures import measured
from generator.cli.articles import finds_in
from generator.core.passage import Passage
from generator.core.settings import AnnotateSettings
from generator.readers.emphasis import strong

OUT = Path("generator/annotate/suggesting/weights.py")
PLACES = ("training/texts", "tests/cases/suggestions", "content/articles")
"""Where judged articles are, besides the folder."""
MARKED = 0.7
"""How much the second model counts."""
OFFSETS = {"once": -1.0, "ranked": 0.5, "quoted": 2.0, "latin": -0.5, "latin words": 0.8, "english": 1.5, "family": 0.8}
"""Added by hand, with MARKED: recall of marked terms against precision by judgement, both on articles left out."""
FEW = {"work": 2.5, "plain": -3.0, "thus": 2.5, "title": 2.0, "item": 1.0, "bold": 0.5}
"""Weights of measures of which there were too few to fit."""
SHAPE = frozenset(
    "frequency,spread,freedom,inside,unknown,common,everyday,compound,rarest,commonest,head,edge,long,bond,loose,single,many,"
    "verb,other,idiom,long word,ends in verb,begins with verb,name tag,by chance,acted,told of,ending".split(",")
)
"""What the second model may weigh: its articles have lost quotation marks, headings and names."""
REGULAR = 2.0
"""Weight of the squared coefficients, each for one standard deviation of its measure."""
LEAST = 0.05
"""Least weight that is written."""
BOILERPLATE = frozenset({"掘金"})
"""What every article of one source names in its last line."""
Row = tuple[Mapping[str, float], bool]
Weights = dict[str, float]


def main() -> None:
    """Fit and write."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("folder", type=Path)
    ask.add_argument("articles", type=Path, nargs="*")
    said = ask.parse_args()
    worth = [row for _, rows in judged(said.folder, said.articles) for _, row in rows]
    OUT.write_text(module(fitted(worth, list(marked(said.folder)))), "utf-8")


def judged(folder: Path, named: Sequence[Path]) -> Iterator[tuple[str, Sequence[tuple[Candidate, Row]]]]:
    """The candidates of the judged articles, by the article's name."""
    files = {
        file.stem if file.stem != "index" else file.parent.name: file
        for place in (folder, *map(Path, PLACES))
        for file in sorted(place.rglob("*.md"))
    } | {file.stem: file for file in named}
    for line in (Path(__file__).parent / "judged.txt").read_text("utf-8").splitlines():
        name, *rest = line.split()
        worth = {one.replace("_", " ") for one in rest}
        for _, finds, settings in finds_in(Path(), [str(files[name])]):
            body, words = finds.draft.body, words_of(settings)
            found = gather(body.passages, finds.spans, words, strong(body))
            yield (
                name,
                [
                    (candidate, (measures, candidate.surface in worth))
                    for candidate, measures in measured(found, body.passages, words)
                ],
            )


def marked(folder: Path) -> Iterator[Row]:
    """The candidates, seen three times or more, of articles whose marks were taken away."""
    words = words_of(AnnotateSettings())
    for text, gold in articles(1000, folder, fitted=True):
        passages = [Passage(number, line) for number, line in enumerate(text.split("\n"))]
        for candidate, measures in measured(gather(passages, (), words, NO_BOLD), passages, words):
            frequent = measures["frequency"] >= log(3)
            if frequent and candidate.group == "ranked" and candidate.surface not in BOILERPLATE:
                yield measures, candidate.surface in gold


def fitted(worth: Sequence[Row], marks: Sequence[Row]) -> Weights:
    """The sum of both models, without negligible weights."""
    one, two = fit(worth), fit(marks)
    weights = {
        name: one.get(name, 0.0) + (MARKED * two.get(name, 0.0) if name in SHAPE else 0.0) + OFFSETS.get(name, 0.0)
        for name in sorted({*one, *two})
    }
    return {name: weight for name, weight in (weights | FEW).items() if abs(weight) >= LEAST}


def fit(rows: Sequence[Row]) -> Weights:
    """The weights of a regularised logistic regression, by Newton's method."""
    names = sorted({name for measures, _ in rows for name in measures})
    at = {name: number for number, name in enumerate(names)}
    seen: Any = np.zeros((len(rows), len(names)))
    right = np.array([float(good) for _, good in rows])
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
    return dict(zip(names, map(float, weights / scale), strict=True))


def module(weights: Weights) -> str:
    """The Python module with these weights, heaviest first."""
    heaviest = sorted(weights.items(), key=lambda pair: (-abs(pair[1]), pair[0]))
    lines = "".join(f'    "{name}": {weight:.2f},\n' for name, weight in heaviest)
    return (
        '"""The weights of the measures of a candidate. Written by `training/suggestions.py`."""\n\n'
        f"from collections.abc import Mapping\n\nWEIGHTS: Mapping[str, float] = {{\n{lines}}}\n"
    )


if __name__ == "__main__":
    main()
