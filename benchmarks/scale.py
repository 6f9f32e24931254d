"""How far one machine goes: builds of synthetic sites of growing size, one after the other.

    python -m benchmarks.scale --articles 1000,5000,20000
    python -m benchmarks.scale --articles 1000,5000,20000 --characters 100

Prints for each size: wall clock and CPU of a cold build, articles a minute, the memory of the largest process, what
the cache and the output take on disk, and CPU and memory when nothing, when one article, and when one definition
changed. Then how each grows from size to size: the exponent e in "as many times the articles to the power of e". 1 is
linear, 0 is flat. Exponents are of CPU time, which others on the machine disturb least.
"""

import argparse
import shutil
import sys
import tempfile
from itertools import pairwise
from math import log
from pathlib import Path

from benchmarks import corpus, measure
from benchmarks.__main__ import SETTINGS

MEBI = 1024 * 1024
COLUMNS = (
    *("articles", "cold s", "cold CPU", "a minute", "cold MiB", "cache MiB", "build MiB"),
    *("nothing CPU", "nothing MiB", "one CPU", "one MiB", "defined CPU", "defined MiB"),
)
GROWING = ("cold CPU", "cold MiB", "nothing CPU", "one CPU", "one MiB", "defined CPU")


def main() -> None:
    """Measure each size that the command line asks for."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--articles", default="1000,5000,20000", help="sizes, with commas between them")
    ask.add_argument("--characters", type=int, default=2000, help="Han characters of an article, about")
    ask.add_argument("--terms", type=int, default=100)
    ask.add_argument("--entities", default="listed", choices=("auto", "listed", "off"))
    ask.add_argument("--scratch", type=Path, default=Path(tempfile.gettempdir()) / "zhushu-scale")
    said = ask.parse_args()
    print("".join(f"{title:>{len(title) + 2}}" for title in COLUMNS))
    rows = []
    for count in map(int, said.articles.split(",")):
        rows.append(measured(make_site(said.scratch, count, said.terms, said.entities, said.characters), count))
        print("".join(f"{value:{len(title) + 2}.{1 + (value < 10)}f}" for title, value in rows[-1].items()), flush=True)
    for before, after in pairwise(rows):
        growth = log(after["articles"] / before["articles"])
        print(f"{before['articles']:.0f} → {after['articles']:.0f}, exponents:")
        for title in GROWING:
            print(f"  {title:14} {log(max(after[title], 0.001) / max(before[title], 0.001)) / growth:5.2f}")


def measured(site: Path, count: int) -> dict[str, float]:
    """The figures of `site`, which has `count` articles, by column. The site is removed afterwards."""
    cold, nothing = build(site), build(site)
    article, glossary = site / f"content/articles/a{count // 2:05}.md", site / "content/glossary/terms.toml"
    article.write_text(article.read_text(encoding="utf-8") + "\n改了一处。\n", encoding="utf-8")
    one = build(site)
    glossary.write_text(glossary.read_text(encoding="utf-8").replace("用来量速度", "改过一次", 1), encoding="utf-8")
    defined = build(site)
    row = dict(
        zip(
            COLUMNS,
            (
                *(count, cold.wall, cold.cpu, 60 * count / cold.wall, cold.peak, _size(site / ".cache")),
                *(_size(site / "build"), nothing.cpu, nothing.peak, one.cpu, one.peak, defined.cpu, defined.peak),
            ),
            strict=True,
        )
    )
    measure.put_aside(site)
    return row


def make_site(scratch: Path, count: int, terms: int, entities: str, characters: int) -> Path:
    """A site of `count` synthetic articles of so many characters below `scratch`, without a search index."""
    site = scratch / f"site-{count}"
    shutil.rmtree(site, ignore_errors=True)
    (site / "content/articles").mkdir(parents=True)
    (site / "content/glossary").mkdir()
    for number in range(count):
        text = corpus.synthetic(number, characters)
        (site / f"content/articles/a{number:05}.md").write_text(text, encoding="utf-8")
    (site / "content/glossary/terms.toml").write_text(corpus.glossary(corpus.words(terms)), encoding="utf-8")
    (site / "site.toml").write_text(SETTINGS.format(entities=entities, search="false"))
    return site


def build(site: Path) -> measure.Run:
    """One build of `site`, with whatever is in its cache."""
    command = [sys.executable, "-m", "generator", "build", "--site", str(site)]
    return measure.run(measure.Subject("zhushu", command, Path(__file__).parent.parent))


def _size(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / MEBI


if __name__ == "__main__":
    main()
