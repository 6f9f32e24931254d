"""Makes `generator/data/entities.crf` and `entities.gains`: the entity model of a plain install.

    python -m training.train --train zh_gsdsimp-ud-train.iob2

The data is Universal NER's Chinese GSDSimp (CC BY-SA 4.0). `python -m training.lexicon` comes first,
`training.calibrate` after.
Needs `zhushu[ner]`. The same input gives the same file.
"""

import argparse
from pathlib import Path

import pycrfsuite

from generator.annotate.entities import gains
from generator.annotate.entities.lac import Lac
from generator.annotate.entities.lexicon import Lexicon
from generator.annotate.entities.model import MODEL, labels
from generator.annotate.entities.reader import Reader
from generator.annotate.segmenting.dictionary import jieba_file
from generator.annotate.segmenting.words import Words
from training import augment, corpus, silver

COPIES, FILLS = 2, 8
"""How often each sentence is renamed, and each template filled."""
PARAMETERS = {"c1": 0.2, "c2": 1.0, "max_iterations": 70, "feature.minfreq": 2}


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--train", type=Path, required=True)
    ask.add_argument("--out", type=Path, default=Path(__file__).parent.parent / "generator" / "data" / MODEL)
    said = ask.parse_args()
    lexicon = Lexicon()
    fit(sentences(corpus.read(said.train), lexicon), lexicon, said.out)
    gains_of(said.out)
    print(f"{said.out.name}: {said.out.stat().st_size // 1000} kB")


def sentences(gold: list[corpus.Sentence], lexicon: Lexicon) -> list[corpus.Sentence]:
    """What is trained on: the gold sentences in the conventions of news, renamed copies of each, and templates
    filled.
    """
    base = silver.merged(gold, silver.marked(Lac(), [text for text, _ in gold]), lexicon.kinds)
    source = names(lexicon)
    return (
        base
        + augment.more(base, source, COPIES)
        + [augment.filled(line, source) for line in augment.templates() for _ in range(FILLS)]
    )


def names(lexicon: Lexicon) -> augment.Names:
    """The source of names that training draws from."""
    entries = [line.split() for line in jieba_file("dict.txt").read_text("utf-8").splitlines()]
    tags, counts = {row[0]: row[2] for row in entries}, {row[0]: int(row[1]) for row in entries}
    return augment.Names(lexicon.kinds, tags, counts, seed=11)


def fit(data: list[corpus.Sentence], lexicon: Lexicon, out: Path) -> None:
    """Trains on `data` and writes the model to `out`."""
    reader = Reader(Words(), lexicon)
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(PARAMETERS)
    for text, spans in map(corpus.folded, data):
        words = reader.read([text])
        trainer.append(reader.rows(words), labels(words[1:-1], spans))
    trainer.train(str(out))


def gains_of(model: Path) -> None:
    """Writes the gains of a model beside it (`generator.annotate.entities.gains`)."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(model))
    told = tagger.info()
    model.with_suffix(".gains").write_bytes(gains.written(told.state_features, told.transitions))


if __name__ == "__main__":
    main()
