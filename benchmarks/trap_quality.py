"""Sentences in which a term stands as a word, or its characters meet by chance: precision, recall and the mistakes.

    python -m benchmarks.trap_quality [FILE.tsv]

Each line is `form<TAB>1 or 0<TAB>sentence`; 1 where every occurrence of the form is the term. Each sentence is annotated
alone, with the forms of the whole file as its glossary. Without a path the project's own sentences are read
(tests/cases/traps.tsv).
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

from generator import annotate
from generator.core.entry import Entry, Glossary
from generator.core.passage import Passage
from generator.core.settings import AnnotateSettings

CASES = Path(__file__).parents[1] / "tests" / "cases" / "traps.tsv"


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("gold", nargs="?", type=Path, default=CASES)
    rows = list(_rows(ask.parse_args().gold))
    entries = {form: Entry(form, form, form, forms=(form,)) for form, _, _ in rows}
    annotator = annotate.annotator(Glossary(entries), AnnotateSettings(entities="listed"))
    right = marked = wanted = 0
    for form, meant, sentence in rows:
        spans = annotate.choose(annotator([Passage(0, sentence)]))
        said = [span for span in spans if span.text == form]
        kept = any(span.reason is None for span in said)
        right, marked, wanted = right + (kept and meant), marked + kept, wanted + meant
        if kept != meant:
            why = next((span.reason.zh for span in said if span.reason), "")
            print(f"{'missed' if meant else 'wrong '}  {form}  {sentence}  {why}")
    print(f"{len(rows)} sentences: P {100 * right / max(1, marked):.1f}  R {100 * right / max(1, wanted):.1f}")


def _rows(path: Path) -> Iterator[tuple[str, bool, str]]:
    for line in path.read_text("utf-8-sig").splitlines():
        if line and not line.startswith("#"):
            form, meant, sentence = line.split("\t")[:3]
            yield form, meant == "1", sentence


if __name__ == "__main__":
    main()
