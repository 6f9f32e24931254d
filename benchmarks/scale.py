"""How far one machine goes: builds of synthetic sites of growing size, one after the other.

    python -m benchmarks.scale --articles 1000,5000,20000

Prints for each size: wall clock and CPU of a cold build, articles a minute, the memory of the largest process, what
the cache and the
output take on disk, and the wall clock when nothing, and when one article, changed.
"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks import corpus, measure
from benchmarks.__main__ import SETTINGS

MEBI = 1024 * 1024


def main() -> None:
    """Measure each size that the command line asks for."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--articles", default="1000,5000,20000", help="sizes, with commas between them")
    ask.add_argument("--terms", type=int, default=100)
    ask.add_argument("--entities", default="listed", choices=("auto", "listed", "off"))
    ask.add_argument("--scratch", type=Path, default=Path(tempfile.gettempdir()) / "zhushu-scale")
    said = ask.parse_args()
    print(
        f"{'articles':>9} {'cold s':>8} {'CPU s':>8} {'a minute':>9} {'MiB':>6} {'cache MiB':>10} {'build MiB':>10} {'nothing s':>10} {'one s':>7}"
    )
    for count in map(int, said.articles.split(",")):
        site = make_site(said.scratch, count, said.terms, said.entities)
        cold, nothing = build(site), build(site)
        article = site / "content/articles" / f"a{count // 2:05}.md"
        article.write_text(article.read_text(encoding="utf-8") + "\n改了一处。\n", encoding="utf-8")
        one = build(site)
        print(
            f"{count:9} {cold.wall:8.1f} {cold.cpu:8.1f} {60 * count / cold.wall:9.0f} {cold.peak:6.0f} {_size(site / '.cache'):10.0f} "
            f"{_size(site / 'build'):10.0f} {nothing.wall:10.2f} {one.wall:7.2f}",
            flush=True,
        )
        shutil.rmtree(site)


def make_site(scratch: Path, count: int, terms: int, entities: str) -> Path:
    """A site of `count` synthetic articles below `scratch`, without a search index."""
    site = scratch / f"site-{count}"
    shutil.rmtree(site, ignore_errors=True)
    (site / "content/articles").mkdir(parents=True)
    (site / "content/glossary").mkdir()
    for name, text in corpus.articles(count, None):
        (site / "content/articles" / name).write_text(text, encoding="utf-8")
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
